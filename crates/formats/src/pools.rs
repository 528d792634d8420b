//! The setting `reserved`: pools of seats kept out of the split.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::settings::{MAX_SEATS, missing, sector_list};
use crate::tree::{Tree, Value};
use fordel_model::fold;
use fordel_model::programme::Reserved;

/// A list of `{name, seats, sectors}`, one such, `{name: seats}`, `{1: {name, seats, sectors}}`, or `name=seats; name=seats`.
pub(crate) fn pools(tree: &Tree, sectors: &[String], findings: &mut Findings) -> Vec<Reserved> {
    let at = |value: Value| Tree { place: tree.place.clone(), value };
    let pool = |name: &str, seats: Tree| {
        at(Value::Map(vec![
            ("name".to_owned(), at(Value::Text(name.to_owned()))),
            ("seats".to_owned(), seats),
        ]))
    };
    let items = match &tree.value {
        Value::Map(fields)
            if !fields.iter().any(|(key, _)| squeeze(key) == "seats" || squeeze(key) == "pladser") =>
        {
            let one = |(name, item): &(String, Tree)| match item.value {
                // `reserved.1.name`: a list, one number a pool.
                Value::Map(_) => item.clone(),
                _ => pool(name, item.clone()),
            };
            fields.iter().map(one).collect()
        }
        Value::Map(_) => vec![tree.clone()],
        Value::Text(text) => text
            .split(';')
            .filter_map(|part| part.rsplit_once('='))
            .map(|(name, seats)| pool(name.trim(), at(Value::Text(seats.trim().to_owned()))))
            .collect(),
        Value::List(_) => tree.items("reserved", findings),
        Value::Empty => Vec::new(),
        Value::Bool(_) | Value::Number(_) => {
            tree.fields("reserved", findings);
            Vec::new()
        }
    };
    let mut pools: Vec<Reserved> = Vec::new();
    for item in &items {
        let Some(mut fields) = item.fields("reserved", findings) else { continue };
        let name = fields.take(&["name", "navn"], findings);
        let seats = fields.take(&["seats", "pladser"], findings);
        let listed = fields.take(&["sectors", "sektorer", "sector", "sektor"], findings);
        fields.refuse_rest(Code::UnknownSetting, &["name", "seats", "sectors"], findings);
        if seats.is_empty() {
            missing(&seats.place, "seats", "the number of reserved seats", findings);
        }
        let Some(text) = name.text("name", findings) else {
            missing(&name.place, "name", "the name of the reserved seats", findings);
            continue;
        };
        if pools.iter().any(|pool| fold(&pool.name) == fold(&text)) {
            findings
                .push(Diagnostic::new(Code::DuplicateId, name.place.clone()).about("reserved").found(&text));
        }
        let names = listed.texts("sectors", findings);
        pools.push(Reserved {
            name: text,
            seats: seats.integer("seats", 0..=MAX_SEATS, findings).unwrap_or(0),
            sectors: sector_list(&names, &listed.place, sectors, findings),
        });
    }
    pools
}
