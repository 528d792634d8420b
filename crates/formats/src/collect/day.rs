//! A day of the calendar, as people write it.

/// A day. Days sort in time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// Reads `2022-05-31`, `31-05-2022`, `31.5.2022` or `31/05/2022`, with or without a time after it.
    pub fn read(text: &str) -> Option<Self> {
        let date = text.split([' ', 'T']).next()?;
        let parts: Vec<&str> = date.split(['-', '.', '/']).collect();
        let [first, middle, last] = parts.as_slice() else { return None };
        let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let (month, day): (u8, u8) = (middle.parse().ok()?, day.parse().ok()?);
        let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
        (is_year && is_day).then_some(Self { year: year.parse().ok()?, month, day })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_write_them() {
        let day = Day::read("2022-05-31");
        assert!(day.is_some());
        for text in ["31-05-2022", "31.5.2022", "31/05/2022", "2022-05-31 12:00", "2022-05-31T08:00:00"] {
            assert_eq!(Day::read(text), day, "{text}");
        }
        for text in ["", "31-05", "05-31-2022", "i går", "31-05-22"] {
            assert_eq!(Day::read(text), None, "{text}");
        }
        assert!(Day::read("2022-06-01") > day);
    }
}
