//! A small programme and a plan of it, made by hand: two regions, three clusters, one of which
//! has no legal plan, and a name that a terminal or spreadsheet would obey.

use fordel_model::id::Id;
use fordel_model::plan::{
    Case, Certificate, Clash, ClusterOutcome, NotSelected, Objective, ObjectiveName, PlanStatus,
    PlannedProgramme, Proof, Reason, ReservedSeats, Reserves, SolverReport, Team, Vacancy,
};
use fordel_model::split::{Node, Split, UnitSeats};
use fordel_model::{
    Cluster, ClusterId, Fraction, Initiative, InitiativeId, Merit, Method, Nominee, Plan, Programme,
    SectorId, Status, TeamSize, Weight,
};

pub(crate) fn programme() -> Programme {
    let mut programme = Programme {
        name: "Prøveprogrammet".to_owned(),
        year: Some(2022),
        seats: 10,
        key: "population_2022".to_owned(),
        key_source: Some("made up".to_owned()),
        levels: vec!["region".to_owned()],
        sectors: ["municipality", "region", "general_practice", "patient"].map(str::to_owned).to_vec(),
        ..Programme::default()
    };
    for (id, name, region, weight) in [
        ("ø-by", "Byen", "Øst", 61_000u32),
        ("v-by", "Byen", "Vest", 21_500),
        ("v-hav", "Havet", "Vest", 18_000),
    ] {
        programme.clusters.push(Cluster {
            id: id.to_owned(),
            name: name.to_owned(),
            region: Some(region.to_owned()),
            weight: Weight::from_integer(weight),
            groups: vec![region.to_owned()],
            min_seats: None,
            max_seats: None,
            fixed_seats: None,
            contact_person: None,
            extra: Vec::new(),
        });
    }
    for (id, cluster, title) in [
        ("ø-kol", 0, "Sammenhængende KOL-forløb"),
        ("v-kol", 1, "Den gode udskrivelse"),
        ("hav-kol", 2, "Medicin"),
    ] {
        programme.initiatives.push(Initiative {
            id: id.to_owned(),
            clusters: vec![ClusterId::from_index(cluster)],
            title: title.to_owned(),
            teams_min: 1,
            teams_max: 2,
            size: TeamSize::default(),
            min_sectors: None,
            required_sectors: Vec::<SectorId>::new(),
            required_levels: Vec::new(),
        });
    }
    let people = [
        ("n1", "Agnes Prøvesen", 0, "Østby Kommune", 0, None),
        ("n2", "=SUM(A1:A9)", 0, "Østby Sygehus", 1, Some("hospital")),
        ("n3", "Bo \u{1b}[31mTestrup", 0, "Læge; Dorte Papirsen", 2, None),
        ("n4", "Carl Modelby", 0, "Østby Kommune", 0, None),
        ("n5", "Dorte Papirsen", 1, "Vestby Kommune", 0, None),
        ("n6", "Ebbe Syntved", 1, "Psykiatrien i \"Vest\"", 1, Some("psychiatry")),
        ("n7", "Freja Opdigtsen", 2, "Havby Kommune", 0, None),
        ("n8", "Gorm Fiktivborg", 2, "Havby Kommune", 0, None),
        ("n9", "Hanne Attrapsen", 0, "Østby Kommune", 0, None),
    ];
    for (id, name, cluster, organisation, sector, area) in people {
        programme.nominees.push(Nominee {
            id: id.to_owned(),
            name: name.to_owned(),
            cluster: ClusterId::from_index(cluster),
            organisation: organisation.to_owned(),
            sector: SectorId::from_index(sector),
            area: area.map(str::to_owned),
            title: Some("Titel, som ikke vises".to_owned()),
            level: None,
            profession: None,
            manager: None,
            manager_text: None,
            sponsor: None,
            initiatives: Vec::<InitiativeId>::new(),
            preferences: Vec::new(),
            priority: None,
            merit: Merit::default(),
            seat_pool: None,
            status: if id == "n4" { Status::Withdrawn } else { Status::Nominated },
            email: Some("skjult@eksempel.invalid".to_owned()),
            remark: Some("Bemærkning, som aldrig vises".to_owned()),
            extra: Vec::new(),
            diversity: Vec::new(),
        });
    }
    programme
}

pub(crate) fn plan() -> Plan {
    let unit = |id: &str, weight: u32, seats| UnitSeats {
        id: id.to_owned(),
        weight: Weight::from_integer(weight),
        quota: Fraction::new(weight * 8, 100_500u32),
        seats: Some(seats),
        lower: seats,
        upper: seats,
    };
    let node = |id: &str, seats| Node { level: "region".to_owned(), id: id.to_owned(), seats: Some(seats) };
    let outcome = |cluster: &str, status, score| ClusterOutcome {
        cluster: cluster.to_owned(),
        status,
        score,
        bound: score,
    };
    let team = |id: &str, initiative: &str, cluster: &str, members: &[&str], score| Team {
        id: id.to_owned(),
        initiative: initiative.to_owned(),
        cluster: cluster.to_owned(),
        members: members.iter().map(|&id| id.to_owned()).collect(),
        score,
        parts: [score, 0, 0, 0, 0, 0, 0, 0],
        partner: None,
    };
    let out = |nominee: &str, reason, detail: &str| NotSelected {
        nominee: nominee.to_owned(),
        reason,
        detail: detail.to_owned(),
    };
    Plan {
        programme: PlannedProgramme {
            name: "Prøveprogrammet".to_owned(),
            year: Some(2022),
            digest: String::new(),
        },
        record: Vec::new(),
        keep: None,
        status: PlanStatus::Partial,
        objectives: vec![
            Objective { name: ObjectiveName::SeatsFilled, value: 5, bound: 5 },
            Objective { name: ObjectiveName::SplitDistance, value: 5, bound: 5 },
            Objective { name: ObjectiveName::Score, value: 2345, bound: 2345 },
        ],
        score: 2345,
        bound: 2345,
        split: Split {
            method: Method::SainteLague,
            seats: 8,
            bound_rule: None,
            units: vec![unit("ø-by", 61_000, 5), unit("v-by", 21_500, 2), unit("v-hav", 18_000, 1)],
            tie: None,
            seed: None,
            broken_ties: Vec::new(),
            divisor: None,
            cut: None,
            next: ["v-by", "ø-by", "v-hav"].map(str::to_owned).to_vec(),
            violations: Vec::new(),
            nodes: vec![node("Øst", 5), node("Vest", 3)],
            warnings: Vec::new(),
        },
        filled: vec![3, 2, 0],
        reserved: vec![ReservedSeats { name: "almen praksis".to_owned(), seats: 2, filled: 0 }],
        clusters: vec![
            outcome("ø-by", PlanStatus::Optimal, 1545),
            outcome("v-by", PlanStatus::Optimal, 800),
            outcome("v-hav", PlanStatus::Infeasible, 0),
        ],
        teams: vec![
            team("ø-kol", "ø-kol", "ø-by", &["n1", "n2", "n3"], 1545),
            team("v-kol", "v-kol", "v-by", &["n5", "n6"], 800),
        ],
        not_selected: vec![
            out("n4", Reason::Withdrawn, "withdrawn"),
            out(
                "n7",
                Reason::NoLegalTeam,
                "Havby Kommune only: Freja Opdigtsen has nobody of another sector",
            ),
            out("n8", Reason::NoLegalTeam, "nobody of another sector"),
            out("n9", Reason::SeatsFull, "her best team scores 12 less"),
        ],
        reserves: vec![Reserves { cluster: "ø-by".to_owned(), nominees: vec!["n9".to_owned()] }],
        vacant: vec![Vacancy {
            cluster: "ø-by".to_owned(),
            seats: 2,
            reason: "its one team holds at most 3".to_owned(),
            could_go_to: vec!["v-by".to_owned(), "v-hav".to_owned()],
        }],
        clash: vec![Clash {
            kind: "teams_min".to_owned(),
            place: "v-hav".to_owned(),
            text: "`hav-kol` must have a team, but all nominees are of one sector".to_owned(),
            demands: Vec::new(),
            relaxations: Vec::new(),
        }],
        warnings: vec!["nobody has figures for merit; balance counts 0".to_owned()],
        solver: SolverReport { backend: "microlp".to_owned(), columns: 1234, rounds: 3, nodes: 0, seed: 7 },
        certificate: Certificate {
            scale: 1000,
            cases: vec![Case {
                block: "ø-by".to_owned(),
                objective: ObjectiveName::Score,
                seats: Vec::new(),
                decisions: Vec::new(),
                multipliers: Vec::new(),
                duals: Vec::new(),
                proof: Proof::Dual,
                bound: 1545,
            }],
        },
    }
}
