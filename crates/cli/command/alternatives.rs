//! `fordel alternatives`: the best plans in order, or plans within a gap that are far apart.

use super::convert::write_folder;
use crate::activity::{Activity, Doing};
use crate::args::Format;
use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use crate::trouble::Trouble;
use clap::Args;
use fordel_engine::alternatives::{Alternative, NoAlternatives, Wish, alternatives};
use fordel_engine::{Unplanned, review, with_threads};
use fordel_formats::plan_to_json;
use fordel_report::{TextOptions, alternatives_csv, alternatives_json, alternatives_text};
use std::path::PathBuf;

/// What `alternatives` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel alternatives fixtures/national-2022 -n 3\n  \
    fordel alternatives fixtures/national-2022 --within 1 --apart 10 -o others/\n  \
    fordel alternatives fixtures/national-2022 plan.json --within 0.5 -n 4 --format csv")]
pub(crate) struct AlternativesArgs {
    /// The programme.
    programme: PathBuf,
    /// A plan to hold the others against, as JSON; without it the best one.
    plan: Option<PathBuf>,
    /// Plans in all, the best one included.
    #[arg(short = 'n', long = "plans", value_name = "NUMBER", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=50))]
    plans: u16,
    /// Only plans that score at most so many per cent less than the best; without --apart as far from each other as
    /// can be.
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    within: Option<u64>,
    /// Any two plans have at least so many people in different places.
    #[arg(long, value_name = "PEOPLE", value_parser = clap::value_parser!(u64).range(1..=100_000))]
    apart: Option<u64>,
    /// A folder that is not there yet for the plans as JSON: plan-1.json, plan-2.json, ...
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

/// A percentage in thousandths.
fn percent(text: &str) -> Result<u64, Trouble> {
    let wrong = || Trouble::Percentage;
    let text = text.trim().trim_end_matches('%').replace(',', ".");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    if rest.len() > 3 || whole.is_empty() || !format!("{whole}{rest}").chars().all(|c| c.is_ascii_digit()) {
        return Err(wrong());
    }
    let thousandths = format!("{whole}{rest:0<3}").parse::<u64>().map_err(|_| wrong())?;
    if thousandths <= 100_000 { Ok(thousandths) } else { Err(wrong()) }
}

/// Runs the command.
pub(crate) fn run(arguments: &AlternativesArgs, request: &Request) -> anyhow::Result<Exit> {
    let loaded = match request.load(&arguments.programme)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let against = match &arguments.plan {
        Some(path) => match request.plan(path)? {
            Ok(plan) => Some(plan),
            Err(exit) => return Ok(exit),
        },
        None => None,
    };
    let wish = Wish {
        plans: usize::from(arguments.plans),
        within: arguments.within.map(|thousandths| (thousandths, 100_000)),
        apart: arguments.apart,
    };
    let (options, programme) = (request.options(), &loaded.programme);
    let work = || {
        if let Some(plan) = &against
            && let review = review(programme, &loaded.digest, plan)
            && !review.is_accepted()
        {
            return Err(review.findings);
        }
        let mut found = alternatives(programme, &wish, &options, &request.language);
        let mut faults = Vec::new();
        // Each is a plan of this programme like any other, and judged like any other.
        for one in found.iter_mut().flat_map(|found| &mut found.plans) {
            one.plan.programme.digest.clone_from(&loaded.digest);
            if arguments.output.is_some() {
                faults.extend(review(programme, &loaded.digest, &one.plan).findings);
            }
        }
        Ok(match faults.is_empty() {
            true => Ok(found),
            false => Err(faults),
        })
    };
    let looking = Activity::begin(Doing::Alternatives, request);
    let found = with_threads(request.threads, work).map_err(anyhow::Error::msg);
    drop(looking);
    let found = match found? {
        Ok(found) => found,
        Err(findings) => {
            request.trouble(&Trouble::NotOfThisProgramme);
            request.findings(&findings);
            return Ok(Exit::No);
        }
    };
    let found = match found {
        Ok(found) => found,
        Err(faults) => {
            request.trouble(&Trouble::OwnCheck(None));
            request.findings(&faults);
            return Ok(Exit::Fault);
        }
    };
    let found = match found {
        Ok(found) => found,
        Err(why) => {
            request.refused(&why);
            return Ok(match why {
                NoAlternatives::NotPlanned => Exit::No,
                NoAlternatives::Unplanned(Unplanned::Split(refusal)) if !refusal.is_wrong_call() => Exit::No,
                NoAlternatives::Unplanned(_) | NoAlternatives::TooLarge(_) => Exit::Wrong,
            });
        }
    };
    let base = against.as_ref().unwrap_or(&found.plans[0].plan);
    if let Some(folder) = &arguments.output {
        let file =
            |(at, one): (usize, &Alternative)| (format!("plan-{}.json", at + 1), plan_to_json(&one.plan));
        write_folder(folder, &found.plans.iter().enumerate().map(file).collect::<Vec<_>>())?;
    }
    let (language, names) = (request.language, request.names);
    output::result(&match request.format {
        Format::Json => format!("{:#}\n", alternatives_json(&found, base)),
        Format::Csv => alternatives_csv(programme, &found, base, language, names),
        Format::Text => {
            let options = TextOptions { names, full: true, width: output::width(), colour: output::colour() };
            alternatives_text(programme, &found, base, language, &options)
        }
    })?;
    let is_whole = found.complete || found.plans.len() == usize::from(arguments.plans);
    let all_proven = found.plans.iter().all(|one| one.proven);
    Ok(if is_whole && all_proven { Exit::Done } else { Exit::Limit })
}
