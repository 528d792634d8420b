//! The real program at national size with quotas and a pool over all clusters: proven, and honest where a
//! limit or a signal ends it.

use fordel_testkit::fixture;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fordel(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fordel")).args(arguments).output().expect("the program starts")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// The country with more quotas, and with general practice as a pool where that is wanted.
fn country(folder: &Path, quotas: &[&str], pool: bool) -> PathBuf {
    for entry in std::fs::read_dir(fixture("national-2022")).expect("the fixture is there") {
        let entry = entry.expect("the fixture can be listed");
        std::fs::copy(entry.path(), folder.join(entry.file_name())).expect("copied");
    }
    let table = folder.join("quotas.csv");
    let mut rows = std::fs::read_to_string(&table).expect("a table");
    for quota in quotas {
        rows.push_str(quota);
        rows.push('\n');
    }
    std::fs::write(table, rows).expect("written");
    if pool {
        let settings = folder.join("programme.toml");
        let text = std::fs::read_to_string(&settings).expect("a text");
        let with = text.replace("\nseats = 20\n", "\nseats = 20\nsectors = [\"general_practice\"]\n");
        assert_ne!(text, with);
        std::fs::write(settings, with).expect("written");
    }
    folder.to_path_buf()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("no JSON: {}", said(output)))
}

/// Value and bound of a level.
fn level(plan: &Value, name: &str) -> (i64, i64) {
    let levels = plan["objectives"].as_array().expect("objectives");
    let level = levels.iter().find(|level| level["name"] == name).expect("the level is there");
    let number = |key: &str| level[key].as_i64().expect("a number");
    (number("value"), number("bound"))
}

#[test]
fn quotas_over_the_whole_country_are_proven() {
    let folder = tempfile::tempdir().expect("a folder");
    let quotas =
        ["profession,sygeplejerske,programme,,50,", "profession,praksissygeplejerske,programme,,14,"];
    let country = country(folder.path(), &quotas, false);
    let output = fordel(&["plan", path(&country), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let plan = json(&output);
    assert_eq!(plan["status"], "optimal");
    assert_eq!(level(&plan, "seats_filled"), (180, 180));
    assert_eq!(level(&plan, "score"), (96_180, 96_180));
}

/// Quotas on professions, sectors and levels, over the programme and region by region: sixty-eight of them.
const MANY: [&str; 4] = [
    "profession,*,programme,,2,30",
    "sector,*,region,*,,22",
    "level,*,region,*,1,20",
    "area,psychiatry,region,*,2,",
];

#[test]
fn many_quotas_over_the_country_and_its_regions_are_proven() {
    let folder = tempfile::tempdir().expect("a folder");
    let country = country(folder.path(), &MANY, false);
    let output = fordel(&["plan", path(&country), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let plan = json(&output);
    assert_eq!(level(&plan, "seats_filled"), (180, 180));
    assert_eq!(level(&plan, "score"), (96_580, 96_580));
}

#[test]
fn quotas_that_no_seats_can_meet_are_a_clash() {
    let folder = tempfile::tempdir().expect("a folder");
    // Nordjylland has four.
    let country = country(folder.path(), &["level,leader_of_leaders,region,*,5,"], false);
    let output = fordel(&["plan", path(&country), "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}

#[test]
fn quotas_that_leave_seats_empty_end_with_the_most_that_can_be_filled() {
    let folder = tempfile::tempdir().expect("a folder");
    let quotas = [
        "sector,municipality,programme,,,62",
        "sector,region,programme,,,58",
        "level,leader_of_leaders,programme,,36,",
        "profession,sygeplejerske,programme,,,26",
        "level,middle_manager,programme,,,66",
    ];
    let country = country(folder.path(), &quotas, false);
    let output = fordel(&["plan", path(&country), "--format", "json"]);
    let plan = json(&output);
    assert_eq!(level(&plan, "seats_filled"), (167, 167));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn general_practice_as_a_pool_of_the_whole_country_is_proven() {
    let folder = tempfile::tempdir().expect("a folder");
    let country = country(folder.path(), &[], true);
    let output = fordel(&["plan", path(&country), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let plan = json(&output);
    assert_eq!(level(&plan, "seats_filled"), (180, 180));
    assert_eq!(level(&plan, "pool_seats_filled"), (20, 20));
    assert_eq!(level(&plan, "score"), (103_110, 103_110));
}

/// Region by region, with general practice as a pool, and seats handed on where that is wanted.
const OF_REGIONS: [&str; 4] = [
    "sector,municipality,region,*,8,",
    "sector,region,region,*,6,",
    "level,leader_of_leaders,region,*,3,",
    "level,administrative_leader,region,*,1,",
];

#[test]
fn quotas_of_regions_beside_a_pool_are_proven_where_seats_are_handed_on_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let country = country(folder.path(), &OF_REGIONS, true);
    for unfilled in ["unfilled=leave_empty", "unfilled=redistribute"] {
        let output = fordel(&["plan", path(&country), "--set", unfilled, "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{unfilled}: {}", said(&output));
        let plan = json(&output);
        assert_eq!(level(&plan, "seats_filled"), (180, 180));
        assert_eq!(level(&plan, "pool_seats_filled"), (20, 20));
        assert_eq!(level(&plan, "split_distance"), (0, 0));
        assert_eq!(level(&plan, "score"), (103_110, 103_110));
    }
}

/// At most 95 from municipalities, 70 from regions and all 9 patients use the clusters' seats; at most 18 of general
/// practice the pool's. Seven clusters leave one seat empty each, by the method's claims.
const FEWER_THAN_SEATS: [&str; 6] = [
    "sector,municipality,programme,,70,95",
    "sector,region,programme,,50,70",
    "sector,general_practice,programme,,12,18",
    "level,leader_of_leaders,programme,,30,45",
    "level,middle_manager,programme,,80,110",
    "level,administrative_leader,programme,,5,15",
];

#[test]
fn quotas_that_leave_seats_of_clusters_and_of_a_pool_empty_are_proven() {
    let folder = tempfile::tempdir().expect("a folder");
    let country = country(folder.path(), &FEWER_THAN_SEATS, true);
    let output = fordel(&["plan", path(&country), "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let plan = json(&output);
    assert_eq!(level(&plan, "seats_filled"), (173, 173));
    assert_eq!(level(&plan, "pool_seats_filled"), (18, 18));
    assert_eq!(level(&plan, "split_distance"), (7, 7));
    assert_eq!(level(&plan, "score"), (98_390, 98_390));
}

#[test]
fn a_limit_ends_with_a_plan_and_its_bound_and_never_with_a_fault() {
    for (quotas, pool) in
        [(&[][..], false), (&["profession,sygeplejerske,programme,,50,"][..], false), (&[], true)]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let country = country(folder.path(), quotas, pool);
        for limit in [["--time-limit", "0.0001"], ["--time-limit", "0.2"], ["--work-limit", "50"]] {
            let output = fordel(&[&["plan", path(&country), "--format", "json"], &limit[..]].concat());
            let ending = output.status.code();
            assert!(matches!(ending, Some(0 | 3)), "{quotas:?} {pool} {limit:?}: {}", said(&output));
            if !output.stdout.is_empty() {
                let plan = json(&output);
                let (score, bound) = level(&plan, "score");
                assert!(score <= bound);
                assert_eq!(ending == Some(0), plan["status"] == "optimal");
            }
        }
    }
}

/// Clusters that no quota reaches are settled, the others are left open: what is proven of the one is not said of all.
#[test]
fn where_quotas_leave_teams_open_leximin_says_no_more_than_is_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let quotas = ["sector,region,region,Midtjylland,18,", "area,hospital,region,Midtjylland,,12"];
    let country = country(folder.path(), &quotas, false);
    let limit = ["--work-limit", "300000", "--set", "objective=leximin"];
    let output = fordel(&[&["plan", path(&country), "--format", "json"], &limit[..]].concat());
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    let plan = json(&output);
    let (proven, teams) = level(&plan, "leximin");
    assert!(proven < teams, "{proven} of {teams}");
}

#[test]
fn a_gap_ends_the_search_early_and_is_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let country = country(folder.path(), &["profession,sygeplejerske,programme,,50,"], false);
    let output = fordel(&["plan", path(&country), "--format", "json", "--gap", "0.02"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let plan = json(&output);
    let (score, bound) = level(&plan, "score");
    assert!((96_180..=bound).contains(&bound), "no bound is below the best plan: {bound}");
    assert!((bound - score) * 50 <= score, "{score} {bound}");
}

/// With better teams only, 23 seats would have to be filled by fours and pairs: the sizes are counted, for no
/// linear bound sees it.
#[test]
fn the_worst_team_of_a_large_cluster_is_proven() {
    let byen = fixture("byen");
    let output = fordel(&["plan", path(&byen), "--set", "objective=worst_team_first", "--format", "json"]);
    let plan = json(&output);
    assert_eq!(plan["status"], "optimal");
    assert_eq!(level(&plan, "worst_team"), (1_700, 1_700));
}

/// Two clusters could fill all seats but for a quota that neither of them alone meets: the third, which the quota
/// does not count, is handed what they leave.
#[test]
fn seats_that_a_quota_leaves_empty_are_handed_on_to_clusters_it_does_not_count() {
    let people = [
        ("n0", "c2", "region"),
        ("n1", "c0", "region"),
        ("n2", "c0", "municipality"),
        ("n3", "c1", "region"),
        ("n4", "c2", "general_practice"),
        ("n5", "c1", "municipality"),
    ];
    let clusters = ["c0", "c1", "c2"];
    let programme = json!({
        "format": "fordel/programme/1",
        "programme": {
            "name": "Quota", "seats": 4, "key": "population", "on_tie": "lot", "seed": 0, "unfilled": "redistribute",
        },
        "clusters": clusters.map(|id| json!({ "id": id, "name": id, "population": 100 })),
        "initiatives": clusters.map(|id| {
            json!({ "id": format!("k-{id}"), "cluster": [id], "title": id, "teams_min": 0, "teams_max": 1 })
        }),
        "nominees": people.map(|(id, cluster, sector)| {
            json!({ "id": id, "name": id, "cluster": cluster, "organisation": "Org", "sector": sector })
        }),
        "quotas": [{ "attribute": "sector", "value": "municipality", "scope": "programme", "max": 0 }],
    });
    let folder = tempfile::tempdir().expect("a folder for a test");
    let file = folder.path().join("quota.json");
    std::fs::write(&file, programme.to_string()).expect("written");
    let plan = json(&fordel(&["plan", path(&file), "--format", "json"]));
    assert_eq!(plan["status"], "optimal");
    assert_eq!(level(&plan, "seats_filled"), (2, 2));
}
