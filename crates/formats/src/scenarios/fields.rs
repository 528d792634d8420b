//! Fields of single rows that a scenario changes: of the tables `quotas` and `initiatives`.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::scenarios::changes::{Changes, entries, is_none};
use crate::settings::word;
use crate::tree::{Fields, Tree, Value};
use crate::words::LEVELS;
use fordel_model::Change;
use fordel_model::change::{Bound, InitiativeField};

/// Reads `quotas = { 1 = { min = 3 }, "2:vest" = { max = 1 } }` and `initiatives = { K1 = { size_max = 4 } }`.
pub(crate) fn read(changes: &mut Changes<'_>, fields: &mut Fields<'_>, findings: &mut Findings) {
    let quotas = fields.take(&["quotas", "krav"], findings);
    for (target, value) in entries(&quotas, "quotas", findings) {
        let Some(mut own) = value.fields("quotas", findings) else { continue };
        let (row, part) = match target.split_once(':') {
            Some((row, part)) => (row, Some(part.trim().to_owned())),
            None => (target.as_str(), None),
        };
        let Ok(row) = row.trim().parse::<usize>() else {
            let finding = Diagnostic::new(Code::NotANumber, value.place.clone()).about("quotas").found(row);
            findings.push(finding);
            continue;
        };
        for (names, bound) in [(&["min", "mindst"][..], Bound::Min), (&["max", "højst"], Bound::Max)] {
            let tree = own.take(names, findings);
            let people = match says_none(&tree) {
                true => Some(None),
                false => tree.integer(names[0], 0..=1_000_000u32, findings).map(Some),
            };
            if let Some(people) = people {
                let part = part.clone();
                changes.add(Change::Quota { row, part, bound, people }, &tree.place);
            }
        }
        own.refuse_rest(Code::UnknownSetting, &["min", "max"], findings);
    }
    let initiatives = fields.take(&["initiatives", "initiativer"], findings);
    for (initiative, value) in entries(&initiatives, "initiatives", findings) {
        of_initiative(changes, &initiative, &value, findings);
    }
}

fn says_none(tree: &Tree) -> bool {
    matches!(&tree.value, Value::Text(text) if is_none(text))
}

fn of_initiative(changes: &mut Changes<'_>, initiative: &str, value: &Tree, findings: &mut Findings) {
    const KNOWN: [&str; 6] =
        ["size_min", "size_max", "min_sectors", "required_sectors", "required_levels", "shared_with"];
    let Some(mut own) = value.fields("initiatives", findings) else { return };
    let mut add = |field: InitiativeField, tree: &Tree| {
        changes.add(Change::Initiative { initiative: initiative.to_owned(), field }, &tree.place);
    };
    for (names, make) in [
        (&["size_max", "maks_størrelse"][..], InitiativeField::SizeMax as fn(u8) -> InitiativeField),
        (&["size_min", "min_størrelse"], InitiativeField::SizeMin),
    ] {
        let tree = own.take(names, findings);
        if let Some(size) = tree.integer(names[0], 2..=4u8, findings) {
            add(make(size), &tree);
        }
    }
    let tree = own.take(&["min_sectors", "min_sektorer"], findings);
    if let Some(least) = tree.integer("min_sectors", 0..=64u32, findings) {
        add(InitiativeField::MinSectors(least), &tree);
    }
    let tree = own.take(&["required_sectors", "krævede_sektorer"], findings);
    if !tree.is_empty() {
        let names = if says_none(&tree) { Vec::new() } else { tree.texts("required_sectors", findings) };
        add(InitiativeField::RequiredSectors(names), &tree);
    }
    let tree = own.take(&["required_levels", "krævede_niveauer"], findings);
    if !tree.is_empty() {
        let items = if says_none(&tree) { Vec::new() } else { tree.items("required_levels", findings) };
        let levels = items.iter().filter_map(|item| word(item, &LEVELS, findings)).collect();
        add(InitiativeField::RequiredLevels(levels), &tree);
    }
    let tree = own.take(&["shared_with", "delt_med"], findings);
    for item in tree.items("shared_with", findings) {
        if let Some(cluster) = item.text("shared_with", findings) {
            add(InitiativeField::SharedWith(cluster), &item);
        }
    }
    own.refuse_rest(Code::UnknownSetting, &KNOWN, findings);
}
