//! Two-way splits.

use super::{Answer, Output, SeatsArgs, document};
use crate::args::Format;
use crate::output;
use crate::request::Request;
use anyhow::{Context, bail};
use fordel_apportion::biproportional::{TwoWay, split_two_way};
use fordel_formats::seats::TwoWayDraft;
use fordel_report::seats as report;

pub(super) fn two_way(
    arguments: &SeatsArgs,
    request: &Request,
    draft: TwoWayDraft,
) -> anyhow::Result<Answer> {
    let row_seats = margin("--row-seats", &arguments.read.row_seats, &draft.rows, draft.row_seats)?;
    let column_seats =
        margin("--column-seats", &arguments.read.column_seats, &draft.columns, draft.column_seats)?;
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
pub(super) fn margin(
    option: &str,
    typed: &[String],
    names: &[String],
    written: Vec<u64>,
) -> anyhow::Result<Vec<u64>> {
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
