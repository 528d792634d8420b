//! Many plans on one page: scenarios beside the base, and the distribution of a sweep. The same clothes as a plan's
//! page: each stands alone, loads nothing, and can be read without a picture.

mod charts;
mod scenarios;
mod sweep;
mod words;

pub use scenarios::what_if_page;
pub use sweep::sweep_page;

use crate::page::{STYLE, hash};
use crate::page_words::PageWord;
use crate::{Language, clean};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A whole page: `header` under the title, `body` below it.
fn page(title: &str, language: Language, names: bool, header: &Markup, body: &Markup) -> String {
    let policy =
        format!("default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'", hash(STYLE));
    let word = |word| language.page_word(word);
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                title { (clean(title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#content" { (word(PageWord::SkipToContent)) }
                div.page #top {
                    header {
                        p { span.mark { (word(PageWord::Proposal)) } }
                        h1 { (clean(title)) }
                        @if !names { p.small.soft { (word(PageWord::Pseudonymous)) } }
                        (header)
                    }
                    main #content { (body) }
                    footer {
                        p { (word(PageWord::MadeBy)) }
                        p.to-top { a href="#top" { (word(PageWord::ToTop)) } }
                    }
                }
            }
        }
    }
    .into_string()
}
