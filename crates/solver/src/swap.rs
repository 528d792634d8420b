//! Annealing by swaps alone, for teams without rules whose score is made of pairs: two people change
//! places, which no row notices where both are in teams. A swap is judged by a dozen pairs, so that there is
//! time for very many. Before, small teams are dissolved into others that have room, which no swap can do.

use crate::column::Teams;
use crate::program::{Place, Program};
use crate::solve::Work;
use fordel_model::Criterion;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use smallvec::SmallVec;

/// People whose pairs fit in a table; beyond, pairs are worked out of figures.
const TABLE: usize = 2_500;

/// Swaps tried for each person, where pairs are in a table and where not.
const STEPS: [u64; 2] = [60_000, 20_000];

/// Somebody without a team.
const OUT: u32 = u32::MAX;

struct Swaps {
    n: usize,
    pairs: Pairs,
    /// By initiative and person: what they make alone.
    alone: Vec<i64>,
    teams: Vec<(usize, SmallVec<[u16; 4]>)>,
    /// By person: their team.
    place: Vec<u32>,
}

/// What two people make.
enum Pairs {
    /// By both.
    Table(Vec<i32>),
    /// So many points for each unit that their figures, so many a person, are apart.
    Figures { unit: i64, width: usize, figures: Vec<i32> },
}

impl Pairs {
    fn of(program: &Program<'_>, teams: &Teams) -> Option<Self> {
        let (n, factor, members) = (program.n_people, program.worth.factor, teams.members());
        if n > TABLE {
            let unit = factor.checked_mul(members.diversity_weight())?;
            let width = members.people().first()?.figures.len();
            let figures = members.people().iter().flat_map(|person| &person.figures);
            let figures = figures.map(|&figure| i32::try_from(figure).ok());
            return Some(Self::Figures { unit, width, figures: figures.collect::<Option<_>>()? });
        }
        let mut table = Vec::with_capacity(n * n);
        for a in 0..n {
            for b in 0..n {
                table.push(i32::try_from(factor.checked_mul(members.pair(a, b).value)?).ok()?);
            }
        }
        Some(Self::Table(table))
    }

    /// What `p` makes with these, but for `other`.
    fn sum(&self, n: usize, p: usize, members: &[u16], other: usize) -> i64 {
        let others = members.iter().map(|&q| usize::from(q)).filter(|&q| q != other);
        match self {
            Self::Table(table) => {
                let row = &table[p * n..(p + 1) * n];
                others.map(|q| i64::from(row[q])).sum()
            }
            Self::Figures { unit, width, figures } => {
                let of = |p: usize| &figures[p * width..(p + 1) * width];
                let own = of(p);
                let apart = |q: usize| -> i64 {
                    own.iter().zip(of(q)).map(|(&x, &y)| i64::from(x.abs_diff(y))).sum()
                };
                unit * others.filter(|&q| q != p).map(apart).sum::<i64>()
            }
        }
    }
}

/// Whether swaps may improve a program's plans.
pub(crate) fn may_improve(program: &Program<'_>) -> bool {
    let is_plain = |teams: &Teams| {
        let has_chains = || teams.members().people().iter().any(|person| person.manager.is_some());
        (0..program.n_initiatives).all(|at| teams.is_sum_of_pairs(at))
            && (program.n_people <= TABLE || teams.weight(Criterion::Chain) == 0 || !has_chains())
    };
    program.worth.factor > 0 && program.columns.teams().is_some_and(is_plain)
}

/// A plan at least as good, at once where it is worth `top`; the same plan where rules or
/// other criteria have a say.
pub(crate) fn improve(program: &Program<'_>, plan: Vec<usize>, top: i64, work: Work) -> Vec<usize> {
    if program.value(&plan) >= top {
        return plan;
    }
    let Some(mut swaps) = program.columns.teams().and_then(|teams| Swaps::new(program, teams, &plan)) else {
        return plan;
    };
    swaps.fill_up(program);
    let may_leave = program.rows.iter().all(|row| match row.place {
        Place::Person(_) => row.lo.is_none(),
        Place::Teams(_) | Place::Seats => true,
        _ => false,
    });
    let better = swaps.anneal(program, may_leave, top, work);
    if program.value(&better) > program.value(&plan) && program.is_feasible(&better) { better } else { plan }
}

impl Swaps {
    fn new(program: &Program<'_>, teams: &Teams, plan: &[usize]) -> Option<Self> {
        let n = program.n_people;
        if plan.len() < 2 || !may_improve(program) {
            return None;
        }
        let factor = program.worth.factor;
        let pairs = Pairs::of(program, teams)?;
        let mut alone = Vec::with_capacity(n * program.n_initiatives);
        for at in 0..program.n_initiatives {
            for (person, worth) in teams.members().people().iter().zip(&program.worth.person) {
                alone.push(factor * person.alone[at]? + worth);
            }
        }
        let mut place = vec![OUT; n];
        let mut own = Vec::new();
        for (team, &code) in (0..).zip(plan) {
            let members = program.columns.members(code).map(|p| u16::try_from(p).expect("at most 15 bits"));
            let members: SmallVec<[u16; 4]> = members.collect();
            members.iter().for_each(|&p| place[usize::from(p)] = team);
            own.push((program.columns.initiative(code), members));
        }
        Some(Self { n, pairs, alone, teams: own, place })
    }

    /// What `p` makes in a team with somebody else in the place of `other`.
    fn part(&self, team: u32, p: usize, other: usize) -> i64 {
        if team == OUT {
            return 0;
        }
        let (initiative, members) = &self.teams[team as usize];
        self.alone[initiative * self.n + p] + self.pairs.sum(self.n, p, members, other)
    }

    fn gain(&self, p: usize, q: usize) -> i64 {
        let (here, there) = (self.place[p], self.place[q]);
        self.part(there, p, q) + self.part(here, q, p) - self.part(here, p, p) - self.part(there, q, q)
    }

    fn swap(&mut self, p: usize, q: usize) {
        let (here, there) = (self.place[p], self.place[q]);
        for (team, old, new) in [(here, p, q), (there, q, p)] {
            if team != OUT {
                for place in &mut self.teams[team as usize].1 {
                    if usize::from(*place) == old {
                        *place = u16::try_from(new).expect("at most 15 bits");
                    }
                }
            }
            self.place[new] = team;
        }
    }

    /// Small teams are dissolved into others that have room, as long as that gains.
    fn fill_up(&mut self, program: &Program<'_>) {
        let Some(teams) = program.columns.teams() else { return };
        let rows = || program.rows.iter().filter(|row| row.lo.is_some());
        let least =
            |k: usize| rows().find(|row| row.place == Place::Teams(k)).and_then(|row| row.lo).unwrap_or(0);
        let mut left = self.teams.len();
        while left > 0 {
            left -= 1;
            // From the last on, so that teams not looked at yet keep their place.
            let (initiative, members) = self.teams[left].clone();
            let of_it = self.teams.iter().filter(|(k, _)| *k == initiative).count();
            if members.len() >= usize::from(teams.size(initiative).max())
                || i64::try_from(of_it).is_ok_and(|n| n <= least(initiative))
            {
                continue;
            }
            let before = (self.teams.clone(), self.place.clone());
            let own: i64 = members.iter().map(|&p| self.part_in(left, usize::from(p))).sum();
            let alone: i64 = members.iter().map(|&p| self.alone[initiative * self.n + usize::from(p)]).sum();
            // Parts count every pair twice.
            let mut gain = -(own + alone) / 2;
            self.teams.swap_remove(left);
            for &p in &members {
                let has_room = |at: &usize| {
                    let (k, others) = &self.teams[*at];
                    others.len() < usize::from(teams.size(*k).max())
                };
                let best = (0..self.teams.len())
                    .filter(has_room)
                    .map(|at| (self.part_in(at, usize::from(p)), at))
                    .max_by_key(|&(part, at)| (part, std::cmp::Reverse(at)));
                let Some((part, at)) = best else {
                    gain = 0;
                    break;
                };
                gain += part;
                self.teams[at].1.push(p);
            }
            if gain <= 0 {
                (self.teams, self.place) = before;
            }
        }
        for (at, (_, members)) in (0..).zip(&self.teams) {
            members.iter().for_each(|&p| self.place[usize::from(p)] = at);
        }
    }

    /// What all teams are worth.
    fn value(&self) -> i64 {
        let of_team = |(at, (k, members)): (usize, &(usize, SmallVec<[u16; 4]>))| -> i64 {
            let parts = members.iter().map(|&p| {
                let p = usize::from(p);
                // Parts count every pair twice.
                self.part_in(at, p) + self.alone[k * self.n + p]
            });
            parts.sum::<i64>() / 2
        };
        self.teams.iter().enumerate().map(of_team).sum()
    }

    /// What `p` makes in a team, whether they are in it or join it.
    fn part_in(&self, team: usize, p: usize) -> i64 {
        self.part(u32::try_from(team).expect("fewer than 2^32 teams"), p, p)
    }

    #[expect(clippy::cast_precision_loss, reason = "a choice of the search, not a result")]
    fn anneal(&mut self, program: &Program<'_>, may_leave: bool, top: i64, work: Work) -> Vec<usize> {
        let mut random = ChaCha8Rng::seed_from_u64(work.seed ^ 0x5a9);
        let n = u64::try_from(self.n).expect("fewer than 2^64");
        let two = |random: &mut ChaCha8Rng| {
            let bits = random.next_u64();
            let below = |bits: u64| usize::try_from((bits * n) >> 32).expect("below the number of people");
            (below(bits & 0xffff_ffff), below(bits >> 32))
        };
        let rough: i64 = (0..2_000)
            .map(|_| two(&mut random))
            .filter(|&(p, q)| self.place[p] != self.place[q])
            .map(|(p, q)| self.gain(p, q).abs())
            .sum();
        let mean = rough as f64 / 2_000.0;
        let (hot, cold) = ((mean / 25.0).max(1e-9), (mean / 5_000.0).max(1e-12));
        let steps = work.steps(STEPS[usize::from(self.n > TABLE)] * n);
        let mut temperature = hot;
        let mut value = self.value();
        let mut best = (value, self.teams.clone());
        for step in 0..steps {
            if step.is_multiple_of(256) {
                temperature = hot * ((cold / hot).ln() * step as f64 / steps as f64).exp();
                if step.is_multiple_of(65_536) && work.is_stopped() {
                    break;
                }
            }
            let (p, q) = two(&mut random);
            let (here, there) = (self.place[p], self.place[q]);
            if here == there || !may_leave && (here == OUT || there == OUT) {
                continue;
            }
            let gain = self.gain(p, q);
            if gain < 0 {
                let chance = (f64::from(random.next_u32()) + 1.0) / (f64::from(u32::MAX) + 2.0);
                if (gain as f64) < temperature * chance.ln() {
                    continue;
                }
                if value > best.0 {
                    best = (value, self.teams.clone());
                }
            }
            value += gain;
            self.swap(p, q);
            if value >= top {
                break;
            }
        }
        if value > best.0 {
            best = (value, self.teams.clone());
        }
        let code = |(initiative, mut members): (usize, SmallVec<[u16; 4]>)| {
            members.sort_unstable();
            program.columns.code(initiative, &members)
        };
        let mut columns: Vec<usize> = best.1.into_iter().map(code).collect();
        columns.sort_unstable();
        columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Ask, Block, Candidacy};
    use fordel_model::ClusterId;
    use fordel_model::id::Id;
    use fordel_testkit::{Pool, pool_programme};

    fn improved(pool: Pool, plan: impl Fn(usize) -> Vec<Vec<u16>>) -> (i64, i64, usize) {
        let programme = pool_programme(pool, 3, 24);
        let candidacy = Candidacy::of(&programme);
        let block =
            Block::of_clusters(&programme, &candidacy, &[], &[ClusterId::from_index(0)], 0).expect("few");
        let ask = Ask { seats: vec![(24, 24)], ..Ask::default() };
        let program = block.program(&ask);
        let teams = plan(24);
        let plan: Vec<usize> = teams.iter().map(|members| program.columns.code(0, members)).collect();
        let before = program.value(&plan);
        let better = improve(&program, plan, i64::MAX, Work::default());
        assert!(program.is_feasible(&better));
        (before, program.value(&better), better.len())
    }

    #[test]
    fn eight_teams_of_three_become_six_of_four() {
        let threes = |n: usize| {
            (0..n / 3).map(|t| (0..3).map(|m| u16::try_from(3 * t + m).unwrap()).collect()).collect()
        };
        let (before, after, teams) = improved(Pool::Diverse, threes);
        assert!(after > before + before / 4, "{before} became {after}");
        assert_eq!(teams, 6);
    }

    #[test]
    fn what_two_people_make_is_the_same_from_figures_as_from_a_table() {
        let programme = pool_programme(Pool::Diverse, 3, 24);
        let candidacy = Candidacy::of(&programme);
        let block =
            Block::of_clusters(&programme, &candidacy, &[], &[ClusterId::from_index(0)], 0).expect("few");
        let program = block.program(&Ask { seats: vec![(24, 24)], ..Ask::default() });
        let teams = program.columns.teams().expect("coded");
        let people = teams.members().people();
        let figures = people.iter().flat_map(|person| &person.figures);
        let figures = figures.map(|&figure| i32::try_from(figure).unwrap()).collect();
        let unit = program.worth.factor * teams.members().diversity_weight();
        let worked_out = Pairs::Figures { unit, width: people[0].figures.len(), figures };
        let table = Pairs::of(&program, teams).expect("small");
        assert!(matches!(table, Pairs::Table(_)));
        for (p, other) in [(0, 0), (3, 7), (7, 3), (23, 2)] {
            for members in [&[0u16, 3, 7, 23][..], &[2, 5], &[]] {
                assert_eq!(table.sum(24, p, members, other), worked_out.sum(24, p, members, other));
            }
        }
    }

    #[test]
    fn a_plan_under_rules_is_left_alone() {
        let programme = pool_programme(Pool::Scoring, 3, 24);
        let candidacy = Candidacy::of(&programme);
        let block =
            Block::of_clusters(&programme, &candidacy, &[], &[ClusterId::from_index(0)], 0).expect("few");
        let teams = block.columns.teams().expect("coded");
        assert!((0..teams.n_initiatives()).all(|at| !teams.is_sum_of_pairs(at)));
    }
}
