//! The sheets of people: participants with their team, and those without a seat with the reason.

use super::sheet::{Cell, Sheet};
use super::words::SheetWord;
use super::{Choice, WorkbookError};
use crate::text::Word;
use crate::view::View;
use crate::{clean, sort_key};
use fordel_model::Nominee;
use fordel_model::plan::Team;
use rust_xlsxwriter::Workbook;
use std::collections::BTreeMap;

pub(super) fn write_participants(
    view: &View<'_>,
    book: &mut Workbook,
    choice: &Choice<'_>,
) -> Result<(), WorkbookError> {
    let word = |word| view.language.sheet_word(word);
    let mut columns = vec![
        view.language.word(Word::Cluster),
        view.language.word(Word::Initiative),
        word(SheetWord::TeamId),
    ];
    columns.extend(person_columns(view));
    columns.extend([view.language.word(Word::Seat), word(SheetWord::Wish)]);
    let mut sheet = Sheet::new(book, word(SheetWord::Participants), &columns)?;
    for team in &view.plan.teams {
        for id in &team.members {
            let nominee = view.nominee(id);
            if !nominee.is_some_and(|nominee| (choice.people)(nominee)) {
                continue;
            }
            let home = nominee.map(|nominee| view.programme.clusters[nominee.cluster].id.as_str());
            let mut cells = vec![
                view.cluster(home.unwrap_or(&team.cluster)).into(),
                view.initiative(&team.initiative).into(),
                clean(&team.id).into(),
            ];
            cells.extend(person(view, id, nominee));
            let pool = nominee.and_then(|nominee| nominee.seat_pool.as_deref()).map(clean);
            cells.push(pool.unwrap_or_else(|| view.language.word(Word::ClusterSeat).to_owned()).into());
            cells.push(nominee.and_then(|nominee| wish(view, nominee, team)).map_or(Cell::Empty, Cell::from));
            sheet.row(cells)?;
        }
    }
    sheet.end(None)?;
    Ok(())
}

/// The rank of the team's initiative among somebody's wishes, from 1.
fn wish(view: &View<'_>, nominee: &Nominee, team: &Team) -> Option<usize> {
    let is_it = |&id: &_| view.programme.initiatives[id].id == team.initiative;
    nominee.preferences.iter().position(is_it).map(|at| at + 1)
}

pub(super) fn write_not_selected(
    view: &View<'_>,
    book: &mut Workbook,
    choice: &Choice<'_>,
) -> Result<(), WorkbookError> {
    let word = |word| view.language.sheet_word(word);
    let mut columns = vec![view.language.word(Word::Cluster)];
    columns.extend(person_columns(view));
    columns.extend([view.language.word(Word::Reason), word(SheetWord::Why), word(SheetWord::WaitingNumber)]);
    let mut sheet = Sheet::new(book, word(SheetWord::NotSelected), &columns)?;
    let waiting = waiting_numbers(view);
    let mut rows: Vec<_> = view
        .plan
        .not_selected
        .iter()
        .filter_map(|person| Some((view.nominee(&person.nominee)?, person)))
        .filter(|(nominee, _)| (choice.people)(nominee))
        .collect();
    rows.sort_by_cached_key(|(nominee, person)| {
        (nominee.cluster, sort_key(&view.name(&person.nominee), view.language))
    });
    for (nominee, not_selected) in rows {
        let id = &not_selected.nominee;
        let mut cells = vec![view.cluster(&view.programme.clusters[nominee.cluster].id).into()];
        cells.extend(person(view, id, Some(nominee)));
        cells.push(view.reason(not_selected).into());
        cells.push(view.words(&not_selected.detail).into());
        cells.push(waiting.get(id.as_str()).map_or(Cell::Empty, |&number| number.into()));
        sheet.row(cells)?;
    }
    sheet.end(None)?;
    Ok(())
}

/// Everybody's number on the waiting list of a cluster, from 1.
pub(super) fn waiting_numbers<'a>(view: &View<'a>) -> BTreeMap<&'a str, usize> {
    let lists = view.plan.reserves.iter();
    lists.flat_map(|list| list.nominees.iter().map(String::as_str).zip(1..)).collect()
}

/// What is said about a person: id, name and title (where names are), organisation, sector, area, own order.
fn person_columns(view: &View<'_>) -> Vec<&'static str> {
    let word = |word| view.language.sheet_word(word);
    let mut columns = vec![word(SheetWord::Id)];
    if view.names {
        columns.extend([view.language.word(Word::Name), word(SheetWord::Title)]);
    }
    columns.extend([
        view.language.word(Word::Organisation),
        view.language.word(Word::Sector),
        word(SheetWord::Area),
        word(SheetWord::Priority),
    ]);
    columns
}

fn person(view: &View<'_>, id: &str, nominee: Option<&Nominee>) -> Vec<Cell> {
    let mut cells = vec![clean(id).into()];
    let Some(nominee) = nominee else { return cells };
    if view.names {
        cells.push(view.name(id).into());
        cells.push(view.title(nominee).unwrap_or_default().into());
    }
    cells.push(view.words(&nominee.organisation).into());
    cells.push(clean(view.language.sector(view.programme.sector_name(nominee.sector))).into());
    let area = nominee.area.as_deref().map(|area| clean(view.language.sector(area)));
    cells.push(area.unwrap_or_default().into());
    cells.push(nominee.priority.map_or(Cell::Empty, |number| u64::from(number).into()));
    cells
}
