//! How to fill in, in Danish.

use super::Frame;

pub(super) static FRAME: Frame = Frame {
    guide: "Vejledning",
    title: "Program til fordel: pladser, kandidater og teams",
    steps: &[
        "1. Udfyld arket Program: navn, antal pladser og fordelingsnøgle. Resten har fornuftige standardværdier.",
        "2. Skriv klyngerne i arket Klynger, én pr. række, med fordelingsnøglen (f.eks. folketallet) i kolonnen folketal. \
         Kald gerne kolonnen noget andet, men så samme navn som fordelingsnøglen i arket Program.",
        "3. Skriv initiativerne i arket Initiativer og kandidaterne i arket Kandidater. Har I ikke kandidaterne endnu, så lad \
         arket stå: pladserne kan fordeles alligevel.",
        "4. De øvrige ark udfyldes kun, hvis der er brug for dem. Ark og kolonner, der ikke bruges, kan slettes.",
        "5. Mørke overskrifter skal udfyldes. Rækker, der begynder med »Eksempel:«, viser kun, hvordan der skrives. De \
         springes over, når filen læses, og kan slettes.",
        "6. Flere værdier i samme celle adskilles med semikolon. Rækkefølgen af kolonner er ligegyldig.",
        "7. Gem filen, og træk den over på programmet fordel, eller skriv: fordel plan FIL.xlsx --lang da",
        "Skriv kun det, der er brug for. Skriv aldrig CPR-numre: filen bliver afvist. Bemærkninger bliver aldrig vist nogen steder.",
    ],
    list: ["Ark", "Kolonne", "Skal udfyldes", "Hvad der skal stå"],
    yes: "ja",
    settings: ["Felt", "Værdi", "Forklaring"],
    example: "Eksempel: ",
    choose: "Vælg fra listen",
    other_word: "Ordet står ikke på listen. Vælg et af ordene.",
    other_number: "Her skal stå et helt tal inden for grænserne.",
};

pub(super) fn column(table: &str, field: &str) -> &'static str {
    match (table, field) {
        ("clusters", "id") => {
            "Et kort navn, som de andre ark henviser til, f.eks. vest. Uden mellemrum er lettest."
        }
        ("clusters", "name") => "Klyngens navn, som det skal stå i oversigter og breve.",
        ("clusters", "region") => "Regionen. Bruges, hvis pladserne først fordeles mellem regioner.",
        ("clusters", "key") => "Fordelingsnøglen: det tal, pladserne fordeles efter, f.eks. folketallet.",
        ("clusters", "min_seats") => "Klyngen får mindst så mange pladser.",
        ("clusters", "max_seats") => "Klyngen får højst så mange pladser.",
        ("clusters", "fixed_seats") => "Klyngen får netop så mange pladser, uanset nøglen.",
        ("clusters", "contact_person") => "Den, deltagerne kan henvende sig til.",
        ("initiatives", "id") => "Et kort navn, som kandidaternes rækker henviser til, f.eks. vest-kol.",
        ("initiatives", "cluster") => {
            "Klyngens id. Er initiativet fælles for flere klynger, adskilles de med semikolon."
        }
        ("initiatives", "title") => "Initiativets titel.",
        ("initiatives", "teams_min") => {
            "Mindst så mange teams. Tom: 1. Skriv 0, hvis initiativet kun er en idé."
        }
        ("initiatives", "teams_max") => "Højst så mange teams. Tom: 1.",
        ("initiatives", "size_min") => "Mindst så mange personer i et team. Tom: som i arket Program.",
        ("initiatives", "size_max") => "Højst så mange personer i et team. Tom: som i arket Program.",
        ("initiatives", "min_sectors") => {
            "Mindst så mange forskellige sektorer i et team. Tom: som i arket Program."
        }
        ("initiatives", "required_sectors") => {
            "Sektorer, som skal være med i hvert team. Flere adskilles med semikolon."
        }
        ("initiatives", "required_levels") => {
            "Ledelsesniveauer, som skal være med i hvert team. Flere adskilles med semikolon."
        }
        ("nominees", "id") => {
            "Et nummer eller en kode, der ikke siger noget om personen. Tom: fordel laver et, som bliver ved med at være det samme."
        }
        ("nominees", "name") => "Fulde navn.",
        ("nominees", "cluster") => {
            "Klyngens id. Kan stå tom, hvis organisationen står i arket Organisationer."
        }
        ("nominees", "organisation") => "Kommunen, hospitalet eller praksis.",
        ("nominees", "sector") => {
            "Kommune, region (hospital, psykiatri), almen praksis eller patienter og pårørende. Kan stå tom, hvis organisationen står i arket Organisationer."
        }
        ("nominees", "area") => "Del af sektoren, f.eks. psykiatri.",
        ("nominees", "title") => "Stilling.",
        ("nominees", "level") => "Ledelsesniveau.",
        ("nominees", "profession") => "Faggruppe, f.eks. sygeplejerske eller køkken.",
        ("nominees", "manager") => {
            "Kandidat-id eller navn på den nærmeste leder, hvis lederen også er kandidat."
        }
        ("nominees", "sponsor") => "Den overordnede, der bakker op.",
        ("nominees", "initiatives") => {
            "De initiativer, personen er indmeldt til; kun dem kan personen komme med i. Tom: alle klyngens. Flere adskilles med semikolon."
        }
        ("nominees", "preferences") => {
            "Ønsker, det bedste først, adskilt med semikolon. De tæller, men binder ikke."
        }
        ("nominees", "priority") => "Organisationens egen rækkefølge: 1 er første valg.",
        ("nominees", "experience") => "Erfaring fra 0 til 5. Må gerne stå tom hos alle.",
        ("nominees", "competence") => "Kompetence fra 0 til 5. Må gerne stå tom hos alle.",
        ("nominees", "motivation") => "Motivation fra 0 til 5. Må gerne stå tom hos alle.",
        ("nominees", "seat_pool") => {
            "Navnet på reserverede pladser, hvis personen bruger en af dem og ikke en af klyngens."
        }
        ("nominees", "status") => "Tom: indmeldt.",
        ("nominees", "email") => "Til breve.",
        ("nominees", "remark") => "Til eget brug; vises aldrig.",
        ("organisations", "name") => "Kommunen, hospitalet eller praksis.",
        ("organisations", "aliases") => "Andre navne for det samme, adskilt med semikolon.",
        ("organisations", "cluster") => {
            "Klyngens id. Udfylder det, som kandidaternes rækker lader stå tomt. Lad den stå tom, hvis organisationen hører til flere klynger."
        }
        ("organisations", "sector") => "Udfylder det, som kandidaternes rækker lader stå tomt.",
        ("organisations", "weight") => "Et tal for størrelsen, hvis det skal bruges.",
        ("organisations", "contact") => "Den, der kan spørges.",
        ("organisations", "reply") => {
            "Om organisationen har svaret. »Vi har ingen kandidat« er også et svar."
        }
        ("relations", "a") => "Kandidat-id eller navn.",
        ("relations", "b") => "Kandidat-id eller navn.",
        ("relations", "relation") => "Sammen i ét team, eller aldrig i samme team.",
        ("pins", "nominee") => "Kandidat-id eller navn.",
        ("pins", "initiative") => "Kun dette initiativ. Tom: et hvilket som helst.",
        ("pins", "team") => "Et bestemt team i en tidligere plan.",
        ("pins", "pin") => "Skal med (ind), eller skal ikke med (ud).",
        ("quotas", "attribute") => "En kolonne hos kandidaterne, f.eks. sektor.",
        ("quotas", "value") => "Værdien, der tælles, f.eks. kommune. * betyder hver værdi for sig.",
        ("quotas", "scope") => "Hele programmet, hver region eller hver klynge.",
        ("quotas", "scope_id") => "Kun denne region eller klynge. Tom: hver af dem.",
        ("quotas", "min") => "Mindst så mange udpegede.",
        ("quotas", "max") => "Højst så mange udpegede.",
        ("partners", "id") => "Et kort navn.",
        ("partners", "name") => "Sparringspartnerens navn.",
        ("partners", "region") => "Regionen.",
        ("partners", "capacity") => "Højst så mange teams.",
        ("partners", "organisation") => "Arbejdspladsen.",
        ("partners", "topics") => "Emner eller sektorer, partneren kender, adskilt med semikolon.",
        ("partners", "sectors") => "Sektorer, partneren kender, adskilt med semikolon.",
        ("history", "cluster") => "Klyngens id.",
        ("history", "year") => "Året.",
        ("history", "seats") => "Pladser, klyngen fik det år.",
        ("history", "weight") => "Fordelingsnøglen det år.",
        _ => "",
    }
}

pub(super) fn setting(name: &str) -> &'static str {
    match name {
        "name" => "Programmets navn. Skal udfyldes.",
        "year" => "Årgangen.",
        "seats" => "Pladser i alt. Skal udfyldes.",
        "reserved" => "Pladser uden for fordelingen, f.eks. almen praksis=20. Flere adskilles med semikolon.",
        "key" => "Navnet på den kolonne i arket Klynger, pladserne fordeles efter.",
        "key_source" => "Hvor tallene kommer fra. Vises i rapporten.",
        "method" => "Metoden: sainte_lague, hamilton, dhondt og flere (fordel seats --methods).",
        "min_seats" => "Mindst så mange pladser til hver klynge. Et team er på mindst to.",
        "max_seats" => "Højst så mange pladser til hver klynge.",
        "levels" => "Skriv region, hvis pladserne først fordeles mellem regionerne.",
        "on_tie" => "Når klynger står lige: vis, største vægt eller lodtrækning.",
        "seed" => "Et tal, så en lodtrækning kan gentages.",
        "team_size.min" => "Mindst så mange i et team: 2.",
        "team_size.max" => "Højst så mange i et team: 4.",
        "objective" => {
            "samlet: bedst i alt. svageste team først: det svageste team så godt som muligt, så bedst i alt. \
             svageste team og så det næste: det svageste team så godt som muligt, så det næste, og så videre."
        }
        "unfilled" => "Pladser, klyngen ikke kan bruge: lad stå tomme, omfordel eller afvis.",
        "deadline" => "Frist for indmelding, f.eks. 2022-05-31. Svar efter den markeres.",
        "rules.min_sectors" => "Mindst så mange sektorer i hvert team.",
        "rules.max_same_organisation" => "Højst så mange fra samme organisation i et team.",
        "rules.respect_priority" => {
            "ja: organisationens rækkefølge følges. Tom: ja, hvis kolonnen prioritering bruges."
        }
        "score.preference_points" => "Point for 1., 2., 3. ønske.",
        "score.weights.preference" => "Hvor meget kandidaternes ønsker tæller, 0 eller mere.",
        "score.weights.sectors" => "Hvor meget flere sektorer i et team tæller, 0 eller mere.",
        "score.weights.organisations" => "Hvor meget flere organisationer i et team tæller, 0 eller mere.",
        "score.weights.professions" => "Hvor meget flere faggrupper i et team tæller, 0 eller mere.",
        "score.weights.chain" => {
            "Hvor meget det tæller, at en leder er i team med sin medarbejder, 0 eller mere."
        }
        "score.weights.merit" => "Hvor meget erfaring, kompetence og motivation tæller, 0 eller mere.",
        _ => "",
    }
}

pub(super) fn examples(table: &str) -> &'static [&'static [(&'static str, &'static str)]] {
    match table {
        "clusters" => {
            &[&[("id", "vest"), ("name", "Klynge Vest"), ("region", "Midtjylland"), ("key", "286071")]]
        }
        "initiatives" => &[&[
            ("id", "vest-kol"),
            ("cluster", "vest"),
            ("title", "Sammenhængende forløb for borgere med KOL"),
            ("teams_max", "2"),
        ]],
        "nominees" => &[
            &[
                ("id", "1"),
                ("name", "Anna Opdigtsen"),
                ("cluster", "vest"),
                ("organisation", "Nordby Kommune"),
                ("sector", "kommune"),
                ("title", "Leder af sygeplejen"),
                ("level", "leder af ledere"),
                ("profession", "sygeplejerske"),
                ("preferences", "vest-kol"),
                ("priority", "1"),
            ],
            &[
                ("id", "2"),
                ("name", "Bo Modelby"),
                ("cluster", "vest"),
                ("organisation", "Vestby Sygehus"),
                ("sector", "hospital"),
                ("level", "mellemleder"),
                ("manager", "Anna Opdigtsen"),
                ("status", "indmeldt"),
            ],
        ],
        "organisations" => &[&[
            ("name", "Nordby Kommune"),
            ("aliases", "Nordby; Nordby Kom."),
            ("cluster", "vest"),
            ("sector", "kommune"),
            ("reply", "afventer"),
        ]],
        "relations" => &[&[("a", "Anna Opdigtsen"), ("b", "Bo Modelby"), ("relation", "sammen")]],
        "pins" => &[&[("nominee", "Anna Opdigtsen"), ("initiative", "vest-kol"), ("pin", "ind")]],
        "quotas" => {
            &[&[("attribute", "sektor"), ("value", "almen praksis"), ("scope", "klynge"), ("min", "1")]]
        }
        "partners" => {
            &[&[("id", "s1"), ("name", "Carl Testrup"), ("region", "Midtjylland"), ("capacity", "3")]]
        }
        "history" => &[&[("cluster", "vest"), ("year", "2021"), ("seats", "9")]],
        _ => &[],
    }
}
