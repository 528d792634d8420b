//! A plan as one table for a spreadsheet: a row a person.

use crate::Language;
use crate::csv_line::CsvClothes;
use crate::text::Word;
use crate::view::View;
use fordel_model::plan::Team;
use fordel_model::{Nominee, Plan, Programme};

/// The columns, in order; `Name` is left out where names are.
const COLUMNS: [Word; 9] = [
    Word::Cluster,
    Word::Initiative,
    Word::Team,
    Word::Nominee,
    Word::Name,
    Word::Organisation,
    Word::Sector,
    Word::Seat,
    Word::Reason,
];

/// A plan as CSV: cluster, initiative, team, nominee, name, organisation, sector, seat and reason.
///
/// * returns a header and a row for every nominee: by cluster, there the teams in plan order and
///   then those without a seat; `seat` says whose seat is used and `reason` why there is none.
/// * `names`: whether the column with names is there.
///
/// Danish in the clothes of a Danish spreadsheet: byte order mark, `;` and CRLF; English with `,`
/// and LF. No cell is taken for a formula ([`csv_cell`](crate::csv_cell)).
pub fn plan_csv(programme: &Programme, plan: &Plan, language: Language, names: bool) -> String {
    let view = View::new(programme, plan, language, names);
    let clothes = CsvClothes::of(language);
    let mut text = clothes.mark.to_owned();
    let columns = COLUMNS.into_iter().filter(|&column| names || column != Word::Name);
    clothes.texts(&mut text, columns.map(|column| language.word(column).to_owned()));
    for row in rows(&view) {
        let cells = row.into_iter().zip(COLUMNS).filter(|&(_, column)| names || column != Word::Name);
        clothes.texts(&mut text, cells.map(|(cell, _)| cell));
    }
    text
}

/// The rows with all columns, in order.
fn rows(view: &View<'_>) -> Vec<[String; 9]> {
    let mut rows = Vec::new();
    for cluster in view.programme.clusters.ids() {
        let is_here = |id: &str| view.nominee(id).filter(|nominee| nominee.cluster == cluster);
        for team in &view.plan.teams {
            let members = team.members.iter().filter_map(|id| is_here(id));
            rows.extend(members.map(|nominee| row(view, nominee, Some(team), "")));
        }
        for person in &view.plan.not_selected {
            let reason = view.language.reason(person.reason);
            rows.extend(is_here(&person.nominee).map(|nominee| row(view, nominee, None, reason)));
        }
    }
    rows
}

fn row(view: &View<'_>, nominee: &Nominee, team: Option<&Team>, reason: &str) -> [String; 9] {
    let seat = match (&nominee.seat_pool, team) {
        (_, None) => "",
        (Some(pool), Some(_)) => pool,
        (None, Some(_)) => view.language.word(Word::ClusterSeat),
    };
    [
        view.cluster(&view.programme.clusters[nominee.cluster].id),
        team.map_or(String::new(), |team| view.initiative(&team.initiative)),
        team.map_or(String::new(), |team| team.id.clone()),
        nominee.id.clone(),
        nominee.name.clone(),
        if view.names { nominee.organisation.clone() } else { view.words(&nominee.organisation) },
        view.sector(nominee),
        seat.to_owned(),
        reason.to_owned(),
    ]
}
