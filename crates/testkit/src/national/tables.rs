//! The generator's rows as the text of CSV files.

use super::draw::Draw;
use super::people::Person;
use super::places::{PLACES, office};
use super::words::Workplace;
use super::{FixtureFile, Theme};
use std::collections::BTreeMap;

/// What `fixtures/national-2022/programme.toml` says.
const NATIONAL: &str = include_str!("national.toml");
/// What `fixtures/byen/programme.toml` says.
const BYEN: &str = include_str!("byen.toml");

/// A table: its header and rows.
struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    fn new(header: &[&str]) -> Self {
        Self { rows: vec![header.iter().map(|&heading| heading.to_owned()).collect()] }
    }

    fn push(&mut self, cells: &[&str]) {
        assert_eq!(cells.len(), self.rows[0].len(), "a row has as many cells as the header: {cells:?}");
        self.rows.push(cells.iter().map(|&cell| cell.to_owned()).collect());
    }

    /// Only the rows of one cluster, by the column `cluster` (or `id`).
    fn of_cluster(&self, column: &str, cluster: &str) -> Self {
        let at = self.rows[0].iter().position(|heading| heading == column);
        let at = at.unwrap_or_else(|| panic!("no column `{column}`"));
        let keep = |(row, cells): &(usize, &Vec<String>)| *row == 0 || cells[at] == cluster;
        Self { rows: self.rows.iter().enumerate().filter(keep).map(|(_, cells)| cells.clone()).collect() }
    }

    fn file(&self, folder: &str, name: &str) -> FixtureFile {
        let quoted = |cell: &String| {
            if cell.contains([',', '"']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        };
        let line = |cells: &Vec<String>| cells.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
        FixtureFile { path: format!("{folder}/{name}.csv"), text: self.rows.iter().map(line).collect() }
    }
}

/// All files, both folders.
pub(super) fn files(draw: &mut Draw, themes: &[Theme], people: &[Person]) -> Vec<FixtureFile> {
    let (clusters, initiatives) = (clusters(), initiatives(themes));
    let (organisations, nominees) = (organisations(draw, people), nominees(people));
    let national = "national-2022";
    let byen = "byen";
    vec![
        FixtureFile { path: format!("{national}/programme.toml"), text: NATIONAL.to_owned() },
        clusters.file(national, "clusters"),
        initiatives.file(national, "initiatives"),
        nominees.file(national, "nominees"),
        organisations.file(national, "organisations"),
        relations(people).file(national, "relations"),
        pins(themes, people).file(national, "pins"),
        quotas().file(national, "quotas"),
        FixtureFile { path: format!("{byen}/programme.toml"), text: BYEN.to_owned() },
        clusters.of_cluster("id", "h-byen").file(byen, "clusters"),
        initiatives.of_cluster("cluster", "h-byen").file(byen, "initiatives"),
        nominees.of_cluster("cluster", "h-byen").file(byen, "nominees"),
    ]
}

fn clusters() -> Table {
    let mut table = Table::new(&[
        "id",
        "name",
        "region",
        "population_2022",
        "population_2019",
        "population_2020",
        "population_2021",
        "population_2023",
        "contact_person",
    ]);
    for place in &PLACES {
        let [y2019, y2020, y2021, y2022, y2023] = place.populations();
        let contact = format!("Klyngesekretariatet i {}", place.name);
        table.push(&[place.id, place.name, place.region(), y2022, y2019, y2020, y2021, y2023, &contact]);
    }
    table
}

fn initiatives(themes: &[Theme]) -> Table {
    let mut table = Table::new(&["id", "cluster", "title", "teams_min", "teams_max"]);
    for theme in themes {
        table.push(&[&theme.id, theme.cluster, theme.title, "1", &theme.teams_max.to_string()]);
    }
    table
}

fn nominees(people: &[Person]) -> Table {
    let mut table = Table::new(&[
        "id",
        "name",
        "cluster",
        "organisation",
        "sector",
        "area",
        "title",
        "level",
        "profession",
        "manager",
        "sponsor",
        "initiatives",
        "preferences",
        "priority",
        "status",
        "email",
        "remark",
    ]);
    for person in people {
        let (sector, area) = person.workplace.sector();
        let priority = person.priority.map(|rank| rank.to_string()).unwrap_or_default();
        table.push(&[
            &person.id,
            &person.name,
            person.cluster,
            &person.organisation,
            sector,
            area,
            person.title,
            person.level,
            person.profession,
            &person.manager,
            person.sponsor,
            &person.initiatives.join(";"),
            &person.preferences.join(";"),
            &priority,
            person.status,
            &person.email(),
            person.remark,
        ]);
    }
    table
}

/// Every municipality and hospital, with or without people; psychiatry belongs to no one cluster.
fn organisations(draw: &mut Draw, people: &[Person]) -> Table {
    let mut table = Table::new(&["name", "aliases", "cluster", "sector", "reply"]);
    let mut n_people: BTreeMap<&str, usize> = BTreeMap::new();
    for person in people {
        *n_people.entry(&person.organisation).or_default() += 1;
    }
    let mut reply = |name: &str| match n_people.get(name) {
        Some(_) => "answered",
        None if draw.chance(70) => "none",
        None => "waiting",
    };
    let mut psychiatry_done = Vec::new();
    for place in &PLACES {
        for (name, _) in place.municipalities() {
            let office = office(name);
            let alias = if name == "Aarhus" { "Aarhus;Århus Kommune;Århus" } else { name };
            table.push(&[&office, alias, place.id, "municipality", reply(&office)]);
        }
        table.push(&[place.hospital, "", place.id, "region", reply(place.hospital)]);
        if !psychiatry_done.contains(&place.psychiatry()) {
            psychiatry_done.push(place.psychiatry());
            table.push(&[place.psychiatry(), "", "", "region", reply(place.psychiatry())]);
        }
    }
    table
}

/// Eligible people of a cluster on whom no order, chain or initiative weighs.
fn free<'a>(people: &'a [Person], cluster: &'a str) -> impl Iterator<Item = &'a Person> {
    people.iter().filter(move |person| person.cluster == cluster && person.is_free())
}

fn relations(people: &[Person]) -> Table {
    let mut table = Table::new(&["a", "b", "relation"]);
    let first = |cluster, workplace: Workplace| {
        let found = free(people, cluster).find(|person| person.workplace == workplace);
        found.unwrap_or_else(|| panic!("nobody free at {workplace:?} in `{cluster}`"))
    };
    for (cluster, a, b) in [
        ("sd-fyn", Workplace::Municipality, Workplace::Hospital),
        ("m-horsens", Workplace::Municipality, Workplace::GeneralPractice),
    ] {
        table.push(&[&first(cluster, a).id, &first(cluster, b).id, "together"]);
    }
    for cluster in ["h-byen", "m-aarhus"] {
        let mut of_hospital = free(people, cluster).filter(|person| person.workplace == Workplace::Hospital);
        if let (Some(a), Some(b)) = (of_hospital.next(), of_hospital.next()) {
            table.push(&[&a.id, &b.id, "apart"]);
        }
    }
    table
}

fn pins(themes: &[Theme], people: &[Person]) -> Table {
    let mut table = Table::new(&["nominee", "initiative", "pin"]);
    let last = |cluster| {
        free(people, cluster).last().unwrap_or_else(|| panic!("nobody free in `{cluster}`")).id.as_str()
    };
    let theme = themes.iter().find(|theme| theme.cluster == "m-aarhus");
    let theme = theme.expect("Aarhus has initiatives");
    table.push(&[last("m-aarhus"), &theme.id, "in"]);
    table.push(&[last("sd-lillebaelt"), "", "in"]);
    table.push(&[last("h-midt"), "", "out"]);
    table
}

fn quotas() -> Table {
    let mut table = Table::new(&["attribute", "value", "scope", "scope_id", "min", "max"]);
    table.push(&["sector", "general_practice", "cluster", "h-byen", "2", ""]);
    table.push(&["area", "psychiatry", "cluster", "m-aarhus", "1", ""]);
    table.push(&["area", "psychiatry", "programme", "", "8", ""]);
    table.push(&["level", "leader_of_leaders", "programme", "", "20", ""]);
    table
}
