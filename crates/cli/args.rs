//! What can be typed.

use crate::announced::AnnouncedArgs;
use crate::force::ForceArgs;
use crate::products::ProductArgs;
use crate::trouble::Trouble;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Splits seats by a key, selects nominees and forms cross-sector teams, to proven optimality.
#[derive(Parser, Debug)]
#[command(name = "fordel", version, propagate_version = true, max_term_width = 100, help_expected = true)]
#[command(after_help = "Examples:\n  \
    fordel plan fixtures/national-2022\n  \
    fordel plan fixtures/national-2022 -o plan.json\n  \
    fordel verify fixtures/national-2022 plan.json")]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// What every command understands.
    #[command(flatten)]
    pub(crate) common: Common,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Split seats by a key: one split, both ways, over years, methods side by side.
    Seats(Box<crate::command::seats::SeatsArgs>),
    /// Seats, people and teams in one plan, proven optimal and checked.
    Plan(PlanArgs),
    /// Pages and workbooks from a programme and its plan.
    Report(ReportArgs),
    /// Check a plan: every rule, the split, every score and the proof.
    Verify(VerifyArgs),
    /// Why, why not, and what it would change: every reason with its price and the command that gives it.
    Explain(crate::command::explain::ExplainArgs),
    /// Record how far a plan has come: proposed, approved, announced; then its seats and people are locked.
    Announce(crate::command::announce::AnnounceArgs),
    /// Other plans: the best in order, or plans within a gap that are far apart.
    Alternatives(crate::command::alternatives::AlternativesArgs),
    /// What one plan, or one split, has against another.
    Diff(DiffArgs),
    /// Check a programme: is everything right, and can there be a plan?
    Check(CheckArgs),
    /// Scenarios side by side with the programme as it is: seats, people, teams, score.
    WhatIf(Box<crate::command::what_if::WhatIfArgs>),
    /// Many scenarios: grids and chance, in shards, resumed after a stop, with statistics.
    Sweep(crate::command::sweep::SweepArgs),
    /// Take away what sweeps remember on disk.
    Clean(crate::command::clean::CleanArgs),
    /// Many replies, each in a file of its own shape, in one workbook; what must be asked is listed.
    Collect(crate::command::collect::CollectArgs),
    /// A programme in other clothes: workbook, folder or JSON document; nothing is lost.
    Convert(crate::command::convert::ConvertArgs),
    /// A workbook to fill in, with instructions and drop-down lists.
    Template(crate::command::template::TemplateArgs),
    /// The JSON Schema of what is read or written, for programs.
    Schema(crate::command::schema::SchemaArgs),
    /// A script that completes commands and options in a shell.
    Completions(CompletionsArgs),
    /// The manual page.
    Man(ManArgs),
}

/// What every command understands.
#[derive(Args, Debug)]
#[command(next_help_heading = "Options for every command")]
pub(crate) struct Common {
    /// How results are written.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// The language of texts; without it FORDEL_LANG or the system's.
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<Lang>,
    /// Seed of lots and searches, instead of the programme's.
    #[arg(long, global = true, value_name = "NUMBER")]
    pub(crate) seed: Option<u64>,
    /// Threads; 0 means one a processor. The answer is the same for any number.
    #[arg(long, global = true, value_name = "NUMBER", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=256))]
    pub(crate) threads: u16,
    /// Stop after this time with the best plan so far (not reproducible).
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) time_limit: Option<f64>,
    /// Stop each search after this many nodes with the best plan so far (reproducible).
    #[arg(long, global = true, value_name = "NODES")]
    pub(crate) work_limit: Option<u64>,
    /// Count a plan as done that is within this relative gap of the bound, e.g. 0.01.
    #[arg(long, global = true, value_name = "FRACTION", default_value_t = 0.0, value_parser = fraction)]
    pub(crate) gap: f64,
    /// Leave people's names out of every output.
    #[arg(long, global = true)]
    pub(crate) no_names: bool,
    /// Only the result: no notes, no warnings beside it.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Say more beside the result: what was read, and which files were written.
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// The decimal mark of numbers such as 1.234, where a column does not tell: comma or dot.
    #[arg(long, global = true, value_enum, value_name = "MARK")]
    pub(crate) decimal: Option<Decimal>,
    /// An earlier cohort's plan: who sat in one team there is not put together again (repeatable).
    #[arg(long, global = true, value_name = "PLAN.json")]
    pub(crate) met: Vec<PathBuf>,
    /// Accept ten-digit numbers that look like CPR numbers but are none.
    #[arg(long, global = true)]
    pub(crate) allow_ten_digits: bool,
}

/// A decimal mark.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Decimal {
    /// `1.234,5`: the dot groups thousands.
    Comma,
    /// `1,234.5`: the comma groups thousands.
    Dot,
}

impl Decimal {
    /// The mark itself.
    pub(crate) fn mark(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Dot => '.',
        }
    }
}

/// How results are written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    /// Tables for people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// The language of texts.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lang {
    /// English.
    En,
    /// Danish.
    Da,
}

/// What `plan` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel plan fixtures/national-2022\n  \
    fordel plan fixtures/national-2022 -o plan.json --report plan.html --xlsx plan.xlsx\n  \
    fordel plan fixtures/national-2022 --lang da --no-names --report plan.html\n  \
    fordel plan fixtures/national-2022 --pin-in h-byen-01 --without-rule respect_priority\n  \
    fordel plan fixtures/national-2022 --format json | jq .score")]
pub(crate) struct PlanArgs {
    /// The programme: an Excel workbook, a folder with programme.toml and CSV tables, or a JSON file; `-` is standard input.
    pub(crate) programme: PathBuf,
    /// Write the plan as JSON to this file.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Show everybody who is not selected and every waiting list in full.
    #[arg(long)]
    pub(crate) full: bool,
    /// Write the plan as one HTML page to this file.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// The workbooks beside it.
    #[command(flatten)]
    pub(crate) products: ProductArgs,
    /// What to keep of an earlier plan.
    #[command(flatten)]
    pub(crate) keep: KeepArgs,
    /// What was announced.
    #[command(flatten)]
    pub(crate) announced: AnnouncedArgs,
    /// What is forced on the programme first.
    #[command(flatten)]
    pub(crate) force: ForceArgs,
}

/// What to keep of an earlier plan.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Staying close to an earlier plan")]
pub(crate) struct KeepArgs {
    /// Stay close to this earlier plan: as many seats, then as few people moved as can be, then the score.
    /// Moved are its people, still eligible, who are in another team than theirs, or in or out where
    /// they were not.
    #[arg(long, value_name = "PLAN")]
    pub(crate) keep: Option<PathBuf>,
    /// The score first: of the best plans one that moves the fewest people.
    #[arg(long, requires = "keep")]
    pub(crate) keep_last: bool,
    /// The best score that moves at most so many people (and of those plans one that moves the fewest).
    #[arg(long, requires = "keep", value_name = "NUMBER")]
    pub(crate) max_moves: Option<u64>,
    /// Stay close to what this plan stayed close to, in the way it did.
    #[arg(long, conflicts_with_all = ["keep", "keep_last", "max_moves"], value_name = "PLAN")]
    pub(crate) keep_as: Option<PathBuf>,
}

/// What `verify` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel verify fixtures/small/one-seat fixtures/small/one-seat/plan.json\n  \
    fordel plan fixtures/national-2022 --format json | fordel verify fixtures/national-2022 -")]
pub(crate) struct VerifyArgs {
    /// The programme the plan is of; for a seats result the table, problem or programme it answers.
    pub(crate) programme: PathBuf,
    /// The plan or seats result, as JSON; `-` is standard input.
    pub(crate) plan: PathBuf,
    /// The earlier plan it was to stay close to: check that it is the one the plan names.
    #[arg(long, value_name = "PLAN")]
    pub(crate) keep: Option<PathBuf>,
    /// The announced plan it was to hold to, where it holds seats or people.
    #[arg(long, value_name = "PLAN")]
    pub(crate) announced: Option<PathBuf>,
    /// What was forced on the programme when it was planned.
    #[command(flatten)]
    pub(crate) force: ForceArgs,
    /// How a table of seats is read.
    #[command(flatten, next_help_heading = "Options for a seats result of a table")]
    pub(crate) table: crate::command::seats::TableArgs,
}

/// What `diff` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel diff new.json old.json\n  \
    fordel diff new.json\n  \
    fordel diff new.json old.json --programme fixtures/national-2022\n  \
    fordel diff seats-2023.json seats-2022.json --format csv")]
pub(crate) struct DiffArgs {
    /// The newer plan or seats result, as JSON: what it has that the other has not.
    #[arg(value_name = "NEW")]
    pub(crate) a: PathBuf,
    /// The plan or seats result it is held against, as JSON; without it the latest announced plan in the same folder.
    #[arg(value_name = "OLD")]
    pub(crate) b: Option<PathBuf>,
    /// The programme: gives ids their names.
    #[arg(long, value_name = "PROGRAMME")]
    pub(crate) programme: Option<PathBuf>,
}

/// What `report` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel report fixtures/national-2022 plan.json -o plan.html\n  \
    fordel report fixtures/national-2022 plan.json --xlsx plan.xlsx --split-by cluster")]
pub(crate) struct ReportArgs {
    /// The programme the plan is of.
    pub(crate) programme: PathBuf,
    /// The plan, as JSON; `-` is standard input.
    pub(crate) plan: PathBuf,
    /// Write the page to this file; without any output the page goes to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// An earlier plan that was announced: the page and the workbook say what has changed since.
    #[arg(long, value_name = "PLAN")]
    pub(crate) announced: Option<PathBuf>,
    /// The workbooks beside it.
    #[command(flatten)]
    pub(crate) products: ProductArgs,
}

/// What `completions` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel completions bash > /etc/bash_completion.d/fordel\n  \
    fordel completions powershell >> $PROFILE")]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// What `man` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel man | man -l -\n  \
    fordel man -o /usr/local/share/man/man1")]
pub(crate) struct ManArgs {
    /// Write one page a command into this folder.
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: Option<PathBuf>,
}

/// What `check` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel check fixtures/national-2022\n  \
    fordel check fixtures/small/few-nominees --lang da")]
pub(crate) struct CheckArgs {
    /// The programme: an Excel workbook, a folder with programme.toml and CSV tables, or a JSON file; `-` is standard input.
    pub(crate) programme: PathBuf,
    /// What to keep of an earlier plan.
    #[command(flatten)]
    pub(crate) keep: KeepArgs,
    /// What is forced on the programme first.
    #[command(flatten)]
    pub(crate) force: ForceArgs,
}

fn fraction(text: &str) -> Result<f64, Trouble> {
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() && value >= 0.0 => Ok(value),
        _ => Err(Trouble::AtLeastZero),
    }
}

fn seconds(text: &str) -> Result<f64, Trouble> {
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() && value > 0.0 && value <= 1e9 => Ok(value),
        _ => Err(Trouble::Seconds),
    }
}
