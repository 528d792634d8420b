//! People and initiatives that a scenario adds, written as fields.

use crate::code::Code;
use crate::columns::find_column;
use crate::findings::Findings;
use crate::further::level_list;
use crate::scenarios::changes::person;
use crate::settings::{missing, unknown_sector, word};
use crate::tree::{Tree, Value};
use crate::words::{self, LEVELS, STATUSES};
use fordel_model::change::{NewInitiative, NewNominee};
use fordel_model::id::Id;
use fordel_model::{ClusterId, Initiative, Merit, Nominee, Programme, SectorId, TeamSize};

/// Somebody new: the fields are the columns of the table `nominees`.
pub(crate) fn nominee(tree: &Tree, programme: &Programme, findings: &mut Findings) -> Option<NewNominee> {
    let mut of = tree.fields("add", findings)?;
    let mut take = |names: &[&str], findings: &mut Findings| of.take(names, findings);
    let id = take(&["id"], findings);
    let name = take(&["name", "navn"], findings);
    let cluster = take(&["cluster", "klynge", "sundhedsklynge"], findings);
    let organisation = take(&["organisation", "organization"], findings);
    let sector = take(&["sector", "sektor"], findings);
    for (tree, what) in [(&id, "id"), (&cluster, "cluster"), (&sector, "sector")] {
        if tree.is_empty() {
            missing(&tree.place, what, &format!("{what} = \"...\""), findings);
        }
    }
    let text = |tree: Tree, what: &str, findings: &mut Findings| tree.text(what, findings);
    let area = take(&["area", "område"], findings);
    let title = take(&["title", "stilling", "titel"], findings);
    let level = take(&["level", "lederniveau", "niveau"], findings);
    let profession = take(&["profession", "faggruppe"], findings);
    let manager = take(&["manager", "nærmeste_leder", "leder"], findings);
    let sponsor = take(&["sponsor"], findings);
    let initiatives = take(&["initiatives", "initiativer", "forbedringsinitiativer"], findings);
    let preferences = take(&["preferences", "ønsker", "prioriteter"], findings);
    let priority = take(&["priority", "prioritet"], findings);
    let figures = [
        take(&["experience", "erfaring"], findings),
        take(&["competence", "kompetence"], findings),
        take(&["motivation"], findings),
    ];
    let [experience, competence, motivation] =
        figures.map(|tree| tree.integer("experience", 0..=5u8, findings));
    let pool = take(&["seat_pool", "pladspulje"], findings);
    let status = take(&["status"], findings);
    let mut extra = Vec::new();
    for (key, value) in of.rest() {
        match find_column(key, &programme.extra_columns) {
            Some(_) => extra.extend(value.text(key, findings).map(|text| (key.to_owned(), text))),
            None => {
                let known = ["id", "name", "cluster", "organisation", "sector", "level", "profession"];
                let known = known.iter().copied().chain([
                    "area",
                    "title",
                    "manager",
                    "sponsor",
                    "initiatives",
                    "preferences",
                    "priority",
                    "experience",
                    "competence",
                    "motivation",
                    "seat_pool",
                    "status",
                ]);
                let known: Vec<&str> =
                    known.chain(programme.extra_columns.iter().map(String::as_str)).collect();
                let finding =
                    crate::diagnostic::Diagnostic::new(Code::UnknownSetting, value.place.clone()).found(key);
                let near = crate::nearest::nearest(key, known.iter().copied());
                findings.push(finding.expected(known.join(", ")).nearest(near));
            }
        }
    }
    let found =
        sector.text("sector", findings).and_then(|text| match words::sector(&text, &programme.sectors) {
            Some((at, is_part)) => Some((programme.sectors[at].clone(), is_part.then_some(text))),
            None => {
                findings.push(unknown_sector(&text, sector.place.clone(), &programme.sectors));
                None
            }
        });
    let id = text(id, "id", findings)?;
    let cluster = text(cluster, "cluster", findings)?;
    let (sector, part) = found?;
    let row = Nominee {
        name: text(name, "name", findings).unwrap_or_else(|| id.clone()),
        // Without an organisation somebody stands for one of their own.
        organisation: text(organisation, "organisation", findings).unwrap_or_else(|| id.clone()),
        cluster: ClusterId::from_index(0),
        sector: SectorId::from_index(0),
        area: text(area, "area", findings).or(part),
        title: text(title, "title", findings),
        level: word(&level, &LEVELS, findings),
        profession: text(profession, "profession", findings),
        manager: None,
        manager_text: text(manager.clone(), "manager", findings),
        sponsor: text(sponsor, "sponsor", findings),
        initiatives: Vec::new(),
        preferences: Vec::new(),
        priority: priority.integer("priority", 1..=1_000_000u32, findings),
        merit: Merit { experience, competence, motivation },
        seat_pool: text(pool, "seat_pool", findings),
        status: word(&status, &STATUSES, findings).unwrap_or_default(),
        email: None,
        remark: None,
        extra: Vec::new(),
        diversity: Vec::new(),
        id,
    };
    let manager = row.manager_text.as_ref().map(|text| person(text, programme));
    // A manager who is no nominee is a text only, as in the table.
    let manager = manager.filter(|id| programme.nominees.iter().any(|nominee| nominee.id == *id));
    Some(NewNominee {
        row,
        cluster,
        sector,
        initiatives: initiatives.texts("initiatives", findings),
        preferences: preferences.texts("preferences", findings),
        manager,
        extra,
    })
}

/// A new initiative: the fields are the columns of the table `initiatives`.
pub(crate) fn initiative(tree: &Tree, findings: &mut Findings) -> Option<NewInitiative> {
    let mut of = tree.fields("add_initiatives", findings)?;
    let mut take = |names: &[&str], findings: &mut Findings| of.take(names, findings);
    let id = take(&["id"], findings);
    let clusters = take(&["cluster", "clusters", "klynge", "klynger"], findings);
    for (tree, what) in [(&id, "id"), (&clusters, "cluster")] {
        if tree.is_empty() {
            missing(&tree.place, what, &format!("{what} = \"...\""), findings);
        }
    }
    let title = take(&["title", "titel", "navn", "name"], findings);
    let limits = 0..=10_000u32;
    let min = take(&["teams_min", "mindst_teams"], findings).integer("teams_min", limits.clone(), findings);
    let max_tree = take(&["teams_max", "højst_teams"], findings);
    let max = max_tree.integer("teams_max", limits, findings);
    let sizes = TeamSize::SMALLEST..=TeamSize::LARGEST;
    let size_min = take(&["size_min"], findings).integer("size_min", sizes.clone(), findings);
    let size_max_tree = take(&["size_max"], findings);
    let size_max = size_max_tree.integer("size_max", sizes, findings);
    let min_sectors = take(&["min_sectors", "min_sektorer"], findings);
    let required = take(&["required_sectors", "krævede_sektorer"], findings);
    let levels = take(&["required_levels", "krævede_niveauer"], findings);
    let known = [
        "id",
        "cluster",
        "title",
        "teams_min",
        "teams_max",
        "size_min",
        "size_max",
        "min_sectors",
        "required_sectors",
        "required_levels",
    ];
    of.refuse_rest(Code::UnknownSetting, &known, findings);
    let (teams_min, teams_max) = (min.unwrap_or(1), max.unwrap_or(min.unwrap_or(1).max(1)));
    crate::settings::refuse_crossed("teams_min", &max_tree.place, Some(teams_min), Some(teams_max), findings);
    let size = (size_min.is_some() || size_max.is_some()).then(|| {
        TeamSize::new(size_min.unwrap_or(TeamSize::SMALLEST), size_max.unwrap_or(TeamSize::LARGEST))
    });
    if let (Some(None), Some(low), Some(high)) = (&size, size_min, size_max) {
        let place = &size_max_tree.place;
        crate::settings::refuse_crossed("size_min", place, Some(low), Some(high), findings);
    }
    let id = id.text("id", findings)?;
    let clusters = match &clusters.value {
        Value::Empty => return None,
        _ => clusters.texts("cluster", findings),
    };
    Some(NewInitiative {
        row: Initiative {
            title: title.text("title", findings).unwrap_or_else(|| id.clone()),
            clusters: Vec::new(),
            teams_min,
            teams_max,
            size: TeamSize::default(),
            min_sectors: min_sectors.integer("min_sectors", 0..=64u32, findings),
            required_sectors: Vec::new(),
            required_levels: level_list(&levels.texts("required_levels", findings), &levels.place, findings),
            id,
        },
        size: size.flatten(),
        clusters,
        required_sectors: required.texts("required_sectors", findings),
    })
}
