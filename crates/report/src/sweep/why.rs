//! What stands in the way of a sweep's scenarios: a record says it in kinds and ids, people read a sentence.

use crate::{Language, clean};

/// A record's reason in words. A refusal's own sentence, which records hold in English, is told in short in Danish.
pub(crate) fn why_words(why: &str, language: Language) -> String {
    let (kind, place) = why.split_once(": ").unwrap_or((why, ""));
    let place = clean(place);
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
        assert_eq!(
            why_words("teams_min: byen-kol", Language::English),
            "no legal team is left for `byen-kol`"
        );
        assert_eq!(why_words("tie: a, b", Language::Danish), "a, b står lige");
        let refusal = "the seats cannot be split: the smallest numbers add up to 12 seats";
        assert_eq!(why_words(refusal, Language::English), refusal);
        assert!(!why_words(refusal, Language::Danish).contains("seats"));
    }
}
