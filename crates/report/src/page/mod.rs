//! A plan as one HTML page that stands alone: for a meeting, a printer, a phone and a screen reader.
//!
//! Everything a person wrote is escaped where the page is put together (maud does it while compiling);
//! the page loads nothing, its own style and script are allowed by their hash, and everything can be
//! read without the script, which only adds a filter.

mod changes;
mod clusters;
mod decided;
mod find;
mod glyph;
mod map;
mod meeting;
mod notes;
mod people;
mod seats;
mod teams;
mod ticked;

pub(crate) use meeting::standing;
pub(crate) use ticked::ticked;

use crate::page_words::PageWord;
use crate::view::View;
use crate::{Language, clean};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fordel_model::plan::PlanState;
use fordel_model::{Plan, Programme};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

pub(crate) const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// What a page shows.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct PageOptions<'a> {
    /// People's names and titles; without them only ids, and the page calls itself pseudonymous.
    pub names: bool,
    /// Who is not selected and the waiting lists.
    pub not_selected: bool,
    /// Whether the plan has passed the independent check, which the page then says.
    pub checked: bool,
    /// The plan that was announced, to say what has changed since.
    pub announced: Option<&'a Plan>,
}

impl Default for PageOptions<'_> {
    fn default() -> Self {
        Self { names: true, not_selected: true, checked: false, announced: None }
    }
}

/// A plan as a page: the block for the meeting, what is proposed and how it is proven, seats, a map of
/// the clusters, the teams, who is not selected, and what to note; parts with nothing in them are left out.
///
/// * `programme`: the one the plan is of; what the plan names and the programme does not know is
///   shown as it stands.
/// * returns a whole HTML document in UTF-8 that refers to nothing outside itself. Mail addresses,
///   remarks and further columns are never in it.
///
/// Cost linear in the size of the plan; without names, times the number of nominees.
pub fn plan_page(
    programme: &Programme,
    plan: &Plan,
    language: Language,
    options: &PageOptions<'_>,
) -> String {
    let view = View::new(programme, plan, language, options.names);
    Page { view: &view, options, glyphs: glyph::Glyphs::of(programme) }.document().into_string()
}

/// A page in the making.
struct Page<'a> {
    view: &'a View<'a>,
    options: &'a PageOptions<'a>,
    glyphs: glyph::Glyphs,
}

/// A part of the page that the contents point to.
struct Part {
    id: &'static str,
    title: PageWord,
    body: Markup,
}

impl Page<'_> {
    fn word(&self, word: PageWord) -> &'static str {
        self.view.language.page_word(word)
    }

    fn title(&self) -> String {
        let name = clean(&self.view.plan.programme.name);
        self.view.plan.programme.year.map_or(name.clone(), |year| format!("{name}, {year}"))
    }

    fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut add =
            |id, title, body: Option<Markup>| parts.extend(body.map(|body| Part { id, title, body }));
        add("clashes", PageWord::ClashTitle, self.clashes());
        add("changes", PageWord::ChangesTitle, self.changes());
        let is_settled = self.view.plan.state() >= PlanState::Approved;
        let decided = if is_settled { PageWord::SettledTitle } else { PageWord::DecidedTitle };
        add("decided", decided, self.decided());
        add("seats", PageWord::SeatsTitle, self.seats());
        add("empty", PageWord::VacantTitle, self.vacant());
        add("map", PageWord::MapTitle, self.map());
        add("teams", PageWord::TeamsTitle, self.teams());
        if self.options.not_selected {
            add("not-selected", PageWord::NotSelectedTitle, self.not_selected());
        }
        add("notes", PageWord::WarningsTitle, self.warnings());
        parts
    }

    fn document(&self) -> Markup {
        let parts = self.parts();
        let style = format!("{STYLE}{}", self.places());
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
            hash(&style),
            hash(SCRIPT)
        );
        let title = self.title();
        html! {
            (DOCTYPE)
            html lang=(self.view.language.code()) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    meta name="robots" content="noindex";
                    meta name="generator" content={ "fordel " (env!("CARGO_PKG_VERSION")) };
                    title { (title) }
                    style { (PreEscaped(style)) }
                }
                body {
                    a.skip href="#content" { (self.word(PageWord::SkipToContent)) }
                    (self.glyphs.symbols())
                    div.page #top {
                        header {
                            (self.standing())
                            h1 { (title) }
                            p.lead { (self.verdict()) }
                            @if !self.options.names {
                                p.small.soft { (self.word(PageWord::Pseudonymous)) }
                            }
                            (self.figures())
                        }
                        main #content {
                            (self.meeting())
                            (self.contents(&parts))
                            @for part in &parts {
                                section id=(part.id) aria-labelledby={ (part.id) "-title" } {
                                    h2 id={ (part.id) "-title" } { (self.word(part.title)) }
                                    (part.body)
                                }
                            }
                        }
                        (self.footer())
                    }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }

    fn contents(&self, parts: &[Part]) -> Markup {
        html! {
            nav.contents aria-label=(self.word(PageWord::OnThisPage)) {
                (self.word(PageWord::OnThisPage))
                ul {
                    @for part in parts {
                        li { a href={ "#" (part.id) } { (self.word(part.title)) } }
                    }
                }
            }
        }
    }

    fn footer(&self) -> Markup {
        let digest = clean(&self.view.plan.programme.digest);
        html! {
            footer {
                p { (self.word(PageWord::MadeBy)) }
                @if !digest.is_empty() {
                    p { (self.word(PageWord::Provenance)) ": " (digest) }
                }
                p.to-top { a href="#top" { (self.word(PageWord::ToTop)) } }
            }
        }
    }
}

/// A text's hash as a content security policy names it.
pub(crate) fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
