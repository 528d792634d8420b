//! An explanation as one table: a row for each reason, with the figures and the command that gives them.

use super::meeting::lines;
use super::{Asked, Page, answer, command, json, price, question};
use crate::Language;
use crate::csv_line::CsvClothes;
use crate::view::View;
use fordel_engine::explain::{Because, Explanation, Meeting};
use fordel_model::{Plan, Programme};

/// The headings.
fn headings(language: Language) -> [&'static str; 11] {
    match language {
        Language::English => [
            "kind", "about", "question", "answer", "score", "price", "proven", "in", "out", "moved",
            "command",
        ],
        Language::Danish => [
            "slags",
            "om",
            "spørgsmål",
            "svar",
            "score",
            "pris",
            "bevist",
            "ind",
            "ud",
            "flyttet",
            "kommando",
        ],
    }
}

fn yes_no(yes: bool, language: Language) -> &'static str {
    match (language, yes) {
        (Language::English, true) => "yes",
        (Language::English, false) => "no",
        (Language::Danish, true) => "ja",
        (Language::Danish, false) => "nej",
    }
}

/// A row; what it says nothing of stays empty.
#[derive(Default)]
struct Row {
    kind: String,
    about: String,
    question: String,
    answer: String,
    score: String,
    price: String,
    proven: String,
    people_in: String,
    people_out: String,
    moved: String,
    command: String,
}

impl Row {
    fn cells(self) -> [String; 11] {
        [
            self.kind,
            self.about,
            self.question,
            self.answer,
            self.score,
            self.price,
            self.proven,
            self.people_in,
            self.people_out,
            self.moved,
            self.command,
        ]
    }
}

fn table(language: Language, rows: impl IntoIterator<Item = Row>) -> String {
    let clothes = CsvClothes::of(language);
    let mut text = clothes.mark.to_owned();
    clothes.line(&mut text, headings(language).map(str::to_owned));
    rows.into_iter().for_each(|row| clothes.line(&mut text, row.cells()));
    text
}

/// A "because": the score of the forced plan, what forcing it costs, and who comes, leaves and moves, by id.
fn because(view: &View<'_>, one: &Because, asked: &Asked<'_>) -> Row {
    let (kind, about) = json::about(&one.question);
    let about: Vec<&str> = about.into_iter().filter_map(|(_, id)| Some(id?.as_str())).collect();
    let mut row = Row {
        kind: kind.to_owned(),
        about: about.join("; "),
        question: question(view, &one.question),
        answer: answer(view, one, asked.points),
        command: command::of(asked, view.plan, &one.forced).unwrap_or_default(),
        ..Row::default()
    };
    if let Some(plan) = one.forced.plan() {
        let joined = |ids: Vec<&String>| ids.into_iter().cloned().collect::<Vec<_>>().join("; ");
        let found = &plan.difference;
        row.score = plan.score.to_string();
        row.price = price(view.plan, &one.forced).map_or_else(String::new, |price| price.to_string());
        row.proven = yes_no(plan.is_proven(), view.language).to_owned();
        row.people_in = joined(found.people_in.iter().map(|who| &who.nominee).collect());
        row.people_out = joined(found.people_out.iter().map(|who| &who.nominee).collect());
        row.moved = joined(found.moved.iter().map(|who| &who.nominee).collect());
    }
    row
}

/// An explanation as one table: what each team's score is made of, then what else there could be.
pub fn explanation_csv(
    programme: &Programme,
    plan: &Plan,
    found: &Explanation,
    asked: &Asked<'_>,
    language: Language,
    names: bool,
) -> String {
    let view = View::new(programme, plan, language, names);
    let page = Page { view: &view, asked: &Asked { points: false, ..*asked }, width: 0, text: String::new() };
    let contributions = found.teams.iter().flat_map(|(team, own)| own.iter().map(move |own| (team, own)));
    let contributions = contributions.map(|(team, own)| Row {
        kind: "contribution".to_owned(),
        about: team.id.clone(),
        question: own.criterion.code().to_owned(),
        answer: page.contribution(own, found, team).unwrap_or_default(),
        score: own.points.to_string(),
        ..Row::default()
    });
    let reasons = found.because.iter().map(|one| because(&view, one, asked));
    table(language, contributions.chain(reasons))
}

/// The questions of the meeting as one table, then a row for everybody who could join or drop out.
pub fn meeting_csv(
    programme: &Programme,
    plan: &Plan,
    meeting: &Meeting,
    announced: Option<&Plan>,
    asked: &Asked<'_>,
    (language, names): (Language, bool),
) -> String {
    let view = View::new(programme, plan, language, names);
    let answers = lines(&view, meeting, announced).into_iter().map(|line| Row {
        kind: "meeting".to_owned(),
        about: line.code.to_owned(),
        question: line.question,
        answer: line.answer,
        ..Row::default()
    });
    let people = meeting.joins.iter().chain(&meeting.drops).map(|one| because(&view, one, asked));
    table(language, answers.chain(people))
}
