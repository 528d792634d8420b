//! The further rules on teams in settings and scenarios: who must be in a team, how its people are
//! mixed, who goes with whom.
//!
//! A rule with several fields is a table of them, a list of such tables, `mix.1.column` one setting at a
//! time, or one line: `gender=k: 1..2; area=psychiatry: ..1`.

use crate::code::Code;
use crate::columns::{column, value_of};
use crate::diagnostic::Diagnostic;
use crate::directory::Directory;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::list::split_list;
use crate::nearest::nearest;
use crate::place::Place;
use crate::settings::{missing, refuse_crossed, sector_list};
use crate::tree::{Fields, Tree, Value};
use crate::words::LEVELS;
use fordel_model::{Column, Level, Programme, TeamRule, TeamRuleName, fold};

/// The most people of a team.
const TEAM: u32 = 4;

/// What a rule may be called, our name first.
pub(crate) fn names(name: TeamRuleName) -> &'static [&'static str] {
    match name {
        TeamRuleName::RequiredSectors => &["required_sectors", "krævede_sektorer"],
        TeamRuleName::RequiredLevels => &["required_levels", "krævede_niveauer", "krævede_ledelsesniveauer"],
        TeamRuleName::Mix => &["mix", "sammensætning"],
        TeamRuleName::Skills => &["skills", "færdigheder"],
        TeamRuleName::Mean => &["mean", "gennemsnit"],
        TeamRuleName::Same => &["same", "fælles", "samme"],
        TeamRuleName::Different => &["different", "forskellige", "forskellig"],
        TeamRuleName::AvoidMet => &["avoid_met", "ikke_sammen_igen"],
    }
}

/// The rule that a setting's name is, if its fields may each be a setting of their own: `mix.1.column`.
pub(crate) fn has_fields(name: &str) -> bool {
    let of_fields = [TeamRuleName::Mix, TeamRuleName::Skills, TeamRuleName::Mean];
    of_fields.iter().any(|&rule| names(rule).iter().any(|known| squeeze(known) == squeeze(name)))
}

/// What is known where rules are read.
pub(crate) struct Reader<'a> {
    pub(crate) programme: &'a Programme,
    /// The clusters as they are named; where scenarios are read, those of the programme.
    pub(crate) clusters: Option<&'a Directory>,
}

impl Reader<'_> {
    /// All further rules that stand among `fields`, name by name.
    pub(crate) fn read(&self, fields: &mut Fields<'_>, findings: &mut Findings) -> Vec<TeamRule> {
        let mut rules = Vec::new();
        for name in TeamRuleName::ALL {
            let tree = fields.take(names(name), findings);
            let of_name = self.rules(name, &tree, findings);
            // Once they are found, two that exclude each other are told at the second.
            if let Some(other) = of_name.iter().find(|rule| excludes(&rules, rule)) {
                let about = other.column().map(ToString::to_string).unwrap_or_default();
                findings.push(Diagnostic::new(Code::ContradictingRules, tree.place.clone()).about(about));
            }
            rules.extend(of_name);
        }
        rules
    }

    /// The rules of one name that a value says.
    pub(crate) fn rules(&self, name: TeamRuleName, tree: &Tree, findings: &mut Findings) -> Vec<TeamRule> {
        let what = name.code();
        let mut rules: Vec<TeamRule> = match name {
            TeamRuleName::RequiredSectors => {
                let texts = tree.texts(what, findings);
                let sectors = sector_list(&texts, &tree.place, &self.programme.sectors, findings);
                sectors.into_iter().map(TeamRule::Sector).collect()
            }
            TeamRuleName::RequiredLevels => {
                let texts = tree.texts(what, findings);
                level_list(&texts, &tree.place, findings).into_iter().map(TeamRule::Level).collect()
            }
            TeamRuleName::Mix => self.each(what, tree, findings, Self::mix),
            TeamRuleName::Skills => self.each(what, tree, findings, Self::skills),
            TeamRuleName::Mean => self.each(what, tree, findings, Self::mean),
            TeamRuleName::Same => self.columns(what, tree, findings).map(TeamRule::Same).collect(),
            TeamRuleName::Different => self.columns(what, tree, findings).map(TeamRule::Different).collect(),
            TeamRuleName::AvoidMet => tree
                .yes_or_no(what, findings)
                .filter(|yes| *yes)
                .map(|_| TeamRule::NotMet)
                .into_iter()
                .collect(),
        };
        let mut once: Vec<TeamRule> = Vec::with_capacity(rules.len());
        for rule in rules.drain(..) {
            if once.contains(&rule) {
                findings.push(Diagnostic::new(Code::Repeated, tree.place.clone()).found(what));
            } else {
                once.push(rule);
            }
        }
        once
    }

    fn columns<'a>(
        &'a self,
        what: &str,
        tree: &Tree,
        findings: &mut Findings,
    ) -> impl Iterator<Item = Column> + use<'a> {
        let mut found = Vec::new();
        for item in tree.items(what, findings) {
            let name = item.text(what, findings);
            found.extend(name.and_then(|name| column(&name, &item.place, self.programme, findings)));
        }
        found.into_iter()
    }

    /// The rules of each table of fields.
    fn each(
        &self,
        what: &str,
        tree: &Tree,
        findings: &mut Findings,
        read: fn(&Self, &mut Fields<'_>, &mut Findings) -> Vec<TeamRule>,
    ) -> Vec<TeamRule> {
        let mut rules = Vec::new();
        for item in tables(what, tree, findings) {
            let Some(mut fields) = item.fields(what, findings) else { continue };
            rules.extend(read(self, &mut fields, findings));
        }
        rules
    }

    fn mix(&self, fields: &mut Fields<'_>, findings: &mut Findings) -> Vec<TeamRule> {
        let column = self.column_of("mix", fields, findings);
        let value = fields.take(VALUE, findings);
        let (min, max) = (fields.take(MIN, findings), fields.take(MAX, findings));
        fields.refuse_rest(Code::UnknownSetting, &["column", "value", "min", "max"], findings);
        if value.is_empty() {
            missing(&value.place, "mix.value", "value = \"...\" or \"*\"", findings);
        }
        if min.is_empty() && max.is_empty() {
            missing(fields.place(), "mix.min", "min = 1 or max = 2", findings);
        }
        let text = value.text("mix.value", findings);
        let least = min.integer("mix.min", 0..=TEAM, findings);
        let most = max.integer("mix.max", 0..=TEAM, findings);
        refuse_crossed("mix.min", &min.place, least, most, findings);
        let (Some(column), Some(text)) = (column, text) else { return Vec::new() };
        let value = (text != "*").then(|| self.value(&column, &text, &value, findings));
        vec![TeamRule::Mix { column, value, min: least.unwrap_or(0), max: most }]
    }

    fn skills(&self, fields: &mut Fields<'_>, findings: &mut Findings) -> Vec<TeamRule> {
        let column = self.column_of("skills", fields, findings);
        let values = fields.take(&["values", "value", "skills", "værdier", "værdi", "færdigheder"], findings);
        let min = fields.take(MIN, findings);
        fields.refuse_rest(Code::UnknownSetting, &["column", "values", "min"], findings);
        let least = min.integer("skills.min", 1..=TEAM, findings).unwrap_or(1);
        let texts = values.texts("skills.values", findings);
        if texts.is_empty() {
            missing(&values.place, "skills.values", "values = [\"...\"]", findings);
        }
        let Some(column) = column else { return Vec::new() };
        let skill = |value: String| {
            self.say_unused(&column, &value, true, &values, findings);
            TeamRule::Skill { column: column.clone(), value, min: least }
        };
        texts.into_iter().map(skill).collect()
    }

    fn mean(&self, fields: &mut Fields<'_>, findings: &mut Findings) -> Vec<TeamRule> {
        let column = self.column_of("mean", fields, findings);
        let (min, max) = (fields.take(MIN, findings), fields.take(MAX, findings));
        fields.refuse_rest(Code::UnknownSetting, &["column", "min", "max"], findings);
        if min.is_empty() && max.is_empty() {
            missing(fields.place(), "mean.min", "min = 2 or max = 4", findings);
        }
        let limits = -Programme::MAX_FIGURE..=Programme::MAX_FIGURE;
        let least = min.integer("mean.min", limits.clone(), findings);
        let most = max.integer("mean.max", limits, findings);
        refuse_crossed("mean.min", &min.place, least, most, findings);
        column.map(|column| TeamRule::Mean { column, min: least, max: most }).into_iter().collect()
    }

    fn column_of(&self, what: &str, fields: &mut Fields<'_>, findings: &mut Findings) -> Option<Column> {
        let tree = fields.take(&["column", "attribute", "kolonne", "egenskab"], findings);
        if tree.is_empty() {
            missing(&tree.place, &format!("{what}.column"), "column = \"...\"", findings);
        }
        let name = tree.text(what, findings)?;
        column(&name, &tree.place, self.programme, findings)
    }

    /// The value as the model writes it.
    fn value(&self, column: &Column, text: &str, at: &Tree, findings: &mut Findings) -> String {
        match (column, self.clusters) {
            (Column::Cluster, None) => {
                let clusters = || self.programme.clusters.iter();
                let named =
                    clusters().find(|row| fold(&row.id) == fold(text) || fold(&row.name) == fold(text));
                if let Some(row) = named {
                    return row.id.clone();
                }
                let near = nearest(text, clusters().map(|row| row.id.as_str()));
                findings
                    .push(Diagnostic::new(Code::UnknownCluster, at.place.clone()).found(text).nearest(near));
                text.to_owned()
            }
            (_, clusters) => {
                let nobody = Directory::new();
                let clusters = clusters.unwrap_or(&nobody);
                let value = value_of(column, text, &at.place, self.programme, clusters, findings);
                self.say_unused(column, &value, false, at, findings);
                value
            }
        }
    }

    /// Warns of a value that no nominee has, where there are nominees and the value could be anything.
    fn say_unused(&self, column: &Column, value: &str, listed: bool, at: &Tree, findings: &mut Findings) {
        let programme = self.programme;
        if programme.nominees.is_empty() || matches!(column, Column::Sector | Column::Level | Column::Cluster)
        {
            return;
        }
        let has = |text: &str| match listed {
            true => text.split(';').any(|one| fold(one) == fold(value)),
            false => fold(text) == fold(value),
        };
        let mut texts = programme.nominees.ids().filter_map(|id| programme.text(id, column));
        if !texts.any(|text| has(&text)) {
            let finding = Diagnostic::new(Code::UnusedValue, at.place.clone()).about(column.to_string());
            findings.push(finding.found(value));
        }
    }
}

const VALUE: &[&str] = &["value", "værdi"];
const MIN: &[&str] = &["min", "mindst", "minimum"];
const MAX: &[&str] = &["max", "højst", "maks", "maximum"];

/// Whether a rule cannot be kept by any two people who have both a value, because of one of these.
fn excludes(rules: &[TeamRule], rule: &TeamRule) -> bool {
    matches!(rule, TeamRule::Different(column) if rules.contains(&TeamRule::Same(column.clone())))
}

/// Levels named in a setting or a cell; unknown ones are findings.
pub(crate) fn level_list(names: &[String], place: &Place, findings: &mut Findings) -> Vec<Level> {
    let mut levels = Vec::new();
    for name in names {
        match LEVELS.read(name) {
            Some(level) if !levels.contains(&level) => levels.push(level),
            Some(_) => {}
            None => {
                let finding =
                    Diagnostic::new(Code::UnknownValue, place.clone()).about(LEVELS.what).found(name);
                let near = nearest(name, LEVELS.all());
                findings.push(finding.expected(LEVELS.known().join(", ")).nearest(near));
            }
        }
    }
    levels
}

/// The tables of fields that a value is: one, a list, numbered ones, or lines.
fn tables(what: &str, tree: &Tree, findings: &mut Findings) -> Vec<Tree> {
    let is_number = |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit());
    match &tree.value {
        Value::Map(fields) if !fields.is_empty() && fields.iter().all(|(key, _)| is_number(key)) => {
            fields.iter().map(|(_, item)| item.clone()).collect()
        }
        Value::Map(_) => vec![tree.clone()],
        Value::Text(text) => split_list(text).iter().map(|line| of_line(what, line, tree)).collect(),
        _ => {
            let items = tree.items(what, findings);
            let line = |item: Tree| match &item.value {
                Value::Text(text) => of_line(what, text, &item),
                _ => item,
            };
            items.into_iter().map(line).collect()
        }
    }
}

/// `column=value: 1..2`, or `column: 1..2` for a mean; one number is both ends.
fn of_line(what: &str, line: &str, at: &Tree) -> Tree {
    let field = |name: &str, text: &str| {
        let text = text.trim();
        let value = if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) };
        (name.to_owned(), Tree { place: at.place.clone(), value })
    };
    let (name, range) = line.rsplit_once(':').unwrap_or((line, ""));
    let mut fields = Vec::new();
    match name.split_once('=') {
        Some((column, value)) => fields.extend([field("column", column), field("value", value)]),
        None => fields.push(field("column", name)),
    }
    match range.split_once("..") {
        Some((min, max)) => fields.extend([field("min", min), field("max", max)]),
        // So many of a skill is at least so many.
        None if what == "skills" => fields.push(field("min", range)),
        None => fields.extend([field("min", range), field("max", range)]),
    }
    // An open end says nothing.
    fields.retain(|(name, tree)| !tree.is_empty() || name != "min" && name != "max");
    Tree { place: at.place.clone(), value: Value::Map(fields) }
}

/// A rule in one line, where it can be read as such; `name` is the column as people call it.
pub(crate) fn line_of(rule: &serde_json::Value, name: impl Fn(&str) -> String) -> Option<String> {
    let column = name(rule.get("column")?.as_str()?);
    let value = rule.get("value").and_then(serde_json::Value::as_str);
    let is_plain = |text: &str| !text.contains(['=', ':', ';', '"']) && text.trim() == text;
    if !is_plain(&column) || !value.is_none_or(is_plain) {
        return None;
    }
    let end = |name: &str| rule.get(name).map(ToString::to_string).unwrap_or_default();
    let value = value.map(|value| format!("={value}")).unwrap_or_default();
    Some(format!("{column}{value}: {}..{}", end("min"), end("max")))
}
