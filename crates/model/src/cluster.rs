//! A health cluster: the unit that receives seats and nominates.

use crate::Weight;

/// One row of the table `clusters`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cluster {
    /// The id as written; unique in the programme (folded).
    pub id: String,
    /// The name for people.
    pub name: String,
    /// The region, where known.
    pub region: Option<String>,
    /// What it counts with under the programme's key.
    pub weight: Weight,
    /// The groups it belongs to, one per entry of the programme's `levels`, from the top.
    pub groups: Vec<String>,
    /// Its own least number of seats; wins over the programme's.
    pub min_seats: Option<u64>,
    /// Its own largest number of seats; wins over the programme's.
    pub max_seats: Option<u64>,
    /// Exactly this many seats; wins over both.
    pub fixed_seats: Option<u64>,
    /// Its link to the participants.
    pub contact_person: Option<String>,
    /// Further columns as written: heading and text, in column order (other keys among them).
    pub extra: Vec<(String, String)>,
}
