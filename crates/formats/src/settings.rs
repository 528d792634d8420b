//! The settings of a programme -> the programme's own fields. Rules and scores are read later, when
//! the nominees' columns are known.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::nearest::nearest;
use crate::place::Place;
use crate::pools::pools;
use crate::tree::{Fields, Tree, Value};
use crate::words::{self, BOUND_RULES, DEFAULT_SECTORS, OBJECTIVES, ON_TIES, UNFILLED, Vocabulary};
use fordel_model::id::Id;
use fordel_model::{Method, Programme, SectorId, TeamSize};

/// The most seats a programme may have.
pub(crate) const MAX_SEATS: u64 = 1_000_000_000;

/// The most sectors that can be told apart.
const MAX_SECTORS: usize = 64;

/// The settings' names, for messages.
pub(crate) const KNOWN: [&str; 22] = [
    "name",
    "year",
    "seats",
    "reserved",
    "key",
    "key_source",
    "method",
    "bound_rule",
    "min_seats",
    "max_seats",
    "levels",
    "level_methods",
    "on_tie",
    "seed",
    "team_size",
    "objective",
    "unfilled",
    "rules",
    "score",
    "deadline",
    "sectors",
    "programme",
];

/// The settings, and what of them must wait for the tables.
pub(crate) struct Settings {
    /// The programme with its own fields filled in and its tables empty.
    pub(crate) programme: Programme,
    /// The name of the key, where it is given.
    pub(crate) key: Option<(String, Place)>,
    /// The levels and where they are named.
    pub(crate) levels: Vec<(String, Place)>,
    pub(crate) rules: Tree,
    pub(crate) score: Tree,
    /// Where the settings stand.
    pub(crate) place: Place,
}

/// Reads the settings, which may stand at the top or under a key `programme`.
pub(crate) fn read_settings(tree: &Tree, findings: &mut Findings) -> Settings {
    let nothing = Tree { place: tree.place.clone(), value: Value::Map(Vec::new()) };
    if !matches!(tree.value, Value::Map(_) | Value::Empty) {
        tree.fields("programme", findings);
    }
    let top = if matches!(tree.value, Value::Map(_)) { tree } else { &nothing };
    let mut outer = top.fields("programme", findings).expect("a map has fields");
    let inner = outer.take(&["programme", "program"], findings);
    if inner.is_empty() {
        return read_fields(outer, findings);
    }
    let Some(mut fields) = inner.fields("programme", findings) else { return read_fields(outer, findings) };
    // What stands beside [programme] is a part of it: [rules], [score].
    fields.join(&outer);
    read_fields(fields, findings)
}

fn read_fields(mut fields: Fields<'_>, findings: &mut Findings) -> Settings {
    let mut programme = Programme { sectors: Vec::new(), ..Programme::default() };
    let mut take = |names: &[&str], findings: &mut Findings| fields.take(names, findings);
    let name = take(&["name", "navn", "programnavn"], findings);
    programme.name = name.text("name", findings).unwrap_or_default();
    if name.is_empty() {
        missing(&name.place, "name", "name = \"...\"", findings);
    }
    programme.year = take(&["year", "år", "aar", "årgang"], findings).integer("year", 1..=9999, findings);
    let seats = take(&["seats", "pladser", "antal_pladser"], findings);
    if seats.is_empty() {
        missing(&seats.place, "seats", "seats = 200", findings);
    }
    programme.seats = seats.integer("seats", 0..=MAX_SEATS, findings).unwrap_or(0);
    let key = take(&["key", "nøgle", "fordelingsnøgle", "bloktilskudsnøgle"], findings);
    programme.key_source =
        take(&["key_source", "nøglekilde", "kilde"], findings).text("key_source", findings);
    let method = take(&["method", "metode", "fordelingsmetode"], findings);
    programme.method = read_method(&method, findings).unwrap_or_default();
    programme.bound_rule = word(&take(&["bound_rule"], findings), &BOUND_RULES, findings).unwrap_or_default();
    let min_seats = take(&["min_seats", "min_pladser", "mindste_pladser"], findings);
    programme.min_seats = min_seats.integer("min_seats", 0..=MAX_SEATS, findings);
    let max_seats = take(&["max_seats", "max_pladser", "maks_pladser"], findings);
    programme.max_seats = max_seats.integer("max_seats", 0..=MAX_SEATS, findings);
    refuse_crossed("min_seats", &min_seats.place, programme.min_seats, programme.max_seats, findings);
    let levels = take(&["levels", "niveauer"], findings).items("levels", findings);
    let levels: Vec<(String, Place)> = levels
        .iter()
        .filter_map(|level| Some((level.text("levels", findings)?, level.place.clone())))
        .collect();
    let methods = take(&["level_methods", "niveaumetoder"], findings);
    programme.level_methods = level_methods(&methods, levels.len(), programme.method, findings);
    programme.on_tie =
        word(&take(&["on_tie", "ved_lige", "står_lige"], findings), &ON_TIES, findings).unwrap_or_default();
    programme.seed = take(&["seed", "frø"], findings).integer("seed", 0..=u64::MAX, findings).unwrap_or(0);
    programme.team_size = team_size(&take(&["team_size", "teamstørrelse"], findings), findings);
    programme.objective =
        word(&take(&["objective", "mål"], findings), &OBJECTIVES, findings).unwrap_or_default();
    programme.unfilled =
        word(&take(&["unfilled", "ubesatte", "ubesatte_pladser"], findings), &UNFILLED, findings)
            .unwrap_or_default();
    programme.deadline = take(&["deadline", "frist"], findings).text("deadline", findings);
    programme.sectors = sectors(&take(&["sectors", "sektorer"], findings), findings);
    let reserved = take(&["reserved", "reserveret", "reserverede", "reserverede_pladser"], findings);
    programme.reserved = pools(&reserved, &programme.sectors, findings);
    let kept: u128 = programme.reserved.iter().map(|pool| u128::from(pool.seats)).sum();
    if kept > u128::from(programme.seats) {
        let finding = Diagnostic::new(Code::ReservedAboveSeats, reserved.place.clone());
        findings.push(finding.found(kept.to_string()).expected(programme.seats.to_string()));
    }
    let rules = take(&["rules", "regler"], findings);
    let score = take(&["score", "vægtning", "point"], findings);
    fields.refuse_rest(Code::UnknownSetting, &KNOWN[..KNOWN.len() - 1], findings);
    let place = fields.place().clone();
    let key = key.text("key", findings).map(|name| (name, key.place));
    Settings { programme, key, levels, rules, score, place }
}

/// Adds a finding for a setting that must be there.
pub(crate) fn missing(place: &Place, what: &str, expected: &str, findings: &mut Findings) {
    findings.push(Diagnostic::new(Code::MissingSetting, place.clone()).about(what).expected(expected));
}

/// Adds a finding where a minimum is above its maximum.
pub(crate) fn refuse_crossed<T: PartialOrd + std::fmt::Display>(
    what: &str,
    place: &Place,
    min: Option<T>,
    max: Option<T>,
    findings: &mut Findings,
) {
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        let finding = Diagnostic::new(Code::MinAboveMax, place.clone()).about(what);
        findings.push(finding.found(min.to_string()).expected(max.to_string()));
    }
}

pub(crate) fn word<T: Copy + PartialEq>(
    tree: &Tree,
    vocabulary: &Vocabulary<T>,
    findings: &mut Findings,
) -> Option<T> {
    tree.word(
        Code::UnknownValue,
        vocabulary.what,
        &vocabulary.known(),
        |text| vocabulary.read(text),
        findings,
    )
}

/// The methods' names, for messages.
const METHODS: [&str; 15] = [
    "hamilton",
    "droop_lr",
    "hagenbach_bischoff_lr",
    "sainte_lague",
    "dhondt",
    "huntington_hill",
    "adams",
    "dean",
    "danish",
    "imperiali",
    "modified_sainte_lague:1.4",
    "stationary:1/3",
    "power_mean:2",
    "quota_method",
    "lottery",
];

pub(crate) fn read_method(tree: &Tree, findings: &mut Findings) -> Option<Method> {
    tree.word(Code::UnknownMethod, "method", &METHODS, |text| text.parse().ok(), findings)
}

/// One method a level and one for the clusters; where the last is missing it is the programme's.
fn level_methods(tree: &Tree, levels: usize, method: Method, findings: &mut Findings) -> Vec<Method> {
    let items = tree.items("level_methods", findings);
    if items.is_empty() {
        return Vec::new();
    }
    if items.len() != levels && items.len() != levels + 1 {
        let finding = Diagnostic::new(Code::LevelMethods, tree.place.clone()).found(items.len().to_string());
        let levels = if levels == 1 { "1 level".to_owned() } else { format!("{levels} levels") };
        findings.push(finding.expected(levels));
    }
    let mut methods: Vec<Method> =
        items.iter().map(|item| read_method(item, findings).unwrap_or(method)).collect();
    if methods.len() == levels {
        methods.push(method);
    }
    methods
}

/// `{min, max}`, `[min, max]`, `"2-4"` or one number.
pub(crate) fn team_size(tree: &Tree, findings: &mut Findings) -> TeamSize {
    let limits = TeamSize::SMALLEST..=TeamSize::LARGEST;
    let bound = |tree: &Tree, findings: &mut Findings| tree.integer("team_size", limits.clone(), findings);
    let (min, max) = match &tree.value {
        Value::Map(_) => {
            let Some(mut fields) = tree.fields("team_size", findings) else { return TeamSize::default() };
            let min = fields.take(&["min", "mindst"], findings);
            let max = fields.take(&["max", "højst", "maks"], findings);
            fields.refuse_rest(Code::UnknownSetting, &["min", "max"], findings);
            (bound(&min, findings), bound(&max, findings))
        }
        Value::List(items) if items.len() == 2 => (bound(&items[0], findings), bound(&items[1], findings)),
        Value::Text(text) if text.contains(['-', '–', ';']) => {
            let mut ends = text
                .split(['-', '–', ';'])
                .map(|end| Tree { place: tree.place.clone(), value: Value::Text(end.trim().to_owned()) });
            let mut end = || ends.next().unwrap_or_else(|| Tree::empty(tree.place.clone()));
            let (min, max) = (end(), end());
            (bound(&min, findings), bound(&max, findings))
        }
        Value::Empty => (None, None),
        _ => {
            let both = bound(tree, findings);
            (both, both)
        }
    };
    refuse_crossed("team_size.min", &tree.place, min, max, findings);
    TeamSize::new(min.unwrap_or(TeamSize::SMALLEST), max.unwrap_or(TeamSize::LARGEST)).unwrap_or_default()
}

fn sectors(tree: &Tree, findings: &mut Findings) -> Vec<String> {
    let list = tree.texts("sectors", findings);
    if list.is_empty() {
        return DEFAULT_SECTORS.map(str::to_owned).to_vec();
    }
    let mut seen = std::collections::BTreeSet::new();
    for name in &list {
        if !seen.insert(squeeze(name)) {
            findings
                .push(Diagnostic::new(Code::DuplicateId, tree.place.clone()).about("sectors").found(name));
        }
    }
    if list.len() > MAX_SECTORS {
        let finding = Diagnostic::new(Code::TooManySectors, tree.place.clone()).found(list.len().to_string());
        findings.push(finding.expected(MAX_SECTORS.to_string()));
    }
    list.into_iter().take(MAX_SECTORS).collect()
}

/// Reads a list of sectors named in a setting or a cell; unknown ones are findings.
pub(crate) fn sector_list(
    names: &[String],
    place: &Place,
    list: &[String],
    findings: &mut Findings,
) -> Vec<SectorId> {
    let mut found = Vec::new();
    for name in names {
        match words::sector(name, list) {
            Some((at, _)) if !found.contains(&SectorId::from_index(at)) => {
                found.push(SectorId::from_index(at))
            }
            Some(_) => {}
            None => findings.push(unknown_sector(name, place.clone(), list)),
        }
    }
    found
}

/// The finding for a word that is no sector of the programme.
pub(crate) fn unknown_sector(name: &str, place: Place, list: &[String]) -> Diagnostic {
    let mut all: Vec<&str> = list.iter().map(String::as_str).collect();
    words::SECTORS.all().for_each(|word| all.push(word));
    Diagnostic::new(Code::UnknownValue, place)
        .about("sector")
        .found(name)
        .expected(crate::view::shown_list(list))
        .nearest(nearest(name, all))
}
