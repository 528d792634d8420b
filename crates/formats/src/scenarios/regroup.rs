//! Changes that make one of several, or several of one: initiatives and clusters.

use crate::code::Code;
use crate::findings::Findings;
use crate::scenarios::changes::{Changes, entries, listed, person, weight};
use crate::settings::missing;
use crate::tree::{Tree, Value};
use fordel_model::Change;
use fordel_model::change::Part;

/// `[{from = [...], into = "k"}]`, or `{"a; b" = "k"}`.
pub(crate) fn merge_initiatives(changes: &mut Changes<'_>, tree: &Tree, findings: &mut Findings) {
    const KNOWN: [&str; 2] = ["from", "into"];
    for (from, into, place) in pairs(tree, "merge_initiatives", &KNOWN, findings) {
        let into = into.id;
        changes.add(Change::MergeInitiatives { from, into }, &place);
    }
}

/// `[{from = [...], id = "c", name = "C"}]`, or `{"a; b" = "c"}`.
pub(crate) fn merge_clusters(changes: &mut Changes<'_>, tree: &Tree, findings: &mut Findings) {
    const KNOWN: [&str; 3] = ["from", "id", "name"];
    for (from, into, place) in pairs(tree, "merge_clusters", &KNOWN, findings) {
        let name = into.name.unwrap_or_else(|| into.id.clone());
        changes.add(Change::MergeClusters { from, id: into.id, name }, &place);
    }
}

/// What several become.
struct Into {
    id: String,
    name: Option<String>,
}

fn pairs(
    tree: &Tree,
    what: &str,
    known: &[&str],
    findings: &mut Findings,
) -> Vec<(Vec<String>, Into, crate::place::Place)> {
    let by_key = |fields: &[(String, Tree)]| {
        fields
            .iter()
            .all(|(key, value)| !known.contains(&key.as_str()) && !matches!(value.value, Value::Map(_)))
    };
    let mut found = Vec::new();
    if let Value::Map(fields) = &tree.value
        && by_key(fields)
    {
        for (key, value) in entries(tree, what, findings) {
            let from = key.split(';').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect();
            if let Some(id) = value.text(what, findings) {
                found.push((from, Into { id, name: None }, value.place));
            }
        }
        return found;
    }
    for item in listed(tree, what, findings) {
        let Some(mut of) = item.fields(what, findings) else { continue };
        let from = of.take(&["from", "af", "fra"], findings);
        let into = of.take(&["into", "id", "til"], findings);
        let name = of.take(&["name", "navn"], findings).text("name", findings);
        of.refuse_rest(Code::UnknownSetting, known, findings);
        if from.is_empty() {
            missing(&item.place, "from", "from = [\"...\", \"...\"]", findings);
        }
        if into.is_empty() {
            missing(&item.place, known[1], &format!("{} = \"...\"", known[1]), findings);
        }
        if let Some(id) = into.text(known[1], findings) {
            found.push((from.texts("from", findings), Into { id, name }, item.place.clone()));
        }
    }
    found
}

/// `[{cluster = "c", into = [{id, name, weight, nominees, initiatives}, ...]}]`.
pub(crate) fn split_clusters(changes: &mut Changes<'_>, tree: &Tree, findings: &mut Findings) {
    for item in listed(tree, "split_clusters", findings) {
        let Some(mut of) = item.fields("split_clusters", findings) else { continue };
        let cluster = of.take(&["cluster", "klynge"], findings);
        let into = of.take(&["into", "til"], findings);
        of.refuse_rest(Code::UnknownSetting, &["cluster", "into"], findings);
        if cluster.is_empty() {
            missing(&item.place, "cluster", "cluster = \"...\"", findings);
        }
        let mut parts = Vec::new();
        for item in listed(&into, "into", findings) {
            let Some(mut of) = item.fields("into", findings) else { continue };
            let id = of.take(&["id"], findings);
            let name = of.take(&["name", "navn"], findings).text("name", findings);
            let counts = of.take(&["weight", "vægt"], findings);
            let nominees = of.take(&["nominees", "kandidater"], findings);
            let initiatives = of.take(&["initiatives", "initiativer"], findings);
            let known = ["id", "name", "weight", "nominees", "initiatives"];
            of.refuse_rest(Code::UnknownSetting, &known, findings);
            for (tree, what) in [(&id, "id"), (&counts, "weight")] {
                if tree.is_empty() {
                    missing(&item.place, what, &format!("{what} = ..."), findings);
                }
            }
            if let (Some(id), false) = (id.text("id", findings), counts.is_empty())
                && let Some(weight) = weight("weight", &counts, findings)
            {
                let people = nominees.texts("nominees", findings);
                parts.push(Part {
                    name: name.unwrap_or_else(|| id.clone()),
                    id,
                    weight,
                    nominees: people.iter().map(|text| person(text, changes.programme)).collect(),
                    initiatives: initiatives.texts("initiatives", findings),
                });
            }
        }
        if let Some(cluster) = cluster.text("cluster", findings) {
            changes.add(Change::SplitCluster { cluster, into: parts }, &item.place);
        }
    }
}
