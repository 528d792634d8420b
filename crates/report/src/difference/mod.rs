//! What one plan has against another, as text, JSON and CSV; readable without the programme.

mod csv;
mod da;
mod en;
mod json;
mod split;

pub use csv::difference_csv;
pub use json::difference_json;
pub use split::{SplitDocument, split_difference_csv, split_difference_json, split_difference_text};

use crate::plan_text::TextOptions;
use crate::table::wrapped;
use crate::{Language, clean, number};
use fordel_engine::difference::Difference;
use fordel_model::plan::Reason;
use fordel_model::{Criterion, Plan, Programme};

/// Something a difference says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Say<'a> {
    /// The heading: the names of `a` and `b`.
    Title(&'a str, &'a str),
    /// Nothing differs.
    Same,
    /// Seats of a unit: its name, before and now; `None` is a tie or no such unit.
    Seats(&'a str, Option<u64>, Option<u64>),
    /// People using a unit's seats: its name, before and now.
    Filled(&'a str, Option<u64>, Option<u64>),
    /// How many people are in, out and moved.
    People(usize, usize, usize),
    /// Somebody is in: who, in which team.
    In(&'a str, &'a str),
    /// Somebody is out: who, from which team, why.
    Out(&'a str, &'a str, Option<Reason>),
    /// Somebody moves: who, from, to.
    Moves(&'a str, &'a str, &'a str),
    /// Teams: unchanged, changed, new, gone.
    Teams(usize, usize, usize, usize),
    /// A changed team: its name, who joins, who leaves; empty means nobody.
    Team(&'a str, &'a str, &'a str),
    /// A new team: its name and members.
    NewTeam(&'a str, &'a str),
    /// A team that is gone: its name and members.
    GoneTeam(&'a str, &'a str),
    /// The score: now, before.
    Score(i64, i64),
    /// A criterion: its name, difference.
    Part(Criterion, i64),
    /// The headings.
    Heading(Heading),
}

/// A part of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Heading {
    Seats,
    People,
    Teams,
    Score,
}

impl Language {
    fn differs(self, say: Say<'_>) -> String {
        match self {
            Self::English => en::say(self, say),
            Self::Danish => da::say(self, say),
        }
    }
}

/// Names for ids: those of the programme, where one is given and names are shown.
pub(crate) struct Known<'a> {
    pub(crate) programme: Option<&'a Programme>,
    pub(crate) names: bool,
}

impl Known<'_> {
    pub(crate) fn person(&self, id: &str) -> String {
        let row =
            self.programme.filter(|_| self.names).and_then(|p| p.nominees.iter().find(|row| row.id == id));
        row.map_or(clean(id), |row| format!("{} [{}]", clean(&row.name), clean(id)))
    }

    pub(crate) fn people(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.person(id)).collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn unit(&self, id: &str) -> String {
        let row = self.programme.and_then(|p| p.clusters.iter().find(|row| row.id == id));
        row.map_or(clean(id), |row| clean(&row.name))
    }

    pub(crate) fn team(&self, id: &str, initiative: &str) -> String {
        let row = self.programme.and_then(|p| p.initiatives.iter().find(|row| row.id == initiative));
        row.map_or(clean(id), |row| format!("{} [{}]", clean(&row.title), clean(id)))
    }
}

/// `a` minus `b` as a page: seats, people, teams and score; what does not differ is left out.
///
/// * `labels`: what the two plans are called, e.g. the names of their files.
/// * `programme`: gives names to ids where it is there and `options.names` is set.
pub fn difference_text(
    found: &Difference,
    plans: [&Plan; 2],
    labels: [&str; 2],
    programme: Option<&Programme>,
    language: Language,
    options: &TextOptions,
) -> String {
    let known = Known { programme, names: options.names };
    let mut text = String::new();
    let mut line = |indent: &str, say: Say<'_>| {
        let words = language.differs(say);
        text.push_str(&wrapped(&format!("{indent}{words}"), options.width, &format!("{indent}  ")));
    };
    let labels = labels.map(clean);
    line("", Say::Title(&labels[0], &labels[1]));
    if found.is_empty() && found.score[0] == found.score[1] {
        line("", Say::Same);
        return text;
    }
    if !found.seats.is_empty() {
        line("", Say::Heading(Heading::Seats));
        for row in &found.seats {
            let unit = known.unit(&row.unit);
            if row.seats[0] != row.seats[1] {
                line("  ", Say::Seats(&unit, row.seats[1], row.seats[0]));
            }
            if row.filled[0] != row.filled[1] {
                line("  ", Say::Filled(&unit, row.filled[1], row.filled[0]));
            }
        }
    }
    line("", Say::Heading(Heading::People));
    line("  ", Say::People(found.people_in.len(), found.people_out.len(), found.moved.len()));
    let initiative_of = |plan: &Plan, team: &str| {
        plan.teams.iter().find(|own| own.id == team).map_or(String::new(), |own| own.initiative.clone())
    };
    for one in &found.people_in {
        line("  ", Say::In(&known.person(&one.nominee), &known.team(&one.team, &one.initiative)));
    }
    for one in &found.people_out {
        let team = known.team(&one.team, &one.initiative);
        line("  ", Say::Out(&known.person(&one.nominee), &team, one.reason));
    }
    for one in &found.moved {
        let to = found.teams.iter().find(|team| team.id == one.to).map(|team| team.initiative.as_str());
        let from = known.team(&one.from, &initiative_of(plans[1], &one.from));
        let to = known.team(&one.to, to.unwrap_or_default());
        line("  ", Say::Moves(&known.person(&one.nominee), &from, &to));
    }
    let is_new = |team: &&fordel_engine::difference::TeamDifference| team.ids[1].is_none();
    let is_gone = |team: &&fordel_engine::difference::TeamDifference| team.ids[0].is_none();
    let same = found.teams.iter().filter(|team| team.is_same()).count();
    let new = found.teams.iter().filter(is_new).count();
    let gone = found.teams.iter().filter(is_gone).count();
    line("", Say::Heading(Heading::Teams));
    line("  ", Say::Teams(same, found.teams.len() - same - new - gone, new, gone));
    for team in found.teams.iter().filter(|team| !team.is_same()) {
        let name = known.team(&team.id, &team.initiative);
        let (joined, left) = (known.people(&team.joined), known.people(&team.left));
        match (&team.ids[0], &team.ids[1]) {
            (Some(_), None) => line("  ", Say::NewTeam(&name, &joined)),
            (None, _) => line("  ", Say::GoneTeam(&name, &left)),
            _ => line("  ", Say::Team(&name, &joined, &left)),
        }
    }
    line("", Say::Heading(Heading::Score));
    line("  ", Say::Score(found.score[0], found.score[1]));
    for (criterion, [a, b]) in Criterion::ALL.into_iter().zip(found.parts) {
        if a != b {
            line("  ", Say::Part(criterion, a - b));
        }
    }
    text
}

/// A difference with its sign.
pub(crate) fn signed(value: i64, language: Language) -> String {
    let sign = if value > 0 { "+" } else { "" };
    format!("{sign}{}", number(value, language))
}
