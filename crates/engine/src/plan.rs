//! The plan: split, blocks, best teams for each, what couples them, what stays empty and why.

use crate::answer::Solved;
use crate::assemble::{assemble, tied};
use crate::cache::Cache;
use crate::fair;
use crate::ground::{Ground, cells};
use crate::kept::Kept;
use crate::outcome::{Clash, Outcome, PinAstray, Unplanned, WhyLeftOut};
use crate::seating::{self, cells_of_clusters};
use crate::worst::Worst;
use crate::{leximin, resolve, worst};
use fordel_model::keep::Keep;
use fordel_model::programme::ObjectiveKind;
use fordel_model::{InitiativeId, NomineeId, Programme, fold};
use fordel_solver::{Candidacy, Effort, Work, pools, quotas};

/// How planning may go about it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Work allowed for one program.
    pub work: Work,
    /// An earlier plan to stay close to.
    pub keep: Option<Keep>,
    /// Whether everybody without a seat is told what giving them one would cost.
    pub prices: Prices,
}

/// Whether the prices of those without a seat are worked out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Prices {
    /// Exactly, each by a search of its own.
    #[default]
    Exact,
    /// Not at all: they are told as "at least 0". For many plans of which only the teams are read.
    Unknown,
    /// Nor who could use seats that stay empty: for thousands of plans.
    Unasked,
}

impl Outcome {
    /// Whether the work ran out before some block had any plan.
    pub fn is_unfinished(&self) -> bool {
        self.left_out.iter().any(|one| matches!(one.why, WhyLeftOut::NotSearched(_)))
    }
}

/// What came of one block.
#[derive(Clone, Debug)]
pub(crate) enum Seated {
    /// A plan.
    Plan(Box<Solved>),
    /// No legal plan.
    Clash(Vec<Clash>),
    /// Nothing found in the work allowed.
    Unknown,
}

impl Seated {
    pub(crate) fn solved(&self) -> Option<&Solved> {
        match self {
            Self::Plan(solved) => Some(solved),
            Self::Clash(_) | Self::Unknown => None,
        }
    }
}

/// Plans a programme.
///
/// # Errors
/// [`Unplanned`]: the programme uses what cannot be planned yet, or the seats cannot be split.
pub fn plan(programme: &Programme, options: &Options) -> Result<Outcome, Unplanned> {
    plan_with(programme, options, None)
}

/// The same plan, with what has been solved before: blocks that are what they were are not solved again.
///
/// # Errors
/// As for [`plan`].
pub fn plan_with(
    programme: &Programme,
    options: &Options,
    cache: Option<&Cache>,
) -> Result<Outcome, Unplanned> {
    planned(programme, options, cache, None)
}

/// A plan of the seats that [`plan_with`] uses, with these teams: what can be said of people and teams is said of
/// them, and the bound is that of the best teams.
pub(crate) fn plan_of_teams(
    programme: &Programme,
    options: &Options,
    cache: &Cache,
    teams: &[(InitiativeId, Vec<NomineeId>)],
) -> Result<Outcome, Unplanned> {
    planned(programme, options, Some(cache), Some(teams))
}

fn planned(
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
    let seating = seating::seat(&ground, &fair, &mut effort)?;
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
    let mut outcome =
        Outcome { keep: options.keep.clone(), ..assemble(&ground, split, seating, worst, effort) };
    if options.prices == Prices::Exact && !outcome.clashes.is_empty() {
        resolve::resolve(programme, options, &mut outcome);
    }
    Ok(outcome)
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
