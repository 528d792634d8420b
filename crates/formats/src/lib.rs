//! Files -> words of the model, and back: CSV folders, Excel workbooks and JSON documents, with a place for every
//! finding. Wire structures do not leave this crate; solver and engine are not known here.
//!
//! | to | call |
//! |---|---|
//! | read a programme from a folder, a workbook or a JSON file | [`read_programme`] |
//! | read a programme from the text of a JSON document | [`parse_programme_json`] |
//! | write a programme | [`programme_to_json`], [`programme_to_folder`], [`xlsx::programme_to_workbook`] |
//! | a workbook to fill in | [`xlsx::template`] |
//! | merge many replies | [`collect::collect`] |
//! | write and read a plan | [`plan_to_json`], [`plan_from_json`] |
//! | write a split | [`split_to_json`] |
//! | read any table | [`csv::read_csv`], [`xlsx::read_workbook`], [`json::table_of`] |
//! | read scenarios and sweeps | [`read_scenarios`], [`inline_scenario`], [`read_sweep`] |
//! | the JSON Schema of a document | [`Document`] |
//! | show findings | [`Findings::to_text_in`], [`Findings::to_json_in`], [`render_text_in`]; without `_in`: in English |
//!
//! ```
//! use fordel_formats::{ReadOptions, parse_programme_json};
//!
//! let text = r#"{"format": "fordel/programme/1",
//!     "programme": {"name": "Vest 2022", "seats": 9, "key": "population"},
//!     "clusters": [{"id": "vest", "name": "Vest", "population": 286071},
//!                  {"id": "midt", "name": "Midt"}]}"#;
//! let findings = parse_programme_json(text, "vest.json", &ReadOptions::default()).unwrap_err();
//! assert_eq!(
//!     findings.to_text(50),
//!     "error[V01]: `population` is empty\n  vest.json, clusters[1].population\n  help: fill it in"
//! );
//! ```

#![warn(missing_docs)]

mod certificate_read;
pub mod clean;
mod clothes;
mod clusters;
pub mod code;
pub mod collect;
mod columns;
pub mod cpr;
pub mod csv;
pub mod diagnostic;
mod directory;
pub mod encoding;
pub mod excerpt;
pub mod findings;
pub mod folder;
mod further;
pub mod heading;
mod history;
mod index;
mod initiatives;
pub mod json;
mod labels;
pub mod layout;
mod list;
pub mod loaded;
pub mod nearest;
pub mod node;
mod nominees;
pub mod number;
pub mod options;
mod organisations;
mod people;
pub mod place;
pub mod plan;
mod plan_read;
mod pools;
mod record;
mod rendering;
mod rules;
pub mod scenarios;
mod schema;
pub mod seats;
mod settings;
mod settings_text;
pub mod shield;
pub mod split;
mod split_read;
pub mod table;
pub mod text;
mod tree;
mod two_names;
mod view;
mod wire;
mod words;
pub mod write;
pub mod xlsx;

pub use clothes::personal_number_in_name;
pub use code::{Code, Severity};
pub use diagnostic::Diagnostic;
pub use excerpt::Excerpt;
pub use findings::{Findings, SHOWN, render_text, render_text_in};
pub use folder::programme_to_folder;
pub use loaded::{Loaded, parse_programme_json, read_programme};
pub use node::Node;
pub use options::ReadOptions;
pub use place::{Place, Source, Spot};
pub use plan::{plan_digest, plan_to_json};
pub use plan_read::{plan_from_json, plan_with_notes};
pub use scenarios::{
    Scenarios, Typed, apply_typed, inline_scenario, parse_scenarios, read_scenarios, read_sweep, sweep_digest,
};
pub use split::split_to_json;
pub use table::{Cell, Row, Table};
pub use text::Language;
pub use wire::Document;
pub use write::{programme_digest, programme_to_json};
