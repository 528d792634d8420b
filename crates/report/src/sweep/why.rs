//! What stands in the way of a sweep's scenarios: a record says it in kinds and ids, people read a sentence.

use crate::{InWords, Language, clean};
use fordel_engine::Unplanned;
use fordel_model::Programme;
use std::collections::BTreeMap;

/// A reason of a sweep in words. Of a refusal records hold the English sentence; the summary knows what it says.
pub(crate) fn why_words(
    why: &str,
    programme: &Programme,
    refusals: &BTreeMap<String, Unplanned>,
    language: Language,
) -> String {
    if let Some(refusal) = refusals.get(why) {
        return clean(&refusal.in_words(language));
    }
    let (kind, place) = why.split_once(": ").unwrap_or((why, ""));
    // Clusters by their names; initiatives and people by their ids.
    let named = place.split(", ").map(|id| {
        let cluster = programme.clusters.iter().find(|cluster| cluster.id == id);
        clean(cluster.map_or(id, |cluster| &cluster.name))
    });
    let place = named.collect::<Vec<_>>().join(", ");
    let (english, danish) = match kind {
        "teams_min" => (
            format!("no legal team is left for `{place}`"),
            format!("intet lovligt team kan dannes til `{place}`"),
        ),
        "pin" => (
            format!("the pin of `{place}` cannot hold"),
            format!("fastlåsningen af `{place}` kan ikke holdes"),
        ),
        "demands" | "shared" => (
            format!("demands of {place} that cannot all hold"),
            format!("krav i {place}, som ikke kan opfyldes samtidig"),
        ),
        "unfilled" => {
            (format!("{place} cannot use its seats"), format!("{place} kan ikke bruge sine pladser"))
        }
        "quota" => {
            ("demands on who is selected".to_owned(), "krav til sammensætningen af de udpegede".to_owned())
        }
        "max_moves" => {
            ("too many people would move".to_owned(), "for mange personer skulle flyttes".to_owned())
        }
        "tie" => (format!("{place} are tied"), format!("{place} står lige")),
        "changes" => {
            ("changes that do not fit".to_owned(), "ændringer, der ikke passer til programmet".to_owned())
        }
        "..." => ("other reasons".to_owned(), "andre grunde".to_owned()),
        _ => (clean(why), "pladserne kan ikke fordeles, eller planen kan ikke lægges".to_owned()),
    };
    match language {
        Language::English => english,
        Language::Danish => danish,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_a_sentence_in_the_language() {
        let (programme, none) = (Programme::default(), BTreeMap::new());
        assert_eq!(
            why_words("teams_min: byen-kol", &programme, &none, Language::English),
            "no legal team is left for `byen-kol`"
        );
        assert_eq!(why_words("tie: a, b", &programme, &none, Language::Danish), "a, b står lige");
    }

    #[test]
    fn a_refusal_is_told_in_full_in_the_language() {
        let programme = Programme::default();
        let refusal = Unplanned::from(fordel_apportion::Refusal::Twice("Fyn".to_owned()));
        let known = BTreeMap::from([(refusal.to_string(), refusal.clone())]);
        assert_eq!(
            why_words(&refusal.to_string(), &programme, &known, Language::English),
            refusal.to_string()
        );
        assert_eq!(
            why_words(&refusal.to_string(), &programme, &known, Language::Danish),
            "pladserne kan ikke fordeles: `Fyn` står der to gange"
        );
        // Without the run that refused, it is told in short rather than in English.
        assert!(
            !why_words(&refusal.to_string(), &programme, &BTreeMap::new(), Language::Danish)
                .contains("seats")
        );
    }
}
