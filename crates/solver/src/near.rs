//! Plans close to an earlier one, found team by team: where people kept in their place are all that counts, the
//! best plan is nearly always the earlier teams with one or two changes, which a search person by person meets late.

use crate::program::{Place, Program};

/// Choices looked at.
const MOST: u64 = 30_000;

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
    if fewer < 0 {
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
    let mut chosen = Vec::new();
    let found = chooser.choose(0, 0, fewer, &mut chosen);
    chosen.sort_unstable();
    (found.then_some(chosen), MOST - chooser.left)
}

impl Chooser<'_> {
    /// Chooses for this earlier team and those after it; true where `chosen` is a plan then.
    fn choose(&mut self, at: usize, people: u128, fewer: i64, chosen: &mut Vec<usize>) -> bool {
        if self.left == 0 || people.count_ones() > self.seats {
            return false;
        }
        self.left -= 1;
        if self.ahead(at, people) > fewer {
            return false;
        }
        let Some(&most) = self.most.get(at) else { return self.program.is_feasible(chosen) };
        for index in 0..self.teams[at].len() {
            let Near { column, people: own, fewer: less } = self.teams[at][index];
            if less > fewer {
                break;
            }
            if own & people == 0 {
                chosen.push(column);
                if self.choose(at + 1, people | own, fewer - less, chosen) {
                    return true;
                }
                chosen.pop();
            }
        }
        // The earlier team ends.
        most <= fewer && self.choose(at + 1, people, fewer - most, chosen)
    }

    /// The fewest that this earlier team and those after it must lose, these people being taken.
    fn ahead(&self, at: usize, people: u128) -> i64 {
        let least = |team: usize| {
            let free = self.teams[team].iter().find(|near| near.people & people == 0);
            free.map_or(self.most[team], |near| near.fewer.min(self.most[team]))
        };
        (at..self.most.len()).map(least).sum()
    }
}
