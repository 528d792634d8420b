//! The fields of a scenario -> changes, each with its place.

use crate::code::Code;
use crate::columns::column;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::further::{self, Reader};
use crate::heading::squeeze;
use crate::labels::danish_criterion;
use crate::number::{Notation, Style, read_number};
use crate::place::Place;
use crate::scenarios::fields;
use crate::scenarios::regroup;
use crate::scenarios::rows;
use crate::settings::{MAX_SEATS, read_method, team_size, word};
use crate::tree::{Fields, Tree, Value};
use crate::words::{BOUND_RULES, OBJECTIVES, ON_TIES, UNFILLED};
use fordel_model::change::{Bound, RuleChange};
use fordel_model::{Change, Criterion, PinSide, Programme, TeamRuleName, Weight, fold};

/// A change and where it stands.
pub(crate) type Placed = (Change, Place);

/// What a scenario may change, for messages.
pub(crate) const KNOWN: [&str; 36] = [
    "key",
    "weights",
    "seats",
    "reserved",
    "method",
    "level_methods",
    "bound_rule",
    "levels",
    "min_seats",
    "max_seats",
    "bounds",
    "on_tie",
    "seed",
    "team_size",
    "objective",
    "unfilled",
    "rules",
    "score",
    "withdraw",
    "reinstate",
    "add",
    "move",
    "add_initiatives",
    "drop_initiatives",
    "merge_initiatives",
    "teams",
    "quotas",
    "initiatives",
    "pin_in",
    "pin_out",
    "pin_team",
    "unpin",
    "without_rule",
    "merge_clusters",
    "split_clusters",
    "nested",
];

/// Collects changes.
pub(crate) struct Changes<'a> {
    pub(crate) programme: &'a Programme,
    pub(crate) list: Vec<Placed>,
}

impl Changes<'_> {
    pub(crate) fn add(&mut self, change: Change, place: &Place) {
        self.list.push((change, place.clone()));
    }

    fn add_some(&mut self, change: Option<Change>, place: &Place) {
        self.list.extend(change.map(|change| (change, place.clone())));
    }

    /// Reads every change among the fields; what is none is left.
    pub(crate) fn read(&mut self, fields: &mut Fields<'_>, findings: &mut Findings) {
        self.read_split(fields, findings);
        self.read_teams(fields, findings);
        fields::read(self, fields, findings);
        let mut take = |names: &[&str], findings: &mut Findings| fields.take(names, findings);
        for (names, make) in [
            (
                &["withdraw", "withdrawn", "frafald", "frafaldet"][..],
                Change::Withdraw as fn(String) -> Change,
            ),
            (&["reinstate", "genindsæt", "alligevel med"], Change::Reinstate),
        ] {
            let tree = take(names, findings);
            self.people(names[0], &tree, make, findings);
        }
        let add = take(&["add", "add_nominees", "tilføj", "tilføj_kandidater"], findings);
        for item in listed(&add, "add", findings) {
            let new = rows::nominee(&item, self.programme, findings);
            self.add_some(new.map(|new| Change::Add(Box::new(new))), &item.place);
        }
        let moves = take(&["move", "flyt"], findings);
        for (key, value) in entries(&moves, "move", findings) {
            let nominee = person(&key, self.programme);
            let cluster = value.text("move", findings);
            self.add_some(cluster.map(|cluster| Change::Move { nominee, cluster }), &value.place);
        }
        let add = take(&["add_initiatives", "add_initiative", "tilføj_initiativer"], findings);
        for item in listed(&add, "add_initiatives", findings) {
            let new = rows::initiative(&item, findings);
            self.add_some(new.map(|new| Change::AddInitiative(Box::new(new))), &item.place);
        }
        let drop = take(&["drop_initiatives", "drop_initiative", "udgå_initiativer", "udgår"], findings);
        for item in drop.items("drop_initiatives", findings) {
            let id = item.text("drop_initiatives", findings);
            self.add_some(id.map(Change::DropInitiative), &item.place);
        }
        let merge = take(&["merge_initiatives", "saml_initiativer"], findings);
        regroup::merge_initiatives(self, &merge, findings);
        for (names, side) in [
            (&["pin_in", "fastlås", "fastlås_ind"][..], PinSide::In),
            (&["pin_out", "fastlås_ud"], PinSide::Out),
        ] {
            let tree = take(names, findings);
            self.pins(names[0], &tree, side, findings);
        }
        let teams = take(&["pin_team", "fastlås_team"], findings);
        for (key, value) in entries(&teams, "pin_team", findings) {
            let nominee = person(&key, self.programme);
            let team = value.text("pin_team", findings);
            self.add_some(team.map(|team| Change::PinTeam { nominee, team }), &value.place);
        }
        let without = take(&["without_rule", "without_rules", "uden_regel", "uden_regler"], findings);
        for item in without.items("without_rule", findings) {
            let rule = item.text("without_rule", findings);
            self.add_some(rule.map(Change::Waive), &item.place);
        }
        let unpin = take(&["unpin", "løsn"], findings);
        self.people("unpin", &unpin, Change::Unpin, findings);
        let merge = take(&["merge_clusters", "saml_klynger"], findings);
        regroup::merge_clusters(self, &merge, findings);
        let split = take(&["split_clusters", "split_cluster", "del_klynger"], findings);
        regroup::split_clusters(self, &split, findings);
    }

    /// What concerns the split of the seats.
    fn read_split(&mut self, fields: &mut Fields<'_>, findings: &mut Findings) {
        let mut take = |names: &[&str], findings: &mut Findings| fields.take(names, findings);
        let key = take(&["key", "nøgle", "fordelingsnøgle", "bloktilskudsnøgle"], findings);
        self.add_some(key.text("key", findings).map(Change::Key), &key.place);
        let weights = take(&["weights", "weight", "vægt", "vægte"], findings);
        for (cluster, value) in entries(&weights, "weights", findings) {
            let weight = weight("weights", &value, findings);
            self.add_some(weight.map(|weight| Change::Weight { cluster, weight }), &value.place);
        }
        let seats = take(&["seats", "pladser", "antal_pladser"], findings);
        self.add_some(seats.integer("seats", 0..=MAX_SEATS, findings).map(Change::Seats), &seats.place);
        let reserved = take(&["reserved", "reserverede", "reserverede_pladser"], findings);
        if let (Value::Number(_) | Value::Text(_), [pool]) =
            (&reserved.value, self.programme.reserved.as_slice())
            && let Some(seats) = reserved.integer("reserved", 0..=MAX_SEATS, findings)
        {
            // With one pool a number alone says enough.
            self.add(Change::Reserved { pool: pool.name.clone(), seats }, &reserved.place);
        } else {
            for (pool, value) in entries(&reserved, "reserved", findings) {
                let seats = value.integer("reserved", 0..=MAX_SEATS, findings);
                self.add_some(seats.map(|seats| Change::Reserved { pool, seats }), &value.place);
            }
        }
        let method = take(&["method", "metode", "fordelingsmetode"], findings);
        self.add_some(read_method(&method, findings).map(Change::Method), &method.place);
        let rule = take(&["bound_rule"], findings);
        self.add_some(word(&rule, &BOUND_RULES, findings).map(Change::BoundRule), &rule.place);
        let levels = take(&["levels", "niveauer"], findings);
        if !levels.is_empty() {
            let none = levels.text("levels", &mut Findings::new()).is_some_and(|text| is_none(&text));
            let names = if none { Vec::new() } else { levels.texts("levels", findings) };
            self.add(Change::Levels(names), &levels.place);
        }
        let nested = take(&["nested", "indlejret", "regionsvis"], findings);
        let place = nested.place.clone();
        if let Some(nested) = nested.yes_or_no("nested", findings) {
            let levels = match (nested, self.programme.levels.is_empty()) {
                (false, _) => Vec::new(),
                (true, true) => vec!["region".to_owned()],
                (true, false) => self.programme.levels.clone(),
            };
            self.add(Change::Levels(levels), &place);
        }
        let methods = take(&["level_methods", "niveaumetoder"], findings);
        let items = methods.items("level_methods", findings);
        if !items.is_empty() {
            let methods: Vec<_> = items.iter().filter_map(|item| read_method(item, findings)).collect();
            self.add(Change::LevelMethods(methods), &items[0].place);
        }
        for (names, make) in [
            (
                &["min_seats", "min_pladser", "mindste_pladser"][..],
                Change::MinSeats as fn(Option<u64>) -> Change,
            ),
            (&["max_seats", "max_pladser", "maks_pladser"], Change::MaxSeats),
        ] {
            let tree = take(names, findings);
            self.add_some(seats_or_none(names[0], &tree, findings).map(make), &tree.place);
        }
        let bounds = take(&["bounds", "grænser"], findings);
        for (cluster, value) in entries(&bounds, "bounds", findings) {
            let Some(mut own) = value.fields("bounds", findings) else { continue };
            for (names, bound) in [
                (&["min", "min_seats", "mindst"][..], Bound::Min),
                (&["max", "max_seats", "højst"], Bound::Max),
                (&["fixed", "fixed_seats", "fast"], Bound::Fixed),
            ] {
                let tree = own.take(names, findings);
                let seats = seats_or_none(names[0], &tree, findings);
                let change = seats.map(|seats| Change::Bound { cluster: cluster.clone(), bound, seats });
                self.add_some(change, &tree.place);
            }
            own.refuse_rest(Code::UnknownSetting, &["min", "max", "fixed"], findings);
        }
        let tie = take(&["on_tie", "ved_lige", "står_lige"], findings);
        self.add_some(word(&tie, &ON_TIES, findings).map(Change::OnTie), &tie.place);
        let seed = take(&["seed", "frø"], findings);
        self.add_some(seed.integer("seed", 0..=u64::MAX, findings).map(Change::Seed), &seed.place);
    }

    /// What concerns the teams.
    fn read_teams(&mut self, fields: &mut Fields<'_>, findings: &mut Findings) {
        let mut take = |names: &[&str], findings: &mut Findings| fields.take(names, findings);
        let size = take(&["team_size", "teamstørrelse"], findings);
        if !size.is_empty() {
            self.add(Change::TeamSize(team_size(&size, findings)), &size.place);
        }
        let objective = take(&["objective", "mål"], findings);
        self.add_some(word(&objective, &OBJECTIVES, findings).map(Change::Objective), &objective.place);
        let unfilled = take(&["unfilled", "ubesatte", "ubesatte_pladser"], findings);
        self.add_some(word(&unfilled, &UNFILLED, findings).map(Change::Unfilled), &unfilled.place);
        let rules = take(&["rules", "regler"], findings);
        if !rules.is_empty()
            && let Some(mut of) = rules.fields("rules", findings)
        {
            self.rules(&mut of, findings);
        }
        let score = take(&["score", "vægtning"], findings);
        if !score.is_empty()
            && let Some(mut of) = score.fields("score", findings)
        {
            let weights = of.take(&["weights", "vægte"], findings);
            let points = of.take(&["preference_points", "ønskepoint"], findings);
            let items = points.items("preference_points", findings);
            if !items.is_empty() {
                let point = |item: &Tree| item.integer("preference_points", 0..=1_000_000i64, findings);
                let points = items.iter().filter_map(point).collect();
                self.add(Change::PreferencePoints(points), &items[0].place);
            }
            // The weights may stand in a table of their own or at once.
            self.criteria(&mut of, findings);
            of.refuse_rest(Code::UnknownCriterion, &Criterion::ALL.map(Criterion::code), findings);
            if !weights.is_empty()
                && let Some(mut of) = weights.fields("weights", findings)
            {
                self.criteria(&mut of, findings);
                of.refuse_rest(Code::UnknownCriterion, &Criterion::ALL.map(Criterion::code), findings);
            }
        }
        let teams = take(&["teams", "team"], findings);
        for (initiative, value) in entries(&teams, "teams", findings) {
            let limits = 0..=10_000u32;
            let (min, max) = match &value.value {
                Value::Map(_) => {
                    let Some(mut own) = value.fields("teams", findings) else { continue };
                    let min = own.take(&["min", "teams_min", "mindst"], findings);
                    let max = own.take(&["max", "teams_max", "højst"], findings);
                    own.refuse_rest(Code::UnknownSetting, &["min", "max"], findings);
                    (
                        min.integer("teams.min", limits.clone(), findings),
                        max.integer("teams.max", limits, findings),
                    )
                }
                _ => {
                    let both = value.integer("teams", limits, findings);
                    (both, both)
                }
            };
            if min.is_some() || max.is_some() {
                self.add(Change::Teams { initiative, min, max }, &value.place);
            }
        }
    }

    fn rules(&mut self, of: &mut Fields<'_>, findings: &mut Findings) {
        let mut rule = |names: &[&str], findings: &mut Findings| of.take(names, findings);
        let tree = rule(&["min_sectors", "min_sektorer", "mindst_sektorer"], findings);
        let number = tree.integer("min_sectors", 0..=64u32, findings);
        self.add_some(number.map(|n| Change::Rule(RuleChange::MinSectors(n))), &tree.place);
        for (names, make) in [
            (
                &["max_same_organisation", "max_same_organization", "højst_samme_organisation"][..],
                RuleChange::MaxSameOrganisation as fn(Option<u32>) -> RuleChange,
            ),
            (&["max_same_profession", "højst_samme_faggruppe"], RuleChange::MaxSameProfession),
        ] {
            let tree = rule(names, findings);
            let change = match tree.text(names[0], &mut Findings::new()) {
                Some(text) if is_none(&text) => Some(None),
                _ => tree.integer(names[0], 1..=1000u32, findings).map(Some),
            };
            self.add_some(change.map(|n| Change::Rule(make(n))), &tree.place);
        }
        let tree = rule(&["min_leaders_of_leaders", "mindst_ledere_af_ledere"], findings);
        let number = tree.integer("min_leaders_of_leaders", 0..=1000u32, findings);
        self.add_some(number.map(|n| Change::Rule(RuleChange::MinLeadersOfLeaders(n))), &tree.place);
        let tree = rule(&["nobody_alone", "ingen_alene"], findings);
        if !tree.is_empty() {
            let names = tree.texts("nobody_alone", findings);
            let names = names.iter().filter(|name| !is_none(name));
            let columns =
                names.filter_map(|name| column(name, &tree.place, self.programme, findings)).collect();
            self.add(Change::Rule(RuleChange::NobodyAlone(columns)), &tree.place);
        }
        let tree = rule(&["respect_priority", "følg_prioritering"], findings);
        let respect = tree.yes_or_no("respect_priority", findings);
        self.add_some(respect.map(|yes| Change::Rule(RuleChange::RespectPriority(yes))), &tree.place);
        let reader = Reader { programme: self.programme, clusters: None };
        for name in TeamRuleName::ALL {
            let tree = of.take(further::names(name), findings);
            if tree.is_empty() {
                continue;
            }
            let goes = matches!(&tree.value, Value::Text(text) if is_none(text));
            let rules = if goes { Vec::new() } else { reader.rules(name, &tree, findings) };
            self.add(Change::Rule(RuleChange::Further(name, rules)), &tree.place);
        }
        const RULES: [&str; 14] = [
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
        ];
        of.refuse_rest(Code::UnknownRule, &RULES, findings);
    }

    fn criteria(&mut self, of: &mut Fields<'_>, findings: &mut Findings) {
        for criterion in Criterion::ALL {
            let tree = of.take(&[criterion.code(), danish_criterion(criterion.code())], findings);
            let weight = tree.integer(criterion.code(), 0..=1_000_000i64, findings);
            self.add_some(weight.map(|weight| Change::ScoreWeight(criterion, weight)), &tree.place);
        }
    }

    fn people(&mut self, what: &str, tree: &Tree, make: impl Fn(String) -> Change, findings: &mut Findings) {
        for item in tree.items(what, findings) {
            let nominee = item.text(what, findings).map(|text| person(&text, self.programme));
            self.add_some(nominee.map(&make), &item.place);
        }
    }

    /// A list of people, or people with the initiative they are pinned to.
    fn pins(&mut self, what: &str, tree: &Tree, side: PinSide, findings: &mut Findings) {
        if let Value::Map(_) = tree.value {
            for (key, value) in entries(tree, what, findings) {
                let initiative = value.text(what, findings);
                let nominee = person(&key, self.programme);
                self.add(Change::Pin { nominee, initiative, side }, &value.place);
            }
        } else {
            self.people(what, tree, |nominee| Change::Pin { nominee, initiative: None, side }, findings);
        }
    }
}

/// The id of the nominee with this id or, where exactly one has it, this name; else the text as it is.
pub(crate) fn person(text: &str, programme: &Programme) -> String {
    let wanted = fold(text);
    let all = || programme.nominees.iter();
    if let Some(nominee) = all().find(|nominee| fold(&nominee.id) == wanted) {
        return nominee.id.clone();
    }
    let mut named = all().filter(|nominee| fold(&nominee.name) == wanted);
    match (named.next(), named.next()) {
        (Some(only), None) => only.id.clone(),
        _ => text.to_owned(),
    }
}

/// The fields of a map by their keys; empty where nothing stands.
pub(crate) fn entries(tree: &Tree, what: &str, findings: &mut Findings) -> Vec<(String, Tree)> {
    match &tree.value {
        Value::Empty => Vec::new(),
        Value::Map(fields) => fields.clone(),
        _ => {
            tree.fields(what, findings);
            Vec::new()
        }
    }
}

/// The tables of a list; one table alone is a list of one.
pub(crate) fn listed(tree: &Tree, what: &str, findings: &mut Findings) -> Vec<Tree> {
    match &tree.value {
        Value::Map(_) => vec![tree.clone()],
        _ => tree.items(what, findings),
    }
}

/// Whether a text says that something is taken away.
pub(crate) fn is_none(text: &str) -> bool {
    ["none", "ingen", "no", "nej", "false"].contains(&squeeze(text).as_str())
}

/// Seats, or `none`, which takes the bound away; `None` where nothing stands or it is wrong.
fn seats_or_none(what: &str, tree: &Tree, findings: &mut Findings) -> Option<Option<u64>> {
    match &tree.value {
        Value::Text(text) if is_none(text) => Some(None),
        Value::Bool(false) => Some(None),
        _ => tree.integer(what, 0..=MAX_SEATS, findings).map(Some),
    }
}

/// A weight: a number of 0 or more, exactly.
pub(crate) fn weight(what: &str, tree: &Tree, findings: &mut Findings) -> Option<Weight> {
    let (Value::Number(text) | Value::Text(text)) = &tree.value else {
        tree.text(what, findings);
        return None;
    };
    match read_number(text, Notation::Machine, Style::default()) {
        Ok(number) if !number.negative => Some(number.magnitude),
        Ok(_) => {
            let finding = Diagnostic::new(Code::OutOfRange, tree.place.clone()).about(what).found(text);
            findings.push(finding.expected("0 or more"));
            None
        }
        Err(error) => {
            findings.push(crate::table::number_finding(error, text, tree.place.clone()).about(what));
            None
        }
    }
}
