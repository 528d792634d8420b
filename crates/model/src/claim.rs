//! What a change decides, so that two changes that decide the same thing differently are found.

use crate::change::{Bound, Change, InitiativeField, RuleChange};
use crate::{PinSide, fold};

/// What is decided: a kind of thing and which one.
type About = (&'static str, String);

/// What a change decides, and how. Two changes contradict where they decide one thing in two ways.
pub(crate) fn claims(change: &Change) -> Vec<(About, String)> {
    let whole = |what: &'static str, says: String| vec![((what, String::new()), says)];
    let of = |what: &'static str, id: &str, says: &str| ((what, fold(id)), says.to_owned());
    let stays = |what: &'static str, id: &str| of(what, id, "stays");
    match change {
        Change::Key(key) => whole("key", fold(key)),
        Change::Weight { cluster, weight } => {
            vec![of("weight", cluster, &weight.to_string()), stays("cluster", cluster)]
        }
        Change::Seats(seats) => whole("seats", seats.to_string()),
        Change::Reserved { pool, seats } => vec![of("reserved", pool, &seats.to_string())],
        Change::Method(method) => whole("method", method.to_string()),
        Change::LevelMethods(methods) => whole("level_methods", format!("{methods:?}")),
        Change::BoundRule(rule) => whole("bound_rule", format!("{rule:?}")),
        Change::Levels(levels) => whole("levels", format!("{levels:?}")),
        Change::MinSeats(seats) => whole("min_seats", format!("{seats:?}")),
        Change::MaxSeats(seats) => whole("max_seats", format!("{seats:?}")),
        Change::Bound { cluster, bound, seats } => {
            let what = match bound {
                Bound::Min => "min",
                Bound::Max => "max",
                Bound::Fixed => "fixed",
            };
            vec![of(what, cluster, &format!("{seats:?}")), stays("cluster", cluster)]
        }
        Change::OnTie(rule) => whole("on_tie", format!("{rule:?}")),
        Change::Seed(seed) => whole("seed", seed.to_string()),
        Change::TeamSize(size) => whole("team_size", format!("{size:?}")),
        Change::Objective(objective) => whole("objective", format!("{objective:?}")),
        Change::Unfilled(unfilled) => whole("unfilled", format!("{unfilled:?}")),
        Change::Rule(rule) => whole(
            match rule {
                RuleChange::MinSectors(_) => "min_sectors",
                RuleChange::MaxSameOrganisation(_) => "max_same_organisation",
                RuleChange::MaxSameProfession(_) => "max_same_profession",
                RuleChange::MinLeadersOfLeaders(_) => "min_leaders_of_leaders",
                RuleChange::NobodyAlone(_) => "nobody_alone",
                RuleChange::RespectPriority(_) => "respect_priority",
                RuleChange::Further(name, _) => name.code(),
            },
            format!("{rule:?}"),
        ),
        Change::ScoreWeight(criterion, weight) => {
            vec![of("score", criterion.code(), &weight.to_string())]
        }
        Change::PreferencePoints(points) => whole("preference_points", format!("{points:?}")),
        Change::Withdraw(nominee) => vec![of("presence", nominee, "out")],
        Change::Reinstate(nominee) => vec![of("presence", nominee, "in")],
        Change::Add(new) => {
            vec![of("presence", &new.row.id, "in"), of("new", &new.row.id, &format!("{new:?}"))]
        }
        Change::Move { nominee, cluster } => {
            vec![
                of("home", nominee, &fold(cluster)),
                of("presence", nominee, "in"),
                stays("cluster", cluster),
            ]
        }
        Change::AddInitiative(new) => vec![of("new initiative", &new.row.id, &format!("{new:?}"))],
        Change::DropInitiative(id) => vec![of("initiative", id, "dropped")],
        Change::MergeInitiatives { from, into } => {
            // The one that is left may be named among them.
            let others = from.iter().filter(|id| fold(id) != fold(into));
            let ends = others.map(|id| of("initiative", id, &format!("becomes {}", fold(into))));
            ends.chain([stays("initiative", into)]).collect()
        }
        Change::Teams { initiative, min, max } => {
            vec![of("teams", initiative, &format!("{min:?} {max:?}")), stays("initiative", initiative)]
        }
        Change::Quota { row, part, bound, people } => {
            vec![of(
                if *bound == Bound::Max { "quota max" } else { "quota min" },
                &format!("{row} {}", part.as_deref().unwrap_or_default()),
                &format!("{people:?}"),
            )]
        }
        Change::Initiative { initiative, field } => {
            let what = match field {
                InitiativeField::SizeMin(_) => "size min",
                InitiativeField::SizeMax(_) => "size max",
                InitiativeField::MinSectors(_) => "sectors of",
                InitiativeField::RequiredSectors(_) => "required sectors of",
                InitiativeField::RequiredLevels(_) => "required levels of",
                // It may be shared with several.
                InitiativeField::SharedWith(cluster) => {
                    return vec![stays("initiative", initiative), stays("cluster", cluster)];
                }
            };
            vec![of(what, initiative, &format!("{field:?}")), stays("initiative", initiative)]
        }
        Change::Pin { nominee, initiative, side } => {
            let mut claims = vec![of("pins", nominee, "stay")];
            match (side, initiative) {
                (PinSide::In, None) => claims.push(of("presence", nominee, "in")),
                (PinSide::Out, None) => claims.push(of("presence", nominee, "out")),
                (PinSide::In, Some(id)) => {
                    claims.push(of("presence", nominee, "in"));
                    claims.push(of("place", nominee, &fold(id)));
                    claims.push(stays("initiative", id));
                    claims.push(of("pin", &format!("{nominee} {id}"), "in"));
                }
                (PinSide::Out, Some(id)) => claims.push(of("pin", &format!("{nominee} {id}"), "out")),
            }
            claims
        }
        Change::PinTeam { nominee, team } => vec![
            of("pins", nominee, "stay"),
            of("presence", nominee, "in"),
            of("place", nominee, &format!("team {}", fold(team))),
        ],
        Change::Waive(rule) => vec![of("rule", rule, "goes")],
        Change::Unpin(nominee) => vec![of("pins", nominee, "go")],
        Change::MergeClusters { from, id, .. } => {
            from.iter().map(|one| of("cluster", one, &format!("becomes {}", fold(id)))).collect()
        }
        Change::SplitCluster { cluster, .. } => vec![of("cluster", cluster, "is split")],
    }
}
