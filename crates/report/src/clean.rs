//! Texts that people wrote, made harmless before they reach a terminal or a spreadsheet.

/// The text on one line, without anything that a terminal obeys or that turns the reading order:
/// line breaks and tabs become blanks; escapes, other control characters, marks that change the
/// direction and invisible ones become `\u{fffd}`.
///
/// ```
/// # use fordel_report::clean;
/// assert_eq!(clean("Bo\u{1b}[31m\nPrøvesen"), "Bo\u{fffd}[31m Prøvesen");
/// ```
pub fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if is_break(c) { ' ' } else { c })
        .map(|c| if is_unsafe(c) { '\u{fffd}' } else { c })
        .collect()
}

/// A CSV cell that no spreadsheet takes for a formula: clean, and with `'` before a first
/// `=`, `+`, `-`, `@`, tab or line break.
pub fn csv_cell(text: &str) -> String {
    let starts_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    // Spreadsheets also look behind blanks and take the full-width signs for the plain ones.
    let after_blanks = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let clean = clean(text);
    if starts_formula || after_blanks { format!("'{clean}") } else { clean }
}

/// Whether the character ends a line or jumps.
fn is_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether the character is obeyed rather than shown.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_neutralised() {
        assert_eq!(clean("Åse Øvelsesen"), "Åse Øvelsesen");
        assert_eq!(clean("a\u{9b}31mb\u{7f}"), "a\u{fffd}31mb\u{fffd}");
        assert_eq!(clean("\u{202e}neslevørP\u{2069}"), "\u{fffd}neslevørP\u{fffd}");
        assert_eq!(clean("one\r\ntwo\tthree"), "one  two three");
    }

    #[test]
    fn a_cell_is_no_formula() {
        for start in ["=1+1", "+45", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"] {
            assert!(csv_cell(start).starts_with('\''), "{start:?}");
        }
        assert_eq!(csv_cell("Bo - Prøvesen"), "Bo - Prøvesen");
    }
}
