//! One thing that may take its time: after a moment a line on a terminal says what it is and how far; nothing elsewhere.

use crate::progress;
use crate::request::Request;
use fordel_report::{Language, number};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What is going on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Doing {
    /// A file or folder is read; its name.
    Reading(String),
    /// Files are written.
    Writing,
    /// Replies are put together.
    Collecting,
    /// A plan is checked again.
    Judging,
    /// Reasons are worked out.
    Explaining,
    /// Other plans are looked for.
    Alternatives,
    /// Scenarios are planned.
    Scenarios,
}

impl Doing {
    /// Reading a file or folder: its name without the road to it.
    pub(crate) fn reading(path: &Path) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        Self::Reading(name.chars().filter(|c| !c.is_control()).take(40).collect())
    }

    fn words(&self, language: Language) -> String {
        let pick = |english: &str, danish: &str| match language {
            Language::English => english.to_owned(),
            Language::Danish => danish.to_owned(),
        };
        match self {
            Self::Reading(name) => format!("{} {name}", pick("reading", "læser")),
            Self::Writing => pick("writing", "skriver"),
            Self::Collecting => pick("putting replies together", "samler svar"),
            Self::Judging => pick("checking the plan again", "efterprøver planen"),
            Self::Explaining => pick("working out reasons", "regner begrundelser ud"),
            Self::Alternatives => pick("looking for other plans", "leder efter andre planer"),
            Self::Scenarios => pick("planning scenarios", "lægger planer for scenarierne"),
        }
    }
}

/// Shows what is going on until it is dropped.
pub(crate) struct Activity {
    /// Steps done, and steps in all; 0 where that is not known.
    steps: Arc<(AtomicUsize, AtomicUsize)>,
    shown: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Activity {
    /// Begins. Nothing is shown where standard error is no terminal or
    /// somebody asked for quiet.
    pub(crate) fn begin(doing: Doing, request: &Request) -> Self {
        let steps = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
        // Who wants to hear more is told of each file.
        let is_told = request.verbose && doing == Doing::Writing;
        if is_told || !progress::is_wanted(request.quiet) {
            return Self { steps, shown: None };
        }
        let (language, begun, counted) = (request.language, Instant::now(), Arc::clone(&steps));
        let (over, told) = channel();
        let show = move || {
            let mut wait = progress::MOMENT;
            let mut is_shown = false;
            while told.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let steps = (counted.0.load(Ordering::Relaxed), counted.1.load(Ordering::Relaxed));
                progress::show(&line(&doing, steps, begun.elapsed(), language));
                (wait, is_shown) = (progress::PAUSE, true);
            }
            if is_shown {
                progress::take_away();
            }
        };
        Self { steps, shown: Some((over, std::thread::spawn(show))) }
    }

    /// One step more is done, of so many.
    pub(crate) fn step(&self, total: usize) {
        self.steps.1.store(total, Ordering::Relaxed);
        self.steps.0.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Activity {
    fn drop(&mut self) {
        if let Some((over, thread)) = self.shown.take() {
            drop(over);
            // Whoever goes on printing finds the line gone.
            let _ = thread.join();
        }
    }
}

fn line(doing: &Doing, (done, total): (usize, usize), elapsed: Duration, language: Language) -> String {
    let of = match language {
        Language::English => "of",
        Language::Danish => "af",
    };
    let steps = match total {
        0 | 1 => String::new(),
        _ => {
            let count = |steps: usize| u64::try_from(steps).unwrap_or(u64::MAX);
            let bar = progress::bar(count(done), count(total));
            format!(" {bar} {} {of} {},", number(done.min(total), language), number(total, language))
        }
    };
    let comma = if steps.is_empty() { "," } else { "" };
    format!("{}{comma}{steps} {} s", doing.words(language), elapsed.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_what_and_how_far() {
        let said = |doing: &Doing, steps, language| line(doing, steps, Duration::from_secs(4), language);
        let reading = Doing::reading(Path::new("svar/Hold 2022.xlsx"));
        assert_eq!(said(&reading, (0, 0), Language::English), "reading Hold 2022.xlsx, 4 s");
        assert_eq!(said(&reading, (0, 1), Language::Danish), "læser Hold 2022.xlsx, 4 s");
        assert_eq!(
            said(&Doing::Writing, (7, 24), Language::English),
            "writing [#####---------------] 7 of 24, 4 s"
        );
        assert_eq!(
            said(&Doing::Writing, (7, 1024), Language::Danish),
            "skriver [--------------------] 7 af 1.024, 4 s"
        );
    }
}
