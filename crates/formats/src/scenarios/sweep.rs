//! The specification of a sweep, in TOML or JSON -> [`Sweep`].

use crate::clothes::{read_bytes, refuse_numbers_in, shown_name};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::number::{Notation, Style, read_number};
use crate::options::ReadOptions;
use crate::place::Source;
use crate::scenarios::changes::{Changes, KNOWN, entries, listed};
use crate::scenarios::{check_format, is_called, setting, text, try_on};
use crate::settings::unknown_sector;
use crate::tree::{Tree, Value};
use crate::words;
use fordel_model::id::Id;
use fordel_model::sweep::{Asked, Axis, Chance, Chances, Setting};
use fordel_model::{Programme, SectorId, Status, Sweep};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The name of the format.
const FORMAT: &str = "fordel/sweep/1";

/// Reads the specification of a sweep over a programme.
///
/// # Errors
/// All findings together, where one of them is an error.
pub fn read_sweep(
    path: &Path,
    programme: &Programme,
    options: &ReadOptions,
) -> Result<(Sweep, Vec<Diagnostic>), Findings> {
    let mut findings = Findings::new();
    let name = shown_name(path, options, &mut findings);
    let source = Source::file(name);
    let tree = read_bytes(path, &source, options, &mut findings)
        .and_then(|bytes| text::read_tree(&bytes, &source, &mut findings));
    if let Some(tree) = &tree {
        refuse_numbers_in(tree, options, &mut findings);
    }
    let sweep = tree.and_then(|tree| sweep(&tree, programme, &mut findings));
    findings.finish(sweep)
}

/// A hash of what a sweep means: the first sixteen hexadecimal digits of a SHA-256, the same however
/// it was written.
pub fn sweep_digest(sweep: &Sweep) -> String {
    let hash = Sha256::digest(format!("{sweep:?}"));
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn sweep(tree: &Tree, programme: &Programme, findings: &mut Findings) -> Option<Sweep> {
    let mut fields = tree.fields("the document", findings)?;
    check_format(&fields.take(&["format"], findings), FORMAT, findings);
    fields.take(&["$schema"], findings);
    let seed = fields.take(&["seed", "frø"], findings);
    let teams = fields.take(&["teams", "hold", "med_teams"], findings);
    let draws = fields.take(&["draws", "trækninger"], findings);
    let grid = fields.take(&["grid", "gitter"], findings);
    let random = fields.take(&["random", "tilfældigt"], findings);
    let list = fields.take(&["scenarios", "scenario", "scenarie", "scenarier"], findings);
    fields.refuse_rest(
        Code::UnknownSetting,
        &["format", "seed", "teams", "draws", "grid", "random", "scenarios"],
        findings,
    );
    let mut axes = Vec::new();
    if !list.is_empty() {
        let settings: Vec<Setting> = listed(&list, "scenarios", findings)
            .iter()
            .filter_map(|item| setting(item, programme, findings))
            .collect();
        if !settings.is_empty() {
            axes.push(Axis { field: "scenario".to_owned(), settings });
        }
    }
    for (field, value) in entries(&grid, "grid", findings) {
        // `rules = { min_sectors = [1, 2] }` is an axis of its own for each rule.
        if let Value::Map(below) = &value.value {
            for (name, value) in below {
                axes.extend(axis(&[&field, name], value, programme, findings));
            }
        } else {
            axes.extend(axis(&[&field], &value, programme, findings));
        }
    }
    let chances = chances(&random, programme, findings);
    let n_draws = draws.integer("draws", 1..=Sweep::MAX_SCENARIOS, findings).unwrap_or(1);
    let answer = match teams.yes_or_no("teams", findings) {
        Some(false) => Asked::Seats,
        _ => Asked::Teams,
    };
    let sweep = Sweep {
        seed: seed.integer("seed", 0..=u64::MAX, findings).unwrap_or(programme.seed),
        answer,
        axes,
        draws: n_draws,
        chances,
    };
    let n = sweep.n_scenarios();
    if n.is_none_or(|n| n > Sweep::MAX_SCENARIOS) {
        let place = if draws.is_empty() { &tree.place } else { &draws.place };
        let found = n.map_or_else(|| "more".to_owned(), |n| n.to_string());
        let finding = Diagnostic::new(Code::SweepSize, place.clone()).found(found);
        findings.push(finding.expected(Sweep::MAX_SCENARIOS.to_string()));
    }
    Some(sweep)
}

/// One axis of the grid: a list of values, a range `150..200`, `each` person or initiative, or one value.
fn axis(names: &[&str], value: &Tree, programme: &Programme, findings: &mut Findings) -> Option<Axis> {
    let field = names.join(".");
    let text_tree = |text: String| Tree { place: value.place.clone(), value: Value::Text(text) };
    let values: Vec<Tree> = match &value.value {
        Value::List(items) => items.clone(),
        Value::Text(text) if is_called(text, &["each", "hver", "enhver"]) => {
            let people = programme.nominees.iter().filter(|row| row.status == Status::Nominated);
            if is_called(&field, &["withdraw", "frafald", "pin_in", "pin_out"]) {
                people.map(|row| text_tree(row.id.clone())).collect()
            } else if is_called(&field, &["drop_initiatives", "drop_initiative"]) {
                programme.initiatives.iter().map(|row| text_tree(row.id.clone())).collect()
            } else {
                let finding = Diagnostic::new(Code::UnknownValue, value.place.clone()).about("value here");
                findings.push(finding.found(text).expected("a list, a number, or a range such as 150..200"));
                return None;
            }
        }
        Value::Text(text) if text.contains("..") => match range(text) {
            Some(numbers) => numbers
                .map(|n| Tree { place: value.place.clone(), value: Value::Number(n.to_string()) })
                .collect(),
            None => {
                let finding = Diagnostic::new(Code::UnknownValue, value.place.clone()).about("range");
                findings.push(finding.found(text).expected("150..200"));
                return None;
            }
        },
        Value::Empty => return None,
        _ => vec![value.clone()],
    };
    let mut settings = Vec::with_capacity(values.len());
    for value in values {
        let mut tree = value.clone();
        for name in names.iter().rev() {
            tree = Tree { place: value.place.clone(), value: Value::Map(vec![((*name).to_owned(), tree)]) };
        }
        let mut changes = Changes { programme, list: Vec::new() };
        // An empty list changes nothing where it names nobody.
        if let Some(mut fields) = tree.fields("grid", findings) {
            changes.read(&mut fields, findings);
            fields.refuse_rest(Code::UnknownSetting, &KNOWN, findings);
        }
        try_on(&changes.list, programme, findings);
        let changes = changes.list.into_iter().map(|(change, _)| change).collect();
        settings.push(Setting { label: label(&value), changes });
    }
    (!settings.is_empty()).then_some(Axis { field, settings })
}

/// `150..200`, both ends included; `150..200/10` in steps.
fn range(text: &str) -> Option<impl Iterator<Item = u64> + use<>> {
    const MOST: u64 = 1_000_000;
    let (ends, step) = text.split_once('/').unwrap_or((text, "1"));
    let (from, to) = ends.split_once("..")?;
    let number = |text: &str| text.trim().trim_start_matches('=').parse::<u64>().ok();
    let (from, to, step) = (number(from)?, number(to)?, number(step)?);
    let fits = from <= to && step > 0 && (to - from) / step < MOST;
    fits.then(|| (from..=to).step_by(usize::try_from(step).unwrap_or(usize::MAX)))
}

/// A value as people read it.
fn label(value: &Tree) -> String {
    match &value.value {
        Value::Empty => String::new(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(text) | Value::Text(text) => text.clone(),
        Value::List(items) => items.iter().map(label).collect::<Vec<_>>().join("; "),
        Value::Map(fields) => {
            let field = |(key, value): &(String, Tree)| format!("{key} = {}", label(value));
            fields.iter().map(field).collect::<Vec<_>>().join(", ")
        }
    }
}

fn chances(tree: &Tree, programme: &Programme, findings: &mut Findings) -> Chances {
    let mut chances = Chances::default();
    if tree.is_empty() {
        return chances;
    }
    let Some(mut fields) = tree.fields("random", findings) else { return chances };
    let weights = fields.take(&["weights", "vægte"], findings);
    let withdraw = fields.take(&["withdraw", "frafald"], findings);
    let drop = fields.take(&["drop_initiatives", "drop_initiative"], findings);
    fields.refuse_rest(Code::UnknownSetting, &["weights", "withdraw", "drop_initiatives"], findings);
    if !weights.is_empty() {
        // Per cent; a fraction of it to the thousandth.
        let fraction = fraction("weights", &weights, 100, findings).unwrap_or_default();
        let thousandths = u128::from(fraction.of) * 1000 / u128::from(fraction.out_of);
        chances.weights = u32::try_from(thousandths).unwrap_or(0);
    }
    if let Value::Map(by_sector) = &withdraw.value {
        for (name, value) in by_sector {
            match words::sector(name, &programme.sectors) {
                Some((at, false)) => {
                    let chance = fraction("withdraw", value, 1, findings).unwrap_or_default();
                    chances.withdraw.push((SectorId::from_index(at), chance));
                }
                _ => findings.push(unknown_sector(name, value.place.clone(), &programme.sectors)),
            }
        }
    } else if !withdraw.is_empty() {
        let chance = fraction("withdraw", &withdraw, 1, findings).unwrap_or_default();
        let sectors = (0..programme.sectors.len()).map(SectorId::from_index);
        chances.withdraw = sectors.map(|sector| (sector, chance)).collect();
    }
    if !drop.is_empty() {
        chances.drop = fraction("drop_initiatives", &drop, 1, findings).unwrap_or_default();
    }
    chances
}

/// A number of 0 to `most` with nine decimals at most, exactly.
fn fraction(what: &str, tree: &Tree, most: u64, findings: &mut Findings) -> Option<Chance> {
    const DECIMALS: u32 = 9;
    let (Value::Number(text) | Value::Text(text)) = &tree.value else {
        let finding = Diagnostic::new(Code::WrongKind, tree.place.clone()).about(what);
        findings.push(finding.found(tree.kind()).expected(format!("a number of 0 to {most}")));
        return None;
    };
    let number = match read_number(text, Notation::Machine, Style::default()) {
        Ok(number) => number,
        Err(error) => {
            findings.push(crate::table::number_finding(error, text, tree.place.clone()).about(what));
            return None;
        }
    };
    let out_of = 10u64.pow(DECIMALS);
    let fits = !number.negative && number.magnitude.decimals() <= DECIMALS;
    let of = fits.then(|| u64::try_from(&number.magnitude.scaled(DECIMALS)).ok()).flatten();
    match of.filter(|of| *of <= most * out_of) {
        Some(of) => Some(Chance { of, out_of }),
        None => {
            let finding = Diagnostic::new(Code::OutOfRange, tree.place.clone()).about(what).found(text);
            findings.push(finding.expected(format!("0 to {most}, with at most {DECIMALS} decimals")));
            None
        }
    }
}
