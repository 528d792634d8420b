//! Findings in English.

use super::Text;
use crate::clothes::is_of_another_kind;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::place::Spot;

/// The finding in English.
pub(crate) fn words(finding: &Diagnostic) -> Text {
    let subject = finding.subject.as_deref().unwrap_or("");
    let expected = finding.expected.as_deref().unwrap_or("");
    let found = finding.found.as_deref();
    // "`x` is", or "the value is" where the value must not be repeated.
    let what = found.map_or_else(|| "this value".to_owned(), |found| format!("`{found}`"));
    let meant = || finding.nearest.as_ref().map(|nearest| format!("did you mean `{nearest}`?"));
    let one_of = || meant().or_else(|| (!expected.is_empty()).then(|| format!("known: {expected}")));
    // In a table or a sheet, not in a document.
    let is_cell = matches!(finding.place.spot, Spot::Cell { .. });
    let some = |help: &str| Some(help.to_owned());
    let (title, help) = match finding.code {
        Code::Unreadable => (
            format!("{what} cannot be read: {subject}"),
            some("check the path and that the file is not open elsewhere"),
        ),
        Code::MissingTable => (format!("the table `{subject}` is missing"), Some(format!("add {expected}"))),
        Code::NotAProgramme => (
            format!("{what} is no programme"),
            match found.filter(|name| name.ends_with(".csv") || name.ends_with(".tsv")) {
                Some(name) => Some(format!(
                    "is it a reply: put the replies into a folder and drag that onto fordel; is it numbers to split seats by: fordel seats \"{name}\"; a programme is a workbook, a folder with programme.toml and tables, or a JSON document"
                )),
                None => some("name a workbook, a folder with programme.toml and tables, or a JSON document"),
            },
        ),
        Code::NotText => {
            (format!("this is not a text file: {subject}"), some("save the table as CSV (UTF-8)"))
        }
        Code::UnclosedQuote => (
            "a quotation mark opens here and is never closed".to_owned(),
            some("close it, or double it if it belongs to the text"),
        ),
        Code::BadToml => {
            (format!("not valid TOML: {subject}"), some("text in quotes, lists in [ ], one setting a line"))
        }
        Code::BadJson => (format!("not valid JSON: {subject}"), None),
        Code::WrongShape => (format!("`{subject}` is {}, not {expected}", found.unwrap_or("wrong")), None),
        Code::WrongFormat => (
            match found {
                Some("missing") => format!("the format is not said: `{expected}` is expected"),
                _ => format!("the format is {what}, not `{expected}`"),
            },
            match found.filter(|format| is_of_another_kind(format, expected)) {
                Some(_) => some("this is another kind of document of fordel: name the right file"),
                None => Some(format!("write \"format\": \"{expected}\"")),
            },
        ),
        Code::TwoTables => (format!("the table `{subject}` is here twice"), some("keep one of them")),
        Code::MisnamedTable => (format!("there is no table {what}"), meant()),
        Code::TableNotRead => (format!("{what} is not read"), Some(format!("known: {expected}"))),
        Code::TooLarge => (format!("{subject} is too large: more than {expected}"), None),
        Code::DuplicateKey => (format!("the key {what} stands twice"), some("keep one of them")),
        Code::NotAWorkbook => (
            format!("the file is no workbook that can be read: {subject}"),
            some("open it in Excel and save it as an Excel workbook (.xlsx) without a password"),
        ),
        Code::AmbiguousSheet => (
            format!("the workbook has several sheets that could be meant: {expected}"),
            some("name one with --sheet"),
        ),
        Code::UnknownSheet => (format!("there is no sheet {what}"), one_of()),
        Code::HiddenSheet => {
            ("the sheet is hidden, and is read".to_owned(), some("delete it if it is not meant"))
        }

        Code::MissingColumn => {
            let help = finding.nearest.as_ref().map(|nearest| match found {
                // The call named it, so it is the call that is mended.
                Some(option) => format!("is it the column `{nearest}`? Then say `{option} {nearest}`"),
                None => format!("is it the column `{nearest}`? Then name it `{subject}`"),
            });
            (
                format!("the column `{subject}` is missing"),
                help.or_else(|| Some(format!("add it; headings found: {expected}"))),
            )
        }
        Code::DuplicateColumn => (format!("the column `{subject}` is here twice"), some("keep one of them")),
        Code::RaggedRow => (
            match found {
                Some("1") => format!("the row has 1 cell, not {expected}"),
                _ => format!("the row has {} cells, not {expected}", found.unwrap_or("other")),
            },
            some(
                "a separator is missing or too many, or a text with a separator in it lacks quotation marks",
            ),
        ),
        Code::NoHeading => (
            "there are values below an empty heading".to_owned(),
            some("give the column a heading, or empty it"),
        ),
        Code::EmptyTable => (
            format!("the table `{subject}` has no rows"),
            is_cell.then(|| "fill in at least one row below the headings".to_owned()),
        ),
        Code::UnknownColumns => {
            (format!("columns that mean nothing to us are kept as they are: {}", found.unwrap_or("")), None)
        }
        Code::MisnamedColumn => (format!("the column {what} is not read"), meant()),
        Code::ColumnsNotRead => (format!("columns that are not read: {}", found.unwrap_or("")), None),
        Code::TitleRow => ("rows above the headings were passed over".to_owned(), None),
        Code::TotalRow => (format!("the row {what} was passed over as a sum"), None),
        Code::SumDiffers => (
            format!("the sum of `{subject}` is given as {what}, and the rows add up to {expected}"),
            some("see whether a row is missing or a figure is wrong; the rows are what counts"),
        ),
        Code::HiddenRows => {
            (format!("rows that are hidden are read like the others ({})", found.unwrap_or("")), None)
        }
        Code::FormulaValues => (
            format!("cells with a formula, whose last computed value is read ({})", found.unwrap_or("some")),
            None,
        ),
        Code::MergedCells => {
            (format!("cells under a merged cell that got its value ({})", found.unwrap_or("some")), None)
        }
        Code::NoKnownHeading => (
            format!("no row of headings of the table `{subject}` is found"),
            Some(format!("write the headings in the first row; needed: {expected}")),
        ),
        Code::ReadAs => {
            (format!("read as {} with {subject} between the cells", found.unwrap_or("text")), None)
        }
        Code::NumberStyle => (format!("numbers in `{subject}`: {what} is read as {expected}"), None),
        Code::ExampleRow => ("a row of example was passed over".to_owned(), None),

        Code::EmptyCell => (format!("`{subject}` is empty"), some("fill it in")),
        Code::NotANumber => (
            format!("{what} is not a number"),
            Some(format!(
                "write {}",
                if expected.is_empty() { "digits, such as 1234 or 0,5" } else { expected }
            )),
        ),
        Code::AmbiguousNumber => {
            let all = if is_cell {
                "; or say it for all numbers with --decimal comma or --decimal dot"
            } else {
                ""
            };
            (format!("{what} can be read in two ways"), Some(format!("write {expected}{all}")))
        }
        Code::NotAnInteger => (format!("{what} is not a whole number"), None),
        Code::OutOfRange => (format!("{what} is out of range: {expected} is expected"), None),
        Code::UnknownValue => (
            if subject.is_empty() {
                format!("{what} is not known")
            } else {
                format!("{what} is no {subject}")
            },
            match (meant(), expected.is_empty()) {
                (Some(meant), false) => Some(format!("{meant} Known: {expected}")),
                (Some(meant), true) => Some(meant),
                (None, false) => Some(format!("known: {expected}")),
                (None, true) => None,
            },
        ),
        Code::PersonalNumber => (
            "this looks like a CPR number, and those are refused".to_owned(),
            some("delete it; where it is no CPR number, allow ten digits (--allow-ten-digits)"),
        ),
        Code::ControlCharacter => (
            format!("the text holds the character {subject}, which does not belong there"),
            some("type the text anew"),
        ),
        Code::InvisibleCharacter => ("invisible characters were left out".to_owned(), None),
        Code::NotYesOrNo => (format!("{what} is neither yes nor no"), some("write true or false")),
        Code::ErrorCell => (
            format!("the spreadsheet shows an error here: {what}"),
            some("mend the formula, or write the value itself"),
        ),
        Code::FormulaWithoutValue => (
            "no program has computed this formula yet".to_owned(),
            some("open the workbook in Excel and save it, or write the value itself"),
        ),
        Code::LongNumber => (
            "a spreadsheet keeps 15 digits of a number, and this has more".to_owned(),
            some("write it as text, with an apostrophe before it"),
        ),
        Code::LostZeros => (
            format!("the zeros before this number in `{subject}` seem to be lost"),
            Some(format!("write it as text: {expected}")),
        ),

        Code::DuplicateId => (
            format!("{what} stands twice in `{subject}`"),
            some("give each row its own; case and blanks do not count"),
        ),
        Code::UnknownCluster => (format!("there is no cluster {what}"), one_of()),
        Code::UnknownInitiative => (format!("there is no initiative {what}"), one_of()),
        Code::UnknownNominee => (
            "there is no nominee with this id or name".to_owned(),
            meant().or_else(|| some("write the nominee's id")),
        ),
        Code::AmbiguousName => (
            format!(
                "several rows have {}",
                found.map_or_else(|| "this name".to_owned(), |found| format!("the name `{found}`"))
            ),
            some("write the id"),
        ),
        Code::ManagerCycle => (
            "this person is, step by step, their own manager".to_owned(),
            some("correct one of the managers in the circle"),
        ),
        Code::MinAboveMax => {
            (format!("`{subject}` is {}, above the maximum {expected}", found.unwrap_or("too large")), None)
        }
        Code::FixedOutside => {
            (format!("{} fixed seats contradict {expected}", found.unwrap_or("these")), None)
        }
        Code::ReservedAboveSeats => {
            (format!("{} seats are reserved, but there are {expected}", found.unwrap_or("more")), None)
        }
        Code::NoWeight => (format!("all weights in `{subject}` are zero"), None),
        Code::ContradictingPins => {
            ("these pins contradict each other".to_owned(), some("delete one of them"))
        }
        Code::SelfRelation => ("both sides are the same person".to_owned(), None),
        Code::ContradictingRelations if finding.subject.is_some() => (
            "this pair must be together, but has been in a team before, which `avoid_met` rules out"
                .to_owned(),
            some("delete one of the two rows, or take the rule `avoid_met` away"),
        ),
        Code::ContradictingRelations => {
            ("this pair is both together and apart".to_owned(), some("delete one of the two rows"))
        }
        Code::UnknownAttribute => (format!("the nominees have no column {what}"), one_of()),
        Code::UnknownScope => (format!("there is no {subject} {what}"), one_of()),
        Code::MissingGroup => (
            format!("the level `{subject}` needs a value here"),
            some("fill it in, or take the level out of `levels`"),
        ),
        Code::KeyNotNamed => (
            "the key is not named".to_owned(),
            Some(format!("write key = \"...\" in the programme; columns of the clusters: {expected}")),
        ),
        Code::UnknownKey => (format!("the clusters have no column {what}"), one_of()),
        Code::NotAFigure => (
            format!("`{subject}` must be a whole number here"),
            some("fill it in with a number up to 1 000 000 000, or take the column out of the score"),
        ),
        Code::ScoreTooLarge => (
            format!("a team's score could pass {expected}"),
            some("lower the weights or points, or use smaller figures"),
        ),
        Code::UnknownPool => (format!("no seats are reserved under the name {what}"), one_of()),
        Code::ForeignInitiative => {
            (format!("{what} belongs to another cluster, so it does not count here"), None)
        }
        Code::Repeated => (format!("{what} is said twice; the first counts"), None),
        Code::AmbiguousOrganisation => {
            (format!("{what} names two organisations"), some("give each organisation its own names"))
        }
        Code::UnusedValue => (format!("no nominee has {what} in `{subject}`"), meant()),
        Code::SameName => (
            "another nominee of this organisation has the same name".to_owned(),
            some("delete one row if it is the same person; else give both an id"),
        ),
        Code::ContradictingRules => (
            format!("all people of a team must have the same `{subject}` and different ones too"),
            some("keep one of the two rules, `same` or `different`"),
        ),
        Code::ContradictingChanges => (
            "this change says the opposite of another in the same scenario".to_owned(),
            some("take one of them out, or make two scenarios"),
        ),
        Code::DifferentGroups => (
            format!("cluster {what} lies in another group, so these clusters cannot become one"),
            some("split the seats without levels (`levels = []`), or merge clusters of one group"),
        ),
        Code::NotSeveral => (format!("{what} needs two or more that differ"), None),
        Code::SweepSize => (
            format!("the sweep has {} scenarios", found.unwrap_or("no")),
            Some(format!("between 1 and {expected}: fewer values an axis, or fewer draws")),
        ),
        Code::UnknownSetting => (format!("there is no setting {what}"), one_of()),
        Code::UnknownRule => (format!("there is no rule {what}"), one_of()),
        Code::UnknownCriterion => (format!("there is no criterion {what}"), one_of()),
        Code::UnknownMethod => (format!("there is no method {what}"), one_of()),
        Code::MissingSetting => match super::cell_to_fill_in(finding) {
            Some(example) => {
                let like = if example.is_empty() { String::new() } else { format!(", e.g. with {example}") };
                (format!("`{subject}` is missing"), Some(format!("fill in the cell{like}")))
            }
            None => (format!("the setting `{subject}` is missing"), Some(format!("write {expected}"))),
        },
        Code::WrongKind => (format!("`{subject}` is {}, not {expected}", found.unwrap_or("wrong")), None),
        Code::LevelMethods => (
            format!("{} methods for {expected}", found.unwrap_or("other")),
            some("one method for each level, then one for the clusters"),
        ),
        Code::TooManySectors => {
            (format!("{} sectors; at most {expected} can be told apart", found.unwrap_or("too many")), None)
        }
    };
    Text { title, help }
}
