//! The state of the replies as a page: how many people, who has not replied, what must be asked.
//!
//! The same clothes as a plan's page: it stands alone and loads nothing. People are named by id and row.

use crate::csv_line::CsvClothes;
use crate::page::{STYLE, hash};
use crate::{Language, clean, number};
use maud::{DOCTYPE, PreEscaped, html};
use serde_json::{Value, json};

/// How far an organisation is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReplyState {
    /// No reply.
    Waiting,
    /// So many people.
    Answered(usize),
    /// "We have no candidate".
    NoCandidate,
}

/// What must be asked about a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReplyQuestion {
    /// What kind of question, for programs.
    pub kind: &'static str,
    /// The question, in the page's language.
    pub text: String,
    /// The person's id.
    pub nominee: String,
    /// The file.
    pub file: String,
    /// The row, from 1.
    pub row: usize,
}

/// What was collected.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RepliesView {
    /// The name of the folder.
    pub title: String,
    /// People put forward.
    pub people: usize,
    /// Those of them after the deadline.
    pub late: usize,
    /// Organisations of the list, and how far each is.
    pub organisations: Vec<(String, ReplyState)>,
    /// What must be asked.
    pub questions: Vec<ReplyQuestion>,
    /// Files without a table of people.
    pub unread: Vec<String>,
    /// Files that could not be read and were left out, each with why.
    pub left_out: Vec<(String, String)>,
}

/// The replies for programs: `fordel/replies/1`.
pub fn replies_json(replies: &RepliesView) -> Value {
    let organisations = replies.organisations.iter().map(|(name, state)| {
        let (reply, people) = match state {
            ReplyState::Waiting => ("waiting", 0),
            ReplyState::Answered(people) => ("answered", *people),
            ReplyState::NoCandidate => ("none", 0),
        };
        json!({ "name": name, "reply": reply, "people": people })
    });
    let questions = replies.questions.iter().map(|asked| {
        json!({
            "kind": asked.kind, "text": asked.text, "nominee": asked.nominee, "file": asked.file, "row": asked.row,
        })
    });
    let left_out = replies.left_out.iter().map(|(file, why)| json!({ "file": file, "why": why }));
    json!({
        "format": "fordel/replies/1",
        "people": replies.people,
        "late": replies.late,
        "organisations": organisations.collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
        "without_people": replies.unread,
        "left_out": left_out.collect::<Vec<_>>(),
    })
}

/// How far each organisation is, a line each: organisation, reply, people. Without a list of organisations there
/// is the heading alone.
pub fn replies_csv(replies: &RepliesView, language: Language) -> String {
    let words = Words::of(language);
    let clothes = CsvClothes::of(language);
    let mut text = clothes.mark.to_owned();
    clothes.texts(&mut text, [words.organisation, words.reply, words.n_people].map(str::to_owned));
    for (name, reply) in &replies.organisations {
        let people =
            if let ReplyState::Answered(people) = reply { people.to_string() } else { String::new() };
        clothes.line(&mut text, [name.clone(), words.state(reply).to_owned(), people]);
    }
    text
}

/// The replies as a whole HTML document in UTF-8 that refers to nothing outside itself.
pub fn replies_page(replies: &RepliesView, language: Language) -> String {
    let words = Words::of(language);
    let policy =
        format!("default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'", hash(STYLE));
    let title = format!("{}: {}", words.title, clean(&replies.title));
    let of = |wanted: fn(&ReplyState) -> bool| {
        replies.organisations.iter().filter(|(_, state)| wanted(state)).count()
    };
    let figures = [
        (replies.people, words.people),
        (of(|state| matches!(state, ReplyState::Answered(_))), words.answered),
        (of(|state| *state == ReplyState::NoCandidate), words.none),
        (of(|state| *state == ReplyState::Waiting), words.waiting),
        (replies.questions.len(), words.questions_figure),
    ];
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                div.page {
                    header {
                        h1 { (title) }
                        ul.figures {
                            @for (figure, word) in figures {
                                li.figure { b { (number(figure, language)) } span { (word) } }
                            }
                        }
                        @if !replies.left_out.is_empty() {
                            section.meeting aria-labelledby="left-out" {
                                h2 #left-out { (words.left_out) }
                                ul.notes.warn {
                                    @for (file, why) in &replies.left_out { li { b { (clean(file)) } ": " (clean(why)) } }
                                }
                            }
                        }
                        @if replies.late > 0 { p { (words.late) ": " (number(replies.late, language)) } }
                    }
                    main {
                        section aria-labelledby="questions" {
                            h2 #questions { (words.questions) }
                            @if replies.questions.is_empty() { p { (words.no_questions) } } @else {
                                table {
                                    thead { tr {
                                        th scope="col" { (words.question) }
                                        th scope="col" { (words.nominee) }
                                        th scope="col" { (words.file) }
                                        th.n scope="col" { (words.row) }
                                    } }
                                    tbody {
                                        @for asked in &replies.questions {
                                            tr {
                                                td { (clean(&asked.text)) }
                                                td { (clean(&asked.nominee)) }
                                                td { (clean(&asked.file)) }
                                                td.n { (number(asked.row, language)) }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                        @if !replies.organisations.is_empty() {
                            section aria-labelledby="organisations" {
                                h2 #organisations { (words.organisations) }
                                table {
                                    thead { tr {
                                        th scope="col" { (words.organisation) }
                                        th scope="col" { (words.reply) }
                                        th.n scope="col" { (words.n_people) }
                                    } }
                                    tbody {
                                        @for (name, reply) in &replies.organisations {
                                            tr {
                                                th scope="row" { (clean(name)) }
                                                td { (words.state(reply)) }
                                                td.n {
                                                    @if let ReplyState::Answered(people) = reply {
                                                        (number(*people, language))
                                                    }
                                                }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                        @if !replies.unread.is_empty() {
                            section aria-labelledby="unread" {
                                h2 #unread { (words.unread) }
                                ul { @for file in &replies.unread { li { (clean(file)) } } }
                            }
                        }
                    }
                }
            }
        }
    }
    .into_string()
}

/// The words of the page.
struct Words {
    title: &'static str,
    people: &'static str,
    n_people: &'static str,
    answered: &'static str,
    none: &'static str,
    waiting: &'static str,
    late: &'static str,
    questions: &'static str,
    questions_figure: &'static str,
    no_questions: &'static str,
    question: &'static str,
    nominee: &'static str,
    file: &'static str,
    row: &'static str,
    organisations: &'static str,
    organisation: &'static str,
    reply: &'static str,
    unread: &'static str,
    left_out: &'static str,
}

impl Words {
    /// How far an organisation is.
    fn state(&self, state: &ReplyState) -> &'static str {
        match state {
            ReplyState::Waiting => self.waiting,
            ReplyState::Answered(_) => self.answered,
            ReplyState::NoCandidate => self.none,
        }
    }

    fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &Self {
                title: "Replies",
                people: "people",
                n_people: "People",
                answered: "replied",
                none: "no candidate",
                waiting: "not replied",
                late: "After the deadline",
                questions: "What must be asked",
                questions_figure: "questions",
                no_questions: "Nothing.",
                question: "Question",
                nominee: "Nominee",
                file: "File",
                row: "Row",
                organisations: "Organisations",
                organisation: "Organisation",
                reply: "Reply",
                unread: "Files without a table of people",
                left_out: "Could not be read, and is not counted here",
            },
            Language::Danish => &Self {
                title: "Svar",
                people: "personer",
                n_people: "Personer",
                answered: "har svaret",
                none: "ingen kandidat",
                waiting: "har ikke svaret",
                late: "Efter fristen",
                questions: "Det skal der spørges om",
                questions_figure: "spørgsmål",
                no_questions: "Ingenting.",
                question: "Spørgsmål",
                nominee: "Kandidat",
                file: "Fil",
                row: "Række",
                organisations: "Organisationer",
                organisation: "Organisation",
                reply: "Svar",
                unread: "Filer uden en tabel med personer",
                left_out: "Kunne ikke læses og er ikke talt med her",
            },
        }
    }
}
