//! Several years.

use super::{Answer, Output, SeatsArgs, document};
use crate::args::Format;
use crate::output;
use crate::request::Request;
use fordel_apportion::years::{DecidedYear, Year, Years, split_years};
use fordel_formats::seats::YearsDraft;
use fordel_model::split::YearsMode;
use fordel_report::seats as report;

pub(super) fn years(arguments: &SeatsArgs, request: &Request, draft: YearsDraft) -> Answer {
    let problem = Years {
        method: arguments.method.or(draft.method).unwrap_or_default(),
        mode: draft.mode.unwrap_or(YearsMode::Cumulative),
        years: draft
            .years
            .into_iter()
            .map(|row| Year { year: row.year, seats: row.seats, weights: row.weights, bounds: Vec::new() })
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
