//! The sheet of seats: share, seats and filled seats by cluster, with sums as formulas and a chart.

use super::sheet::{Cell, Sheet, decimal};
use super::words::SheetWord;
use super::{Choice, WorkbookError};
use crate::clean;
use crate::text::Word;
use crate::view::View;
use fordel_model::Fraction;
use rust_xlsxwriter::{Chart, ChartType, Workbook};

/// A chart of more clusters than this cannot be read.
const IN_CHART: u32 = 60;

pub(super) fn write(view: &View<'_>, book: &mut Workbook, choice: &Choice<'_>) -> Result<(), WorkbookError> {
    let word = |word| view.language.sheet_word(word);
    let key = clean(&view.programme.key);
    let name = word(SheetWord::Seats);
    let columns = [
        word(SheetWord::Region),
        view.language.word(Word::Cluster),
        key.as_str(),
        word(SheetWord::Share),
        view.language.word(Word::SeatsOfSplit),
        word(SheetWord::Difference),
        view.language.word(Word::Filled),
        word(SheetWord::Empty),
    ];
    let mut sheet = Sheet::new(book, name, &columns)?;
    let mut sums = Sums::default();
    for (at, unit) in view.plan.split.units.iter().enumerate().filter(|(_, unit)| (choice.clusters)(&unit.id))
    {
        let row = sheet.next_row();
        let filled = view.plan.filled.get(at).copied().unwrap_or(0);
        let region = view.cluster_row(&unit.id).and_then(|cluster| cluster.region.as_deref()).map(clean);
        let share = unit.quota.to_decimal(6);
        sums.seats += unit.seats.unwrap_or(0);
        sums.filled += filled;
        let (seats, difference, empty) = match unit.seats {
            Some(seats) => (
                seats.into(),
                formula(format!("=E{row}-D{row}"), difference(seats, &unit.quota), true),
                formula(
                    format!("=E{row}-G{row}"),
                    (i128::from(seats) - i128::from(filled)).to_string(),
                    false,
                ),
            ),
            None => (Cell::Text(format!("{}-{}", unit.lower, unit.upper)), Cell::Empty, Cell::Empty),
        };
        let weight = unit.weight.to_string();
        let weight = weight.parse::<i64>().map_or(Cell::Text(weight), Cell::from);
        sheet.row([
            region.unwrap_or_default().into(),
            view.cluster(&unit.id).into(),
            weight,
            decimal(&share),
            seats,
            difference,
            filled.into(),
            empty,
        ])?;
    }
    let last = sheet.next_row() - 1;
    let sum =
        |column: char, result: String| formula(format!("=SUM({column}2:{column}{last})"), result, false);
    let rows = last.saturating_sub(1);
    let total = (rows > 0).then(|| {
        let empty = i128::from(sums.seats) - i128::from(sums.filled);
        vec![
            view.language.word(Word::Total).into(),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            sum('E', sums.seats.to_string()),
            Cell::Empty,
            sum('G', sums.filled.to_string()),
            sum('H', empty.to_string()),
        ]
    });
    let sheet = sheet.end(total)?;
    if (2..=IN_CHART).contains(&rows) {
        let mut chart = Chart::new(ChartType::Bar);
        for (column, title) in [(3u16, word(SheetWord::Share)), (4, view.language.word(Word::SeatsOfSplit))] {
            let series = chart.add_series();
            series
                .set_name(title)
                .set_categories((name, 1, 1, rows, 1))
                .set_values((name, 1, column, rows, column));
            let colour = if column == 3 { "#B9C4CE" } else { "#1B4F7A" };
            series.set_format(
                rust_xlsxwriter::ChartFormat::new()
                    .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(colour)),
            );
        }
        chart.title().set_name(word(SheetWord::ChartTitle));
        chart.x_axis().set_name(word(SheetWord::SeatsAxis));
        chart.y_axis().set_reverse();
        chart.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
        chart.set_width(640).set_height(120 + 26 * rows);
        chart.set_alt_text(word(SheetWord::ChartTitle));
        sheet.insert_chart(0, 9, &chart)?;
    }
    Ok(())
}

#[derive(Default)]
struct Sums {
    seats: u64,
    filled: u64,
}

fn formula(formula: String, result: String, decimals: bool) -> Cell {
    Cell::Formula { formula, result, decimals }
}

/// Seats minus share with its sign.
fn difference(seats: u64, share: &Fraction) -> String {
    let seats = Fraction::new(seats, 1u8);
    let sign = if seats < *share { "-" } else { "" };
    format!("{sign}{}", seats.distance(share).to_decimal(6))
}
