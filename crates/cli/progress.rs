//! How far a long run is, and how long it will take: one line on a terminal, nothing elsewhere.

use fordel_report::{Language, number};
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// What takes no longer is not worth a line.
pub(crate) const MOMENT: Duration = Duration::from_millis(300);
/// A line is written anew no sooner than this.
pub(crate) const PAUSE: Duration = Duration::from_millis(200);

/// A line that is written over and over.
pub(crate) struct Progress {
    language: Language,
    shown: bool,
    total: u64,
    /// Done before this run began.
    before: u64,
    begun: Instant,
    last: Option<Instant>,
}

impl Progress {
    /// Begins. Nothing is shown where `quiet`, or where standard error is no terminal.
    pub(crate) fn new(total: u64, before: u64, quiet: bool, language: Language) -> Self {
        let shown = is_wanted(quiet);
        Self { language, shown, total, before, begun: Instant::now(), last: None }
    }

    /// So many are done.
    pub(crate) fn at(&mut self, done: u64) {
        let is_soon = self.last.map_or(self.begun.elapsed() < MOMENT, |last| last.elapsed() < PAUSE);
        if !self.shown || is_soon {
            return;
        }
        self.last = Some(Instant::now());
        show(&line(self.language, done, self.total, self.before, self.begun.elapsed()));
    }

    /// Takes the line away.
    pub(crate) fn end(&self) {
        if self.last.is_some() {
            take_away();
        }
    }
}

/// Whether a line is shown: on a terminal, where nobody asked for quiet.
pub(crate) fn is_wanted(quiet: bool) -> bool {
    !quiet && std::io::stderr().is_terminal()
}

/// Writes the line over the one before.
pub(crate) fn show(line: &str) {
    let mut out = std::io::stderr().lock();
    let _ = write!(out, "\r\u{1b}[2K{line}");
    let _ = out.flush();
}

/// Takes the line away.
pub(crate) fn take_away() {
    let _ = write!(std::io::stderr().lock(), "\r\u{1b}[2K");
}

/// So much of the whole as a bar that every console can show.
pub(crate) fn bar(done: u64, total: u64) -> String {
    const WIDTH: usize = 20;
    let filled = u128::from(done.min(total)) * 20 / u128::from(total.max(1));
    let filled = usize::try_from(filled).unwrap_or(0).min(WIDTH);
    format!("[{}{}]", "#".repeat(filled), "-".repeat(WIDTH - filled))
}

fn line(language: Language, done: u64, total: u64, before: u64, elapsed: Duration) -> String {
    let bar = bar(done, total);
    let fresh = u128::from(done.saturating_sub(before));
    let millis = elapsed.as_millis().max(1);
    let rate = u64::try_from(fresh * 1000 / millis).unwrap_or(u64::MAX);
    let left = u128::from(total.saturating_sub(done)) * millis / fresh.max(1) / 1000;
    let per_cent = u128::from(done) * 100 / u128::from(total.max(1));
    let left = format!("{}:{:02}", left / 60, left % 60);
    let (done, total, rate) = (number(done, language), number(total, language), number(rate, language));
    match language {
        Language::English => format!("{bar} {done} of {total} ({per_cent} %), {rate} a second, {left} left"),
        Language::Danish => {
            format!("{bar} {done} af {total} ({per_cent} %), {rate} i sekundet, {left} tilbage")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_counts_what_this_run_has_done() {
        let said = line(Language::English, 3000, 9000, 1000, Duration::from_secs(10));
        assert_eq!(said, "[######--------------] 3,000 of 9,000 (33 %), 200 a second, 0:30 left");
        let said = line(Language::Danish, 0, 100, 0, Duration::ZERO);
        assert_eq!(said, "[--------------------] 0 af 100 (0 %), 0 i sekundet, 0:00 tilbage");
    }
}
