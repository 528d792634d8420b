//! How a long search gets on: best plan, bound and gap in one line on a terminal, nothing elsewhere.

use crate::progress::{self, MOMENT, PAUSE};
use fordel_engine::Sight;
use fordel_report::{Language, number};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// What has been shown last, and when; `None` where nothing is shown.
static SHOWN: Mutex<Option<Shown>> = Mutex::new(None);

struct Shown {
    language: Language,
    begun: Instant,
    last: Option<Instant>,
}

/// Shows from now on, unless `quiet`, or where standard error is no terminal.
pub(crate) fn begin(quiet: bool, language: Language) {
    if progress::is_wanted(quiet)
        && let Ok(mut shown) = SHOWN.lock()
    {
        *shown = Some(Shown { language, begun: Instant::now(), last: None });
    }
}

/// Is told by the search where it stands.
pub(crate) fn watch(sight: Sight) {
    // A thread that would have to wait has nothing to say that matters.
    let Ok(mut shown) = SHOWN.try_lock() else { return };
    let Some(shown) = shown.as_mut() else { return };
    if shown.last.map_or(shown.begun.elapsed() >= MOMENT, |last| last.elapsed() >= PAUSE) {
        shown.last = Some(Instant::now());
        progress::show(&line(sight, shown.begun.elapsed(), shown.language));
    }
}

/// Takes the line away, and shows nothing more.
pub(crate) fn end() {
    if let Ok(mut shown) = SHOWN.lock()
        && shown.take().is_some_and(|shown| shown.last.is_some())
    {
        progress::take_away();
    }
}

fn line(sight: Sight, elapsed: Duration, language: Language) -> String {
    let figure = |value: Option<i64>| value.map_or("-".to_owned(), |value| number(value, language));
    let gap = sight.best.zip(sight.bound).map(|(best, bound)| {
        let hundredths = i128::from(bound - best) * 10_000 / i128::from(best.abs().max(1));
        let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        format!("{} %", number(text, language))
    });
    let gap = gap.unwrap_or_else(|| "-".to_owned());
    let (people, best, bound) = (number(sight.people, language), figure(sight.best), figure(sight.bound));
    let seconds = elapsed.as_secs();
    match language {
        Language::English => {
            format!("{people} people: best {best}, bound {bound}, gap {gap}, {seconds} s")
        }
        Language::Danish => {
            format!("{people} personer: bedste {best}, grænse {bound}, afstand {gap}, {seconds} s")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_best_bound_and_gap_as_far_as_known() {
        let sight = Sight { people: 1_000, best: Some(81_000), bound: Some(81_081) };
        let said = line(sight, Duration::from_secs(3), Language::English);
        assert_eq!(said, "1,000 people: best 81,000, bound 81,081, gap 0.10 %, 3 s");
        let sight = Sight { best: None, ..sight };
        let said = line(sight, Duration::ZERO, Language::Danish);
        assert_eq!(said, "1.000 personer: bedste -, grænse 81.081, afstand -, 0 s");
    }
}
