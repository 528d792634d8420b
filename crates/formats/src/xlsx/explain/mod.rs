//! What stands in a workbook to fill in: how to fill it in, column by column. One `match` a language.

mod da;
mod en;

use crate::text::Language;

/// What a column is for, in one or two sentences of at most 255 characters.
pub(super) fn column(table: &str, field: &str, language: Language) -> &'static str {
    match language {
        Language::English => en::column(table, field),
        Language::Danish => da::column(table, field),
    }
}

/// What a setting is for.
pub(super) fn setting(name: &str, language: Language) -> &'static str {
    match language {
        Language::English => en::setting(name),
        Language::Danish => da::setting(name),
    }
}

/// The words around the tables.
pub(super) struct Frame {
    /// The sheet that explains.
    pub(super) guide: &'static str,
    /// Its title.
    pub(super) title: &'static str,
    /// How to go about it, one paragraph a line.
    pub(super) steps: &'static [&'static str],
    /// Headings of the list of columns: sheet, column, needed, what stands there.
    pub(super) list: [&'static str; 4],
    /// In the column "needed".
    pub(super) yes: &'static str,
    /// Headings of the sheet of settings.
    pub(super) settings: [&'static str; 3],
    /// The mark of a row that shows how to fill in.
    pub(super) example: &'static str,
    /// The title of a message at a cell that needs a word of a list.
    pub(super) choose: &'static str,
    /// What is said about another word.
    pub(super) other_word: &'static str,
    /// What is said about another number.
    pub(super) other_number: &'static str,
}

/// The words of a language.
pub(super) fn frame(language: Language) -> &'static Frame {
    match language {
        Language::English => &en::FRAME,
        Language::Danish => &da::FRAME,
    }
}

/// Rows that show how to fill in a table: field and text. The mark is put before the first.
pub(super) fn examples(
    table: &str,
    language: Language,
) -> &'static [&'static [(&'static str, &'static str)]] {
    match language {
        Language::English => en::examples(table),
        Language::Danish => da::examples(table),
    }
}
