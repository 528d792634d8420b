//! A programme planned once: split, blocks, best teams for each, what couples them, what stays empty and why.

use crate::assemble::{assemble, tied};
use crate::blocks::cells_of_clusters;
use crate::cache::Cache;
use crate::fair;
use crate::ground::{Ground, cells};
use crate::kept::Kept;
use crate::options::Options;
use crate::outcome::{Outcome, PinAstray, Unplanned};
use crate::seating::seat;
use crate::worst::Worst;
use crate::{leximin, worst};
use fordel_model::keep::Keep;
use fordel_model::programme::ObjectiveKind;
use fordel_model::{InitiativeId, NomineeId, Programme, fold};
use fordel_solver::{Candidacy, Effort, pools, quotas};

/// The plan as it comes, with these teams instead of the best where they are given. What would resolve a clash is not
/// looked for: that takes further plans.
///
/// # Errors
/// [`Unplanned`]: the programme uses what cannot be planned yet, or the seats cannot be split.
pub(crate) fn planned(
    programme: &Programme,
    options: &Options,
    cache: Option<&Cache>,
    teams: Option<&[(InitiativeId, Vec<NomineeId>)]>,
) -> Result<Outcome, Unplanned> {
    let astray = pins_astray(programme, options.keep.as_ref());
    if !astray.is_empty() {
        return Err(Unplanned::Pins(astray));
    }
    let problem = fair::problem(programme);
    let split = fordel_apportion::split(&problem)?;
    let Some(fair) = fair::seats_of(&split) else {
        return Ok(Outcome { keep: options.keep.clone(), ..tied(programme, split) });
    };
    let candidacy = Candidacy::of(programme);
    let quotas = quotas(programme, &candidacy);
    let pools = pools(programme, &candidacy);
    let cell_of = cells_of_clusters(programme);
    let kept = options.keep.as_ref().map(|keep| Kept::of(programme, &candidacy, keep));
    let tables = (&quotas[..], &pools[..]);
    let cells = cells(programme, &candidacy, tables, &cell_of, kept.as_ref(), &fair, (options.work, cache))?;
    let (whole, prices) = (Vec::new(), options.prices);
    let mut ground =
        Ground { programme, candidacy, problem, quotas, pools, cells, whole, cell_of, kept, prices };
    let mut effort = Effort::default();
    let seating = seat(&ground, &fair, &mut effort)?;
    let (mut seating, worst) = match programme.objective {
        ObjectiveKind::Total => (seating, None),
        ObjectiveKind::WorstTeamFirst => {
            let (seating, score) = worst::raise(&mut ground, seating, &mut effort);
            (seating, Some(Worst { score, teams: None }))
        }
        ObjectiveKind::Leximin => {
            let (seating, worst) = leximin::level(&ground, seating, &mut effort);
            (seating, Some(worst))
        }
    };
    if let Some(teams) = teams {
        seating.take_teams(&ground, teams);
    }
    Ok(Outcome { keep: options.keep.clone(), ..assemble(&ground, split, seating, worst, effort) })
}

/// Pins to teams of an earlier plan that cannot be read.
fn pins_astray(programme: &Programme, keep: Option<&Keep>) -> Vec<PinAstray> {
    let mut astray = Vec::new();
    for pin in &programme.pins {
        let Some(team) = &pin.team else { continue };
        let nominee = programme.nominees[pin.nominee].id.clone();
        let Some(keep) = keep else {
            astray.push(PinAstray::NoPlan { nominee, team: team.clone() });
            continue;
        };
        let known = keep.old.teams.iter().find(|old| fold(&old.id) == fold(team));
        let own = pin.initiative.map(|k| programme.initiatives[k].id.clone());
        match known {
            None => astray.push(PinAstray::UnknownTeam { nominee, team: team.clone() }),
            Some(old) => {
                let initiative = own.filter(|own| fold(own) != fold(&old.initiative));
                let differs = |initiative| PinAstray::OtherInitiative {
                    nominee,
                    team: team.clone(),
                    initiative,
                    expected: old.initiative.clone(),
                };
                astray.extend(initiative.map(differs));
            }
        }
    }
    astray
}
