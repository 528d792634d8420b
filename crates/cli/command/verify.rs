//! `fordel verify`: an independent check of a plan.

use crate::activity::{Activity, Doing};
use crate::announced::as_planned;
use crate::args::{Format, VerifyArgs};
use crate::command::seats;
use crate::exit::Exit;
use crate::output;
use crate::request::{Request, read_text};
use fordel_engine::{OldPlan, review_keeping, with_threads};
use fordel_formats::plan_digest;
use fordel_formats::seats::is_seats_result;
use fordel_report::{InWords, Language, judged_sentences};
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
    let loaded = match arguments.force.apply(loaded, request) {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let plan = match request.plan_of_text(&text, &name) {
        Ok(plan) => plan,
        Err(exit) => return Ok(exit),
    };
    let (loaded, announced) = match as_planned(loaded, &plan, arguments.announced.as_deref(), request)? {
        Ok(both) => both,
        Err(exit) => return Ok(exit),
    };
    let old = match &arguments.keep {
        Some(path) => match request.plan(path)? {
            Ok(old) => Some(OldPlan::of(&old, plan_digest(&old))),
            Err(exit) => return Ok(exit),
        },
        None => announced.map(|old| OldPlan::of(&old, plan_digest(&old))).filter(|_| plan.keep.is_some()),
    };
    let judging = Activity::begin(Doing::Judging, request);
    let judged = with_threads(request.threads, || {
        review_keeping(&loaded.programme, &loaded.digest, &plan, old.as_ref())
    });
    drop(judging);
    let review = judged.map_err(anyhow::Error::msg)?;
    output::result(&match request.format {
        Format::Json => judgement_json(&review.findings, &review.proved, &review.unproved, request.language),
        Format::Text | Format::Csv => as_text(&review, request.language),
    })?;
    Ok(if review.is_accepted() { Exit::Done } else { Exit::No })
}

fn as_text(review: &Review, language: Language) -> String {
    let (head, proved) = judged_sentences(review.findings.len(), review.proved.len(), language);
    let mut text = head + "\n";
    review.findings.iter().for_each(|finding| text.push_str(&format!("  {}\n", finding.in_words(language))));
    text.push_str(&(proved + "\n"));
    if !review.unproved.is_empty() {
        text.push_str(match language {
            Language::English => "not proved again:\n",
            Language::Danish => "ikke bevist igen:\n",
        });
        review.unproved.iter().for_each(|claim| text.push_str(&format!("  {}\n", claim.in_words(language))));
    }
    text
}

/// A judgement of a plan or a seats result as JSON (`fordel/review/1`): accepted where nothing was found.
pub(crate) fn judgement_json<F: InWords, C: InWords>(
    findings: &[F],
    proved: &[C],
    unproved: &[C],
    language: Language,
) -> String {
    let value = json!({
        "format": "fordel/review/1",
        "accepted": findings.is_empty(),
        "findings": texts(findings, language),
        "proved": texts(proved, language),
        "unproved": texts(unproved, language),
    });
    format!("{value:#}\n")
}

fn texts(items: &[impl InWords], language: Language) -> Vec<String> {
    items.iter().map(|item| item.in_words(language)).collect()
}
