//! A difference as one table for a spreadsheet: a row a unit, person and team that differs.

use super::Known;
use crate::Language;
use crate::csv_line::CsvClothes;
use fordel_engine::difference::Difference;
use fordel_model::Programme;

/// `a` minus `b` as CSV: what (`seats`, `filled`, `in`, `out`, `moved`, `team`), id, name, a, b.
///
/// Names come from the programme, where one is given and `names` is set. Danish in the clothes of a
/// Danish spreadsheet.
pub fn difference_csv(
    found: &Difference,
    programme: Option<&Programme>,
    language: Language,
    names: bool,
) -> String {
    let known = Known { programme, names };
    let clothes = CsvClothes::of(language);
    let mut text = clothes.mark.to_owned();
    let mut row = |cells: [String; 5]| clothes.line(&mut text, cells);
    row(match language {
        Language::English => ["what", "id", "name", "a", "b"],
        Language::Danish => ["hvad", "id", "navn", "a", "b"],
    }
    .map(str::to_owned));
    let what = |english: &str, danish: &str| match language {
        Language::English => english.to_owned(),
        Language::Danish => danish.to_owned(),
    };
    let name = |id: &str| {
        let person =
            known.programme.filter(|_| names).and_then(|p| p.nominees.iter().find(|row| row.id == id));
        person.map_or(String::new(), |person| person.name.clone())
    };
    let figure = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
    for seats in &found.seats {
        let unit = known.unit(&seats.unit);
        let pair = |pair: [Option<u64>; 2]| [figure(pair[0]), figure(pair[1])];
        for (word, [a, b]) in
            [(what("seats", "pladser"), pair(seats.seats)), (what("filled", "besat"), pair(seats.filled))]
        {
            if a != b {
                row([word, seats.unit.clone(), unit.clone(), a, b]);
            }
        }
    }
    for one in &found.people_in {
        row([what("in", "ind"), one.nominee.clone(), name(&one.nominee), one.team.clone(), String::new()]);
    }
    for one in &found.people_out {
        row([what("out", "ud"), one.nominee.clone(), name(&one.nominee), String::new(), one.team.clone()]);
    }
    for one in &found.moved {
        row([
            what("moved", "flyttet"),
            one.nominee.clone(),
            name(&one.nominee),
            one.to.clone(),
            one.from.clone(),
        ]);
    }
    for team in found.teams.iter().filter(|team| !team.is_same()) {
        let side = |there: bool, own: &[String]| match there {
            true => [&team.stayed[..], own].concat().join(" "),
            false => String::new(),
        };
        let (a, b) = (side(team.ids[0].is_some(), &team.joined), side(team.ids[1].is_some(), &team.left));
        row([what("team", "team"), team.id.clone(), team.initiative.clone(), a, b]);
    }
    text
}
