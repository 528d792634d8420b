//! A table seen through its schema: which column is which field, and typed cells with findings.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::nearest::nearest;
use crate::number::{Number, Style};
use crate::options::ReadOptions;
use crate::place::Place;
use crate::schema::{Holds, Schema};
use crate::table::{Cell, Table};
use crate::words::Vocabulary;

/// A table and where its fields are.
pub(crate) struct View<'a> {
    pub(crate) table: &'a Table,
    schema: &'static Schema,
    /// The column of each field, in the schema's order.
    columns: Vec<Option<usize>>,
    /// How numbers are written in the column of each field.
    styles: Vec<Style>,
    /// The columns that are no field, in order.
    pub(crate) others: Vec<usize>,
}

/// A cell of a row, by its field.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    view: &'a View<'a>,
    row: usize,
    field: usize,
}

impl<'a> View<'a> {
    /// Finds the fields' columns. Missing columns are found by [`Self::require`].
    pub(crate) fn new(table: &'a Table, schema: &'static Schema, findings: &mut Findings) -> Self {
        let squeezed: Vec<String> = table.headings.iter().map(|heading| squeeze(heading)).collect();
        let mut taken = vec![false; squeezed.len()];
        let mut columns = vec![None; schema.fields.len()];
        // Our own names first, in every field, so that a synonym never takes another's column.
        for rank in 0.. {
            let mut any = false;
            for (field, column) in schema.fields.iter().zip(&mut columns) {
                let name = if rank == 0 { Some(&field.name) } else { field.also.get(rank - 1) };
                any |= name.is_some();
                if let (Some(name), None) = (name, &column) {
                    let name = squeeze(name);
                    *column =
                        squeezed.iter().zip(&taken).position(|(heading, taken)| !taken && *heading == name);
                    if let Some(at) = *column {
                        taken[at] = true;
                    }
                }
            }
            if !any {
                break;
            }
        }
        let styles =
            columns.iter().map(|column| column.map_or_else(Style::default, |at| table.style(at))).collect();
        let others: Vec<usize> =
            (0..squeezed.len()).filter(|&at| !taken[at] && !squeezed[at].is_empty()).collect();
        let view = Self { table, schema, columns, styles, others };
        view.find_repeated(&squeezed, findings);
        view
    }

    /// A further column that means the same as one that is taken.
    fn find_repeated(&self, squeezed: &[String], findings: &mut Findings) {
        for &at in &self.others {
            let means = |field: &crate::schema::Field| {
                [field.name].iter().chain(field.also).any(|name| squeeze(name) == squeezed[at])
            };
            let same = self.schema.fields.iter().zip(&self.columns).find(|(field, _)| means(field));
            // The same heading twice has been said by the table itself.
            if let Some((field, Some(other))) = same
                && squeezed[*other] != squeezed[at]
            {
                let finding =
                    Diagnostic::new(Code::DuplicateColumn, self.table.heading_place(at)).about(field.name);
                findings.push(finding.other(self.table.heading_place(*other)));
            }
        }
    }

    /// Whether the table has rows and not one heading of ours: then its first row may be a person, and
    /// nothing of it is repeated.
    pub(crate) fn refuse_without_headings(&self, findings: &mut Findings) -> bool {
        let is_unheaded = !self.table.is_json
            && !self.table.headings.is_empty()
            && self.columns.iter().all(Option::is_none);
        if is_unheaded {
            let names: Vec<&str> =
                self.schema.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
            let finding = Diagnostic::new(Code::NoKnownHeading, self.table.headings_place());
            findings.push(finding.about(self.schema.name).expected(shown_list(&names)));
        }
        is_unheaded
    }

    /// Adds a finding for each required column that is missing, except `filled_elsewhere`.
    pub(crate) fn require(&self, filled_elsewhere: &[&str], findings: &mut Findings) {
        if self.table.rows.is_empty() && (self.table.is_json || self.table.headings.is_empty()) {
            return;
        }
        for (field, column) in self.schema.fields.iter().zip(&self.columns) {
            if column.is_some() || !field.required || filled_elsewhere.contains(&field.name) {
                continue;
            }
            let others: Vec<&str> = self.others.iter().map(|&at| self.table.headings[at].as_str()).collect();
            let finding = Diagnostic::new(Code::MissingColumn, self.table.headings_place()).about(field.name);
            findings.push(
                finding
                    .nearest(nearest(field.name, others.iter().copied()))
                    .expected(shown_list(&self.table.headings)),
            );
        }
    }

    /// Adds a warning for each further column whose heading is nearly the name of a missing field,
    /// except where the column is meant as it is. Returns the other columns that are not.
    pub(crate) fn misnamed(&self, is_meant: impl Fn(usize) -> bool, findings: &mut Findings) -> Vec<usize> {
        let missing: Vec<&str> = self
            .schema
            .fields
            .iter()
            .zip(&self.columns)
            .filter(|(field, column)| column.is_none() && !field.required)
            .flat_map(|(field, _)| [field.name].into_iter().chain(field.also.iter().copied()))
            .filter(|name| name.chars().count() > 3)
            .collect();
        let mut plain = Vec::new();
        for &at in self.others.iter().filter(|&&at| !is_meant(at)) {
            match nearest(&self.table.headings[at], missing.iter().copied()) {
                Some(name) => {
                    let finding = Diagnostic::new(Code::MisnamedColumn, self.table.heading_place(at));
                    findings.push(finding.found(&self.table.headings[at]).nearest(Some(name)));
                }
                None => plain.push(at),
            }
        }
        plain
    }

    /// Adds one warning that names these columns, if there are any.
    pub(crate) fn warn_of(&self, code: Code, columns: &[usize], findings: &mut Findings) {
        if columns.is_empty() {
            return;
        }
        let names: Vec<&str> = columns.iter().map(|&at| self.table.headings[at].as_str()).collect();
        findings.push(Diagnostic::new(code, self.table.headings_place()).found_list(&names));
    }

    /// Searches for personal numbers everywhere but in number fields and in `numbers`.
    pub(crate) fn refuse_personal_numbers(
        &self,
        numbers: &[usize],
        options: &ReadOptions,
        findings: &mut Findings,
    ) {
        let declared =
            self.schema.fields.iter().zip(&self.columns).filter(|(field, _)| field.holds == Holds::Numbers);
        let mut columns: Vec<usize> = declared.filter_map(|(_, column)| *column).collect();
        columns.extend(numbers);
        self.table.refuse_personal_numbers(&columns, options, findings);
    }

    /// The column of a field.
    pub(crate) fn column(&self, field: &str) -> Option<usize> {
        self.columns[self.field(field)]
    }

    /// Positions of all rows.
    pub(crate) fn rows(&self) -> std::ops::Range<usize> {
        0..self.table.rows.len()
    }

    /// A cell.
    pub(crate) fn at(&'a self, row: usize, field: &str) -> At<'a> {
        At { view: self, row, field: self.field(field) }
    }

    fn field(&self, name: &str) -> usize {
        let found = self.schema.fields.iter().position(|field| field.name == name);
        found.unwrap_or_else(|| panic!("the table {} has no field {name}", self.schema.name))
    }
}

/// Names in a message: the first twenty.
pub(crate) fn shown_list<S: AsRef<str>>(names: &[S]) -> String {
    let mut text = names.iter().take(20).map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    if names.len() > 20 {
        text.push_str(", …");
    }
    text
}

static EMPTY: Cell = Cell { text: String::new(), notation: crate::number::Notation::Human, items: None };

impl<'a> At<'a> {
    pub(crate) fn name(self) -> &'static str {
        self.view.schema.fields[self.field].name
    }

    pub(crate) fn cell(self) -> &'a Cell {
        match self.view.columns[self.field] {
            Some(column) => self.view.table.cell(self.row, column),
            None => &EMPTY,
        }
    }

    pub(crate) fn place(self) -> Place {
        match self.view.columns[self.field] {
            Some(column) => self.view.table.place(self.row, column),
            None => self.view.table.missing_place(self.row, self.name()),
        }
    }

    /// A finding about this cell.
    pub(crate) fn finding(self, code: Code) -> Diagnostic {
        Diagnostic::new(code, self.place()).about(self.name())
    }

    /// The text, `None` where empty.
    pub(crate) fn text(self) -> Option<String> {
        let text = &self.cell().text;
        (!text.is_empty()).then(|| text.clone())
    }

    /// The text, which must be there. A missing column has been said once and is not said again.
    pub(crate) fn required(self, findings: &mut Findings) -> String {
        self.text().unwrap_or_else(|| {
            if self.view.columns[self.field].is_some() {
                findings.push(self.finding(Code::EmptyCell));
            }
            String::new()
        })
    }

    /// The number, `None` where empty or a finding was added.
    pub(crate) fn number(self, findings: &mut Findings) -> Option<Number> {
        let column = self.view.columns[self.field]?;
        self.view.table.number(self.row, column, self.view.styles[self.field], findings)
    }

    /// A whole number within limits, `None` where empty or a finding was added.
    pub(crate) fn integer<T: TryFrom<i128> + Copy + Into<i128>>(
        self,
        limits: std::ops::RangeInclusive<T>,
        findings: &mut Findings,
    ) -> Option<T> {
        let number = self.number(findings)?;
        let text = &self.cell().text;
        if !number.is_integer() {
            findings.push(self.finding(Code::NotAnInteger).found(text));
            return None;
        }
        let (low, high): (i128, i128) = ((*limits.start()).into(), (*limits.end()).into());
        let value = number.to_i128().filter(|value| (low..=high).contains(value));
        if value.is_none() {
            findings.push(self.finding(Code::OutOfRange).found(text).expected(format!("{low} to {high}")));
        }
        value.and_then(|value| T::try_from(value).ok())
    }

    /// A word of a vocabulary, `None` where empty or unknown.
    pub(crate) fn word<T: Copy + PartialEq>(
        self,
        vocabulary: &Vocabulary<T>,
        findings: &mut Findings,
    ) -> Option<T> {
        let text = self.text()?;
        let meaning = vocabulary.read(&text);
        if meaning.is_none() {
            let known = vocabulary.known();
            let finding =
                Diagnostic::new(Code::UnknownValue, self.place()).about(vocabulary.what).found(&text);
            findings.push(finding.expected(known.join(", ")).nearest(nearest(&text, vocabulary.all())));
        }
        meaning
    }

    /// The items of a joined list.
    pub(crate) fn list(self) -> Vec<String> {
        self.cell().list()
    }
}
