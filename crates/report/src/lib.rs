//! Results as people read them: text tables, CSV, an HTML page and Excel workbooks, in Danish and English.
//!
//! Formats numbers and words and makes none: every figure shown stands in the plan, the split or
//! the programme. Reads and writes no files; every function returns the text.

mod alternatives;
mod answers;
mod changes;
mod checked;
mod clean;
mod collation;
mod compared;
mod csv_line;
mod day;
mod difference;
mod explain;
mod judgement;
mod language;
mod names_key;
mod number;
mod page;
mod page_words;
mod plan_csv;
mod plan_text;
mod repair;
mod replies;
pub mod seats;
mod sentences;
mod statements;
mod sweep;
mod table;
mod text;
mod view;
mod what_if;
mod workbook;

pub use alternatives::{alternatives_csv, alternatives_json, alternatives_text};
pub use checked::{check_text, judged_sentences, read_sentence, refused, seats_judged};
pub use clean::{clean, csv_cell};
pub use collation::sort_key;
pub use compared::{sweep_page, what_if_page};
pub use day::day;
pub use difference::{
    SplitDocument, difference_csv, difference_json, difference_text, split_difference_csv,
    split_difference_json, split_difference_text,
};
pub use explain::{
    Asked, explanation_csv, explanation_json, explanation_text, meeting_csv, meeting_json, meeting_text,
};
pub use judgement::InWords;
pub use language::Language;
pub use names_key::{names_key, without_names};
pub use number::number;
pub use page::{PageOptions, plan_page};
pub use plan_csv::plan_csv;
pub use plan_text::{TextOptions, plan_text};
pub use repair::{repair_csv, repair_json, repair_text};
pub use replies::{RepliesView, ReplyQuestion, ReplyState, replies_csv, replies_json, replies_page};
pub use sweep::{sweep_csv, sweep_json, sweep_plan_json, sweep_plan_text, sweep_text};
pub use what_if::{what_if_csv, what_if_json, what_if_text};
pub use workbook::{
    Recipient, SplitBy, WorkbookError, WorkbookOptions, mail_merge, plan_workbook, recipient_workbooks,
    safe_file_name,
};

/// The library example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
