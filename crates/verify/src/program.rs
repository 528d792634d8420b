//! The integer program of one leaf of the certificate: its rows, their limits, and what the stated
//! duals make of them. See [`fordel_model::plan::Case`] for what each part means.

use crate::certificate::CertificateFault;
use crate::judge::Judge;
use crate::leximin::Tiers;
use fordel_model::plan::{Case, Decision, ObjectiveName, Row};
use fordel_model::{ClusterId, IdVec, InitiativeId, NomineeId, fold};

/// Limits of a row: at least, at most. At least may exceed at most; then there is no plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Limits {
    pub(crate) lo: i64,
    pub(crate) hi: i64,
}

impl Limits {
    /// The largest dual × activity within the limits.
    pub(crate) fn worth(self, dual: i128) -> i128 {
        (i128::from(self.lo) * dual).max(i128::from(self.hi) * dual)
    }

    fn narrow(&mut self, lo: i64, hi: i64) {
        self.lo = self.lo.max(lo);
        self.hi = self.hi.min(hi);
    }
}

/// A row that counts members of teams, with its limits and dual.
#[derive(Clone, Debug)]
pub(crate) struct CountRow {
    name: CountName,
    /// Whom it counts.
    pub(crate) counted: Vec<NomineeId>,
    pub(crate) limits: Limits,
    pub(crate) dual: i128,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum CountName {
    Seats(ClusterId),
    /// The seats of all clusters together.
    AllSeats,
    /// By position in [`Judge::quotas`].
    Quota(usize),
    /// Likewise.
    Pool(usize),
}

/// The program of one leaf.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) scale: i128,
    pub(crate) objective: ObjectiveName,
    /// The block's initiatives.
    pub(crate) initiatives: Vec<InitiativeId>,
    /// The block's people who may be in its teams, or must.
    pub(crate) people: Vec<NomineeId>,
    /// Whether a person must be in a team.
    pub(crate) must: IdVec<NomineeId, bool>,
    /// The dual of each person's row.
    pub(crate) person_dual: IdVec<NomineeId, i128>,
    /// Limits and dual of each initiative's number of teams.
    pub(crate) teams: IdVec<InitiativeId, (Limits, i128)>,
    /// Seats, quotas, pools.
    pub(crate) counts: Vec<CountRow>,
    /// (earlier, later, dual): `later` only with `earlier`.
    pub(crate) priority: Vec<(NomineeId, NomineeId, i128)>,
    /// Added to a team's value for each member.
    pub(crate) multiplier: IdVec<NomineeId, i64>,
    /// Pairs decided to sit in one team.
    pub(crate) together: Vec<(NomineeId, NomineeId)>,
    /// Pairs decided not to.
    pub(crate) apart: Vec<(NomineeId, NomineeId)>,
    /// No team of a lower score is looked at.
    pub(crate) lowest_score: Option<i64>,
    /// Beside teams above the last of these scores, at most so many teams of each.
    pub(crate) tiers: Option<Tiers>,
    /// Limits and dual of the number of all teams.
    pub(crate) all_teams: (Limits, i128),
}

impl Program {
    /// Lays out a leaf.
    ///
    /// # Errors
    /// A row, a quota or a person that the block does not have.
    pub(crate) fn of(judge: &Judge<'_>, case: &Case) -> Result<Self, CertificateFault> {
        let programme = judge.facts.programme;
        let clusters = judge.block_of(case)?;
        let initiatives: Vec<InitiativeId> = programme
            .initiatives
            .enumerate()
            .filter(|(_, row)| row.clusters.iter().any(|cluster| clusters.contains(cluster)))
            .map(|(id, _)| id)
            .collect();
        let people: Vec<NomineeId> = judge
            .facts
            .people
            .enumerate()
            .filter(|(id, person)| {
                clusters.contains(&programme.nominees[*id].cluster)
                    && (!person.may_join.is_empty() || person.pinned_in)
            })
            .map(|(id, _)| id)
            .collect();
        let mut program = Self {
            scale: i128::from(judge.plan.certificate.scale),
            objective: case.objective,
            initiatives,
            people,
            must: judge.facts.people.iter().map(|person| person.pinned_in).collect(),
            person_dual: IdVec::filled(0, programme.nominees.len()),
            teams: programme
                .initiatives
                .enumerate()
                .map(|(id, row)| {
                    let binds = judge.facts.teams_min_binds(id, &judge.reading.fair);
                    let lo = if binds { i64::from(row.teams_min) } else { 0 };
                    (Limits { lo, hi: i64::from(row.teams_max) }, 0)
                })
                .collect(),
            counts: Vec::new(),
            priority: Vec::new(),
            multiplier: IdVec::filled(0, programme.nominees.len()),
            together: Vec::new(),
            apart: Vec::new(),
            lowest_score: judge.lowest_score(case.objective),
            tiers: judge.tiers_of(case, &clusters),
            all_teams: (Limits { lo: 0, hi: 0 }, 0),
        };
        program.count_rows(judge, case, &clusters);
        program.priority_rows(judge);
        program.decide(judge, case)?;
        program.narrow_teams(judge);
        program.count_teams(judge);
        program.multiply(judge, case)?;
        for (row, dual) in &case.duals {
            program.set_dual(judge, case, row, i128::from(*dual))?;
        }
        Ok(program)
    }

    fn count_rows(&mut self, judge: &Judge<'_>, case: &Case, clusters: &[ClusterId]) {
        let facts = &judge.facts;
        for (text, lo, hi) in &case.seats {
            let Some(cluster) = judge.names.cluster(text) else { continue };
            let uses = |id: &&NomineeId| {
                facts.people[**id].pool.is_none() && facts.programme.nominees[**id].cluster == cluster
            };
            let counted: Vec<NomineeId> = self.people.iter().filter(uses).copied().collect();
            let most = i64::try_from(counted.len()).expect("fewer than 2^63 people");
            let limits = Limits {
                lo: i64::try_from(*lo).unwrap_or(i64::MAX >> 1),
                hi: i64::try_from(*hi).unwrap_or(most).min(most),
            };
            self.counts.push(CountRow { name: CountName::Seats(cluster), counted, limits, dual: 0 });
        }
        // Each may have many seats, and all of them no more than there are; or, of a block without a plan, no
        // more than the others leave.
        let all = i64::try_from(judge.seats_left(clusters)).unwrap_or(i64::MAX >> 1);
        if self.counts.iter().map(seats_of).sum::<i64>() > all {
            let counted = self.counts.iter().flat_map(|row| row.counted.clone()).collect();
            let limits = Limits { lo: 0, hi: all };
            self.counts.push(CountRow { name: CountName::AllSeats, counted, limits, dual: 0 });
        }
        for (number, quota) in judge.quotas.iter().enumerate() {
            let counted: Vec<NomineeId> =
                self.people.iter().filter(|id| quota.counted.binary_search(id).is_ok()).copied().collect();
            let most = i64::try_from(counted.len()).expect("fewer than 2^63 people");
            // What the others can give at most does not have to come from here.
            let elsewhere = |id: &&NomineeId| {
                let cluster = facts.programme.nominees[**id].cluster;
                !clusters.contains(&cluster)
                    && !judge.reading.infeasible[cluster]
                    && !facts.people[**id].may_join.is_empty()
                    && !facts.people[**id].pinned_out
            };
            let others = quota.counted.iter().filter(elsewhere).count();
            let others = i64::try_from(others).expect("fewer than 2^63 people");
            let touches = quota.clusters.iter().any(|cluster| clusters.contains(cluster));
            let lo = quota.min.filter(|_| touches).map_or(0, |min| (i64::from(min) - others).max(0));
            let hi = quota.max.map_or(most, |max| most.min(i64::from(max)));
            let limits = Limits { lo, hi };
            let name = if quota.rule > 0 { CountName::Quota(number) } else { CountName::Pool(number) };
            self.counts.push(CountRow { name, counted, limits, dual: 0 });
        }
    }

    fn priority_rows(&mut self, judge: &Judge<'_>) {
        if !judge.facts.programme.rules.respect_priority {
            return;
        }
        for &earlier in &self.people {
            let after = |later: &&NomineeId| judge.facts.comes_before(earlier, **later);
            let later: Vec<NomineeId> = self.people.iter().filter(after).copied().collect();
            if !later.is_empty() && judge.can_be_held(earlier) {
                self.priority.extend(later.into_iter().map(|later| (earlier, later, 0)));
            }
        }
    }

    /// No more teams of an initiative than the people who could be in them allow.
    fn narrow_teams(&mut self, judge: &Judge<'_>) {
        let most_people = self.most_people();
        for &id in &self.initiatives {
            let candidates = i64::try_from(judge.candidates[id].people.len()).unwrap_or(i64::MAX);
            let smallest = i64::from(judge.facts.programme.initiatives[id].size.min());
            let (limits, _) = &mut self.teams[id];
            limits.hi = limits.hi.min(most_people.min(candidates) / smallest);
        }
    }

    /// People who must be in teams are in as many at least as teams of the largest size hold them.
    fn count_teams(&mut self, judge: &Judge<'_>) {
        let largest = |&id: &InitiativeId| i64::from(judge.facts.programme.initiatives[id].size.max());
        let largest = self.initiatives.iter().map(largest).max().unwrap_or(1);
        let seats = self.counts.iter().filter(|row| matches!(row.name, CountName::Seats(_)));
        let people: i64 = seats.map(|row| row.limits.lo.max(0)).fold(0, i64::saturating_add);
        let most = self.initiatives.iter().map(|&id| self.teams[id].0.hi.max(0)).sum();
        self.all_teams.0 = Limits { lo: people.saturating_add(largest - 1) / largest, hi: most };
    }

    fn decide(&mut self, judge: &Judge<'_>, case: &Case) -> Result<(), CertificateFault> {
        let unknown =
            |text: &str| CertificateFault::UnknownRow { block: case.block.clone(), row: text.to_owned() };
        let person = |text: &str| {
            let id = judge.names.nominee(text).filter(|id| self.people.contains(id));
            id.ok_or_else(|| unknown(text))
        };
        let (mut together, mut apart, mut counts) = (Vec::new(), Vec::new(), Vec::new());
        for decision in &case.decisions {
            match decision {
                Decision::Together(a, b) => together.push((person(a)?, person(b)?)),
                Decision::Apart(a, b) => apart.push((person(a)?, person(b)?)),
                Decision::Count { quota, min, max } => {
                    let row = self.count_row(judge, quota).ok_or_else(|| unknown(&name_of(quota)))?;
                    let limit = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
                    counts.push((row, limit(*min), limit(*max)));
                }
            }
        }
        for (row, lo, hi) in counts {
            self.counts[row].limits.narrow(lo, hi);
        }
        for &(a, b) in &together {
            (self.must[a], self.must[b]) = (true, true);
        }
        (self.together, self.apart) = (together, apart);
        Ok(())
    }

    fn multiply(&mut self, judge: &Judge<'_>, case: &Case) -> Result<(), CertificateFault> {
        for (row, multiplier) in &case.multipliers {
            let Some(at) = judge.quota_named(row).and_then(|_| self.count_row(judge, row)) else {
                return Err(CertificateFault::UnknownRow { block: case.block.clone(), row: name_of(row) });
            };
            for &id in &self.counts[at].counted {
                self.multiplier[id] += multiplier;
            }
        }
        Ok(())
    }

    /// The position of a row that counts people.
    fn count_row(&self, judge: &Judge<'_>, row: &Row) -> Option<usize> {
        let cluster = match row {
            Row::Seats(text) => judge.names.cluster(text),
            _ => None,
        };
        let quota = judge.quota_named(row);
        self.counts.iter().position(|count| match count.name {
            CountName::Seats(id) => cluster == Some(id),
            CountName::AllSeats => false,
            CountName::Quota(number) | CountName::Pool(number) => quota == Some(number),
        })
    }

    fn set_dual(
        &mut self,
        judge: &Judge<'_>,
        case: &Case,
        row: &Row,
        dual: i128,
    ) -> Result<(), CertificateFault> {
        let found = match row {
            Row::Person(text) => {
                let id = judge.names.nominee(text).filter(|id| self.people.contains(id));
                id.map(|id| self.person_dual[id] += dual)
            }
            Row::AllTeams => {
                self.all_teams.1 += dual;
                Some(())
            }
            Row::Teams(text) => {
                let id = judge.names.initiative(text).filter(|id| self.initiatives.contains(id));
                id.map(|id| self.teams[id].1 += dual)
            }
            Row::Seats(_) | Row::Quota { .. } => {
                self.count_row(judge, row).map(|at| self.counts[at].dual += dual)
            }
            Row::Priority { later, earlier } => {
                let pair = judge.names.nominee(earlier).zip(judge.names.nominee(later));
                let is_it = |row: &&mut (NomineeId, NomineeId, i128)| pair == Some((row.0, row.1));
                self.priority.iter_mut().find(is_it).map(|row| row.2 += dual)
            }
            Row::OldTeam(_) | Row::Kept | Row::Points => None,
        };
        found.ok_or_else(|| CertificateFault::UnknownRow { block: case.block.clone(), row: name_of(row) })
    }

    /// L(y): what the limits make of the duals.
    pub(crate) fn dual_value(&self) -> i128 {
        let people = self.people.iter().map(|&id| self.person_limits(id).worth(self.person_dual[id]));
        let teams = self.initiatives.iter().map(|&id| self.teams[id].0.worth(self.teams[id].1));
        let counts = self.counts.iter().map(|row| row.limits.worth(row.dual));
        let priority = self.priority.iter().map(|row| Limits { lo: -1, hi: 0 }.worth(row.2));
        let all_teams = self.all_teams.0.worth(self.all_teams.1);
        people.chain(teams).chain(counts).chain(priority).sum::<i128>() + all_teams
    }

    /// Whether the limits of some row leave nothing.
    pub(crate) fn has_empty_row(&self) -> bool {
        let is_empty = |limits: Limits| limits.lo > limits.hi;
        self.counts.iter().any(|row| is_empty(row.limits))
            || self.initiatives.iter().any(|&id| is_empty(self.teams[id].0))
    }

    /// A person is in one team at most, and in one where they must.
    pub(crate) fn person_limits(&self, id: NomineeId) -> Limits {
        Limits { lo: i64::from(self.must[id]), hi: 1 }
    }

    /// What all duals together take from the reduced cost of a team for each member.
    pub(crate) fn member_duals(&self) -> IdVec<NomineeId, i128> {
        let mut duals = self.person_dual.clone();
        for row in self.counts.iter().filter(|row| row.dual != 0) {
            for &id in &row.counted {
                duals[id] += row.dual;
            }
        }
        for &(earlier, later, dual) in &self.priority {
            duals[later] += dual;
            duals[earlier] -= dual;
        }
        duals
    }

    /// People who can be in teams at once, at most.
    pub(crate) fn most_people(&self) -> i64 {
        let is_seats = |row: &&CountRow| matches!(row.name, CountName::Seats(_) | CountName::Pool(_));
        let seats: i64 = self.counts.iter().filter(is_seats).map(seats_of).sum();
        seats.min(i64::try_from(self.people.len()).expect("fewer than 2^63 people"))
    }
}

fn seats_of(row: &CountRow) -> i64 {
    row.limits.hi.min(i64::try_from(row.counted.len()).expect("fewer than 2^63 people")).max(0)
}

/// A row in words.
pub(crate) fn name_of(row: &Row) -> String {
    match row {
        Row::Person(id) => format!("person `{id}`"),
        Row::Teams(id) => format!("teams of `{id}`"),
        Row::Seats(id) => format!("seats of `{id}`"),
        Row::Quota { rule, scope, value } => format!("row {rule} of quotas, `{value}` in `{scope}`"),
        Row::Priority { later, earlier } => format!("`{earlier}` before `{later}`"),
        Row::OldTeam(id) => format!("teams that continue `{id}`"),
        Row::Kept => "people kept in their place".to_owned(),
        Row::Points => "points".to_owned(),
        Row::AllTeams => "all teams".to_owned(),
    }
}

impl Judge<'_> {
    /// The quota that a row names; the seats of a pool are one, where no cluster has its name.
    pub(crate) fn quota_named(&self, row: &Row) -> Option<usize> {
        match row {
            Row::Quota { rule, scope, value } => self.quotas.iter().position(|quota| {
                quota.rule == *rule && fold(&quota.scope) == fold(scope) && quota.value == fold(value)
            }),
            Row::Seats(text) if self.names.cluster(text).is_none() => {
                self.quotas.iter().position(|quota| quota.rule == 0 && quota.value == fold(text))
            }
            _ => None,
        }
    }

    /// The clusters of a case: those whose seats it names. They share no initiative with others.
    pub(crate) fn block_of(&self, case: &Case) -> Result<Vec<ClusterId>, CertificateFault> {
        let fault = || CertificateFault::Block { block: case.block.clone() };
        let mut clusters = Vec::new();
        for (text, _, _) in &case.seats {
            clusters.push(self.names.cluster(text).ok_or_else(fault)?);
        }
        let n = clusters.len();
        clusters.sort_unstable();
        clusters.dedup();
        let named = self.names.cluster(&case.block);
        let is_closed = self.facts.programme.initiatives.iter().all(|row| {
            let inside = row.clusters.iter().filter(|cluster| clusters.contains(cluster)).count();
            inside == 0 || inside == row.clusters.len()
        });
        if clusters.len() != n || !named.is_some_and(|cluster| clusters.contains(&cluster)) || !is_closed {
            return Err(fault());
        }
        Ok(clusters)
    }

    /// The lowest score a team may have: the worst team's, where that is a level before the one to be
    /// proved; above it, where it is shown that none has a better worst team.
    fn lowest_score(&self, objective: ObjectiveName) -> Option<i64> {
        let is_level = self.expected_levels().contains(&ObjectiveName::WorstTeam);
        let worst = self.plan.teams.iter().map(|team| team.score).min().filter(|_| is_level)?;
        match objective {
            ObjectiveName::Score => Some(worst),
            ObjectiveName::WorstTeam => Some(worst.saturating_add(1)),
            _ => None,
        }
    }
}
