//! Which further rule asks for more than the people of an initiative have between them.

use crate::outcome::WhyNoTeam;
use fordel_model::{Column, Initiative, NomineeId, Programme, TeamRule, fold};

/// The first rule that asks a team for more people with a value, or a skill, than may join.
pub(crate) fn shortage(
    programme: &Programme,
    initiative: &Initiative,
    people: &[NomineeId],
) -> Option<WhyNoTeam> {
    let own = initiative.required_levels.iter().map(|&level| TeamRule::Level(level));
    own.chain(programme.rules.further.iter().cloned()).find_map(|rule| {
        let (column, value, needed) = match rule {
            TeamRule::Level(level) => (Column::Level, level.code().to_owned(), 1),
            TeamRule::Mix { ref column, value: Some(ref value), min, .. } => {
                (column.clone(), value.clone(), min)
            }
            TeamRule::Skill { ref column, ref value, min } => (column.clone(), value.clone(), min),
            _ => return None,
        };
        let is_skill = matches!(rule, TeamRule::Skill { .. });
        let has = |text: &str| match is_skill {
            true => text.split(';').any(|skill| fold(skill) == fold(&value)),
            false => fold(text) == fold(&value),
        };
        let found = people.iter().filter(|&&id| programme.text(id, &column).is_some_and(|text| has(&text)));
        let found = u32::try_from(found.count()).unwrap_or(u32::MAX);
        (found < needed).then_some(WhyNoTeam::TooFewWith { column, value, found, needed })
    })
}
