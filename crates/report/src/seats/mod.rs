//! Answers to seat problems: text, CSV and JSON; splits, two-way splits, years, methods side by side.

mod account;
mod compare;
mod csv;
mod explain;
mod json;
mod levels;
mod methods;
mod paradox;
mod split;
mod two_way;
mod words;
mod years;

pub use account::{accounts_json, accounts_text};
pub use compare::compare_text;
pub use csv::{accounts_csv, compare_csv, split_csv, two_way_csv, years_csv};
pub use explain::{explain_text, scan_text};
pub use json::{compare_json, explain_json, methods_json, scan_json, two_way_json, years_json};
pub use levels::{levels_json, levels_text};
pub use methods::methods_text;
pub use paradox::{against_json, against_text, new_units_json, new_units_text};
pub use split::split_text;
pub use two_way::two_way_text;
pub use years::years_text;
