//! Small programmes at random, rich in rules, for property tests against the oracle.
//!
//! A strategy draws a sketch of small numbers, which shrinks well, and the sketch is turned into a
//! valid programme: references wrap around, contradictions that a reader would refuse are left out.

mod sketch;

use crate::ProgrammeBuilder;
use fordel_model::id::Id;
use fordel_model::programme::{ObjectiveKind, Reserved, Unfilled};
use fordel_model::rule::{Demand, Requirement};
use fordel_model::split::OnTie;
use fordel_model::{Column, InitiativeId, Level, Programme, Scope, SectorId, Status, TeamRule, TeamSize};
use proptest::prelude::*;
use sketch::{FurtherSketch, NomineeSketch, SIZES, Sketch, WEIGHTS, sketch};
use std::ops::RangeInclusive;

/// How large.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Size {
    /// Nominees.
    pub nominees: RangeInclusive<usize>,
    /// Clusters.
    pub clusters: RangeInclusive<usize>,
    /// Initiatives of each cluster.
    pub initiatives: RangeInclusive<usize>,
}

impl Default for Size {
    /// Up to nine nominees in up to three clusters with up to two initiatives each.
    fn default() -> Self {
        Self { nominees: 3..=9, clusters: 1..=3, initiatives: 1..=2 }
    }
}

/// What may occur.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Features {
    /// Rules that each team keeps by itself, and sizes.
    pub team_rules: bool,
    /// The further rules on teams.
    pub further_rules: bool,
    /// Who is nominated to what, requirements, people not nominated.
    pub eligibility: bool,
    /// `together` and `apart`.
    pub relations: bool,
    /// Pins.
    pub pins: bool,
    /// Quotas on people within a cluster.
    pub cluster_quotas: bool,
    /// Quotas on people over regions and the programme.
    pub wide_quotas: bool,
    /// Organisations' own orders, with `respect_priority`.
    pub priorities: bool,
    /// Managers.
    pub chains: bool,
    /// Figures of merit and diversity.
    pub figures: bool,
    /// Initiatives of two clusters.
    pub shared_initiatives: bool,
    /// Reserved pools of seats.
    pub pools: bool,
    /// Least and most seats of clusters.
    pub seat_bounds: bool,
    /// `redistribute` and `refuse` besides `leave_empty`.
    pub unfilled: bool,
    /// Worst team first.
    pub worst_team_first: bool,
    /// Initiatives with a least number of teams (else 0).
    pub teams_min: bool,
}

impl Features {
    /// Nothing but people, initiatives and preferences.
    pub const NONE: Self = Self {
        team_rules: false,
        further_rules: false,
        eligibility: false,
        relations: false,
        pins: false,
        cluster_quotas: false,
        wide_quotas: false,
        priorities: false,
        chains: false,
        figures: false,
        shared_initiatives: false,
        pools: false,
        seat_bounds: false,
        unfilled: false,
        worst_team_first: false,
        teams_min: false,
    };

    /// Everything.
    pub const ALL: Self = Self {
        team_rules: true,
        further_rules: true,
        eligibility: true,
        relations: true,
        pins: true,
        cluster_quotas: true,
        wide_quotas: true,
        priorities: true,
        chains: true,
        figures: true,
        shared_initiatives: true,
        pools: true,
        seat_bounds: true,
        unfilled: true,
        worst_team_first: true,
        teams_min: true,
    };
}

/// A valid programme of this size with some of these features. Shrinks towards fewer rows and
/// absent rules. Clusters are `c0`, `c1`, ...; initiatives `k0`, ...; nominees `n0`, ...
///
/// Weights repeat, so that splits tie; how a tie is broken varies too. A hard demand may clash.
pub fn small_programme(size: Size, features: Features) -> impl Strategy<Value = Programme> {
    sketch(&size).prop_map(move |sketch| sketch.programme(features))
}

impl FurtherSketch {
    fn rule(&self) -> TeamRule {
        let extra = |name: &str| Column::Extra(name.to_owned());
        let (min, more) = (self.min, self.more);
        let max = more.map(|more| min + more);
        match self.kind {
            0 => TeamRule::Sector(SectorId::from_index(self.value)),
            1 => TeamRule::Level([Level::MiddleManager, Level::LeaderOfLeaders][self.value % 2]),
            2 => TeamRule::Mix {
                column: extra("shift"),
                value: Some(SHIFTS[1 + self.value % 2].to_owned()),
                min,
                max,
            },
            3 => TeamRule::Mix {
                column: Column::Profession,
                value: Some(PROFESSIONS[self.value].to_uppercase()),
                min,
                max: Some(min + more.unwrap_or(1)),
            },
            4 => TeamRule::Mix { column: Column::Sector, value: None, min: 0, max: Some(1 + min) },
            5 => TeamRule::Skill {
                column: extra("skills"),
                value: ["data", "Change", "ethics"][self.value].to_owned(),
                min: 1 + min / 2,
            },
            6 => {
                let least = 30 + 5 * i64::try_from(self.value).expect("small");
                let more = more.map(|more| least + 5 * i64::from(more));
                TeamRule::Mean { column: extra("age"), min: (min < 2).then_some(least), max: more }
            }
            7 => TeamRule::Same([extra("shift"), Column::Sector, Column::Level][self.value].clone()),
            8 => {
                TeamRule::Different([Column::Organisation, extra("shift"), Column::Level][self.value].clone())
            }
            _ => TeamRule::NotMet,
        }
    }
}

const SECTORS: [&str; 3] = ["municipality", "region", "general_practice"];
const PROFESSIONS: [&str; 3] = ["nurse", "doctor", "kitchen"];
const SHIFTS: [&str; 3] = ["", "day", "night"];
const SKILLS: [&str; 4] = ["", "data", "Data; change", "change;ethics"];
const REGIONS: [&str; 3] = ["", "East", "West"];

impl Sketch {
    fn programme(&self, features: Features) -> Programme {
        let mut builder = ProgrammeBuilder::new(self.seats).programme(|programme| {
            programme.extra_columns = vec!["shift".to_owned(), "age".to_owned(), "skills".to_owned()];
            self.kind(programme, features);
            self.rules(programme, features);
        });
        for (at, cluster) in self.clusters.iter().enumerate() {
            builder = builder.cluster(&format!("c{at}"), WEIGHTS[cluster.weight]).with_cluster(|row| {
                row.region = REGIONS.get(cluster.region).filter(|r| !r.is_empty()).map(|r| (*r).into());
                if features.seat_bounds {
                    // The first has no maximum, so that the seats can be split.
                    row.max_seats = cluster.max_seats.filter(|_| at > 0);
                    row.min_seats = cluster.min_seats;
                }
            });
        }
        builder = self.initiatives(builder, features);
        for at in 0..self.nominees.len() {
            builder = self.nominee(builder, at, features);
        }
        builder = self.between_people(builder, features);
        self.quotas(builder, features).build()
    }

    /// A region that some cluster lies in.
    fn region(&self, pick: usize) -> Option<String> {
        let named: Vec<&str> = self
            .clusters
            .iter()
            .map(|cluster| REGIONS[cluster.region])
            .filter(|name| !name.is_empty())
            .collect();
        named.get(pick % named.len().max(1)).map(|name| (*name).to_owned())
    }

    fn kind(&self, programme: &mut Programme, features: Features) {
        let kind = &self.kind;
        programme.on_tie = [OnTie::LargerWeight, OnTie::Lot, OnTie::Report][kind.on_tie];
        if features.unfilled {
            programme.unfilled =
                [Unfilled::LeaveEmpty, Unfilled::LeaveEmpty, Unfilled::Redistribute, Unfilled::Refuse]
                    [kind.unfilled];
        }
        if features.worst_team_first && kind.worst_first {
            programme.objective = ObjectiveKind::WorstTeamFirst;
        }
        if features.figures {
            programme.score.weights[5] = kind.merit_weight;
            if kind.diversity_weight > 0 {
                programme.score.weights[7] = kind.diversity_weight;
                programme.score.diversity_columns = vec![Column::Extra("age".to_owned())];
            }
        }
        if features.pools && kind.pool_seats > 0 {
            let sectors = if kind.pool_by_sector { vec![SectorId::from_index(2)] } else { Vec::new() };
            programme.seats += kind.pool_seats;
            programme.reserved =
                vec![Reserved { name: "practice".to_owned(), seats: kind.pool_seats, sectors }];
        }
    }

    fn rules(&self, programme: &mut Programme, features: Features) {
        let (from, rules) = (&self.rules, &mut programme.rules);
        if features.team_rules {
            rules.min_sectors = from.min_sectors;
            rules.max_same_organisation = from.same_organisation;
            rules.max_same_profession = from.same_profession;
            rules.min_leaders_of_leaders = from.leaders;
            rules.nobody_alone = match from.alone {
                Some(true) => vec![Column::Extra("shift".to_owned())],
                Some(false) => vec![Column::Sector],
                None => Vec::new(),
            };
        }
        if features.further_rules {
            rules.further = from.further.iter().map(FurtherSketch::rule).collect();
            rules.further.dedup();
            rules.further.sort_by_key(TeamRule::name);
        }
        rules.respect_priority = features.priorities && from.respect_priority;
        if features.eligibility {
            rules.requirements = match from.require {
                Some(0) => vec![Requirement { column: Column::Profession, demand: Demand::Filled }],
                Some(1) => vec![Requirement {
                    column: Column::Extra("shift".to_owned()),
                    demand: Demand::OneOf(vec!["Day".to_owned(), "".to_owned(), "night".to_owned()]),
                }],
                Some(_) => vec![Requirement { column: Column::Experience, demand: Demand::AtLeast(1) }],
                None => Vec::new(),
            };
        }
    }

    fn initiatives(&self, mut builder: ProgrammeBuilder, features: Features) -> ProgrammeBuilder {
        let mut number = 0;
        for (at, cluster) in self.clusters.iter().enumerate() {
            for sketch in &cluster.initiatives {
                let (own, next) = (format!("c{at}"), format!("c{}", (at + 1) % self.clusters.len()));
                let shared = features.shared_initiatives && sketch.shared && own != next;
                let clusters: Vec<&str> = if shared { vec![&own, &next] } else { vec![&own] };
                let teams_min = if features.teams_min { sketch.teams_min } else { 0 };
                builder = builder
                    .initiative(&format!("k{number}"), &clusters)
                    .teams(teams_min, (teams_min + sketch.teams_more).max(1));
                if features.team_rules {
                    let (min, max) = SIZES[sketch.size];
                    builder = builder.size(min, max).with_initiative(|row| {
                        row.min_sectors = sketch.min_sectors;
                        row.required_sectors =
                            sketch.required.map(SectorId::from_index).into_iter().collect();
                        if features.further_rules {
                            row.required_levels = sketch.required_level.into_iter().collect();
                        }
                        debug_assert!(TeamSize::new(min, max).is_some());
                    });
                }
                number += 1;
            }
        }
        builder
    }

    fn nominee(&self, builder: ProgrammeBuilder, at: usize, features: Features) -> ProgrammeBuilder {
        let sketch = &self.nominees[at];
        let cluster = sketch.cluster % self.clusters.len();
        let id = format!("n{at}");
        let organisation = format!("Org {}", sketch.organisation);
        let sector = SECTORS[sketch.sector];
        let mut builder = builder.nominee(&id, &format!("c{cluster}"), &organisation, sector);
        let mut open: Vec<InitiativeId> = Vec::new();
        builder = builder.programme(|programme| {
            let here = fordel_model::ClusterId::from_index(cluster);
            let of_cluster =
                programme.initiatives.enumerate().filter(|(_, row)| row.clusters.contains(&here));
            open = of_cluster.map(|(id, _)| id).collect();
        });
        if let Some(manager) = sketch.manager.filter(|_| features.chains && at > 0) {
            builder = builder.manager(&format!("n{}", manager % at));
        }
        builder.with_nominee(|row| {
            row.profession = sketch.profession.checked_sub(1).map(|p| PROFESSIONS[p].to_owned());
            row.level = [None, Some(Level::MiddleManager), Some(Level::LeaderOfLeaders)][sketch.level];
            let (first, second) = sketch.preferences;
            for pick in [first, second].into_iter().filter_map(|pick| pick.checked_sub(1)) {
                let preferred = open[pick % open.len()];
                if !row.preferences.contains(&preferred) {
                    row.preferences.push(preferred);
                }
            }
            let skills = SKILLS[sketch.skills].to_owned();
            row.extra = vec![SHIFTS[sketch.shift].to_owned(), sketch.age.to_string(), skills];
            if features.eligibility {
                row.initiatives = sketch.only.map(|pick| open[pick % open.len()]).into_iter().collect();
                row.status = match sketch.status {
                    0..=26 => Status::Nominated,
                    27 => Status::Reserve,
                    28 => Status::Withdrawn,
                    _ => Status::Declined,
                };
            }
            if features.priorities {
                row.priority = sketch.priority;
            }
            if features.figures {
                if let Some((experience, competence, motivation)) = sketch.merit {
                    row.merit.experience = Some(experience);
                    row.merit.competence = Some(competence);
                    row.merit.motivation = Some(motivation);
                }
                if self.kind.diversity_weight > 0 {
                    row.diversity = vec![sketch.age];
                }
            }
            if features.pools && self.kind.pool_seats > 0 && (sketch.pool || self.by_sector(sketch)) {
                row.seat_pool = Some("practice".to_owned());
            }
        })
    }

    fn by_sector(&self, nominee: &NomineeSketch) -> bool {
        self.kind.pool_by_sector && nominee.sector == 2
    }

    fn between_people(&self, mut builder: ProgrammeBuilder, features: Features) -> ProgrammeBuilder {
        let n = self.nominees.len();
        let mut related = Vec::new();
        for &(a, b) in self.met.iter().filter(|_| features.further_rules) {
            let (a, b) = (a % n, b % n);
            let pair = (a.min(b), a.max(b));
            if a != b && !related.contains(&pair) {
                related.push(pair);
                builder = builder.met(&format!("n{a}"), &format!("n{b}"));
            }
        }
        for &(a, b, together) in self.pairs.iter().filter(|_| features.relations) {
            let (a, b) = (a % n, b % n);
            let pair = (a.min(b), a.max(b));
            if a == b || related.contains(&pair) {
                continue;
            }
            related.push(pair);
            let (a, b) = (format!("n{a}"), format!("n{b}"));
            builder = if together { builder.together(&a, &b) } else { builder.apart(&a, &b) };
        }
        let mut pinned = Vec::new();
        for &(nominee, initiative, inside) in self.pins.iter().filter(|_| features.pins) {
            let nominee = nominee % n;
            if pinned.contains(&nominee) {
                continue;
            }
            pinned.push(nominee);
            let nominee = format!("n{nominee}");
            let mut initiatives = 0;
            builder = builder.programme(|programme| initiatives = programme.initiatives.len());
            let initiative = initiative.map(|pick| format!("k{}", pick % initiatives));
            builder = match inside {
                true => builder.pin_in(&nominee, initiative.as_deref()),
                false => builder.pin_out(&nominee, initiative.as_deref()),
            };
        }
        builder
    }

    fn quotas(&self, mut builder: ProgrammeBuilder, features: Features) -> ProgrammeBuilder {
        for quota in &self.quotas {
            let (attribute, values): (Column, &[&str]) = match quota.attribute {
                0 => (Column::Sector, &SECTORS),
                1 => (Column::Profession, &PROFESSIONS),
                2 => (Column::Organisation, &["Org 0", "Org 1", "Org 2"]),
                _ => (Column::Extra("shift".to_owned()), &["day", "night", "never"]),
            };
            let cluster = quota.place.map(|at| fordel_model::ClusterId::from_index(at % self.clusters.len()));
            let scope = match quota.scope {
                0 if features.cluster_quotas => Scope::Cluster(cluster),
                1 if features.wide_quotas => Scope::Region(quota.place.and_then(|at| self.region(at))),
                2 if features.wide_quotas => Scope::Programme,
                _ if features.cluster_quotas => Scope::Cluster(cluster),
                _ => continue,
            };
            // A quota says at least one of the two.
            let more = quota.more.or(quota.min.is_none().then_some(2));
            let max = more.map(|more| quota.min.unwrap_or(0) + more);
            let value = quota.value.map_or("*", |at| values[at]);
            builder = builder.quota(attribute, value, scope, quota.min, max);
        }
        builder
    }
}
