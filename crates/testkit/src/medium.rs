//! One cluster's pool at size: people, initiatives, preferences and chains as they come in real life.

use crate::ProgrammeBuilder;
use crate::national::draw::Draw;
use fordel_model::{Level, Programme};

/// A programme of one cluster with `n_nominees` people (4 ..= 1 000), the same for the same seed.
///
/// Seats for about four fifths of them, one initiative for every twelve people (at least three, at
/// most eight), each with as many teams as needed; sectors 4 : 4 : 2 (municipality, region, general
/// practice), some three people an organisation, eight professions, a third with a manager among
/// the others, up to three preferences each.
pub fn medium_programme(seed: u64, n_nominees: usize) -> Programme {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut draw = Draw::new(bytes);
    let seats = n_nominees * 4 / 5;
    let n_initiatives = (n_nominees / 12).clamp(3, 8);
    let teams_max =
        u32::try_from(seats.div_ceil(3).div_ceil(n_initiatives)).expect("at most 1 000 people") + 1;
    let mut builder = ProgrammeBuilder::new(seats as u64).cluster("pool", 100_000);
    for k in 0..n_initiatives {
        builder = builder.initiative(&format!("k{k}"), &["pool"]).teams(1, teams_max);
    }
    for i in 0..n_nominees {
        let sector = match draw.below(10) {
            0..=3 => "municipality",
            4..=7 => "region",
            _ => "general_practice",
        };
        let organisation = format!("{sector} {}", draw.below((n_nominees / 6).max(2)));
        builder = builder
            .nominee(&format!("n{i}"), "pool", &organisation, sector)
            .profession(&format!("profession {}", draw.below(8)));
        if i > 0 && draw.chance(33) {
            builder = builder.manager(&format!("n{}", draw.below(i)));
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
