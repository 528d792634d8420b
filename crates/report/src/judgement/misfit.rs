//! Why a change does not fit a programme. People are never named.

use fordel_model::WhyMisfit;

pub(super) fn english(why: &WhyMisfit) -> String {
    match why {
        WhyMisfit::UnknownCluster(id) => format!("there is no cluster `{id}`"),
        WhyMisfit::UnknownInitiative(id) => format!("there is no initiative `{id}`"),
        WhyMisfit::UnknownNominee(_) => "there is no nominee with this id".to_owned(),
        WhyMisfit::UnknownRule(rule) => format!("no rule in force is called `{rule}`"),
        WhyMisfit::UnknownQuotaPart(row, part) => format!("row {row} of `quotas` has no part `{part}`"),
        WhyMisfit::UnknownKey(key) => format!("the clusters have no column `{key}`"),
        WhyMisfit::UnknownSector(name) => format!("there is no sector `{name}`"),
        WhyMisfit::UnknownLevel(level) => format!("the clusters have no level `{level}`"),
        WhyMisfit::IdTaken(_) => "the new id is taken".to_owned(),
        WhyMisfit::NoFigure { column, .. } => format!("a number is missing in `{column}`"),
        WhyMisfit::NoGroup { level, cluster } => format!("`{cluster}` does not say its `{level}`"),
        WhyMisfit::NoWeight(key) => format!("all weights in `{key}` are zero"),
        WhyMisfit::LevelMethods { methods, levels } => {
            format!("the number of level methods, {methods}, does not fit the number of levels, {levels}")
        }
        WhyMisfit::ReservedAboveSeats { reserved, seats } => {
            format!("{reserved} seats are kept out of the split, but there are {seats}")
        }
        WhyMisfit::MinAboveMax { what, min, max } => {
            format!("`{what}`: at least {min} is more than at most {max}")
        }
        WhyMisfit::DifferentGroups(cluster) => format!("`{cluster}` is of another group"),
        WhyMisfit::NotSeveral(what) => {
            format!("`{what}` must become of, or become, two or more different clusters")
        }
        WhyMisfit::ForeignInitiative(id) => format!("the initiative `{id}` is of another cluster"),
        WhyMisfit::ScoreTooLarge => "a team's score could pass the limit".to_owned(),
        WhyMisfit::Contradicts(_) => "it says the opposite of another change".to_owned(),
    }
}

pub(super) fn danish(why: &WhyMisfit) -> String {
    match why {
        WhyMisfit::UnknownCluster(id) => format!("der er ingen klynge `{id}`"),
        WhyMisfit::UnknownInitiative(id) => format!("der er intet initiativ `{id}`"),
        WhyMisfit::UnknownNominee(_) => "der er ingen kandidat med dette id".to_owned(),
        WhyMisfit::UnknownRule(rule) => format!("ingen gældende regel hedder `{rule}`"),
        WhyMisfit::UnknownQuotaPart(row, part) => format!("række {row} i `quotas` har ingen del `{part}`"),
        WhyMisfit::UnknownKey(key) => format!("klyngerne har ingen kolonne `{key}`"),
        WhyMisfit::UnknownSector(name) => format!("der er ingen sektor `{name}`"),
        WhyMisfit::UnknownLevel(level) => format!("klyngerne har intet niveau `{level}`"),
        WhyMisfit::IdTaken(_) => "det nye id er optaget".to_owned(),
        WhyMisfit::NoFigure { column, .. } => format!("der mangler et tal i `{column}`"),
        WhyMisfit::NoGroup { level, cluster } => format!("`{cluster}` angiver ikke sin `{level}`"),
        WhyMisfit::NoWeight(key) => format!("alle vægte i `{key}` er nul"),
        WhyMisfit::LevelMethods { methods, levels } => {
            format!("antallet af metoder, {methods}, passer ikke til antallet af niveauer, {levels}")
        }
        WhyMisfit::ReservedAboveSeats { reserved, seats } => {
            format!("{reserved} pladser holdes uden for fordelingen, men der er {seats}")
        }
        WhyMisfit::MinAboveMax { what, min, max } => {
            format!("`{what}`: mindst {min} er mere end højst {max}")
        }
        WhyMisfit::DifferentGroups(cluster) => format!("`{cluster}` ligger i en anden gruppe"),
        WhyMisfit::NotSeveral(what) => {
            format!("`{what}` skal opstå af eller blive til to eller flere forskellige klynger")
        }
        WhyMisfit::ForeignInitiative(id) => format!("initiativet `{id}` hører til en anden klynge"),
        WhyMisfit::ScoreTooLarge => "et teams point kunne overstige grænsen".to_owned(),
        WhyMisfit::Contradicts(_) => "den siger det modsatte af en anden ændring".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InWords, Language};

    #[test]
    fn a_change_that_does_not_fit_is_told_in_words() {
        let why = WhyMisfit::UnknownKey("folketal".to_owned());
        assert_eq!(why.in_words(Language::English), "the clusters have no column `folketal`");
        assert_eq!(why.in_words(Language::Danish), "klyngerne har ingen kolonne `folketal`");
        let forced = fordel_engine::explain::Unforced::Misfit(vec![why.clone(), WhyMisfit::ScoreTooLarge]);
        assert_eq!(
            forced.in_words(Language::Danish),
            "klyngerne har ingen kolonne `folketal`; et teams point kunne overstige grænsen"
        );
        let who = WhyMisfit::UnknownNominee("Bo Prøvesen".to_owned());
        assert!(!english(&who).contains("Bo") && !danish(&who).contains("Bo"));
    }
}
