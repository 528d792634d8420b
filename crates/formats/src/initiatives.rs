//! The table `initiatives`.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::directory::Directory;
use crate::findings::Findings;
use crate::further::level_list;
use crate::options::ReadOptions;
use crate::settings::{Settings, refuse_crossed, sector_list};
use crate::view::View;
use fordel_model::id::Id;
use fordel_model::{ClusterId, IdVec, Initiative, InitiativeId, TeamSize};

/// The most teams of one initiative.
const MAX_TEAMS: u32 = 100_000;

/// Reads the initiatives.
pub(crate) fn read_initiatives(
    view: &View<'_>,
    settings: &mut Settings,
    clusters: &Directory,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Directory {
    view.require(&[], findings);
    let plain = view.misnamed(|_| false, findings);
    view.warn_of(Code::ColumnsNotRead, &plain, findings);
    view.refuse_personal_numbers(&[], options, findings);
    let programme = &settings.programme;
    let mut directory = Directory::new();
    let mut initiatives: IdVec<InitiativeId, Initiative> = IdVec::new();
    for row in view.rows() {
        let id = view.at(row, "id").required(findings);
        let title = view.at(row, "title").required(findings);
        directory.add(&id, &title, view.at(row, "id"), false, findings);
        let at = view.at(row, "cluster");
        let names = at.list();
        if names.is_empty() {
            at.required(findings);
        }
        let mut ids: Vec<ClusterId> = Vec::new();
        for name in &names {
            let found = clusters.resolve(name, Code::UnknownCluster, false, || at.place(), findings);
            match found.map(ClusterId::from_index) {
                Some(cluster) if ids.contains(&cluster) => {
                    findings.push(Diagnostic::new(Code::Repeated, at.place()).found(name));
                }
                Some(cluster) => ids.push(cluster),
                None => {}
            }
        }
        let min = view.at(row, "teams_min").integer(0..=MAX_TEAMS, findings);
        let max = view.at(row, "teams_max").integer(0..=MAX_TEAMS, findings);
        refuse_crossed("teams_min", &view.at(row, "teams_min").place(), min, max, findings);
        let limits = TeamSize::SMALLEST..=TeamSize::LARGEST;
        let smallest = view.at(row, "size_min").integer(limits.clone(), findings);
        let largest = view.at(row, "size_max").integer(limits, findings);
        let (low, high) =
            (smallest.unwrap_or(programme.team_size.min()), largest.unwrap_or(programme.team_size.max()));
        if smallest.is_some() || largest.is_some() {
            let place = view.at(row, if smallest.is_some() { "size_min" } else { "size_max" }).place();
            refuse_crossed("size_min", &place, Some(low), Some(high), findings);
        }
        let (sectors, levels) = (view.at(row, "required_sectors"), view.at(row, "required_levels"));
        initiatives.push(Initiative {
            id,
            clusters: ids,
            title,
            teams_min: min.unwrap_or(max.unwrap_or(1).min(1)),
            teams_max: max.unwrap_or(min.unwrap_or(1).max(1)),
            size: TeamSize::new(low, high).unwrap_or_default(),
            min_sectors: view.at(row, "min_sectors").integer(0..=64, findings),
            required_sectors: sector_list(&sectors.list(), &sectors.place(), &programme.sectors, findings),
            required_levels: level_list(&levels.list(), &levels.place(), findings),
        });
    }
    settings.programme.initiatives = initiatives;
    directory
}
