//! A plan that was announced, as it is typed, and the programme that holds it.

use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use clap::Args;
use fordel_engine::lock::{locked_people, locked_seats};
use fordel_formats::cpr::holds_personal_number;
use fordel_formats::{Loaded, nearest::nearest, programme_digest};
use fordel_model::plan::PlanState;
use fordel_model::{Change, Plan, Programme, apply, fold};
use fordel_report::Language;
use std::path::{Path, PathBuf};

/// What was announced, and what of it is open again.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Holding what was announced")]
pub(crate) struct AnnouncedArgs {
    /// The announced plan: clusters keep the seats, people the teams they were told.
    #[arg(long, value_name = "PLAN", conflicts_with_all = ["keep", "keep_last", "max_moves", "keep_as"])]
    pub(crate) announced: Option<PathBuf>,
    /// Open it again: for this nominee, cluster or team (repeatable); without a value all of it.
    #[arg(long, value_name = "ID", requires = "announced", num_args = 0..=1, default_missing_value = "")]
    pub(crate) reopen: Vec<String>,
}

impl AnnouncedArgs {
    /// Whether everything is open again.
    pub(crate) fn is_open(&self) -> bool {
        self.reopen.iter().any(|one| one.trim().is_empty())
    }

    /// The announced plan. `Err` holds the ending where it is wrong or was never announced.
    pub(crate) fn plan(&self, request: &Request) -> anyhow::Result<Result<Option<Plan>, Exit>> {
        let Some(path) = &self.announced else { return Ok(Ok(None)) };
        let plan = match request.plan(path)? {
            Ok(plan) => plan,
            Err(exit) => return Ok(Err(exit)),
        };
        if plan.state() != PlanState::Announced {
            let (path, state) = (path.display(), plan.state().code());
            output::complain(&match request.language {
                Language::English => format!(
                    "error: `{path}` was never announced (it is `{state}`); announce it with `fordel announce {path}`, \
                     or stay close to it with `--keep`"
                ),
                Language::Danish => format!(
                    "fejl: `{path}` er ikke udmeldt (den er `{state}`); udmeld den med `fordel announce {path}`, \
                     eller hold dig tæt på den med `--keep`"
                ),
            });
            return Ok(Err(Exit::Wrong));
        }
        Ok(Ok(Some(plan)))
    }
}

impl AnnouncedArgs {
    /// Says which of what is to be opened again names no nominee, cluster or announced team; whether any does.
    pub(crate) fn complain_of_unknown(
        &self,
        programme: &Programme,
        announced: &Plan,
        request: &Request,
    ) -> bool {
        let nominees = programme.nominees.iter().map(|row| row.id.as_str());
        let clusters = programme.clusters.iter().map(|row| row.id.as_str());
        let teams = announced.teams.iter().map(|team| team.id.as_str());
        let known: Vec<&str> = nominees.chain(clusters).chain(teams).collect();
        let is_unknown = |one: &&String| !known.iter().any(|id| fold(id) == fold(one));
        let unknown: Vec<&String> = self.reopen.iter().filter(is_unknown).collect();
        for one in &unknown {
            // What looks like a CPR number is not repeated.
            let shown = if holds_personal_number(one) { "…" } else { one.as_str() };
            let near = nearest(one, known.iter().copied());
            output::complain(&match (request.language, near) {
                (Language::English, Some(near)) => format!(
                    "error: --reopen: there is no nominee, cluster or team `{shown}`; did you mean `{near}`?"
                ),
                (Language::English, None) => {
                    format!("error: --reopen: there is no nominee, cluster or team `{shown}`; write its id")
                }
                (Language::Danish, Some(near)) => format!(
                    "fejl: --reopen: der er ingen kandidat eller klynge og intet team med id `{shown}`; mente du `{near}`?"
                ),
                (Language::Danish, None) => format!(
                    "fejl: --reopen: der er ingen kandidat eller klynge og intet team med id `{shown}`; skriv dets id"
                ),
            });
        }
        !unknown.is_empty()
    }
}

/// The programme that keeps what was announced: the seats, and where `people` is set everybody's team.
pub(crate) fn holding(loaded: &Loaded, announced: &Plan, reopened: Option<&[String]>) -> Option<Loaded> {
    let mut changes: Vec<Change> = locked_seats(&loaded.programme, announced);
    if let Some(reopened) = reopened {
        changes.extend(locked_people(&loaded.programme, announced, reopened));
    }
    let programme = apply(&loaded.programme, &changes).ok()?;
    let digest = if changes.is_empty() { loaded.digest.clone() } else { programme_digest(&programme) };
    Some(Loaded { digest, programme, notes: loaded.notes.clone() })
}

/// The programme that a plan is of, where an announced plan may be typed beside it: as it stands, or holding the
/// announced seats or people too. With it the announced plan; `Err` holds the ending where that is wrong.
pub(crate) fn as_planned(
    loaded: Loaded,
    plan: &Plan,
    announced: Option<&Path>,
    request: &Request,
) -> anyhow::Result<Result<(Loaded, Option<Plan>), Exit>> {
    let Some(path) = announced else { return Ok(Ok((loaded, None))) };
    Ok(request.plan(path)?.map(|announced| (held_as(loaded, plan, &announced), Some(announced))))
}

fn held_as(loaded: Loaded, plan: &Plan, announced: &Plan) -> Loaded {
    if plan.programme.digest == loaded.digest {
        return loaded;
    }
    // Whom a plan left open can be seen by who is elsewhere.
    let moved = fordel_engine::lock::displaced(plan, announced, &[]);
    let ways = [None, Some(&[][..]), Some(moved.as_slice())];
    let held = ways.into_iter().filter_map(|way| holding(&loaded, announced, way));
    let same = held.into_iter().find(|held| held.digest == plan.programme.digest);
    same.unwrap_or(loaded)
}
