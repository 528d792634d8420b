//! `fordel plan`: a programme in; seats, people and teams out, checked before anything is printed.

use crate::announced::{AnnouncedArgs, holding};
use crate::args::{Format, PlanArgs};
use crate::exit::Exit;
use crate::output;
use crate::products::Product;
use crate::request::Request;
use crate::sight;
use crate::trouble::Trouble;
use fordel_engine::lock::displaced;
use fordel_engine::{Keep, OldPlan, Options, Unplanned, document, plan, review_until, with_threads};
use fordel_formats::{Loaded, plan_digest, plan_from_json, plan_to_json};
use fordel_model::Plan;
use fordel_model::plan::{Objective, ObjectiveName, PlanState};
use fordel_report::{Language, TextOptions, plan_csv, plan_text};
use std::path::{Path, PathBuf};

/// Runs the command.
pub(crate) fn run(arguments: &PlanArgs, request: &Request) -> anyhow::Result<Exit> {
    let loaded = match request.load(&arguments.programme)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let loaded = match arguments.force.apply(loaded, request) {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let files: Vec<&PathBuf> = arguments.output.iter().chain(&arguments.report).collect();
    let kept = arguments.keep.keep.as_deref();
    let read: Vec<&Path> = std::iter::once(arguments.programme.as_path())
        .chain(kept)
        .chain(request.met.iter().map(PathBuf::as_path))
        .collect();
    arguments.products.protect(&files, &read)?;
    if let Some(path) = &arguments.output
        && is_announced(path)
    {
        anyhow::bail!(
            "{}",
            match request.language {
                Language::English =>
                    format!("`{}` was announced: name another file for the new plan", path.display()),
                Language::Danish =>
                    format!("`{}` er udmeldt: angiv en anden fil til den nye plan", path.display()),
            }
        );
    }
    let keep = match request.keep(&arguments.keep)? {
        Ok(keep) => keep,
        Err(exit) => return Ok(exit),
    };
    let announced = match arguments.announced.plan(request)? {
        Ok(announced) => announced,
        Err(exit) => return Ok(exit),
    };
    let held = match &announced {
        Some(announced) => holding_to(&loaded, announced, &arguments.announced, request)?,
        None => planned(&loaded, keep, request)?.map(|plan| (loaded, plan)),
    };
    let (loaded, plan) = match held {
        Ok(held) => held,
        Err(exit) => return Ok(exit),
    };
    if let Some(path) = &arguments.output {
        request.write(path, plan_to_json(&plan))?;
    }
    let programme = &loaded.programme;
    // What was on standard input has been read already.
    let earlier =
        match kept.filter(|path| path.as_os_str() != "-").map(|path| request.plan(path)).transpose()? {
            Some(Err(exit)) => return Ok(exit),
            Some(Ok(earlier)) => Some(earlier),
            None => announced,
        };
    let product = Product { programme, plan: &plan, announced: earlier.as_ref(), checked: true };
    product.write(arguments.report.as_deref(), &arguments.products, request)?;
    match request.format {
        Format::Json => output::result(&plan_to_json(&plan))?,
        Format::Csv => output::result(&plan_csv(programme, &plan, request.language, request.names))?,
        Format::Text => {
            let options = TextOptions {
                names: request.names,
                full: arguments.full,
                width: output::width(),
                colour: output::colour(),
            };
            output::result(&plan_text(programme, &plan, request.language, &options))?;
        }
    }
    Ok(Exit::of_plan(plan.status, gap(&plan), request.gap))
}

/// Plans on from an announced plan: as close to it as can be, with the seats clusters were told; and
/// where that would move somebody who is still eligible, with everybody pinned to the team they were told.
fn holding_to(
    loaded: &Loaded,
    announced: &Plan,
    arguments: &AnnouncedArgs,
    request: &Request,
) -> anyhow::Result<Result<(Loaded, Plan), Exit>> {
    let keep = || Keep { old: OldPlan::of(announced, plan_digest(announced)), ..Keep::default() };
    let cannot = || match request.language {
        Language::English => "the seats that were announced cannot be held; `--reopen` opens them again",
        Language::Danish => "de udmeldte pladser kan ikke fastholdes; `--reopen` åbner dem igen",
    };
    let is_open = arguments.is_open();
    if !is_open && arguments.complain_of_unknown(&loaded.programme, announced, request) {
        return Ok(Err(Exit::Wrong));
    }
    if is_open {
        return Ok(planned(loaded, Some(keep()), request)?.map(|plan| (loaded.clone(), plan)));
    }
    let Some(seats) = holding(loaded, announced, None) else {
        output::complain(cannot());
        return Ok(Err(Exit::No));
    };
    let plan = match planned(&seats, Some(keep()), request)? {
        Ok(plan) => plan,
        Err(exit) => {
            if exit == Exit::No && seats.digest != loaded.digest {
                output::complain(cannot());
            }
            return Ok(Err(exit));
        }
    };
    if displaced(&plan, announced, &arguments.reopen).is_empty() {
        return Ok(Ok((seats, plan)));
    }
    let Some(all) = holding(loaded, announced, Some(&arguments.reopen)) else {
        output::complain(cannot());
        return Ok(Err(Exit::No));
    };
    Ok(planned(&all, Some(keep()), request)?.map(|plan| (all, plan)))
}

/// Whether this file holds a plan that was announced: it is not written over.
fn is_announced(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).ok();
    let plan = text.and_then(|text| plan_from_json(&text).ok());
    plan.is_some_and(|plan| plan.state() == PlanState::Announced)
}

/// The relative gap: (bound − score) / max(1, |score|).
fn gap(plan: &Plan) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a ratio to compare with what was typed")]
    let real = |n: i64| n as f64;
    // Only the score may fall short of its bound: what comes before it must be proven.
    let is_open = |level: &&Objective| level.name != ObjectiveName::Score && level.value != level.bound;
    if plan.objectives.iter().any(|level| is_open(&level)) {
        return f64::INFINITY;
    }
    real(plan.bound.saturating_sub(plan.score)) / real(plan.score.saturating_abs().max(1))
}

/// Plans and checks. `Err` holds the ending where there is nothing to show.
pub(crate) fn planned(
    loaded: &Loaded,
    keep: Option<Keep>,
    request: &Request,
) -> anyhow::Result<Result<Plan, Exit>> {
    let options = Options { keep, ..request.options() };
    let programme = &loaded.programme;
    let work = || {
        plan(programme, &options).map(|outcome| {
            let plan = document(programme, &loaded.digest, &outcome, &request.language);
            let review = review_until(programme, &loaded.digest, &plan, options.work.stop);
            (plan, review, outcome.is_unfinished())
        })
    };
    sight::begin(request.quiet, request.language);
    let result = with_threads(request.threads, work).map_err(anyhow::Error::msg);
    sight::end();
    match result? {
        Ok((plan, review, _)) if review.is_accepted() => Ok(Ok(plan)),
        Ok((.., true)) => {
            output::complain(match request.language {
                Language::English => {
                    "the limit was reached before any legal plan was found; nothing is written"
                }
                Language::Danish => {
                    "grænsen blev nået, før der var fundet nogen lovlig plan; intet er skrevet"
                }
            });
            Ok(Err(Exit::Limit))
        }
        Ok((_, review, false)) => {
            request.trouble(&Trouble::OwnCheck(None));
            request.findings(&review.findings);
            Ok(Err(Exit::Fault))
        }
        Err(unplanned) => {
            request.refused(&unplanned);
            Ok(Err(match unplanned {
                Unplanned::Split(refusal) if !refusal.is_wrong_call() => Exit::No,
                Unplanned::Split(_) | Unplanned::NotYet(_) | Unplanned::Pins(_) => Exit::Wrong,
            }))
        }
    }
}
