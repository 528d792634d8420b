//! A two-way split as text.

use super::words::{method_title, pick};
use crate::table::{Align, TextTable, wrapped};
use crate::{Language, clean, number};
use fordel_apportion::biproportional::{Outcomes, TwoWay, TwoWaySplit};
use fordel_model::split::DivisorEnd;

/// A two-way split as a table with divisors at the edges, and the tie below it.
pub fn two_way_text(problem: &TwoWay, split: &TwoWaySplit, language: Language, width: u16) -> String {
    let pick = |english, danish| pick(language, english, danish);
    let figure = |value: &dyn std::fmt::Display| number(value, language);
    let seats: u64 = problem.row_seats.iter().sum();
    let mut text = wrapped(
        &format!(
            "{} {} {} × {}: {}.",
            figure(&seats),
            pick("seats over", "pladser på"),
            problem.rows.len(),
            problem.columns.len(),
            method_title(split.method)
        ),
        width,
        "  ",
    );
    text.push('\n');
    let names: Vec<String> = problem.columns.iter().map(|name| clean(name)).collect();
    let mut headings = vec![("", Align::Left)];
    headings.extend(names.iter().map(|name| (name.as_str(), Align::Right)));
    headings.push((pick("Seats", "Pladser"), Align::Right));
    headings.push((pick("Divisor", "Divisor"), Align::Right));
    let mut table = TextTable::new(width, &headings);
    let tied = |row: usize, column: usize| {
        split.tie.as_ref().is_some_and(|tie| tie.cells.binary_search(&(row, column)).is_ok())
    };
    let divisor = |end: &DivisorEnd| end.to_decimal(3).map_or(String::new(), |text| number(text, language));
    for (row, cells) in split.cells.iter().enumerate() {
        let mut line = vec![clean(&problem.rows[row])];
        line.extend(cells.iter().enumerate().map(|(column, seats)| {
            let mark = if tied(row, column) { "?" } else { "" };
            format!("{}{mark}", figure(seats))
        }));
        line.push(figure(&problem.row_seats[row]));
        line.push(divisor(&split.row_divisors[row]));
        table.row(line);
    }
    let mut line = vec![pick("Seats", "Pladser").to_owned()];
    line.extend(problem.column_seats.iter().map(|seats| figure(seats)));
    line.extend([figure(&seats), String::new()]);
    table.row(line);
    let mut line = vec![pick("Divisor", "Divisor").to_owned()];
    line.extend(split.column_divisors.iter().map(divisor));
    line.extend([String::new(), String::new()]);
    table.row(line);
    text.push_str(&table.text());
    text.push('\n');
    match &split.tie {
        None => text.push_str(&wrapped(
            pick(
                "Each cell is its weight over row divisor × column divisor, rounded; no cell stands on the edge of its \
                 rounding, so no other table is right.",
                "Hver celle er dens vægt delt med rækkens divisor × kolonnens divisor, afrundet; ingen celle står på kanten \
                 af sin afrunding, så ingen anden tabel er rigtig.",
            ),
            width,
            "  ",
        )),
        Some(tie) => {
            let outcomes = match &tie.outcomes {
                Outcomes::Exactly(count) => figure(count),
                Outcomes::AtLeast(count) => format!("{} {}", pick("at least", "mindst"), figure(count)),
            };
            text.push_str(&wrapped(
                &format!(
                    "{} {outcomes} {}",
                    pick("A tie: cells marked ? differ between", "De står lige: celler med ? er forskellige i"),
                    pick("tables that are equally right; one of them is shown.", "tabeller, der er lige rigtige; en af dem er vist.")
                ),
                width,
                "  ",
            ));
        }
    }
    text
}
