//! Names of nominee columns in rules, quotas and scores, and the values these compare with.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::directory::{Directory, Named};
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::nearest::nearest;
use crate::place::Place;
use crate::schema::NOMINEES;
use crate::view::shown_list;
use crate::words::{self, LEVELS};
use fordel_model::{Column, Programme};

/// The column of this name: one of ours in any spelling, else a further column of the table.
pub(crate) fn find_column(name: &str, extra_columns: &[String]) -> Option<Column> {
    let wanted = squeeze(name);
    let further = || {
        let heading = extra_columns.iter().find(|heading| squeeze(heading) == wanted)?;
        Some(Column::Extra(heading.clone()))
    };
    let field = NOMINEES.fields.iter().find(|field| squeeze(field.name) == wanted);
    // A heading of the table itself is meant before a synonym of ours.
    let standard = |name: &str| Column::STANDARD.into_iter().find(|column| column.to_string() == name);
    field.and_then(|field| standard(field.name)).or_else(further).or_else(|| {
        let field =
            NOMINEES.fields.iter().find(|field| field.also.iter().any(|name| squeeze(name) == wanted))?;
        standard(field.name)
    })
}

/// The same, with a finding where there is no such column.
pub(crate) fn column(
    name: &str,
    place: &Place,
    programme: &Programme,
    findings: &mut Findings,
) -> Option<Column> {
    let found = find_column(name, &programme.extra_columns);
    if found.is_none() {
        let names = column_names(programme);
        let near = nearest(name, names.iter().map(String::as_str));
        let finding = Diagnostic::new(Code::UnknownAttribute, place.clone()).found(name);
        findings.push(finding.expected(shown_list(&names)).nearest(near));
    }
    found
}

/// All columns' names.
pub(crate) fn column_names(programme: &Programme) -> Vec<String> {
    Column::STANDARD.iter().map(ToString::to_string).chain(programme.extra_columns.iter().cloned()).collect()
}

/// A value to compare a column with, as the model writes it: a sector, level or cluster may be
/// written in any of its words. An unknown one is a finding.
pub(crate) fn value_of(
    column: &Column,
    text: &str,
    place: &Place,
    programme: &Programme,
    clusters: &Directory,
    findings: &mut Findings,
) -> String {
    match column {
        Column::Sector => match words::sector(text, &programme.sectors) {
            Some((at, false)) => return programme.sectors[at].clone(),
            // A part of the region is an area; the region as a whole was not asked for.
            Some((_, true)) | None => {
                findings.push(crate::settings::unknown_sector(text, place.clone(), &programme.sectors));
            }
        },
        Column::Level => match LEVELS.read(text) {
            Some(level) => return level.code().to_owned(),
            None => {
                let finding =
                    Diagnostic::new(Code::UnknownValue, place.clone()).about(LEVELS.what).found(text);
                findings
                    .push(finding.expected(LEVELS.known().join(", ")).nearest(nearest(text, LEVELS.all())));
            }
        },
        Column::Cluster => match clusters.find(text) {
            Named::Row(row) => return clusters.ids.name_of(row),
            Named::Several | Named::Nothing => {
                let finding = Diagnostic::new(Code::UnknownCluster, place.clone()).found(text);
                findings.push(finding.expected(clusters.ids.known()).nearest(clusters.ids.nearest(text)));
            }
        },
        _ => {}
    }
    text.to_owned()
}
