//! Small programmes by hand.

use fordel_model::id::Id;
use fordel_model::{
    Cluster, ClusterId, Column, IdVec, Initiative, InitiativeId, Merit, Nominee, NomineeId, PeopleRule, Pin,
    PinSide, Programme, Relation, RelationKind, Scope, SectorId, Status, TeamSize, Weight,
};
use std::collections::BTreeMap;

/// Builds a [`Programme`] row by row; references are by id, and a wrong one panics with its name.
///
/// Methods that say something about a row speak of the row added last.
///
/// # Example
/// ```
/// use fordel_testkit::ProgrammeBuilder;
/// let programme = ProgrammeBuilder::new(2)
///     .cluster("vest", 100)
///     .initiative("copd", &["vest"])
///     .nominee("n1", "vest", "Hospital", "region")
///     .nominee("n2", "vest", "Town", "municipality").prefers(&["copd"])
///     .build();
/// assert_eq!(programme.nominees.len(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct ProgrammeBuilder {
    programme: Programme,
    managers: BTreeMap<NomineeId, String>,
}

impl ProgrammeBuilder {
    /// A programme of `seats` places with the contract's four sectors and nothing else in it.
    pub fn new(seats: u64) -> Self {
        let sectors = ["municipality", "region", "general_practice", "patient"].map(str::to_owned).to_vec();
        let programme = Programme {
            name: "Test".to_owned(),
            year: Some(2026),
            seats,
            key: "population".to_owned(),
            sectors,
            ..Programme::default()
        };
        Self { programme, managers: BTreeMap::new() }
    }

    /// Changes anything else of the programme.
    pub fn programme(mut self, change: impl FnOnce(&mut Programme)) -> Self {
        change(&mut self.programme);
        self
    }

    /// Adds a cluster with its weight.
    pub fn cluster(mut self, id: &str, weight: u64) -> Self {
        self.programme.clusters.push(Cluster {
            id: id.to_owned(),
            name: id.to_owned(),
            region: None,
            weight: Weight::from_integer(weight),
            groups: Vec::new(),
            min_seats: None,
            max_seats: None,
            fixed_seats: None,
            contact_person: None,
            extra: Vec::new(),
        });
        self
    }

    /// The cluster's region.
    pub fn region(self, name: &str) -> Self {
        self.with_cluster(|cluster| cluster.region = Some(name.to_owned()))
    }

    /// Changes anything else of the cluster.
    pub fn with_cluster(mut self, change: impl FnOnce(&mut Cluster)) -> Self {
        change(last(&mut self.programme.clusters));
        self
    }

    /// Adds an initiative: one team at least and at most, of the programme's size.
    pub fn initiative(mut self, id: &str, clusters: &[&str]) -> Self {
        let clusters = clusters.iter().map(|cluster| self.cluster_id(cluster)).collect();
        let size = self.programme.team_size;
        self.programme.initiatives.push(Initiative {
            id: id.to_owned(),
            clusters,
            title: id.to_owned(),
            teams_min: 1,
            teams_max: 1,
            size,
            min_sectors: None,
            required_sectors: Vec::new(),
            required_levels: Vec::new(),
        });
        self
    }

    /// The initiative's least and most teams.
    pub fn teams(self, min: u32, max: u32) -> Self {
        self.with_initiative(|initiative| (initiative.teams_min, initiative.teams_max) = (min, max))
    }

    /// The size of the initiative's teams.
    pub fn size(self, min: u8, max: u8) -> Self {
        let size = TeamSize::new(min, max).expect("2 ≤ min ≤ max ≤ 4");
        self.with_initiative(|initiative| initiative.size = size)
    }

    /// Changes anything else of the initiative.
    pub fn with_initiative(mut self, change: impl FnOnce(&mut Initiative)) -> Self {
        change(last(&mut self.programme.initiatives));
        self
    }

    /// Adds a nominee.
    pub fn nominee(mut self, id: &str, cluster: &str, organisation: &str, sector: &str) -> Self {
        let nominee = Nominee {
            id: id.to_owned(),
            name: format!("Name of {id}"),
            cluster: self.cluster_id(cluster),
            organisation: organisation.to_owned(),
            sector: self.sector_id(sector),
            area: None,
            title: None,
            level: None,
            profession: None,
            manager: None,
            manager_text: None,
            sponsor: None,
            initiatives: Vec::new(),
            preferences: Vec::new(),
            priority: None,
            merit: Merit::default(),
            seat_pool: None,
            status: Status::Nominated,
            email: None,
            remark: None,
            extra: vec![String::new(); self.programme.extra_columns.len()],
            diversity: vec![0; self.programme.score.diversity_columns.len()],
        };
        self.programme.nominees.push(nominee);
        self
    }

    /// The nominee's preferences, best first.
    pub fn prefers(self, initiatives: &[&str]) -> Self {
        let ids = initiatives.iter().map(|id| self.initiative_id(id)).collect();
        self.with_nominee(|nominee| nominee.preferences = ids)
    }

    /// The initiatives the nominee is nominated to.
    pub fn only(self, initiatives: &[&str]) -> Self {
        let ids = initiatives.iter().map(|id| self.initiative_id(id)).collect();
        self.with_nominee(|nominee| nominee.initiatives = ids)
    }

    /// The nominee's manager, who may be added later.
    pub fn manager(mut self, id: &str) -> Self {
        let last = NomineeId::from_index(self.programme.nominees.len() - 1);
        self.managers.insert(last, id.to_owned());
        self
    }

    /// The nominee's profession.
    pub fn profession(self, name: &str) -> Self {
        self.with_nominee(|nominee| nominee.profession = Some(name.to_owned()))
    }

    /// The nominee's place in their organisation's own order.
    pub fn priority(self, priority: u32) -> Self {
        self.with_nominee(|nominee| nominee.priority = Some(priority))
    }

    /// The nominee's experience, competence and motivation.
    pub fn merit(self, experience: u8, competence: u8, motivation: u8) -> Self {
        let merit = Merit {
            experience: Some(experience),
            competence: Some(competence),
            motivation: Some(motivation),
        };
        self.with_nominee(|nominee| nominee.merit = merit)
    }

    /// Changes anything else of the nominee.
    pub fn with_nominee(mut self, change: impl FnOnce(&mut Nominee)) -> Self {
        change(last(&mut self.programme.nominees));
        self
    }

    /// These two sit together or are both out.
    pub fn together(self, a: &str, b: &str) -> Self {
        self.relation(a, b, RelationKind::Together)
    }

    /// These two never sit in one team.
    pub fn apart(self, a: &str, b: &str) -> Self {
        self.relation(a, b, RelationKind::Apart)
    }

    /// These two sat in one team of an earlier cohort.
    pub fn met(self, a: &str, b: &str) -> Self {
        self.relation(a, b, RelationKind::Met)
    }

    fn relation(mut self, a: &str, b: &str, kind: RelationKind) -> Self {
        let relation = Relation { a: self.nominee_id(a), b: self.nominee_id(b), kind };
        self.programme.relations.push(relation);
        self
    }

    /// Pins a nominee in, into one initiative or any.
    pub fn pin_in(self, nominee: &str, initiative: Option<&str>) -> Self {
        self.pin(nominee, initiative, PinSide::In)
    }

    /// Pins a nominee out, of one initiative or all.
    pub fn pin_out(self, nominee: &str, initiative: Option<&str>) -> Self {
        self.pin(nominee, initiative, PinSide::Out)
    }

    fn pin(mut self, nominee: &str, initiative: Option<&str>, side: PinSide) -> Self {
        let initiative = initiative.map(|id| self.initiative_id(id));
        let pin = Pin { nominee: self.nominee_id(nominee), initiative, team: None, side };
        self.programme.pins.push(pin);
        self
    }

    /// Adds a row of the table `quotas`; the value `*` means each value.
    pub fn quota(
        mut self,
        attribute: Column,
        value: &str,
        scope: Scope,
        min: Option<u32>,
        max: Option<u32>,
    ) -> Self {
        let value = (value != "*").then(|| value.to_owned());
        self.programme.people_rules.push(PeopleRule { attribute, value, scope, min, max });
        self
    }

    /// The programme.
    pub fn build(mut self) -> Programme {
        for (report, manager) in std::mem::take(&mut self.managers) {
            let manager_id = self.nominee_id(&manager);
            let nominee = &mut self.programme.nominees[report];
            (nominee.manager, nominee.manager_text) = (Some(manager_id), Some(manager));
        }
        self.programme
    }

    /// The id of a cluster by its text.
    pub fn cluster_id(&self, id: &str) -> ClusterId {
        named(&self.programme.clusters, id, |row| &row.id)
    }

    /// The id of an initiative by its text.
    pub fn initiative_id(&self, id: &str) -> InitiativeId {
        named(&self.programme.initiatives, id, |row| &row.id)
    }

    /// The id of a nominee by its text.
    pub fn nominee_id(&self, id: &str) -> NomineeId {
        named(&self.programme.nominees, id, |row| &row.id)
    }

    fn sector_id(&self, name: &str) -> SectorId {
        let at = self.programme.sectors.iter().position(|sector| sector == name);
        SectorId::from_index(at.unwrap_or_else(|| panic!("no sector `{name}`")))
    }
}

fn named<I: Id, T>(rows: &IdVec<I, T>, id: &str, text: impl Fn(&T) -> &String) -> I {
    let found = rows.enumerate().find(|(_, row)| text(row) == id);
    found.unwrap_or_else(|| panic!("no row `{id}`")).0
}

fn last<I: Id, T>(rows: &mut IdVec<I, T>) -> &mut T {
    rows.iter_mut().next_back().expect("a row was added")
}
