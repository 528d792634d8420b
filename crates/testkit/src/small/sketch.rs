//! What is drawn: small numbers, which shrink well.

use super::Size;
use fordel_model::Level;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use std::ops::RangeInclusive;

/// Few different weights, so that they repeat.
pub(super) const WEIGHTS: [u64; 6] = [100, 100, 100, 200, 300, 1000];
/// Least and most people of a team.
pub(super) const SIZES: [(u8, u8); 8] = [(2, 4), (2, 4), (2, 4), (2, 4), (2, 2), (2, 3), (3, 4), (4, 4)];
/// How many columns a quota may be about.
pub(super) const ATTRIBUTES: usize = 4;

#[derive(Clone, Debug)]
pub(super) struct Sketch {
    pub(super) seats: u64,
    pub(super) clusters: Vec<ClusterSketch>,
    pub(super) nominees: Vec<NomineeSketch>,
    pub(super) pairs: Vec<(usize, usize, bool)>,
    pub(super) met: Vec<(usize, usize)>,
    pub(super) pins: Vec<(usize, Option<usize>, bool)>,
    pub(super) quotas: Vec<QuotaSketch>,
    pub(super) rules: RulesSketch,
    pub(super) kind: KindSketch,
}

#[derive(Clone, Debug)]
pub(super) struct ClusterSketch {
    pub(super) weight: usize,
    pub(super) region: usize,
    pub(super) min_seats: Option<u64>,
    pub(super) max_seats: Option<u64>,
    pub(super) initiatives: Vec<InitiativeSketch>,
}

#[derive(Clone, Debug)]
pub(super) struct InitiativeSketch {
    pub(super) teams_min: u32,
    pub(super) teams_more: u32,
    pub(super) size: usize,
    pub(super) min_sectors: Option<u32>,
    pub(super) required: Option<usize>,
    pub(super) required_level: Option<Level>,
    pub(super) shared: bool,
}

#[derive(Clone, Debug)]
pub(super) struct NomineeSketch {
    pub(super) cluster: usize,
    pub(super) organisation: usize,
    pub(super) sector: usize,
    pub(super) profession: usize,
    pub(super) level: usize,
    pub(super) manager: Option<usize>,
    pub(super) only: Option<usize>,
    pub(super) preferences: (usize, usize),
    pub(super) priority: Option<u32>,
    pub(super) merit: Option<(u8, u8, u8)>,
    pub(super) status: usize,
    pub(super) shift: usize,
    pub(super) skills: usize,
    pub(super) age: i64,
    pub(super) pool: bool,
}

#[derive(Clone, Debug)]
pub(super) struct QuotaSketch {
    pub(super) attribute: usize,
    pub(super) value: Option<usize>,
    pub(super) scope: usize,
    pub(super) place: Option<usize>,
    pub(super) min: Option<u32>,
    pub(super) more: Option<u32>,
}

#[derive(Clone, Debug)]
pub(super) struct RulesSketch {
    pub(super) min_sectors: u32,
    pub(super) same_organisation: Option<u32>,
    pub(super) same_profession: Option<u32>,
    pub(super) leaders: u32,
    pub(super) alone: Option<bool>,
    pub(super) respect_priority: bool,
    pub(super) require: Option<usize>,
    pub(super) further: Vec<FurtherSketch>,
}

/// A further rule on teams: its kind, and figures to fill it in.
#[derive(Clone, Debug)]
pub(super) struct FurtherSketch {
    pub(super) kind: usize,
    pub(super) value: usize,
    pub(super) min: u32,
    pub(super) more: Option<u32>,
}

#[derive(Clone, Debug)]
pub(super) struct KindSketch {
    pub(super) unfilled: usize,
    pub(super) worst_first: bool,
    pub(super) on_tie: usize,
    pub(super) merit_weight: i64,
    pub(super) diversity_weight: i64,
    pub(super) pool_seats: u64,
    pub(super) pool_by_sector: bool,
}

/// Draws a sketch.
pub(super) fn sketch(size: &Size) -> impl Strategy<Value = Sketch> + use<> {
    let most = u64::try_from(*size.nominees.end()).expect("small");
    (
        most / 3..=most + 1,
        vec(cluster_sketch(size.initiatives.clone()), size.clusters.clone()),
        vec(nominee_sketch(), size.nominees.clone()),
        (vec((0..64usize, 0..64usize, any::<bool>()), 0..3), vec((0..64usize, 0..64usize), 0..4)),
        vec((0..64usize, weighted(0.5, 0..8usize), prop::bool::weighted(0.4)), 0..3),
        vec(quota_sketch(), 0..2),
        rules_sketch(),
        kind_sketch(),
    )
        .prop_map(|(seats, clusters, nominees, (pairs, met), pins, quotas, rules, kind)| Sketch {
            seats,
            clusters,
            nominees,
            pairs,
            met,
            pins,
            quotas,
            rules,
            kind,
        })
}

fn cluster_sketch(initiatives: RangeInclusive<usize>) -> impl Strategy<Value = ClusterSketch> {
    (
        0..WEIGHTS.len(),
        0..3usize,
        weighted(0.2, 0..2u64),
        weighted(0.2, 1..5u64),
        vec(initiative_sketch(), initiatives),
    )
        .prop_map(|(weight, region, min_seats, max_seats, initiatives)| ClusterSketch {
            weight,
            region,
            min_seats,
            max_seats,
            initiatives,
        })
}

fn initiative_sketch() -> impl Strategy<Value = InitiativeSketch> {
    (
        weighted(0.3, Just(1u32)).prop_map(Option::unwrap_or_default),
        0..2u32,
        0..SIZES.len(),
        weighted(0.15, 0..3u32),
        weighted(0.15, 0..3usize),
        (
            prop::bool::weighted(0.3),
            weighted(0.1, prop::sample::select(vec![Level::MiddleManager, Level::LeaderOfLeaders])),
        ),
    )
        .prop_map(|(teams_min, teams_more, size, min_sectors, required, (shared, required_level))| {
            InitiativeSketch { teams_min, teams_more, size, min_sectors, required, required_level, shared }
        })
}

fn nominee_sketch() -> impl Strategy<Value = NomineeSketch> {
    (
        (0..8usize, 0..4usize, 0..3usize, 0..4usize, 0..3usize),
        (
            weighted(0.3, 0..64usize),
            weighted(0.15, 0..8usize),
            (0..4usize, 0..4usize),
            weighted(0.7, 1..4u32),
        ),
        (
            weighted(0.95, (0..=5u8, 0..=5u8, 0..=5u8)),
            0..30usize,
            (0..3usize, 0..4usize),
            20..60i64,
            prop::bool::weighted(0.2),
        ),
    )
        .prop_map(
            |(
                (cluster, organisation, sector, profession, level),
                (manager, only, preferences, priority),
                (merit, status, (shift, skills), age, pool),
            )| NomineeSketch {
                cluster,
                organisation,
                sector,
                profession,
                level,
                manager,
                only,
                preferences,
                priority,
                merit,
                status,
                shift,
                skills,
                age,
                pool,
            },
        )
}

fn quota_sketch() -> impl Strategy<Value = QuotaSketch> {
    (
        0..ATTRIBUTES,
        weighted(0.7, 0..3usize),
        0..3usize,
        weighted(0.6, 0..4usize),
        weighted(0.4, 0..3u32),
        weighted(0.6, 0..3u32),
    )
        .prop_map(|(attribute, value, scope, place, min, more)| QuotaSketch {
            attribute,
            value,
            scope,
            place,
            min,
            more,
        })
}

fn rules_sketch() -> impl Strategy<Value = RulesSketch> {
    (
        0..3u32,
        weighted(0.25, 1..3u32),
        weighted(0.25, 1..3u32),
        prop::sample::select(vec![0, 0, 0, 0, 0, 0, 0, 1]),
        weighted(0.1, any::<bool>()),
        any::<bool>(),
        weighted(0.1, 0..3usize),
        // Mostly none: each of them leaves few teams.
        prop_oneof![2 => Just(Vec::new()), 2 => vec(further_sketch(), 1..=1), 1 => vec(further_sketch(), 2..=3)],
    )
        .prop_map(
            |(min_sectors, same_organisation, same_profession, leaders, alone, respect_priority, require, further)| {
                RulesSketch {
                    min_sectors,
                    same_organisation,
                    same_profession,
                    leaders,
                    alone,
                    respect_priority,
                    require,
                    further,
                }
            },
        )
}

fn further_sketch() -> impl Strategy<Value = FurtherSketch> {
    (0..10usize, 0..3usize, 0..3u32, weighted(0.6, 0..3u32))
        .prop_map(|(kind, value, min, more)| FurtherSketch { kind, value, min, more })
}

fn kind_sketch() -> impl Strategy<Value = KindSketch> {
    (0..4usize, prop::bool::weighted(0.3), 0..3usize, 0..2i64, 0..3i64, 0..3u64, any::<bool>()).prop_map(
        |(unfilled, worst_first, on_tie, merit_weight, diversity_weight, pool_seats, pool_by_sector)| {
            KindSketch {
                unfilled,
                worst_first,
                on_tie,
                merit_weight,
                diversity_weight,
                pool_seats,
                pool_by_sector,
            }
        },
    )
}
