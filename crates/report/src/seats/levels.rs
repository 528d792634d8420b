//! What levels cost: the split by levels beside one go, and the quota at every node.

use super::words::pick;
use crate::table::{Align, TextTable, wrapped};
use crate::{Language, clean, number};
use fordel_apportion::levels::{Levels, Share};
use serde_json::{Value, json};

/// Rows shown; more are counted.
const SHOWN: usize = 200;

/// The report as JSON.
pub fn levels_json(levels: &Levels) -> Value {
    let nodes = levels.nodes.iter().map(|node| {
        json!({
            "parent": node.parent,
            "id": node.id,
            "quota": node.quota.to_string(),
            "seats": node.seats,
            "one_go": node.one_go,
            "outside_quota": node.is_outside,
        })
    });
    let differences = levels
        .differences
        .iter()
        .map(|row| json!({ "id": row.id, "nested": row.nested, "one_go": row.one_go }));
    json!({
        "seats_moved": levels.seats_moved,
        "differs": differences.collect::<Vec<_>>(),
        "nodes": nodes.collect::<Vec<_>>(),
    })
}

/// The report as text: how many seats lie elsewhere than in one go and whose, and a table of the groups
/// and of every node outside its quota.
pub fn levels_text(levels: &Levels, language: Language, width: u16) -> String {
    let pick = |english, danish| pick(language, english, danish);
    let open = || pick("open", "åben").to_owned();
    let figure = |seats: Option<u64>| seats.map_or_else(open, |seats| number(seats, language));
    let mut text = String::new();
    if levels.differences.is_empty() {
        text.push_str(&wrapped(
            pick(
                "By levels the seats are those of one go.",
                "Efter niveauer er pladserne de samme som i ét hug.",
            ),
            width,
            "  ",
        ));
    } else {
        let units: Vec<String> = levels
            .differences
            .iter()
            .map(|row| {
                let instead = pick("instead of", "i stedet for");
                format!("{} {} {instead} {}", clean(&row.id), figure(row.nested), figure(row.one_go))
            })
            .collect();
        let lead = pick("By levels, not in one go:", "Efter niveauer, ikke i ét hug:");
        let moved = levels.seats_moved.map_or_else(String::new, |seats| {
            format!(
                " {} {}.",
                pick("Seats that lie elsewhere:", "Pladser, der ligger et andet sted:"),
                number(seats, language)
            )
        });
        text.push_str(&wrapped(&format!("{lead} {}.{moved}", units.join(", ")), width, "  "));
    }
    let parents: std::collections::HashSet<&str> =
        levels.nodes.iter().map(|node| node.parent.as_str()).collect();
    let shown: Vec<&Share> =
        levels.nodes.iter().filter(|node| node.is_outside || parents.contains(node.id.as_str())).collect();
    let headings = [
        (pick("Part", "Del"), Align::Left),
        (pick("Quota in its group", "Andel i sin gruppe"), Align::Right),
        (pick("Seats", "Pladser"), Align::Right),
        (pick("In one go", "I ét hug"), Align::Right),
        ("", Align::Left),
    ];
    let mut table = TextTable::new(width, &headings);
    for node in shown.iter().take(SHOWN) {
        let mark = if node.is_outside { pick("outside its quota", "uden for sin andel") } else { "" };
        table.row([
            clean(&node.id),
            number(node.quota.to_decimal(3), language),
            number(node.seats, language),
            figure(node.one_go),
            mark.to_owned(),
        ]);
    }
    text.push_str(&table.text());
    text
}
