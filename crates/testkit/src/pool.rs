//! Pools in one block: one cluster, many teams an initiative, of any number of people.

use crate::ProgrammeBuilder;
use crate::national::draw::Draw;
use fordel_model::{Column, Criterion, Level, Programme};

/// What is asked of a pool's teams.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pool {
    /// The contract's scoring with rules; seats for four fifths, teams of 2-4.
    Scoring,
    /// The same scoring; everybody has a seat, teams of exactly four.
    Fours,
    /// The same scoring; everybody has a seat, teams of three or four.
    ThreesAndFours,
    /// Nothing but differences over four integer columns; everybody has a seat, teams of exactly four.
    DiverseFours,
    /// The same in teams of three or four.
    Diverse,
}

impl Pool {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Scoring, Self::Fours, Self::ThreesAndFours, Self::DiverseFours, Self::Diverse];

    /// A short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scoring => "scoring",
            Self::Fours => "fours",
            Self::ThreesAndFours => "threes-and-fours",
            Self::DiverseFours => "diverse-fours",
            Self::Diverse => "diverse",
        }
    }
}

/// A pool of `n_nominees` people (12 or more; a multiple of four where all teams are of four), the same
/// for the same seed.
///
/// Scoring: one initiative for every twelve people (three to eight), each with as many teams as
/// needed; sectors 4 : 4 : 2 : 1, some three people an organisation, eight professions, a third with a
/// manager among the others, merit, up to three preferences, some pairs apart; at most two of an
/// organisation and two of a profession in a team. Diversity: one initiative, no rules.
pub fn pool_programme(pool: Pool, seed: u64, n_nominees: usize) -> Programme {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let draw = Draw::new(bytes);
    match pool {
        Pool::Scoring => scoring(draw, n_nominees, n_nominees * 4 / 5, (2, 4)),
        Pool::Fours => scoring(draw, n_nominees, n_nominees, (4, 4)),
        Pool::ThreesAndFours => scoring(draw, n_nominees, n_nominees, (3, 4)),
        Pool::DiverseFours => diverse(draw, n_nominees, (4, 4)),
        Pool::Diverse => diverse(draw, n_nominees, (3, 4)),
    }
}

fn scoring(mut draw: Draw, n_nominees: usize, seats: usize, (min, max): (u8, u8)) -> Programme {
    let n_initiatives = (n_nominees / 12).clamp(3, 8);
    let teams_max = u32::try_from(n_nominees / usize::from(min)).expect("fewer than 2^32 people");
    let mut builder = ProgrammeBuilder::new(seats as u64)
        .programme(|row| {
            row.rules.max_same_organisation = Some(2);
            row.rules.max_same_profession = Some(2);
        })
        .cluster("pool", 100_000);
    for k in 0..n_initiatives {
        builder = builder.initiative(&format!("k{k}"), &["pool"]).teams(1, teams_max).size(min, max);
    }
    for i in 0..n_nominees {
        let sector = match draw.below(11) {
            0..=3 => "municipality",
            4..=7 => "region",
            8 | 9 => "general_practice",
            _ => "patient",
        };
        let organisation = format!("{sector} {}", draw.below((n_nominees / 6).max(2)));
        let mut figure = || u8::try_from(draw.below(6)).expect("at most 5");
        let merit = [figure(), figure(), figure()];
        builder = builder
            .nominee(&format!("n{i}"), "pool", &organisation, sector)
            .profession(&format!("profession {}", draw.below(8)))
            .merit(merit[0], merit[1], merit[2]);
        if i > 0 && draw.chance(33) {
            builder = builder.manager(&format!("n{}", draw.below(i)));
        }
        if i > 0 && draw.chance(5) {
            builder = builder.apart(&format!("n{i}"), &format!("n{}", draw.below(i)));
        }
        let mut initiatives: Vec<String> = (0..n_initiatives).map(|k| format!("k{k}")).collect();
        draw.shuffle(&mut initiatives);
        let n_preferences = draw.below(4);
        let preferred: Vec<&str> = initiatives.iter().take(n_preferences).map(String::as_str).collect();
        let level = [Level::LeaderOfLeaders, Level::MiddleManager, Level::MiddleManager][draw.below(3)];
        builder = builder.prefers(&preferred).with_nominee(|row| row.level = Some(level));
    }
    builder.build()
}

fn diverse(mut draw: Draw, n_nominees: usize, (min, max): (u8, u8)) -> Programme {
    let teams = u32::try_from(n_nominees / usize::from(min)).expect("fewer than 2^32 people");
    let mut builder = ProgrammeBuilder::new(n_nominees as u64)
        .programme(|row| {
            row.rules.min_sectors = 1;
            row.score.weights = [0; 8];
            row.score.weights[Criterion::Diversity as usize] = 1;
            row.extra_columns = (0..4).map(|c| format!("figure {c}")).collect();
            row.score.diversity_columns = (0..4).map(|c| Column::Extra(format!("figure {c}"))).collect();
        })
        .cluster("pool", 100_000)
        .initiative("k", &["pool"])
        .teams(1, teams)
        .size(min, max);
    for i in 0..n_nominees {
        let figures: Vec<i64> = (0..4).map(|_| i64::try_from(draw.below(101)).expect("small")).collect();
        builder = builder.nominee(&format!("n{i}"), "pool", "Town", "municipality").with_nominee(|row| {
            row.extra = figures.iter().map(ToString::to_string).collect();
            row.diversity = figures;
        });
    }
    builder.build()
}
