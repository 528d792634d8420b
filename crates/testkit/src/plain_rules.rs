//! The further rules on a team, read a third time: by what each says about the members as a list of
//! words and figures. The oracle holds the judge's reading to it.

use fordel_model::{Column, InitiativeId, NomineeId, RelationKind, TeamRule, fold};
use fordel_verify::Facts;

/// Whether a team of these members keeps the further rules, and holds the initiative's own levels.
pub fn keeps_further_rules(facts: &Facts<'_>, initiative: InitiativeId, members: &[NomineeId]) -> bool {
    let programme = facts.programme;
    let words = |column: &Column| -> Vec<String> {
        let text = |&id: &NomineeId| programme.text(id, column).map(|text| fold(&text));
        members.iter().filter_map(text).collect()
    };
    let counted = |column: &Column, value: &str| {
        u32::try_from(words(column).iter().filter(|word| **word == fold(value)).count()).expect("at most 4")
    };
    let levels = || members.iter().filter_map(|&id| programme.nominees[id].level);
    let own = &programme.initiatives[initiative].required_levels;
    own.iter().all(|level| levels().any(|found| found == *level))
        && programme.rules.further.iter().all(|rule| match rule {
            TeamRule::Sector(sector) => members.iter().any(|&id| programme.nominees[id].sector == *sector),
            TeamRule::Level(level) => levels().any(|found| found == *level),
            TeamRule::Mix { column, value: Some(value), min, max } => {
                (*min..=max.unwrap_or(4)).contains(&counted(column, value))
            }
            TeamRule::Mix { column, value: None, min, max } => {
                let mut held =
                    facts.candidates(initiative).into_iter().filter_map(|id| programme.text(id, column));
                held.all(|value| (*min..=max.unwrap_or(4)).contains(&counted(column, &value)))
            }
            TeamRule::Skill { column, value, min } => {
                let lists = words(column);
                let skilled =
                    lists.iter().filter(|list| list.split(';').any(|one| one.trim() == fold(value)));
                skilled.count() >= *min as usize
            }
            TeamRule::Mean { column, min, max } => {
                let figures: Vec<i64> = words(column).iter().filter_map(|word| word.parse().ok()).collect();
                let (sum, n) =
                    (figures.iter().sum::<i64>(), i64::try_from(figures.len()).expect("at most 4"));
                min.is_none_or(|min| sum >= n * min) && max.is_none_or(|max| sum <= n * max)
            }
            TeamRule::Same(column) => words(column).windows(2).all(|pair| pair[0] == pair[1]),
            TeamRule::Different(column) => {
                let mut words = words(column);
                let all = words.len();
                words.sort();
                words.dedup();
                words.len() == all
            }
            TeamRule::NotMet => !programme.relations.iter().any(|row| {
                row.kind == RelationKind::Met && members.contains(&row.a) && members.contains(&row.b)
            }),
        })
}
