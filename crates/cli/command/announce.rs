//! `fordel announce`: records how far a plan has come, by whom and when, in the plan itself.

use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use crate::trouble::Trouble;
use anyhow::bail;
use clap::{Args, ValueEnum};
use fordel_formats::{cpr::holds_personal_number, plan_to_json};
use fordel_model::Plan;
use fordel_model::plan::{PlanState, PlanStatus, Stage};
use fordel_report::Language;
use std::path::{Path, PathBuf};

/// What `announce` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel announce plan.json --state approved --by \"Styregruppen\" --date 2022-06-08\n  \
    fordel announce plan.json --by Sekretariatet --date 2022-06-15\n  \
    fordel plan fixtures/national-2022 --announced plan.json -o new.json\n  \
    fordel diff new.json")]
pub(crate) struct AnnounceArgs {
    /// The plan, as JSON; it is rewritten with its state.
    plan: PathBuf,
    /// What the plan becomes.
    #[arg(long, value_enum, default_value_t = State::Announced)]
    state: State,
    /// By whom.
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// When, e.g. 2022-06-15; fordel does not look at a clock.
    #[arg(long, value_name = "DAY", value_parser = day)]
    date: Option<String>,
    /// Write to this file instead, and leave the plan as it is.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Let a plan go back to an earlier state.
    #[arg(long)]
    reopen: bool,
}

/// How far a plan has come.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// Nobody has decided anything.
    Draft,
    /// Put forward to be approved.
    Proposed,
    /// Approved.
    Approved,
    /// Told to the participants: seats and people are locked.
    Announced,
}

impl State {
    fn state(self) -> PlanState {
        match self {
            Self::Draft => PlanState::Draft,
            Self::Proposed => PlanState::Proposed,
            Self::Approved => PlanState::Approved,
            Self::Announced => PlanState::Announced,
        }
    }
}

/// A state, in words.
pub(crate) fn word(state: PlanState, language: Language) -> &'static str {
    match (language, state) {
        (Language::English, state) => state.code(),
        (Language::Danish, PlanState::Draft) => "et udkast",
        (Language::Danish, PlanState::Proposed) => "foreslået",
        (Language::Danish, PlanState::Approved) => "godkendt",
        (Language::Danish, PlanState::Announced) => "udmeldt",
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &AnnounceArgs, request: &Request) -> anyhow::Result<Exit> {
    let mut plan = match request.plan(&arguments.plan)? {
        Ok(plan) => plan,
        Err(exit) => return Ok(exit),
    };
    let (state, before) = (arguments.state.state(), plan.state());
    let to: &Path = match (&arguments.output, arguments.plan.as_os_str() == "-") {
        (Some(path), _) => path,
        (None, false) => &arguments.plan,
        (None, true) => bail!(
            "{}",
            match request.language {
                Language::English => "a plan from standard input needs `-o FILE`",
                Language::Danish => "en plan fra standardinput kræver `-o FIL`",
            }
        ),
    };
    if let Some(by) = &arguments.by
        && !request.read.allow_ten_digits
        && holds_personal_number(by)
    {
        bail!(
            "{}",
            match request.language {
                Language::English => "`--by` looks like a CPR number: give a name or an office",
                Language::Danish => "`--by` ligner et CPR-nummer: angiv et navn eller et kontor",
            }
        );
    }
    if plan.teams.is_empty() && plan.status == PlanStatus::Infeasible && state > PlanState::Draft {
        output::complain(match request.language {
            Language::English => "this plan has nobody in a team: there is nothing to announce",
            Language::Danish => "planen har ingen i et team: der er intet at udmelde",
        });
        return Ok(Exit::No);
    }
    if state < before && !arguments.reopen {
        let (now, wanted) = (word(before, request.language), word(state, request.language));
        output::complain(&match request.language {
            Language::English => format!("the plan is {now}; `--reopen` lets it go back to {wanted}"),
            Language::Danish => format!("planen er {now}; med `--reopen` kan den blive {wanted} igen"),
        });
        return Ok(Exit::No);
    }
    let text = |text: &Option<String>| text.as_ref().map(|text| text.trim().to_owned());
    let stage =
        Stage { state, by: text(&arguments.by).filter(|by| !by.is_empty()), date: text(&arguments.date) };
    if plan.record.last() != Some(&stage) {
        plan.record.push(stage);
    }
    request.write(to, plan_to_json(&plan))?;
    if !request.quiet {
        output::result(&said(&plan, to, request.language))?;
    }
    Ok(Exit::Done)
}

/// What was recorded, in a sentence.
fn said(plan: &Plan, path: &Path, language: Language) -> String {
    let mut text = format!("{}: {}", path.display(), word(plan.state(), language));
    let (by, on) = match language {
        Language::English => ("by", "on"),
        Language::Danish => ("af", "den"),
    };
    if let Some(stage) = plan.record.last() {
        text.extend(stage.by.as_ref().map(|who| format!(" {by} {}", fordel_report::clean(who))));
        text.extend(stage.date.as_ref().map(|day| format!(" {on} {}", fordel_report::day(day, language))));
    }
    if plan.state() == PlanState::Announced {
        let (people, teams) =
            (plan.teams.iter().map(|team| team.members.len()).sum::<usize>(), plan.teams.len());
        let clusters = plan.split.units.len();
        let of = |n: usize, one: &'static str, more: &'static str| {
            format!("{n} {}", if n == 1 { one } else { more })
        };
        text.push_str(&match language {
            Language::English => format!(
                ". {} in {} and the seats of {} are locked: plan on with `fordel plan PROGRAMME --announced {}`",
                of(people, "person", "people"),
                of(teams, "team", "teams"),
                of(clusters, "cluster", "clusters"),
                path.display()
            ),
            Language::Danish => format!(
                ". {} i {} og pladserne til {} ligger fast: planlæg videre med `fordel plan PROGRAM --announced {}`",
                of(people, "person", "personer"),
                of(teams, "team", "teams"),
                of(clusters, "sundhedsklynge", "sundhedsklynger"),
                path.display()
            ),
        });
    }
    text + ".\n"
}

/// A day as `2022-06-15`.
fn day(text: &str) -> Result<String, Trouble> {
    let parts: Vec<&str> = text.trim().split('-').collect();
    let number = |text: &str, digits: usize| {
        (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())
            .flatten()
    };
    let is_day = match parts.as_slice() {
        [year, month, day] => match (number(year, 4), number(month, 2), number(day, 2)) {
            (Some(year), Some(month), Some(day)) => {
                let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
                let days = match month {
                    2 => 28 + u32::from(leap),
                    4 | 6 | 9 | 11 => 30,
                    1..=12 => 31,
                    _ => 0,
                };
                (1..=days).contains(&day)
            }
            _ => false,
        },
        _ => false,
    };
    if is_day { Ok(text.trim().to_owned()) } else { Err(Trouble::Day("2022-06-15")) }
}
