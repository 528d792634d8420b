//! What the commands about files say to people, in Danish and English.

use fordel_model::Met;
use fordel_report::Language;
use std::path::Path;

/// One thing to say.
#[derive(Debug)]
pub(crate) enum Talk<'a> {
    /// A programme was written in other clothes.
    Converted {
        /// Where.
        path: &'a Path,
        /// How many clusters.
        clusters: usize,
        /// How many initiatives.
        initiatives: usize,
        /// How many nominees.
        nominees: usize,
    },
    /// A file that would be written over.
    FileIsThere(&'a Path),
    /// The template was written.
    TemplateWritten(&'a Path),
    /// Replies were collected.
    Collected {
        /// Where.
        path: &'a Path,
        /// How many people.
        people: usize,
        /// Organisations without a reply.
        waiting: Vec<&'a str>,
        /// Organisations without a candidate.
        none: Vec<&'a str>,
        /// How many people came after the deadline.
        late: usize,
        /// How many questions there are.
        questions: usize,
        /// Files without a table of people.
        unread: &'a [String],
    },
    /// What a file holds, and so how far its programme can be run.
    HowFar {
        /// How many clusters.
        clusters: usize,
        /// How many initiatives.
        initiatives: usize,
        /// How many nominees.
        nominees: usize,
    },
    /// A page and a workbook were left beside the input.
    Left {
        /// The page.
        page: &'a Path,
        /// The workbook.
        workbook: &'a Path,
    },
    /// What is wrong was written to a file.
    LeftProblems(&'a Path),
    /// There is no plan, and why.
    NoPlan(&'a str),
    /// What an earlier plan says about who has met.
    Met {
        /// The earlier plan.
        path: &'a Path,
        /// What it says.
        met: Met,
    },
    /// Our own check refused the plan.
    OwnCheckFailed(&'a str),
}

impl Talk<'_> {
    /// In words.
    pub(crate) fn text(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Danish => self.danish(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Converted { path, clusters, initiatives, nominees } => format!(
                "{} written: {clusters} clusters, {initiatives} initiatives, {nominees} nominees",
                path.display()
            ),
            Self::FileIsThere(path) => {
                format!(
                    "error: `{}` is there already and is left as it is: name another file",
                    path.display()
                )
            }
            Self::Collected { path, people, waiting, none, late, questions, unread } => {
                let mut text = format!("{} written: {people} people, {questions} questions", path.display());
                let mut list = |what: &str, names: &[&str]| {
                    if !names.is_empty() {
                        text.push_str(&format!("\n{what}: {}", names.join("; ")));
                    }
                };
                list("Not replied", waiting);
                list("No candidate", none);
                list("No table of people in", &unread.iter().map(String::as_str).collect::<Vec<_>>());
                if *late > 0 {
                    text.push_str(&format!("\nAfter the deadline: {late}"));
                }
                text
            }
            Self::HowFar { clusters, initiatives, nominees } => match (initiatives, nominees) {
                (_, 0) => format!("So far: seats for {clusters} clusters; no nominees yet, so no teams."),
                (0, _) => {
                    format!(
                        "So far: seats for {clusters} clusters; {nominees} nominees and no initiatives, so no teams."
                    )
                }
                _ => format!(
                    "All the way: seats, people and teams ({clusters} clusters, {initiatives} initiatives, {nominees} nominees)."
                ),
            },
            Self::Left { page, workbook } => {
                format!("Written: {} and {}", page.display(), workbook.display())
            }
            Self::LeftProblems(path) => format!("What is wrong stands in {}", path.display()),
            Self::Met { path, met } => format!(
                "{}: {} of the {} people in its teams are nominated here; {} pairs are not put together again",
                path.display(),
                met.known,
                met.people,
                met.pairs
            ),
            Self::NoPlan(why) => format!("there is no plan: {why}"),
            Self::OwnCheckFailed(why) => {
                format!("the plan does not pass its own check; nothing is written:\n{why}")
            }
            Self::TemplateWritten(path) => format!(
                "{} written. Fill it in with Excel, then: fordel plan {}",
                path.display(),
                path.display()
            ),
        }
    }

    fn danish(&self) -> String {
        match self {
            Self::Converted { path, clusters, initiatives, nominees } => format!(
                "{} er skrevet: {clusters} klynger, {initiatives} initiativer, {nominees} kandidater",
                path.display()
            ),
            Self::FileIsThere(path) => {
                format!(
                    "fejl: `{}` findes allerede og bliver ikke ændret: angiv en anden fil",
                    path.display()
                )
            }
            Self::Collected { path, people, waiting, none, late, questions, unread } => {
                let mut text =
                    format!("{} er skrevet: {people} personer, {questions} spørgsmål", path.display());
                let mut list = |what: &str, names: &[&str]| {
                    if !names.is_empty() {
                        text.push_str(&format!("\n{what}: {}", names.join("; ")));
                    }
                };
                list("Har ikke svaret", waiting);
                list("Ingen kandidat", none);
                list("Ingen tabel med personer i", &unread.iter().map(String::as_str).collect::<Vec<_>>());
                if *late > 0 {
                    text.push_str(&format!("\nEfter fristen: {late}"));
                }
                text
            }
            Self::HowFar { clusters, initiatives, nominees } => match (initiatives, nominees) {
                (_, 0) => {
                    format!(
                        "Så langt: pladser til {clusters} klynger; ingen kandidater endnu og derfor ingen teams."
                    )
                }
                (0, _) => format!(
                    "Så langt: pladser til {clusters} klynger; {nominees} kandidater, men ingen initiativer og derfor ingen teams."
                ),
                _ => format!(
                    "Hele vejen: pladser, personer og teams ({clusters} klynger, {initiatives} initiativer, {nominees} kandidater)."
                ),
            },
            Self::Left { page, workbook } => {
                format!("Skrevet: {} og {}", page.display(), workbook.display())
            }
            Self::LeftProblems(path) => format!("Det, der skal rettes, står i {}", path.display()),
            Self::Met { path, met } => format!(
                "{}: {} af de {} personer i dens teams er indmeldt her; {} par kommer ikke i team sammen igen",
                path.display(),
                met.known,
                met.people,
                met.pairs
            ),
            Self::NoPlan(why) => format!("der kan ikke laves en plan: {why}"),
            Self::OwnCheckFailed(why) => {
                format!("planen bestod ikke programmets egen kontrol; intet er skrevet:\n{why}")
            }
            Self::TemplateWritten(path) => format!(
                "{} er skrevet. Udfyld den i Excel, og skriv derefter: fordel plan {} --lang da",
                path.display(),
                path.display()
            ),
        }
    }
}
