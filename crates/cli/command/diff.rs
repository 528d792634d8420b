//! `fordel diff`: what one plan, or one split, has against another.

use crate::args::{DiffArgs, Format};
use crate::exit::Exit;
use crate::output;
use crate::request::{Request, read_text};
use crate::trouble::Trouble;
use anyhow::bail;
use fordel_engine::difference;
use fordel_formats::plan_from_json;
use fordel_formats::seats::is_seats_result;
use fordel_model::Plan;
use fordel_model::plan::PlanState;
use fordel_report::{
    Language, SplitDocument, TextOptions, difference_csv, difference_json, difference_text,
    split_difference_csv, split_difference_json, split_difference_text,
};
use std::path::{Path, PathBuf};

/// Runs the command.
pub(crate) fn run(arguments: &DiffArgs, request: &Request) -> anyhow::Result<Exit> {
    let a = read_text(&arguments.a)?;
    let other = match &arguments.b {
        Some(path) => path.clone(),
        None => match latest_announced(&arguments.a, &a) {
            Some(path) => path,
            None => bail!(
                "{}",
                match request.language {
                    Language::English =>
                        "no announced plan of the same programme lies in this folder: name the plan to compare with",
                    Language::Danish =>
                        "der ligger ingen udmeldt plan for samme program i mappen: angiv den plan, der skal sammenlignes med",
                }
            ),
        },
    };
    let b = read_text(&other)?;
    let shown = |path: &Path| path.strip_prefix(".").unwrap_or(path).display().to_string();
    let labels = [shown(&arguments.a), shown(&other)];
    let labels = [labels[0].as_str(), labels[1].as_str()];
    match (is_seats_result(&a), is_seats_result(&b)) {
        (true, true) => splits([&a, &b], labels, request),
        (false, false) => plans([&a, &b], labels, arguments, request),
        _ => bail!(
            "{}",
            match request.language {
                Language::English => "one is a plan and the other a split: give two plans or two splits",
                Language::Danish =>
                    "den ene er en plan og den anden en fordeling: giv to planer eller to fordelinger",
            }
        ),
    }
}

fn plans(
    texts: [&str; 2],
    labels: [&str; 2],
    arguments: &DiffArgs,
    request: &Request,
) -> anyhow::Result<Exit> {
    let a = match request.plan_of_text(texts[0], labels[0]) {
        Ok(plan) => plan,
        Err(exit) => return Ok(exit),
    };
    let b = match request.plan_of_text(texts[1], labels[1]) {
        Ok(plan) => plan,
        Err(exit) => return Ok(exit),
    };
    let programme = match &arguments.programme {
        Some(path) => match request.load(path)? {
            Ok(loaded) => Some(loaded.programme),
            Err(exit) => return Ok(exit),
        },
        None => None,
    };
    let (programme, names) = (programme.as_ref(), request.names);
    let found = difference(&a, &b);
    output::result(&match request.format {
        Format::Json => format!("{:#}\n", difference_json(&found, [&a, &b])),
        Format::Csv => difference_csv(&found, programme, request.language, names),
        Format::Text => {
            let options = TextOptions { names, full: true, width: output::width(), colour: output::colour() };
            difference_text(&found, [&a, &b], labels, programme, request.language, &options)
        }
    })?;
    Ok(Exit::Done)
}

/// The latest announced plan of the same programme and year in the same folder: by its day, then by name.
fn latest_announced(path: &Path, text: &str) -> Option<PathBuf> {
    let own = plan_from_json(text).ok()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let itself = path.canonicalize().ok();
    let mut found: Vec<(Option<String>, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir(folder).ok()?.flatten() {
        let file = entry.path();
        let is_json = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        if !is_json || file.canonicalize().ok() == itself {
            continue;
        }
        let plan = std::fs::read_to_string(&file).ok().and_then(|text| plan_from_json(&text).ok());
        let same = |plan: &Plan| {
            (&plan.programme.name, plan.programme.year) == (&own.programme.name, own.programme.year)
        };
        if let Some(plan) = plan.filter(|plan| plan.state() == PlanState::Announced && same(plan)) {
            let day = plan.record.last().and_then(|stage| stage.date.clone());
            found.push((day, file));
        }
    }
    found.sort();
    found.pop().map(|(_, file)| file)
}

fn splits(texts: [&str; 2], labels: [&str; 2], request: &Request) -> anyhow::Result<Exit> {
    let mut read = Vec::new();
    for (text, label) in texts.iter().zip(labels) {
        let document = serde_json::from_str(text).ok();
        match document.as_ref().and_then(SplitDocument::of) {
            Some(split) => read.push(split),
            None => bail!(Trouble::NotSeats(label.to_owned())),
        }
    }
    let [a, b] = read.as_slice() else { unreachable!("two texts were read") };
    output::result(&match request.format {
        Format::Json => format!("{:#}\n", split_difference_json(a, b)),
        Format::Csv => split_difference_csv(a, b, request.language),
        Format::Text => split_difference_text(a, b, labels, request.language, output::width()),
    })?;
    Ok(Exit::Done)
}
