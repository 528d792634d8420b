//! One split: plain, by levels, explained, scanned, beside other methods, keys and years.

use super::source::settle;
use super::{Answer, Output, SeatsArgs, document};
use crate::args::Format;
use crate::output;
use crate::request::Request;
use crate::trouble::Trouble;
use anyhow::{Context, bail};
use fordel_apportion::account::{Accounts, accounts};
use fordel_apportion::compare::compare;
use fordel_apportion::explain::{explain, line_to_lose};
use fordel_apportion::levels::levels;
use fordel_apportion::paradox::{new_units, population};
use fordel_apportion::scan::scan;
use fordel_apportion::years::DecidedYear;
use fordel_apportion::{Problem, Unit, split};
use fordel_formats::seats::{SplitDraft, UnitRow, YearRow, read_past};
use fordel_model::{Programme, fold};
use fordel_report::seats as report;
use serde_json::{Map, Value};

/// What a split is shown beside.
#[derive(Default)]
struct Beside {
    /// The same problem by another column of weights, with the column's name.
    against: Option<(String, Problem)>,
    /// The year split, and the years before it.
    history: Option<(i64, Vec<DecidedYear>)>,
}

/// Splits a table.
pub(super) fn table(
    arguments: &SeatsArgs,
    request: &Request,
    draft: SplitDraft,
    against: &Option<SplitDraft>,
) -> anyhow::Result<Answer> {
    let seats = arguments.seats.or(draft.seats).or(arguments.scan.map(|(_, last)| last));
    let said_seats = arguments.seats.or(draft.seats).is_some();
    let problem = Problem {
        method: arguments.method.or(draft.method).unwrap_or_default(),
        seats: seats.context(Trouble::HowManySeats)?,
        bound_rule: arguments.bound_rule.or(draft.bound_rule).unwrap_or_default(),
        on_tie: arguments.on_tie.or(draft.on_tie).unwrap_or_default(),
        seed: request.seed.or(draft.seed).unwrap_or(0),
        levels: draft.levels,
        level_methods: level_methods(arguments, draft.level_methods),
        units: draft.units.into_iter().map(unit).collect(),
    };
    let mut beside = Beside::default();
    if let (Some(column), Some(other)) = (&arguments.against, against) {
        let units = other.units.iter().cloned().map(unit).collect();
        beside.against = Some((column.clone(), Problem { units, ..problem.clone() }));
    }
    if let Some(path) = &arguments.history {
        if path.as_os_str().is_empty() {
            bail!(Trouble::HistoryTable);
        }
        match past_of_file(path, request)? {
            Some(rows) => beside.history = Some(dated(arguments.year, None, rows)),
            None => return Ok(Ok(Output::Wrong)),
        }
    }
    let answer = answer(&problem, arguments, request, said_seats, beside);
    std::mem::forget(problem);
    Ok(answer)
}

/// Splits the seats of a programme over its clusters.
pub(super) fn programme(
    arguments: &SeatsArgs,
    request: &Request,
    programme: &Programme,
) -> anyhow::Result<Answer> {
    let own = fordel_engine::seat_problem(programme);
    let problem = Problem {
        method: arguments.method.unwrap_or(own.method),
        seats: arguments.seats.unwrap_or(own.seats),
        bound_rule: arguments.bound_rule.unwrap_or(own.bound_rule),
        on_tie: arguments.on_tie.unwrap_or(own.on_tie),
        level_methods: level_methods(arguments, own.level_methods),
        ..own
    };
    let mut beside = Beside::default();
    if let Some(path) = &arguments.history {
        let mut rows = if path.as_os_str().is_empty() {
            past_of_programme(programme)
        } else {
            match past_of_file(path, request)? {
                Some(rows) => rows,
                None => return Ok(Ok(Output::Wrong)),
            }
        };
        if rows.is_empty() {
            bail!(Trouble::NoHistory);
        }
        // Earlier years name clusters by id or by name.
        for (name, _) in rows.iter_mut().flat_map(|row| &mut row.decided) {
            known_as(programme, name);
        }
        for (name, _) in rows.iter_mut().flat_map(|row| &mut row.weights) {
            known_as(programme, name);
        }
        beside.history = Some(dated(arguments.year, programme.year.map(i64::from), rows));
    }
    Ok(answer(&problem, arguments, request, true, beside))
}

/// The cluster's id, where a text is its id or name in any spelling.
fn known_as(programme: &Programme, name: &mut String) {
    let folded = fold(name);
    let clusters = &programme.clusters;
    let by_id = clusters.iter().find(|cluster| fold(&cluster.id) == folded);
    if let Some(cluster) = by_id.or_else(|| clusters.iter().find(|cluster| fold(&cluster.name) == folded)) {
        name.clone_from(&cluster.id);
    }
}

fn past_of_programme(programme: &Programme) -> Vec<YearRow> {
    let mut years: std::collections::BTreeMap<i64, YearRow> = std::collections::BTreeMap::new();
    for past in &programme.history {
        let year = i64::from(past.year);
        let row = years.entry(year).or_insert_with(|| YearRow { year, ..YearRow::default() });
        row.decided.push((past.cluster.clone(), past.seats));
        row.weights.extend(past.weight.clone().map(|weight| (past.cluster.clone(), weight)));
    }
    years.into_values().collect()
}

fn past_of_file(path: &std::path::Path, request: &Request) -> anyhow::Result<Option<Vec<YearRow>>> {
    let bytes = std::fs::read(path).with_context(|| Trouble::Read(path.to_owned()))?;
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let read = settle(read_past(&name, &bytes, &request.read), request, |(_, notes)| notes);
    Ok(read.ok().map(|(rows, _)| rows))
}

/// The year split: the one said, the programme's, or the one after the last; and the years before it.
fn dated(said: Option<i64>, own: Option<i64>, rows: Vec<YearRow>) -> (i64, Vec<DecidedYear>) {
    let last = rows.iter().map(|row| row.year).max();
    let year = said.or(own).or_else(|| last.and_then(|last| last.checked_add(1))).unwrap_or(0);
    let before = rows.into_iter().filter(|row| row.year < year);
    let decided = before.map(|row| DecidedYear { year: row.year, seats: row.decided, weights: row.weights });
    (year, decided.collect())
}

fn level_methods(arguments: &SeatsArgs, own: Vec<fordel_model::Method>) -> Vec<fordel_model::Method> {
    if !arguments.read.level_methods.is_empty() {
        arguments.read.level_methods.clone()
    } else if arguments.method.is_some() {
        // A method on the command line wins over all of the document's.
        Vec::new()
    } else {
        own
    }
}

fn unit(row: UnitRow) -> Unit {
    Unit { id: row.id, weight: row.weight, min: row.min, max: row.max, fixed: row.fixed, groups: row.groups }
}

fn answer(
    problem: &Problem,
    arguments: &SeatsArgs,
    request: &Request,
    said_seats: bool,
    beside: Beside,
) -> Answer {
    if arguments.compare {
        return compared(problem, request);
    }
    split_with_more(problem, arguments, request, said_seats, beside)
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

fn split_with_more(
    problem: &Problem,
    arguments: &SeatsArgs,
    request: &Request,
    said_seats: bool,
    beside: Beside,
) -> Answer {
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
    // Neighbours that cannot be split are no reason to say nothing.
    let around = || scan(problem, problem.seats, problem.seats.saturating_add(1)).unwrap_or_default();
    let against = match &beside.against {
        None => None,
        Some((column, other)) => {
            let other = split(other)?;
            let found = population(&other, &result);
            Some((column, other, found))
        }
    };
    let accounts: Option<Accounts> = match &beside.history {
        None => None,
        Some((year, history)) => Some(accounts(problem, &result, *year, history)?),
    };
    Ok(Output::Text(match request.format {
        Format::Json => {
            let mut more = Map::new();
            if let Some(steps) = &steps {
                more.insert("scan".to_owned(), report::scan_json(steps));
            }
            if let Some(explained) = &explained {
                let mut fields = report::explain_json(explained, &around());
                let new = new_units(problem, &result)?;
                fields.insert("new_units".to_owned(), report::new_units_json(new.as_deref()));
                if let Some(levels) = levels(problem, &result)? {
                    fields.insert("levels".to_owned(), report::levels_json(&levels));
                }
                more.insert("explain".to_owned(), Value::Object(fields));
            }
            if let Some((column, other, found)) = &against {
                more.insert("against".to_owned(), report::against_json(column, other, found));
            }
            if let Some(accounts) = &accounts {
                more.insert("history".to_owned(), report::accounts_json(accounts));
            }
            return Ok(Output::Split(Box::new(result), more));
        }
        Format::Csv => match &accounts {
            Some(accounts) => report::accounts_csv(accounts, language),
            None => report::split_csv(&result, language),
        },
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
            let mut part = |more: &str| {
                if !more.is_empty() {
                    text.push('\n');
                    text.push_str(more);
                }
            };
            if let Some(explained) = &explained {
                part(&report::explain_text(explained, language, width));
                if let Some(levels) = levels(problem, &result)? {
                    part(&report::levels_text(&levels, language, width));
                }
                let mut paradoxes = String::new();
                if steps.is_none() {
                    paradoxes.push_str(&report::scan_text(&around(), language, width));
                }
                let new = new_units(problem, &result)?;
                paradoxes.push_str(&report::new_units_text(new.as_deref(), language, width));
                part(&paradoxes);
            }
            if let Some((column, other, found)) = &against {
                part(&report::against_text(column, &result, other, found, language, width));
            }
            if let Some(accounts) = &accounts {
                part(&report::accounts_text(accounts, language, width));
            }
            if let Some(steps) = &steps {
                part(&report::scan_text(steps, language, width));
            }
            text
        }
    }))
}
