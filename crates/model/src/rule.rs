//! Hard rules: on teams, on eligibility, between people, and on how many selected people have an attribute.

use crate::{ClusterId, Column, NomineeId, TeamRule, TeamRuleName};

/// The programme's `rules`: every team keeps all of them.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Rules {
    /// At least this many different sectors in a team (2 unless said).
    pub min_sectors: u32,
    /// At most this many people of one organisation in a team, where a manager and their own
    /// reports in the same organisation count as one.
    pub max_same_organisation: Option<u32>,
    /// At most this many people of one profession in a team; empty cells do not count.
    pub max_same_profession: Option<u32>,
    /// At least this many leaders of leaders in a team.
    pub min_leaders_of_leaders: u32,
    /// In a team, no value of these columns is held by exactly one person; empty cells do not count.
    pub nobody_alone: Vec<Column>,
    /// Within an organisation and cluster, nobody is selected before an eligible person with a
    /// smaller `priority`.
    pub respect_priority: bool,
    /// What a person must have to be eligible.
    pub requirements: Vec<Requirement>,
    /// Further rules on each team, in the order of [`TeamRuleName::ALL`].
    pub further: Vec<TeamRule>,
}

impl Rules {
    /// Puts these rules in the place of all further rules of one name.
    pub fn replace_further(&mut self, name: TeamRuleName, rules: &[TeamRule]) {
        self.further.retain(|rule| rule.name() != name);
        self.further.extend(rules.iter().filter(|rule| rule.name() == name).cloned());
        // Stable: rules of one name keep their order.
        self.further.sort_by_key(TeamRule::name);
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            min_sectors: 2,
            max_same_organisation: None,
            max_same_profession: None,
            min_leaders_of_leaders: 0,
            nobody_alone: Vec::new(),
            respect_priority: false,
            requirements: Vec::new(),
            further: Vec::new(),
        }
    }
}

/// A rule `require_<column>`: what a person's cell must hold for them to be eligible.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Requirement {
    /// The column.
    pub column: Column,
    /// What its cell must hold.
    pub demand: Demand,
}

/// What a required cell must hold.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Demand {
    /// Anything (`require_sponsor = true`).
    Filled,
    /// One of these texts, compared folded (`require_level = ["leader_of_leaders"]`).
    OneOf(Vec<String>),
    /// An integer not below this (`require_experience = 2`).
    AtLeast(i64),
}

/// Two people who belong together, or apart, or have met.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Relation {
    /// One of them.
    pub a: NomineeId,
    /// The other; not the same person.
    pub b: NomineeId,
    /// Which.
    pub kind: RelationKind,
}

/// Together, apart, or met before.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RelationKind {
    /// All of a chain of such pairs sit in one team, or all are out.
    Together,
    /// Never in one team.
    Apart,
    /// They sat in one team of an earlier cohort: not again, where the rule `avoid_met` asks for that.
    Met,
}

/// A row of the table `quotas`: how many *selected* people may or must have an attribute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PeopleRule {
    /// The column.
    pub attribute: Column,
    /// The value, compared folded; `None` (written `*`) means each value that occurs among the
    /// eligible nominees in the scope, one rule a value.
    pub value: Option<String>,
    /// Among whom.
    pub scope: Scope,
    /// At least this many.
    pub min: Option<u32>,
    /// At most this many; not below `min`.
    pub max: Option<u32>,
}

/// Among whom a [`PeopleRule`] counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scope {
    /// All selected people.
    Programme,
    /// Those whose cluster lies in this region; `None` means in each region, one rule a region.
    Region(Option<String>),
    /// Those of this cluster; `None` means of each cluster, one rule a cluster.
    Cluster(Option<ClusterId>),
}
