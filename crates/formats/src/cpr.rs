//! Danish personal numbers (CPR), recognised by their shape so that they can be refused.
//!
//! Numbers without a valid check digit have been issued since October 2007, so the shape alone
//! counts: DDMMYY with a plausible day and month, an optional hyphen, four digits, as a whole token.

/// Whether the text holds a token shaped like a personal number. Cost: linear.
pub fn holds_personal_number(text: &str) -> bool {
    // Most cells are short or have no ten digits: look at bytes before characters.
    if text.len() < 10 || text.bytes().filter(u8::is_ascii_digit).count() < 10 {
        return false;
    }
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).any(|start| token_at(&chars, start))
}

/// Whether a personal number's shape begins at `start` and is a whole token.
fn token_at(chars: &[char], start: usize) -> bool {
    let digit = |at: usize| chars.get(at).and_then(|c| c.to_digit(10));
    let bounded_before = start == 0 || !is_inner(chars[start - 1]);
    if !bounded_before || !(0..6).all(|i| digit(start + i).is_some()) {
        return false;
    }
    let number = |at: usize| digit(at).unwrap_or(0) * 10 + digit(at + 1).unwrap_or(0);
    let (day, month) = (number(start), number(start + 2));
    let longest = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    if day == 0 || day > longest {
        return false;
    }
    let hyphen = matches!(chars.get(start + 6), Some('-' | '\u{2010}'..='\u{2013}' | '\u{2212}'));
    let serial = start + 6 + usize::from(hyphen);
    let end = serial + 4;
    (serial..end).all(|at| digit(at).is_some()) && chars.get(end).is_none_or(|&c| !is_inner(c))
}

/// Whether a character belongs to the token it touches.
fn is_inner(c: char) -> bool {
    c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_counts_and_only_as_a_whole_token() {
        for text in ["0101901234", "010190-1234", "ring 311299-0000, tak", "_290200-1111.csv", "(0101901234)"]
        {
            assert!(holds_personal_number(text), "{text}");
        }
        for text in [
            "9901901234",
            "0113901234",
            "3002901234",
            "01019012345",
            "x0101901234",
            "010190 1234",
            "12345678",
        ] {
            assert!(!holds_personal_number(text), "{text}");
        }
    }
}
