//! What goes wrong with a call or a file, in both languages: one catalogue, so that a text that is missing does not
//! compile. What is wrong *in* an input are findings (`fordel-formats`); why there is no plan is `fordel-report`'s.

use fordel_report::Language;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// One thing that went wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Trouble {
    /// A file cannot be read.
    Read(PathBuf),
    /// The only argument is a file that is not there.
    NoSuchFile(PathBuf),
    /// A folder cannot be listed.
    ReadFolder(PathBuf),
    /// A file, or a folder of files, cannot be written.
    Write(PathBuf),
    /// Nothing can be written in a folder.
    WriteIn(PathBuf),
    /// A file or folder cannot be removed.
    TakeAway(PathBuf),
    /// Standard input cannot be read as text.
    StandardInput,
    /// Standard output cannot be written.
    StandardOutput,
    /// Lines that are merged cannot be written.
    MergedLines,
    /// The place to write to is a folder or a device.
    NotAFile(PathBuf),
    /// The place to write to is what was read.
    PartOfProgramme(PathBuf),
    /// One file for two results.
    TwoResults(PathBuf),
    /// A folder with something in it.
    FolderThere(PathBuf),
    /// A document that is no UTF-8; its name.
    NotUtf8(String),
    /// A file with an ending that is not written.
    Ending(String),
    /// The plan does not name who or what was asked about.
    NotInPlan,
    /// `--against` beside a two-way split or years.
    Against,
    /// A seats result of another kind of problem: its name, and the problem.
    OtherKind(String, PathBuf),
    /// No table is named.
    NameATable,
    /// Nothing says how many seats.
    HowManySeats,
    /// `--history` without a table, beside a table.
    HistoryTable,
    /// `--history` of a programme without earlier years.
    NoHistory,
    /// Seats of rows or columns are missing: the option and the names.
    MarginMissing(&'static str, Vec<String>),
    /// Not a whole number of seats.
    MarginNumber(&'static str, String),
    /// Numbers for another number of names.
    MarginCount(&'static str, usize, Vec<String>),
    /// Not `NAME=SEATS`.
    MarginShape(&'static str, String),
    /// A name that there is not; those there are.
    MarginUnknown(&'static str, String, Vec<String>),
    /// A name twice.
    MarginTwice(&'static str, String),
    /// A name without seats.
    MarginOpen(&'static str, String),
    /// An option that names a column, beside a programme.
    OptionOfTable(&'static str),
    /// A document that is no seats result.
    NotSeats(String),
    /// No scenario.
    NoScenario,
    /// `--curve` of other than one list of typed changes.
    CurveOfTyped,
    /// Changes that do not fit the programme.
    ChangesMisfit(String),
    /// A file that is not the whole of this shard.
    ShardThere(PathBuf),
    /// A file of another sweep.
    OtherSweep(PathBuf),
    /// A plan that is of another programme, or wrong.
    NotOfThisProgramme,
    /// Our own check refused a plan; of a scenario, its name.
    OwnCheck(Option<String>),
    /// A value: a number of at least 0.
    AtLeastZero,
    /// A value: seconds.
    Seconds,
    /// A value: two totals.
    TwoTotals,
    /// A value: a percentage.
    Percentage,
    /// A value: a day, with an example.
    Day(&'static str),
    /// A value: one of these; `None` where all are listed.
    OneOf(Option<String>, String),
    /// A value: I/N.
    ShardShape,
    /// A shard outside 1 to N.
    ShardFromOne(u64, u64),
    /// A variable that is no whole number.
    VariableNumber(String, String),
    /// A variable that tells which shard, not of how many.
    HowManyShards(&'static str),
    /// Nothing tells which shard.
    WhichShard,
}

impl Trouble {
    /// In words, without a full stop.
    pub(crate) fn text(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Danish => self.danish(),
        }
    }

    fn english(&self) -> String {
        let shown = |path: &Path| path.display().to_string();
        match self {
            Self::Read(path) => format!("cannot read `{}`", shown(path)),
            Self::NoSuchFile(path) => format!(
                "there is no file `{}`: is its name right, and does it lie in this folder?",
                shown(path)
            ),
            Self::ReadFolder(path) => format!("cannot read the folder `{}`", shown(path)),
            Self::Write(path) => format!("cannot write `{}`", shown(path)),
            Self::WriteIn(path) => format!("cannot write in the folder `{}`", shown(path)),
            Self::TakeAway(path) => format!("cannot take away `{}`", shown(path)),
            Self::StandardInput => "cannot read standard input as UTF-8 text".to_owned(),
            Self::StandardOutput => "cannot write to standard output".to_owned(),
            Self::MergedLines => "cannot write the merged lines".to_owned(),
            Self::NotAFile(path) => format!("cannot write `{}`: it is not a plain file", shown(path)),
            Self::PartOfProgramme(path) => {
                format!("`{}` is part of the programme: name another file to write to", shown(path))
            }
            Self::TwoResults(path) => {
                format!("`{}` is named for two results: name another file for one of them", shown(path))
            }
            Self::FolderThere(path) => {
                format!("`{}` is there already and not empty: name another folder", shown(path))
            }
            Self::NotUtf8(name) => format!("`{name}` is no UTF-8 text"),
            Self::Ending(ending) => {
                format!("`.{ending}` is not written: name a file .xlsx or .json, or a folder")
            }
            Self::NotInPlan => "the plan does not name it".to_owned(),
            Self::Against => "--against compares two columns of one table".to_owned(),
            Self::OtherKind(name, path) => {
                format!("`{name}` is no answer to the kind of problem in `{}`", shown(path))
            }
            Self::NameATable => "name a table, or `-` for standard input".to_owned(),
            Self::HowManySeats => "how many seats? Say --seats NUMBER".to_owned(),
            Self::HistoryTable => "--history: name the table of earlier years".to_owned(),
            Self::NoHistory => {
                "--history: the programme has no earlier years (a table `history` with cluster, year, seats and weight)"
                    .to_owned()
            }
            Self::MarginMissing(option, names) => {
                format!("how many seats has each of {}? Say {option} in that order", names.join(", "))
            }
            Self::MarginNumber(option, text) => format!("{option}: `{text}` is not a whole number of seats"),
            Self::MarginCount(option, numbers, names) => {
                format!("{option}: {numbers} numbers for {} names ({})", names.len(), names.join(", "))
            }
            Self::MarginShape(option, part) => format!("{option}: write `{part}` as NAME=SEATS"),
            Self::MarginUnknown(option, name, names) => {
                format!("{option}: there is no `{name}`; known: {}", names.join(", "))
            }
            Self::MarginTwice(option, name) => format!("{option}: `{name}` stands there twice"),
            Self::MarginOpen(option, name) => format!("{option}: how many seats has `{name}`?"),
            Self::OptionOfTable(option) => format!(
                "{option} names a column of a table; a programme says its own (give its table of clusters instead)"
            ),
            Self::NotSeats(label) => {
                format!("`{label}` is no seats result (`fordel/seats/1`) with units and seats")
            }
            Self::NoScenario => {
                "no scenario: name a file of scenarios, or a change such as --withdraw N17".to_owned()
            }
            Self::CurveOfTyped => {
                "`--curve` is of changes that are typed: name one, such as --withdraw N17".to_owned()
            }
            Self::ChangesMisfit(why) => format!("the changes do not fit: {why}"),
            Self::ShardThere(path) => format!(
                "`{}` is there and is not the whole of this shard: take it away or name another file",
                shown(path)
            ),
            Self::OtherSweep(path) => format!(
                "`{}` holds scenarios of another sweep, shard or programme: take it away or name another file",
                shown(path)
            ),
            Self::NotOfThisProgramme => "the plan is not one of this programme:".to_owned(),
            Self::OwnCheck(None) => "the plan does not pass its own check; nothing is written".to_owned(),
            Self::OwnCheck(Some(name)) => {
                format!("the plan of `{name}` does not pass its own check; nothing is written")
            }
            Self::AtLeastZero => "expected a number of at least 0, such as 0.01".to_owned(),
            Self::Seconds => "expected a number of seconds above 0".to_owned(),
            Self::TwoTotals => "expected two totals, such as 150..200".to_owned(),
            Self::Percentage => {
                "expected a percentage from 0 to 100 with at most three decimals, such as 0.5".to_owned()
            }
            Self::Day(example) => format!("expected a day such as {example}"),
            Self::OneOf(Some(near), known) => format!("did you mean `{near}`? ({known})"),
            Self::OneOf(None, known) => format!("one of {known}"),
            Self::ShardShape => "expected I/N, such as 2/4".to_owned(),
            Self::ShardFromOne(index, of) => {
                format!("shards are counted from 1: expected 1/{of} to {of}/{of}, found {index}/{of}")
            }
            Self::VariableNumber(name, text) => format!("{name} is no whole number: `{text}`"),
            Self::HowManyShards(name) => {
                format!("{name} tells which shard this is, not of how many: add --shards N")
            }
            Self::WhichShard => "nothing tells which shard this is: use --shard I/N, or set SLURM_ARRAY_TASK_ID or \
                                 JOB_COMPLETION_INDEX"
                .to_owned(),
        }
    }

    fn danish(&self) -> String {
        let shown = |path: &Path| path.display().to_string();
        match self {
            Self::Read(path) => format!("`{}` kan ikke læses", shown(path)),
            Self::NoSuchFile(path) => format!(
                "der er ingen fil `{}`: er navnet skrevet rigtigt, og ligger den i denne mappe?",
                shown(path)
            ),
            Self::ReadFolder(path) => format!("mappen `{}` kan ikke læses", shown(path)),
            Self::Write(path) => format!("`{}` kan ikke skrives", shown(path)),
            Self::WriteIn(path) => format!("der kan ikke skrives i mappen `{}`", shown(path)),
            Self::TakeAway(path) => format!("`{}` kan ikke fjernes", shown(path)),
            Self::StandardInput => "standardinput kan ikke læses som tekst i UTF-8".to_owned(),
            Self::StandardOutput => "der kan ikke skrives til standardoutput".to_owned(),
            Self::MergedLines => "de samlede linjer kan ikke skrives".to_owned(),
            Self::NotAFile(path) => format!("`{}` kan ikke skrives: det er ikke en almindelig fil", shown(path)),
            Self::PartOfProgramme(path) => {
                format!("`{}` er en del af programmet: angiv en anden fil at skrive til", shown(path))
            }
            Self::TwoResults(path) => {
                format!("`{}` er angivet til to resultater: angiv en anden fil til det ene", shown(path))
            }
            Self::FolderThere(path) => {
                format!("mappen `{}` findes allerede og er ikke tom: angiv en anden mappe", shown(path))
            }
            Self::NotUtf8(name) => format!("`{name}` er ikke tekst i UTF-8"),
            Self::Ending(ending) => {
                format!("`.{ending}` kan ikke skrives: angiv en fil .xlsx eller .json, eller en mappe")
            }
            Self::NotInPlan => "det står ikke i planen".to_owned(),
            Self::Against => "--against sammenligner to kolonner i én tabel".to_owned(),
            Self::OtherKind(name, path) => {
                format!("`{name}` er ikke et svar på den slags opgave, der står i `{}`", shown(path))
            }
            Self::NameATable => "angiv en tabel, eller `-` for standardinput".to_owned(),
            Self::HowManySeats => "hvor mange pladser? Angiv --seats ANTAL".to_owned(),
            Self::HistoryTable => "--history: angiv tabellen med tidligere år".to_owned(),
            Self::NoHistory => {
                "--history: programmet har ingen tidligere år (en tabel `history` med cluster, year, seats og weight)"
                    .to_owned()
            }
            Self::MarginMissing(option, names) => {
                format!("hvor mange pladser har hver af {}? Angiv {option} i den rækkefølge", names.join(", "))
            }
            Self::MarginNumber(option, text) => format!("{option}: `{text}` er ikke et helt antal pladser"),
            Self::MarginCount(option, numbers, names) => {
                format!("{option}: {numbers} tal til {} navne ({})", names.len(), names.join(", "))
            }
            Self::MarginShape(option, part) => format!("{option}: skriv `{part}` som NAVN=PLADSER"),
            Self::MarginUnknown(option, name, names) => {
                format!("{option}: `{name}` findes ikke; kendte: {}", names.join(", "))
            }
            Self::MarginTwice(option, name) => format!("{option}: `{name}` står der to gange"),
            Self::MarginOpen(option, name) => format!("{option}: hvor mange pladser har `{name}`?"),
            Self::OptionOfTable(option) => format!(
                "{option} angiver en kolonne i en tabel; et program har sine egne (angiv i stedet dets tabel over \
                 sundhedsklynger)"
            ),
            Self::NotSeats(label) => {
                format!("`{label}` er ikke en fordeling (`fordel/seats/1`) med rækker og pladser")
            }
            Self::NoScenario => {
                "der er intet scenarie: angiv en fil med scenarier eller en ændring som --withdraw N17".to_owned()
            }
            Self::CurveOfTyped => {
                "`--curve` gælder ændringer, der er skrevet her: angiv en, f.eks. --withdraw N17".to_owned()
            }
            Self::ChangesMisfit(why) => format!("ændringerne passer ikke til programmet: {why}"),
            Self::ShardThere(path) => format!(
                "`{}` findes og er ikke hele denne del: fjern den, eller angiv en anden fil",
                shown(path)
            ),
            Self::OtherSweep(path) => format!(
                "`{}` har scenarier fra en anden gennemregning, en anden del eller et andet program: fjern den, eller \
                 angiv en anden fil",
                shown(path)
            ),
            Self::NotOfThisProgramme => "planen hører ikke til dette program:".to_owned(),
            Self::OwnCheck(None) => "planen bestod ikke programmets egen kontrol; intet er skrevet".to_owned(),
            Self::OwnCheck(Some(name)) => {
                format!("planen for `{name}` bestod ikke programmets egen kontrol; intet er skrevet")
            }
            Self::AtLeastZero => "forventet et tal på mindst 0, f.eks. 0.01".to_owned(),
            Self::Seconds => "forventet et antal sekunder over 0".to_owned(),
            Self::TwoTotals => "forventet to antal pladser, f.eks. 150..200".to_owned(),
            Self::Percentage => {
                "forventet en procent fra 0 til 100 med højst tre decimaler, f.eks. 0,5".to_owned()
            }
            Self::Day(example) => format!("forventet en dag som {example}"),
            Self::OneOf(Some(near), known) => format!("mente du `{near}`? ({known})"),
            Self::OneOf(None, known) => format!("mulige: {known}"),
            Self::ShardShape => "forventet I/N, f.eks. 2/4".to_owned(),
            Self::ShardFromOne(index, of) => {
                format!("dele tælles fra 1: forventet 1/{of} til {of}/{of}, fundet {index}/{of}")
            }
            Self::VariableNumber(name, text) => format!("{name} er ikke et helt tal: `{text}`"),
            Self::HowManyShards(name) => {
                format!("{name} siger, hvilken del det er, men ikke ud af hvor mange: tilføj --shards ANTAL")
            }
            Self::WhichShard => "intet siger, hvilken del det er: brug --shard I/N, eller sæt SLURM_ARRAY_TASK_ID eller \
                                 JOB_COMPLETION_INDEX"
                .to_owned(),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for Trouble {}

/// An error with its cause, in the language of the run.
pub(crate) fn in_words(error: &anyhow::Error, language: Language) -> String {
    let Some(trouble) = error.downcast_ref::<Trouble>() else { return format!("{error:#}") };
    let cause = error.root_cause();
    let mut text = trouble.text(language);
    if !cause.is::<Trouble>() && error.chain().count() > 1 {
        text.push_str(": ");
        text.push_str(&why(cause, language));
    }
    text
}

/// What the system says, with the way on that people most often need.
fn why(cause: &(dyn std::error::Error + 'static), language: Language) -> String {
    let kind = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    let known = match kind {
        Some(ErrorKind::NotFound) => ["there is no such file or folder", "filen eller mappen findes ikke"],
        Some(ErrorKind::PermissionDenied | ErrorKind::ResourceBusy) => [
            "permission denied; is it open in Excel? Close it and try again",
            "der er ikke adgang; er den åben i Excel? Luk den, og prøv igen",
        ],
        Some(ErrorKind::IsADirectory) => ["it is a folder", "det er en mappe"],
        Some(ErrorKind::NotADirectory) => ["it is not a folder", "det er ikke en mappe"],
        Some(ErrorKind::StorageFull) => ["the disk is full", "disken er fuld"],
        Some(ErrorKind::ReadOnlyFilesystem) => ["the disk is read-only", "der kan ikke skrives på disken"],
        Some(ErrorKind::InvalidData) => ["it is no UTF-8 text", "det er ikke tekst i UTF-8"],
        _ => return cause.to_string(),
    };
    known[usize::from(language == Language::Danish)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;

    #[test]
    fn the_cause_is_said_in_the_language_of_the_run() {
        let read = std::fs::read("/there/is/no/such/file");
        let error = read.context(Trouble::Read(PathBuf::from("x"))).expect_err("no such file");
        assert_eq!(in_words(&error, Language::Danish), "`x` kan ikke læses: filen eller mappen findes ikke");
        assert_eq!(in_words(&error, Language::English), "cannot read `x`: there is no such file or folder");
        let alone = anyhow::Error::new(Trouble::HowManySeats);
        assert_eq!(in_words(&alone, Language::Danish), "hvor mange pladser? Angiv --seats ANTAL");
        let typed = "hvor".parse::<u64>().context(Trouble::MarginNumber("--row-seats", "hvor".to_owned()));
        let text = in_words(&typed.expect_err("no number"), Language::Danish);
        assert!(text.starts_with("--row-seats: `hvor` er ikke et helt antal pladser"), "{text}");
    }
}
