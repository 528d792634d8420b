//! `fordel seats`: splits by a key: one split, both ways, over years, methods side by side.

use crate::args::Format;
use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use anyhow::{Context, bail};
use clap::Args;
use fordel_apportion::biproportional::{TwoWay, split_two_way};
use fordel_apportion::compare::compare;
use fordel_apportion::explain::{against_one_go, explain, line_to_lose};
use fordel_apportion::scan::scan;
use fordel_apportion::years::{DecidedYear, Year, Years, split_years};
use fordel_apportion::{Problem, Refusal, Unit, split};
use fordel_formats::seats::{
    Columns, SeatsDocument, SplitDraft, TwoWayDraft, YearsDraft, bound_rule, on_tie, read_seats,
    split_in_pieces,
};
use fordel_model::split::{BoundRule, OnTie, YearsMode};
use fordel_model::{Method, Split};
use fordel_report::seats as report;
use serde_json::{Map, Value};
use std::io::Read;
use std::path::PathBuf;

/// What `seats` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel seats clusters.csv --key population_2022 --seats 180 --method sainte_lague\n  \
    fordel seats clusters.csv --key population_2022 --seats 180 --levels region --explain\n  \
    fordel seats clusters.csv --key population_2022 --seats 185 --compare\n  \
    fordel seats problem.json --format json\n  \
    fordel seats --methods")]
pub(crate) struct SeatsArgs {
    /// A table (CSV, XLSX or JSON) or a seats problem (JSON); `-` is standard input.
    #[arg(required_unless_present = "methods")]
    pub(crate) table: Option<PathBuf>,
    /// The column of weights.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) key: Option<String>,
    /// The column that names the units; without it `id`, or the first.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) id: Option<String>,
    /// The sheet of a workbook; needed only where several could be meant.
    #[arg(long, value_name = "SHEET")]
    pub(crate) sheet: Option<String>,
    /// Seats to split.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) seats: Option<u64>,
    /// The method; `--methods` lists them.
    #[arg(long, short, value_name = "METHOD", value_parser = method, allow_hyphen_values = true)]
    pub(crate) method: Option<Method>,
    /// Split over these columns first, from the top, e.g. `region`.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub(crate) levels: Vec<String>,
    /// One method a level, then the units' own.
    #[arg(long, value_name = "METHODS", value_delimiter = ',', value_parser = method)]
    pub(crate) level_methods: Vec<Method>,
    /// How largest remainders keep bounds: floor_then_raise or fix_and_repeat.
    #[arg(long, value_name = "RULE", value_parser = rule)]
    pub(crate) bound_rule: Option<BoundRule>,
    /// What to do with a tie: report, larger_weight or lot.
    #[arg(long, value_name = "RULE", value_parser = tie_rule)]
    pub(crate) on_tie: Option<OnTie>,
    /// All methods side by side, with measures.
    #[arg(long)]
    pub(crate) compare: bool,
    /// Why each unit has its seats, and what would change them.
    #[arg(long)]
    pub(crate) explain: bool,
    /// Who loses a seat although there is one more, for each of these totals, e.g. 150..200.
    #[arg(long, value_name = "FROM..TO", value_parser = range)]
    pub(crate) scan: Option<(u64, u64)>,
    /// List the methods.
    #[arg(long)]
    pub(crate) methods: bool,
    /// Read the table as a matrix: the column that names the rows.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) rows: Option<String>,
    /// Read the table as a matrix: its columns of weights.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    /// Seats of the rows, in order or as NAME=SEATS.
    #[arg(long, value_name = "SEATS", value_delimiter = ',')]
    pub(crate) row_seats: Vec<String>,
    /// Seats of the columns, in order or as NAME=SEATS.
    #[arg(long, value_name = "SEATS", value_delimiter = ',')]
    pub(crate) column_seats: Vec<String>,
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
    let path = arguments.table.as_deref().context("name a table, or `-` for standard input")?;
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
    } else {
        bytes = std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    }
    let name = path.file_name().map_or_else(|| "-".to_owned(), |name| name.to_string_lossy().into_owned());
    let columns = Columns {
        key: arguments.key.clone(),
        id: arguments.id.clone(),
        levels: arguments.levels.clone(),
        rows: arguments.rows.clone(),
        columns: arguments.columns.clone(),
        sheet: arguments.sheet.clone(),
    };
    let (draft, notes) = match read_seats(&name, &bytes, &columns, &request.read) {
        Ok(read) => read,
        Err(findings) => {
            request.refuse(&findings);
            return Ok(Exit::Wrong);
        }
    };
    drop(bytes);
    request.notes(&notes);
    let answer = match draft {
        SeatsDocument::Split(draft) => one_split(arguments, request, draft)?,
        SeatsDocument::TwoWay(draft) => two_way(arguments, request, draft)?,
        SeatsDocument::Years(draft) => years(arguments, request, draft),
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
        Err(refusal) => {
            output::complain(&format!("error: {refusal}"));
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
}

/// What a problem comes to: what to print, or why there is nothing.
type Answer = Result<Output, Refusal>;

fn one_split(arguments: &SeatsArgs, request: &Request, draft: SplitDraft) -> anyhow::Result<Answer> {
    let seats = arguments.seats.or(draft.seats).or(arguments.scan.map(|(_, last)| last));
    let said_seats = arguments.seats.or(draft.seats).is_some();
    let problem = Problem {
        method: arguments.method.or(draft.method).unwrap_or_default(),
        seats: seats.context("how many seats? Say --seats NUMBER")?,
        bound_rule: arguments.bound_rule.or(draft.bound_rule).unwrap_or_default(),
        on_tie: arguments.on_tie.or(draft.on_tie).unwrap_or_default(),
        seed: request.seed.or(draft.seed).unwrap_or(0),
        levels: draft.levels,
        level_methods: if !arguments.level_methods.is_empty() {
            arguments.level_methods.clone()
        } else if arguments.method.is_some() {
            // A method on the command line wins over all of the document's.
            Vec::new()
        } else {
            draft.level_methods
        },
        units: draft
            .units
            .into_iter()
            .map(|row| Unit {
                id: row.id,
                weight: row.weight,
                min: row.min,
                max: row.max,
                fixed: row.fixed,
                groups: row.groups,
            })
            .collect(),
    };
    let answer = if arguments.compare {
        compared(&problem, request)
    } else {
        split_with_more(&problem, arguments, request, said_seats)
    };
    std::mem::forget(problem);
    Ok(answer)
}

fn compared(problem: &Problem, request: &Request) -> Answer {
    let rows = compare(problem)?;
    if let Some(Err(refusal)) = rows.iter().map(|row| &row.result).find(|result| result.is_err())
        && rows.iter().all(|row| row.result.is_err())
    {
        return Err(refusal.clone());
    }
    Ok(Output::Text(match request.format {
        Format::Json => document(&report::compare_json(problem.seats, &rows)),
        Format::Csv => report::compare_csv(&rows, request.language),
        Format::Text => report::compare_text(&rows, request.language, output::width()),
    }))
}

fn split_with_more(problem: &Problem, arguments: &SeatsArgs, request: &Request, said_seats: bool) -> Answer {
    let (language, width) = (request.language, output::width());
    let steps = arguments.scan.map(|(first, last)| scan(problem, first, last)).transpose()?;
    if let (Some(steps), false) = (&steps, said_seats) {
        return Ok(Output::Text(match request.format {
            Format::Json => {
                let mut fields = Map::new();
                fields.insert("format".to_owned(), Value::from("fordel/seats/1"));
                fields.insert("method".to_owned(), Value::from(problem.method.to_string()));
                fields.insert("scan".to_owned(), report::scan_json(steps));
                document(&Value::Object(fields))
            }
            Format::Text | Format::Csv => report::scan_text(steps, language, width),
        }));
    }
    let result = split(problem)?;
    let explained = arguments.explain.then(|| explain(problem, &result)).transpose()?;
    Ok(Output::Text(match request.format {
        Format::Json => {
            let mut more = Map::new();
            if let Some(steps) = &steps {
                more.insert("scan".to_owned(), report::scan_json(steps));
            }
            if let Some(explained) = &explained {
                // Neighbours that cannot be split are no reason to say nothing.
                let around =
                    scan(problem, problem.seats, problem.seats.saturating_add(1)).unwrap_or_default();
                let differences = against_one_go(problem, &result)?;
                more.insert("explain".to_owned(), report::explain_json(explained, &around, &differences));
            }
            return Ok(Output::Split(Box::new(result), more));
        }
        Format::Csv => report::split_csv(&result, language),
        Format::Text => {
            let groups: Vec<String> = if problem.levels.is_empty() {
                Vec::new()
            } else {
                problem.units.iter().map(|unit| unit.groups.join(" / ")).collect()
            };
            let first_to_lose = match &explained {
                Some(explained) => explained.first_to_lose.clone(),
                None => line_to_lose(problem, &result)?,
            };
            let mut text = report::split_text(&result, &groups, &first_to_lose, language, width);
            if let Some(explained) = &explained {
                text.push('\n');
                text.push_str(&report::explain_text(explained, language, width));
                text.push('\n');
                text.push_str(&report::differences_text(&against_one_go(problem, &result)?, language, width));
                if steps.is_none() {
                    // Neighbours that cannot be split are no reason to say nothing.
                    let around =
                        scan(problem, problem.seats, problem.seats.saturating_add(1)).unwrap_or_default();
                    text.push_str(&report::scan_text(&around, language, width));
                }
            }
            if let Some(steps) = &steps {
                text.push('\n');
                text.push_str(&report::scan_text(steps, language, width));
            }
            text
        }
    }))
}

fn two_way(arguments: &SeatsArgs, request: &Request, draft: TwoWayDraft) -> anyhow::Result<Answer> {
    let row_seats = margin("--row-seats", &arguments.row_seats, &draft.rows, draft.row_seats)?;
    let column_seats = margin("--column-seats", &arguments.column_seats, &draft.columns, draft.column_seats)?;
    let problem = TwoWay {
        method: arguments.method.or(draft.method).unwrap_or_default(),
        rows: draft.rows,
        columns: draft.columns,
        weights: draft.weights,
        row_seats,
        column_seats,
        cell_min: draft.cell_min,
    };
    Ok(split_two_way(&problem)
        .map(|result| match request.format {
            Format::Json => document(&report::two_way_json(&problem, &result)),
            Format::Csv => report::two_way_csv(&problem, &result, request.language),
            Format::Text => report::two_way_text(&problem, &result, request.language, output::width()),
        })
        .map(Output::Text))
}

/// The seats of rows or columns: those typed (in order, or by name), else the document's.
fn margin(option: &str, typed: &[String], names: &[String], written: Vec<u64>) -> anyhow::Result<Vec<u64>> {
    if typed.is_empty() {
        if written.len() != names.len() {
            bail!("how many seats has each of {}? Say {option} in that order", names.join(", "));
        }
        return Ok(written);
    }
    let number = |text: &str| {
        text.trim()
            .parse::<u64>()
            .with_context(|| format!("{option}: `{text}` is not a whole number of seats"))
    };
    if typed.iter().all(|part| !part.contains('=')) {
        if typed.len() != names.len() {
            bail!("{option}: {} numbers for {} names ({})", typed.len(), names.len(), names.join(", "));
        }
        return typed.iter().map(|part| number(part)).collect();
    }
    let mut seats = vec![None; names.len()];
    for part in typed {
        let (name, text) =
            part.rsplit_once('=').with_context(|| format!("{option}: write `{part}` as NAME=SEATS"))?;
        let at = names.iter().position(|known| fordel_model::fold(known) == fordel_model::fold(name));
        let at = at.with_context(|| {
            format!("{option}: there is no `{}`; known: {}", name.trim(), names.join(", "))
        })?;
        if seats[at].replace(number(text)?).is_some() {
            bail!("{option}: `{}` stands there twice", name.trim());
        }
    }
    let complete = names
        .iter()
        .zip(seats)
        .map(|(name, seats)| seats.with_context(|| format!("{option}: how many seats has `{name}`?")));
    complete.collect()
}

fn years(arguments: &SeatsArgs, request: &Request, draft: YearsDraft) -> Answer {
    let problem = Years {
        method: arguments.method.or(draft.method).unwrap_or_default(),
        mode: draft.mode.unwrap_or(YearsMode::Cumulative),
        years: draft
            .years
            .into_iter()
            .map(|row| Year { year: row.year, seats: row.seats, weights: row.weights })
            .collect(),
        history: draft
            .history
            .into_iter()
            .map(|row| DecidedYear { year: row.year, seats: row.decided, weights: row.weights })
            .collect(),
    };
    split_years(&problem)
        .map(|result| match request.format {
            Format::Json => document(&report::years_json(&result)),
            Format::Csv => report::years_csv(&result, request.language),
            Format::Text => report::years_text(&result, request.language, output::width()),
        })
        .map(Output::Text)
}

fn document(value: &Value) -> String {
    format!("{value:#}\n")
}

fn method(text: &str) -> Result<Method, String> {
    text.parse().map_err(|_| {
        let names = fordel_formats::seats::method_names();
        let synonyms = Method::ALL.into_iter().flat_map(|method| method.synonyms().iter().copied());
        match fordel_formats::nearest::nearest(text, names.iter().map(String::as_str).chain(synonyms)) {
            Some(near) => format!("did you mean `{near}`? `fordel seats --methods` lists all"),
            None => format!("known: {}", names.join(", ")),
        }
    })
}

fn rule(text: &str) -> Result<BoundRule, String> {
    bound_rule(text).ok_or_else(|| format!("known: {}", fordel_formats::seats::BOUND_RULES.join(", ")))
}

fn tie_rule(text: &str) -> Result<OnTie, String> {
    on_tie(text).ok_or_else(|| format!("known: {}", fordel_formats::seats::TIE_RULES.join(", ")))
}

fn range(text: &str) -> Result<(u64, u64), String> {
    let parse = || {
        let (first, last) = text.split_once("..")?;
        Some((first.trim().parse().ok()?, last.trim().trim_start_matches('=').parse().ok()?))
    };
    match parse() {
        Some((first, last)) if first <= last => Ok((first, last)),
        _ => Err("expected two totals, such as 150..200".to_owned()),
    }
}
