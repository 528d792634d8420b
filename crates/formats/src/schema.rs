//! The tables of a programme: their names, their columns, and what else people call them.

/// What a column holds, as far as reading cares.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Holds {
    /// Text; searched for personal numbers.
    Text,
    /// Numbers; not searched.
    Numbers,
}

/// A column of a table.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its name in the contract.
    pub(crate) name: &'static str,
    /// What else it may be called, the more likely first.
    pub(crate) also: &'static [&'static str],
    pub(crate) holds: Holds,
    /// Whether every row needs it.
    pub(crate) required: bool,
}

/// A table.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(crate) name: &'static str,
    pub(crate) also: &'static [&'static str],
    pub(crate) fields: &'static [Field],
}

impl Schema {
    /// All names of all columns, for finding the row of headings.
    pub(crate) fn headings(&self) -> Vec<&'static str> {
        self.fields
            .iter()
            .flat_map(|field| [field.name].into_iter().chain(field.also.iter().copied()))
            .collect()
    }

    /// Whether a file, sheet or key of this name is this table.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        let name = crate::heading::squeeze(name);
        [self.name].iter().chain(self.also).any(|known| crate::heading::squeeze(known) == name)
    }
}

const fn must(name: &'static str, also: &'static [&'static str]) -> Field {
    Field { name, also, holds: Holds::Text, required: true }
}

const fn text(name: &'static str, also: &'static [&'static str]) -> Field {
    Field { name, also, holds: Holds::Text, required: false }
}

const fn number(name: &'static str, also: &'static [&'static str]) -> Field {
    Field { name, also, holds: Holds::Numbers, required: false }
}

pub(crate) static CLUSTERS: Schema = Schema {
    name: "clusters",
    also: &["klynger", "sundhedsklynger", "cluster", "klynge"],
    fields: &[
        must("id", &["klynge_id", "cluster_id", "klynge", "cluster", "sundhedsklynge"]),
        must("name", &["navn", "klyngenavn", "cluster_name", "klynge", "cluster", "sundhedsklynge"]),
        text("region", &["regionsnavn"]),
        number("min_seats", &["min_pladser", "mindste_pladser", "pladser_mindst", "mindst", "min"]),
        number(
            "max_seats",
            &["max_pladser", "maks_pladser", "højst_pladser", "pladser_højst", "højst", "max", "maks"],
        ),
        number("fixed_seats", &["faste_pladser", "fast_antal_pladser", "fastsatte_pladser", "fixed", "fast"]),
        text("contact_person", &["kontaktperson", "contact", "kontakt"]),
    ],
};

pub(crate) static INITIATIVES: Schema = Schema {
    name: "initiatives",
    also: &["initiativer", "forbedringsinitiativer", "indsatser", "initiative", "initiativ"],
    fields: &[
        must("id", &["initiativ_id", "initiative_id", "initiativ", "initiative"]),
        must("cluster", &["klynge", "klynger", "clusters", "sundhedsklynge", "sundhedsklynger"]),
        must("title", &["titel", "navn", "name", "forbedringsinitiativ", "initiativ", "initiative"]),
        number("teams_min", &["min_teams", "mindst_teams", "teams_mindst"]),
        number("teams_max", &["max_teams", "maks_teams", "højst_teams", "teams_højst", "teams_maks"]),
        number(
            "size_min",
            &["min_size", "mindste_størrelse", "størrelse_min", "størrelse_mindst", "min_størrelse"],
        ),
        number(
            "size_max",
            &["max_size", "største_størrelse", "størrelse_max", "størrelse_højst", "maks_størrelse"],
        ),
        number("min_sectors", &["min_sektorer", "mindst_sektorer", "sektorer_mindst"]),
        text("required_sectors", &["krævede_sektorer", "påkrævede_sektorer", "sektorer_der_kræves"]),
        text("required_levels", &["krævede_niveauer", "krævede_ledelsesniveauer", "påkrævede_niveauer"]),
    ],
};

pub(crate) static NOMINEES: Schema = Schema {
    name: "nominees",
    also: &[
        "kandidater",
        "indmeldte",
        "deltagere",
        "indstillede",
        "nominee",
        "kandidat",
        "personer",
        "people",
    ],
    fields: &[
        text("id", &["kandidat_id", "nominee_id", "kandidatnr", "kandidatnummer", "nr", "nummer"]),
        must("name", &["navn", "kandidat", "nominee", "fulde_navn", "person", "deltager"]),
        must("cluster", &["klynge", "sundhedsklynge", "cluster_id", "klynge_id"]),
        must("organisation", &["organization", "organisationsnavn", "arbejdsplads", "ansættelsessted"]),
        must("sector", &["sektor"]),
        text("area", &["område", "delsektor"]),
        text("title", &["titel", "stilling", "stillingsbetegnelse", "job_title"]),
        text("level", &["niveau", "ledelsesniveau", "lederniveau"]),
        text("profession", &["faggruppe", "fag", "faglig_baggrund", "uddannelse"]),
        text("manager", &["leder", "nærmeste_leder", "egen_leder", "chef"]),
        text("sponsor", &[]),
        text(
            "initiatives",
            &[
                "initiativer",
                "initiativ",
                "initiative",
                "forbedringsinitiativ",
                "forbedringsinitiativer",
                "indmeldt_til",
            ],
        ),
        text(
            "preferences",
            &["ønsker", "præferencer", "preference", "initiativønsker", "ønskede_initiativer"],
        ),
        number("priority", &["prioritet", "prioritering", "rækkefølge", "organisationens_prioritering"]),
        number("experience", &["erfaring"]),
        number("competence", &["kompetence", "kompetencer", "competences"]),
        number("motivation", &[]),
        text("seat_pool", &["pulje", "pladspulje", "pool"]),
        text("status", &[]),
        text("email", &["e-mail", "mail", "epost", "mailadresse", "e-mailadresse"]),
        text("remark", &["bemærkning", "bemærkninger", "remarks", "kommentar", "kommentarer", "note"]),
    ],
};

pub(crate) static ORGANISATIONS: Schema = Schema {
    name: "organisations",
    also: &["organisationer", "organizations", "organisation"],
    fields: &[
        must("name", &["navn", "organisation", "organization", "organisationsnavn"]),
        text("aliases", &["alias", "andre_navne", "kaldes_også", "også_kaldet"]),
        text("cluster", &["klynge", "sundhedsklynge"]),
        text("sector", &["sektor"]),
        number("weight", &["vægt"]),
        text("contact", &["kontakt", "kontaktperson", "contact_person"]),
        text("reply", &["svar", "tilbagemelding"]),
    ],
};

pub(crate) static RELATIONS: Schema = Schema {
    name: "relations",
    also: &["relationer", "relation"],
    fields: &[
        must("a", &["nominee_a", "person_a", "kandidat_a", "den_ene"]),
        must("b", &["nominee_b", "person_b", "kandidat_b", "den_anden"]),
        must("relation", &["forhold", "type", "kind"]),
    ],
};

pub(crate) static PINS: Schema = Schema {
    name: "pins",
    also: &["fastlåste", "fastlåst", "låste", "pin"],
    fields: &[
        must("nominee", &["kandidat", "nominee_id", "kandidat_id", "person"]),
        text("initiative", &["initiativ", "forbedringsinitiativ"]),
        text("team", &[]),
        must("pin", &["fastlåst", "lås", "side"]),
    ],
};

pub(crate) static QUOTAS: Schema = Schema {
    name: "quotas",
    also: &["krav", "krav_til_sammensætning", "kvoter", "quota"],
    fields: &[
        must("attribute", &["kolonne", "column", "egenskab", "attribut"]),
        must("value", &["værdi"]),
        text("scope", &["omfang", "gælder"]),
        text("scope_id", &["omfang_id", "gælder_for"]),
        number("min", &["mindst", "minimum"]),
        number("max", &["højst", "maks", "maksimum", "maximum"]),
    ],
};

pub(crate) static PARTNERS: Schema = Schema {
    name: "partners",
    also: &["sparringspartnere", "sparringspartner", "coaching_partners", "partnere", "partner"],
    fields: &[
        must("id", &["partner_id"]),
        must("name", &["navn", "sparringspartner"]),
        text("region", &[]),
        number("capacity", &["kapacitet", "antal_teams"]),
        text("organisation", &["organization", "arbejdsplads"]),
        text("topics", &["emner", "temaer", "sectors_or_topics", "sectors_or_topics_known"]),
        text("sectors", &["sektorer"]),
    ],
};

pub(crate) static HISTORY: Schema = Schema {
    name: "history",
    also: &["historik", "tidligere_år", "tidligere"],
    fields: &[
        must("cluster", &["klynge", "sundhedsklynge", "id"]),
        Field { name: "year", also: &["år", "aar"], holds: Holds::Numbers, required: true },
        Field { name: "seats", also: &["pladser"], holds: Holds::Numbers, required: true },
        number("weight", &["vægt"]),
    ],
};

/// All tables, in the contract's order.
pub(crate) static TABLES: [&Schema; 9] =
    [&CLUSTERS, &INITIATIVES, &NOMINEES, &ORGANISATIONS, &RELATIONS, &PINS, &QUOTAS, &PARTNERS, &HISTORY];

/// What the settings are called where tables have names.
pub(crate) const SETTINGS: [&str; 4] = ["programme", "program", "settings", "indstillinger"];
