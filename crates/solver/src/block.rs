//! A block: people, initiatives, rows and columns that share nothing with the rest of the programme
//! once its seats (and its share of any quota that reaches further) are known.

use crate::candidacy::Candidacy;
use crate::column::{self, Columns, OldPlace, TeamPins, TooMany};
use crate::member::Members;
use crate::program::{Place, Program, Row, Worth, grain};
use crate::quota::Quota;
use crate::search::MAX_PEOPLE;
use fordel_model::{ClusterId, IdVec, InitiativeId, NomineeId, Programme, fold, plan};
use std::collections::BTreeMap;

/// Teams looked at to settle whether some legal team holds a person, where teams are not listed.
const LOOKS: u64 = 50_000_000;

/// One cluster's people and initiatives, and every team they can form.
#[derive(Clone, Debug)]
pub struct Block {
    /// The cluster.
    pub cluster: ClusterId,
    /// Its initiatives, ascending.
    pub initiatives: Vec<InitiativeId>,
    /// Its people: candidates who may sit somewhere, and whoever is pinned in; ascending.
    pub people: Vec<NomineeId>,
    /// The columns, over positions in `people` and `initiatives`.
    pub columns: Columns,
    /// By person: whether some column holds them.
    pub placeable: Vec<bool>,
    /// Quotas that count nobody outside.
    quotas: Vec<(Quota, Vec<usize>)>,
    /// Pairs (later, earlier) in the organisations' own order.
    order: Vec<(usize, usize)>,
    /// By person: whether a pin wants them in.
    pinned_in: Vec<bool>,
    /// By person: id as written. By initiative: id, teams_min, teams_max, smallest size.
    names: Vec<String>,
    teams: Vec<Teams>,
    cluster_name: String,
    /// Ids of the earlier teams that teams of the block may continue.
    old_teams: Vec<String>,
    /// By person, where a plan is kept: where they sat.
    places: Vec<OldPlace>,
}

#[derive(Clone, Debug)]
struct Teams {
    name: String,
    min: i64,
    max: i64,
    smallest: i64,
}

/// What is asked of a block.
#[derive(Clone, Hash, Debug)]
pub struct Ask {
    /// What to maximise.
    pub goal: Goal,
    /// How many times the score counts, beside the shares' multipliers.
    pub score_factor: i64,
    /// Points for each person kept in place (less those brought in who were out), beside the score.
    pub kept_factor: i64,
    /// People in teams: least and most.
    pub seats: (u64, u64),
    /// Whether `teams_min` binds; not where there are too few seats for any team.
    pub teams_min_binds: bool,
    /// Limits on how many of these people (positions, ascending) are in teams: a quota's share.
    pub shares: Vec<Share>,
    /// Least and most people kept in their place, less people brought in who were out; needs a block that
    /// is keeping a plan.
    pub kept: (Option<i64>, Option<i64>),
    /// The least sum of scores.
    pub least_points: Option<i64>,
}

impl Default for Ask {
    /// The best score of any number of people, with nothing else asked for.
    fn default() -> Self {
        Self {
            goal: Goal::Score,
            score_factor: 1,
            kept_factor: 0,
            seats: (0, u64::MAX),
            teams_min_binds: true,
            shares: Vec::new(),
            kept: (None, None),
            least_points: None,
        }
    }
}

/// A limit on the people a wider quota counts in this block.
#[derive(Clone, Hash, Debug)]
pub struct Share {
    /// The quota's name.
    pub name: plan::Row,
    /// The people of the block it counts, by position, ascending.
    pub people: Vec<usize>,
    /// At least.
    pub min: u64,
    /// At most.
    pub max: u64,
    /// Points for each of them in a team, beside the score.
    pub multiplier: i64,
}

/// What to maximise.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Goal {
    /// The number of people in teams.
    People,
    /// People kept in their place, less people brought in who were out.
    Kept,
    /// The sum of scores (and multipliers).
    #[default]
    Score,
    /// Nothing: any plan will do.
    Anything,
}

impl Block {
    /// The block of a cluster none of whose initiatives is shared. `quotas` are those that count
    /// nobody outside the cluster. At most `limit` columns are listed; where there are more, none is.
    ///
    /// # Errors
    /// [`TooMany`] people, beyond even what is not listed.
    pub fn of_cluster(
        programme: &Programme,
        candidacy: &Candidacy,
        quotas: &[Quota],
        cluster: ClusterId,
        limit: usize,
    ) -> Result<Self, TooMany> {
        let initiatives: Vec<InitiativeId> = programme
            .initiatives
            .enumerate()
            .filter(|(_, initiative)| initiative.clusters.contains(&cluster))
            .map(|(k, _)| k)
            .collect();
        let people: Vec<NomineeId> = programme
            .nominees
            .enumerate()
            .filter(|(_, nominee)| nominee.cluster == cluster)
            .filter(|(id, _)| !candidacy.may[*id].is_empty() || candidacy.pinned_in[*id])
            .map(|(id, _)| id)
            .collect();
        let members = Members::new(programme, candidacy, &people, &initiatives);
        let teams = column::Teams::new(programme, candidacy, members, &initiatives);
        let mut placeable = vec![false; people.len()];
        let listed = if people.len() > MAX_PEOPLE { Err(TooMany) } else { column::list(&teams, limit) };
        let columns = match listed {
            Ok(columns) => {
                for column in 0..columns.len() {
                    columns.members(column).for_each(|p| placeable[p] = true);
                }
                columns
            }
            Err(TooMany) => {
                for (p, placeable) in (0..).zip(&mut placeable) {
                    *placeable = teams.can_hold(p, &mut { LOOKS });
                }
                Columns::pool(teams)?
            }
        };
        let position: BTreeMap<NomineeId, usize> = people.iter().enumerate().map(|(p, &n)| (n, p)).collect();
        let places = |quota: &Quota| quota.people.iter().filter_map(|n| position.get(n).copied()).collect();
        let pinned_in: Vec<bool> = people.iter().map(|&n| candidacy.pinned_in[n]).collect();
        let order = if programme.rules.respect_priority {
            order(programme, &people, |p| placeable[p] && !pinned_in[p])
        } else {
            Vec::new()
        };
        let teams = initiatives.iter().map(|&k| {
            let initiative = &programme.initiatives[k];
            let smallest = i64::from(initiative.size.min());
            let fit = i64::try_from(people.len()).expect("fewer than 2^63 people") / smallest;
            Teams {
                name: initiative.id.clone(),
                min: i64::from(initiative.teams_min),
                max: i64::from(initiative.teams_max).min(fit),
                smallest,
            }
        });
        Ok(Self {
            cluster,
            placeable,
            quotas: quotas.iter().map(|quota| (quota.clone(), places(quota))).collect(),
            order,
            pinned_in,
            names: people.iter().map(|&n| programme.nominees[n].id.clone()).collect(),
            teams: teams.collect(),
            cluster_name: programme.clusters[cluster].id.clone(),
            initiatives,
            people,
            columns,
            old_teams: Vec::new(),
            places: Vec::new(),
        })
    }

    /// The same block with every team once for each earlier team it may continue. `places` says where
    /// each person sat, `old_teams` the initiative and id of each earlier team, `pins` whom pins want in
    /// the team that continues one, or out of it.
    pub fn keeping(
        mut self,
        places: &IdVec<NomineeId, OldPlace>,
        old_teams: &[(Option<InitiativeId>, String)],
        pins: &IdVec<NomineeId, TeamPins>,
    ) -> Self {
        let is_wanted = |team: usize| {
            self.people.iter().any(|&n| places[n].team() == Some(team) || pins[n].within == Some(team))
        };
        let at = |k: InitiativeId| self.initiatives.binary_search(&k).ok();
        let here: Vec<(usize, usize)> = old_teams
            .iter()
            .enumerate()
            .filter_map(|(team, (k, _))| Some((team, at((*k)?)?)))
            .filter(|&(team, _)| is_wanted(team))
            .collect();
        let local = |team: usize| here.iter().position(|&(other, _)| other == team);
        let place = |&n: &NomineeId| match places[n] {
            OldPlace::Team(team) => local(team).map_or(OldPlace::Elsewhere, OldPlace::Team),
            other => other,
        };
        let own_places: Vec<OldPlace> = self.people.iter().map(place).collect();
        // A pin to a team that no team here can continue leaves no team to sit in.
        let nowhere = usize::MAX;
        let own_pins: Vec<TeamPins> = self
            .people
            .iter()
            .map(|&n| TeamPins {
                within: pins[n].within.map(|team| local(team).unwrap_or(nowhere)),
                out_of: pins[n].out_of.iter().filter_map(|&team| local(team)).collect(),
            })
            .collect();
        let of: Vec<usize> = here.iter().map(|&(_, k)| k).collect();
        self.columns = self.columns.keeping(&own_places, &of, &own_pins);
        self.old_teams = here.iter().map(|&(team, _)| old_teams[team].1.clone()).collect();
        self.places = own_places;
        self
    }

    /// Whether a plan is kept.
    pub fn keeps(&self) -> bool {
        !self.places.is_empty()
    }

    /// People of the block who sat in a team: as many as can be kept in place.
    pub fn n_seated_before(&self) -> u64 {
        let sat = |place: &&OldPlace| matches!(place, OldPlace::Team(_) | OldPlace::Elsewhere);
        u64::try_from(self.places.iter().filter(sat).count()).expect("fewer than 2^64 people")
    }

    /// The smallest team any of the initiatives takes; `None` without initiatives.
    pub fn smallest_team(&self) -> Option<u64> {
        self.teams.iter().map(|teams| u64::try_from(teams.smallest).expect("2 to 4")).min()
    }

    /// People that some team can hold.
    pub fn n_placeable(&self) -> u64 {
        u64::try_from(self.placeable.iter().filter(|&&p| p).count()).expect("fewer than 2^64 people")
    }

    /// Whether an initiative (by position) has a legal team.
    pub fn has_team(&self, initiative: usize) -> bool {
        match self.columns.teams() {
            None => (0..self.columns.len()).any(|column| self.columns.initiative(column) == initiative),
            Some(teams) => teams.has_team(initiative, &mut { LOOKS }),
        }
    }

    /// Whether a person's place in the organisation's own order counts: some team can hold them, and
    /// no pin wants them in.
    pub fn counts_in_order(&self, person: usize) -> bool {
        self.placeable[person] && !self.pinned_in[person]
    }

    /// The positions of those of `people` who are in the block, ascending.
    pub fn positions(&self, people: &[NomineeId]) -> Vec<usize> {
        people.iter().filter_map(|n| self.people.binary_search(n).ok()).collect()
    }

    /// The quotas that count nobody outside, with the positions they count.
    pub fn own_quotas(&self) -> &[(Quota, Vec<usize>)] {
        &self.quotas
    }

    /// The integer program for an ask.
    pub fn program(&self, ask: &Ask) -> Program<'_> {
        let limit = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let mut rows = Vec::new();
        for (p, name) in self.names.iter().enumerate() {
            rows.push(Row {
                name: plan::Row::Person(name.clone()),
                place: Place::Person(p),
                lo: self.pinned_in[p].then_some(1),
                hi: Some(1),
            });
        }
        for (k, teams) in self.teams.iter().enumerate() {
            rows.push(Row {
                name: plan::Row::Teams(teams.name.clone()),
                place: Place::Teams(k),
                lo: (ask.teams_min_binds && teams.min > 0).then_some(teams.min),
                hi: Some(teams.max),
            });
        }
        rows.push(Row {
            name: plan::Row::Seats(self.cluster_name.clone()),
            place: Place::Seats,
            lo: (ask.seats.0 > 0).then_some(limit(ask.seats.0)),
            hi: Some(limit(ask.seats.1)),
        });
        for (quota, people) in &self.quotas {
            rows.push(Row {
                name: quota.name.clone(),
                place: Place::Count(people.clone()),
                lo: quota.min.map(limit),
                hi: quota.max.map(limit),
            });
        }
        for share in &ask.shares {
            let count = u64::try_from(share.people.len()).expect("fewer than 2^64 people");
            rows.push(Row {
                name: share.name.clone(),
                place: Place::Count(share.people.clone()),
                lo: (share.min > 0).then_some(limit(share.min)),
                hi: (share.max < count).then_some(limit(share.max)),
            });
        }
        for &(later, earlier) in &self.order {
            rows.push(Row {
                name: plan::Row::Priority {
                    later: self.names[later].clone(),
                    earlier: self.names[earlier].clone(),
                },
                place: Place::Order { later, earlier },
                lo: None,
                hi: Some(0),
            });
        }
        for (team, name) in self.old_teams.iter().enumerate() {
            rows.push(Row {
                name: plan::Row::OldTeam(name.clone()),
                place: Place::OldTeam(team),
                lo: None,
                hi: Some(1),
            });
        }
        if ask.kept != (None, None) {
            rows.push(Row { name: plan::Row::Kept, place: Place::Kept, lo: ask.kept.0, hi: ask.kept.1 });
        }
        if ask.least_points.is_some() {
            rows.push(Row { name: plan::Row::Points, place: Place::Points, lo: ask.least_points, hi: None });
        }
        let worth = self.worth(ask);
        let values: Vec<i64> = (0..self.columns.len()).map(|c| worth.of(&self.columns, c)).collect();
        let grain = match self.columns.teams() {
            None => grain(&values),
            Some(teams) => {
                let score = worth.factor * teams.grain();
                grain(&worth.person.iter().copied().chain([score]).collect::<Vec<_>>())
            }
        };
        Program {
            columns: &self.columns,
            grain,
            worth,
            values,
            rows,
            n_people: self.people.len(),
            n_initiatives: self.initiatives.len(),
        }
    }

    fn worth(&self, ask: &Ask) -> Worth {
        let n = self.people.len();
        match ask.goal {
            Goal::Anything => Worth { factor: 0, kept: 0, person: vec![0; n] },
            Goal::Kept => Worth { factor: 0, kept: 1, person: vec![0; n] },
            Goal::People => Worth { factor: 0, kept: 0, person: vec![1; n] },
            Goal::Score => {
                let mut person = vec![0i64; n];
                for share in &ask.shares {
                    share.people.iter().for_each(|&p| person[p] += share.multiplier);
                }
                Worth { factor: ask.score_factor, kept: ask.kept_factor, person }
            }
        }
    }
}

/// Pairs (later, earlier) of people of one organisation with neighbouring different priorities, among
/// those for whom the order counts. Chains of neighbours make all other pairs follow.
fn order(programme: &Programme, people: &[NomineeId], counts: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut by_organisation: BTreeMap<String, BTreeMap<u32, Vec<usize>>> = BTreeMap::new();
    for (p, &nominee) in people.iter().enumerate().filter(|(p, _)| counts(*p)) {
        let row = &programme.nominees[nominee];
        if let Some(priority) = row.priority {
            let ranks = by_organisation.entry(fold(&row.organisation)).or_default();
            ranks.entry(priority).or_default().push(p);
        }
    }
    let mut pairs = Vec::new();
    for ranks in by_organisation.values() {
        let ranks: Vec<&Vec<usize>> = ranks.values().collect();
        for neighbours in ranks.windows(2) {
            for &later in neighbours[1] {
                pairs.extend(neighbours[0].iter().map(|&earlier| (later, earlier)));
            }
        }
    }
    pairs
}
