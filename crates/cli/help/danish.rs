//! The help in Danish: each English text that stands beside an argument, and its Danish.

/// A text of the help in Danish; the English where it has none (a test sees to it that it has).
pub(super) fn text(english: &str) -> String {
    known(english).unwrap_or(english).to_owned()
}

/// The Danish of an English text of the help.
#[rustfmt::skip]
pub(super) fn known(english: &str) -> Option<&'static str> {
    Some(match english {
        "Splits seats by a key, selects nominees and forms cross-sector teams, to proven optimality" =>
            "Fordeler pladser efter en fordelingsnøgle, udpeger kandidater og danner teams på tværs af sektorer, bevist bedst mulig",
        "Split seats by a key: one split, both ways, over years, methods side by side" =>
            "Fordel pladser efter en nøgle: én fordeling, på to leder, over flere år, metoder side om side",
        "Seats, people and teams in one plan, proven optimal and checked" =>
            "Pladser, personer og teams i én plan, bevist bedst mulig og efterprøvet",
        "Pages and workbooks from a programme and its plan" =>
            "Sider og regneark ud fra et program og dets plan",
        "Check a plan: every rule, the split, every score and the proof" =>
            "Efterprøv en plan: alle regler, fordelingen, alle score og beviset",
        "Check a programme: is everything right, and can there be a plan?" =>
            "Gennemgå et program: er alt rigtigt, og kan der lægges en plan?",
        "A script that completes commands and options in a shell" =>
            "Et script, der fuldender kommandoer og tilvalg i en kommandofortolker",
        "The manual page" =>
            "Manualsiden",
        "Options for every command" =>
            "Tilvalg til alle kommandoer",
        "Pages and workbooks" =>
            "Sider og regneark",
        "How results are written" =>
            "Hvordan resultater skrives",
        "The language of texts; without it FORDEL_LANG or the system's" =>
            "Teksternes sprog; ellers FORDEL_LANG eller systemets",
        "Seed of lots and searches, instead of the programme's" =>
            "Seed til lodtrækninger og søgninger i stedet for programmets",
        "Threads; 0 means one a processor. The answer is the same for any number" =>
            "Tråde; 0 betyder én pr. processor. Svaret er det samme for ethvert antal",
        "Stop after this time with the best plan so far (not reproducible)" =>
            "Stands efter så mange sekunder med den hidtil bedste plan (kan ikke gentages nøjagtigt)",
        "Stop each search after this many nodes with the best plan so far (reproducible)" =>
            "Stands hver søgning efter så mange knuder med den hidtil bedste plan (kan gentages)",
        "Count a plan as done that is within this relative gap of the bound, e.g. 0.01" =>
            "Regn en plan for færdig, når den er så tæt på grænsen, fx 0.01",
        "Leave people's names out of every output" =>
            "Udelad personers navne af alt, hvad der skrives",
        "Only the result: no notes, no warnings beside it" =>
            "Kun resultatet: ingen bemærkninger og advarsler ved siden af",
        "Say more beside the result: what was read, and which files were written" =>
            "Sig mere ved siden af resultatet: hvad der er læst, og hvilke filer der er skrevet",
        "Accept ten-digit numbers that look like CPR numbers but are none" =>
            "Godtag ticifrede tal, der ligner CPR-numre, men ikke er det",
        "A table (CSV or JSON) or a seats problem (JSON); `-` is standard input" =>
            "En tabel (CSV eller JSON) eller en fordelingsopgave (JSON); `-` er standardinput",
        "A table (CSV, XLSX or JSON) or a seats problem (JSON); `-` is standard input" =>
            "En tabel (CSV, XLSX eller JSON) eller en fordelingsopgave (JSON); `-` er standardinput",
        "The sheet of a workbook; needed only where several could be meant" =>
            "Arket i en projektmappe; kun nødvendigt, hvor flere kan være ment",
        "The column of weights" =>
            "Kolonnen med nøglens tal",
        "The column that names the units; without it `id`, or the first" =>
            "Kolonnen med enhedernes navne; ellers `id` eller den første",
        "Seats to split" =>
            "Pladser, der skal fordeles",
        "The method; `--methods` lists them" =>
            "Metoden; `--methods` viser dem",
        "Split over these columns first, from the top, e.g. `region`" =>
            "Fordel først på disse kolonner, oppefra, fx `region`",
        "One method a level, then the units' own" =>
            "Én metode pr. niveau, til sidst enhedernes egen",
        "How largest remainders keep bounds: floor_then_raise or fix_and_repeat" =>
            "Hvordan største brøks metode holder grænser: floor_then_raise eller fix_and_repeat",
        "What to do with a tie: report, larger_weight or lot" =>
            "Hvad der sker, når nogle står lige: report, larger_weight eller lot",
        "All methods side by side, with measures" =>
            "Alle metoder side om side, med mål",
        "Why each unit has its seats, and what would change them" =>
            "Hvorfor hver enhed har sine pladser, og hvad der ville ændre dem",
        "Who loses a seat although there is one more, for each of these totals, e.g. 150..200" =>
            "Hvem der mister en plads, selv om der er én mere, for hvert af disse antal, fx 150..200",
        "List the methods" =>
            "Vis metoderne",
        "Read the table as a matrix: the column that names the rows" =>
            "Læs tabellen som en matrix: kolonnen med rækkernes navne",
        "Read the table as a matrix: its columns of weights" =>
            "Læs tabellen som en matrix: kolonnerne med tal",
        "Seats of the rows, in order or as NAME=SEATS" =>
            "Rækkernes pladser, i rækkefølge eller som NAVN=PLADSER",
        "Seats of the columns, in order or as NAME=SEATS" =>
            "Kolonnernes pladser, i rækkefølge eller som NAVN=PLADSER",
        "The programme: a folder with programme.toml and CSV tables, or a JSON file; `-` is standard input" =>
            "Programmet: en mappe med programme.toml og CSV-tabeller eller en JSON-fil; `-` er standardinput",
        "The programme: an Excel workbook, a folder with programme.toml and CSV tables, or a JSON file; `-` is standard input" =>
            "Programmet: en Excel-projektmappe, en mappe med programme.toml og CSV-tabeller eller en JSON-fil; `-` er standardinput",
        "Write the plan as JSON to this file" =>
            "Skriv planen som JSON til denne fil",
        "Write the plan as one HTML page to this file" =>
            "Skriv planen som én HTML-side til denne fil",
        "Show everybody who is not selected and every waiting list in full" =>
            "Vis alle, der ikke er udpeget, og alle ventelister helt",
        "Write the plan as an Excel workbook to this file" =>
            "Skriv planen som en Excel-projektmappe til denne fil",
        "Beside it one workbook a recipient, without other people's rows: `plan-Fyn.xlsx`, ..." =>
            "Ved siden af den én projektmappe pr. modtager, uden andres rækker: `plan-Fyn.xlsx`, ...",
        "Write the rows of a mail merge to this workbook: reminder, selected, reserve, not selected" =>
            "Skriv rækkerne til en brevfletning til denne projektmappe: påmindelse, udpeget, reserve, ikke udpeget",
        "Leave out of the page and the workbooks who is not selected, and the waiting lists" =>
            "Udelad af siden og projektmapperne, hvem der ikke er udpeget, og ventelisterne",
        "With --no-names: write which id is whose to this CSV file. Keep it apart from what you hand out" =>
            "Med --no-names: skriv, hvis id hvilket er, til denne CSV-fil. Hold den adskilt fra det, I deler ud",
        "The programme the plan is of" =>
            "Det program, planen hører til",
        "The plan, as JSON; `-` is standard input" =>
            "Planen som JSON; `-` er standardinput",
        "Write the page to this file; without any output the page goes to standard output" =>
            "Skriv siden til denne fil; uden andet at skrive kommer siden på standardoutput",
        "An earlier plan that was announced: the page and the workbook say what has changed since" =>
            "En tidligere plan, der er meldt ud: siden og projektmappen viser, hvad der er ændret siden",
        "Staying close to an earlier plan" =>
            "Tæt på en tidligere plan",
        "Stay close to this earlier plan: as many seats, then as few people moved as can be, then the score. Moved are its people, still eligible, who are in another team than theirs, or in or out where they were not" =>
            "Bliv tæt på denne tidligere plan: lige så mange pladser, så færrest mulige flyttede personer, så score. Flyttet er den, der stadig kan udpeges og er i et andet team end før, eller er kommet med eller gået ud",
        "The score first: of the best plans one that moves the fewest people" =>
            "Score først: af de bedste planer en, der flytter færrest personer",
        "The best score that moves at most so many people (and of those plans one that moves the fewest)" =>
            "Den bedste score, der flytter højst så mange personer (og af de planer en, der flytter færrest)",
        "The earlier plan it was to stay close to: check that it is the one the plan names" =>
            "Den tidligere plan, som planen skulle ligge tæt på: kontrollér, at det er den, planen nævner",
        "The shell" =>
            "Kommandofortolkeren",
        "Write one page a command into this folder" =>
            "Skriv én side pr. kommando i denne mappe",
        _ => return None,
    })
}
