//! An explanation as people read it and as JSON: plain words without points unless they are wanted, and
//! beside every "because" the one command that gives the same figure.

mod command;
pub(crate) use command::quoted;
mod csv;
mod da;
mod en;
mod json;
mod meeting;
mod meeting_words;
mod say;

pub use csv::{explanation_csv, meeting_csv};
pub use json::explanation_json;
pub use meeting::{meeting_json, meeting_text};

use crate::plan_text::TextOptions;
use crate::table::wrapped;
use crate::view::View;
use crate::{InWords, Language, clean, number};
use fordel_engine::explain::{
    Because, Came, Contribution, Explanation, Forced, ForcedPlan, Question, Subject,
};
use fordel_model::plan::{ObjectiveName, Team};
use fordel_model::{Criterion, Plan, Programme};
use say::{Effect, Head, Say, Verdict};

/// How the command was called, for the commands it prints.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The programme, as typed.
    pub programme: &'a str,
    /// The plan, as typed.
    pub plan: &'a str,
    /// The seed of the plan, where it is not the programme's own.
    pub seed: Option<u64>,
    /// Whether points are shown.
    pub points: bool,
}

/// An explanation in plain words.
pub fn explanation_text(
    programme: &Programme,
    plan: &Plan,
    found: &Explanation,
    asked: &Asked<'_>,
    language: Language,
    options: &TextOptions,
) -> String {
    let view = View::new(programme, plan, language, options.names);
    let mut page = Page { view: &view, asked, width: options.width, text: String::new() };
    page.subject(found);
    page.seats(found);
    page.teams(found);
    page.because(found);
    page.text
}

/// The page so far.
struct Page<'a> {
    view: &'a View<'a>,
    asked: &'a Asked<'a>,
    width: u16,
    text: String,
}

impl Page<'_> {
    fn say(&self, say: Say<'_>) -> String {
        self.view.language.explains(say)
    }

    fn line(&mut self, indent: &str, words: &str) {
        let below = " ".repeat(indent.len());
        self.text.push_str(&wrapped(&format!("{indent}{words}"), self.width, &below));
    }

    fn head(&mut self, head: Head) {
        self.text.push('\n');
        let words = self.say(Say::Head(head));
        self.line("", &words);
    }

    /// Whom or what it is about, and where they are.
    fn subject(&mut self, found: &Explanation) {
        let view = self.view;
        let words = match &found.subject {
            Subject::Nominee(id) => {
                let cluster = view.nominee(id).map(|row| view.programme.clusters[row.cluster].id.clone());
                let cluster = view.cluster(&cluster.unwrap_or_default());
                match found.teams.first() {
                    Some((team, _)) => {
                        let others = team.members.iter().filter(|other| *other != id);
                        let others: Vec<String> = others.map(|other| view.person(other)).collect();
                        let team = team_name(view, team);
                        let person = view.person(id);
                        self.say(Say::NomineeIn(&person, &cluster, &team, &others))
                    }
                    None => {
                        let row = found.not_selected.as_ref();
                        let mut why = row.map_or(String::new(), |row| view.reason(row).to_owned());
                        if let Some(row) = row.filter(|row| self.asked.points && !row.detail.is_empty()) {
                            why = format!("{why}: {}", view.words(&row.detail));
                        }
                        self.say(Say::NomineeOut(&view.person(id), &cluster, &why))
                    }
                }
            }
            Subject::Team(_) => {
                let Some((team, _)) = found.teams.first() else { return };
                let members: Vec<String> = team.members.iter().map(|id| view.person(id)).collect();
                self.say(Say::Team(&team_name(view, team), &view.cluster(&team.cluster), &members))
            }
            Subject::Cluster(id) => {
                let at = view.plan.split.units.iter().position(|unit| unit.id == *id);
                let filled = at.and_then(|at| view.plan.filled.get(at).copied()).unwrap_or(0);
                let seats = at.and_then(|at| view.plan.split.units[at].seats);
                self.say(Say::Filled(&view.cluster(id), filled, seats))
            }
        };
        self.line("", &words);
    }

    /// Why a cluster has its seats.
    fn seats(&mut self, found: &Explanation) {
        let Some(seats) = &found.seats else { return };
        let lines = meeting::seat_lines(self.view, seats);
        self.head(Head::Seats);
        for line in lines {
            self.line("  ", &line);
        }
        let commands = [&seats.change.gains, &seats.change.loses];
        for change in commands.into_iter().flatten() {
            if let Some(command) = command::weight(self.asked, &seats.change.id, change) {
                self.command(&command);
            }
        }
    }

    /// What each team's score is made of.
    fn teams(&mut self, found: &Explanation) {
        if found.teams.is_empty() {
            return;
        }
        self.head(Head::Why);
        let several = found.teams.len() > 1;
        for (team, contributions) in &found.teams {
            if several || matches!(found.subject, Subject::Cluster(_)) {
                let members: Vec<String> = team.members.iter().map(|id| self.view.person(id)).collect();
                let words = format!("{}: {}", team_name(self.view, team), members.join(", "));
                self.line("  ", &words);
            }
            for contribution in contributions {
                if let Some(words) = self.contribution(contribution, found, team) {
                    self.line("  - ", &words);
                }
            }
            if self.asked.points {
                let words = self.say(Say::Sum(team.score));
                self.line("  = ", &words);
            }
        }
    }

    /// A criterion in words; `None` where it says nothing and no points are shown.
    fn contribution(&self, own: &Contribution, found: &Explanation, team: &Team) -> Option<String> {
        let view = self.view;
        let first = |who: &[String]| who.first().map(|id| view.person(id)).unwrap_or_default();
        let words = match own.criterion {
            Criterion::Preference => {
                let rank = |id: &String| {
                    let row = view.nominee(id)?;
                    let at = row
                        .preferences
                        .iter()
                        .position(|&k| view.programme.initiatives[k].id == team.initiative);
                    Some((row.preferences.is_empty(), at.map(|at| at + 1)))
                };
                let only = match &found.subject {
                    Subject::Nominee(id) => Some(id),
                    Subject::Team(_) | Subject::Cluster(_) => None,
                };
                let told = own.pieces.iter().filter(|piece| only.is_none_or(|id| piece.who.contains(id)));
                let told: Vec<String> = told
                    .filter_map(|piece| {
                        let (is_free, rank) = rank(piece.who.first()?)?;
                        Some(self.say(Say::Wish(&first(&piece.who), is_free, rank)))
                    })
                    .collect();
                told.join(", ")
            }
            Criterion::Chain => {
                let pair = |who: &[String]| who.iter().map(|id| view.person(id)).collect::<Vec<_>>();
                let pairs: Vec<String> =
                    own.pieces.iter().map(|piece| self.say(Say::Chain(&pair(&piece.who)))).collect();
                pairs.join("; ")
            }
            Criterion::Sectors | Criterion::Organisations | Criterion::Professions => {
                let what: Vec<String> = own
                    .pieces
                    .iter()
                    .flat_map(|piece| &piece.what)
                    .map(|text| match own.criterion {
                        Criterion::Sectors => clean(view.language.sector(text)),
                        _ => view.words(text),
                    })
                    .collect();
                self.say(Say::Different(own.criterion, &what))
            }
            Criterion::Merit | Criterion::Balance | Criterion::Diversity if own.points == 0 => String::new(),
            criterion => self.say(Say::Criterion(criterion)),
        };
        match (words.is_empty(), self.asked.points) {
            (true, false) => None,
            (_, true) => {
                let name = self.say(Say::Criterion(own.criterion));
                let words = if words.is_empty() { name } else { words };
                Some(format!("{words} ({})", self.say(Say::Points(own.points))))
            }
            (false, false) => Some(words),
        }
    }

    /// What else there could be.
    fn because(&mut self, found: &Explanation) {
        let is_swap = |one: &&Because| matches!(one.question, Question::Swap(..));
        let is_rule = |one: &&Because| matches!(one.question, Question::Rule(_));
        let is_drop = |one: &&Because| matches!(one.question, Question::DropsOut(_));
        let of_cluster = matches!(found.subject, Subject::Cluster(_));
        let all = || found.because.iter();
        let other = |one: &&Because| !(is_swap(one) || is_rule(one) || of_cluster && is_drop(one));
        self.part(Head::Else, all().filter(other));
        if of_cluster {
            self.part(Head::Drops, all().filter(is_drop));
        }
        self.part(Head::Swaps, all().filter(is_swap));
        if found.swaps_tried > 0 && all().filter(is_swap).count() == 0 {
            self.head(Head::Swaps);
            let words = self.say(Say::NoSwap(found.swaps_tried));
            self.line("  - ", &words);
        }
        // Rules that cost nothing stand together, unless every figure is wanted.
        let costs_nothing = |one: &&Because| {
            let plan = one.forced.plan().filter(|forced| forced.is_proven());
            plan.is_some_and(|forced| matches!(verdict(self.view.plan, forced), Verdict::AsGood))
        };
        let free = |one: &&Because| is_rule(one) && !self.asked.points && costs_nothing(one);
        let names: Vec<String> = all()
            .filter(free)
            .filter_map(|one| match &one.question {
                Question::Rule(rule) => Some(format!("`{}`", clean(rule))),
                _ => None,
            })
            .collect();
        let dear: Vec<&Because> = all().filter(|one| is_rule(one) && !free(one)).collect();
        self.part(Head::Rules, dear.iter().copied());
        if !names.is_empty() {
            if dear.is_empty() {
                self.head(Head::Rules);
            }
            let words = self.say(Say::CostNothing(&names));
            self.line("  - ", &words);
        }
    }

    fn part<'b>(&mut self, head: Head, all: impl Iterator<Item = &'b Because>) {
        let all: Vec<&Because> = all.collect();
        if all.is_empty() {
            return;
        }
        self.head(head);
        for one in all {
            let words = sentence(self.view, one, self.asked.points);
            self.line("  - ", &words);
            if let Some(command) = command::of(self.asked, self.view.plan, &one.forced) {
                self.command(&command);
            }
        }
    }

    /// A command stands on a line of its own, however long, to be copied.
    fn command(&mut self, command: &str) {
        self.text.push_str(&format!("      {command}\n"));
    }
}

/// A team's name for people: the initiative's title and the team's id.
fn team_name(view: &View<'_>, team: &Team) -> String {
    format!("{} [{}]", view.initiative(&team.initiative), clean(&team.id))
}

/// A "because" in a sentence.
fn sentence(view: &View<'_>, because: &Because, points: bool) -> String {
    format!("{}: {}", question(view, &because.question), answer(view, because, points))
}

/// What comes of forcing something, in words.
fn answer(view: &View<'_>, because: &Because, points: bool) -> String {
    let say = |say: Say<'_>| view.language.explains(say);
    match &because.forced.came {
        Came::Clash(clashes) if clashes.is_empty() => say(Say::Impossible("")),
        Came::Clash(clashes) => {
            let texts: Vec<String> = clashes.iter().map(|clash| view.words(&clash.text)).collect();
            say(Say::Impossible(&texts.join("; ")))
        }
        Came::Unplanned(why) => say(Say::Unplanned(&clean(&why.in_words(view.language)))),
        Came::Stopped => say(Say::Stopped),
        Came::Plan(plan) => {
            let effect = effect(view, plan, &because.question);
            let verdict = verdict(view.plan, plan);
            let is_about_people = matches!(because.question, Question::Joins(_) | Question::DropsOut(_));
            let mut words = match (is_about_people, &verdict) {
                (true, Verdict::FewerSeats(_) | Verdict::MoreSeats(_)) => {
                    format!("{}; {}", say(Say::Effect(&effect)), say(Say::Verdict(&verdict)))
                }
                (true, _) => say(Say::Effect(&effect)),
                (false, _) if plan.difference.is_empty() => say(Say::Same),
                // Whom a swap moves has been said.
                (false, _) if matches!(because.question, Question::Swap(..)) => say(Say::Verdict(&verdict)),
                (false, _) => format!("{}; {}", say(Say::Verdict(&verdict)), say(Say::Effect(&effect))),
            };
            if points {
                words.push_str(&format!(" ({})", say(Say::Price(plan.score, view.plan.score))));
            }
            if !plan.is_proven() {
                words.push_str(&format!(" {}", say(Say::NotProven)));
            }
            words
        }
    }
}

/// A question in words.
fn question(view: &View<'_>, question: &Question) -> String {
    let say = |say: Say<'_>| view.language.explains(say);
    let person = |id: &str| view.person(id);
    match question {
        Question::In(id) => say(Say::AskIn(&person(id))),
        Question::Joins(id) => {
            let cluster = view.nominee(id).map(|row| view.programme.clusters[row.cluster].id.clone());
            let cluster = cluster.unwrap_or_default();
            let at = view.plan.split.units.iter().position(|unit| unit.id == cluster);
            let filled = at.and_then(|at| view.plan.filled.get(at).copied()).unwrap_or(0);
            let seats = at.and_then(|at| view.plan.split.units[at].seats);
            let has = say(Say::Filled(&view.cluster(&cluster), filled, seats));
            say(Say::AskJoins(has.trim_end_matches('.'), &person(id)))
        }
        Question::On(id, k) => say(Say::AskOn(&person(id), &view.initiative(k))),
        Question::Without(id, None) => say(Say::AskWithout(&person(id), None)),
        Question::Without(id, Some(k)) => say(Say::AskWithout(&person(id), Some(&view.initiative(k)))),
        Question::DropsOut(id) => say(Say::AskDrops(&person(id))),
        Question::Swap(id, other, None) => say(Say::AskInstead(&person(id), &person(other))),
        Question::Swap(id, other, Some(_)) => say(Say::AskSwap(&person(id), &person(other))),
        Question::Rule(rule) => say(Say::AskRule(&clean(rule))),
        Question::OneMore(cluster) => say(Say::AskSeat(&view.cluster(cluster), true)),
        Question::OneFewer(cluster) => say(Say::AskSeat(&view.cluster(cluster), false)),
    }
}

/// Who comes, leaves and moves, but for the one who is asked about.
fn effect(view: &View<'_>, plan: &ForcedPlan, question: &Question) -> Effect {
    let asked = match question {
        Question::In(id) | Question::Joins(id) | Question::DropsOut(id) | Question::Without(id, _) => {
            Some(id)
        }
        Question::On(id, _) => Some(id),
        Question::Swap(..) | Question::Rule(_) | Question::OneMore(_) | Question::OneFewer(_) => None,
    };
    let name = |id: &String| (asked != Some(id)).then(|| view.person(id));
    let found = &plan.difference;
    let seats = found.seats.iter().filter_map(|row| {
        let [Some(now), Some(before)] = row.seats else { return None };
        (now != before).then(|| (view.cluster(&row.unit), before, now))
    });
    let own_team = asked.and_then(|id| {
        let into = found.people_in.iter().find(|one| one.nominee == *id).map(|one| one.initiative.as_str());
        let to = found.moved.iter().find(|one| one.nominee == *id && one.other_initiative);
        let team = to.and_then(|one| found.teams.iter().find(|team| team.id == one.to));
        into.or(team.map(|team| team.initiative.as_str())).map(|k| view.initiative(k))
    });
    Effect {
        comes: found.people_in.iter().filter_map(|one| name(&one.nominee)).collect(),
        leaves: found.people_out.iter().filter_map(|one| name(&one.nominee)).collect(),
        moves: found.moved.iter().filter_map(|one| name(&one.nominee)).collect(),
        seats: seats.collect(),
        own_team: own_team.filter(|_| matches!(question, Question::In(_) | Question::Joins(_))),
    }
}

/// Which of two plans is better, in words without points.
fn verdict(plan: &Plan, forced: &ForcedPlan) -> Verdict {
    let level =
        |name: ObjectiveName| plan.objectives.iter().find(|own| own.name == name).map(|own| own.value);
    for name in [ObjectiveName::SeatsFilled, ObjectiveName::PoolSeatsFilled] {
        if let (Some(now), Some(before)) = (forced.level(name), level(name)) {
            match now.cmp(&before) {
                std::cmp::Ordering::Less => return Verdict::FewerSeats(before.abs_diff(now)),
                std::cmp::Ordering::Greater => return Verdict::MoreSeats(before.abs_diff(now)),
                std::cmp::Ordering::Equal => {}
            }
        }
    }
    let criteria = |wanted: fn(i64) -> bool| -> Vec<Criterion> {
        let pairs = Criterion::ALL.into_iter().zip(forced.difference.parts);
        pairs.filter(|(_, [a, b])| wanted(a - b)).map(|(criterion, _)| criterion).collect()
    };
    let (up, down) = (criteria(|change| change > 0), criteria(|change| change < 0));
    match forced.score.cmp(&plan.score) {
        std::cmp::Ordering::Equal => Verdict::AsGood,
        std::cmp::Ordering::Less => Verdict::Weaker(down, up),
        std::cmp::Ordering::Greater => Verdict::Stronger(up, down),
    }
}

/// What forcing something costs: the plan's score less the forced plan's.
fn price(plan: &Plan, forced: &Forced) -> Option<i64> {
    Some(plan.score - forced.plan()?.score)
}

/// A number in the language.
fn figure(value: impl std::fmt::Display, language: Language) -> String {
    number(value, language)
}
