//! The tables `relations`, `pins`, `quotas` and `partners`.

use crate::code::Code;
use crate::columns::{column, value_of};
use crate::diagnostic::Diagnostic;
use crate::directory::Directory;
use crate::findings::Findings;
use crate::index::Index;
use crate::nearest::nearest;
use crate::options::ReadOptions;
use crate::place::Place;
use crate::settings::refuse_crossed;
use crate::view::{At, View};
use crate::words::{PIN_SIDES, RELATION_KINDS, SCOPES, ScopeKind};
use fordel_model::id::Id;
use fordel_model::programme::Partner;
use fordel_model::{
    ClusterId, Column, InitiativeId, NomineeId, PeopleRule, Pin, PinSide, Programme, Relation, RelationKind,
    Scope, fold,
};
use std::collections::HashMap;

/// What all these tables begin with.
fn begin(view: &View<'_>, options: &ReadOptions, findings: &mut Findings) {
    view.require(&[], findings);
    let plain = view.misnamed(|_| false, findings);
    view.warn_of(Code::ColumnsNotRead, &plain, findings);
    view.refuse_personal_numbers(&[], options, findings);
}

/// The person a cell names, by id or name.
fn person(at: At<'_>, nominees: &Directory, findings: &mut Findings) -> Option<NomineeId> {
    let text = at.required(findings);
    if text.is_empty() {
        return None;
    }
    nominees.resolve(&text, Code::UnknownNominee, true, || at.place(), findings).map(NomineeId::from_index)
}

/// Reads the relations; a pair said twice counts once.
pub(crate) fn read_relations(
    view: &View<'_>,
    nominees: &Directory,
    avoid_met: bool,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Vec<Relation> {
    begin(view, options, findings);
    let mut relations: Vec<Relation> = Vec::new();
    let mut seen: HashMap<(NomineeId, NomineeId), (RelationKind, Place)> = HashMap::new();
    let mut met: HashMap<(NomineeId, NomineeId), Place> = HashMap::new();
    for row in view.rows() {
        let a = person(view.at(row, "a"), nominees, findings);
        let b = person(view.at(row, "b"), nominees, findings);
        let at = view.at(row, "relation");
        at.required(findings);
        let kind = at.word(&RELATION_KINDS, findings);
        let (Some(a), Some(b), Some(kind)) = (a, b, kind) else { continue };
        let place = view.table.row_place(row);
        if a == b {
            findings.push(Diagnostic::new(Code::SelfRelation, place));
            continue;
        }
        let pair = (a.min(b), a.max(b));
        if kind == RelationKind::Met {
            // Having met is a fact, and nothing that people ask for.
            match met.get(&pair) {
                Some(first) => findings.push(Diagnostic::new(Code::Repeated, place).other(first.clone())),
                None => {
                    met.insert(pair, place);
                    relations.push(Relation { a, b, kind });
                }
            }
            continue;
        }
        match seen.get(&pair) {
            Some((held, first)) if *held != kind => {
                findings.push(Diagnostic::new(Code::ContradictingRelations, place).other(first.clone()));
            }
            Some((_, first)) => {
                findings.push(Diagnostic::new(Code::Repeated, place).other(first.clone()));
            }
            None => {
                seen.insert(pair, (kind, place));
                relations.push(Relation { a, b, kind });
            }
        }
    }
    for relation in relations.iter().filter(|relation| avoid_met && relation.kind == RelationKind::Met) {
        let pair = (relation.a.min(relation.b), relation.a.max(relation.b));
        if let (Some((RelationKind::Together, first)), Some(place)) = (seen.get(&pair), met.get(&pair)) {
            let finding = Diagnostic::new(Code::ContradictingRelations, place.clone());
            findings.push(finding.about("met").other(first.clone()));
        }
    }
    relations
}

/// Reads the pins; one said twice counts once.
pub(crate) fn read_pins(
    view: &View<'_>,
    programme: &Programme,
    initiatives: &Directory,
    nominees: &Directory,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Vec<Pin> {
    begin(view, options, findings);
    let mut pins: Vec<(Pin, Place)> = Vec::new();
    let mut of_person: HashMap<NomineeId, Vec<usize>> = HashMap::new();
    for row in view.rows() {
        let nominee = person(view.at(row, "nominee"), nominees, findings);
        let at = view.at(row, "initiative");
        let named = at.text();
        let initiative = named.as_ref().and_then(|text| {
            initiatives
                .resolve(text, Code::UnknownInitiative, false, || at.place(), findings)
                .map(InitiativeId::from_index)
        });
        let side = view.at(row, "pin");
        side.required(findings);
        let side = side.word(&PIN_SIDES, findings);
        let (Some(nominee), Some(side)) = (nominee, side) else { continue };
        if named.is_some() && initiative.is_none() {
            continue;
        }
        if let Some(initiative) = initiative {
            let clusters = &programme.initiatives[initiative].clusters;
            if !clusters.is_empty() && !clusters.contains(&programme.nominees[nominee].cluster) {
                findings.push(at.finding(Code::ForeignInitiative).found(at.cell().text.as_str()));
            }
        }
        let pin = Pin { nominee, initiative, team: view.at(row, "team").text(), side };
        let place = view.table.row_place(row);
        let earlier = of_person.entry(nominee).or_default();
        if let Some(first) = earlier.iter().map(|&at| &pins[at]).find(|(held, _)| contradict(held, &pin)) {
            findings.push(Diagnostic::new(Code::ContradictingPins, place).other(first.1.clone()));
        } else if let Some(first) = earlier.iter().map(|&at| &pins[at]).find(|(held, _)| *held == pin) {
            findings.push(Diagnostic::new(Code::Repeated, place).other(first.1.clone()));
        } else {
            earlier.push(pins.len());
            pins.push((pin, place));
        }
    }
    pins.into_iter().map(|(pin, _)| pin).collect()
}

/// Whether two pins of one person cannot both hold.
fn contradict(a: &Pin, b: &Pin) -> bool {
    match (a.side, b.side) {
        (PinSide::In, PinSide::In) => {
            a.initiative.is_some() && b.initiative.is_some() && a.initiative != b.initiative
        }
        (PinSide::Out, PinSide::Out) => false,
        (PinSide::In, PinSide::Out) => b.initiative.is_none() || a.initiative == b.initiative,
        (PinSide::Out, PinSide::In) => contradict(b, a),
    }
}

/// Reads the quotas on people.
pub(crate) fn read_quotas(
    view: &View<'_>,
    programme: &Programme,
    clusters: &Directory,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Vec<PeopleRule> {
    begin(view, options, findings);
    let mut rules = Vec::new();
    for row in view.rows() {
        let at = view.at(row, "attribute");
        let name = at.required(findings);
        let attribute = if name.is_empty() { None } else { column(&name, &at.place(), programme, findings) };
        let at = view.at(row, "value");
        let text = at.required(findings);
        let value = match &attribute {
            Some(attribute) if text != "*" && !text.is_empty() => {
                let value = value_of(attribute, &text, &at.place(), programme, clusters, findings);
                say_unused(attribute, &value, at, programme, findings);
                Some(value)
            }
            _ => None,
        };
        let min = view.at(row, "min").integer(0..=u32::MAX, findings);
        let max = view.at(row, "max").integer(0..=u32::MAX, findings);
        refuse_crossed("min", &view.at(row, "min").place(), min, max, findings);
        if view.at(row, "min").cell().is_empty() && view.at(row, "max").cell().is_empty() {
            let place = view.table.row_place(row);
            findings.push(Diagnostic::new(Code::EmptyCell, place).about("min and max"));
        }
        let scope = scope(view, row, programme, clusters, findings);
        if let (Some(attribute), Some(scope)) = (attribute, scope) {
            rules.push(PeopleRule { attribute, value, scope, min, max });
        }
    }
    rules
}

/// A value that no nominee has, where there are nominees and the value could be anything.
fn say_unused(attribute: &Column, value: &str, at: At<'_>, programme: &Programme, findings: &mut Findings) {
    if matches!(
        attribute,
        Column::Sector | Column::Level | Column::Cluster | Column::Manager | Column::Sponsor
    ) {
        return;
    }
    let values: Vec<_> = programme.nominees.ids().filter_map(|id| programme.text(id, attribute)).collect();
    if programme.nominees.is_empty() || values.iter().any(|known| fold(known) == fold(value)) {
        return;
    }
    // Further columns may hold anything, and what they hold is not repeated.
    let named = if matches!(attribute, Column::Extra(_)) { 0 } else { 1000 };
    let near = nearest(value, values.iter().take(named).map(AsRef::as_ref));
    let finding = Diagnostic::new(Code::UnusedValue, at.place()).about(attribute.to_string()).found(value);
    findings.push(finding.nearest(near));
}

fn scope(
    view: &View<'_>,
    row: usize,
    programme: &Programme,
    clusters: &Directory,
    findings: &mut Findings,
) -> Option<Scope> {
    let at = view.at(row, "scope");
    let kind = match at.text() {
        Some(_) => at.word(&SCOPES, findings)?,
        None => ScopeKind::Programme,
    };
    let at = view.at(row, "scope_id");
    let id = at.text().filter(|id| id != "*");
    match (kind, id) {
        (ScopeKind::Programme, None) => Some(Scope::Programme),
        (ScopeKind::Programme, Some(id)) => {
            // Whoever names an id without a scope may mean either.
            findings.push(
                at.finding(Code::UnknownScope).about("scope for").found(&id).expected("region, cluster"),
            );
            None
        }
        (ScopeKind::Region, None) => Some(Scope::Region(None)),
        (ScopeKind::Cluster, None) => Some(Scope::Cluster(None)),
        (ScopeKind::Region, Some(id)) => {
            let regions: Vec<&str> =
                programme.clusters.iter().filter_map(|cluster| cluster.region.as_deref()).collect();
            let found = regions.iter().find(|region| fold(region) == fold(&id));
            if found.is_none() {
                let near = nearest(&id, regions.iter().copied());
                findings.push(at.finding(Code::UnknownScope).about("region").found(&id).nearest(near));
            }
            found.map(|region| Scope::Region(Some((*region).to_owned())))
        }
        (ScopeKind::Cluster, Some(id)) => {
            let found = clusters.resolve(&id, Code::UnknownCluster, false, || at.place(), findings);
            found.map(|row| Scope::Cluster(Some(ClusterId::from_index(row))))
        }
    }
}

/// Reads the coaching partners.
pub(crate) fn read_partners(view: &View<'_>, options: &ReadOptions, findings: &mut Findings) -> Vec<Partner> {
    begin(view, options, findings);
    let mut ids = Index::new();
    let mut partners = Vec::new();
    for row in view.rows() {
        let at = view.at(row, "id");
        let id = at.required(findings);
        if !id.is_empty()
            && let Some(first) = ids.insert(&id, row)
        {
            findings.push(at.finding(Code::DuplicateId).other(view.at(first, "id").place()));
        }
        let mut topics = view.at(row, "topics").list();
        topics.extend(view.at(row, "sectors").list());
        partners.push(Partner {
            id,
            name: view.at(row, "name").required(findings),
            region: view.at(row, "region").text(),
            capacity: view.at(row, "capacity").integer(0..=1_000_000u32, findings),
            organisation: view.at(row, "organisation").text(),
            topics,
        });
    }
    partners
}
