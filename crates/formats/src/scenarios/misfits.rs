//! Changes that do not fit the programme -> findings at the place where the change stands.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::directory::is_plain_id;
use crate::nearest::nearest;
use crate::scenarios::changes::Placed;
use crate::view::shown_list;
use fordel_model::quota_part::parts;
use fordel_model::{Misfit, Programme, Waiver, WhyMisfit};

/// The finding about a change that does not fit.
pub(crate) fn finding(misfit: &Misfit, changes: &[Placed], programme: &Programme) -> Diagnostic {
    let place_of =
        |at: usize| changes.get(at).map_or_else(|| changes[0].1.clone(), |(_, place)| place.clone());
    let place = place_of(misfit.change);
    let new = |code: Code| Diagnostic::new(code, place.clone());
    let unknown = |code: Code, text: &str, known: Vec<String>| {
        let near = nearest(text, known.iter().map(String::as_str)).map(str::to_owned);
        new(code).found(text).expected(shown_list(&known)).nearest(near.as_deref())
    };
    match &misfit.why {
        WhyMisfit::UnknownCluster(id) => {
            unknown(Code::UnknownCluster, id, programme.clusters.iter().map(|row| row.id.clone()).collect())
        }
        WhyMisfit::UnknownInitiative(id) | WhyMisfit::ForeignInitiative(id) => {
            let known = programme.initiatives.iter().map(|row| row.id.clone()).collect();
            unknown(Code::UnknownInitiative, id, known)
        }
        WhyMisfit::UnknownNominee(id) => {
            let ids = programme.nominees.iter().map(|row| row.id.as_str());
            new(Code::UnknownNominee).nearest(nearest(id, ids).filter(|id| is_plain_id(id)))
        }
        WhyMisfit::UnknownRule(rule) => {
            let known = Waiver::all(programme).iter().map(|waiver| waiver.name(programme)).collect();
            unknown(Code::UnknownRule, rule, known)
        }
        WhyMisfit::UnknownQuotaPart(row, part) => {
            let whole = format!("quotas:{row}");
            let parts = parts(programme, *row);
            let known = parts.iter().map(|part| format!("{whole}:{}", part.name())).chain([whole.clone()]);
            unknown(Code::UnknownRule, &format!("{whole}:{part}"), known.collect())
        }
        WhyMisfit::UnknownKey(key) => unknown(Code::UnknownKey, key, headings(programme)),
        WhyMisfit::UnknownLevel(level) => {
            let mut known = headings(programme);
            known.push("region".to_owned());
            let near = nearest(level, known.iter().map(String::as_str)).map(str::to_owned);
            let finding = new(Code::MissingColumn).about(level.as_str()).expected(shown_list(&known));
            finding.nearest(near.as_deref())
        }
        WhyMisfit::UnknownSector(name) => {
            crate::settings::unknown_sector(name, place.clone(), &programme.sectors)
        }
        WhyMisfit::IdTaken(id) => new(Code::DuplicateId).about("id").found(id),
        WhyMisfit::NoFigure { column, text: Some(text) } => {
            new(Code::NotANumber).about(column.as_str()).found(text)
        }
        WhyMisfit::NoFigure { column, text: None } => new(Code::NotAFigure).about(column.as_str()),
        WhyMisfit::NoGroup { level, .. } => new(Code::MissingGroup).about(level.as_str()),
        WhyMisfit::NoWeight(key) => new(Code::NoWeight).about(key.as_str()),
        WhyMisfit::LevelMethods { methods, levels } => {
            let levels = if *levels == 1 { "1 level".to_owned() } else { format!("{levels} levels") };
            new(Code::LevelMethods).found(methods.to_string()).expected(levels)
        }
        WhyMisfit::ReservedAboveSeats { reserved, seats } => {
            new(Code::ReservedAboveSeats).found(reserved.to_string()).expected(seats.to_string())
        }
        WhyMisfit::MinAboveMax { what, min, max } => {
            new(Code::MinAboveMax).about(what.as_str()).found(min.to_string()).expected(max.to_string())
        }
        WhyMisfit::DifferentGroups(cluster) => new(Code::DifferentGroups).found(cluster),
        WhyMisfit::NotSeveral(what) => new(Code::NotSeveral).found(what),
        WhyMisfit::ScoreTooLarge => new(Code::ScoreTooLarge).expected("1 000 000 000 000"),
        WhyMisfit::Contradicts(first) => new(Code::ContradictingChanges).other(place_of(*first)),
    }
}

/// The columns of the clusters that may be a key.
fn headings(programme: &Programme) -> Vec<String> {
    let extra = programme.clusters.iter().next().map(|row| row.extra.as_slice()).unwrap_or_default();
    std::iter::once(programme.key.clone()).chain(extra.iter().map(|(heading, _)| heading.clone())).collect()
}
