//! Seat problems as they are written: a table of units, or a JSON document that says everything.
//!
//! What a document leaves open (the method, the seats) stays open here; the command line fills it in.

mod document;
mod matrix;
mod past;
mod plain;
mod plain_document;
mod result;
mod table;
mod workbook;
mod write;
mod years;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::json::table_of;
use crate::node::Node;
use crate::options::ReadOptions;
use crate::place::{Place, Source};
use fordel_model::split::{BoundRule, OnTie, YearsMode};
use fordel_model::{Method, Weight};

pub use past::read_past;
pub use result::{
    Named, SeatsResult, TwoWayAnswer, TwoWayTieAnswer, YearAnswer, YearsAnswer, is_seats_result, read_result,
};
pub use write::{split_in_pieces, split_to_text};

/// One split as written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SplitDraft {
    /// The method, if said.
    pub method: Option<Method>,
    /// Seats to split, if said.
    pub seats: Option<u64>,
    /// How largest remainders keep bounds, if said.
    pub bound_rule: Option<BoundRule>,
    /// What to do with a tie, if said.
    pub on_tie: Option<OnTie>,
    /// The seed of lots, if said.
    pub seed: Option<u64>,
    /// Levels to split over first, from the top.
    pub levels: Vec<String>,
    /// Methods of the levels and, last, the units.
    pub level_methods: Vec<Method>,
    /// The units, in order.
    pub units: Vec<UnitRow>,
}

/// A unit as written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct UnitRow {
    /// Its name.
    pub id: String,
    /// What it counts with.
    pub weight: Weight,
    /// Least seats.
    pub min: Option<u64>,
    /// Most seats.
    pub max: Option<u64>,
    /// Exactly so many.
    pub fixed: Option<u64>,
    /// Its groups, one a level.
    pub groups: Vec<String>,
}

/// A two-way problem as written; cells are complete, rows and columns in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TwoWayDraft {
    /// The method, if said.
    pub method: Option<Method>,
    /// Names of the rows.
    pub rows: Vec<String>,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Weights, row by row.
    pub weights: Vec<Vec<Weight>>,
    /// Seats of each row, if said.
    pub row_seats: Vec<u64>,
    /// Seats of each column, if said.
    pub column_seats: Vec<u64>,
    /// Least seats of each cell, row by row; empty where none is said.
    pub cell_min: Vec<Vec<u64>>,
}

/// Several years as written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct YearsDraft {
    /// The method, if said.
    pub method: Option<Method>,
    /// How the years belong together, if said.
    pub mode: Option<YearsMode>,
    /// The years in order.
    pub years: Vec<YearRow>,
    /// Years that are already decided, in order, all before the others.
    pub history: Vec<YearRow>,
}

/// One year as written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct YearRow {
    /// The year.
    pub year: i64,
    /// Seats of the year; of a decided year the sum.
    pub seats: u64,
    /// Weights by unit, in order.
    pub weights: Vec<(String, Weight)>,
    /// Seats by unit, where the year is decided.
    pub decided: Vec<(String, u64)>,
}

/// What a document holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SeatsDocument {
    /// One split.
    Split(SplitDraft),
    /// A two-way problem.
    TwoWay(TwoWayDraft),
    /// Several years.
    Years(YearsDraft),
}

/// Which columns of a table mean what.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Columns {
    /// The column of weights; without it `weight`, or the only column of numbers.
    pub key: Option<String>,
    /// The column of names; without it `id`, or the first.
    pub id: Option<String>,
    /// Columns of groups, from the top; they win over the document's own levels.
    pub levels: Vec<String>,
    /// Read the table as a matrix: the column that names the rows.
    pub rows: Option<String>,
    /// Read the table as a matrix: the columns of weights.
    pub columns: Vec<String>,
    /// The sheet, where the table is a workbook of several.
    pub sheet: Option<String>,
}

/// Format names.
pub const SPLIT_FORMAT: &str = "fordel/seats-problem/1";
/// The two-way format.
pub const TWO_WAY_FORMAT: &str = "fordel/biproportional-problem/1";
/// The format of several years.
pub const YEARS_FORMAT: &str = "fordel/years-problem/1";

/// Reads a table (CSV, a sheet of a workbook, or a JSON list of objects) or a JSON document. `file` is what places call it.
/// Cost: linear in the bytes.
///
/// # Errors
/// All findings together, where one of them is an error.
pub fn read_seats(
    file: &str,
    bytes: &[u8],
    columns: &Columns,
    options: &ReadOptions,
) -> Result<(SeatsDocument, Vec<Diagnostic>), Findings> {
    if options.decimal.is_none()
        && let Some(units) = plain::units(bytes, columns, options.allow_ten_digits)
    {
        let draft = SplitDraft { levels: columns.levels.clone(), units, ..SplitDraft::default() };
        return Ok((SeatsDocument::Split(draft), Vec::new()));
    }
    if let Some(draft) = large_document(file, bytes, columns, options) {
        return Ok((SeatsDocument::Split(draft), Vec::new()));
    }
    let source = Source::file(file);
    let mut findings = Findings::new();
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xef | 0xbb | 0xbf));
    let document = match first {
        _ if crate::xlsx::is_workbook(bytes) => {
            workbook::read_sheet(&source, bytes, columns, options, &mut findings)
        }
        Some(b'{' | b'[') => read_json(&source, bytes, columns, options, &mut findings),
        _ => table::read_csv_table(&source, bytes, columns, options, &mut findings),
    };
    findings.finish(document)
}

/// A large document of one split with plain units and nothing to say about the rest.
fn large_document(file: &str, bytes: &[u8], columns: &Columns, options: &ReadOptions) -> Option<SplitDraft> {
    let cut = plain_document::cut(bytes, columns)?;
    let (rest, notes) = read_seats(file, cut.small.as_bytes(), columns, options).ok()?;
    let SeatsDocument::Split(mut draft) = rest else { return None };
    if !notes.is_empty() {
        return None;
    }
    draft.units = cut.units(&draft.levels, options.allow_ten_digits)?;
    Some(draft)
}

fn read_json(
    source: &Source,
    bytes: &[u8],
    columns: &Columns,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Option<SeatsDocument> {
    let text = match crate::encoding::decode(bytes, source) {
        Ok(text) => text,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    let root = match Node::parse(&text, source) {
        Ok(root) => root,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    root.refuse_duplicate_keys(source, findings);
    let format = root.get("format").and_then(Node::as_text).map(str::to_owned);
    match (&root, format.as_deref()) {
        (Node::Object(_), Some(SPLIT_FORMAT)) => document::split(&root, source, columns, options, findings),
        (Node::Object(_), Some(TWO_WAY_FORMAT)) => matrix::document(&root, source, findings),
        (Node::Object(_), Some(YEARS_FORMAT)) => years::document(&root, source, findings),
        (Node::Object(_), Some(other)) => {
            let finding = Diagnostic::new(Code::WrongFormat, Place::path(source, "format", None, ""));
            findings.push(finding.found(other).expected(SPLIT_FORMAT));
            None
        }
        // A table: a list of rows, or an object with one list of rows in it.
        (Node::List(_), _) => {
            let table = table_of("rows", source, &root, findings);
            table::from_table(&table, columns, options, findings)
        }
        (Node::Object(fields), None) => {
            let mut lists = fields.iter().filter(|(_, value)| matches!(value, Node::List(_)));
            match (lists.next(), lists.next()) {
                (Some((name, list)), None) if !fields.iter().any(|(key, _)| key == "method") => {
                    let table = table_of(name, source, list, findings);
                    table::from_table(&table, columns, options, findings)
                }
                _ => {
                    let finding = Diagnostic::new(Code::WrongFormat, Place::path(source, "format", None, ""));
                    findings.push(finding.found("nothing").expected(SPLIT_FORMAT));
                    None
                }
            }
        }
        _ => {
            let finding = Diagnostic::new(Code::WrongShape, Place::whole(source)).about("the document");
            findings.push(finding.found(root.kind()).expected("a list of objects or a seats problem"));
            None
        }
    }
}

/// The words of the bound rules, in order.
pub const BOUND_RULES: [&str; 2] = ["floor_then_raise", "fix_and_repeat"];
/// The words for what to do with a tie, in order.
pub const TIE_RULES: [&str; 4] = ["report", "larger_weight", "lot", "order"];
/// The words of the modes, in order.
pub const MODES: [&str; 3] = ["cumulative", "cumulative_quota", "yearly"];

/// A bound rule by its word, in any spelling.
pub fn bound_rule(word: &str) -> Option<BoundRule> {
    match crate::heading::squeeze(word).as_str() {
        "floorthenraise" => Some(BoundRule::FloorThenRaise),
        "fixandrepeat" => Some(BoundRule::FixAndRepeat),
        _ => None,
    }
}

/// What to do with a tie by its word, in any spelling.
pub fn on_tie(word: &str) -> Option<OnTie> {
    match crate::heading::squeeze(word).as_str() {
        "report" | "rapporter" => Some(OnTie::Report),
        "largerweight" | "stoerstevaegt" => Some(OnTie::LargerWeight),
        "lot" | "lodtraekning" => Some(OnTie::Lot),
        "order" | "raekkefoelge" => Some(OnTie::Order),
        _ => None,
    }
}

/// A mode by its word, in any spelling.
pub fn mode(word: &str) -> Option<YearsMode> {
    match crate::heading::squeeze(word).as_str() {
        "cumulative" => Some(YearsMode::Cumulative),
        "cumulativequota" => Some(YearsMode::CumulativeQuota),
        "yearly" => Some(YearsMode::Yearly),
        _ => None,
    }
}

/// Canonical method names and their synonyms, for messages and for the nearest name.
pub fn method_names() -> Vec<String> {
    let mut names = Vec::new();
    for method in Method::ALL {
        names.push(match method {
            Method::ModifiedSainteLague { .. } => "modified_sainte_lague:1.4".to_owned(),
            Method::Stationary { .. } => "stationary:A/B".to_owned(),
            Method::PowerMean(_) => "power_mean:P".to_owned(),
            other => other.to_string(),
        });
    }
    names
}
