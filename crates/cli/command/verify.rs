//! `fordel verify`: an independent check of a plan.

use crate::args::{Format, VerifyArgs};
use crate::command::seats;
use crate::exit::Exit;
use crate::output;
use crate::request::{Request, read_text};
use fordel_engine::{OldPlan, review_keeping, with_threads};
use fordel_formats::plan_digest;
use fordel_formats::seats::is_seats_result;
use fordel_verify::Review;
use serde_json::json;

/// Runs the command.
pub(crate) fn run(arguments: &VerifyArgs, request: &Request) -> anyhow::Result<Exit> {
    let text = read_text(&arguments.plan)?;
    let name = arguments.plan.display().to_string();
    if is_seats_result(&text) {
        return seats::verdict::run(&arguments.programme, &text, &name, &arguments.table, request);
    }
    let loaded = match request.load(&arguments.programme)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let plan = match request.plan_of_text(&text, &name) {
        Ok(plan) => plan,
        Err(exit) => return Ok(exit),
    };
    let old = match &arguments.keep {
        Some(path) => match request.plan(path)? {
            Ok(old) => Some(OldPlan::of(&old, plan_digest(&old))),
            Err(exit) => return Ok(exit),
        },
        None => None,
    };
    let judged = with_threads(request.threads, || {
        review_keeping(&loaded.programme, &loaded.digest, &plan, old.as_ref())
    });
    let review = judged.map_err(anyhow::Error::msg)?;
    output::result(&match request.format {
        Format::Json => as_json(&review),
        Format::Text | Format::Csv => as_text(&review),
    })?;
    Ok(if review.is_accepted() { Exit::Done } else { Exit::No })
}

fn as_text(review: &Review) -> String {
    let mut text = String::new();
    match review.findings.len() {
        0 => text.push_str("accepted: every rule, seat and score holds\n"),
        n => text.push_str(&format!("refused: {n} finding{}\n", if n == 1 { "" } else { "s" })),
    }
    review.findings.iter().for_each(|finding| text.push_str(&format!("  {finding}\n")));
    text.push_str(&format!("proved again: {} claims\n", review.proved.len()));
    if !review.unproved.is_empty() {
        text.push_str("not proved again:\n");
        review.unproved.iter().for_each(|claim| text.push_str(&format!("  {claim}\n")));
    }
    text
}

fn as_json(review: &Review) -> String {
    let texts = |items: &mut dyn Iterator<Item = String>| items.collect::<Vec<_>>();
    let value = json!({
        "format": "fordel/review/1",
        "accepted": review.is_accepted(),
        "findings": texts(&mut review.findings.iter().map(ToString::to_string)),
        "proved": texts(&mut review.proved.iter().map(ToString::to_string)),
        "unproved": texts(&mut review.unproved.iter().map(ToString::to_string)),
    });
    format!("{value:#}\n")
}
