//! The sheet of differences from an earlier plan: one row a cluster with other seats and a person with another place.

use super::WorkbookError;
use super::sheet::{Cell, Sheet};
use super::words::SheetWord;
use crate::changes::changes;
use crate::page_words::PageWord;
use crate::text::Word;
use crate::view::View;
use fordel_model::Plan;
use rust_xlsxwriter::Workbook;

pub(super) fn write(view: &View<'_>, book: &mut Workbook, announced: &Plan) -> Result<(), WorkbookError> {
    let word = |word| view.language.page_word(word);
    let columns = [
        view.language.word(Word::Cluster),
        view.language.word(Word::Nominee),
        view.language.word(Word::Organisation),
        word(PageWord::Before),
        word(PageWord::Now),
    ];
    let mut sheet = Sheet::new(book, view.language.sheet_word(SheetWord::Differences), &columns)?;
    let changes = changes(view, announced);
    for (cluster, before, now) in &changes.seats {
        let seats = |seats: u64| Cell::Text(view.language.seats(seats));
        sheet.row([view.cluster(cluster).into(), Cell::Empty, Cell::Empty, seats(*before), seats(*now)])?;
    }
    for moved in &changes.people {
        let place = |initiative: &Option<String>| match initiative {
            Some(id) => Cell::from(view.initiative(id)),
            None => word(PageWord::NoSeat).into(),
        };
        let nominee = view.nominee(&moved.nominee);
        let cluster = nominee.map(|nominee| view.cluster(&view.programme.clusters[nominee.cluster].id));
        let organisation = nominee.map(|nominee| view.words(&nominee.organisation));
        sheet.row([
            cluster.unwrap_or_default().into(),
            view.person(&moved.nominee).into(),
            organisation.unwrap_or_default().into(),
            place(&moved.before),
            place(&moved.now),
        ])?;
    }
    sheet.end(None)?;
    Ok(())
}
