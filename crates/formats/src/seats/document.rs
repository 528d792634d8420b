//! A JSON document of one split: settings beside a list of units.

use super::{
    BOUND_RULES, Columns, SeatsDocument, SplitDraft, TIE_RULES, bound_rule, method_names, on_tie, table,
};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::json::table_of;
use crate::nearest::nearest;
use crate::node::Node;
use crate::options::ReadOptions;
use crate::place::{Place, Source};
use crate::tree::{Fields, Tree};
use fordel_model::Method;

/// The fields of the document.
const FIELDS: [&str; 9] =
    ["format", "method", "seats", "units", "bound_rule", "on_tie", "seed", "levels", "level_methods"];

pub(super) fn split(
    root: &Node,
    source: &Source,
    columns: &Columns,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Option<SeatsDocument> {
    let settings = without(root, &["units"]);
    let tree = Tree::of_node(&settings, source, "", findings);
    let mut fields = tree.fields("the document", findings)?;
    let mut draft = SplitDraft {
        method: method(&mut fields, findings),
        seats: count(&mut fields, "seats", findings),
        ..SplitDraft::default()
    };
    draft.bound_rule = fields.take(&["bound_rule"], findings).word(
        Code::UnknownValue,
        "bound rule",
        &BOUND_RULES,
        bound_rule,
        findings,
    );
    draft.on_tie =
        fields.take(&["on_tie"], findings).word(Code::UnknownValue, "on_tie", &TIE_RULES, on_tie, findings);
    draft.seed = count(&mut fields, "seed", findings);
    draft.levels = fields.take(&["levels"], findings).texts("levels", findings);
    if !columns.levels.is_empty() {
        draft.levels.clone_from(&columns.levels);
    }
    let names = fields.take(&["level_methods"], findings).items("level_methods", findings);
    draft.level_methods = names.iter().filter_map(|name| method_of(name, findings)).collect();
    fields.take(&["format"], findings);
    fields.refuse_rest(Code::UnknownSetting, &FIELDS, findings);
    let units = root.get("units").unwrap_or(&Node::Null);
    let table = table_of("units", source, units, findings);
    let columns = Columns {
        key: columns.key.clone().or_else(|| Some("weight".to_owned())),
        id: columns.id.clone().or_else(|| Some("id".to_owned())),
        levels: draft.levels.clone(),
        ..Columns::default()
    };
    draft.units = table::units(&table, &columns, options, findings);
    Some(SeatsDocument::Split(draft))
}

/// The document without some fields, which are large and read otherwise.
pub(super) fn without(root: &Node, names: &[&str]) -> Node {
    match root {
        Node::Object(fields) => {
            Node::Object(fields.iter().filter(|(key, _)| !names.contains(&key.as_str())).cloned().collect())
        }
        other => other.clone(),
    }
}

/// The field `method`.
pub(super) fn method(fields: &mut Fields<'_>, findings: &mut Findings) -> Option<Method> {
    let tree = fields.take(&["method"], findings);
    if tree.is_empty() { None } else { method_of(&tree, findings) }
}

fn method_of(tree: &Tree, findings: &mut Findings) -> Option<Method> {
    let text = tree.text("method", findings)?;
    match text.parse() {
        Ok(method) => Some(method),
        Err(_) => {
            findings.push(unknown_method(&text, tree.place.clone()));
            None
        }
    }
}

/// The finding for a text that names no method, with the nearest name.
pub(super) fn unknown_method(text: &str, place: Place) -> Diagnostic {
    let names = method_names();
    let synonyms = Method::ALL.into_iter().flat_map(|method| method.synonyms().iter().copied());
    let near = nearest(text, names.iter().map(String::as_str).chain(synonyms));
    Diagnostic::new(Code::UnknownMethod, place).found(text).expected(names.join(", ")).nearest(near)
}

/// A field that counts something, at least zero.
pub(super) fn count(fields: &mut Fields<'_>, name: &str, findings: &mut Findings) -> Option<u64> {
    fields.take(&[name], findings).integer(name, 0..=u64::MAX, findings)
}
