//! Two-way splits.

use super::{Answer, Output, SeatsArgs, document};
use crate::args::Format;
use crate::output;
use crate::request::Request;
use crate::trouble::Trouble;
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
    option: &'static str,
    typed: &[String],
    names: &[String],
    written: Vec<u64>,
) -> anyhow::Result<Vec<u64>> {
    if typed.is_empty() {
        if written.len() != names.len() {
            bail!(Trouble::MarginMissing(option, names.to_vec()));
        }
        return Ok(written);
    }
    let number = |text: &str| {
        text.trim().parse::<u64>().map_err(|_| Trouble::MarginNumber(option, text.trim().to_owned()))
    };
    if typed.iter().all(|part| !part.contains('=')) {
        if typed.len() != names.len() {
            bail!(Trouble::MarginCount(option, typed.len(), names.to_vec()));
        }
        return Ok(typed.iter().map(|part| number(part)).collect::<Result<_, _>>()?);
    }
    let mut seats = vec![None; names.len()];
    for part in typed {
        let (name, text) =
            part.rsplit_once('=').with_context(|| Trouble::MarginShape(option, part.clone()))?;
        let at = names.iter().position(|known| fordel_model::fold(known) == fordel_model::fold(name));
        let at =
            at.with_context(|| Trouble::MarginUnknown(option, name.trim().to_owned(), names.to_vec()))?;
        if seats[at].replace(number(text)?).is_some() {
            bail!(Trouble::MarginTwice(option, name.trim().to_owned()));
        }
    }
    let complete = names
        .iter()
        .zip(seats)
        .map(|(name, seats)| seats.with_context(|| Trouble::MarginOpen(option, name.clone())));
    complete.collect()
}
