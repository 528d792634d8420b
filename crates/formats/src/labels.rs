//! What tables, columns and words are called in a workbook for people. What is written in Danish is read
//! as the same.

use crate::text::Language;

/// The sheet of a table, or of the settings (`programme`).
pub(crate) fn sheet(table: &str, language: Language) -> &'static str {
    let (english, danish) = match table {
        "programme" => ("Programme", "Program"),
        "clusters" => ("Clusters", "Klynger"),
        "initiatives" => ("Initiatives", "Initiativer"),
        "nominees" => ("Nominees", "Kandidater"),
        "organisations" => ("Organisations", "Organisationer"),
        "relations" => ("Relations", "Relationer"),
        "pins" => ("Pins", "Fastlåste"),
        "quotas" => ("Quotas", "Krav"),
        "partners" => ("Partners", "Sparringspartnere"),
        _ => ("History", "Historik"),
    };
    match language {
        Language::English => english,
        Language::Danish => danish,
    }
}

/// The heading of a column.
pub(crate) fn heading<'a>(table: &str, field: &'a str, language: Language) -> &'a str {
    if language == Language::English {
        return field;
    }
    match (table, field) {
        ("clusters", "id") => "klynge_id",
        ("initiatives", "id") => "initiativ_id",
        ("nominees", "id") => "kandidat_id",
        ("partners", "id") => "partner_id",
        (_, "name") => "navn",
        (_, "cluster") => "klynge",
        (_, "sector") => "sektor",
        (_, "min_seats") => "mindste_pladser",
        (_, "max_seats") => "højst_pladser",
        (_, "fixed_seats") => "faste_pladser",
        (_, "contact_person") => "kontaktperson",
        (_, "title") => "titel",
        (_, "teams_min") => "mindst_teams",
        (_, "teams_max") => "højst_teams",
        (_, "size_min") => "mindste_størrelse",
        (_, "size_max") => "største_størrelse",
        (_, "min_sectors") => "mindst_sektorer",
        (_, "required_sectors") => "krævede_sektorer",
        (_, "required_levels") => "krævede_niveauer",
        (_, "area") => "område",
        (_, "level") => "ledelsesniveau",
        (_, "profession") => "faggruppe",
        (_, "manager") => "nærmeste_leder",
        (_, "initiatives") => "initiativer",
        (_, "preferences") => "ønsker",
        (_, "priority") => "prioritering",
        (_, "experience") => "erfaring",
        (_, "competence") => "kompetence",
        (_, "seat_pool") => "pulje",
        (_, "email") => "e-mail",
        (_, "remark") => "bemærkning",
        (_, "aliases") => "andre_navne",
        (_, "weight") => "vægt",
        (_, "contact") => "kontakt",
        (_, "reply") => "svar",
        ("relations", "a") => "den_ene",
        ("relations", "b") => "den_anden",
        ("relations", "relation") => "forhold",
        ("pins", "nominee") => "kandidat",
        ("pins", "initiative") => "initiativ",
        ("pins", "pin") => "fastlåst",
        ("quotas", "attribute") => "egenskab",
        ("quotas", "value") => "værdi",
        ("quotas", "scope") => "gælder",
        ("quotas", "scope_id") => "gælder_for",
        ("quotas", "min") => "mindst",
        ("quotas", "max") => "højst",
        ("partners", "capacity") => "kapacitet",
        ("partners", "topics") => "emner",
        ("partners", "sectors") => "sektorer",
        ("history", "year") => "år",
        ("history", "seats") => "pladser",
        // region, organisation, sponsor, motivation, status, team are the same in both languages.
        _ => field,
    }
}

/// A setting's name, section by section.
pub(crate) fn setting(name: &str, language: Language) -> String {
    if language == Language::English {
        return name.to_owned();
    }
    let danish = match name {
        "name" => "navn",
        "year" => "år",
        "seats" => "pladser",
        "reserved" => "reserveret",
        "key" => "fordelingsnøgle",
        "key_source" => "nøglekilde",
        "method" => "metode",
        "min_seats" => "mindste_pladser",
        "max_seats" => "maks_pladser",
        "levels" => "niveauer",
        "level_methods" => "niveaumetoder",
        "on_tie" => "ved_lige",
        "team_size.min" => "teamstørrelse.mindst",
        "team_size.max" => "teamstørrelse.højst",
        "objective" => "mål",
        "unfilled" => "ubesatte_pladser",
        "deadline" => "frist",
        "sectors" => "sektorer",
        "rules.min_sectors" => "regler.mindst_sektorer",
        "rules.max_same_organisation" => "regler.højst_samme_organisation",
        "rules.max_same_profession" => "regler.højst_samme_faggruppe",
        "rules.min_leaders_of_leaders" => "regler.mindst_ledere_af_ledere",
        "rules.nobody_alone" => "regler.ingen_alene",
        "rules.respect_priority" => "regler.følg_prioritering",
        "rules.required_sectors" => "regler.krævede_sektorer",
        "rules.required_levels" => "regler.krævede_niveauer",
        "rules.mix" => "regler.sammensætning",
        "rules.skills" => "regler.færdigheder",
        "rules.mean" => "regler.gennemsnit",
        "rules.same" => "regler.fælles",
        "rules.different" => "regler.forskellige",
        "rules.avoid_met" => "regler.ikke_sammen_igen",
        "score.preference_points" => "vægtning.ønskepoint",
        "score.diversity_columns" => "vægtning.forskelligheder",
        other => {
            return match other.split_once('.') {
                Some(("rules", rest)) => format!("regler.{rest}"),
                Some(("score", rest)) => match rest.strip_prefix("weights.") {
                    Some(criterion) => format!("vægtning.vægte.{}", danish_criterion(criterion)),
                    None => format!("vægtning.{rest}"),
                },
                Some(("reserved", rest)) => format!("reserveret.{rest}"),
                _ => other.to_owned(),
            };
        }
    };
    danish.to_owned()
}

/// What a criterion of the score is called in Danish; other texts stay.
pub(crate) fn danish_criterion(code: &str) -> &str {
    match code {
        "preference" => "ønsker",
        "sectors" => "sektorer",
        "organisations" => "organisationer",
        "professions" => "faggrupper",
        "chain" => "ledelseskæde",
        "diversity" => "forskellighed",
        "merit" => "kvalifikationer",
        // Balance is the same in both languages.
        other => other,
    }
}

/// A word of ours as people write it: a sector, a level, a status and so on. Other texts stay.
pub(crate) fn word<'a>(field: &str, text: &'a str, language: Language) -> &'a str {
    if language == Language::English {
        return text;
    }
    match (field, text) {
        ("sector" | "required_sectors" | "sectors", "municipality") => "kommune",
        ("sector" | "required_sectors" | "sectors", "general_practice") => "almen praksis",
        ("sector" | "required_sectors" | "sectors", "patient") => "patienter og pårørende",
        ("level" | "required_levels", "leader_of_leaders") => "leder af ledere",
        ("level" | "required_levels", "middle_manager") => "mellemleder",
        ("level" | "required_levels", "administrative_leader") => "administrativ leder",
        ("level" | "required_levels", "practice_consultant") => "praksiskonsulent",
        ("level" | "required_levels", "other") => "andet",
        ("status", "nominated") => "indmeldt",
        ("status", "withdrawn") => "frafaldet",
        ("status", "declined") => "takket nej",
        ("reply", "waiting") => "afventer",
        ("reply", "answered") => "svaret",
        ("reply", "none") => "ingen kandidat",
        ("relation", "together") => "sammen",
        ("relation", "apart") => "hver for sig",
        ("relation", "met") => "tidligere sammen",
        ("pin", "in") => "ind",
        ("pin", "out") => "ud",
        ("scope", "programme") => "program",
        ("scope", "cluster") => "klynge",
        ("on_tie", "report") => "vis",
        ("on_tie", "larger_weight") => "største vægt",
        ("on_tie", "lot") => "lodtrækning",
        ("objective", "total") => "samlet",
        ("objective", "worst_team_first") => "svageste team først",
        ("objective", "leximin") => "svageste team og så det næste",
        ("unfilled", "leave_empty") => "lad stå tomme",
        ("unfilled", "redistribute") => "omfordel",
        ("unfilled", "refuse") => "afvis",
        _ => text,
    }
}
