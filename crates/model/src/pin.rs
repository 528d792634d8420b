//! A pin: a decision fixed by the user, never undone.

use crate::{InitiativeId, NomineeId};

/// One row of the table `pins`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Pin {
    /// Who.
    pub nominee: NomineeId,
    /// In or out of which initiative; `None` means of any.
    pub initiative: Option<InitiativeId>,
    /// The team of an earlier plan, as written.
    pub team: Option<String>,
    /// In or out.
    pub side: PinSide,
}

/// In or out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PinSide {
    /// In a team (of the initiative, if named).
    In,
    /// Not in any team of the initiative, or in none at all.
    Out,
}
