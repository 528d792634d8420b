//! Sentences with ids and words in backticks, as a page shows them.

use maud::{Markup, html};

/// The text, with what stands between two backticks set as code; a backtick alone stays.
pub(crate) fn ticked(text: &str) -> Markup {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return html! { (text) };
    }
    html! {
        @for (at, part) in parts.iter().enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_backticks_is_code() {
        assert_eq!(ticked("see `fordel verify`.").into_string(), "see <code>fordel verify</code>.");
        assert_eq!(ticked("one ` alone, <b>").into_string(), "one ` alone, &lt;b&gt;");
    }
}
