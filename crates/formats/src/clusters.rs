//! The table `clusters`: weights, bounds and groups.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::directory::Directory;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::nearest::nearest;
use crate::number::{Style, read_number};
use crate::options::ReadOptions;
use crate::settings::{MAX_SEATS, Settings, refuse_crossed};
use crate::table::{Cell, Table};
use crate::view::{View, shown_list};
use fordel_model::{Cluster, IdVec, Weight, fold};

/// Headings that mean the key where the programme does not name it.
const KEY_NAMES: [&str; 10] = [
    "weight",
    "population",
    "key",
    "vægt",
    "befolkning",
    "folketal",
    "indbyggere",
    "nøgle",
    "fordelingsnøgle",
    "bloktilskudsnøgle",
];

/// Reads the clusters, their weights and groups; fills in the programme's `key`, `levels` and `clusters`.
pub(crate) fn read_clusters(
    view: &View<'_>,
    settings: &mut Settings,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Directory {
    view.require(&[], findings);
    let table = view.table;
    let key = key_column(view, settings, findings);
    let levels = level_columns(view, settings, findings);
    view.misnamed(|column| Some(column) == key || levels.iter().any(|(_, level)| *level == column), findings);
    let numbers: Vec<usize> = key.into_iter().collect();
    view.refuse_personal_numbers(&numbers, options, findings);
    if table.rows.is_empty() {
        findings.push(Diagnostic::new(Code::EmptyTable, table.headings_place()).about("clusters"));
    }
    let key_style = key.map(|column| table.style(column)).unwrap_or_default();
    let others: Vec<usize> = view.others.iter().copied().filter(|&column| Some(column) != key).collect();
    let styles: Vec<Option<Style>> = others.iter().map(|&column| number_style(table, column)).collect();
    let mut directory = Directory::new();
    let mut clusters = IdVec::new();
    let mut all_read = true;
    let mut groups_seen: Vec<std::collections::HashMap<String, String>> =
        vec![Default::default(); levels.len()];
    for row in view.rows() {
        let id = view.at(row, "id").required(findings);
        let name = view.at(row, "name").required(findings);
        directory.add(&id, &name, view.at(row, "id"), false, findings);
        let weight = key.map(|column| weight(table, row, column, key_style, findings));
        all_read &= weight.as_ref().is_none_or(Option::is_some);
        let weight = weight.flatten().unwrap_or_default();
        let seats =
            |field: &str, findings: &mut Findings| view.at(row, field).integer(0..=MAX_SEATS, findings);
        let (min_seats, max_seats) = (seats("min_seats", findings), seats("max_seats", findings));
        let fixed_seats = seats("fixed_seats", findings);
        let programme = &settings.programme;
        if fixed_seats.is_none() && (min_seats.is_some() || max_seats.is_some()) {
            let place = view.at(row, if min_seats.is_some() { "min_seats" } else { "max_seats" }).place();
            let (min, max) = (min_seats.or(programme.min_seats), max_seats.or(programme.max_seats));
            refuse_crossed("min_seats", &place, min, max, findings);
        } else if fixed_seats.is_some() {
            refuse_crossed("min_seats", &view.at(row, "min_seats").place(), min_seats, max_seats, findings);
        }
        if let Some(fixed) = fixed_seats
            && (min_seats.is_some_and(|min| fixed < min) || max_seats.is_some_and(|max| fixed > max))
        {
            let low = min_seats.map_or_else(String::new, |min| format!("min_seats {min}"));
            let high = max_seats.map_or_else(String::new, |max| format!("max_seats {max}"));
            let limits =
                [low, high].into_iter().filter(|limit| !limit.is_empty()).collect::<Vec<_>>().join(", ");
            findings.push(
                view.at(row, "fixed_seats")
                    .finding(Code::FixedOutside)
                    .found(fixed.to_string())
                    .expected(limits),
            );
        }
        let region = view.at(row, "region").text();
        let mut groups = Vec::with_capacity(levels.len());
        for ((level, column), seen) in levels.iter().zip(&mut groups_seen) {
            let style = others.iter().position(|other| other == column).and_then(|at| styles[at]);
            let text = plain_text(table.cell(row, *column), style);
            if text.is_empty() {
                findings.push(Diagnostic::new(Code::MissingGroup, table.place(row, *column)).about(level));
            }
            // One group is one group however it is spelled: the first spelling counts.
            groups.push(seen.entry(fold(&text)).or_insert(text).clone());
        }
        let extra = others.iter().zip(&styles).map(|(&column, &style)| {
            (table.headings[column].clone(), plain_text(table.cell(row, column), style))
        });
        clusters.push(Cluster {
            id,
            name,
            region,
            weight,
            groups,
            min_seats,
            max_seats,
            fixed_seats,
            contact_person: view.at(row, "contact_person").text(),
            extra: extra.collect(),
        });
    }
    if let Some(column) = key {
        table.compare_with_sum(column, key_style, findings);
    }
    if let Some(column) = key
        && !clusters.is_empty()
        && clusters.iter().all(|cluster: &Cluster| cluster.weight.is_zero())
        && all_read
    {
        let finding = Diagnostic::new(Code::NoWeight, table.heading_place(column));
        findings.push(finding.about(&table.headings[column]));
    }
    settings.programme.levels = levels.into_iter().map(|(level, _)| level).collect();
    settings.programme.clusters = clusters;
    directory
}

/// The weight in a cell, which must be there; `None` where a finding was added.
fn weight(table: &Table, row: usize, column: usize, style: Style, findings: &mut Findings) -> Option<Weight> {
    let cell = table.cell(row, column);
    let heading = &table.headings[column];
    if cell.is_empty() {
        findings.push(Diagnostic::new(Code::EmptyCell, table.place(row, column)).about(heading));
    }
    match table.number(row, column, style, findings) {
        Some(number) if number.negative => {
            let finding = Diagnostic::new(Code::OutOfRange, table.place(row, column)).about(heading);
            findings.push(finding.found(&cell.text).expected("0 or more"));
            None
        }
        Some(number) => Some(number.magnitude),
        None => None,
    }
}

/// How numbers are written in a column whose filled cells, one at least, are all numbers; `None` for
/// any other column. Codes such as `0751` are no numbers: their zero means something.
pub(crate) fn number_style(table: &Table, column: usize) -> Option<Style> {
    let style = table.style(column);
    let is_code =
        |text: &str| text.len() > 1 && text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    let mut filled =
        table.rows.iter().map(|row| &row.cells[column]).filter(|cell| !cell.is_empty()).peekable();
    let numbers = filled.peek().is_some()
        && filled.all(|cell| !is_code(&cell.text) && read_number(&cell.text, cell.notation, style).is_ok());
    numbers.then_some(style)
}

/// A further column's text; a number as a machine writes it, so that nobody has to read it again.
pub(crate) fn plain_text(cell: &Cell, style: Option<Style>) -> String {
    let number = style
        .filter(|_| !cell.is_empty())
        .and_then(|style| read_number(&cell.text, cell.notation, style).ok());
    match number {
        Some(number) => format!("{}{}", if number.negative { "-" } else { "" }, number.magnitude),
        None => cell.text.clone(),
    }
}

/// The column of weights: the one named, else the only one that can be meant.
fn key_column(view: &View<'_>, settings: &mut Settings, findings: &mut Findings) -> Option<usize> {
    let table = view.table;
    let heading = |&column: &usize| table.headings[column].as_str();
    if table.headings.is_empty() {
        return None;
    }
    if let Some((name, place)) = &settings.key {
        let column =
            view.others.iter().copied().find(|&column| squeeze(&table.headings[column]) == squeeze(name));
        match column {
            Some(column) => settings.programme.key = table.headings[column].clone(),
            None => {
                let names: Vec<&str> = view.others.iter().map(heading).collect();
                let near = nearest(name, names.iter().copied());
                let finding = Diagnostic::new(Code::UnknownKey, place.clone()).found(name);
                findings.push(finding.nearest(near).expected(shown_list(&names)));
            }
        }
        return column;
    }
    let named = |name: &&str| {
        view.others.iter().copied().find(|&column| squeeze(&table.headings[column]) == squeeze(name))
    };
    let numeric: Vec<usize> =
        view.others.iter().copied().filter(|&column| number_style(table, column).is_some()).collect();
    let column = KEY_NAMES.iter().find_map(named).or(match numeric.as_slice() {
        [only] => Some(*only),
        _ => None,
    });
    match column {
        Some(column) => settings.programme.key = table.headings[column].clone(),
        None => {
            let names: Vec<&str> = view.others.iter().map(heading).collect();
            findings.push(
                Diagnostic::new(Code::KeyNotNamed, settings.place.clone()).expected(shown_list(&names)),
            );
        }
    }
    column
}

/// The column of each level.
fn level_columns(view: &View<'_>, settings: &Settings, findings: &mut Findings) -> Vec<(String, usize)> {
    let table = view.table;
    let mut levels: Vec<(String, usize)> = Vec::new();
    for (name, place) in &settings.levels {
        let column = match squeeze(name).as_str() {
            "region" => view.column("region"),
            wanted => view.others.iter().copied().find(|&column| squeeze(&table.headings[column]) == wanted),
        };
        match column {
            Some(column) if levels.iter().any(|(_, held)| *held == column) => {
                findings.push(Diagnostic::new(Code::DuplicateId, place.clone()).about("levels").found(name));
            }
            Some(column) => levels.push((name.clone(), column)),
            None => {
                let names =
                    view.others.iter().map(|&column| table.headings[column].as_str()).chain(["region"]);
                let finding = Diagnostic::new(Code::MissingColumn, place.clone()).about(name);
                findings.push(finding.nearest(nearest(name, names)).expected(shown_list(&table.headings)));
            }
        }
    }
    levels
}
