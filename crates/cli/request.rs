//! What was typed, as what it means. Nothing past this file sees the arguments.

use crate::activity::{Activity, Doing};
use crate::args::{Common, Decimal, Format, KeepArgs, Lang};
use crate::exit::Exit;
use crate::output;
use crate::sight;
use crate::talk::Talk;
use crate::trouble::Trouble;
use anyhow::Context;
use fordel_engine::{Keep, KeepOrder, OldPlan, Options, Work};
use fordel_formats::{
    Diagnostic, Findings, Loaded, ReadOptions, Source, parse_programme_json, plan_digest, plan_with_notes,
    programme_digest, read_programme,
};
use fordel_model::Plan;
use fordel_report::{InWords, Language};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Set once a time limit or Ctrl-C ends the search.
static STOP: AtomicBool = AtomicBool::new(false);

/// What every command needs to know.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// How results are written.
    pub(crate) format: Format,
    /// The language of texts.
    pub(crate) language: Language,
    /// A seed instead of the programme's.
    pub(crate) seed: Option<u64>,
    /// Threads; 0 means one a processor.
    pub(crate) threads: usize,
    /// Whether names may be shown.
    pub(crate) names: bool,
    /// Only the result.
    pub(crate) quiet: bool,
    /// More beside the result.
    pub(crate) verbose: bool,
    /// The relative gap that counts as done.
    pub(crate) gap: f64,
    /// How to read input.
    pub(crate) read: ReadOptions,
    /// Earlier plans whose teams are not put together again.
    pub(crate) met: Vec<PathBuf>,
    time_limit: Option<Duration>,
    work_limit: Option<u64>,
}

impl Request {
    /// What was typed, in the language of the run.
    pub(crate) fn new(common: &Common, language: Language) -> Self {
        Self {
            format: common.format,
            language: match common.lang {
                Some(Lang::En) => Language::English,
                Some(Lang::Da) => Language::Danish,
                None => language,
            },
            seed: common.seed,
            threads: usize::from(common.threads),
            names: !common.no_names,
            quiet: common.quiet,
            verbose: common.verbose,
            gap: common.gap,
            read: ReadOptions {
                allow_ten_digits: common.allow_ten_digits,
                decimal: common.decimal.map(Decimal::mark),
                ..ReadOptions::default()
            },
            met: common.met.clone(),
            time_limit: common.time_limit.map(Duration::from_secs_f64),
            work_limit: common.work_limit,
        }
    }
}

impl Request {
    /// How to plan; from here on Ctrl-C and the time limit end the search, not the program.
    pub(crate) fn options(&self) -> Options {
        // Without a handler Ctrl-C ends the program at once, which is no harm.
        // The first asks for the best plan so far, the second ends the program.
        let _ = ctrlc::set_handler(|| {
            if STOP.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        });
        if let Some(limit) = self.time_limit {
            std::thread::spawn(move || {
                std::thread::sleep(limit);
                STOP.store(true, Ordering::Relaxed);
            });
        }
        let work = Work::default();
        Options {
            work: Work {
                nodes: self.work_limit.unwrap_or(work.nodes),
                stop: Some(&STOP),
                watch: sight::watch,
                gap: self.gap_in_millionths(),
                ..work
            },
            ..Options::default()
        }
    }

    /// The gap that counts as done, in millionths.
    fn gap_in_millionths(&self) -> u64 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let millionths = (self.gap * 1e6).clamp(0.0, 1e9).floor() as u64;
        millionths
    }

    /// Reads a programme and says nothing, but that it takes time.
    pub(crate) fn read_programme(&self, path: &Path) -> Result<Loaded, Findings> {
        let _reading = Activity::begin(Doing::reading(path), self);
        read_programme(path, &self.read)
    }

    /// Reads a programme and says what was noticed. `Err` holds the ending where it is wrong.
    pub(crate) fn load(&self, path: &Path) -> anyhow::Result<Result<Loaded, Exit>> {
        let read = if path.as_os_str() == "-" {
            parse_programme_json(&standard_input()?, "-", &self.read)
        } else {
            self.read_programme(path)
        };
        match read {
            Ok(mut loaded) => {
                self.notes(&loaded.notes);
                for path in &self.met {
                    let earlier = match self.plan(path)? {
                        Ok(earlier) => earlier,
                        Err(exit) => return Ok(Err(exit)),
                    };
                    let met = loaded.programme.avoid_met(&earlier);
                    self.say(&Talk::Met { path, met });
                    loaded.digest = programme_digest(&loaded.programme);
                }
                if self.verbose {
                    output::complain(&fordel_report::read_sentence(&loaded.programme, self.language));
                }
                if let Some(seed) = self.seed {
                    loaded.programme.seed = seed;
                }
                Ok(Ok(loaded))
            }
            Err(findings) => {
                self.refuse(&findings);
                Ok(Err(Exit::Wrong))
            }
        }
    }

    /// Reads a plan; `-` is standard input. `Err` holds the ending where it is wrong.
    pub(crate) fn plan(&self, path: &Path) -> anyhow::Result<Result<Plan, Exit>> {
        Ok(self.plan_of_text(&read_text(path)?, &path.display().to_string()))
    }

    /// Reads a plan from its text; `name` is what places call it.
    pub(crate) fn plan_of_text(&self, text: &str, name: &str) -> Result<Plan, Exit> {
        match plan_with_notes(text, &Source::file(name)) {
            Ok((plan, notes)) => {
                self.notes(&notes);
                Ok(plan)
            }
            Err(findings) => {
                self.refuse(&findings);
                Err(Exit::Wrong)
            }
        }
    }

    /// Reads what is to be kept of an earlier plan. A bound on moves asks for the best score within it.
    pub(crate) fn keep(&self, typed: &KeepArgs) -> anyhow::Result<Result<Option<Keep>, Exit>> {
        if let Some(path) = &typed.keep_as {
            return self.keep_as(path);
        }
        let Some(path) = &typed.keep else { return Ok(Ok(None)) };
        let old = match self.plan(path)? {
            Ok(plan) => OldPlan::of(&plan, plan_digest(&plan)),
            Err(exit) => return Ok(Err(exit)),
        };
        let is_last = typed.keep_last || typed.max_moves.is_some();
        let order = if is_last { KeepOrder::Last } else { KeepOrder::First };
        Ok(Ok(Some(Keep { old, order, max_moves: typed.max_moves })))
    }

    /// What another plan kept, and how.
    fn keep_as(&self, path: &Path) -> anyhow::Result<Result<Option<Keep>, Exit>> {
        let plan = match self.plan(path)? {
            Ok(plan) => plan,
            Err(exit) => return Ok(Err(exit)),
        };
        if plan.keep.is_none() {
            anyhow::bail!(
                "{}",
                match self.language {
                    Language::English => "the plan of `--keep-as` does not stay close to an earlier one",
                    Language::Danish => "planen i `--keep-as` holder sig ikke tæt på en tidligere",
                }
            );
        }
        Ok(Ok(plan.keep))
    }

    /// Writes a file, and says so where more is wanted.
    pub(crate) fn write(&self, path: &Path, contents: impl AsRef<[u8]>) -> anyhow::Result<()> {
        output::file(path, contents.as_ref())?;
        if self.verbose {
            let written = match self.language {
                Language::English => "written",
                Language::Danish => "skrevet",
            };
            let size = fordel_report::number(contents.as_ref().len(), self.language);
            output::complain(&format!("{written}: {} ({size} bytes)", path.display()));
        }
        Ok(())
    }

    /// Says what was noticed in passing.
    pub(crate) fn notes(&self, notes: &[Diagnostic]) {
        if !self.quiet && !notes.is_empty() {
            let text = fordel_formats::render_text_in(notes, fordel_formats::SHOWN, self.finding_language());
            output::complain(text.trim_end());
        }
    }

    /// Says something beside the result.
    pub(crate) fn say(&self, talk: &Talk<'_>) {
        if !self.quiet {
            output::complain(&talk.text(self.language));
        }
    }

    /// The language of findings, which know no reports.
    pub(crate) fn finding_language(&self) -> fordel_formats::Language {
        match self.language {
            Language::English => fordel_formats::Language::English,
            Language::Danish => fordel_formats::Language::Danish,
        }
    }

    /// The word before what went wrong.
    pub(crate) fn error_word(&self) -> &'static str {
        match self.language {
            Language::English => "error",
            Language::Danish => "fejl",
        }
    }

    /// Says what went wrong.
    pub(crate) fn trouble(&self, trouble: &Trouble) {
        output::complain(&format!("{}: {}", self.error_word(), trouble.text(self.language)));
    }

    /// Says why there is no answer.
    pub(crate) fn refused(&self, why: &impl InWords) {
        output::complain(&format!("{}: {}", self.error_word(), why.in_words(self.language)));
    }

    /// Says what the judge found, one a line.
    pub(crate) fn findings(&self, findings: &[impl InWords]) {
        findings.iter().for_each(|finding| {
            output::complain(&format!("  {}", finding.in_words(self.language)));
        });
    }

    /// Says what is wrong with an input; with `--format json` all of it is the result as well.
    pub(crate) fn refuse(&self, findings: &Findings) {
        if self.format == Format::Json {
            // A reader that has gone away has at least the text.
            let _ = output::result(&format!("{:#}\n", findings.to_json_in(self.finding_language())));
        }
        let text = findings.to_text_in(fordel_formats::SHOWN, self.finding_language());
        output::complain(text.trim_end());
    }
}

/// All of standard input, as UTF-8.
pub(crate) fn standard_input() -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context(Trouble::StandardInput)?;
    Ok(text)
}

/// All of a file, or of standard input where the path is `-`, as UTF-8.
pub(crate) fn read_text(path: &Path) -> anyhow::Result<String> {
    if path.as_os_str() == "-" {
        return standard_input();
    }
    std::fs::read_to_string(path).with_context(|| Trouble::Read(path.to_owned()))
}
