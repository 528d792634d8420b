//! Where words come from: the engine speaks in data, a catalogue in the reader's language turns it
//! into text.

use crate::outcome::{Clash, LeftOut, Notice, Vacant};
use crate::resolution::Relaxation;
use fordel_model::Programme;

/// Turns what happened into sentences. Implementations name people by id only.
pub trait Words {
    /// Why somebody has no team.
    fn left_out(&self, programme: &Programme, left_out: &LeftOut) -> String;
    /// Why seats stay empty.
    fn vacant(&self, programme: &Programme, vacant: &Vacant) -> String;
    /// What cannot hold.
    fn clash(&self, programme: &Programme, clash: &Clash) -> String;
    /// What would resolve a clash.
    fn relaxation(&self, programme: &Programme, relaxation: &Relaxation) -> String;
    /// What the reader should know.
    fn notice(&self, programme: &Programme, notice: &Notice) -> String;
}
