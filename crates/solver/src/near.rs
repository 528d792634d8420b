//! Plans close to an earlier one, found team by team: where people kept in their place are all that counts, the
//! best plan is nearly always the earlier teams with one or two changes, which a search person by person meets late.

use crate::program::{Place, Program};
use smallvec::{SmallVec, smallvec};

/// Choices looked at.
const MOST: u64 = 30_000;

/// People kept fewer than all who could be, at most: beyond that too much is possible to meet a plan soon.
const MOST_FEWER: i64 = 8;

/// By earlier team: the first of those that continue it that may be free.
type First = SmallVec<[usize; 16]>;

/// One team that continues an earlier one.
struct Near {
    column: usize,
    people: u128,
    /// People kept fewer than the most that the earlier team could keep.
    fewer: i64,
}

/// Teams that continue earlier ones, chosen one after the other.
struct Chooser<'a> {
    program: &'a Program<'a>,
    /// By earlier team: those that continue it, the most kept first.
    teams: Vec<Vec<Near>>,
    /// By earlier team: the most that can be kept of it.
    most: Vec<i64>,
    seats: u32,
    left: u64,
}

/// A plan worth at least `target`, of teams that continue earlier ones and nobody else's, and the choices looked
/// at; `None` where that is not what counts, or none is found soon.
pub(crate) fn plan(program: &Program<'_>, target: i64) -> (Option<Vec<usize>>, u64) {
    let worth = &program.worth;
    if worth.kept < 1
        || worth.factor != 0
        || worth.person.iter().any(|&one| one != 0)
        || program.n_people > 128
    {
        return (None, 0);
    }
    let columns = program.columns;
    let mut most = vec![0; columns.n_old_teams()];
    let of_team = |column: usize| Some((columns.continues(column)?, columns.kept(column)));
    for (team, kept) in (0..columns.len()).filter_map(of_team) {
        most[team] = most[team].max(kept);
    }
    let fewer = most.iter().sum::<i64>() - target.div_euclid(worth.kept);
    if !(0..=MOST_FEWER).contains(&fewer) {
        return (None, 0);
    }
    let mut teams: Vec<Vec<Near>> = most.iter().map(|_| Vec::new()).collect();
    for column in 0..columns.len() {
        let Some((team, kept)) = of_team(column).filter(|&(team, kept)| most[team] - kept <= fewer) else {
            continue;
        };
        let people = columns.members(column).map(|p| 1u128 << p).sum();
        teams[team].push(Near { column, people, fewer: most[team] - kept });
    }
    teams.iter_mut().for_each(|team| team.sort_by_key(|near| (near.fewer, near.column)));
    let seats = program.rows.iter().find(|row| row.place == Place::Seats).and_then(|row| row.hi);
    let seats = seats.and_then(|seats| u32::try_from(seats).ok()).unwrap_or(u32::MAX);
    let mut chooser = Chooser { program, teams, most, seats, left: MOST };
    let (mut chosen, first) = (Vec::new(), smallvec![0; chooser.most.len()]);
    let found = chooser.choose(0, 0, (fewer, first), &mut chosen);
    chosen.sort_unstable();
    (found.then_some(chosen), MOST - chooser.left)
}

impl Chooser<'_> {
    /// Chooses for this earlier team and those after it; true where `chosen` is a plan then. Before `first` all
    /// that continue an earlier team hold somebody who is taken.
    fn choose(
        &mut self,
        at: usize,
        people: u128,
        (fewer, mut first): (i64, First),
        chosen: &mut Vec<usize>,
    ) -> bool {
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        if self.must_lose_more(at, people, fewer, &mut first) {
            return false;
        }
        let Some(&most) = self.most.get(at) else { return self.program.is_feasible(chosen) };
        for index in first[at]..self.teams[at].len() {
            let Near { column, people: own, fewer: less } = self.teams[at][index];
            if less > fewer || self.left == 0 {
                break;
            }
            if own & people == 0 && (people | own).count_ones() <= self.seats {
                chosen.push(column);
                if self.choose(at + 1, people | own, (fewer - less, first.clone()), chosen) {
                    return true;
                }
                chosen.pop();
            }
        }
        // The earlier team ends.
        most <= fewer && self.choose(at + 1, people, (fewer - most, first), chosen)
    }

    /// Whether this earlier team and those after it must lose more than `fewer`, these people being taken. Moves
    /// `first` on to what is free.
    fn must_lose_more(&self, at: usize, people: u128, fewer: i64, first: &mut First) -> bool {
        let mut least = 0;
        for team in at..self.most.len() {
            let (teams, first) = (&self.teams[team], &mut first[team]);
            let taken = |near: &Near| near.people & people != 0;
            *first += teams[*first..].iter().take_while(|near| taken(near)).count();
            least += teams.get(*first).map_or(self.most[team], |near| near.fewer.min(self.most[team]));
            if least > fewer {
                return true;
            }
        }
        false
    }
}
