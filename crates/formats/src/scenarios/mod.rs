//! Lists of scenarios, and sweeps, in TOML, JSON or CSV -> changes to a programme. All findings come
//! together, each with line and column; ids are looked up in the programme the changes are made to.

mod changes;
mod fields;
mod inline;
mod lines;
mod misfits;
mod regroup;
mod rows;
mod sweep;
mod text;

pub use inline::{Typed, apply_typed, inline_scenario};
pub use lines::{record_of_line, record_to_line};
pub use sweep::{read_sweep, sweep_digest};

use crate::clothes::{read_bytes, refuse_numbers_in, shown_name};
use crate::code::Code;
use crate::csv::read_csv;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::nearest::nearest;
use crate::options::ReadOptions;
use crate::place::{Place, Source};
use crate::settings::missing;
use crate::tree::{Tree, Value};
use changes::{Changes, KNOWN, Placed, listed};
use fordel_model::sweep::Setting;
use fordel_model::{Programme, Scenario, fold};
use std::path::Path;

/// The name of the format.
pub const FORMAT: &str = "fordel/scenarios/1";

/// Scenarios that were read without errors.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scenarios {
    /// The scenarios, in the order of the file.
    pub list: Vec<Scenario>,
    /// Warnings and notes, sorted by place.
    pub notes: Vec<Diagnostic>,
}

/// A scenario before it is known to fit.
struct Draft {
    name: String,
    place: Place,
    changes: Vec<Placed>,
    with: Vec<Tree>,
}

/// Reads a file of scenarios for a programme.
///
/// # Errors
/// All findings together, where one of them is an error.
pub fn read_scenarios(
    path: &Path,
    programme: &Programme,
    options: &ReadOptions,
) -> Result<Scenarios, Findings> {
    let mut findings = Findings::new();
    let name = shown_name(path, options, &mut findings);
    let Some(bytes) = read_bytes(path, &Source::file(name.clone()), options, &mut findings) else {
        return Err(findings);
    };
    parse(&bytes, &name, programme, options, findings)
}

/// Reads scenarios from bytes; `name` is what places call them, and its ending tells CSV from the rest.
///
/// # Errors
/// All findings together, where one of them is an error.
pub fn parse_scenarios(
    bytes: &[u8],
    name: &str,
    programme: &Programme,
    options: &ReadOptions,
) -> Result<Scenarios, Findings> {
    parse(bytes, name, programme, options, Findings::new())
}

fn parse(
    bytes: &[u8],
    name: &str,
    programme: &Programme,
    options: &ReadOptions,
    mut findings: Findings,
) -> Result<Scenarios, Findings> {
    let source = Source::file(name);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let drafts = if ["csv", "tsv"].contains(&ending.as_str()) {
        const HEADINGS: [&str; 8] = ["name", "change", "target", "value", "navn", "ændring", "hvem", "værdi"];
        read_csv("scenarios", &source, bytes, &HEADINGS, options, &mut findings)
            .map(|table| inline::drafts_of_table(&table, programme, options, &mut findings))
    } else {
        text::read_tree(bytes, &source, &mut findings).map(|tree| {
            refuse_numbers_in(&tree, options, &mut findings);
            drafts_of_tree(&tree, programme, &mut findings)
        })
    };
    let list = drafts.map(|drafts| finish(drafts, programme, &mut findings));
    let (list, notes) = findings.finish(list)?;
    Ok(Scenarios { list, notes })
}

/// The scenarios of a document.
fn drafts_of_tree(tree: &Tree, programme: &Programme, findings: &mut Findings) -> Vec<Draft> {
    let Some(mut fields) = tree.fields("the document", findings) else { return Vec::new() };
    check_format(&fields.take(&["format"], findings), FORMAT, findings);
    fields.take(&["$schema"], findings);
    let list = fields.take(&["scenarios", "scenario", "scenarie", "scenarier"], findings);
    fields.refuse_rest(Code::UnknownSetting, &["format", "scenarios"], findings);
    if list.is_empty() {
        missing(&tree.place, "scenarios", "[[scenario]], or \"scenarios\" in JSON", findings);
    }
    listed(&list, "scenarios", findings).iter().filter_map(|item| draft(item, programme, findings)).collect()
}

/// One scenario of a document.
fn draft(item: &Tree, programme: &Programme, findings: &mut Findings) -> Option<Draft> {
    let mut fields = item.fields("scenario", findings)?;
    let name = fields.take(&["name", "navn"], findings);
    if name.is_empty() {
        missing(&item.place, "name", "name = \"...\"", findings);
    }
    let with = fields.take(&["with", "combine", "med", "sammen_med"], findings);
    let mut changes = Changes { programme, list: Vec::new() };
    changes.read(&mut fields, findings);
    let known: Vec<&str> = ["name", "with"].into_iter().chain(KNOWN).collect();
    fields.refuse_rest(Code::UnknownSetting, &known, findings);
    Some(Draft {
        name: name.text("name", findings).unwrap_or_default(),
        place: if name.is_empty() { item.place.clone() } else { name.place.clone() },
        changes: changes.list,
        with: with.items("with", findings),
    })
}

/// One scenario of a sweep's own list: what it is called and what it changes.
fn setting(item: &Tree, programme: &Programme, findings: &mut Findings) -> Option<Setting> {
    let draft = draft(item, programme, findings)?;
    let mut done = finish(vec![draft], programme, findings);
    done.pop().map(|scenario| Setting { label: scenario.name, changes: scenario.changes })
}

/// A finding where the document does not say its format, or says another.
fn check_format(tree: &Tree, format: &str, findings: &mut Findings) {
    let found = match &tree.value {
        Value::Text(text) => text.as_str(),
        _ => "missing",
    };
    if found != format {
        let finding = Diagnostic::new(Code::WrongFormat, tree.place.clone());
        findings.push(finding.found(found).expected(format));
    }
}

/// Combines scenarios that name others, and tries every one on the programme.
fn finish(drafts: Vec<Draft>, programme: &Programme, findings: &mut Findings) -> Vec<Scenario> {
    let mut done: Vec<Draft> = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        let same = |one: &&Draft| fold(&one.name) == fold(&draft.name);
        if let Some(other) = done.iter().find(same).filter(|_| !draft.name.is_empty()) {
            let finding = Diagnostic::new(Code::DuplicateId, draft.place.clone()).about("name");
            findings.push(finding.found(&draft.name).other(other.place.clone()));
        }
        let mut together: Vec<Placed> = Vec::new();
        for tree in std::mem::take(&mut draft.with) {
            let Some(name) = tree.text("with", findings) else { continue };
            match done.iter().find(|one| fold(&one.name) == fold(&name)) {
                Some(other) => together.extend(other.changes.iter().cloned()),
                None => {
                    // Only scenarios above may be named, so that no two can name each other.
                    let known: Vec<&str> = done.iter().map(|one| one.name.as_str()).collect();
                    let near = nearest(&name, known.iter().copied());
                    let finding = Diagnostic::new(Code::UnknownValue, tree.place.clone());
                    let finding = finding.about("scenario above").found(&name).nearest(near);
                    findings.push(finding.expected(known.join(", ")));
                }
            }
        }
        together.append(&mut draft.changes);
        draft.changes = together;
        try_on(&draft.changes, programme, findings);
        done.push(draft);
    }
    let scenario = |draft: Draft| Scenario {
        name: draft.name,
        changes: draft.changes.into_iter().map(|(change, _)| change).collect(),
    };
    done.into_iter().map(scenario).collect()
}

/// Adds a finding for each change that does not fit the programme.
fn try_on(placed: &[Placed], programme: &Programme, findings: &mut Findings) {
    let changes: Vec<_> = placed.iter().map(|(change, _)| change.clone()).collect();
    if let Err(misfits) = fordel_model::apply(programme, &changes) {
        misfits.iter().for_each(|misfit| findings.push(misfits::finding(misfit, placed, programme)));
    }
}

/// Whether two names of fields are the same in our spelling.
fn is_called(name: &str, known: &[&str]) -> bool {
    known.iter().any(|one| squeeze(one) == squeeze(name))
}
