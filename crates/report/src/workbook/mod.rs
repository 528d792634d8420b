//! Workbooks as they are sent on: the whole plan, one file a recipient, and the rows of a mail merge.
//!
//! The same plan gives the same bytes: the time of making is fixed. Sums are formulas, so that they can be checked.

mod differences;
mod letters;
mod people;
mod recipients;
mod seats;
mod sheet;
mod teams;
mod words;

use crate::answers::answers;
use crate::statements;
use crate::view::View;
use crate::{Language, clean};
use fordel_model::{Nominee, Plan, Programme};
pub use letters::mail_merge;
pub use recipients::{Recipient, SplitBy, recipient_workbooks, safe_file_name};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::Sheet;
use std::fmt;
use words::SheetWord;

/// What a workbook holds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct WorkbookOptions<'a> {
    /// People's names and titles; without them only ids.
    pub names: bool,
    /// Who is not selected and the waiting lists.
    pub not_selected: bool,
    /// An earlier plan, to list what differs from it.
    pub announced: Option<&'a Plan>,
}

impl Default for WorkbookOptions<'_> {
    fn default() -> Self {
        Self { names: true, not_selected: true, announced: None }
    }
}

/// Why a workbook could not be made: more rows than a sheet holds, for example.
#[derive(Debug)]
pub struct WorkbookError(XlsxError);

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the workbook cannot be made: {}", self.0)
    }
}
impl std::error::Error for WorkbookError {}
impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self(error)
    }
}

/// A plan as an Excel workbook: the answers for the meeting, seats with a chart, teams, participants, and people without a seat.
///
/// Every sheet has a frozen header, a filter and fitting widths; sums are formulas. Mail addresses and remarks
/// are never in it.
///
/// # Errors
/// If a sheet would be larger than Excel allows.
pub fn plan_workbook(
    programme: &Programme,
    plan: &Plan,
    language: Language,
    options: &WorkbookOptions<'_>,
) -> Result<Vec<u8>, WorkbookError> {
    let view = View::new(programme, plan, language, options.names);
    let mut book = new_book(&view)?;
    meeting(&view, &mut book, options.announced)?;
    let all = Choice { clusters: &|_| true, people: &|_| true };
    seats::write(&view, &mut book, &all)?;
    teams::write(&view, &mut book, &all)?;
    people::write_participants(&view, &mut book, &all)?;
    if options.not_selected {
        people::write_not_selected(&view, &mut book, &all)?;
    }
    if let Some(announced) = options.announced {
        differences::write(&view, &mut book, announced)?;
    }
    Ok(book.save_to_buffer()?)
}

/// Whose rows a workbook holds.
struct Choice<'a> {
    /// Clusters by id.
    clusters: &'a dyn Fn(&str) -> bool,
    /// People.
    people: &'a dyn Fn(&Nominee) -> bool,
}

/// An empty workbook that bears the same marks whenever it is made.
fn new_book(view: &View<'_>) -> Result<Workbook, WorkbookError> {
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = clean(&view.plan.programme.name);
    let properties = DocProperties::new().set_title(title).set_author("fordel").set_creation_datetime(&made);
    let mut book = Workbook::new();
    book.set_properties(&properties);
    Ok(book)
}

/// The one-line answers, below the verdict.
fn meeting(view: &View<'_>, book: &mut Workbook, announced: Option<&Plan>) -> Result<(), WorkbookError> {
    let word = |word| view.language.sheet_word(word);
    let mut sheet =
        Sheet::new(book, word(SheetWord::Meeting), &[word(SheetWord::Question), word(SheetWord::Answer)])?;
    let name = clean(&view.plan.programme.name);
    let title = view.plan.programme.year.map_or(name.clone(), |year| format!("{name}, {year}"));
    let standing = view.language.page_word(crate::page::standing(view.plan.state()).0);
    sheet.row([title.into(), format!("{standing}. {}", statements::verdict(view).0).into()])?;
    for answer in answers(view, announced) {
        sheet.row([view.language.page_word(answer.question).into(), answer.text.into()])?;
    }
    if !view.names {
        let note = view.language.page_word(crate::page_words::PageWord::Pseudonymous);
        sheet.row(["".into(), note.into()])?;
    }
    sheet.end(None)?;
    Ok(())
}
