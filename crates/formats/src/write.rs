//! A programme -> canonical JSON, from which the same programme is read again; and its hash.

use crate::clothes::FORMAT;
use crate::layout::lay_out;
use crate::split::weight_to_json;
use crate::words::{
    BOUND_RULES, OBJECTIVES, ON_TIES, PIN_SIDES, RELATION_KINDS, REPLIES, SCOPES, ScopeKind, UNFILLED,
};
use fordel_model::programme::{Organisation, Partner, PastYear, Reserved};
use fordel_model::rule::Demand;
use fordel_model::{
    Cluster, ClusterId, Criterion, Initiative, InitiativeId, Nominee, PeopleRule, Pin, Programme, Relation,
    Rules, Scope, ScoreRule, SectorId, TeamRule, TeamRuleName,
};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// The programme as a JSON document, one line a row. Equal programmes give equal bytes.
pub fn programme_to_json(programme: &Programme) -> String {
    lay_out(&programme_value(programme))
}

/// A hash of the programme's content: the first sixteen hexadecimal digits of the SHA-256 of its
/// canonical JSON. The same for a folder and a document that say the same.
pub fn programme_digest(programme: &Programme) -> String {
    let hash = Sha256::digest(programme_value(programme).to_string());
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A row that leaves out what is not there.
struct Row(Map<String, Value>);

impl Row {
    fn new() -> Self {
        Self(Map::new())
    }

    fn put(&mut self, key: &str, value: impl Into<Value>) -> &mut Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    fn put_some<T: Into<Value>>(&mut self, key: &str, value: Option<T>) -> &mut Self {
        if let Some(value) = value {
            self.put(key, value);
        }
        self
    }

    fn put_list<T: Into<Value>>(&mut self, key: &str, list: impl IntoIterator<Item = T>) -> &mut Self {
        let list: Vec<Value> = list.into_iter().map(Into::into).collect();
        if !list.is_empty() {
            self.put(key, list);
        }
        self
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}

/// The programme as a JSON value.
pub fn programme_value(programme: &Programme) -> Value {
    let mut document = Row::new();
    document.put("format", FORMAT).put("programme", settings(programme));
    let clusters = programme.clusters.iter().map(|row| cluster(row, &programme.key));
    document.put("clusters", clusters.collect::<Vec<_>>());
    document.put_list("initiatives", programme.initiatives.iter().map(|row| initiative(row, programme)));
    document.put_list("nominees", programme.nominees.iter().map(|row| nominee(row, programme)));
    document
        .put_list("organisations", programme.organisations.iter().map(|row| organisation(row, programme)));
    document.put_list("relations", programme.relations.iter().map(|row| relation(row, programme)));
    document.put_list("pins", programme.pins.iter().map(|row| pin(row, programme)));
    document.put_list("quotas", programme.people_rules.iter().map(|row| quota(row, programme)));
    document.put_list("partners", programme.partners.iter().map(partner));
    document.put_list("history", programme.history.iter().map(past_year));
    document.done()
}

fn settings(programme: &Programme) -> Value {
    let mut row = Row::new();
    row.put("name", programme.name.as_str())
        .put_some("year", programme.year)
        .put("seats", programme.seats)
        .put_list("reserved", programme.reserved.iter().map(|pool| reserved(pool, programme)))
        .put("key", programme.key.as_str())
        .put_some("key_source", programme.key_source.as_deref())
        .put("method", programme.method.to_string())
        .put("bound_rule", BOUND_RULES.word(programme.bound_rule))
        .put_some("min_seats", programme.min_seats)
        .put_some("max_seats", programme.max_seats)
        .put_list("levels", programme.levels.iter().map(String::as_str))
        .put_list("level_methods", programme.level_methods.iter().map(ToString::to_string))
        .put("on_tie", ON_TIES.word(programme.on_tie))
        .put("seed", programme.seed)
        .put("team_size", json!({ "min": programme.team_size.min(), "max": programme.team_size.max() }))
        .put("objective", OBJECTIVES.word(programme.objective))
        .put("unfilled", UNFILLED.word(programme.unfilled))
        .put("rules", rules(&programme.rules, programme))
        .put("score", score(&programme.score))
        .put_some("deadline", programme.deadline.as_deref())
        .put_list("sectors", programme.sectors.iter().map(String::as_str));
    row.done()
}

fn reserved(pool: &Reserved, programme: &Programme) -> Value {
    let mut row = Row::new();
    row.put("name", pool.name.as_str()).put("seats", pool.seats);
    row.put_list("sectors", sector_names(&pool.sectors, programme));
    row.done()
}

fn sector_names<'a>(ids: &'a [SectorId], programme: &'a Programme) -> impl Iterator<Item = &'a str> {
    ids.iter().map(|id| programme.sector_name(*id))
}

fn rules(rules: &Rules, programme: &Programme) -> Value {
    let mut row = Row::new();
    row.put("min_sectors", rules.min_sectors)
        .put_some("max_same_organisation", rules.max_same_organisation)
        .put_some("max_same_profession", rules.max_same_profession)
        .put("min_leaders_of_leaders", rules.min_leaders_of_leaders)
        .put_list("nobody_alone", rules.nobody_alone.iter().map(ToString::to_string))
        .put("respect_priority", rules.respect_priority);
    for name in TeamRuleName::ALL {
        let of_name = rules.further.iter().filter(|rule| rule.name() == name);
        let values: Vec<Value> = of_name.map(|rule| further(rule, programme)).collect();
        match name {
            TeamRuleName::AvoidMet => row.put_some(name.code(), (!values.is_empty()).then_some(true)),
            _ => row.put_list(name.code(), values),
        };
    }
    for requirement in &rules.requirements {
        let demand: Value = match &requirement.demand {
            Demand::Filled => json!(true),
            Demand::OneOf(texts) => json!(texts),
            Demand::AtLeast(least) => json!(least),
        };
        row.put(&format!("require_{}", requirement.column), demand);
    }
    row.done()
}

/// One further rule, as an item of the list of its name.
fn further(rule: &TeamRule, programme: &Programme) -> Value {
    let mut row = Row::new();
    match rule {
        TeamRule::Sector(sector) => return json!(programme.sector_name(*sector)),
        TeamRule::Level(level) => return json!(level.code()),
        TeamRule::Same(column) | TeamRule::Different(column) => return json!(column.to_string()),
        TeamRule::NotMet => return json!(true),
        TeamRule::Mix { column, value, min, max } => {
            let says_something = *min > 0 || max.is_none();
            row.put("column", column.to_string())
                .put("value", value.as_deref().unwrap_or("*"))
                .put_some("min", says_something.then_some(*min))
                .put_some("max", *max);
        }
        TeamRule::Skill { column, value, min } => {
            row.put("column", column.to_string()).put("value", value.as_str()).put("min", *min);
        }
        TeamRule::Mean { column, min, max } => {
            row.put("column", column.to_string()).put_some("min", *min).put_some("max", *max);
        }
    }
    row.done()
}

fn score(score: &ScoreRule) -> Value {
    let weights: Map<String, Value> = Criterion::ALL
        .into_iter()
        .map(|criterion| (criterion.code().to_owned(), json!(score.weight(criterion))))
        .collect();
    let mut row = Row::new();
    row.put("weights", weights).put("preference_points", score.preference_points.clone());
    row.put_list("diversity_columns", score.diversity_columns.iter().map(ToString::to_string));
    row.done()
}

fn cluster(cluster: &Cluster, key: &str) -> Value {
    let mut row = Row::new();
    row.put("id", cluster.id.as_str())
        .put("name", cluster.name.as_str())
        .put_some("region", cluster.region.as_deref())
        .put(key, weight_to_json(&cluster.weight))
        .put_some("min_seats", cluster.min_seats)
        .put_some("max_seats", cluster.max_seats)
        .put_some("fixed_seats", cluster.fixed_seats)
        .put_some("contact_person", cluster.contact_person.as_deref());
    for (heading, text) in &cluster.extra {
        row.put(heading, text.as_str());
    }
    row.done()
}

fn cluster_id(id: ClusterId, programme: &Programme) -> &str {
    &programme.clusters[id].id
}

fn initiative_ids<'a>(ids: &'a [InitiativeId], programme: &'a Programme) -> impl Iterator<Item = &'a str> {
    ids.iter().map(|id| programme.initiatives[*id].id.as_str())
}

fn initiative(initiative: &Initiative, programme: &Programme) -> Value {
    let mut row = Row::new();
    row.put("id", initiative.id.as_str())
        .put_list("cluster", initiative.clusters.iter().map(|id| cluster_id(*id, programme)))
        .put("title", initiative.title.as_str())
        .put("teams_min", initiative.teams_min)
        .put("teams_max", initiative.teams_max)
        .put("size_min", initiative.size.min())
        .put("size_max", initiative.size.max())
        .put_some("min_sectors", initiative.min_sectors)
        .put_list("required_sectors", sector_names(&initiative.required_sectors, programme))
        .put_list("required_levels", initiative.required_levels.iter().map(|level| level.code()));
    row.done()
}

fn nominee(nominee: &Nominee, programme: &Programme) -> Value {
    let mut row = Row::new();
    row.put("id", nominee.id.as_str())
        .put("name", nominee.name.as_str())
        .put("cluster", cluster_id(nominee.cluster, programme))
        .put("organisation", nominee.organisation.as_str())
        .put("sector", programme.sector_name(nominee.sector))
        .put_some("area", nominee.area.as_deref())
        .put_some("title", nominee.title.as_deref())
        .put_some("level", nominee.level.map(fordel_model::Level::code))
        .put_some("profession", nominee.profession.as_deref())
        .put_some("manager", nominee.manager_text.as_deref())
        .put_some("sponsor", nominee.sponsor.as_deref())
        .put_list("initiatives", initiative_ids(&nominee.initiatives, programme))
        .put_list("preferences", initiative_ids(&nominee.preferences, programme))
        .put_some("priority", nominee.priority)
        .put_some("experience", nominee.merit.experience)
        .put_some("competence", nominee.merit.competence)
        .put_some("motivation", nominee.merit.motivation)
        .put_some("seat_pool", nominee.seat_pool.as_deref())
        .put("status", nominee.status.code())
        .put_some("email", nominee.email.as_deref())
        .put_some("remark", nominee.remark.as_deref());
    for (heading, text) in programme.extra_columns.iter().zip(&nominee.extra) {
        row.put(heading, text.as_str());
    }
    row.done()
}

fn organisation(organisation: &Organisation, programme: &Programme) -> Value {
    let mut row = Row::new();
    row.put("name", organisation.name.as_str())
        .put_list("aliases", organisation.aliases.iter().map(String::as_str))
        .put_some("cluster", organisation.cluster.map(|id| cluster_id(id, programme)))
        .put_some("sector", organisation.sector.map(|id| programme.sector_name(id)))
        .put_some("weight", organisation.weight.as_deref())
        .put_some("contact", organisation.contact.as_deref())
        .put("reply", REPLIES.word(organisation.reply));
    row.done()
}

fn relation(relation: &Relation, programme: &Programme) -> Value {
    let id = |nominee| programme.nominees[nominee].id.as_str();
    json!({ "a": id(relation.a), "b": id(relation.b), "relation": RELATION_KINDS.word(relation.kind) })
}

fn pin(pin: &Pin, programme: &Programme) -> Value {
    let mut row = Row::new();
    row.put("nominee", programme.nominees[pin.nominee].id.as_str())
        .put_some("initiative", pin.initiative.map(|id| programme.initiatives[id].id.as_str()))
        .put_some("team", pin.team.as_deref())
        .put("pin", PIN_SIDES.word(pin.side));
    row.done()
}

fn quota(rule: &PeopleRule, programme: &Programme) -> Value {
    let (scope, id) = match &rule.scope {
        Scope::Programme => (ScopeKind::Programme, None),
        Scope::Region(region) => (ScopeKind::Region, region.as_deref()),
        Scope::Cluster(id) => (ScopeKind::Cluster, id.map(|id| cluster_id(id, programme))),
    };
    let mut row = Row::new();
    row.put("attribute", rule.attribute.to_string())
        .put("value", rule.value.as_deref().unwrap_or("*"))
        .put("scope", SCOPES.word(scope))
        .put_some("scope_id", id)
        .put_some("min", rule.min)
        .put_some("max", rule.max);
    row.done()
}

fn partner(partner: &Partner) -> Value {
    let mut row = Row::new();
    row.put("id", partner.id.as_str())
        .put("name", partner.name.as_str())
        .put_some("region", partner.region.as_deref())
        .put_some("capacity", partner.capacity)
        .put_some("organisation", partner.organisation.as_deref())
        .put_list("topics", partner.topics.iter().map(String::as_str));
    row.done()
}

fn past_year(past: &PastYear) -> Value {
    let mut row = Row::new();
    row.put("cluster", past.cluster.as_str()).put("year", past.year).put("seats", past.seats);
    row.put_some("weight", past.weight.as_ref().map(weight_to_json));
    row.done()
}
