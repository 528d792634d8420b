//! What was collected as one workbook: nominees, what must be asked, who has replied, and the tables
//! that came along.

use super::reply::{Collected, State};
use crate::heading::squeeze;
use crate::labels;
use crate::number::Notation;
use crate::schema::{Holds, NOMINEES, ORGANISATIONS, TABLES};
use crate::table::{Cell, Table};
use crate::text::Language;
use crate::xlsx::book::{Book, Column, Written};
use crate::xlsx::number;
use rust_xlsxwriter::XlsxError;

impl Collected {
    /// The workbook. Equal replies give equal bytes.
    ///
    /// # Errors
    /// Where a text is longer than a cell may be, or a table longer than a sheet.
    pub fn to_workbook(&self, language: Language) -> Result<Vec<u8>, XlsxError> {
        let words = Words::of(language);
        let mut book = Book::new(language);
        self.write_people(&mut book, words)?;
        let questions = self.questions.iter().map(|question| {
            let text = |text: &str| Written::Text(text.to_owned());
            vec![
                Written::Text(question.text(language)),
                text(&question.id),
                text(&question.file),
                number(&question.row.to_string()),
            ]
        });
        book.plain(words.questions, &words.question_headings, questions.collect())?;
        let states = self.states.iter().map(|(organisation, state)| {
            let (word, people) = match state {
                State::Waiting => (words.waiting, Written::Empty),
                State::NoCandidate => (words.none, number("0")),
                State::Answered(people) => (words.answered, number(&people.to_string())),
            };
            vec![Written::Text(organisation.clone()), Written::Text(word.to_owned()), people]
        });
        let unread = self.unread.iter().map(|file| {
            vec![Written::Text(file.clone()), Written::Text(words.unread.to_owned()), Written::Empty]
        });
        let left_out = self
            .left_out_words(language)
            .into_iter()
            .map(|(file, why)| vec![Written::Text(file), Written::Text(why), Written::Empty]);
        let rows = states.chain(unread).chain(left_out);
        book.plain(words.replies, &words.reply_headings, rows.collect())?;
        for (name, table) in &self.base {
            let state = |row: &Vec<Cell>| self.state_of(table, row);
            let reply =
                (*name == ORGANISATIONS.name).then_some(&state as &dyn Fn(&Vec<Cell>) -> Option<State>);
            write_base(&mut book, name, table, reply, language)?;
        }
        book.bytes()
    }

    fn write_people(&self, book: &mut Book, words: &Words) -> Result<(), XlsxError> {
        let used =
            |field: &str| field == "id" || self.replies.iter().any(|reply| reply.fields.contains_key(field));
        let mut columns: Vec<Column> = NOMINEES
            .fields
            .iter()
            .filter(|field| used(field.name) || field.required)
            .map(Column::of)
            .collect();
        let ours = columns.len();
        columns.extend(self.further.iter().map(|heading| Column::further(heading)));
        columns.extend(words.source.iter().map(|heading| Column::further(heading)));
        let with_late = self.replies.iter().any(|reply| reply.is_late);
        if with_late {
            columns.push(Column::further(words.late));
        }
        let rows = self.replies.iter().map(|reply| {
            let mut cells: Vec<Written> = Vec::with_capacity(columns.len());
            for column in &columns[..ours] {
                let numbers = column.field.is_some_and(|field| field.holds == Holds::Numbers);
                cells.push(match column.key.as_str() {
                    "id" => Written::Text(reply.id.clone()),
                    name => reply.fields.get(name).map_or(Written::Empty, |cell| written(cell, numbers)),
                });
            }
            cells.extend(self.further.iter().map(|heading| {
                reply.further.get(heading).map_or(Written::Empty, |cell| written(cell, true))
            }));
            cells.push(Written::Text(reply.file.clone()));
            cells.push(number(&reply.row.to_string()));
            if with_late {
                cells.push(Written::Text(if reply.is_late { words.yes } else { "" }.to_owned()));
            }
            cells
        });
        book.table(&NOMINEES, &columns, rows.collect(), 0)
    }

    /// How far the organisation of a row is.
    fn state_of(&self, table: &Table, row: &[Cell]) -> Option<State> {
        let names = ORGANISATIONS.fields.iter().find(|field| field.name == "name")?;
        let column = std::iter::once(&names.name).chain(names.also).find_map(|name| table.column(name))?;
        let name = super::ask::key(&row[column].text);
        self.states.iter().find(|(known, _)| super::ask::key(known) == name).map(|(_, state)| *state)
    }
}

/// Whether a heading is one that collecting adds, or that replies carry: where a row is from, when it came, whether it
/// was late. It says nothing about the person, and nobody needs to be told that it is not used.
pub(crate) fn is_of_collect(heading: &str) -> bool {
    let heading = squeeze(heading);
    let own = [Language::English, Language::Danish].into_iter().flat_map(|language| {
        let words = Words::of(language);
        words.source.into_iter().chain([words.late])
    });
    own.chain(super::reply::RECEIVED).any(|word| squeeze(word) == heading)
}

/// A cell as it was: a number of a machine where numbers may stand.
fn written(cell: &Cell, numbers: bool) -> Written {
    match (cell.is_empty(), cell.notation) {
        (true, _) => Written::Empty,
        (false, Notation::Machine) if numbers => number(&cell.text),
        (false, _) => Written::Text(cell.text.clone()),
    }
}

/// Whether the organisation of a row has replied; `None` where nothing is known.
type ReplyOf<'a> = dyn Fn(&Vec<Cell>) -> Option<State> + 'a;

/// A table that came along, with its headings and, for organisations, with who has replied.
fn write_base(
    book: &mut Book,
    name: &str,
    table: &Table,
    reply: Option<&ReplyOf<'_>>,
    language: Language,
) -> Result<(), XlsxError> {
    let title = labels::sheet(name, language);
    let mut headings: Vec<String> = table.headings.clone();
    let names = TABLES
        .iter()
        .find(|schema| schema.name == name)
        .and_then(|schema| schema.fields.iter().find(|field| field.name == "reply"));
    let column = reply.and(names).map(|field| {
        let held = std::iter::once(&field.name).chain(field.also).find_map(|name| table.column(name));
        held.unwrap_or_else(|| {
            headings.push(labels::heading(ORGANISATIONS.name, "reply", language).to_owned());
            headings.len() - 1
        })
    });
    let rows = table.rows.iter().map(|row| {
        let mut cells: Vec<Written> = row.cells.iter().map(|cell| written(cell, true)).collect();
        cells.resize(headings.len(), Written::Empty);
        if let (Some(column), Some(reply)) = (column, reply)
            && let Some(state) = reply(&row.cells)
        {
            let word = match state {
                State::Waiting => "waiting",
                State::NoCandidate => "none",
                State::Answered(_) => "answered",
            };
            cells[column] = Written::Text(labels::word("reply", word, language).to_owned());
        }
        cells
    });
    let rows = rows.collect();
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    book.plain(title, &headings, rows)
}

/// The words of the sheets.
struct Words {
    questions: &'static str,
    question_headings: [&'static str; 4],
    replies: &'static str,
    reply_headings: [&'static str; 3],
    source: [&'static str; 2],
    late: &'static str,
    yes: &'static str,
    waiting: &'static str,
    answered: &'static str,
    none: &'static str,
    unread: &'static str,
}

impl Words {
    fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &Self {
                questions: "Questions",
                question_headings: ["question", "nominee", "file", "row"],
                replies: "Replies",
                reply_headings: ["organisation", "reply", "people"],
                source: ["from_file", "from_row"],
                late: "late",
                yes: "late",
                waiting: "has not replied",
                answered: "has replied",
                none: "no candidate",
                unread: "no table of people found in the file",
            },
            Language::Danish => &Self {
                questions: "Spørgsmål",
                question_headings: ["spørgsmål", "kandidat", "fil", "række"],
                replies: "Svar",
                reply_headings: ["organisation", "svar", "antal"],
                source: ["fra_fil", "fra_række"],
                late: "for_sent",
                yes: "for sent",
                waiting: "har ikke svaret",
                answered: "har svaret",
                none: "ingen kandidat",
                unread: "der er ikke fundet en tabel med personer i filen",
            },
        }
    }
}
