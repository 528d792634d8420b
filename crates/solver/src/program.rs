//! The integer program of one block: choose columns so that every row keeps its limits and the values
//! add up to the most.
//!
//! Every row counts people, or teams of an initiative: its coefficient on a column is the sum of one
//! coefficient a member and one for the initiative. So a vector of duals becomes a price a person and
//! a price an initiative, and the reduced cost of a column is its value less these prices.

use crate::column::Columns;
use fordel_model::plan;

/// A row: lo ≤ Σ coefficients of the chosen columns ≤ hi.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name in certificates.
    pub name: plan::Row,
    /// Its place in the block.
    pub place: Place,
    /// Least, where there is one.
    pub lo: Option<i64>,
    /// Most, where there is one.
    pub hi: Option<i64>,
}

/// What a row counts, by positions in the block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// Teams that hold this person.
    Person(usize),
    /// Teams of this initiative.
    Teams(usize),
    /// People in teams (all of the block's).
    Seats,
    /// Teams of all initiatives: a row that follows from the others, and says more where people are fractions.
    AllTeams,
    /// Those of these people who are in teams.
    Count(Vec<usize>),
    /// The later person in a team, minus the earlier.
    Order {
        /// May come only with the earlier.
        later: usize,
        /// Comes first.
        earlier: usize,
    },
    /// Teams that continue this earlier team (by position in the block's).
    OldTeam(usize),
    /// People kept in their place, less people brought in who were out.
    Kept,
    /// The sum of scores.
    Points,
}

impl Row {
    /// What a dual of this row contributes to the bound: the most that dual × activity can be.
    ///
    /// # Panics
    /// If the dual has the sign of a limit the row does not have.
    pub fn support(&self, dual: i64) -> i128 {
        let limit = match dual {
            0 => return 0,
            1.. => self.hi,
            _ => self.lo,
        };
        let limit = limit.unwrap_or_else(|| panic!("the dual {dual} of {:?} needs a limit", self.name));
        i128::from(limit) * i128::from(dual)
    }

    /// Whether an activity keeps the limits.
    pub fn allows(&self, activity: i64) -> bool {
        self.lo.is_none_or(|lo| lo <= activity) && self.hi.is_none_or(|hi| activity <= hi)
    }
}

/// One block's program with one objective.
#[derive(Clone, Debug)]
pub struct Program<'a> {
    /// The columns.
    pub columns: &'a Columns,
    /// What a column is worth here.
    pub worth: Worth,
    /// The same, by column, where they are listed.
    pub values: Vec<i64>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Number of people of the block.
    pub n_people: usize,
    /// Number of initiatives of the block.
    pub n_initiatives: usize,
    /// The greatest common divisor of all values, so of the values of all plans; 1 where all are 0.
    pub grain: i64,
    /// Plans that are worth less are not looked for.
    pub wanted: Option<i64>,
}

/// What a column is worth: its score so many times, and something for each member.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Worth {
    /// How often the score counts.
    pub factor: i64,
    /// How often each person kept in place counts, less those brought in who were out.
    pub kept: i64,
    /// By person.
    pub person: Vec<i64>,
}

impl Worth {
    /// The worth of a column.
    pub fn of(&self, columns: &Columns, column: usize) -> i64 {
        let score = if self.factor == 0 { 0 } else { self.factor * columns.score(column) };
        let kept = if self.kept == 0 { 0 } else { self.kept * columns.kept(column) };
        score + kept + columns.members(column).map(|p| self.person[p]).sum::<i64>()
    }

    /// The worth of all columns, where they are listed.
    pub fn of_all(&self, columns: &Columns) -> Vec<i64> {
        let mut all: Vec<i64> = columns.sums(&self.person).collect();
        if self.factor != 0 {
            all.iter_mut().enumerate().for_each(|(c, worth)| *worth += self.factor * columns.score(c));
        }
        if self.kept != 0 {
            all.iter_mut().enumerate().for_each(|(c, worth)| *worth += self.kept * columns.kept(c));
        }
        all
    }
}

/// The greatest common divisor of some values; 1 where all are 0.
pub fn grain(values: &[i64]) -> i64 {
    let mut divisor = 0;
    for &value in values {
        let (mut a, mut b) = (divisor, value.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        divisor = a;
        if divisor == 1 {
            break;
        }
    }
    divisor.max(1)
}

/// Duals turned into prices: what a column must be worth at least to be interesting.
#[derive(Clone, Debug)]
pub struct Prices<T> {
    /// By person.
    pub person: Vec<T>,
    /// By initiative.
    pub initiative: Vec<T>,
    /// By earlier team.
    pub old_team: Vec<T>,
    /// For each person kept in place.
    pub kept: T,
    /// For each point of score.
    pub points: T,
}

impl Prices<i64> {
    /// What the prices of a column's members, initiative, earlier team and points add up to.
    pub fn of(&self, columns: &Columns, column: usize) -> i64 {
        let people: i64 = columns.members(column).map(|p| self.person[p]).sum();
        let old_team = columns.continues(column).map_or(0, |team| self.old_team[team]);
        let (kept, points) = (self.kept * columns.kept(column), self.points * columns.score(column));
        people + self.initiative[columns.initiative(column)] + old_team + kept + points
    }
}

impl<T> Prices<T>
where
    T: Copy + Default + PartialEq + std::ops::Add<Output = T> + std::ops::Mul<Output = T>,
{
    /// What the prices add up to for all columns, where they are listed. `real` turns a count into a price's
    /// kind of number.
    pub(crate) fn of_all(&self, columns: &Columns, real: impl Fn(i64) -> T) -> Vec<T> {
        let of = |(people, initiative): (T, usize)| people + self.initiative[initiative];
        let mut all: Vec<T> = columns.sums(&self.person).zip(columns.initiatives()).map(of).collect();
        // Most programs have no such rows.
        let mut add = |more: &dyn Fn(usize) -> T| {
            all.iter_mut().enumerate().for_each(|(column, price)| *price = *price + more(column));
        };
        if columns.n_old_teams() > 0 {
            add(&|column| columns.continues(column).map_or(T::default(), |team| self.old_team[team]));
        }
        if self.kept != T::default() {
            add(&|column| self.kept * real(columns.kept(column)));
        }
        if self.points != T::default() {
            add(&|column| self.points * real(columns.score(column)));
        }
        all
    }
}

impl Program<'_> {
    /// The prices that duals (one a row) amount to.
    pub fn prices<T>(&self, duals: &[T]) -> Prices<T>
    where
        T: Copy + Default + std::ops::AddAssign + std::ops::Neg<Output = T>,
    {
        let mut prices = Prices {
            person: vec![T::default(); self.n_people],
            initiative: vec![T::default(); self.n_initiatives],
            old_team: vec![T::default(); self.columns.n_old_teams()],
            kept: T::default(),
            points: T::default(),
        };
        for (row, &dual) in self.rows.iter().zip(duals) {
            match &row.place {
                Place::Person(p) => prices.person[*p] += dual,
                Place::Teams(k) => prices.initiative[*k] += dual,
                Place::Seats => prices.person.iter_mut().for_each(|price| *price += dual),
                Place::AllTeams => prices.initiative.iter_mut().for_each(|price| *price += dual),
                Place::Count(people) => people.iter().for_each(|&p| prices.person[p] += dual),
                Place::Order { later, earlier } => {
                    prices.person[*later] += dual;
                    prices.person[*earlier] += -dual;
                }
                Place::OldTeam(team) => prices.old_team[*team] += dual,
                Place::Kept => prices.kept += dual,
                Place::Points => prices.points += dual,
            }
        }
        prices
    }

    /// What each row amounts to when these columns are chosen, in row order.
    pub fn activities(&self, chosen: &[usize]) -> Vec<i64> {
        let mut teams_with = vec![0i64; self.n_people];
        let mut teams_of = vec![0i64; self.n_initiatives];
        let mut continuing = vec![0i64; self.columns.n_old_teams()];
        for &column in chosen {
            self.columns.members(column).for_each(|p| teams_with[p] += 1);
            teams_of[self.columns.initiative(column)] += 1;
            if let Some(team) = self.columns.continues(column) {
                continuing[team] += 1;
            }
        }
        let activity = |row: &Row| match &row.place {
            Place::Person(p) => teams_with[*p],
            Place::Teams(k) => teams_of[*k],
            Place::Seats => teams_with.iter().sum(),
            Place::AllTeams => teams_of.iter().sum(),
            Place::Count(people) => people.iter().map(|&p| teams_with[p]).sum(),
            Place::Order { later, earlier } => teams_with[*later] - teams_with[*earlier],
            Place::OldTeam(team) => continuing[*team],
            Place::Kept => chosen.iter().map(|&column| self.columns.kept(column)).sum(),
            Place::Points => chosen.iter().map(|&column| self.columns.score(column)).sum(),
        };
        self.rows.iter().map(activity).collect()
    }

    /// Whether choosing these columns keeps every row.
    pub fn is_feasible(&self, chosen: &[usize]) -> bool {
        self.rows.iter().zip(self.activities(chosen)).all(|(row, activity)| row.allows(activity))
    }

    /// What these columns are worth together.
    pub fn value(&self, chosen: &[usize]) -> i64 {
        chosen.iter().map(|&column| self.value_of(column)).sum()
    }

    /// What a column is worth.
    pub fn value_of(&self, column: usize) -> i64 {
        match self.columns.teams() {
            None => self.values[column],
            Some(_) => self.worth.of(self.columns, column),
        }
    }

    /// These columns alone, as a program of its own: its column n is the n-th of `chosen`.
    pub fn restricted<'b>(&self, columns: &'b Columns, chosen: &[usize]) -> Program<'b> {
        Program {
            columns,
            worth: self.worth.clone(),
            values: chosen.iter().map(|&column| self.value_of(column)).collect(),
            rows: self.rows.clone(),
            n_people: self.n_people,
            n_initiatives: self.n_initiatives,
            grain: self.grain,
            wanted: self.wanted,
        }
    }

    /// The most teams of an initiative that a plan can have.
    pub fn most_teams(&self, initiative: usize) -> i64 {
        let row = self.rows.iter().find(|row| row.place == Place::Teams(initiative));
        row.and_then(|row| row.hi).unwrap_or(0)
    }

    /// The least value that is looked for.
    pub fn least_wanted(&self) -> i64 {
        self.least_value().max(self.wanted.unwrap_or(i64::MIN))
    }

    /// A value that no plan is below.
    pub fn least_value(&self) -> i64 {
        if let Some(teams) = self.columns.teams() {
            let people: i64 = self.worth.person.iter().map(|worth| worth.abs()).sum();
            let most: i64 = (0..self.n_initiatives).map(|k| self.most_teams(k)).sum();
            return -self.worth.factor.abs() * teams.largest_score() * most - people;
        }
        let mut worst = vec![0i64; self.n_initiatives];
        for column in 0..self.columns.len() {
            let k = self.columns.initiative(column);
            worst[k] = worst[k].min(self.values[column]);
        }
        worst.iter().enumerate().map(|(k, &value)| value * self.most_teams(k)).sum()
    }
}
