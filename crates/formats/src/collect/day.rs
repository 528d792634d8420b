//! A day of the calendar, as people write it.

/// A day. Days sort in time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// Reads `2022-05-31`, `31-05-2022`, `31.5.2022`, `31/5-2022` or `31. maj 2022`, with or without a time after it,
    /// and the number that a spreadsheet counts days with (44712) where a cell lost its look.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(serial) = text.parse::<u32>() {
            return Self::of_serial(serial);
        }
        let date = text.split_once('T').map_or(text, |(date, _)| date);
        let parts: Vec<&str> = date.split(['-', '.', '/', ' ']).filter(|part| !part.is_empty()).collect();
        let [first, middle, last, ..] = parts.as_slice() else { return None };
        let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let month = month(middle).or_else(|| middle.parse::<u8>().ok())?;
        let day: u8 = day.parse().ok()?;
        let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
        (is_year && is_day).then_some(Self { year: year.parse().ok()?, month, day })
    }

    /// A spreadsheet's day: 1 is the first of January 1900, and it counts a 29 February that year did not have. Only
    /// days of these decades, for other numbers are no days.
    fn of_serial(serial: u32) -> Option<Self> {
        const FIRST: u32 = 36_526; // 2000-01-01
        let mut left = serial.checked_sub(FIRST)?;
        for year in 2000u16..2100 {
            let leap = u32::from(year.is_multiple_of(4));
            for (month, days) in (1..).zip([31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
                if left < days {
                    return Some(Self { year, month, day: u8::try_from(left + 1).ok()? });
                }
                left -= days;
            }
        }
        None
    }
}

/// The number of a month by its name, or the first three letters of it.
fn month(name: &str) -> Option<u8> {
    const MONTHS: [[&str; 2]; 12] = [
        ["januar", "january"],
        ["februar", "february"],
        ["marts", "march"],
        ["april", "april"],
        ["maj", "may"],
        ["juni", "june"],
        ["juli", "july"],
        ["august", "august"],
        ["september", "september"],
        ["oktober", "october"],
        ["november", "november"],
        ["december", "december"],
    ];
    let name = name.to_lowercase();
    let is_it = |names: &[&str; 2]| {
        names.iter().any(|known| *known == name || (name.len() == 3 && known.starts_with(&name)))
    };
    (1..).zip(&MONTHS).find(|(_, names)| is_it(names)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_write_them() {
        let day = Day::read("2022-05-31");
        assert!(day.is_some());
        for text in [
            "31-05-2022",
            "31.5.2022",
            "31/05/2022",
            "31/5-2022",
            "31. maj 2022",
            "31 May 2022",
            "44712",
            "2022-05-31 12:00",
            "2022-05-31T08:00:00",
        ] {
            assert_eq!(Day::read(text), day, "{text}");
        }
        for text in
            ["", "31-05", "05-31-2022", "i går", "31-05-22", "5/6/22", "31. foo 2022", "200", "286071"]
        {
            assert_eq!(Day::read(text), None, "{text}");
        }
        assert!(Day::read("2022-06-01") > day);
        assert_eq!(Day::read("36526"), Day::read("2000-01-01"));
        assert_eq!(Day::read("45351"), Day::read("2024-02-29"));
    }
}
