//! The sheet of teams: one row a team, its points a criterion, their sum a formula.

use super::sheet::{Cell, Sheet};
use super::words::SheetWord;
use super::{Choice, WorkbookError};
use crate::clean;
use crate::text::Word;
use crate::view::View;
use fordel_model::{Criterion, Nominee, fold};
use rust_xlsxwriter::Workbook;
use std::collections::BTreeSet;

pub(super) fn write(view: &View<'_>, book: &mut Workbook, choice: &Choice<'_>) -> Result<(), WorkbookError> {
    let word = |word| view.language.sheet_word(word);
    let mut columns = vec![
        view.language.word(Word::Cluster),
        view.language.word(Word::Initiative),
        word(SheetWord::TeamId),
        word(SheetWord::Partner),
        word(SheetWord::People),
        word(SheetWord::Sectors),
        word(SheetWord::Organisations),
    ];
    columns.extend(Criterion::ALL.map(|criterion| view.language.criterion(criterion).0));
    columns.push(word(SheetWord::Score));
    let mut sheet = Sheet::new(book, word(SheetWord::Teams), &columns)?;
    let (mut people, mut score) = (0, 0);
    for team in &view.plan.teams {
        let members: Vec<&Nominee> = team.members.iter().filter_map(|id| view.nominee(id)).collect();
        if !(choice.clusters)(&team.cluster) && !members.iter().any(|nominee| (choice.people)(nominee)) {
            continue;
        }
        let row = sheet.next_row();
        let sectors: BTreeSet<_> = members.iter().map(|nominee| nominee.sector).collect();
        let organisations: BTreeSet<_> = members.iter().map(|nominee| fold(&nominee.organisation)).collect();
        people += team.members.len();
        score += team.score;
        let mut cells = vec![
            view.cluster(&team.cluster).into(),
            view.initiative(&team.initiative).into(),
            clean(&team.id).into(),
            team.partner.as_deref().map(|id| view.partner(id)).unwrap_or_default().into(),
            team.members.len().into(),
            sectors.len().into(),
            organisations.len().into(),
        ];
        cells.extend(team.parts.map(Cell::from));
        cells.push(Cell::Formula {
            formula: format!("=SUM(H{row}:O{row})"),
            result: team.score.to_string(),
            decimals: false,
        });
        sheet.row(cells)?;
    }
    let last = sheet.next_row() - 1;
    let sum = |column: char, result: String| Cell::Formula {
        formula: format!("=SUM({column}2:{column}{last})"),
        result,
        decimals: false,
    };
    let total = (last > 1).then(|| {
        let mut cells = vec![view.language.word(Word::Total).into(), Cell::Empty, Cell::Empty, Cell::Empty];
        cells.push(sum('E', people.to_string()));
        cells.extend((0..10).map(|_| Cell::Empty));
        cells.push(sum('P', score.to_string()));
        cells
    });
    sheet.end(total)?;
    Ok(())
}
