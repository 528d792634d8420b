//! A block: people, initiatives, rows and columns that share nothing with the rest of the programme
//! once its seats (and its share of any quota that reaches further) are known.

use crate::candidacy::Candidacy;
use crate::column::{self, Columns, OldPlace, TeamPins, TooMany};
use crate::member::Members;
use crate::program::{Place, Program, Row, Worth, grain};
use crate::quota::Quota;
use crate::search::MAX_PEOPLE;
use fordel_model::{ClusterId, IdVec, InitiativeId, NomineeId, Programme, fold, plan};
use std::collections::{BTreeMap, BTreeSet};

/// Teams looked at to settle whether some legal team holds a person, where teams are not listed.
const LOOKS: u64 = 50_000_000;

/// The people and initiatives of one cluster, or of several that share initiatives, and every team
/// they can form.
#[derive(Clone, Debug)]
pub struct Block {
    /// The clusters, ascending.
    pub clusters: Vec<ClusterId>,
    /// Their initiatives, ascending.
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
    /// By person: whose seat they use.
    seat: Vec<Seat>,
    /// By person: id as written. By initiative: id, teams_min, teams_max.
    names: Vec<String>,
    teams: Vec<Teams>,
    cluster_names: Vec<String>,
    /// Ids of the earlier teams that teams of the block may continue.
    old_teams: Vec<String>,
    /// By person, where a plan is kept: where they sat.
    places: Vec<OldPlace>,
}

/// Whose seat a person uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seat {
    /// Their own cluster's, by position in the block.
    Cluster(usize),
    /// A pool's, by position in the programme.
    Pool(usize),
}

#[derive(Clone, Debug)]
struct Teams {
    name: String,
    min: i64,
    max: i64,
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
    /// By cluster of the block: people in teams who use its seats, least and most; where
    /// they are left out, any number.
    pub seats: Vec<(u64, u64)>,
    /// Limits on how many of these people (positions, ascending) are in teams: a quota's share.
    pub shares: Vec<Share>,
    /// Least and most people kept in their place, less people brought in who were out; needs a block that
    /// is keeping a plan.
    pub kept: (Option<i64>, Option<i64>),
    /// The least sum of scores.
    pub least_points: Option<i64>,
    /// The least number of teams, where it follows from the people asked for: duals are better for it.
    pub least_teams: Option<i64>,
    /// Plans that are worth less are not looked for.
    pub wanted: Option<i64>,
}

impl Default for Ask {
    /// The best score of any number of people, with nothing else asked for.
    fn default() -> Self {
        Self {
            goal: Goal::Score,
            score_factor: 1,
            kept_factor: 0,
            seats: Vec::new(),
            shares: Vec::new(),
            kept: (None, None),
            least_points: None,
            least_teams: None,
            wanted: None,
        }
    }
}

/// A limit on the people a wider quota counts in this block; under the name [`plan::Row::Kept`], which lists nobody,
/// on people who move from a kept plan.
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
    /// The number of people in teams who use the clusters' seats.
    People,
    /// People kept in their place, less people brought in who were out.
    Kept,
    /// Of these only those who use the seats of the cluster at this position.
    PeopleOf(usize),
    /// The number of people in teams who use the seats of pools.
    PoolPeople,
    /// The sum of scores (and multipliers).
    #[default]
    Score,
    /// Nothing: any plan will do.
    Anything,
}

impl Block {
    /// The block of clusters that share no initiative with others. `quotas` are those that count
    /// nobody outside, and limits that hold wherever else people are. At most `limit` columns are
    /// listed; where there are more, none is.
    ///
    /// # Errors
    /// [`TooMany`] people, beyond even what is not listed.
    pub fn of_clusters(
        programme: &Programme,
        candidacy: &Candidacy,
        quotas: &[Quota],
        clusters: &[ClusterId],
        limit: usize,
    ) -> Result<Self, TooMany> {
        let initiatives: Vec<InitiativeId> = programme
            .initiatives
            .enumerate()
            .filter(|(_, initiative)| initiative.clusters.iter().any(|id| clusters.contains(id)))
            .map(|(k, _)| k)
            .collect();
        let people: Vec<NomineeId> = programme
            .nominees
            .enumerate()
            .filter(|(_, nominee)| clusters.contains(&nominee.cluster))
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
        let own_seat = |n: NomineeId| {
            let at = clusters.iter().position(|&id| id == programme.nominees[n].cluster);
            Seat::Cluster(at.expect("people are of the block's clusters"))
        };
        let seat = people.iter().map(|&n| candidacy.pool[n].map_or_else(|| own_seat(n), Seat::Pool));
        let seat: Vec<Seat> = seat.collect();
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
            }
        });
        Ok(Self {
            clusters: clusters.to_vec(),
            placeable,
            quotas: quotas.iter().map(|quota| (quota.clone(), places(quota))).collect(),
            order,
            pinned_in,
            seat,
            names: people.iter().map(|&n| programme.nominees[n].id.clone()).collect(),
            teams: teams.collect(),
            cluster_names: clusters.iter().map(|&id| programme.clusters[id].id.clone()).collect(),
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

    /// The same block with teams of at least this score only; where teams are listed.
    pub fn with_teams_from(&self, least: i64) -> Self {
        Self { columns: self.columns.from_score(least), ..self.clone() }
    }

    /// Whether teams of the sizes listed can add up to exactly so many people, each initiative with as many
    /// teams as it may have, whoever they are. A linear bound does not see that teams of four never seat
    /// an odd number. Where teams are not listed the answer is yes. Cost: one look at
    /// each column.
    pub fn adds_up_to(&self, people: u64) -> bool {
        if self.columns.teams().is_some() {
            return true;
        }
        let Ok(people) = usize::try_from(people) else { return false };
        let mut sizes = vec![BTreeSet::new(); self.teams.len()];
        for column in 0..self.columns.len() {
            sizes[self.columns.initiative(column)].insert(self.columns.members(column).len());
        }
        let mut sums = BTreeSet::from([0]);
        for (teams, sizes) in self.teams.iter().zip(&sizes) {
            // Sums with the initiatives so far, and this one's first n teams.
            let mut with = sums;
            sums = if teams.min <= 0 { with.clone() } else { BTreeSet::new() };
            for n in 1..=teams.max {
                with = with.iter().flat_map(|sum| sizes.iter().map(move |size| sum + size)).collect();
                with.retain(|&sum| sum <= people);
                if with.is_empty() {
                    break;
                }
                if n >= teams.min {
                    sums.extend(&with);
                }
            }
        }
        sums.contains(&people)
    }

    /// The same block with these teams only, and another score for each; where teams are listed.
    pub fn with_teams_valued(&self, stays: &[usize], value: impl Fn(i64) -> i64) -> Self {
        Self { columns: self.columns.valued(stays, value), ..self.clone() }
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

    /// As many people as can move at most: all who sat in a team, and all who were out.
    pub fn most_moved(&self) -> u64 {
        let out = self.places.iter().filter(|&&place| place == OldPlace::Out).count();
        self.n_seated_before() + u64::try_from(out).expect("fewer than 2^64 people")
    }

    /// Lets an initiative (by position) have fewer teams than its `teams_min`: where its clusters have
    /// fewer seats than any team has people.
    pub fn waive_teams_min(&mut self, initiative: usize) {
        self.teams[initiative].min = 0;
    }

    /// Whose seat a person uses.
    pub fn seat(&self, person: usize) -> Seat {
        self.seat[person]
    }

    /// The people who use this seat, by position, ascending.
    pub fn users(&self, seat: Seat) -> Vec<usize> {
        (0..self.people.len()).filter(|&p| self.seat[p] == seat).collect()
    }

    /// The people who use the seats of some pool, by position, ascending.
    pub fn pool_users(&self) -> Vec<usize> {
        (0..self.people.len()).filter(|&p| matches!(self.seat[p], Seat::Pool(_))).collect()
    }

    /// People who use the seats of the cluster at this position and whom some team can hold.
    pub fn n_placeable(&self, cluster: usize) -> u64 {
        let here = |p: &usize| self.placeable[*p] && self.seat[*p] == Seat::Cluster(cluster);
        u64::try_from((0..self.people.len()).filter(here).count()).expect("fewer than 2^64 people")
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
                lo: (teams.min > 0).then_some(teams.min),
                hi: Some(teams.max),
            });
        }
        for (at, (name, &(least, most))) in self.cluster_names.iter().zip(&ask.seats).enumerate() {
            let users = self.users(Seat::Cluster(at));
            // Where everybody uses these seats, the row is all people's.
            let place = if users.len() == self.people.len() { Place::Seats } else { Place::Count(users) };
            rows.push(Row {
                name: plan::Row::Seats(name.clone()),
                place,
                lo: (least > 0).then_some(limit(least)),
                hi: Some(limit(most)),
            });
        }
        for (quota, people) in &self.quotas {
            rows.push(Row {
                name: quota.name.clone(),
                place: Place::Count(people.clone()),
                lo: quota.min.map(limit),
                hi: quota.max.map(limit),
            });
        }
        for share in ask.shares.iter().filter(|share| share.name != plan::Row::Kept) {
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
        let kept = self.kept_limits(ask);
        if kept != (None, None) {
            rows.push(Row { name: plan::Row::Kept, place: Place::Kept, lo: kept.0, hi: kept.1 });
        }
        if ask.least_points.is_some() {
            rows.push(Row { name: plan::Row::Points, place: Place::Points, lo: ask.least_points, hi: None });
        }
        if ask.least_teams.is_some() {
            let name = plan::Row::AllTeams;
            rows.push(Row { name, place: Place::AllTeams, lo: ask.least_teams, hi: None });
        }
        let worth = self.worth(ask);
        let values = worth.of_all(&self.columns);
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
            wanted: ask.wanted,
        }
    }

    /// Least and most people kept, limits on people who move among them.
    fn kept_limits(&self, ask: &Ask) -> (Option<i64>, Option<i64>) {
        let kept = |moved: u64| {
            let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX >> 1);
            number(self.n_seated_before()) - number(moved)
        };
        let (mut lo, mut hi) = ask.kept;
        for share in ask.shares.iter().filter(|share| share.name == plan::Row::Kept) {
            if share.max < self.most_moved() {
                lo = lo.max(Some(kept(share.max)));
            }
            if share.min > 0 {
                hi = Some(hi.unwrap_or(i64::MAX).min(kept(share.min)));
            }
        }
        (lo, hi)
    }

    fn worth(&self, ask: &Ask) -> Worth {
        let n = self.people.len();
        let count = |uses: &dyn Fn(Seat) -> bool| {
            self.seat.iter().map(|&seat| i64::from(uses(seat))).collect::<Vec<_>>()
        };
        match ask.goal {
            Goal::Anything => Worth { factor: 0, kept: 0, person: vec![0; n] },
            Goal::People => {
                Worth { factor: 0, kept: 0, person: count(&|seat| matches!(seat, Seat::Cluster(_))) }
            }
            Goal::PeopleOf(cluster) => {
                Worth { factor: 0, kept: 0, person: count(&|seat| seat == Seat::Cluster(cluster)) }
            }
            Goal::PoolPeople => {
                Worth { factor: 0, kept: 0, person: count(&|seat| matches!(seat, Seat::Pool(_))) }
            }
            Goal::Kept => Worth { factor: 0, kept: 1, person: vec![0; n] },
            Goal::Score => {
                let mut person = vec![0i64; self.people.len()];
                let mut kept = ask.kept_factor;
                for share in &ask.shares {
                    share.people.iter().for_each(|&p| person[p] += share.multiplier);
                    // Who moves is who is not kept: the same up to what all plans have in common.
                    if share.name == plan::Row::Kept {
                        kept -= share.multiplier;
                    }
                }
                Worth { factor: ask.score_factor, kept, person }
            }
        }
    }
}

/// Pairs (later, earlier) of people of one organisation and cluster with neighbouring different priorities, among
/// those for whom the order counts. Chains of neighbours make all other pairs follow.
fn order(programme: &Programme, people: &[NomineeId], counts: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut by_organisation: BTreeMap<(ClusterId, String), BTreeMap<u32, Vec<usize>>> = BTreeMap::new();
    for (p, &nominee) in people.iter().enumerate().filter(|(p, _)| counts(*p)) {
        let row = &programme.nominees[nominee];
        if let Some(priority) = row.priority {
            let ranks = by_organisation.entry((row.cluster, fold(&row.organisation))).or_default();
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
