//! Names, titles and topics. The surnames are made up so that nobody can be meant.

/// First names.
pub(crate) const FIRST_NAMES: [&str; 36] = [
    "Agnes", "Anders", "Asta", "Bent", "Birgit", "Bo", "Camilla", "Carl", "Dorte", "Ebbe", "Ella", "Erik",
    "Freja", "Frode", "Gerda", "Gorm", "Hanne", "Henrik", "Inge", "Jens", "Karen", "Kjeld", "Lærke", "Mads",
    "Mette", "Niels", "Oda", "Palle", "Pernille", "Rasmus", "Signe", "Søren", "Tove", "Troels", "Åse",
    "Øjvind",
];

/// Surnames that say that the person is made up.
pub(crate) const SURNAMES: [&str; 24] = [
    "Prøvesen",
    "Eksempelgaard",
    "Opdigtsen",
    "Tænktholm",
    "Modelby",
    "Papirsen",
    "Syntved",
    "Fiktivborg",
    "Testrup",
    "Attrapsen",
    "Kulissegaard",
    "Påfundsen",
    "Udkastlund",
    "Skabelonsen",
    "Mønsterskov",
    "Øvelsesen",
    "Kladdeholm",
    "Tilfældstrup",
    "Pladsholdersen",
    "Forestilby",
    "Ingenmandsen",
    "Romanbæk",
    "Dukkedal",
    "Æventyrlund",
];

/// What teams work on: the end of an initiative's id, and its title.
pub(crate) const TOPICS: [(&str, &str); 12] = [
    ("palliation", "Palliativ indsats på tværs af sektorer"),
    ("kol", "Sammenhængende KOL-forløb"),
    ("kraeft", "Kræftforløb fra egen læge til genoptræning"),
    ("udskrivelse", "Den gode udskrivelse"),
    ("overvaegt", "Borgere med overvægt"),
    ("aeldre", "Ældre medicinske patienter i eget hjem"),
    ("psykisk", "Mennesker med psykisk sygdom og somatisk sygdom"),
    ("genoptraening", "Genoptræning uden ventetid"),
    ("medicin", "Medicin, der følger borgeren"),
    ("diabetes", "Type 2-diabetes tæt på borgeren"),
    ("boern", "Børn og unge i mistrivsel"),
    ("akut", "Akutpladser og færre genindlæggelser"),
];

/// Where somebody works.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Workplace {
    /// A municipality.
    Municipality,
    /// The cluster's hospital.
    Hospital,
    /// The region's psychiatry.
    Psychiatry,
    /// General practice.
    GeneralPractice,
    /// Patients and relatives.
    Patients,
}

impl Workplace {
    /// Sector and area.
    pub(crate) fn sector(self) -> (&'static str, &'static str) {
        match self {
            Self::Municipality => ("municipality", ""),
            Self::Hospital => ("region", "hospital"),
            Self::Psychiatry => ("region", "psychiatry"),
            Self::GeneralPractice => ("general_practice", ""),
            Self::Patients => ("patient", ""),
        }
    }

    /// Professions found there, the common ones more than once.
    pub(crate) fn professions(self) -> &'static [&'static str] {
        match self {
            Self::Municipality => &[
                "sygeplejerske",
                "sygeplejerske",
                "sygeplejerske",
                "fysioterapeut",
                "ergoterapeut",
                "social- og sundhedsassistent",
                "socialrådgiver",
                "akademiker",
                "pædagog",
                "køkken",
            ],
            Self::Hospital => &[
                "læge",
                "læge",
                "sygeplejerske",
                "sygeplejerske",
                "sygeplejerske",
                "jordemoder",
                "bioanalytiker",
                "radiograf",
                "fysioterapeut",
                "service",
                "køkken",
                "sterilcentral",
            ],
            Self::Psychiatry => &["læge", "sygeplejerske", "sygeplejerske", "psykolog", "socialrådgiver"],
            Self::GeneralPractice => &["læge", "læge", "praksissygeplejerske"],
            Self::Patients => &[""],
        }
    }

    /// Levels of leadership found there, the common ones more than once.
    pub(crate) fn levels(self) -> &'static [&'static str] {
        match self {
            Self::GeneralPractice => &["practice_consultant", "practice_consultant", "other"],
            Self::Patients => &["other"],
            Self::Municipality | Self::Hospital | Self::Psychiatry => &[
                "leader_of_leaders",
                "leader_of_leaders",
                "leader_of_leaders",
                "middle_manager",
                "middle_manager",
                "middle_manager",
                "middle_manager",
                "middle_manager",
                "administrative_leader",
                "other",
            ],
        }
    }

    /// Job titles of a level there.
    pub(crate) fn titles(self, level: &str) -> &'static [&'static str] {
        match (self, level) {
            (Self::Municipality, "leader_of_leaders") => &["Sundhedschef", "Ældrechef", "Områdechef"],
            (Self::Municipality, "middle_manager") => &[
                "Leder af hjemmesygeplejen",
                "Plejecenterleder",
                "Leder af genoptræningen",
                "Visitationsleder",
            ],
            (Self::Hospital | Self::Psychiatry, "leader_of_leaders") => &["Afdelingsleder", "Centerchef"],
            (Self::Hospital | Self::Psychiatry, "middle_manager") => {
                &["Afsnitsleder", "Oversygeplejerske", "Ledende terapeut"]
            }
            (Self::GeneralPractice, "practice_consultant") => &["Praksiskonsulent"],
            (Self::GeneralPractice, _) => &["Klinikleder"],
            (Self::Patients, _) => &["Patientrepræsentant", "Pårørenderepræsentant"],
            (_, "administrative_leader") => &["Sekretariatsleder", "Stabsleder"],
            _ => &["Projektleder", "Udviklingsleder"],
        }
    }

    /// Who backs people from there.
    pub(crate) fn sponsor(self) -> &'static str {
        match self {
            Self::Municipality => "Sundhedsdirektøren",
            Self::Hospital => "Hospitalsledelsen",
            Self::Psychiatry => "Psykiatriledelsen",
            Self::GeneralPractice => "Praksisudvalget",
            Self::Patients => "",
        }
    }
}

/// A small profession's own title, where it has one.
pub(crate) fn title_of_profession(profession: &str) -> Option<&'static str> {
    match profession {
        "service" => Some("Serviceleder"),
        "køkken" => Some("Køkkenleder"),
        "sterilcentral" => Some("Leder af sterilcentralen"),
        _ => None,
    }
}

/// A text in the letters of an e-mail address.
pub(crate) fn plain_letters(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.replace('æ', "ae").replace('ø', "oe").replace('å', "aa").replace(' ', "-")
}
