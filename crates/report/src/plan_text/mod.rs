//! A plan as a page of text: what a coordinator wants to read first stands first.

mod people;
mod proof;
mod seats;
mod teams;
mod verdict;

use crate::Language;
use crate::table::wrapped;
use crate::text::Word;
use crate::view::View;
use fordel_model::{Plan, Programme};

/// How a page of text looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextOptions {
    /// People's names; without them only ids. Titles, addresses and remarks are never shown.
    pub names: bool,
    /// Everybody who is not selected and every waiting list in full; otherwise counts and the first three.
    pub full: bool,
    /// Characters a line at most; cells and prose wrap.
    pub width: u16,
    /// Colours for a terminal.
    pub colour: bool,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self { names: true, full: false, width: 100, colour: false }
    }
}

/// A plan as text: the verdict, what cannot hold, seats, empty seats, teams, people without a
/// seat, waiting lists, warnings and the proof; parts with nothing in them are left out.
///
/// * `programme`: the one the plan is of; what the plan names and the programme does not know is
///   shown as it stands.
/// * returns lines of at most `options.width` characters (a long word may stand out), each ending
///   in a line break; nothing a terminal would obey, except colours where asked for.
///
/// Cost linear in the size of the plan; without names, times the number of nominees.
pub fn plan_text(programme: &Programme, plan: &Plan, language: Language, options: &TextOptions) -> String {
    let view = View::new(programme, plan, language, options.names);
    let mut page = Page { options, language, text: String::new() };
    verdict::write(&view, &mut page);
    seats::write(&view, &mut page);
    seats::write_vacant(&view, &mut page);
    teams::write(&view, &mut page);
    people::write_not_selected(&view, &mut page);
    people::write_waiting_lists(&view, &mut page);
    proof::write_warnings(&view, &mut page);
    proof::write(&view, &mut page);
    page.text
}

/// The page so far.
struct Page<'a> {
    options: &'a TextOptions,
    language: Language,
    text: String,
}

/// A colour of a terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Colour {
    Bold,
    Green,
    Yellow,
    Red,
}

impl Colour {
    /// The escape sequence that begins it.
    fn begin(self) -> &'static str {
        match self {
            Self::Bold => "\u{1b}[1m",
            Self::Green => "\u{1b}[1;32m",
            Self::Yellow => "\u{1b}[1;33m",
            Self::Red => "\u{1b}[1;31m",
        }
    }
}

impl Page<'_> {
    /// Begins a section: a blank line and its heading.
    fn heading(&mut self, word: Word) {
        self.text.push('\n');
        self.coloured(self.language.word(word), Colour::Bold);
    }

    /// A line of prose in colour, where colours are wanted.
    fn coloured(&mut self, text: &str, colour: Colour) {
        let lines = wrapped(text, self.options.width, "");
        if self.options.colour {
            self.text.push_str(colour.begin());
            self.text.push_str(lines.trim_end());
            self.text.push_str("\u{1b}[0m\n");
        } else {
            self.text.push_str(&lines);
        }
    }

    /// Prose.
    fn prose(&mut self, text: &str) {
        self.text.push_str(&wrapped(text, self.options.width, ""));
    }

    /// Prose that belongs to the line above.
    fn indented(&mut self, text: &str) {
        self.text.push_str(&wrapped(&format!("  {text}"), self.options.width, "    "));
    }

    /// A point of a list.
    fn point(&mut self, text: &str) {
        self.text.push_str(&wrapped(&format!("- {text}"), self.options.width, "  "));
    }
}
