//! The help in Danish: each English text that stands beside an argument, and its Danish.

/// A text of the help in Danish; the English where it has none (a test sees to it that it has).
pub(super) fn text(english: &str) -> String {
    known(english).unwrap_or(english).to_owned()
}

/// A word that stands for a value.
pub(super) fn word(english: &str) -> Option<&'static str> {
    Some(match english {
        "NEW" => "NY",
        "OLD" => "GAMMEL",
        "CHANGE" => "ÆNDRING",
        "CHOICE" => "VALG",
        "CLUSTER" => "KLYNGE",
        "COLUMN" => "KOLONNE",
        "COLUMNS" => "KOLONNER",
        "DAY" => "DAG",
        "DOCUMENT" => "DOKUMENT",
        "FILE" => "FIL",
        "FILES" => "FILER",
        "FOLDER" => "MAPPE",
        "FORMAT" => "FORMAT",
        "FRACTION" => "ANDEL",
        "FROM" => "FRA",
        "I" => "I",
        "ID" => "ID",
        "INITIATIVE" => "INITIATIV",
        "JUDGE" => "HVILKE",
        "LANG" => "SPROG",
        "MARK" => "TEGN",
        "MEGABYTES" => "MEGABYTE",
        "METHOD" => "METODE",
        "METHODS" => "METODER",
        "MOVES" => "FLYTNINGER",
        "N" => "N",
        "NODES" => "KNUDER",
        "NOMINEE" => "KANDIDAT",
        "NUMBER" => "TAL",
        "PEOPLE" => "PERSONER",
        "PERCENT" => "PROCENT",
        "PLAN" => "PLAN",
        "POOL" => "PULJE",
        "PROGRAMME" => "PROGRAM",
        "RECIPIENT" => "MODTAGER",
        "RULE" => "REGEL",
        "SCENARIOS" => "SCENARIER",
        "SEATS" => "PLADSER",
        "SECONDS" => "SEKUNDER",
        "SHEET" => "ARK",
        "SHELL" => "KOMMANDOFORTOLKER",
        "SIZE" => "STØRRELSE",
        "SPEC" => "BESKRIVELSE",
        "STATE" => "TILSTAND",
        "TABLE" => "TABEL",
        "TARGET" => "MÅL",
        "TEAM" => "TEAM",
        "TO" => "TIL",
        "VALUE" => "VÆRDI",
        "WHO" => "HVEM",
        "YEAR" => "ÅR",
        _ => return None,
    })
}

/// The Danish of an English text of the help.
#[rustfmt::skip]
pub(super) fn known(english: &str) -> Option<&'static str> {
    Some(match english {
        "Splits seats by a key, selects nominees and forms cross-sector teams, to proven optimality" =>
            "Fordeler pladser efter en fordelingsnøgle, udpeger kandidater og danner teams på tværs af sektorer, med bevis for, at resultatet er det bedst mulige",
        "Split seats by a key: one split, both ways, over years, methods side by side" =>
            "Fordel pladser efter en nøgle: én fordeling, på begge leder, over flere år, metoder side om side",
        "Seats, people and teams in one plan, proven optimal and checked" =>
            "Pladser, personer og teams i én plan, bevist bedst mulig og efterprøvet",
        "Pages and workbooks from a programme and its plan" =>
            "Sider og regneark ud fra et program og dets plan",
        "Check a plan: every rule, the split, every score and the proof" =>
            "Efterprøv en plan: alle regler, fordelingen, alle point og beviset",
        "Check a programme: is everything right, and can there be a plan?" =>
            "Gennemgå et program: er alt rigtigt, og kan der lægges en plan?",
        "Mark replies dated after this day, e.g. 2022-05-31; without it the deadline of the programme's settings, if they are in the folder" =>
            "Mærk svar, der er dateret efter denne dag, fx 2022-05-31; uden den gælder fristen i programmets indstillinger, hvis de ligger i mappen",
        "Leave out files that cannot be read or hold errors, list them, and collect the others" =>
            "Udelad filer, der ikke kan læses eller har fejl, vis dem på en liste, og saml de øvrige",
        "The folder with the replies" =>
            "Mappen med svarene",
        "The workbook to write" =>
            "Den projektmappe, der skal skrives",
        "Many replies, each in a file of its own shape, in one workbook; what must be asked is listed" =>
            "Mange svar, hvert i sin egen fil og form, samlet i én projektmappe; det, der skal spørges om, står på en liste",
        "The decimal mark of numbers such as 1.234, where a column does not tell: comma or dot" =>
            "Decimaltegnet i tal som 1.234, hvor en kolonne ikke viser det: komma (comma) eller punktum (dot)",
        "What one plan, or one split, has against another" =>
            "Forskellen mellem to planer eller to fordelinger",
        "The newer plan or seats result, as JSON: what it has that the other has not" =>
            "Den nyere plan eller fordeling som JSON: hvad den har, som den anden ikke har",
        "The plan or seats result it is held against, as JSON" =>
            "Den plan eller fordeling, den holdes op imod, som JSON",
        "The programme: gives ids their names" =>
            "Programmet, så der står navne ved siden af id'erne",
        "The JSON Schema of what is read or written, for programs" =>
            "JSON Schema for det, der læses eller skrives, til programmer",
        "The document, e.g. programme or plan; without it the documents there are" =>
            "Dokumentet, fx programme eller plan; uden det vises, hvilke dokumenter der er",
        "A script that completes commands and options in a shell" =>
            "Et script, der fuldender kommandoer og tilvalg i en kommandofortolker",
        "The best plans of the typed changes that move at most 0, 1, 2, ... people (5 unless said), each proven, and who could step in for those who dropped out" =>
            "De bedste planer efter ændringerne, der flytter højst 0, 1, 2, ... personer (5, hvis intet andet er angivet), alle bevist, og hvem der kan træde til for dem, der er faldet fra",
        "Other plans: the best in order, or plans within a gap that are far apart" =>
            "Andre planer: de bedste i rækkefølge, eller gode planer, der ligger langt fra hinanden",
        "A plan to hold the others against, as JSON; without it the best one" =>
            "En plan, de andre holdes op imod, som JSON; ellers den bedste",
        "Plans in all, the best one included" =>
            "Antal planer i alt, den bedste medregnet",
        "Only plans that score at most so many per cent less than the best; without --apart as far from each other as can be" =>
            "Kun planer, der højst får så mange procent færre point end den bedste; uden --apart planer, der ligger så langt fra hinanden som muligt",
        "Any two plans have at least so many people in different places" =>
            "To planer har altid mindst så mange personer på forskellige pladser",
        "A folder that is not there yet for the plans as JSON: plan-1.json, plan-2.json, ..." =>
            "En mappe, som ikke findes endnu, til planerne som JSON: plan-1.json, plan-2.json, ...",
        "The programme" =>
            "Programmet",
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
            "Startværdi (seed) til lodtrækninger og søgninger i stedet for programmets",
        "Threads; 0 means one a processor. The answer is the same for any number" =>
            "Antal tråde; 0 betyder én pr. processor. Svaret er det samme for ethvert antal",
        "Stop after this time with the best plan so far (not reproducible)" =>
            "Stands efter så mange sekunder med den hidtil bedste plan (kan ikke gentages nøjagtigt)",
        "Stop each search after this many nodes with the best plan so far (reproducible)" =>
            "Stands hver søgning efter så mange knuder med den hidtil bedste plan (kan gentages)",
        "Count a plan as done that is within this relative gap of the bound, e.g. 0.01" =>
            "Regn en plan for færdig, når den højst er så stor en andel fra det bedst mulige, fx 0.01",
        "Leave people's names out of every output" =>
            "Udelad personers navne af alt, hvad der skrives",
        "Only the result: no notes, no warnings beside it" =>
            "Vis kun resultatet, uden bemærkninger og advarsler",
        "Say more beside the result: what was read, and which files were written" =>
            "Fortæl mere undervejs: hvad der er læst, og hvilke filer der er skrevet",
        "An earlier cohort's plan: who sat in one team there is not put together again (repeatable)" =>
            "Planen for et tidligere hold: de, der var i team sammen dér, kommer ikke i team sammen igen (kan gentages)",
        "Accept ten-digit numbers that look like CPR numbers but are none" =>
            "Godtag ticifrede tal, der ligner CPR-numre, men ikke er det",
        "The sheet of a workbook; needed only where several could be meant" =>
            "Arket i en projektmappe; kun nødvendigt, hvis der kan være tale om flere",
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
        "All methods side by side, with measures" =>
            "Alle metoder side om side, med nøgletal",
        "Why each unit has its seats, and what would change them" =>
            "Hvorfor hver enhed har sine pladser, og hvad der ville ændre dem",
        "Who loses a seat although there is one more, for each of these totals, e.g. 150..200" =>
            "Hvem der mister en plads, selv om der er én mere at fordele, for hvert af disse antal, fx 150..200",
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
        "The programme: an Excel workbook, a folder with programme.toml and CSV tables, or a JSON file; `-` is standard input" =>
            "Programmet: en Excel-projektmappe, en mappe med programme.toml og CSV-tabeller eller en JSON-fil; `-` er standardinput",
        "Write the plan as JSON to this file" =>
            "Gem planen som JSON i denne fil",
        "Write the plan as one HTML page to this file" =>
            "Gem planen som én HTML-side i denne fil",
        "Show everybody who is not selected and every waiting list in full" =>
            "Vis alle, der ikke er udpeget, og alle ventelister i fuld længde",
        "Write the plan as an Excel workbook to this file" =>
            "Gem planen som en Excel-projektmappe i denne fil",
        "Beside it one workbook a recipient, without other people's rows: `plan-Fyn.xlsx`, ..." =>
            "Desuden én projektmappe pr. modtager, kun med modtagerens egne rækker: `plan-Fyn.xlsx`, ...",
        "Write the rows of a mail merge to this workbook: reminder, selected, reserve, not selected" =>
            "Gem rækkerne til en brevfletning i denne projektmappe: påmindelse, udpeget, reserve, ikke udpeget",
        "Leave out of the page and the workbooks who is not selected, and the waiting lists" =>
            "Udelad af siden og projektmapperne, hvem der ikke er udpeget, og ventelisterne",
        "With --no-names: write which id is whose to this CSV file. Keep it apart from what you hand out" =>
            "Med --no-names: gem i denne CSV-fil, hvilket id der er hvis. Hold den adskilt fra det, I deler ud",
        "The programme the plan is of" =>
            "Det program, planen hører til",
        "The plan, as JSON; `-` is standard input" =>
            "Planen som JSON; `-` er standardinput",
        "Write the page to this file; without any output the page goes to standard output" =>
            "Gem siden i denne fil; er der ikke bedt om andet, skrives siden på standardoutput",
        "An earlier plan that was announced: the page and the workbook say what has changed since" =>
            "En tidligere plan, der er meldt ud: siden og projektmappen viser, hvad der er ændret siden",
        "Staying close to an earlier plan" =>
            "Tæt på en tidligere plan",
        "Stay close to this earlier plan: as many seats, then as few people moved as can be, then the score. Moved are its people, still eligible, who are in another team than theirs, or in or out where they were not" =>
            "Bliv tæt på denne tidligere plan: lige så mange pladser, derefter færrest mulige flyttede personer, derefter flest point. Flyttet er den, der stadig kan udpeges, og som er i et andet team end før, er kommet med eller er gået ud",
        "The score first: of the best plans one that moves the fewest people" =>
            "Flest point først: blandt de bedste planer en, der flytter færrest personer",
        "The best score that moves at most so many people (and of those plans one that moves the fewest)" =>
            "Flest point med højst så mange flyttede personer (og blandt de planer en, der flytter færrest)",
        "The earlier plan it was to stay close to: check that it is the one the plan names" =>
            "Den tidligere plan, som planen skulle ligge tæt på: kontrollér, at det er den, planen nævner",
        "A programme in other clothes: workbook, folder or JSON document; nothing is lost" =>
            "Et program i en anden form: projektmappe, mappe eller JSON-dokument; intet går tabt",
        "A workbook to fill in, with instructions and drop-down lists" =>
            "En projektmappe til udfyldning, med vejledning og rullelister",
        "How a table of seats is read" =>
            "Hvordan en tabel med pladser læses",
        "How the table is read" =>
            "Hvordan tabellen læses",
        "Many scenarios: grids and chance, in shards, resumed after a stop, with statistics" =>
            "Mange scenarier: systematiske eller tilfældige, delt op, genoptaget efter et stop, med statistik",
        "Options for a seats result of a table" =>
            "Tilvalg til en fordeling af en tabel",
        "Scenarios side by side with the programme as it is: seats, people, teams, score" =>
            "Scenarier side om side med programmet, som det er: pladser, personer, teams, point",
        "The plan or seats result, as JSON; `-` is standard input" =>
            "Planen eller fordelingen som JSON; `-` er standardinput",
        "The programme the plan is of; for a seats result the table, problem or programme it answers" =>
            "Det program, planen hører til; til en fordeling den tabel, opgave eller det program, den svarer på",
        "Where to: FILE.xlsx, FILE.json, or a folder that is not there yet; without it JSON to standard output" =>
            "Hvor det gemmes: FIL.xlsx, FIL.json eller en mappe, der ikke findes endnu; ellers JSON til standardoutput",
        "A table (CSV, JSON or Excel), a seats problem (JSON) or a programme; `-` is standard input" =>
            "En tabel (CSV, JSON eller Excel), en fordelingsopgave (JSON) eller et program; `-` er standardinput",
        "Earlier years (a table with cluster, year, seats, weight): this year's seats with every account beside the plain split. A programme has its own, so the word alone will do" =>
            "Tidligere år (en tabel med sundhedsklynge, år, pladser, vægt): årets pladser, hvad hver enkelt har til gode, og den almindelige fordeling ved siden af. Et program har sine egne, så ordet alene er nok",
        "The same seats by another column of weights (of another year): what differs, and whether anybody loses a seat to one that grew less" =>
            "De samme pladser efter en anden kolonne (fra et andet år): hvad der er forskelligt, og om nogen mister en plads til en, der voksede mindre",
        "The year that is split, with --history; without it the programme's, or the one after the last" =>
            "Det år, der fordeles, med --history; ellers programmets eller året efter det sidste",
        "What to do with a tie: report, larger_weight, order (of the table) or lot" =>
            "Hvad der sker, når nogle står lige: report, larger_weight, order (tabellens rækkefølge) eller lot",
        "Put shards together, prove that every scenario is there once, and show the statistics" =>
            "Saml delene, bevis, at hvert scenarie er der én gang, og vis statistikken",
        "Run all scenarios or one shard of them, a JSON line each; a run that was stopped goes on where it was" =>
            "Kør alle scenarier eller en del af dem, en JSON-linje hver; en kørsel, der blev standset, fortsætter, hvor den slap",
        "What would be run: axes, draws, how many scenarios; nothing is run but the base" =>
            "Hvad der ville blive kørt: akser, udtræk, hvor mange scenarier; kun udgangspunktet køres",
        "The file to write; without it template.xlsx (in Danish skabelon.xlsx) in this folder" =>
            "Filen, der skrives; ellers skabelon.xlsx (på engelsk template.xlsx) i denne mappe",
        "Scenarios: TOML, JSON or CSV (`name,change,target,value`); `-` is standard input" =>
            "Scenarier: TOML, JSON eller CSV (`name,change,target,value`); `-` er standardinput",
        "Somebody withdraws (repeatable)" =>
            "Nogen trækker sig (kan gentages)",
        "Somebody who had withdrawn, declined or was a reserve is nominated (repeatable)" =>
            "Nogen, der var frafaldet, havde takket nej eller var reserve, indmeldes (kan gentages)",
        "Somebody must be in a team, of the initiative if one is named (repeatable)" =>
            "Nogen skal med i et team, på initiativet, hvis et er nævnt (kan gentages)",
        "Somebody must be out, of the initiative if one is named (repeatable)" =>
            "Nogen skal ikke med, på initiativet, hvis et er nævnt (kan gentages)",
        "Why, why not, and what it would change: every reason with its price and the command that gives it" =>
            "Hvorfor, hvorfor ikke, og hvad det ville ændre: hver grund med sin pris og den kommando, der giver den",
        "Why this person is in this team, or in none: id or name" =>
            "Hvorfor denne person er i dette team eller i intet: id eller navn",
        "Why this team has these people: its id in the plan" =>
            "Hvorfor dette team har disse personer: dets id i planen",
        "Why this cluster has these seats and teams: id or name" =>
            "Hvorfor denne sundhedsklynge har disse pladser og teams: id eller navn",
        "The questions of a meeting, one line each (also without any of these options)" =>
            "Mødets spørgsmål, en linje hver (også uden nogen af disse tilvalg)",
        "Show points too" =>
            "Vis også point",
        "The plan that was announced: what has changed since" =>
            "Den plan, der blev udmeldt: hvad er ændret siden",
        "Record how far a plan has come: proposed, approved, announced; then its seats and people are locked" =>
            "Skriv i en plan, hvor langt den er: foreslået, godkendt, udmeldt; derefter ligger pladser og personer fast",
        "Holding what was announced" =>
            "At fastholde det udmeldte",
        "The announced plan: clusters keep the seats, people the teams they were told" =>
            "Den udmeldte plan: sundhedsklynger beholder de pladser og personer de teams, de har fået at vide",
        "Open it again: for this nominee, cluster or team (repeatable); without a value all of it" =>
            "Åbn den igen: for denne kandidat, sundhedsklynge eller dette team (kan gentages); uden værdi det hele",
        "The announced plan it was to hold to, where it holds seats or people" =>
            "Den udmeldte plan, den skulle holde sig til, hvis den fastholder pladser eller personer",
        "The plan or seats result it is held against, as JSON; without it the latest announced plan in the same folder" =>
            "Den plan eller fordeling, den holdes op imod, som JSON; ellers den senest udmeldte plan i samme mappe",
        "The plan, as JSON; it is rewritten with its state" =>
            "Planen som JSON; den skrives igen med sin tilstand",
        "What the plan becomes" =>
            "Hvad planen bliver",
        "By whom" =>
            "Af hvem",
        "When, e.g. 2022-06-15; fordel does not look at a clock" =>
            "Hvornår, fx 2022-06-15; fordel ser ikke selv efter datoen",
        "Write to this file instead, and leave the plan as it is" =>
            "Gem i denne fil i stedet, og lad planen være, som den er",
        "Let a plan go back to an earlier state" =>
            "Lad en plan gå tilbage til en tidligere tilstand",
        "Forcing something, to see what it gives" =>
            "Tving noget igennem for at se, hvad det giver",
        "Somebody must be in the team that continues this team of the kept plan (repeatable)" =>
            "Nogen skal være i det team, der fortsætter dette team i den plan, der holdes fast i (kan gentages)",
        "A hard rule is left out, e.g. min_sectors, quotas:2, pins:N17, teams_max:K03 (repeatable)" =>
            "En ufravigelig regel udelades, fx min_sectors, quotas:2, pins:N17, teams_max:K03 (kan gentages)",
        "Stay close to what this plan stayed close to, in the way it did" =>
            "Hold dig tæt på det, som denne plan holdt sig tæt på, og på samme måde",
        "Somebody is nominated by another cluster (repeatable)" =>
            "Nogen indmeldes af en anden sundhedsklynge (kan gentages)",
        "An initiative is given up (repeatable)" =>
            "Et forbedringsinitiativ opgives (kan gentages)",
        "Seats in all" =>
            "Pladser i alt",
        "Seats kept out of the split (repeatable)" =>
            "Pladser, der holdes uden for fordelingen (kan gentages)",
        "A cluster's own weight (repeatable)" =>
            "En sundhedsklynges egen vægt (kan gentages)",
        "How seats follow the key" =>
            "Hvordan pladserne følger nøglen",
        "Columns to split over first; `none` for one split" =>
            "Kolonner, der fordeles på først; `none` for én fordeling",
        "Least seats of a cluster; `none` for no bound" =>
            "Mindste antal pladser til en sundhedsklynge; `none` for ingen grænse",
        "Most seats of a cluster; `none` for no bound" =>
            "Største antal pladser til en sundhedsklynge; `none` for ingen grænse",
        "People in a team, e.g. 3-4" =>
            "Personer i et team, fx 3-4",
        "What happens to seats that cannot be filled: leave_empty, redistribute or refuse" =>
            "Hvad der sker med pladser, der ikke kan besættes: leave_empty, redistribute eller refuse",
        "Any other change of a scenario file, e.g. rules.min_sectors=3, score.preference=6, bounds.max:h-byen=20 (repeatable)" =>
            "Enhver anden ændring fra en scenariefil, fx rules.min_sectors=3, score.preference=6, bounds.max:h-byen=20 (kan gentages)",
        "Write a page with the scenarios side by side to this file" =>
            "Gem en side med scenarierne side om side i denne fil",
        "Write a page with the distributions to this file" =>
            "Gem en side med fordelingerne over alle scenarier i denne fil",
        "Show every team that changes" =>
            "Vis alle teams, der ændres",
        "The programme: an Excel workbook, a folder with programme.toml and CSV tables, or a JSON file" =>
            "Programmet: en Excel-projektmappe, en mappe med programme.toml og CSV-tabeller eller en JSON-fil",
        "The specification of the sweep: TOML or JSON" =>
            "Beskrivelsen af gennemregningen: TOML eller JSON",
        "Write to this file (aside, as FILE.part, until it is whole); without it, to standard output" =>
            "Gem i denne fil (ved siden af, som FIL.part, til den er hel); ellers til standardoutput",
        "Which shard of how many, from 1, e.g. 2/4. Without it, SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX tells" =>
            "Hvilken del af hvor mange, fra 1, fx 2/4. Ellers siger SLURM_ARRAY_TASK_ID eller JOB_COMPLETION_INDEX det",
        "How many shards there are, where the environment tells which one this is" =>
            "Hvor mange dele der er, når omgivelserne siger, hvilken denne er",
        "Take away what sweeps remember on disk" =>
            "Fjern det, som gennemregninger har gemt på disken",
        "The folder that `sweep run --cache` was given. Only its own files are taken away" =>
            "Den mappe, som `sweep run --cache` fik. Kun dens egne filer fjernes",
        "Remember scenarios in a folder and take from it what was worked out before (`fordel clean` takes it away). It does not change the results" =>
            "Husk scenarier i en mappe, og tag derfra, hvad der er regnet ud før (`fordel clean` fjerner den). Det ændrer ikke resultaterne",
        "How large that folder grows, in megabytes; the oldest goes first" =>
            "Hvor stor mappen bliver, i megabyte; det ældste fjernes først",
        "Which plans the judge checks: a sample (one in 64), all, or none. It does not change the results" =>
            "Hvilke planer der efterprøves: en stikprøve (én af 64), alle eller ingen. Resultaterne er de samme",
        "The files of the shards, in any order" =>
            "Delenes filer, i vilkårlig rækkefølge",
        "Write all lines, in order, to this file" =>
            "Gem alle linjer, i rækkefølge, i denne fil",
        "Show everybody, also those who are in or out in every scenario" =>
            "Vis alle, også dem, der er med eller ude i hvert scenarie",
        "Plan the typed changes afresh, without keeping anybody where the programme as it is has them" =>
            "Læg planen med ændringerne helt forfra, uden at holde nogen, hvor de er uden ændringerne",
        "The shell" =>
            "Kommandofortolkeren",
        "Write one page a command into this folder" =>
            "Skriv én side pr. kommando i denne mappe",
        "The ending says what is written: .xlsx a workbook, .json a document, no ending a folder of CSV tables.\nNothing is lost either way. With --lang da headings and words are Danish." =>
            "Endelsen siger, hvad der skrives: .xlsx en projektmappe, .json et dokument, ingen endelse en mappe med CSV-tabeller.\nIntet går tabt undervejs. Med --lang da er overskrifter og ord danske.",
        "Every workbook and CSV file of the folder is read; only name and organisation are needed. A file or sheet\nnamed organisations (organisationer) fills in cluster and sector and says who has not replied." =>
            "Alle projektmapper og CSV-filer i mappen læses; kun navn og organisation er nødvendige. En fil eller et ark, der\nhedder organisationer, udfylder klynge og sektor og viser, hvem der ikke har svaret.",
        _ => return None,
    })
}
