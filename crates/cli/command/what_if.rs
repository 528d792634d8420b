//! `fordel what-if`: scenarios side by side with the programme as it is.

use crate::activity::{Activity, Doing};
use crate::args::Format;
use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use crate::trouble::Trouble;
use clap::Args;
use fordel_engine::repair::{Point, repair};
use fordel_engine::{
    Cache, Keep, OldPlan, Options, Prices, Tried, Unplanned, document, plan_with, try_scenarios, with_threads,
};
use fordel_formats::{Typed, inline_scenario, parse_scenarios, read_scenarios};
use fordel_model::plan::PlanStatus;
use fordel_model::{Plan, Programme, Scenario, apply};
use fordel_report::{
    InWords, Language, TextOptions, repair_csv, repair_json, repair_text, what_if_csv, what_if_json,
    what_if_page, what_if_text, without_names,
};
use std::path::PathBuf;

/// What `what-if` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel what-if fixtures/national-2022 fixtures/scenarios/national.toml --report scenarios.html\n  \
    fordel what-if fixtures/national-2022 --withdraw h-byen-01 --seats 190\n  \
    fordel what-if fixtures/national-2022 --withdraw h-byen-05 --keep plan.json --curve\n  \
    fordel what-if fixtures/national-2022 --key population_2023 --set rules.min_sectors=3")]
pub(crate) struct WhatIfArgs {
    /// The programme: an Excel workbook, a folder with programme.toml and CSV tables, or a JSON file; `-` is standard input.
    pub(crate) programme: PathBuf,
    /// Scenarios: TOML, JSON or CSV (`name,change,target,value`); `-` is standard input.
    pub(crate) scenarios: Option<PathBuf>,
    /// Somebody withdraws (repeatable).
    #[arg(long, value_name = "NOMINEE")]
    withdraw: Vec<String>,
    /// Somebody who had withdrawn, declined or was a reserve is nominated (repeatable).
    #[arg(long, value_name = "NOMINEE")]
    reinstate: Vec<String>,
    /// Somebody must be in a team, of the initiative if one is named (repeatable).
    #[arg(long, value_name = "NOMINEE[=INITIATIVE]")]
    pin_in: Vec<String>,
    /// Somebody must be out, of the initiative if one is named (repeatable).
    #[arg(long, value_name = "NOMINEE[=INITIATIVE]")]
    pin_out: Vec<String>,
    /// Somebody is nominated by another cluster (repeatable).
    #[arg(long = "move", value_name = "NOMINEE=CLUSTER")]
    moved: Vec<String>,
    /// An initiative is given up (repeatable).
    #[arg(long, value_name = "INITIATIVE")]
    drop_initiative: Vec<String>,
    /// Seats in all.
    #[arg(long, value_name = "NUMBER")]
    seats: Option<String>,
    /// Seats kept out of the split (repeatable).
    #[arg(long, value_name = "POOL=NUMBER")]
    reserved: Vec<String>,
    /// The column of weights.
    #[arg(long, value_name = "COLUMN")]
    key: Option<String>,
    /// A cluster's own weight (repeatable).
    #[arg(long, value_name = "CLUSTER=NUMBER")]
    weight: Vec<String>,
    /// How seats follow the key.
    #[arg(long, value_name = "METHOD")]
    method: Option<String>,
    /// Columns to split over first; `none` for one split.
    #[arg(long, value_name = "COLUMNS")]
    levels: Option<String>,
    /// Least seats of a cluster; `none` for no bound.
    #[arg(long, value_name = "NUMBER")]
    min_seats: Option<String>,
    /// Most seats of a cluster; `none` for no bound.
    #[arg(long, value_name = "NUMBER")]
    max_seats: Option<String>,
    /// People in a team, e.g. 3-4.
    #[arg(long, value_name = "SIZE")]
    team_size: Option<String>,
    /// What happens to seats that cannot be filled: leave_empty, redistribute or refuse.
    #[arg(long, value_name = "CHOICE")]
    unfilled: Option<String>,
    /// Any other change of a scenario file, e.g. rules.min_sectors=3, score.preference=6,
    /// bounds.max:h-byen=20 (repeatable).
    #[arg(long = "set", value_name = "CHANGE[:TARGET]=VALUE")]
    set: Vec<String>,
    /// Plan the typed changes afresh, without keeping anybody where the programme as it is has them.
    #[arg(long, conflicts_with_all = ["keep", "keep_last", "max_moves"])]
    afresh: bool,
    /// An earlier plan to stay close to.
    #[command(flatten)]
    keep: crate::args::KeepArgs,
    /// The best plans of the typed changes that move at most 0, 1, 2, ... people (5 unless said), each proven, and who
    /// could step in for those who dropped out.
    #[arg(long, value_name = "MOVES", num_args = 0..=1, default_missing_value = "5",
        value_parser = clap::value_parser!(u64).range(0..=200), conflicts_with_all = ["afresh", "keep_last", "max_moves"])]
    curve: Option<u64>,
    /// Show every team that changes.
    #[arg(long)]
    full: bool,
    /// Write a page with the scenarios side by side to this file.
    #[arg(long, value_name = "FILE", conflicts_with = "curve")]
    report: Option<PathBuf>,
}

impl WhatIfArgs {
    /// The changes typed, each with the option it was typed as.
    fn typed(&self) -> Vec<Typed> {
        let typed = |change: &str, target: &str, value: &str, option: &str| Typed {
            change: change.to_owned(),
            target: target.trim().to_owned(),
            value: value.trim().to_owned(),
            typed: format!("--{option}"),
        };
        let mut list = Vec::new();
        for (option, change, texts) in [
            ("withdraw", "withdraw", &self.withdraw),
            ("reinstate", "reinstate", &self.reinstate),
            ("pin-in", "pin_in", &self.pin_in),
            ("pin-out", "pin_out", &self.pin_out),
            ("move", "move", &self.moved),
            ("drop-initiative", "drop_initiatives", &self.drop_initiative),
            ("reserved", "reserved", &self.reserved),
            ("weight", "weights", &self.weight),
        ] {
            for text in texts {
                let (target, value) = text.split_once('=').unwrap_or((text, ""));
                // A number alone means the only pool.
                let alone = change == "reserved" && value.is_empty();
                let (target, value) = if alone { ("", target) } else { (target, value) };
                list.push(typed(change, target, value, option));
            }
        }
        for (option, change, text) in [
            ("seats", "seats", &self.seats),
            ("key", "key", &self.key),
            ("method", "method", &self.method),
            ("levels", "levels", &self.levels),
            ("min-seats", "min_seats", &self.min_seats),
            ("max-seats", "max_seats", &self.max_seats),
            ("team-size", "team_size", &self.team_size),
            ("unfilled", "unfilled", &self.unfilled),
        ] {
            let value = text
                .as_ref()
                .map(|text| if change == "levels" { text.replace(',', ";") } else { text.clone() });
            list.extend(value.map(|value| typed(change, "", &value, option)));
        }
        for text in &self.set {
            let (what, value) = text.split_once('=').unwrap_or((text, ""));
            let (change, target) = what.split_once(':').unwrap_or((what, ""));
            list.push(typed(change.trim(), target, value, &format!("set {text}")));
        }
        list
    }

    /// What was typed, as the name of the scenario it makes; in the language where people read it.
    fn name(typed: &[Typed], language: Language) -> String {
        let one = |typed: &Typed| {
            let change = match language {
                Language::English => typed.change.as_str(),
                Language::Danish => in_danish(&typed.change),
            };
            let parts = [change, typed.target.as_str(), typed.value.as_str()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        typed.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

/// What a change is called in Danish; what has no name of its own stays as it was typed.
fn in_danish(change: &str) -> &str {
    match change {
        "withdraw" => "frafald",
        "reinstate" => "indmeldt igen",
        "pin_in" => "skal med",
        "pin_out" => "skal ikke med",
        "move" => "flyttes",
        "drop_initiatives" => "uden initiativ",
        "reserved" => "reserveret",
        "weights" => "vægt",
        "seats" => "pladser",
        "key" => "fordelingsnøgle",
        "method" => "metode",
        "levels" => "niveauer",
        "min_seats" => "mindst pladser",
        "max_seats" => "højst pladser",
        "team_size" => "teamstørrelse",
        "unfilled" => "ubesatte pladser",
        other => other,
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &WhatIfArgs, request: &Request) -> anyhow::Result<Exit> {
    let loaded = match request.load(&arguments.programme)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    if let Some(path) = &arguments.report {
        output::protect(path, &arguments.programme)?;
    }
    let programme = &loaded.programme;
    let keep = match request.keep(&arguments.keep)? {
        Ok(keep) => keep,
        Err(exit) => return Ok(exit),
    };
    let Some((listed, typed)) = scenarios(arguments, programme, request)? else { return Ok(Exit::Wrong) };
    if listed.is_empty() && typed.is_empty() {
        anyhow::bail!(Trouble::NoScenario);
    }
    let options = Options { prices: Prices::Unknown, ..request.options() };
    if let Some(most) = arguments.curve {
        return curve(arguments, request, (programme, &typed, keep), most, &options);
    }
    let cache = Cache::default();
    let work = || {
        plan_with(programme, &options, Some(&cache)).map(|outcome| {
            let base = document(programme, "", &outcome, &request.language);
            let with = |scenarios: &[Scenario], keep: Option<Keep>| {
                let options = Options { keep, ..options.clone() };
                try_scenarios(programme, scenarios, &options, &request.language, &cache)
            };
            // A list compares what would be best; what is typed is a change to what there is.
            let mut tried = with(&listed, keep.clone());
            let old = || Keep { old: OldPlan::of(&base, String::new()), ..Keep::default() };
            tried.extend(with(&typed, keep.or_else(|| (!arguments.afresh).then(old))));
            (base, tried)
        })
    };
    let planning = Activity::begin(Doing::Scenarios, request);
    let planned = with_threads(request.threads, work).map_err(anyhow::Error::msg);
    drop(planning);
    match planned? {
        Ok((base, tried)) => show(arguments, request, programme, &base, &tried),
        Err(unplanned) => Ok(unplanned_exit(&unplanned, request)),
    }
}

/// Says why there is nothing to show.
fn unplanned_exit(unplanned: &Unplanned, request: &Request) -> Exit {
    request.refused(unplanned);
    match unplanned {
        Unplanned::Split(refusal) if !refusal.is_wrong_call() => Exit::No,
        Unplanned::Split(_) | Unplanned::NotYet(_) | Unplanned::Pins(_) => Exit::Wrong,
    }
}

/// The typed changes as a repair: from the kept plan, or the programme's own as it is.
fn curve(
    arguments: &WhatIfArgs,
    request: &Request,
    (programme, typed, keep): (&Programme, &[Scenario], Option<Keep>),
    most: u64,
    options: &Options,
) -> anyhow::Result<Exit> {
    let [scenario] = typed else {
        anyhow::bail!(Trouble::CurveOfTyped);
    };
    let changed = match apply(programme, &scenario.changes) {
        Ok(changed) => changed,
        Err(misfits) => {
            let all: Vec<String> =
                misfits.iter().map(|misfit| misfit.why.in_words(request.language)).collect();
            anyhow::bail!(Trouble::ChangesMisfit(all.join("; ")));
        }
    };
    let kept = match &arguments.keep.keep {
        Some(path) => match request.plan(path)? {
            Ok(plan) => Some(plan),
            Err(exit) => return Ok(exit),
        },
        None => None,
    };
    let work = || {
        let base = match kept {
            Some(plan) => plan,
            None => document(programme, "", &plan_with(programme, options, None)?, &request.language),
        };
        let old = keep.map_or_else(|| OldPlan::of(&base, String::new()), |keep| keep.old);
        let found = repair(&changed, &old, most, options, &request.language)?;
        Ok((base, found))
    };
    let planning = Activity::begin(Doing::Scenarios, request);
    let planned = with_threads(request.threads, work).map_err(anyhow::Error::msg);
    drop(planning);
    let (base, found) = match planned? {
        Ok(found) => found,
        Err(unplanned) => return Ok(unplanned_exit(&unplanned, request)),
    };
    for point in found.points.iter().chain([&found.free]) {
        if !point.review.is_accepted() {
            request.trouble(&Trouble::OwnCheck(None));
            request.findings(&point.review.findings);
            return Ok(Exit::Fault);
        }
    }
    let (name, language, names) = (&scenario.name, request.language, request.names);
    output::result(&match request.format {
        Format::Json => format!("{:#}\n", repair_json(name, &base, &found)),
        Format::Csv => repair_csv(&changed, &base, &found, language, names),
        Format::Text => {
            let options =
                TextOptions { names, full: arguments.full, width: output::width(), colour: output::colour() };
            repair_text(name, &changed, &base, &found, language, &options)
        }
    })?;
    let is_proven = |point: &Point| point.plan.status == PlanStatus::Optimal || !point.is_whole();
    Ok(if found.points.iter().chain([&found.free]).all(is_proven) {
        if found.free.is_whole() { Exit::Done } else { Exit::No }
    } else {
        Exit::Limit
    })
}

/// All scenarios asked for: those of the file, and the one typed. `None` where something is wrong,
/// which has been said.
fn scenarios(
    arguments: &WhatIfArgs,
    programme: &Programme,
    request: &Request,
) -> anyhow::Result<Option<(Vec<Scenario>, Vec<Scenario>)>> {
    let (mut list, mut own) = (Vec::new(), Vec::new());
    if let Some(path) = &arguments.scenarios {
        let read = if path.as_os_str() == "-" {
            let text = crate::request::standard_input()?;
            parse_scenarios(text.as_bytes(), "-", programme, &request.read)
        } else {
            read_scenarios(path, programme, &request.read)
        };
        match read {
            Ok(scenarios) => {
                request.notes(&scenarios.notes);
                list = scenarios.list;
            }
            Err(findings) => {
                request.refuse(&findings);
                return Ok(None);
            }
        }
    }
    let typed = arguments.typed();
    if !typed.is_empty() {
        // Programs find a scenario by the same name in every language.
        let language = if request.format == Format::Text { request.language } else { Language::English };
        match inline_scenario(&WhatIfArgs::name(&typed, language), &typed, programme) {
            Ok(scenario) => own.push(scenario),
            Err(findings) => {
                request.refuse(&findings);
                return Ok(None);
            }
        }
    }
    if !request.names {
        for scenario in list.iter_mut().chain(&mut own) {
            scenario.name = without_names(&scenario.name, programme);
        }
    }
    Ok(Some((list, own)))
}

fn show(
    arguments: &WhatIfArgs,
    request: &Request,
    programme: &Programme,
    base: &Plan,
    tried: &[Tried],
) -> anyhow::Result<Exit> {
    for one in tried {
        if let Some(planned) = one.planned()
            && !planned.review.is_accepted()
        {
            request.trouble(&Trouble::OwnCheck(Some(one.name.clone())));
            request.findings(&planned.review.findings);
            return Ok(Exit::Fault);
        }
    }
    let language = request.language;
    if let Some(path) = &arguments.report {
        request.write(path, what_if_page(programme, base, tried, language, request.names))?;
    }
    match request.format {
        Format::Json => {
            let text = serde_json::to_string_pretty(&what_if_json(base, tried, language))?;
            output::result(&text)?;
        }
        Format::Csv => output::result(&what_if_csv(programme, base, tried, language, request.names))?,
        Format::Text => {
            let options = TextOptions {
                names: request.names,
                full: arguments.full,
                width: output::width(),
                colour: output::colour(),
            };
            output::result(&what_if_text(programme, base, tried, language, &options))?;
        }
    }
    Ok(Exit::Done)
}
