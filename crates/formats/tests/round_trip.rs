//! A programme comes back from its JSON, and from a folder that says the same, as it was; and
//! whatever stands in a file, the reader answers and does not fall over.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use fordel_formats::findings::Findings;
use fordel_formats::place::Source;
use fordel_formats::{
    ReadOptions, csv, parse_programme_json, plan_from_json, programme_to_folder, programme_to_json,
    read_programme,
};
use fordel_model::id::Id;
use fordel_model::nominee::Merit;
use fordel_model::programme::{ObjectiveKind, Organisation, Partner, PastYear, Reply, Reserved, Unfilled};
use fordel_model::rule::Demand;
use fordel_model::split::{BoundRule, OnTie};
use fordel_model::{
    Cluster, ClusterId, Column, Initiative, InitiativeId, Level, Method, Nominee, NomineeId, PeopleRule, Pin,
    PinSide, Programme, Relation, RelationKind, Requirement, Rules, Scope, ScoreRule, SectorId, Status,
    TeamRule, TeamSize, Weight,
};
use proptest::prelude::*;
use serde_json::Value;
use std::fmt::Write as _;

/// A small source of choices, driven by what proptest draws.
struct Dice(Vec<u8>, usize);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.1 += 1;
        let byte = self.0.get(self.1 - 1).copied().unwrap_or(0);
        usize::from(byte) % sides
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())].clone()
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.roll(2) == 1).then(|| make(self))
    }

    fn text(&mut self) -> String {
        let words = [
            "æøå",
            "a \"quoted\" word",
            "x, y",
            "semi; colon",
            "=SUM(A1)",
            "two\nlines",
            "</script>",
            "Ordinær",
            "n/a",
            "ja",
            "-",
        ];
        self.pick(&words).to_owned()
    }
}

/// Further rules of every kind, in the order of their names.
fn further(dice: &mut Dice, sector: SectorId) -> Vec<TeamRule> {
    let extra = |name: &str| Column::Extra(name.to_owned());
    let values = ["brun", "0751", "semi; colon", "a: b", "c=d", "\"x\"", "-", "1..2"];
    let mut rules = Vec::new();
    rules.extend(dice.maybe(|_| TeamRule::Sector(sector)));
    rules.extend(dice.maybe(|d| TeamRule::Level(d.pick(&Level::ALL))));
    rules.extend(dice.maybe(|d| TeamRule::Mix {
        column: extra("Sko, hat"),
        value: d.maybe(|d| d.pick(&values).to_owned()),
        min: 0,
        max: Some(2),
    }));
    rules.extend(dice.maybe(|d| TeamRule::Mix {
        column: Column::Level,
        value: Some("middle_manager".to_owned()),
        min: u32::try_from(d.roll(3)).unwrap(),
        max: d.maybe(|_| 3),
    }));
    for value in ["brun", "to ord"] {
        rules.extend(dice.maybe(|_| TeamRule::Skill {
            column: extra("Sko, hat"),
            value: value.to_owned(),
            min: 1,
        }));
    }
    rules.extend(dice.maybe(|d| TeamRule::Mean {
        column: extra("alder"),
        min: Some(-3),
        max: d.maybe(|_| 40),
    }));
    rules.extend(dice.maybe(|_| TeamRule::Same(extra("alder"))));
    rules.extend(dice.maybe(|_| TeamRule::Different(Column::Organisation)));
    rules
}

/// A valid programme.
fn programme(bytes: Vec<u8>) -> Programme {
    let dice = &mut Dice(bytes, 0);
    let sectors: Vec<String> = if dice.roll(3) == 0 {
        ["kommune", "hospital", "Psykiatri"].map(str::to_owned).to_vec()
    } else {
        ["municipality", "region", "general_practice", "patient"].map(str::to_owned).to_vec()
    };
    let with_levels = dice.roll(2) == 1;
    let (n_clusters, n_initiatives, n_nominees) = (1 + dice.roll(4), dice.roll(4), dice.roll(7));
    let mut programme = Programme {
        name: dice.text(),
        year: dice.maybe(|d| 2000 + i32::try_from(d.roll(50)).unwrap()),
        seats: 200,
        key: "population_2022".to_owned(),
        key_source: dice.maybe(Dice::text),
        method: dice.pick(&[
            Method::SainteLague,
            Method::Hamilton,
            Method::QuotaMethod,
            Method::Stationary { numerator: 1, denominator: 3 },
            Method::ModifiedSainteLague { numerator: 7, denominator: 5 },
            Method::PowerMean(-2),
        ]),
        bound_rule: dice.pick(&[BoundRule::FloorThenRaise, BoundRule::FixAndRepeat]),
        min_seats: dice.maybe(|_| 1),
        max_seats: dice.maybe(|_| 40),
        levels: if with_levels { vec!["region".to_owned()] } else { Vec::new() },
        level_methods: if with_levels && dice.roll(2) == 1 {
            vec![Method::Adams, Method::DHondt]
        } else {
            Vec::new()
        },
        on_tie: dice.pick(&[OnTie::Report, OnTie::LargerWeight, OnTie::Lot, OnTie::Order]),
        seed: dice.pick(&[0, 42, u64::MAX]),
        team_size: dice.pick(&[TeamSize::new(2, 4).unwrap(), TeamSize::new(3, 3).unwrap()]),
        objective: dice.pick(&[ObjectiveKind::Total, ObjectiveKind::WorstTeamFirst, ObjectiveKind::Leximin]),
        unfilled: dice.pick(&[Unfilled::LeaveEmpty, Unfilled::Redistribute, Unfilled::Refuse]),
        deadline: dice.maybe(|_| "2022-05-31".to_owned()),
        sectors,
        ..Programme::default()
    };
    let sector = |dice: &mut Dice, p: &Programme| SectorId::from_index(dice.roll(p.sectors.len()));
    for name in ["almen praksis", "patienter"] {
        if dice.roll(2) == 1 {
            let sectors = dice.maybe(|d| vec![sector(d, &programme)]).unwrap_or_default();
            programme.reserved.push(Reserved { name: name.to_owned(), seats: 3, sectors });
        }
    }
    for at in 0..n_clusters {
        let region = if with_levels || dice.roll(2) == 1 {
            Some(dice.pick(&["Øst", "Vest"]).to_owned())
        } else {
            None
        };
        let weight =
            dice.pick(&["1234567", "0.5", "12345678901234567890123456789012345678901", "1.234", "100"]);
        let (low, high) = (dice.maybe(|_| 2), dice.maybe(|_| 30));
        programme.clusters.push(Cluster {
            id: format!("C{at}"),
            name: dice.text(),
            groups: if with_levels { region.clone().into_iter().collect() } else { Vec::new() },
            region,
            weight: Weight::parse(weight).unwrap(),
            min_seats: low,
            max_seats: high,
            fixed_seats: dice.maybe(|_| 7),
            contact_person: dice.maybe(Dice::text),
            extra: vec![
                ("population_2019".to_owned(), dice.pick(&["39572", "", "1000000"]).to_owned()),
                ("Kode".to_owned(), dice.pick(&["0751", "A", ""]).to_owned()),
            ],
        });
    }
    let cluster = |dice: &mut Dice| ClusterId::from_index(dice.roll(n_clusters));
    for at in 0..n_initiatives {
        let first = cluster(dice);
        let mut clusters = vec![first];
        let second = cluster(dice);
        if second != first {
            clusters.push(second);
        }
        let teams_min = u32::try_from(dice.roll(3)).unwrap();
        programme.initiatives.push(Initiative {
            id: if at == 2 { "K;\"2".to_owned() } else { format!("K {at}") },
            clusters,
            title: dice.text(),
            teams_min,
            teams_max: teams_min + 1,
            size: dice.pick(&[TeamSize::new(2, 4).unwrap(), TeamSize::new(2, 3).unwrap()]),
            min_sectors: dice.maybe(|_| 3),
            required_sectors: dice.maybe(|d| vec![sector(d, &programme)]).unwrap_or_default(),
            required_levels: dice.maybe(|d| vec![d.pick(&Level::ALL)]).unwrap_or_default(),
        });
    }
    let initiatives = |dice: &mut Dice| -> Vec<InitiativeId> {
        let mut ids: Vec<usize> = (0..n_initiatives).filter(|_| dice.roll(2) == 1).collect();
        if dice.roll(2) == 1 {
            ids.reverse();
        }
        ids.into_iter().map(InitiativeId::from_index).collect()
    };
    let with_diversity = dice.roll(2) == 1;
    if n_nominees > 0 {
        programme.extra_columns = vec!["alder".to_owned(), "Sko, hat".to_owned()];
    }
    for at in 0..n_nominees {
        let manager = if at + 1 < n_nominees && dice.roll(2) == 1 {
            Some(at + 1 + dice.roll(n_nominees - at - 1))
        } else {
            None
        };
        let age = i64::try_from(dice.roll(90)).unwrap() - 20;
        programme.nominees.push(Nominee {
            id: format!("N{at}"),
            name: dice.text(),
            cluster: cluster(dice),
            organisation: dice.pick(&["Nordby Kommune", "Sydby Sygehus", "Ukendt"]).to_owned(),
            sector: sector(dice, &programme),
            area: dice.maybe(|_| "psykiatri".to_owned()),
            title: dice.maybe(Dice::text),
            level: dice.maybe(|d| d.pick(&Level::ALL)),
            profession: dice.maybe(|d| d.pick(&["læge", "sygeplejerske"]).to_owned()),
            manager: manager.map(NomineeId::from_index),
            manager_text: manager
                .map(|at| format!("N{at}"))
                .or_else(|| dice.maybe(|_| "en helt anden".to_owned())),
            sponsor: dice.maybe(Dice::text),
            initiatives: initiatives(dice),
            preferences: initiatives(dice),
            priority: dice.maybe(|d| 1 + u32::try_from(d.roll(5)).unwrap()),
            merit: Merit {
                experience: dice.maybe(|_| 5),
                competence: dice.maybe(|_| 0),
                motivation: dice.maybe(|_| 3),
            },
            seat_pool: dice.maybe(|_| ()).and(programme.reserved.first().map(|pool| pool.name.clone())),
            status: dice.pick(&Status::ALL),
            email: dice.maybe(|_| "a@b.dk".to_owned()),
            remark: dice.maybe(Dice::text),
            extra: vec![age.to_string(), dice.pick(&["", "0751", "brun"]).to_owned()],
            diversity: if with_diversity { vec![age] } else { Vec::new() },
        });
    }
    let with_organisations = dice.roll(2) == 1;
    if with_organisations {
        programme.organisations.push(Organisation {
            name: "Nordby Kommune".to_owned(),
            aliases: vec!["Nordby".to_owned(), "NK".to_owned()],
            cluster: dice.maybe(cluster),
            sector: dice.maybe(|d| sector(d, &programme)),
            weight: dice.maybe(|_| "12.5".to_owned()),
            contact: dice.maybe(Dice::text),
            reply: dice.pick(&[Reply::Waiting, Reply::Answered, Reply::NoCandidate]),
        });
    }
    programme.rules = Rules {
        min_sectors: u32::try_from(dice.roll(4)).unwrap(),
        max_same_organisation: dice.maybe(|_| 1),
        max_same_profession: dice.maybe(|_| 2),
        min_leaders_of_leaders: u32::try_from(dice.roll(2)).unwrap(),
        nobody_alone: if n_nominees > 0 && dice.roll(2) == 1 {
            vec![Column::Extra("Sko, hat".to_owned()), Column::Profession]
        } else {
            Vec::new()
        },
        respect_priority: dice.roll(2) == 1,
        requirements: Vec::new(),
        further: Vec::new(),
    };
    if n_nominees > 0 {
        let sector = sector(dice, &programme);
        programme.rules.further = further(dice, sector);
    }
    let mut require = |column: Column, demand: Demand| {
        if dice.roll(2) == 1 {
            programme.rules.requirements.push(Requirement { column, demand });
        }
    };
    require(Column::Sponsor, Demand::Filled);
    require(Column::Level, Demand::OneOf(vec!["leader_of_leaders".to_owned(), "other".to_owned()]));
    require(Column::Title, Demand::OneOf(vec!["semi; colon".to_owned(), "7".to_owned()]));
    require(Column::Experience, Demand::AtLeast(2));
    programme.score = ScoreRule {
        weights: [1, 0, 1_000_000, 2, 3, 4, 5, 6],
        preference_points: dice.pick(&[vec![], vec![7], vec![100, 60, 30]]),
        diversity_columns: if with_diversity && n_nominees > 0 {
            vec![Column::Extra("alder".to_owned())]
        } else {
            Vec::new()
        },
    };
    if n_nominees >= 3 {
        let id = NomineeId::from_index;
        programme.relations.push(Relation { a: id(2), b: id(0), kind: RelationKind::Apart });
        programme.relations.push(Relation { a: id(1), b: id(2), kind: RelationKind::Together });
        programme.relations.push(Relation { a: id(2), b: id(0), kind: RelationKind::Met });
        let initiative = (n_initiatives > 0).then(|| InitiativeId::from_index(0));
        programme.pins.push(Pin {
            nominee: id(1),
            initiative,
            team: dice.maybe(|_| "K 0-2".to_owned()),
            side: PinSide::In,
        });
        programme.pins.push(Pin { nominee: id(0), initiative: None, team: None, side: PinSide::Out });
    }
    let scope = dice.pick(&[
        Scope::Programme,
        Scope::Region(None),
        Scope::Cluster(None),
        Scope::Cluster(Some(ClusterId::from_index(0))),
    ]);
    let value = dice.maybe(|d| programme.sectors[d.roll(programme.sectors.len())].clone());
    programme.people_rules.push(PeopleRule {
        attribute: Column::Sector,
        value,
        scope,
        min: dice.maybe(|_| 1),
        max: Some(9),
    });
    if dice.roll(2) == 1 {
        programme.partners.push(Partner {
            id: "S1".to_owned(),
            name: dice.text(),
            region: dice.maybe(|_| "Øst".to_owned()),
            capacity: dice.maybe(|_| 3),
            organisation: dice.maybe(Dice::text),
            topics: dice.maybe(|_| vec!["KOL".to_owned(), "udskrivelse".to_owned()]).unwrap_or_default(),
        });
        let weight = dice.maybe(|_| Weight::parse("10.25").unwrap());
        programme.history.push(PastYear { cluster: "C0".to_owned(), year: 2021, seats: 9, weight });
    }
    programme
}

/// A cell of a JSON row as text: a list joined by `;`.
fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            // An item with the separator in it stands in quotes.
            let item = |item| {
                let text = cell(Some(item));
                if text.contains(';') { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
            };
            items.iter().map(item).collect::<Vec<_>>().join(";")
        }
        Some(other) => other.to_string(),
    }
}

/// Settings as TOML: what JSON writes is TOML too, save for objects.
fn toml(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let fields =
                fields.iter().map(|(key, value)| format!("{} = {}", Value::from(key.as_str()), toml(value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// Writes the document as a folder, weights with a decimal comma.
fn write_folder(document: &Value, folder: &std::path::Path) {
    let fields = document.as_object().unwrap();
    let settings = fields["programme"].as_object().unwrap();
    let mut text = String::new();
    for (key, value) in settings {
        writeln!(text, "{key} = {}", toml(value)).unwrap();
    }
    std::fs::write(folder.join("programme.toml"), text).unwrap();
    for (name, table) in fields {
        let Some(rows) = table.as_array().filter(|rows| !rows.is_empty()) else { continue };
        let mut headings: Vec<&String> = Vec::new();
        for row in rows {
            for key in row.as_object().unwrap().keys() {
                if !headings.contains(&key) {
                    headings.push(key);
                }
            }
        }
        // A column that no row fills in JSON may stand empty in a file.
        let mut writer = ::csv::WriterBuilder::new()
            .delimiter(b';')
            .from_path(folder.join(format!("{name}.csv")))
            .unwrap();
        writer.write_record(headings.iter().map(|heading| heading.as_bytes())).unwrap();
        for row in rows {
            let cells = headings.iter().map(|heading| {
                let text = cell(row.get(heading.as_str()));
                let is_number = heading.contains("population") || heading.as_str() == "weight";
                // Four decimals can only be decimals.
                if is_number && text.contains('.') { format!("{}0000", text.replace('.', ",")) } else { text }
            });
            writer.write_record(cells.collect::<Vec<_>>()).unwrap();
        }
        writer.flush().unwrap();
    }
}

/// The programme read from a workbook of it.
fn through_workbook(programme: &Programme, language: fordel_formats::Language) -> Programme {
    let bytes = fordel_formats::xlsx::programme_to_workbook(programme, language).unwrap();
    let again = fordel_formats::xlsx::programme_to_workbook(programme, language).unwrap();
    assert!(bytes == again, "the same programme gives the same bytes");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.xlsx");
    std::fs::write(&path, bytes).unwrap();
    let loaded = read_programme(&path, &ReadOptions::default());
    loaded.unwrap_or_else(|findings| panic!("{findings}\n{}", programme_to_json(programme))).programme
}

fn a_programme() -> impl Strategy<Value = Programme> {
    proptest::collection::vec(any::<u8>(), 0..600).prop_map(programme)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_programme_comes_back_from_a_workbook(programme in a_programme(), in_danish in any::<bool>()) {
        use fordel_formats::Language;
        let language = if in_danish { Language::Danish } else { Language::English };
        let back = through_workbook(&programme, language);
        prop_assert_eq!(programme_to_json(&back), programme_to_json(&programme));
        prop_assert_eq!(back, programme);
    }

    #[test]
    fn a_programme_comes_back_from_its_json(programme in a_programme()) {
        let json = programme_to_json(&programme);
        let loaded = parse_programme_json(&json, "p.json", &ReadOptions::default())
            .unwrap_or_else(|findings| panic!("{findings}\n{json}"));
        prop_assert_eq!(loaded.programme, programme, "{}", json);
    }

    #[test]
    fn bytes_as_csv_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut findings = Findings::new();
        csv::read_csv("t", &Source::file("t.csv"), &bytes, &["id", "weight"], &ReadOptions::default(), &mut findings);
        findings.to_text(50);
    }

    #[test]
    fn texts_as_csv_are_answered(text in "(id|weight|[;,\t\"\r\n]|[0-9.,]{1,6}|I alt|sep=;|\u{200b}|\u{202e}|æ){0,60}") {
        let mut findings = Findings::new();
        let table = csv::read_csv("t", &Source::file("t.csv"), text.as_bytes(), &["id", "weight"], &ReadOptions::default(), &mut findings);
        if let Some(table) = table {
            let width = table.headings.len();
            prop_assert!(table.rows.iter().all(|row| row.cells.len() == width));
            for column in 0..width {
                let style = table.style(column);
                for row in 0..table.rows.len() {
                    table.number(row, column, style, &mut findings);
                }
            }
        }
        findings.to_text(50);
    }

    #[test]
    fn a_damaged_document_is_answered(
        programme in a_programme(),
        cuts in proptest::collection::vec((any::<u16>(), 0usize..12), 1..4),
    ) {
        let mut json = programme_to_json(&programme);
        let bits = ["null", "[]", "{}", "\"\"", "-1", "1e999", "\"x\"", "[[1]]", "{\"id\":{}}", "true", "0.5", "\"C0;C0\""];
        for (at, bit) in cuts {
            // Replace one value, or one piece of text where there is none.
            let colons: Vec<usize> = json.match_indices(':').map(|(at, _)| at).collect();
            let colon = colons[usize::from(at) % colons.len()];
            let end = json[colon..].find([',', '}', ']', '\n']).map_or(json.len(), |end| colon + end);
            json.replace_range(colon + 1..end, bits[bit]);
        }
        if let Err(findings) = parse_programme_json(&json, "p.json", &ReadOptions::default()) {
            prop_assert!(findings.has_errors());
            findings.to_text(50);
            findings.to_json();
        }
        let _ = plan_from_json(&json.replace("fordel/programme/1", "fordel/plan/1"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_folder_says_the_same_as_its_document(programme in a_programme()) {
        let json = programme_to_json(&programme);
        let folder = tempfile::tempdir().unwrap();
        write_folder(&serde_json::from_str(&json).unwrap(), folder.path());
        let loaded = read_programme(folder.path(), &ReadOptions::default())
            .unwrap_or_else(|findings| panic!("{findings}\n{json}"));
        prop_assert_eq!(loaded.programme, programme, "{}", json);
    }

    #[test]
    fn a_programme_comes_back_from_our_own_folder(programme in a_programme()) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in programme_to_folder(&programme) {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let loaded = read_programme(folder.path(), &ReadOptions::default())
            .unwrap_or_else(|findings| panic!("{findings}"));
        prop_assert_eq!(loaded.programme, programme);
    }
}
