//! Files -> words of the model, and back: CSV folders and JSON documents, with a place for every
//! finding. Wire structures do not leave this crate; solver and engine are not known here.

#![warn(missing_docs)]

pub mod clean;
pub mod code;
pub mod cpr;
pub mod csv;
pub mod diagnostic;
pub mod encoding;
pub mod findings;
pub mod heading;
pub mod json;
pub mod layout;
pub mod loaded;
pub mod nearest;
pub mod node;
pub mod number;
pub mod options;
pub mod place;
pub mod plan;
mod plan_read;
pub mod split;
mod split_read;
pub mod table;
pub mod text;
#[expect(dead_code, reason = "the programme reader will use the rest")]
mod tree;

pub use code::{Code, Severity};
pub use diagnostic::Diagnostic;
pub use findings::{Findings, SHOWN, render_text};
pub use loaded::{Loaded, parse_programme_json, read_programme};
pub use node::Node;
pub use options::ReadOptions;
pub use place::{Place, Source, Spot};
pub use plan::plan_to_json;
pub use plan_read::{plan_from_json, plan_with_notes};
pub use split::split_to_json;
pub use table::{Cell, Row, Table};
