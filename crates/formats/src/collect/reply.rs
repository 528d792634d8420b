//! The replies' rows -> nominees with cluster, sector and id, and the state of each organisation.

use super::Sheet;
use super::ask::{Ask, Question, key, says_none};
use super::day::Day;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::nearest::nearest;
use crate::options::ReadOptions;
use crate::schema::{NOMINEES, ORGANISATIONS};
use crate::table::{Cell, Table};
use crate::text::{Language, words};
use crate::view::View;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// What was collected.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    /// One row a person, in the order of the files.
    pub replies: Vec<Reply>,
    /// Headings of the replies that are none of ours, in order of appearance.
    pub further: Vec<String>,
    /// What must be asked.
    pub questions: Vec<Question>,
    /// Organisations of the list and how far each is.
    pub states: Vec<(String, State)>,
    /// Files without a table of people, which is worth a look.
    pub unread: Vec<String>,
    /// Files that could not be read and were left out, each with what is wrong with it.
    pub left_out: Vec<(String, Vec<Diagnostic>)>,
    /// The deadline of the programme's settings, where it cannot be read as a day: nobody is marked as late then.
    pub unread_deadline: Option<String>,
    /// Warnings and notes.
    pub notes: Vec<Diagnostic>,
    /// The tables that are no replies, by their name in the contract.
    pub(crate) base: Vec<(&'static str, Table)>,
}

/// How far an organisation is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// No reply.
    Waiting,
    /// So many people.
    Answered(usize),
    /// "We have no candidate".
    NoCandidate,
}

/// A person of a reply.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    /// Their id, as written or made.
    pub id: String,
    /// Where the row stands: the file, with the sheet where there are several.
    pub file: String,
    /// The row, from 1.
    pub row: usize,
    /// Whether the reply is dated after the deadline.
    pub is_late: bool,
    /// Our fields that hold something.
    pub(crate) fields: HashMap<&'static str, Cell>,
    /// Further columns by heading.
    pub(crate) further: HashMap<String, Cell>,
}

impl Collected {
    /// Whether the files hold no reply at all: nobody put forward, and nobody who says that there is nobody.
    pub fn is_nothing(&self) -> bool {
        self.replies.is_empty() && !self.states.iter().any(|(_, state)| *state == State::NoCandidate)
    }

    /// The files that were left out, each with why, in words.
    pub fn left_out_words(&self, language: Language) -> Vec<(String, String)> {
        let one = |(file, findings): &(String, Vec<Diagnostic>)| {
            let mut why: Vec<String> =
                findings.iter().map(|finding| words(finding, language).title).collect();
            why.dedup();
            why.truncate(3);
            (file.clone(), why.join("; "))
        };
        self.left_out.iter().map(one).collect()
    }

    /// Whether a whole programme's settings and clusters came with the replies.
    pub fn has_programme(&self) -> bool {
        ["programme", "clusters"].iter().all(|wanted| self.base.iter().any(|(name, _)| name == wanted))
    }
}

impl Reply {
    pub(super) fn text(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", |cell| cell.text.as_str())
    }

    fn place(&self) -> String {
        format!("{} ({})", self.file, self.row)
    }
}

/// An organisation of the list.
struct Known {
    name: String,
    keys: Vec<String>,
    cluster: String,
    sector: String,
    says_none: bool,
}

pub(super) fn merge(
    organisations: Option<&Table>,
    sheets: &[Sheet],
    deadline: Option<Day>,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Collected {
    let mut known = organisations.map(|table| listed(table, options, findings)).unwrap_or_default();
    let mut collected = Collected::default();
    for sheet in sheets {
        read_sheet(sheet, &mut known, deadline, options, &mut collected, findings);
    }
    make_ids(&mut collected.replies);
    for at in 0..collected.replies.len() {
        complete(at, &known, organisations.is_some(), &mut collected);
    }
    find_twins(&mut collected);
    collected.states = known
        .iter()
        .map(|organisation| {
            let from = |reply: &&Reply| key(reply.text("organisation")) == organisation.keys[0];
            let state = match (collected.replies.iter().filter(from).count(), organisation.says_none) {
                (0, true) => State::NoCandidate,
                (0, false) => State::Waiting,
                (people, _) => State::Answered(people),
            };
            (organisation.name.clone(), state)
        })
        .collect();
    collected
}

/// The organisations of the list. One that is listed twice with two clusters has none: it is asked.
fn listed(table: &Table, options: &ReadOptions, findings: &mut Findings) -> Vec<Known> {
    let view = View::new(table, &ORGANISATIONS, findings);
    if view.refuse_without_headings(findings) {
        return Vec::new();
    }
    view.refuse_personal_numbers(&[], options, findings);
    let mut known: Vec<Known> = Vec::new();
    for row in view.rows() {
        let text = |field: &str| view.at(row, field).text().unwrap_or_default();
        let name = text("name");
        if name.is_empty() {
            continue;
        }
        let says_none = says_none(&text("reply")) || ["none", "ingen"].contains(&text("reply").as_str());
        if let Some(held) = known.iter_mut().find(|held| held.keys[0] == key(&name)) {
            if key(&held.cluster) != key(&text("cluster")) {
                held.cluster.clear();
            }
            continue;
        }
        let aliases = view.at(row, "aliases").list();
        let keys = std::iter::once(&name).chain(&aliases).map(|name| key(name)).collect();
        // Several clusters in one cell: which one is asked.
        let clusters = view.at(row, "cluster").list();
        let cluster = if clusters.len() == 1 { clusters[0].clone() } else { String::new() };
        let sector = text("sector");
        known.push(Known { name, keys, cluster, sector, says_none });
    }
    known
}

/// Headings of the day a reply came.
pub(super) const RECEIVED: [&str; 9] = [
    "modtaget",
    "dato",
    "svardato",
    "indsendt",
    "tidspunkt",
    "fuldførelsestidspunkt",
    "received",
    "date",
    "completion time",
];

fn read_sheet(
    sheet: &Sheet,
    known: &mut [Known],
    deadline: Option<Day>,
    options: &ReadOptions,
    collected: &mut Collected,
    findings: &mut Findings,
) {
    let table = &sheet.table;
    let file = match &table.source.sheet {
        Some(name) => format!("{}, {name}", table.source.file),
        None => table.source.file.clone(),
    };
    let stem = key(&sheet.stem);
    let sender = known
        .iter()
        .position(|one| one.keys.iter().any(|key| !key.is_empty() && stem.contains(key.as_str())));
    if sheet.says_none
        && let Some(sender) = sender
    {
        known[sender].says_none = true;
    }
    let view = View::new(table, &NOMINEES, findings);
    view.refuse_personal_numbers(&[], options, findings);
    if view.column("name").is_none() {
        if !(sheet.says_none && sender.is_some()) {
            collected.unread.push(file);
        }
        return;
    }
    let received = RECEIVED.iter().find_map(|name| table.column(name));
    for row in view.rows() {
        let Some(name) = view.at(row, "name").text() else { continue };
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if says_none(&name) {
            let organisation = view.at(row, "organisation").text().map(|text| key(&text));
            let at = organisation.and_then(|text| known.iter().position(|one| one.keys.contains(&text)));
            if let Some(at) = at.or(sender) {
                known[at].says_none = true;
            }
            continue;
        }
        let mut fields = HashMap::new();
        for field in NOMINEES.fields {
            let cell = view.at(row, field.name).cell();
            if !cell.is_empty() {
                fields.insert(field.name, one_line(cell));
            }
        }
        if let (false, Some(sender)) = (fields.contains_key("organisation"), sender) {
            fields.insert("organisation", Cell::human(&known[sender].name));
        }
        let mut further = HashMap::new();
        for &column in &view.others {
            let heading = &table.headings[column];
            if !collected.further.contains(heading) {
                collected.further.push(heading.clone());
            }
            further.insert(heading.clone(), table.cell(row, column).clone());
        }
        let day = received.and_then(|column| Day::read(&table.cell(row, column).text));
        let is_late = matches!((day, deadline), (Some(day), Some(deadline)) if day > deadline);
        let (id, row) = (String::new(), table.rows[row].number);
        collected.replies.push(Reply { id, file: file.clone(), row, is_late, fields, further });
    }
}

/// A cell whose line breaks and rows of blanks, which nobody meant as part of a name, are one blank.
fn one_line(cell: &Cell) -> Cell {
    let is_broken = cell.text.contains(['\n', '\r', '\t']) || cell.text.contains("  ");
    let text = if is_broken {
        cell.text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        cell.text.clone()
    };
    Cell { text, ..cell.clone() }
}

/// Ids as written; else `p` and eight digits of a hash of organisation and name, so that the id stays
/// when files and rows move. Where an id is taken, `-2`, `-3`, ...
fn make_ids(replies: &mut [Reply]) {
    let mut taken = std::collections::HashSet::new();
    for with_id in [true, false] {
        for reply in replies.iter_mut().filter(|reply| reply.text("id").is_empty() != with_id) {
            let written = reply.text("id").to_owned();
            let base = if with_id {
                written
            } else {
                let hash = Sha256::digest(format!(
                    "{}\n{}",
                    key(reply.text("organisation")),
                    key(reply.text("name"))
                ));
                hash.iter().take(4).fold("p".to_owned(), |id, byte| format!("{id}{byte:02x}"))
            };
            let free = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}-{n}")));
            let id = free
                .into_iter()
                .find(|id| taken.insert(id.to_lowercase()))
                .expect("there are more numbers than rows");
            reply.id = id;
        }
    }
}

/// Fills in what follows from the list, and asks what does not.
fn complete(at: usize, known: &[Known], has_list: bool, collected: &mut Collected) {
    let reply = &mut collected.replies[at];
    let mut asked = Vec::new();
    let organisation = reply.text("organisation").to_owned();
    let listed = known.iter().find(|one| one.keys.contains(&key(&organisation)));
    if organisation.is_empty() {
        asked.push(Ask::NoOrganisation);
    } else if listed.is_none() && has_list {
        let near = nearest(&organisation, known.iter().map(|one| one.name.as_str()));
        asked.push(Ask::UnknownOrganisation(near.map(str::to_owned)));
    }
    if let Some(listed) = listed {
        reply.fields.insert("organisation", Cell::human(&listed.name));
        for (field, value) in [("cluster", &listed.cluster), ("sector", &listed.sector)] {
            if reply.text(field).is_empty() && !value.is_empty() {
                reply.fields.insert(field, Cell::human(value));
            }
        }
        if listed.says_none {
            asked.push(Ask::NoneAndSome);
        }
    }
    if reply.text("cluster").is_empty() {
        asked.push(Ask::NoCluster);
    }
    if reply.text("sector").is_empty() {
        asked.push(Ask::NoSector);
    }
    let (id, file, row) = (reply.id.clone(), reply.file.clone(), reply.row);
    let question = |ask| Question { ask, id: id.clone(), file: file.clone(), row };
    collected.questions.extend(asked.into_iter().map(question));
}

/// Asks where two rows may be one person: the same e-mail address, or nearly the same name.
fn find_twins(collected: &mut Collected) {
    let replies = &collected.replies;
    let names: Vec<String> = replies.iter().map(|reply| key(reply.text("name"))).collect();
    let emails: Vec<String> = replies.iter().map(|reply| reply.text("email").to_lowercase()).collect();
    let mut by_email: HashMap<&str, usize> = HashMap::new();
    // Names that are nearly equal begin or end alike.
    let mut by_part: HashMap<String, Vec<usize>> = HashMap::new();
    let mut questions = Vec::new();
    for (at, reply) in replies.iter().enumerate() {
        let question = |ask| Question { ask, id: reply.id.clone(), file: reply.file.clone(), row: reply.row };
        if !emails[at].is_empty() {
            if let Some(&first) = by_email.get(emails[at].as_str()) {
                questions.push(question(Ask::SameEmail(replies[first].place())));
            }
            by_email.entry(&emails[at]).or_insert(at);
        }
        let letters: Vec<char> = names[at].chars().collect();
        let half = letters.len() / 2;
        let parts = [
            format!("<{}", letters[..half].iter().collect::<String>()),
            format!("{}>", letters[letters.len() - half..].iter().collect::<String>()),
        ];
        let twin = parts.iter().filter_map(|part| by_part.get(part)).flatten().copied().find(|&other| {
            let near = if letters.len() >= 8 { 1 } else { 0 };
            strsim::damerau_levenshtein(&names[other], &names[at]) <= near
        });
        if let Some(twin) = twin {
            questions.push(question(Ask::SameName(replies[twin].place())));
        }
        for part in parts {
            by_part.entry(part).or_default().push(at);
        }
    }
    collected.questions.extend(questions);
}
