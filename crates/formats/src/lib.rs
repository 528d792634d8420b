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
pub mod nearest;
pub mod node;
pub mod number;
pub mod options;
pub mod place;
pub mod table;
pub mod text;

pub use code::{Code, Severity};
pub use diagnostic::Diagnostic;
pub use findings::{Findings, SHOWN, render_text};
pub use node::Node;
pub use options::ReadOptions;
pub use place::{Place, Source, Spot};
pub use table::{Cell, Row, Table};
