//! How to fill in, in English.

use super::Frame;

pub(super) static FRAME: Frame = Frame {
    guide: "Instructions",
    title: "Programme for fordel: seats, nominees and teams",
    steps: &[
        "1. Fill in the sheet Programme: name, seats and key. The rest has sensible defaults.",
        "2. Write the clusters in the sheet Clusters, one a row, with the key (e.g. the population) in the column population. \
         Name the column as you like, but the same as the key in the sheet Programme.",
        "3. Write the initiatives in the sheet Initiatives and the nominees in the sheet Nominees. Where there are no nominees \
         yet, leave the sheet: the seats can be split all the same.",
        "4. The other sheets are filled in only where they are needed. Sheets and columns that are not used may be deleted.",
        "5. Dark headings must be filled in. Rows that begin with \"Example:\" only show how to write. They are passed over \
         when the file is read, and may be deleted.",
        "6. Several values in one cell are separated by semicolons. The order of the columns does not matter.",
        "7. Save the file and drag it onto the program fordel, or type: fordel plan FILE.xlsx",
        "Write only what is needed. Never write CPR numbers: the file would be refused. Remarks are never shown anywhere.",
    ],
    list: ["Sheet", "Column", "Needed", "What stands there"],
    yes: "yes",
    settings: ["Field", "Value", "Explanation"],
    example: "Example: ",
    choose: "Choose from the list",
    other_word: "This word is not on the list. Choose one of the words.",
    other_number: "A whole number within the limits is expected here.",
};

pub(super) fn column(table: &str, field: &str) -> &'static str {
    match (table, field) {
        ("clusters", "id") => {
            "A short name that the other sheets refer to, e.g. vest. Without blanks is easiest."
        }
        ("clusters", "name") => "The cluster's name as it should stand in lists and letters.",
        ("clusters", "region") => "The region. Used where seats are split over regions first.",
        ("clusters", "key") => "The key: the number seats are proportional to, e.g. the population.",
        ("clusters", "min_seats") => "The cluster gets at least so many seats.",
        ("clusters", "max_seats") => "The cluster gets at most so many seats.",
        ("clusters", "fixed_seats") => "The cluster gets exactly so many seats, whatever the key says.",
        ("clusters", "contact_person") => "Whom the participants can ask.",
        ("initiatives", "id") => "A short name that the nominees' rows refer to, e.g. vest-copd.",
        ("initiatives", "cluster") => {
            "The cluster's id. Where several clusters share the initiative, separate them by semicolons."
        }
        ("initiatives", "title") => "The initiative's title.",
        ("initiatives", "teams_min") => "At least so many teams. Empty: 1. Write 0 where it is only an idea.",
        ("initiatives", "teams_max") => "At most so many teams. Empty: 1.",
        ("initiatives", "size_min") => "At least so many people in a team. Empty: as in the sheet Programme.",
        ("initiatives", "size_max") => "At most so many people in a team. Empty: as in the sheet Programme.",
        ("initiatives", "min_sectors") => {
            "At least so many different sectors in a team. Empty: as in the sheet Programme."
        }
        ("initiatives", "required_sectors") => {
            "Sectors that must be in each team. Separate several by semicolons."
        }
        ("initiatives", "required_levels") => {
            "Levels that each team must hold. Several are separated by semicolons."
        }
        ("nominees", "id") => {
            "A number or code that says nothing about the person. Empty: fordel makes one that stays the same."
        }
        ("nominees", "name") => "Full name.",
        ("nominees", "cluster") => {
            "The cluster's id. May be empty where the organisation is in the sheet Organisations."
        }
        ("nominees", "organisation") => "The municipality, hospital or practice.",
        ("nominees", "sector") => {
            "Municipality, region (hospital, psychiatry), general practice or patient. May be empty where the organisation is in the sheet Organisations."
        }
        ("nominees", "area") => "A part of the sector, e.g. psychiatry.",
        ("nominees", "title") => "Job title.",
        ("nominees", "level") => "Level of leadership.",
        ("nominees", "profession") => "Profession, e.g. nurse or kitchen.",
        ("nominees", "manager") => {
            "Id or name of the person's own manager, where the manager is a nominee too."
        }
        ("nominees", "sponsor") => "The superior who backs the person.",
        ("nominees", "initiatives") => {
            "The initiatives the person is nominated to; no others are possible. Empty: all of the cluster. Separate several by semicolons."
        }
        ("nominees", "preferences") => {
            "Preferences, best first, separated by semicolons. They count and do not bind."
        }
        ("nominees", "priority") => "The organisation's own order: 1 is the first choice.",
        ("nominees", "experience") => "Experience, 0 to 5. May be empty for everybody.",
        ("nominees", "competence") => "Competence, 0 to 5. May be empty for everybody.",
        ("nominees", "motivation") => "Motivation, 0 to 5. May be empty for everybody.",
        ("nominees", "seat_pool") => {
            "The name of reserved seats, where the person uses one of those and none of the cluster's."
        }
        ("nominees", "status") => "Empty: nominated.",
        ("nominees", "email") => "For letters.",
        ("nominees", "remark") => "For your own use; never shown.",
        ("organisations", "name") => "The municipality, hospital or practice.",
        ("organisations", "aliases") => "Other names of the same, separated by semicolons.",
        ("organisations", "cluster") => {
            "The cluster's id. Fills in what the nominees' rows leave empty. Leave it empty where the organisation belongs to several clusters."
        }
        ("organisations", "sector") => "Fills in what the nominees' rows leave empty.",
        ("organisations", "weight") => "A number for the size, where it is needed.",
        ("organisations", "contact") => "Who can be asked.",
        ("organisations", "reply") => {
            "Whether the organisation has replied. \"No candidate\" is a reply too."
        }
        ("relations", "a") => "Id or name of a nominee.",
        ("relations", "b") => "Id or name of a nominee.",
        ("relations", "relation") => "Together in one team, or never in the same team.",
        ("pins", "nominee") => "Id or name of a nominee.",
        ("pins", "initiative") => "Only this initiative. Empty: any.",
        ("pins", "team") => "A certain team of an earlier plan.",
        ("pins", "pin") => "Must be in, or must be out.",
        ("quotas", "attribute") => "A column of the nominees, e.g. sector.",
        ("quotas", "value") => "The value that is counted, e.g. municipality. * means each value for itself.",
        ("quotas", "scope") => "The whole programme, each region or each cluster.",
        ("quotas", "scope_id") => "Only this region or cluster. Empty: each of them.",
        ("quotas", "min") => "At least so many selected people.",
        ("quotas", "max") => "At most so many selected people.",
        ("partners", "id") => "A short name.",
        ("partners", "name") => "The coaching partner's name.",
        ("partners", "region") => "The region.",
        ("partners", "capacity") => "At most so many teams.",
        ("partners", "organisation") => "Where the partner works.",
        ("partners", "topics") => "Topics or sectors the partner knows, separated by semicolons.",
        ("partners", "sectors") => "Sectors the partner knows, separated by semicolons.",
        ("history", "cluster") => "The cluster's id.",
        ("history", "year") => "The year.",
        ("history", "seats") => "Seats the cluster got that year.",
        ("history", "weight") => "The key that year.",
        _ => "",
    }
}

pub(super) fn setting(name: &str) -> &'static str {
    match name {
        "name" => "The programme's name. Must be filled in.",
        "year" => "The cohort's year.",
        "seats" => "All seats. Must be filled in.",
        "reserved" => {
            "Seats kept out of the split, e.g. general practice=20. Separate several by semicolons."
        }
        "key" => "The name of the column in the sheet Clusters that seats are proportional to.",
        "key_source" => "Where the numbers come from. Shown in the report.",
        "method" => "The method: sainte_lague, hamilton, dhondt and others (fordel seats --methods).",
        "min_seats" => "At least so many seats for each cluster. A team has at least two people.",
        "max_seats" => "At most so many seats for each cluster.",
        "levels" => "Write region where seats are split over the regions first.",
        "on_tie" => "When clusters are tied: report, larger_weight or lot.",
        "seed" => "A number, so that a lot can be drawn again.",
        "team_size.min" => "At least so many in a team: 2.",
        "team_size.max" => "At most so many in a team: 4.",
        "objective" => {
            "total: best in all. worst_team_first: the worst team as good as can be, then best in all. \
             leximin: the worst team as good as can be, then the next, and so on."
        }
        "unfilled" => "Seats a cluster cannot use: leave_empty, redistribute or refuse.",
        "deadline" => "Deadline for nominations, e.g. 2022-05-31. Later replies are marked.",
        "rules.min_sectors" => "At least so many sectors in each team.",
        "rules.max_same_organisation" => "At most so many of one organisation in a team.",
        "rules.respect_priority" => {
            "true: the organisation's order is kept. Empty: yes where the column priority is used."
        }
        "score.preference_points" => "Points for the 1st, 2nd, 3rd preference.",
        "score.weights.preference" => "How much the nominees' wishes count, 0 or more.",
        "score.weights.sectors" => "How much more sectors in a team count, 0 or more.",
        "score.weights.organisations" => "How much more organisations in a team count, 0 or more.",
        "score.weights.professions" => "How much more professions in a team count, 0 or more.",
        "score.weights.chain" => "How much a manager in a team with their own report counts, 0 or more.",
        "score.weights.merit" => "How much experience, competence and motivation count, 0 or more.",
        _ => "",
    }
}

pub(super) fn examples(table: &str) -> &'static [&'static [(&'static str, &'static str)]] {
    match table {
        "clusters" => {
            &[&[("id", "vest"), ("name", "Cluster Vest"), ("region", "Midtjylland"), ("key", "286071")]]
        }
        "initiatives" => &[&[
            ("id", "vest-copd"),
            ("cluster", "vest"),
            ("title", "Coherent care for citizens with COPD"),
            ("teams_max", "2"),
        ]],
        "nominees" => &[
            &[
                ("id", "1"),
                ("name", "Anna Opdigtsen"),
                ("cluster", "vest"),
                ("organisation", "Nordby Kommune"),
                ("sector", "municipality"),
                ("title", "Head of nursing"),
                ("level", "leader_of_leaders"),
                ("profession", "nurse"),
                ("preferences", "vest-copd"),
                ("priority", "1"),
            ],
            &[
                ("id", "2"),
                ("name", "Bo Modelby"),
                ("cluster", "vest"),
                ("organisation", "Vestby Sygehus"),
                ("sector", "hospital"),
                ("level", "middle_manager"),
                ("manager", "Anna Opdigtsen"),
                ("status", "nominated"),
            ],
        ],
        "organisations" => &[&[
            ("name", "Nordby Kommune"),
            ("aliases", "Nordby; Nordby Kom."),
            ("cluster", "vest"),
            ("sector", "municipality"),
            ("reply", "waiting"),
        ]],
        "relations" => &[&[("a", "Anna Opdigtsen"), ("b", "Bo Modelby"), ("relation", "together")]],
        "pins" => &[&[("nominee", "Anna Opdigtsen"), ("initiative", "vest-copd"), ("pin", "in")]],
        "quotas" => {
            &[&[("attribute", "sector"), ("value", "general_practice"), ("scope", "cluster"), ("min", "1")]]
        }
        "partners" => {
            &[&[("id", "s1"), ("name", "Carl Testrup"), ("region", "Midtjylland"), ("capacity", "3")]]
        }
        "history" => &[&[("cluster", "vest"), ("year", "2021"), ("seats", "9")]],
        _ => &[],
    }
}
