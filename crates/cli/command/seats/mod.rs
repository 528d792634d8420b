//! `fordel seats`: splits by a key: one split, both ways, over years, methods side by side.

mod both_ways;
mod one;
pub(crate) mod source;
mod table;
pub(crate) mod verdict;
mod words;
mod years;

use crate::args::Format;
use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use crate::trouble::Trouble;
use anyhow::Context;
use clap::Args;
use fordel_apportion::Refusal;
use fordel_formats::seats::split_in_pieces;
use fordel_model::split::{BoundRule, OnTie};
use fordel_model::{Method, Split};
use fordel_report::seats as report;
use serde_json::{Map, Value};
use source::Given;
use std::path::PathBuf;
pub(crate) use table::TableArgs;

/// What `seats` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel seats clusters.csv --key population_2022 --seats 180 --method sainte_lague\n  \
    fordel seats clusters.csv --key population_2022 --seats 180 --levels region --explain\n  \
    fordel seats clusters.csv --key population_2022 --seats 185 --compare\n  \
    fordel seats clusters.csv --key population_2023 --against population_2022 --seats 180\n  \
    fordel seats clusters.csv --key population_2022 --seats 41 --history earlier-years.csv\n  \
    fordel seats fixtures/national-2022\n  \
    fordel seats problem.json --format json\n  \
    fordel seats --methods")]
pub(crate) struct SeatsArgs {
    /// A table (CSV, JSON or Excel), a seats problem (JSON) or a programme; `-` is standard input.
    #[arg(required_unless_present = "methods")]
    pub(crate) table: Option<PathBuf>,
    /// How the table is read.
    #[command(flatten)]
    pub(crate) read: TableArgs,
    /// Seats to split.
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    pub(crate) seats: Option<u64>,
    /// The method; `--methods` lists them.
    #[arg(long, short, value_name = "METHOD", value_parser = words::method, allow_hyphen_values = true)]
    pub(crate) method: Option<Method>,
    /// How largest remainders keep bounds: floor_then_raise or fix_and_repeat.
    #[arg(long, value_name = "RULE", value_parser = words::rule)]
    pub(crate) bound_rule: Option<BoundRule>,
    /// What to do with a tie: report, larger_weight, order (of the table) or lot.
    #[arg(long, value_name = "RULE", value_parser = words::tie_rule)]
    pub(crate) on_tie: Option<OnTie>,
    /// All methods side by side, with measures.
    #[arg(long)]
    pub(crate) compare: bool,
    /// Why each unit has its seats, and what would change them.
    #[arg(long)]
    pub(crate) explain: bool,
    /// Earlier years (a table with cluster, year, seats, weight): this year's seats with every account
    /// beside the plain split. A programme has its own, so the word alone will do.
    #[arg(long, value_name = "TABLE", num_args = 0..=1, default_missing_value = "")]
    pub(crate) history: Option<PathBuf>,
    /// The year that is split, with --history; without it the programme's, or the one after the last.
    #[arg(long, value_name = "YEAR", requires = "history", allow_hyphen_values = true)]
    pub(crate) year: Option<i64>,
    /// The same seats by another column of weights (of another year): what differs, and whether anybody
    /// loses a seat to one that grew less.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) against: Option<String>,
    /// Who loses a seat although there is one more, for each of these totals, e.g. 150..200.
    #[arg(long, value_name = "FROM..TO", value_parser = words::range)]
    pub(crate) scan: Option<(u64, u64)>,
    /// List the methods.
    #[arg(long)]
    pub(crate) methods: bool,
}

/// Runs the command.
pub(crate) fn run(arguments: &SeatsArgs, request: &Request) -> anyhow::Result<Exit> {
    if arguments.methods {
        output::result(&match request.format {
            Format::Json => document(&report::methods_json(request.language)),
            Format::Text | Format::Csv => report::methods_text(request.language, output::width()),
        })?;
        return Ok(Exit::Done);
    }
    let path = arguments.table.as_deref().context(Trouble::NameATable)?;
    let source = match source::read(path, &arguments.read, arguments.against.as_ref(), request)? {
        Ok(source) => source,
        Err(exit) => return Ok(exit),
    };
    let answer = match source.given {
        Given::Split(draft) => one::table(arguments, request, draft, &source.against)?,
        Given::Programme(programme) => one::programme(arguments, request, &programme)?,
        Given::TwoWay(draft) => both_ways::two_way(arguments, request, draft)?,
        Given::Years(draft) => years::years(arguments, request, draft),
    };
    match answer {
        Ok(Output::Text(text)) => {
            output::result(&text)?;
            Ok(Exit::Done)
        }
        Ok(Output::Split(split, more)) => {
            split_in_pieces(&split, &more, output::result)?;
            // The program is about to end: a million units need not be taken apart first.
            std::mem::forget(split);
            Ok(Exit::Done)
        }
        Ok(Output::Wrong) => Ok(Exit::Wrong),
        Err(refusal) => {
            request.refused(&refusal);
            Ok(if refusal.is_wrong_call() { Exit::Wrong } else { Exit::No })
        }
    }
}

/// What there is to print.
enum Output {
    /// A text.
    Text(String),
    /// A split as JSON, with further fields.
    Split(Box<Split>, Map<String, Value>),
    /// Nothing: a table beside it is wrong, which has been said.
    Wrong,
}

/// What a problem comes to: what to print, or why there is nothing.
type Answer = Result<Output, Refusal>;

fn document(value: &Value) -> String {
    format!("{value:#}\n")
}
