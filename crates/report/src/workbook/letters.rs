//! The rows of a mail merge: one a letter, to be joined with a letter in a word processor.

use super::people::waiting_numbers;
use super::sheet::{Cell, Sheet};
use super::words::SheetWord;
use super::{WorkbookError, new_book};
use crate::text::Word;
use crate::view::View;
use crate::{Language, clean, day};
use fordel_model::plan::{Reason, Team};
use fordel_model::programme::Reply;
use fordel_model::{Nominee, Plan, Programme};
use std::collections::BTreeMap;

/// The letters to send as a workbook of one sheet: a reminder for every organisation that has not replied, and for every
/// nominee whether they are selected, on the waiting list or not selected. People who have withdrawn or declined get none.
///
/// Names and mail addresses are in it: that is what it is for. Remarks, reasons and points are not.
///
/// # Errors
/// If a sheet would be larger than Excel allows.
pub fn mail_merge(programme: &Programme, plan: &Plan, language: Language) -> Result<Vec<u8>, WorkbookError> {
    let view = View::new(programme, plan, language, true);
    let mut book = new_book(&view)?;
    let word = |word| language.sheet_word(word);
    let columns = [
        word(SheetWord::Letter),
        language.word(Word::Name),
        word(SheetWord::Title),
        word(SheetWord::Email),
        language.word(Word::Organisation),
        language.word(Word::Cluster),
        word(SheetWord::Contact),
        language.word(Word::Initiative),
        word(SheetWord::TeamId),
        word(SheetWord::Colleagues),
        word(SheetWord::Partner),
        word(SheetWord::WaitingNumber),
        word(SheetWord::Programme),
        word(SheetWord::Year),
        word(SheetWord::Deadline),
    ];
    let mut sheet = Sheet::new(&mut book, word(SheetWord::Letters), &columns)?;
    let letters = Letters { view: &view, waiting: waiting_numbers(&view), teams: teams_by_member(plan) };
    for row in letters.reminders().into_iter().chain(letters.to_people()) {
        sheet.row(row)?;
    }
    sheet.end(None)?;
    Ok(book.save_to_buffer()?)
}

fn teams_by_member(plan: &Plan) -> BTreeMap<&str, &Team> {
    plan.teams.iter().flat_map(|team| team.members.iter().map(move |id| (id.as_str(), team))).collect()
}

struct Letters<'a> {
    view: &'a View<'a>,
    waiting: BTreeMap<&'a str, usize>,
    teams: BTreeMap<&'a str, &'a Team>,
}

impl Letters<'_> {
    /// A reminder for every organisation that has not replied, where replies are recorded.
    fn reminders(&self) -> Vec<Vec<Cell>> {
        let view = self.view;
        let organisations = &view.programme.organisations;
        if organisations.iter().all(|row| row.reply == Reply::Waiting) {
            return Vec::new();
        }
        let waiting = organisations.iter().filter(|row| row.reply == Reply::Waiting);
        let letter = |row: &fordel_model::programme::Organisation| {
            let contact = row.contact.as_deref().map(clean).unwrap_or_default();
            let (name, mail) =
                if contact.contains('@') { (String::new(), contact) } else { (contact, String::new()) };
            let cluster = row.cluster.map(|id| &view.programme.clusters[id]);
            let mut cells: Vec<Cell> = vec![
                view.language.sheet_word(SheetWord::Reminder).into(),
                name.into(),
                Cell::Empty,
                mail.into(),
                clean(&row.name).into(),
                cluster.map(|cluster| view.cluster(&cluster.id)).unwrap_or_default().into(),
                cluster
                    .and_then(|cluster| cluster.contact_person.as_deref())
                    .map(clean)
                    .unwrap_or_default()
                    .into(),
            ];
            cells.extend((0..5).map(|_| Cell::Empty));
            cells.extend(self.programme());
            cells
        };
        waiting.map(letter).collect()
    }

    /// A letter for everybody who is in the race, cluster by cluster.
    fn to_people(&self) -> Vec<Vec<Cell>> {
        let view = self.view;
        let gone: std::collections::BTreeSet<&str> = view
            .plan
            .not_selected
            .iter()
            .filter(|person| matches!(person.reason, Reason::Withdrawn | Reason::Declined))
            .map(|person| person.nominee.as_str())
            .collect();
        let mut people: Vec<&Nominee> = view.programme.nominees.iter().collect();
        people.sort_by_key(|nominee| nominee.cluster);
        let people = people.into_iter().filter(|nominee| !gone.contains(nominee.id.as_str()));
        people.map(|nominee| self.to_person(nominee)).collect()
    }

    fn to_person(&self, nominee: &Nominee) -> Vec<Cell> {
        let view = self.view;
        let team = self.teams.get(nominee.id.as_str()).copied();
        let waiting = self.waiting.get(nominee.id.as_str()).copied().filter(|_| team.is_none());
        let letter = match (team, waiting) {
            (Some(_), _) => SheetWord::Selected,
            (None, Some(_)) => SheetWord::Reserve,
            (None, None) => SheetWord::LetterNotSelected,
        };
        let cluster = &view.programme.clusters[nominee.cluster];
        let colleagues = team.map(|team| {
            let others = team.members.iter().filter(|id| **id != nominee.id);
            others.map(|id| self.colleague(id)).collect::<Vec<_>>().join("; ")
        });
        let mut cells: Vec<Cell> = vec![
            view.language.sheet_word(letter).into(),
            clean(&nominee.name).into(),
            view.title(nominee).unwrap_or_default().into(),
            nominee.email.as_deref().map(clean).unwrap_or_default().into(),
            clean(&nominee.organisation).into(),
            view.cluster(&cluster.id).into(),
            cluster.contact_person.as_deref().map(clean).unwrap_or_default().into(),
            team.map(|team| view.initiative(&team.initiative)).unwrap_or_default().into(),
            team.map(|team| clean(&team.id)).unwrap_or_default().into(),
            colleagues.unwrap_or_default().into(),
            team.and_then(|team| team.partner.as_deref())
                .map(|id| view.partner(id))
                .unwrap_or_default()
                .into(),
            waiting.map_or(Cell::Empty, Cell::from),
        ];
        cells.extend(self.programme());
        cells
    }

    fn colleague(&self, id: &str) -> String {
        let organisation = self.view.nominee(id).map(|nominee| clean(&nominee.organisation));
        organisation.map_or_else(|| self.view.name(id), |place| format!("{}, {place}", self.view.name(id)))
    }

    fn programme(&self) -> [Cell; 3] {
        let programme = self.view.programme;
        [
            clean(&programme.name).into(),
            programme.year.map_or(Cell::Empty, |year| year.to_string().into()),
            programme
                .deadline
                .as_deref()
                .map(|text| day(text, self.view.language))
                .unwrap_or_default()
                .into(),
        ]
    }
}
