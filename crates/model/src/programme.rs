//! A programme: one cohort's clusters, initiatives, nominees and rules.

use crate::rule::Demand;
use crate::split::{BoundRule, OnTie};
use crate::{
    Cluster, ClusterId, Column, IdVec, Initiative, InitiativeId, Method, Nominee, NomineeId, PeopleRule, Pin,
    Relation, Requirement, Rules, ScoreRule, SectorId, Status, TeamSize, fold,
};
use std::borrow::Cow;

/// Everything that is known before planning. Built and validated by `fordel-formats`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Programme {
    /// The programme's name.
    pub name: String,
    /// The cohort's year.
    pub year: Option<i32>,
    /// Places at most, the reserved ones included.
    pub seats: u64,
    /// Places kept out of the split; together at most `seats`.
    pub reserved: Vec<Reserved>,
    /// The name of the weight column.
    pub key: String,
    /// Where the key comes from.
    pub key_source: Option<String>,
    /// How seats follow the key.
    pub method: Method,
    /// How largest remainders keep bounds.
    pub bound_rule: BoundRule,
    /// Least seats of a cluster that says nothing itself.
    pub min_seats: Option<u64>,
    /// Most seats of a cluster that says nothing itself.
    pub max_seats: Option<u64>,
    /// Columns to split over first, from the top, e.g. `region`.
    pub levels: Vec<String>,
    /// Methods of the levels and, last, of the clusters; empty means `method` everywhere.
    pub level_methods: Vec<Method>,
    /// What to do with a tie in the split.
    pub on_tie: OnTie,
    /// Seed of every lot and of every search.
    pub seed: u64,
    /// Team size of initiatives that say nothing themselves.
    pub team_size: TeamSize,
    /// What the teams are chosen for.
    pub objective: ObjectiveKind,
    /// What happens to seats that cannot be filled.
    pub unfilled: Unfilled,
    /// Hard rules.
    pub rules: Rules,
    /// What a team is worth.
    pub score: ScoreRule,
    /// Deadline for nominations, as written.
    pub deadline: Option<String>,
    /// The sectors, by [`SectorId`]; at most 64.
    pub sectors: Vec<String>,
    /// Units that receive seats and nominate.
    pub clusters: IdVec<ClusterId, Cluster>,
    /// What teams work on.
    pub initiatives: IdVec<InitiativeId, Initiative>,
    /// People put forward.
    pub nominees: IdVec<NomineeId, Nominee>,
    /// Headings of the nominees' further columns.
    pub extra_columns: Vec<String>,
    /// Who nominates.
    pub organisations: Vec<Organisation>,
    /// Who belongs together or apart.
    pub relations: Vec<Relation>,
    /// Decisions fixed by the user.
    pub pins: Vec<Pin>,
    /// Rules on how many selected people have an attribute (the table `quotas`).
    pub people_rules: Vec<PeopleRule>,
    /// Coaching partners.
    pub partners: Vec<Partner>,
    /// Earlier years.
    pub history: Vec<PastYear>,
}

/// Seats kept out of the split.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reserved {
    /// The pool's name.
    pub name: String,
    /// Its seats.
    pub seats: u64,
    /// Sectors whose people use it by default.
    pub sectors: Vec<SectorId>,
}

/// What the teams are chosen for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum ObjectiveKind {
    /// The largest sum of scores.
    #[default]
    Total,
    /// The best worst team first, then the sum.
    WorstTeamFirst,
    /// The best worst team first, then as few teams of that score as can be, then the best worst of the
    /// others, and so on.
    Leximin,
}

/// What happens to seats that cannot be filled.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Unfilled {
    /// They stay empty, with the reason and to whom they could go.
    #[default]
    LeaveEmpty,
    /// They are handed on by the key.
    Redistribute,
    /// The plan is refused.
    Refuse,
}

/// One row of the table `organisations`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Its cluster, where it has one.
    pub cluster: Option<ClusterId>,
    /// Its sector.
    pub sector: Option<SectorId>,
    /// A weight, as written.
    pub weight: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Whether it has replied.
    pub reply: Reply,
}

/// Whether an organisation has replied.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Reply {
    /// Not yet.
    #[default]
    Waiting,
    /// With names.
    Answered,
    /// "We have no candidate".
    NoCandidate,
}

/// One row of the table `partners`: a coaching partner.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Partner {
    /// The id as written.
    pub id: String,
    /// The name.
    pub name: String,
    /// The region, where bound to one.
    pub region: Option<String>,
    /// Teams at most.
    pub capacity: Option<u32>,
    /// The organisation.
    pub organisation: Option<String>,
    /// Sectors or topics known, as written.
    pub topics: Vec<String>,
}

/// One row of the table `history`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PastYear {
    /// The cluster's id as written (it may no longer exist).
    pub cluster: String,
    /// The year.
    pub year: i32,
    /// Seats it had.
    pub seats: u64,
    /// What it counted with.
    pub weight: Option<crate::Weight>,
}

impl Programme {
    /// The largest figure of a column whose figures are added up, either way.
    pub const MAX_FIGURE: i64 = 1_000_000_000;

    /// Seats to split: all but the reserved ones.
    pub fn seats_to_split(&self) -> u64 {
        let reserved: u64 = self.reserved.iter().map(|pool| pool.seats).sum();
        self.seats.checked_sub(reserved).expect("a valid programme reserves at most its seats")
    }

    /// The text a nominee has in a column; `None` where empty.
    pub fn text(&self, nominee: NomineeId, column: &Column) -> Option<Cow<'_, str>> {
        let person = &self.nominees[nominee];
        let sector = self.sectors[crate::id::Id::index(person.sector)].as_str();
        person.text(column, sector, &self.clusters[person.cluster].id, &self.extra_columns)
    }

    /// The column of the first `require_*` rule that a nominee does not meet.
    pub fn unmet(&self, nominee: NomineeId) -> Option<&Column> {
        let meets = |requirement: &Requirement| {
            let text = self.text(nominee, &requirement.column);
            match &requirement.demand {
                Demand::Filled => text.is_some(),
                Demand::OneOf(allowed) => {
                    text.is_some_and(|text| allowed.iter().any(|one| fold(one) == fold(&text)))
                }
                Demand::AtLeast(least) => text
                    .and_then(|text| text.trim().parse::<i64>().ok())
                    .is_some_and(|figure| figure >= *least),
            }
        };
        self.rules.requirements.iter().find(|requirement| !meets(requirement)).map(|unmet| &unmet.column)
    }

    /// Whether a nominee is eligible: nominated, and meets the `require_*` rules.
    pub fn is_eligible(&self, nominee: NomineeId) -> bool {
        self.nominees[nominee].status == Status::Nominated && self.unmet(nominee).is_none()
    }

    /// The figure a nominee has in a column of integers: a whole number of at most ±[`Self::MAX_FIGURE`].
    pub fn figure(&self, nominee: NomineeId, column: &Column) -> Option<i64> {
        let figure = self.text(nominee, column)?.trim().parse().ok()?;
        (-Self::MAX_FIGURE..=Self::MAX_FIGURE).contains(&figure).then_some(figure)
    }

    /// The name of a sector.
    pub fn sector_name(&self, sector: SectorId) -> &str {
        &self.sectors[crate::id::Id::index(sector)]
    }
}
