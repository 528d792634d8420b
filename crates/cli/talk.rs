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
    /// A folder without any reply.
    NoReplies {
        /// The folder.
        folder: &'a Path,
        /// Files that were looked at.
        files: &'a [String],
    },
    /// What comes after the replies.
    NextStep {
        /// The collected workbook.
        workbook: &'a Path,
        /// How many questions are open.
        questions: usize,
        /// Whether settings and clusters came along, so that the workbook is a programme once it is right.
        is_programme: bool,
        /// How many files could not be read.
        left_out: usize,
    },
    /// Several files were dragged onto the program.
    DragOne,
    /// Files that cannot be read need not stop the others.
    SkipUnreadable,
    /// A file by its place in the folder, in the place of its name.
    FileByNumber {
        /// The place, from 1.
        number: usize,
        /// Its name: only what kind of file it is follows from it.
        name: &'a str,
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
        /// A deadline that cannot be read as a day.
        unread_deadline: Option<&'a str>,
        /// How many questions there are.
        questions: usize,
        /// Files without a table of people.
        unread: &'a [String],
        /// Files that could not be read, and why.
        left_out: &'a [(String, String)],
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
    /// How the input was read was written to a file.
    LeftNotes(&'a Path),
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
                "{} written: {}, {}, {}",
                path.display(),
                count(*clusters, "cluster", "clusters"),
                count(*initiatives, "initiative", "initiatives"),
                count(*nominees, "nominee", "nominees")
            ),
            Self::NoReplies { folder, files } => {
                let looked = match files.is_empty() {
                    true => "it holds no workbook (.xlsx) and no table (.csv)".to_owned(),
                    false => format!("no table of people in: {}", files.join("; ")),
                };
                format!(
                    "no replies in `{}`: {looked}\n  help: name the folder that holds the replies themselves; a table needs a heading such as `Name`",
                    folder.display()
                )
            }
            Self::NextStep { workbook, questions, is_programme, left_out } => {
                let answer = match questions {
                    0 => String::new(),
                    _ => "answer the questions (sheet Questions), ".to_owned(),
                };
                let add = if *is_programme {
                    ""
                } else {
                    "add the sheets Programme, Clusters and Initiatives (see `fordel template`), "
                };
                if *left_out > 0 {
                    return format!(
                        "Next: mend {} that could not be read, or move what is no reply out of the folder, and drag the folder onto fordel again.",
                        count(*left_out, "file", "files")
                    );
                }
                format!("Next: open {}, {answer}{add}save it and drag it onto fordel.", workbook.display())
            }
            Self::DragOne => {
                "error: several files at once\n  help: drag one workbook or one folder; replies lie together in a folder of their own, which is dragged".to_owned()
            }
            Self::SkipUnreadable => {
                "help: mend the files, or move what is no reply out of the folder; --skip-unreadable collects the others meanwhile".to_owned()
            }
            Self::FileByNumber { number, name } => format!("{} {number}{}", if name.ends_with('/') { "folder" } else { "file" }, ending(name)),
            Self::FileIsThere(path) => {
                format!(
                    "error: `{}` is there already and is left as it is: name another file",
                    path.display()
                )
            }
            Self::Collected { path, people, waiting, none, late, unread_deadline, questions, unread, left_out } => {
                let mut text = format!(
                    "{} written: {}, {}",
                    path.display(),
                    count(*people, "person", "people"),
                    count(*questions, "question", "questions")
                );
                let mut list = |what: &str, names: &[&str]| {
                    if !names.is_empty() {
                        text.push_str(&format!("\n{what}: {}", names.join("; ")));
                    }
                };
                list("Not replied", waiting);
                list("No candidate", none);
                let files: Vec<String> = left_out.iter().map(|(file, why)| format!("{file} ({why})")).collect();
                list("NOT READ, and not counted here", &files.iter().map(String::as_str).collect::<Vec<_>>());
                list("No table of people in", &unread.iter().map(String::as_str).collect::<Vec<_>>());
                if *late > 0 {
                    text.push_str(&format!("\nAfter the deadline: {late}"));
                }
                if let Some(deadline) = unread_deadline {
                    text.push_str(&format!(
                        "\nThe deadline `{deadline}` is no day that can be read, so nobody is marked as late: --deadline 2022-05-31"
                    ));
                }
                text
            }
            Self::HowFar { clusters, initiatives, nominees } => match (initiatives, nominees) {
                (_, 0) => format!(
                    "So far: seats for {}; no nominees yet, so no teams.",
                    count(*clusters, "cluster", "clusters")
                ),
                (0, _) => {
                    format!(
                        "So far: seats for {}; {} and no initiatives, so no teams.",
                        count(*clusters, "cluster", "clusters"),
                        count(*nominees, "nominee", "nominees")
                    )
                }
                _ => format!(
                    "All the way: seats, people and teams ({}, {}, {}).",
                    count(*clusters, "cluster", "clusters"),
                    count(*initiatives, "initiative", "initiatives"),
                    count(*nominees, "nominee", "nominees")
                ),
            },
            Self::Left { page, workbook } => {
                format!("Written: {} and {}", page.display(), workbook.display())
            }
            Self::LeftNotes(path) => format!("How the input was read: {}", path.display()),
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
                "{} written. Fill it in with Excel and drag it onto fordel, or type: fordel plan {}",
                path.display(),
                path.display()
            ),
        }
    }

    fn danish(&self) -> String {
        match self {
            Self::Converted { path, clusters, initiatives, nominees } => format!(
                "{} er skrevet: {}, {}, {}",
                path.display(),
                count(*clusters, "klynge", "klynger"),
                count(*initiatives, "initiativ", "initiativer"),
                count(*nominees, "kandidat", "kandidater")
            ),
            Self::NoReplies { folder, files } => {
                let looked = match files.is_empty() {
                    true => "der er hverken projektmapper (.xlsx) eller tabeller (.csv) i den".to_owned(),
                    false => format!("der er ingen tabel med personer i: {}", files.join("; ")),
                };
                format!(
                    "der er ingen svar i `{}`: {looked}\n  hjælp: vælg den mappe, som selve svarene ligger i; en tabel skal have en overskrift som `Navn`",
                    folder.display()
                )
            }
            Self::NextStep { workbook, questions, is_programme, left_out } => {
                let answer = match questions {
                    0 => String::new(),
                    _ => "svar på spørgsmålene (arket Spørgsmål), ".to_owned(),
                };
                let add = if *is_programme {
                    ""
                } else {
                    "tilføj arkene Program, Klynger og Initiativer (se skabelonen: fordel template), "
                };
                if *left_out > 0 {
                    return format!(
                        "Næste skridt: ret {}, der ikke kunne læses, eller flyt det, der ikke er svar, ud af mappen, og træk mappen ind på fordel igen.",
                        count(*left_out, "fil", "filer")
                    );
                }
                format!(
                    "Næste skridt: åbn {}, {answer}{add}gem den, og træk den ind på fordel.",
                    workbook.display()
                )
            }
            Self::DragOne => {
                "fejl: flere filer på én gang\n  hjælp: træk én projektmappe eller én mappe ind; læg svarene i en mappe for sig selv, og træk den mappe ind".to_owned()
            }
            Self::SkipUnreadable => {
                "hjælp: ret filerne, eller flyt det, der ikke er svar, ud af mappen; --skip-unreadable samler de øvrige imens".to_owned()
            }
            Self::FileByNumber { number, name } => format!("{} {number}{}", if name.ends_with('/') { "mappe" } else { "fil" }, ending(name)),
            Self::FileIsThere(path) => {
                format!(
                    "fejl: `{}` findes allerede og bliver ikke ændret: angiv en anden fil",
                    path.display()
                )
            }
            Self::Collected { path, people, waiting, none, late, unread_deadline, questions, unread, left_out } => {
                let mut text = format!(
                    "{} er skrevet: {}, {questions} spørgsmål",
                    path.display(),
                    count(*people, "person", "personer")
                );
                let mut list = |what: &str, names: &[&str]| {
                    if !names.is_empty() {
                        text.push_str(&format!("\n{what}: {}", names.join("; ")));
                    }
                };
                list("Har ikke svaret", waiting);
                list("Ingen kandidat", none);
                let files: Vec<String> = left_out.iter().map(|(file, why)| format!("{file} ({why})")).collect();
                list("IKKE LÆST og ikke talt med her", &files.iter().map(String::as_str).collect::<Vec<_>>());
                list("Ingen tabel med personer i", &unread.iter().map(String::as_str).collect::<Vec<_>>());
                if *late > 0 {
                    text.push_str(&format!("\nEfter fristen: {late}"));
                }
                if let Some(deadline) = unread_deadline {
                    text.push_str(&format!(
                        "\nFristen `{deadline}` kan ikke læses som en dag, så ingen er mærket som for sene: --deadline 2022-05-31"
                    ));
                }
                text
            }
            Self::HowFar { clusters, initiatives, nominees } => match (initiatives, nominees) {
                (_, 0) => {
                    format!(
                        "Så langt: pladser til {}; ingen kandidater endnu og derfor ingen teams.",
                        count(*clusters, "klynge", "klynger")
                    )
                }
                (0, _) => format!(
                    "Så langt: pladser til {}; {}, men ingen initiativer og derfor ingen teams.",
                    count(*clusters, "klynge", "klynger"),
                    count(*nominees, "kandidat", "kandidater")
                ),
                _ => format!(
                    "Hele vejen: pladser, personer og teams ({}, {}, {}).",
                    count(*clusters, "klynge", "klynger"),
                    count(*initiatives, "initiativ", "initiativer"),
                    count(*nominees, "kandidat", "kandidater")
                ),
            },
            Self::Left { page, workbook } => {
                format!("Skrevet: {} og {}", page.display(), workbook.display())
            }
            Self::LeftNotes(path) => format!("Sådan blev det læst: {}", path.display()),
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
                "{} er skrevet. Udfyld den i Excel, og træk den ind på fordel, eller skriv: fordel plan {} --lang da",
                path.display(),
                path.display()
            ),
        }
    }
}

/// A number with its noun.
fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The ending of a file's name, with its dot, where it is one that programs give.
fn ending(name: &str) -> &str {
    let at = name.rfind('.').unwrap_or(name.len());
    let ending = &name[at..];
    let is_short =
        (2..=5).contains(&ending.len()) && ending[1..].bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_short { ending } else { "" }
}
