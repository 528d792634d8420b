//! One leaf of the certificate: does its bound follow from its duals, or from a plain search?

use crate::certificate::CertificateFault;
use crate::column::{Candidates, MAX_FIGURE};
use crate::judge::Judge;
use crate::leximin::Tiers;
use crate::listing::{Listed, Price};
use crate::program::Program;
use crate::score::score;
use crate::search::{Column, FEW_LOOKS, MOST_LOOKS, Outcome, Search};
use fordel_model::plan::{Case, ObjectiveName, Proof, Row};
use fordel_model::{IdVec, InitiativeId, NomineeId};
use std::ops::ControlFlow;

/// What came of judging one leaf.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// No plan in this leaf is worth more than its bound.
    Proved,
    /// Not settled: figures too large, too many teams, or the search too long.
    Open,
    /// The leaf is wrong.
    Refused(CertificateFault),
}

/// More teams than this within reach of a better plan are not searched.
const MOST_COLUMNS: usize = 200_000;

impl Judge<'_> {
    /// Judges one case of the certificate by itself. Whether the cases together cover everything is
    /// looked at in [`Self::conclude`].
    pub fn leaf(&self, case: &Case) -> Verdict {
        if self.plan.certificate.scale <= 0 {
            return Verdict::Refused(CertificateFault::Scale { found: self.plan.certificate.scale });
        }
        if self.is_about_moves(case) {
            return Verdict::Open;
        }
        let program = match Program::of(self, case) {
            Ok(program) => program,
            Err(fault) => return Verdict::Refused(fault),
        };
        // Where a row's limits leave nothing, there is no plan to be worth more.
        if program.has_empty_row() {
            return Verdict::Proved;
        }
        let Some(prices) = self.prices(&program) else { return Verdict::Open };
        // A plan worth more than the bound is worth at least one more. Better teams cost no more than those allowed.
        let bound = program.tiers.as_ref().map_or(case.bound, |tiers| -tiers.most - 1);
        let wanted = program.scale * (i128::from(bound) + 1);
        let dual_value = program.dual_value();
        let Some(reach) = self.reach(&program, &prices) else { return Verdict::Open };
        let budget = dual_value + reach.surplus - wanted;
        if budget < 0 {
            return Verdict::Proved;
        }
        match case.proof {
            Proof::Dual => Verdict::Refused(CertificateFault::Bound {
                block: case.block.clone(),
                found: (dual_value + reach.surplus).div_euclid(program.scale),
                expected: case.bound,
            }),
            Proof::Enumerate => self.enumerate((case, bound), &program, &prices, &reach, budget),
        }
    }

    /// Whether a case depends on who sat where in a kept plan.
    fn is_about_moves(&self, case: &Case) -> bool {
        let names_it = |row: &Row| matches!(row, Row::OldTeam(_) | Row::Kept | Row::Points);
        let to_team = || self.facts.programme.pins.iter().any(|pin| pin.team.is_some());
        self.old.is_some()
            && (case.objective != ObjectiveName::SeatsFilled
                || case.duals.iter().any(|(row, _)| names_it(row))
                || to_team())
    }

    /// The parts of the reduced cost of each initiative's teams; `None` if a figure is too large.
    fn prices(&self, program: &Program) -> Option<IdVec<InitiativeId, Option<Price>>> {
        let duals = program.member_duals();
        let mut prices = IdVec::filled(None, self.candidates.len());
        for &initiative in &program.initiatives {
            let candidates = &self.candidates[initiative];
            prices[initiative] = Some(self.price(program, candidates, &duals)?);
        }
        Some(prices)
    }

    fn price(
        &self,
        program: &Program,
        candidates: &Candidates,
        duals: &IdVec<NomineeId, i128>,
    ) -> Option<Price> {
        let small = |figure: i128| i64::try_from(figure).ok().filter(|figure| figure.abs() <= MAX_FIGURE);
        let scale = program.scale;
        let together = match program.objective {
            ObjectiveName::Score => scale,
            _ => 0,
        };
        small(scale.checked_mul(i128::from(candidates.max_points_together()))?)?;
        let mut person = Vec::with_capacity(candidates.people.len());
        for (position, &id) in candidates.people.iter().enumerate() {
            let own = match program.objective {
                ObjectiveName::Score => candidates.own_points(position),
                _ => self.seat_value(program.objective, id),
            };
            let value = i128::from(own) + i128::from(program.multiplier[id]);
            person.push(small(scale.checked_mul(value)? - duals[id])?);
        }
        let team = small(-program.teams[candidates.initiative].1 - program.all_teams.1)?;
        Some(Price { person, team, scale: small(together)? })
    }

    /// What a person counts for on a level of seats. Where teams count, people do not.
    fn seat_value(&self, objective: ObjectiveName, id: NomineeId) -> i64 {
        if objective == ObjectiveName::Leximin {
            return 0;
        }
        let uses_pool = self.facts.people[id].pool.is_some();
        i64::from(uses_pool == (objective == ObjectiveName::PoolSeatsFilled))
    }

    /// The largest reduced costs, and what they may add to the dual value. `None` if there are too
    /// many teams to look at.
    fn reach(&self, program: &Program, prices: &IdVec<InitiativeId, Option<Price>>) -> Option<Reach> {
        let mut largest = IdVec::filled(0, self.candidates.len());
        for &initiative in &program.initiatives {
            let price = prices[initiative].as_ref()?;
            let candidates = &self.candidates[initiative];
            let listed = candidates.list(&self.facts, price, 1, &mut |listed| {
                if listed.reduced_cost > largest[initiative] && self.allows(program, candidates, &listed) {
                    let reduced_cost = self.reduced_cost(program, candidates, &listed);
                    largest[initiative] = reduced_cost.max(largest[initiative]);
                }
                ControlFlow::Continue(())
            });
            if listed.is_break() {
                return None;
            }
        }
        let rows = &self.facts.programme.initiatives;
        let smallest = program.initiatives.iter().map(|&id| i64::from(rows[id].size.min())).min();
        let mut teams_left = program.most_people() / smallest.unwrap_or(1);
        let mut falling: Vec<InitiativeId> = program.initiatives.clone();
        falling.sort_by_key(|&id| std::cmp::Reverse(largest[id]));
        let mut surplus = 0;
        for id in falling {
            let n = program.teams[id].0.hi.min(teams_left).max(0);
            surplus += i128::from(n) * i128::from(largest[id]);
            teams_left -= n;
        }
        Some(Reach { largest, surplus })
    }

    /// Whether the leaf's decisions and the levels above leave this team.
    fn allows(&self, program: &Program, candidates: &Candidates, listed: &Listed) -> bool {
        let any_score = program.lowest_score.is_none() && program.tiers.is_none();
        if any_score && program.together.is_empty() && program.apart.is_empty() {
            return true;
        }
        let members = members_of(candidates, listed);
        let has = |id: &NomineeId| members.contains(id);
        program.together.iter().all(|(a, b)| has(a) == has(b))
            && program.apart.iter().all(|(a, b)| !(has(a) && has(b)))
            && (any_score || self.has_score_for(program, candidates.initiative, &members))
    }

    fn has_score_for(&self, program: &Program, initiative: InitiativeId, members: &[NomineeId]) -> bool {
        let score = score(&self.facts, initiative, members);
        program.lowest_score.is_none_or(|least| score >= least)
            && program.tiers.as_ref().is_none_or(|tiers| tiers.allow(score))
    }

    /// The reduced cost of a team listed, with what it costs for its score.
    fn reduced_cost(&self, program: &Program, candidates: &Candidates, listed: &Listed) -> i64 {
        let Some(tiers) = &program.tiers else { return listed.reduced_cost };
        let score = score(&self.facts, candidates.initiative, &members_of(candidates, listed));
        let cost = program.scale.saturating_mul(i128::from(tiers.cost(score)));
        listed.reduced_cost.saturating_sub(i64::try_from(cost).unwrap_or(i64::MAX))
    }

    /// Searches the teams whose loss is within the budget.
    fn enumerate(
        &self,
        (case, bound): (&Case, i64),
        program: &Program,
        prices: &IdVec<InitiativeId, Option<Price>>,
        reach: &Reach,
        budget: i128,
    ) -> Verdict {
        let mut columns = Vec::new();
        for &initiative in &program.initiatives {
            let Some(price) = prices[initiative].as_ref() else { return Verdict::Open };
            let candidates = &self.candidates[initiative];
            let largest = i128::from(reach.largest[initiative]);
            let threshold = i64::try_from(largest - budget).unwrap_or(i64::MIN);
            let listed = candidates.list(&self.facts, price, threshold, &mut |listed| {
                let loss = largest - i128::from(self.reduced_cost(program, candidates, &listed));
                if loss <= budget && self.allows(program, candidates, &listed) {
                    let members = members_of(candidates, &listed);
                    let value = self.value(program, initiative, &members);
                    let tier = program.tiers.as_ref().and_then(|tiers| {
                        let score = score(&self.facts, initiative, &members);
                        tiers.all.iter().position(|&(own, _)| own == score)
                    });
                    columns.push(Column { initiative, members, value, loss, tier });
                }
                match columns.len() > MOST_COLUMNS {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            });
            if listed.is_break() {
                return Verdict::Open;
            }
        }
        let looks = if case.duals.is_empty() { FEW_LOOKS } else { MOST_LOOKS };
        let block = || case.block.clone();
        match Search::new(program, &columns, budget, bound, looks).run() {
            Outcome::Nothing => Verdict::Proved,
            Outcome::TooLong => Verdict::Open,
            Outcome::Found { .. } if program.tiers.is_some() => {
                Verdict::Refused(CertificateFault::BetterTeams { block: block(), score: case.bound })
            }
            Outcome::Found { value } => Verdict::Refused(CertificateFault::Beaten {
                block: block(),
                found: value,
                expected: case.bound,
            }),
        }
    }

    /// What a team counts for in the leaf, worked out the plain way.
    fn value(&self, program: &Program, initiative: InitiativeId, members: &[NomineeId]) -> i64 {
        let own = match program.objective {
            ObjectiveName::Score => score(&self.facts, initiative, members),
            ObjectiveName::Leximin => {
                let cost = |tiers: &Tiers| tiers.cost(score(&self.facts, initiative, members));
                -program.tiers.as_ref().map_or(0, cost)
            }
            level => members.iter().map(|&id| self.seat_value(level, id)).sum(),
        };
        own + members.iter().map(|&id| program.multiplier[id]).sum::<i64>()
    }
}

fn members_of(candidates: &Candidates, listed: &Listed) -> Vec<NomineeId> {
    let mut members: Vec<NomineeId> = listed.members().map(|position| candidates.people[position]).collect();
    members.sort_unstable();
    members
}

/// How far reduced costs reach above zero.
struct Reach {
    /// The largest reduced cost of a team of each initiative, or 0.
    largest: IdVec<InitiativeId, i64>,
    /// What they add to the dual value at most, as far as the numbers of teams allow.
    surplus: i128,
}
