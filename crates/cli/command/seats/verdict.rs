//! A seats result judged beside the problem it answers.

use super::both_ways::margin;
use super::source::{self, Given};
use super::table::TableArgs;
use crate::args::Format;
use crate::command::verify::judgement_json;
use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use crate::trouble::Trouble;
use fordel_formats::Source;
use fordel_formats::seats::{
    Named, SeatsResult, SplitDraft, TwoWayAnswer, TwoWayDraft, YearRow, YearsAnswer, YearsDraft, read_result,
};
use fordel_model::split::YearsMode;
use fordel_model::{Programme, Split};
use fordel_report::{InWords, Language, seats_judged};
use fordel_verify::seat_problem as judge;
use fordel_verify::seat_problem::{SeatProblem, SeatReview, SeatUnit};
use std::path::Path;

/// Judges the result in `text` (of the file `name`) beside the problem in `path`.
pub(crate) fn run(
    path: &Path,
    text: &str,
    name: &str,
    table: &TableArgs,
    request: &Request,
) -> anyhow::Result<Exit> {
    let Ok((result, _)) = source::settle(read_result(text, &Source::file(name)), request, |(_, notes)| notes)
    else {
        return Ok(Exit::Wrong);
    };
    // A table does not say its levels; the result's groups do.
    let mut table = table.clone();
    if let SeatsResult::Split(split) = &result
        && table.levels.is_empty()
    {
        table.levels = split.nodes.iter().map(|node| node.level.clone()).collect();
        table.levels.dedup();
    }
    let levels = std::mem::take(&mut table.levels);
    let is_table = !path.is_dir() && !begins_as_document(path);
    if is_table {
        table.levels.clone_from(&levels);
    }
    let given = match source::read(path, &table, None, request)? {
        Ok(source) => source.given,
        Err(exit) => return Ok(exit),
    };
    let review = match (given, result) {
        (Given::Split(draft), SeatsResult::Split(split)) => {
            judge::check_split(&of_draft(draft, &split, &table), &split)
        }
        (Given::Programme(programme), SeatsResult::Split(split)) => {
            judge::check_split(&of_programme(&programme), &split)
        }
        (Given::TwoWay(draft), SeatsResult::TwoWay(answer)) => two_way(draft, answer, &table)?,
        (Given::Years(draft), SeatsResult::Years(answer)) => years(draft, answer),
        _ => anyhow::bail!(Trouble::OtherKind(name.to_owned(), path.to_owned())),
    };
    output::result(&match request.format {
        Format::Json => judgement_json(&review.findings, &review.proved, &review.unproved, request.language),
        Format::Text | Format::Csv => as_text(&review, request.language),
    })?;
    Ok(if review.is_accepted() { Exit::Done } else { Exit::No })
}

/// Whether a file begins like a JSON document, which says its levels itself.
fn begins_as_document(path: &Path) -> bool {
    let Ok(bytes) = std::fs::read(path) else { return false };
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

fn of_draft(draft: SplitDraft, split: &Split, table: &TableArgs) -> SeatProblem {
    let level_methods =
        if table.level_methods.is_empty() { draft.level_methods } else { table.level_methods.clone() };
    SeatProblem {
        method: draft.method.unwrap_or(split.method),
        seats: draft.seats.unwrap_or(split.seats),
        bound_rule: draft.bound_rule.or(split.bound_rule).unwrap_or_default(),
        on_tie: draft.on_tie,
        levels: draft.levels,
        level_methods,
        units: draft
            .units
            .into_iter()
            .map(|row| SeatUnit {
                id: row.id,
                weight: row.weight,
                min: row.fixed.or(row.min).unwrap_or(0),
                max: row.fixed.or(row.max),
                groups: row.groups,
            })
            .collect(),
    }
}

fn of_programme(programme: &Programme) -> SeatProblem {
    SeatProblem {
        method: programme.method,
        seats: programme.seats_to_split(),
        bound_rule: programme.bound_rule,
        on_tie: Some(programme.on_tie),
        levels: programme.levels.clone(),
        level_methods: programme.level_methods.clone(),
        units: programme
            .clusters
            .iter()
            .map(|row| SeatUnit {
                id: row.id.clone(),
                weight: row.weight.clone(),
                min: row.fixed_seats.or(row.min_seats).or(programme.min_seats).unwrap_or(0),
                max: row.fixed_seats.or(row.max_seats).or(programme.max_seats),
                groups: row.groups.clone(),
            })
            .collect(),
    }
}

/// Values in the order of names; `None` where one is missing or there are others.
fn ordered<T: Clone>(names: &[String], values: &Named<T>) -> Option<Vec<T>> {
    let find = |name: &String| values.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    if names.len() == values.len() { names.iter().map(find).collect() } else { None }
}

fn two_way(draft: TwoWayDraft, answer: TwoWayAnswer, table: &TableArgs) -> anyhow::Result<SeatReview> {
    let row_seats = margin("--row-seats", &table.row_seats, &draft.rows, draft.row_seats)?;
    let column_seats = margin("--column-seats", &table.column_seats, &draft.columns, draft.column_seats)?;
    let problem = judge::TwoWayProblem {
        method: draft.method.unwrap_or(answer.method),
        rows: draft.rows,
        columns: draft.columns,
        weights: draft.weights,
        row_seats,
        column_seats,
        cell_min: draft.cell_min,
    };
    let matrix = |cells: &Named<Named<Option<u64>>>| -> Option<Vec<Vec<Option<u64>>>> {
        ordered(&problem.rows, cells)?.iter().map(|row| ordered(&problem.columns, row)).collect()
    };
    let tie = answer.tie.as_ref().map(|tie| {
        let place = |names: &[String], name: &String| names.iter().position(|known| known == name);
        let cells = tie
            .cells
            .iter()
            .map(|(row, column)| Some((place(&problem.rows, row)?, place(&problem.columns, column)?)));
        let whole = |example| -> Option<Vec<Vec<u64>>> {
            matrix(example)?.into_iter().map(|row| row.into_iter().collect()).collect()
        };
        Some(judge::TwoWayTied {
            cells: cells.collect::<Option<_>>()?,
            outcomes: tie.outcomes.clone(),
            examples: tie.examples.iter().map(whole).collect::<Option<_>>()?,
        })
    });
    // What has no place becomes an empty result, which the judge refuses for its shape.
    let result = judge::TwoWayResult {
        method: answer.method,
        cells: matrix(&answer.cells).unwrap_or_default(),
        row_divisors: ordered(&problem.rows, &answer.row_divisors).unwrap_or_default(),
        column_divisors: if tie == Some(None) {
            Vec::new()
        } else {
            ordered(&problem.columns, &answer.column_divisors).unwrap_or_default()
        },
        tie: tie.flatten(),
    };
    Ok(judge::check_two_way(&problem, &result))
}

fn years(draft: YearsDraft, answer: YearsAnswer) -> SeatReview {
    let past = |row: YearRow| judge::PastYear { seats: row.decided, weights: row.weights };
    let year = |row: YearRow| judge::YearProblem { year: row.year, seats: row.seats, weights: row.weights };
    let problem = judge::YearsProblem {
        method: draft.method.unwrap_or_default(),
        mode: draft.mode.unwrap_or(YearsMode::Cumulative),
        years: draft.years.into_iter().map(year).collect(),
        history: draft.history.into_iter().map(past).collect(),
    };
    let rows = answer.years.into_iter().map(|(year, rows)| {
        let row = |row: fordel_formats::seats::YearAnswer| judge::YearRow {
            id: row.id,
            seats: row.seats.map(i128::from),
            total: row.total,
            entitlement: row.entitlement,
        };
        (year, rows.into_iter().map(row).collect())
    });
    judge::check_years(&problem, &judge::YearsResult { years: rows.collect(), outside: answer.outside })
}

fn as_text(review: &SeatReview, language: Language) -> String {
    let (mut text, [proved, unproved]) = seats_judged(review.findings.len(), language);
    review.findings.iter().for_each(|finding| text.push_str(&format!("  {}\n", finding.in_words(language))));
    for (lead, claims) in [(proved, &review.proved), (unproved, &review.unproved)] {
        if !claims.is_empty() {
            text.push_str(&format!("{lead}:\n"));
            claims.iter().for_each(|claim| text.push_str(&format!("  {}\n", claim.in_words(language))));
        }
    }
    text
}
