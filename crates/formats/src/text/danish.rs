//! Findings in Danish.

use super::{Language, Text, parser};
use crate::clothes::is_of_another_kind;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::labels;
use crate::place::Spot;
use crate::schema::TABLES;

/// The finding in Danish.
pub(crate) fn words(finding: &Diagnostic) -> Text {
    let subject = subject(finding);
    let expected = expected(finding);
    let found = finding.found.as_deref();
    let what = found.map_or_else(|| "værdien".to_owned(), |found| format!("`{found}`"));
    let meant = || finding.nearest.as_ref().map(|nearest| format!("mente du `{nearest}`?"));
    let one_of = || meant().or_else(|| (!expected.is_empty()).then(|| format!("kendte: {expected}")));
    // In a table or a sheet, not in a document.
    let is_cell = matches!(finding.place.spot, Spot::Cell { .. });
    let some = |help: &str| Some(help.to_owned());
    let (title, help) = match finding.code {
        Code::Unreadable => (
            format!("{what} kan ikke læses: {subject}"),
            some("se efter, om stien er rigtig, og om filen er åben et andet sted"),
        ),
        Code::MissingTable => (format!("tabellen `{subject}` mangler"), Some(format!("tilføj {expected}"))),
        Code::NotAProgramme => (
            format!("{what} er ikke et program"),
            match found.filter(|name| name.ends_with(".csv") || name.ends_with(".tsv")) {
                Some(name) => Some(format!(
                    "er det et svar, så læg svarene i én mappe, og træk mappen ind på fordel; er det tal at fordele pladser efter: fordel seats \"{name}\"; et program er en projektmappe, en mappe med programme.toml og tabeller eller et JSON-dokument"
                )),
                None => some(
                    "angiv en projektmappe, en mappe med programme.toml og tabeller eller et JSON-dokument",
                ),
            },
        ),
        Code::NotText => (format!("filen er ikke tekst: {subject}"), some("gem tabellen som CSV (UTF-8)")),
        Code::UnclosedQuote => (
            "her begynder et anførselstegn, som aldrig slutter".to_owned(),
            some("afslut det, eller skriv det dobbelt, hvis det hører til teksten"),
        ),
        Code::BadToml => (
            format!("ikke gyldig TOML: {}", parser::danish(&subject)),
            some("tekst i anførselstegn, lister i [ ], én indstilling pr. linje"),
        ),
        Code::BadJson => (format!("ikke gyldig JSON: {}", parser::danish(&subject)), None),
        Code::WrongShape | Code::WrongKind => {
            (format!("`{subject}` er {}, ikke {expected}", phrase(found.unwrap_or("forkert"))), None)
        }
        Code::WrongFormat => (
            match found {
                Some("missing") => format!("formatet er ikke angivet: der ventes `{expected}`"),
                _ => format!("formatet er {what}, ikke `{expected}`"),
            },
            match found.filter(|format| is_of_another_kind(format, &expected)) {
                Some(_) => some("det er en anden slags dokument fra fordel: angiv den rette fil"),
                None => Some(format!("skriv \"format\": \"{expected}\"")),
            },
        ),
        Code::TwoTables => (format!("tabellen `{subject}` er her to gange"), some("behold en af dem")),
        Code::MisnamedTable => (format!("der er ingen tabel {what}"), meant()),
        Code::TableNotRead => {
            (format!("{what} læses ikke"), (!expected.is_empty()).then(|| format!("kendte: {expected}")))
        }
        Code::TooLarge => (format!("{subject} er for stor: mere end {expected}"), None),
        Code::DuplicateKey => (format!("nøglen {what} står to gange"), some("behold en af dem")),
        Code::NotAWorkbook => (
            format!("filen er ikke en projektmappe, der kan læses: {subject}"),
            some("åbn den i Excel, og gem den som Excel-projektmappe (.xlsx) uden adgangskode"),
        ),
        Code::AmbiguousSheet => (
            format!("flere ark i projektmappen kan være ment: {expected}"),
            some("angiv et af dem med --sheet"),
        ),
        Code::UnknownSheet => (format!("der er intet ark {what}"), one_of()),
        Code::HiddenSheet => {
            ("arket er skjult og bliver læst".to_owned(), some("slet det, hvis det ikke skal med"))
        }

        Code::MissingColumn => {
            let near = finding.nearest.as_ref();
            let help = near.map(|nearest| match found {
                Some(option) => format!("er det kolonnen `{nearest}`? Skriv så `{option} {nearest}`"),
                None => format!("er det kolonnen `{nearest}`? Kald den så `{subject}`"),
            });
            let add = || Some(format!("tilføj den; overskrifter her: {expected}"));
            (format!("kolonnen `{subject}` mangler"), help.or_else(add))
        }
        Code::DuplicateColumn => (format!("kolonnen `{subject}` er her to gange"), some("behold en af dem")),
        Code::RaggedRow => (
            match found {
                Some("1") => format!("rækken har 1 celle, ikke {expected}"),
                _ => format!("rækken har {} celler, ikke {expected}", found.unwrap_or("et andet antal")),
            },
            some(
                "et skilletegn mangler eller er for meget, eller en tekst med skilletegn mangler anførselstegn",
            ),
        ),
        Code::NoHeading => (
            "der står værdier under en tom overskrift".to_owned(),
            some("giv kolonnen en overskrift, eller tøm den"),
        ),
        Code::EmptyTable => (
            format!("tabellen `{subject}` har ingen rækker"),
            is_cell.then(|| "udfyld mindst én række under overskrifterne".to_owned()),
        ),
        Code::UnknownColumns => {
            (format!("kolonner, som vi ikke kender, beholdes, som de er: {}", found.unwrap_or("")), None)
        }
        Code::MisnamedColumn => (format!("kolonnen {what} læses ikke"), meant()),
        Code::ColumnsNotRead => (format!("kolonner, som ikke læses: {}", found.unwrap_or("")), None),
        Code::TitleRow => ("rækker over overskrifterne er sprunget over".to_owned(), None),
        Code::TotalRow => (format!("rækken {what} er sprunget over som en sum"), None),
        Code::SumDiffers => (
            format!("summen af `{subject}` er angivet som {what}, men rækkerne giver {expected}"),
            some("se efter, om en række mangler, eller et tal er forkert; det er rækkerne, der gælder"),
        ),
        Code::HiddenRows => (format!("skjulte rækker er læst som de andre ({})", found.unwrap_or("")), None),
        Code::FormulaValues => (
            format!(
                "celler med en formel, hvor den senest beregnede værdi er læst ({})",
                found.unwrap_or("flere")
            ),
            None,
        ),
        Code::MergedCells => (
            format!("celler under en flettet celle, som har fået dens værdi ({})", found.unwrap_or("flere")),
            None,
        ),
        Code::NoKnownHeading => (
            format!("der er ingen række med overskrifter til tabellen `{subject}`"),
            Some(format!("skriv overskrifterne i første række; nødvendige: {expected}")),
        ),
        Code::ReadAs => {
            (format!("læst som {} med {subject} mellem cellerne", found.unwrap_or("tekst")), None)
        }
        Code::NumberStyle => (format!("tal i `{subject}`: {what} er læst som {expected}"), None),
        Code::ExampleRow => ("en række med et eksempel er sprunget over".to_owned(), None),

        Code::EmptyCell => (format!("`{subject}` er tom"), some("udfyld den")),
        Code::NotANumber => (
            format!("{what} er ikke et tal"),
            Some(format!(
                "skriv {}",
                if expected.is_empty() { "cifre, f.eks. 1234 eller 0,5" } else { &expected }
            )),
        ),
        Code::AmbiguousNumber => {
            let all = if is_cell {
                "; eller angiv det for alle tal med --decimal comma eller --decimal dot"
            } else {
                ""
            };
            (format!("{what} kan læses på to måder"), Some(format!("skriv {expected}{all}")))
        }
        Code::NotAnInteger => (format!("{what} er ikke et helt tal"), None),
        Code::OutOfRange => (format!("{what} er uden for grænserne: der ventes {expected}"), None),
        Code::UnknownValue => (
            if subject.is_empty() {
                format!("{what} kendes ikke")
            } else {
                format!("{what} er ikke en kendt værdi for {subject}")
            },
            match (meant(), expected.is_empty()) {
                (Some(meant), false) => Some(format!("{meant} Kendte: {expected}")),
                (Some(meant), true) => Some(meant),
                (None, false) => Some(format!("kendte: {expected}")),
                (None, true) => None,
            },
        ),
        Code::PersonalNumber => (
            "det ligner et CPR-nummer, og dem tager vi ikke imod".to_owned(),
            some("slet det; er det ikke et CPR-nummer, så tillad ti cifre (--allow-ten-digits)"),
        ),
        Code::ControlCharacter => (
            format!("teksten indeholder tegnet {subject}, som ikke hører til der"),
            some("skriv teksten igen"),
        ),
        Code::InvisibleCharacter => ("usynlige tegn er udeladt".to_owned(), None),
        Code::NotYesOrNo => (
            format!("{what} er hverken ja eller nej"),
            some("skriv ja eller nej; i TOML og JSON true eller false"),
        ),
        Code::ErrorCell => {
            (format!("regnearket viser en fejl her: {what}"), some("ret formlen, eller skriv selve værdien"))
        }
        Code::FormulaWithoutValue => (
            "formlen er ikke beregnet endnu".to_owned(),
            some("åbn projektmappen i Excel og gem den, eller skriv selve værdien"),
        ),
        Code::LongNumber => (
            "et regneark gemmer kun 15 cifre af et tal, og her er flere".to_owned(),
            some("skriv det som tekst med en apostrof foran"),
        ),
        Code::LostZeros => (
            format!("nullerne foran tallet i `{subject}` ser ud til at være gået tabt"),
            Some(format!("skriv det som tekst: {expected}")),
        ),

        Code::DuplicateId => (
            format!("{what} står to gange i `{subject}`"),
            some("giv hver række sin egen; store bogstaver og mellemrum tæller ikke"),
        ),
        Code::UnknownCluster => (format!("der er ingen klynge {what}"), one_of()),
        Code::UnknownInitiative => (format!("der er intet initiativ {what}"), one_of()),
        Code::UnknownNominee => (
            "der er ingen kandidat med dette id eller navn".to_owned(),
            meant().or_else(|| some("skriv kandidatens id")),
        ),
        Code::AmbiguousName => (
            format!(
                "flere rækker har {}",
                found.map_or_else(|| "dette navn".to_owned(), |found| format!("navnet `{found}`"))
            ),
            some("skriv id i stedet"),
        ),
        Code::ManagerCycle => {
            ("personen er, led for led, sin egen leder".to_owned(), some("ret en af lederne i kredsen"))
        }
        Code::MinAboveMax => {
            (format!("`{subject}` er {}, over det højeste {expected}", found.unwrap_or("for høj")), None)
        }
        Code::FixedOutside => {
            (format!("{} faste pladser strider mod {expected}", found.unwrap_or("de")), None)
        }
        Code::ReservedAboveSeats => {
            (format!("{} pladser er reserveret, men der er {expected}", found.unwrap_or("flere")), None)
        }
        Code::NoWeight => (format!("alle vægte i `{subject}` er nul"), None),
        Code::ContradictingPins => {
            ("disse fastlåsninger strider mod hinanden".to_owned(), some("slet en af dem"))
        }
        Code::SelfRelation => ("begge sider er den samme person".to_owned(), None),
        Code::ContradictingRelations if finding.subject.is_some() => (
            "dette par skal være sammen, men har været i team sammen før, og `avoid_met` udelukker det"
                .to_owned(),
            some("slet en af de to rækker, eller fjern reglen `avoid_met`"),
        ),
        Code::ContradictingRelations => {
            ("dette par skal både være sammen og hver for sig".to_owned(), some("slet en af de to rækker"))
        }
        Code::UnknownAttribute => (format!("kandidaterne har ingen kolonne {what}"), one_of()),
        Code::UnknownScope => (format!("der er ingen {subject} {what}"), one_of()),
        Code::MissingGroup => (
            format!("niveauet `{subject}` skal have en værdi her"),
            some("udfyld den, eller tag niveauet ud af `levels`"),
        ),
        Code::KeyNotNamed => (
            "fordelingsnøglen er ikke angivet".to_owned(),
            Some(format!("skriv key = \"...\" i programmet; klyngernes kolonner: {expected}")),
        ),
        Code::UnknownKey => (format!("klyngerne har ingen kolonne {what}"), one_of()),
        Code::NotAFigure => (
            format!("`{subject}` skal være et helt tal her"),
            some("udfyld den med et tal op til 1 000 000 000, eller tag kolonnen ud af vægtningen"),
        ),
        Code::ScoreTooLarge => (
            format!("et teams point kunne overstige {expected}"),
            some("sænk vægtene eller pointene, eller brug mindre tal"),
        ),
        Code::UnknownPool => (format!("der er ikke reserveret pladser under navnet {what}"), one_of()),
        Code::ForeignInitiative => {
            (format!("{what} hører til en anden klynge og tæller derfor ikke her"), None)
        }
        Code::Repeated => (format!("{what} er sagt to gange; den første gælder"), None),
        Code::AmbiguousOrganisation => {
            (format!("{what} er navn på to organisationer"), some("giv hver organisation sine egne navne"))
        }
        Code::UnusedValue => (format!("ingen kandidat har {what} i `{subject}`"), meant()),
        Code::SameName => (
            "en anden kandidat fra organisationen har samme navn".to_owned(),
            some("slet den ene række, hvis det er samme person; giv ellers begge et id"),
        ),

        Code::ContradictingRules => (
            format!("`{subject}` skal både være ens (`same`) og forskellig (`different`) for alle i et team"),
            some("behold den ene af de to regler"),
        ),
        Code::ContradictingChanges => (
            "denne ændring siger det modsatte af en anden i samme scenarie".to_owned(),
            some("tag den ene ud, eller lav to scenarier"),
        ),
        Code::DifferentGroups => (
            format!("klyngen {what} ligger i en anden gruppe, så disse klynger kan ikke lægges sammen"),
            some("fordel pladserne uden niveauer (`levels = []`), eller læg klynger fra samme gruppe sammen"),
        ),
        Code::NotSeveral => (format!("{what} skal bestå af to eller flere forskellige"), None),
        Code::SweepSize => (
            format!("gennemregningen har {} scenarier", found.unwrap_or("ingen")),
            Some(format!("mellem 1 og {expected}: færre værdier pr. akse, eller færre trækninger")),
        ),
        Code::UnknownSetting => (format!("der er ingen indstilling {what}"), one_of()),
        Code::UnknownRule => (format!("der er ingen regel {what}"), one_of()),
        Code::UnknownCriterion => (format!("der er intet kriterium {what}"), one_of()),
        Code::UnknownMethod => (format!("der er ingen metode {what}"), one_of()),
        Code::MissingSetting => match super::cell_to_fill_in(finding) {
            Some(example) => {
                let name = labels::setting(&subject, Language::Danish);
                let like = if example.is_empty() { String::new() } else { format!(", f.eks. med {example}") };
                (format!("`{name}` mangler"), Some(format!("udfyld cellen{like}")))
            }
            None => (format!("indstillingen `{subject}` mangler"), Some(format!("skriv {expected}"))),
        },
        Code::LevelMethods => (
            format!("{} metoder til {expected}", found.unwrap_or("et andet antal")),
            some("én metode for hvert niveau og derefter én for klyngerne"),
        ),
        Code::TooManySectors => (
            format!("{} sektorer; der kan højst skelnes mellem {expected}", found.unwrap_or("for mange")),
            None,
        ),
    };
    // What stands for a number that is not repeated.
    let told = |text: String| text.replace("(ten digits)", "(ti cifre)");
    Text { title: told(title), help: help.map(told) }
}

/// What the finding is about: a table, and the column of a row, by the name that people know.
fn subject(finding: &Diagnostic) -> String {
    let text = finding.subject.as_deref().unwrap_or("");
    match (&finding.place.spot, finding.code) {
        // In a JSON document they are called as they stand there.
        (Spot::Path { .. }, _) => phrase(text),
        (_, Code::MissingTable | Code::NoKnownHeading | Code::EmptyTable | Code::TwoTables) => table(text),
        (Spot::Cell { column: Some(column), .. }, Code::EmptyCell) if !column.heading.is_empty() => {
            column.heading.clone()
        }
        _ => phrase(text),
    }
}

/// What was expected, with tables and columns by the names that people know.
fn expected(finding: &Diagnostic) -> String {
    let text = finding.expected.as_deref().unwrap_or("");
    let each = |name: &dyn Fn(&str) -> String| text.split(", ").map(name).collect::<Vec<_>>().join(", ");
    match finding.code {
        Code::TableNotRead => each(&table),
        Code::NoKnownHeading => {
            let of = finding.subject.as_deref().unwrap_or("");
            each(&|field| labels::heading(of, field, Language::Danish).to_owned())
        }
        _ => phrase(text),
    }
}

/// A table's name, as a sheet is called in Danish; other names stay.
fn table(name: &str) -> String {
    let known = TABLES.iter().any(|schema| schema.name == name) || name == "programme";
    if known { labels::sheet(name, Language::Danish).to_owned() } else { phrase(name) }
}

/// Phrases that findings carry as data: kinds of values, limits and causes. Names stay as they are.
fn phrase(text: &str) -> String {
    let known = match text {
        "a text" => "en tekst",
        "a list" => "en liste",
        "a list of objects" => "en liste af objekter",
        "a list of objects or a seats problem" => "en liste af objekter eller en opgave om pladser",
        "a number" => "et tal",
        "a number of at most 4000 digits" => "et tal med højst 4000 cifre",
        "a whole number" => "et helt tal",
        "a fraction a/b" => "en brøk a/b",
        "a table" => "en tabel",
        "a table of fields" => "en tabel med felter",
        "a text or number" => "en tekst eller et tal",
        "a text, number or list" => "en tekst, et tal eller en liste",
        "an object" => "et objekt",
        "an object of objects" => "et objekt af objekter",
        "true or false" => "ja eller nej",
        "semicolons" => "semikolon",
        "commas" => "komma",
        "tabs" => "tabulator",
        "another separator" => "et andet skilletegn",
        "empty" => "tom",
        "missing" => "mangler",
        "the cell" => "cellen",
        "the file" => "filen",
        "the row" => "rækken",
        "the document" => "dokumentet",
        "a weight" => "en vægt",
        "0 or more" => "0 eller mere",
        "a sheet `Program`" => "et ark `Program`",
        "a file programme.toml" => "en fil programme.toml",
        "a field \"programme\"" => "et felt \"programme\"",
        "clusters.csv, a sheet `Klynger`, or \"clusters\" in JSON" => {
            "klynger.csv (clusters.csv), et ark `Klynger`, eller \"clusters\" i JSON"
        }
        "it is not there" => "den findes ikke",
        "it may not be opened" => "den må ikke åbnes",
        "the system refuses" => "systemet afviser det",
        "it is a workbook or a zip archive" => "det er en projektmappe eller et zip-arkiv",
        "it is an old or a password-protected Excel file" => "det er en gammel eller kodebeskyttet Excel-fil",
        "it holds NUL characters" => "den indeholder NUL-tegn",
        "it is empty" => "den er tom",
        "it is protected by a password" => "den er beskyttet med en adgangskode",
        "it is an old Excel file (.xls)" => "den er en gammel Excel-fil (.xls)",
        "it is a web page under a workbook's name" => "den er en webside med en projektmappes navn",
        "it is something else under a workbook's name" => "den er noget andet med en projektmappes navn",
        "it is damaged" => "den er beskadiget",
        "it is a zip archive without sheets" => "den er et zip-arkiv uden ark",
        "it is open in another program" => "den er åben i et andet program, måske Excel",
        "the unpacked workbook" => "den udpakkede projektmappe",
        "the workbook" => "projektmappen",
        "the sheet" => "arket",
        "level" => "niveau",
        "sector" => "sektor",
        "relation" => "relation",
        "rule for ties" => "reglen ved lighed",
        "bound rule" => "reglen for grænser",
        "objective" => "målet",
        "choice for unfilled seats" => "ubesatte pladser",
        "reply" => "svar",
        "scope" => "omfang",
        "1 level" => "1 niveau",
        "a list, a number, or a range such as 150..200" => "en liste, et tal eller et interval som 150..200",
        "units" => "enheder",
        "value here" => "værdien her",
        "range" => "intervallet",
        "the number of reserved seats" => "antallet af reserverede pladser",
        "the name of the reserved seats" => "navnet på de reserverede pladser",
        other => return rule(other).unwrap_or_else(|| other.to_owned()),
    };
    known.to_owned()
}

/// Phrases with figures in them.
fn rule(text: &str) -> Option<String> {
    let figures = |text: &str| {
        text.split_whitespace().all(|word| word.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit()))
    };
    if let Some((low, high)) = text.split_once(" to ")
        && figures(low)
        && figures(high)
    {
        return Some(format!("{low} til {high}"));
    }
    if let Some(names) = text.strip_prefix("the name of the column of weights: ") {
        return Some(format!("navnet på kolonnen med nøglens tal: {names}"));
    }
    if let Some(limits) = text.strip_suffix(", with at most 9 decimals") {
        return Some(format!("{}, med højst 9 decimaler", rule(limits)?));
    }
    if let Some(limits) = text.strip_prefix("a number of ") {
        return Some(format!("et tal fra {}", rule(limits)?));
    }
    let of = |ending: &str, danish: &str| {
        text.strip_suffix(ending).filter(|count| figures(count)).map(|count| format!("{count} {danish}"))
    };
    if let Some((whole, decimal)) = text.split_once(" or ")
        && figures(whole)
    {
        return Some(format!("{whole} eller {decimal}"));
    }
    of(" characters", "tegn")
        .or_else(|| of(" cells", "celler"))
        .or_else(|| of(" sheets", "ark"))
        .or_else(|| of(" texts", "tekster"))
        .or_else(|| of(" parts", "dele"))
        .or_else(|| of(" megabytes", "megabyte"))
        .or_else(|| of(" levels", "niveauer"))
}
