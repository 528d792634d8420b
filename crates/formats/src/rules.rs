//! The settings `rules` and `score`, read when the nominees' columns are known.

use crate::code::Code;
use crate::columns::{column, column_names, find_column, value_of};
use crate::diagnostic::Diagnostic;
use crate::directory::Directory;
use crate::findings::Findings;
use crate::further::Reader;
use crate::labels::danish_criterion;
use crate::nearest::nearest;
use crate::nominees::{is_nominated, priorities_are_used};
use crate::place::Place;
use crate::tree::{Tree, Value, yes_or_no};
use crate::view::View;
use fordel_model::id::Id;
use fordel_model::rule::Demand;
use fordel_model::{Column, Criterion, NomineeId, Programme, Requirement, Rules, ScoreRule, TeamRule};

/// The rules' names, for messages.
pub(crate) const KNOWN: [&str; 15] = [
    "min_sectors",
    "max_same_organisation",
    "max_same_profession",
    "min_leaders_of_leaders",
    "nobody_alone",
    "respect_priority",
    "required_sectors",
    "required_levels",
    "mix",
    "skills",
    "mean",
    "same",
    "different",
    "avoid_met",
    "require_<column>",
];

/// Reads the rules.
pub(crate) fn read_rules(
    tree: &Tree,
    programme: &Programme,
    clusters: &Directory,
    findings: &mut Findings,
) -> Rules {
    let default = Rules { respect_priority: priorities_are_used(programme), ..Rules::default() };
    if tree.is_empty() {
        return default;
    }
    let Some(mut fields) = tree.fields("rules", findings) else { return default };
    let mut take = |names: &[&str], findings: &mut Findings| fields.take(names, findings);
    let min_sectors = take(&["min_sectors", "min_sektorer", "mindst_sektorer"], findings);
    let organisation =
        take(&["max_same_organisation", "max_same_organization", "højst_samme_organisation"], findings);
    let profession = take(&["max_same_profession", "højst_samme_faggruppe"], findings);
    let leaders = take(&["min_leaders_of_leaders", "mindst_ledere_af_ledere"], findings);
    let alone = take(&["nobody_alone", "ingen_alene"], findings);
    let priority = take(&["respect_priority", "følg_prioritering"], findings);
    let mut nobody_alone = Vec::new();
    for item in alone.items("nobody_alone", findings) {
        let found = item
            .text("nobody_alone", findings)
            .and_then(|name| column(&name, &item.place, programme, findings));
        nobody_alone.extend(found.filter(|column| !nobody_alone.contains(column)));
    }
    let rules = Rules {
        min_sectors: min_sectors.integer("min_sectors", 0..=64u32, findings).unwrap_or(default.min_sectors),
        max_same_organisation: organisation.integer("max_same_organisation", 1..=1000u32, findings),
        max_same_profession: profession.integer("max_same_profession", 1..=1000u32, findings),
        min_leaders_of_leaders: leaders.integer("min_leaders_of_leaders", 0..=1000u32, findings).unwrap_or(0),
        nobody_alone,
        respect_priority: priority
            .yes_or_no("respect_priority", findings)
            .unwrap_or(default.respect_priority),
        requirements: Vec::new(),
        further: Reader { programme, clusters: Some(clusters) }.read(&mut fields, findings),
    };
    let mut requirements: Vec<Requirement> = Vec::new();
    for (key, value) in fields.rest() {
        if let Some(requirement) = requirement(key, value, programme, clusters, findings) {
            requirements.push(requirement);
        }
    }
    Rules { requirements, ..rules }
}

/// A rule `require_<column>`; any other rule is unknown.
fn requirement(
    key: &str,
    value: &Tree,
    programme: &Programme,
    clusters: &Directory,
    findings: &mut Findings,
) -> Option<Requirement> {
    let lower = key.to_lowercase();
    let name = ["require_", "require-", "require ", "kræver_", "kræv_"]
        .into_iter()
        .find_map(|prefix| lower.strip_prefix(prefix));
    let Some(column) = name.and_then(|name| find_column(name, &programme.extra_columns)) else {
        let known: Vec<String> = KNOWN[..KNOWN.len() - 1]
            .iter()
            .map(|&name| name.to_owned())
            .chain(column_names(programme).iter().map(|name| format!("require_{name}")))
            .collect();
        let near = nearest(key, known.iter().map(String::as_str));
        let finding = Diagnostic::new(Code::UnknownRule, value.place.clone()).found(key);
        findings.push(finding.expected(KNOWN.join(", ")).nearest(near));
        return None;
    };
    let one = |text: &str, findings: &mut Findings| {
        value_of(&column, text, &value.place, programme, clusters, findings)
    };
    let demand = match &value.value {
        Value::Empty | Value::Bool(false) => return None,
        Value::Bool(true) => Demand::Filled,
        Value::Text(text) => match (yes_or_no_word(text), text.parse::<i64>()) {
            (Some(true), _) => Demand::Filled,
            (Some(false), _) => return None,
            (None, Ok(least)) => Demand::AtLeast(least),
            (None, Err(_)) => {
                Demand::OneOf(value.texts(key, findings).iter().map(|text| one(text, findings)).collect())
            }
        },
        Value::Number(_) => Demand::AtLeast(value.integer(key, i64::MIN..=i64::MAX, findings)?),
        Value::List(_) => {
            Demand::OneOf(value.texts(key, findings).iter().map(|text| one(text, findings)).collect())
        }
        Value::Map(_) => {
            value.text(key, findings);
            return None;
        }
    };
    Some(Requirement { column, demand })
}

/// Each nominated person must have a figure in a column whose mean is asked for.
pub(crate) fn check_means(programme: &Programme, view: Option<&View<'_>>, findings: &mut Findings) {
    for rule in &programme.rules.further {
        let TeamRule::Mean { column, .. } = rule else { continue };
        let missing =
            |&id: &NomineeId| is_nominated(&programme.nominees[id]) && programme.figure(id, column).is_none();
        for place in programme.nominees.ids().filter(missing).filter_map(|id| cell_place(view, column, id)) {
            findings.push(Diagnostic::new(Code::NotAFigure, place).about(column.to_string()));
        }
    }
}

/// Yes or no in words; figures are figures here.
fn yes_or_no_word(text: &str) -> Option<bool> {
    yes_or_no(text).filter(|_| text.chars().count() > 1 && !text.starts_with(|c: char| c.is_ascii_digit()))
}

/// The largest weight and the most points for a preference.
const MAX_WEIGHT: i64 = 1_000_000;

/// The largest score of a team, either way.
const MAX_SCORE: i128 = 1_000_000_000_000;

/// Reads the score, and the figures of its diversity columns into the nominees.
pub(crate) fn read_score(
    tree: &Tree,
    programme: &mut Programme,
    nominees: Option<&View<'_>>,
    findings: &mut Findings,
) -> ScoreRule {
    let mut rule = ScoreRule::default();
    if tree.is_empty() {
        return rule;
    }
    let Some(mut fields) = tree.fields("score", findings) else { return rule };
    let weights = fields.take(&["weights", "vægte"], findings);
    if !weights.is_empty()
        && let Some(mut of) = weights.fields("weights", findings)
    {
        for criterion in Criterion::ALL {
            let name = criterion.code();
            if let Some(weight) =
                of.take(&[name, danish_criterion(name)], findings).integer(name, 0..=MAX_WEIGHT, findings)
            {
                rule.weights[criterion as usize] = weight;
            }
        }
        of.refuse_rest(Code::UnknownCriterion, &Criterion::ALL.map(Criterion::code), findings);
    }
    let points = fields.take(&["preference_points", "ønskepoint"], findings);
    if !points.is_empty() {
        let items = points.items("preference_points", findings);
        let point = |item: &Tree| item.integer("preference_points", 0..=MAX_WEIGHT, findings);
        rule.preference_points = items.iter().filter_map(point).collect();
    }
    let columns = fields.take(&["diversity_columns", "forskelligheder"], findings);
    for item in columns.items("diversity_columns", findings) {
        let Some(name) = item.text("diversity_columns", findings) else { continue };
        match column(&name, &item.place, programme, findings) {
            Some(column) if rule.diversity_columns.contains(&column) => {
                findings.push(Diagnostic::new(Code::Repeated, item.place.clone()).found(&name));
            }
            Some(column) => rule.diversity_columns.push(column),
            None => {}
        }
    }
    fields.refuse_rest(
        Code::UnknownSetting,
        &["weights", "preference_points", "diversity_columns"],
        findings,
    );
    let ranges = read_diversity(&rule.diversity_columns, programme, nominees, findings);
    refuse_large_scores(&rule, &ranges, &tree.place, findings);
    rule
}

/// Reads the diversity figures of each person; returns each column's range among the nominated.
fn read_diversity(
    columns: &[Column],
    programme: &mut Programme,
    view: Option<&View<'_>>,
    findings: &mut Findings,
) -> Vec<i128> {
    let mut ranges = Vec::with_capacity(columns.len());
    for column in columns {
        let (mut least, mut most): (Option<i64>, Option<i64>) = (None, None);
        for id in 0..programme.nominees.len() {
            let id = NomineeId::from_index(id);
            let text = programme.text(id, column).map(std::borrow::Cow::into_owned);
            let figure = text.as_deref().and_then(|text| text.parse::<i64>().ok());
            let figure =
                figure.filter(|figure| (-Programme::MAX_FIGURE..=Programme::MAX_FIGURE).contains(figure));
            if is_nominated(&programme.nominees[id]) {
                match figure {
                    Some(figure) => {
                        least = Some(least.map_or(figure, |least| least.min(figure)));
                        most = Some(most.map_or(figure, |most| most.max(figure)));
                    }
                    None => {
                        let place = cell_place(view, column, id);
                        findings.extend(
                            place.map(|place| {
                                Diagnostic::new(Code::NotAFigure, place).about(column.to_string())
                            }),
                        );
                    }
                }
            }
            programme.nominees[id].diversity.push(figure.unwrap_or(0));
        }
        ranges.push(i128::from(most.unwrap_or(0)) - i128::from(least.unwrap_or(0)));
    }
    ranges
}

fn cell_place(view: Option<&View<'_>>, column: &Column, nominee: NomineeId) -> Option<Place> {
    let view = view?;
    Some(match column {
        Column::Extra(heading) => {
            let at = view.table.headings.iter().position(|known| known == heading)?;
            view.table.place(nominee.index(), at)
        }
        standard => view.at(nominee.index(), &standard.to_string()).place(),
    })
}

/// Refuses weights, points and figures with which a team of four could score beyond the limit.
fn refuse_large_scores(rule: &ScoreRule, ranges: &[i128], place: &Place, findings: &mut Findings) {
    const PEOPLE: i128 = 4;
    const PAIRS: i128 = 6;
    const MERIT: i128 = 100;
    let points = i128::from(rule.preference_points.iter().copied().max().unwrap_or(0));
    let largest = |criterion: Criterion| match criterion {
        Criterion::Preference => PEOPLE * points,
        Criterion::Sectors | Criterion::Organisations | Criterion::Professions => 100 * (PEOPLE - 1),
        Criterion::Chain => 100 * PAIRS,
        Criterion::Merit | Criterion::Balance => PEOPLE * MERIT,
        Criterion::Diversity => PAIRS * ranges.iter().sum::<i128>(),
    };
    let total: i128 = Criterion::ALL.into_iter().map(|c| i128::from(rule.weight(c)) * largest(c)).sum();
    if total > MAX_SCORE {
        findings.push(Diagnostic::new(Code::ScoreTooLarge, place.clone()).expected("1 000 000 000 000"));
    }
}
