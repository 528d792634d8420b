//! The national programme of 2022, made up: real clusters, populations and municipalities, and
//! synthetic people. `cargo run -p fordel-testkit --example national_2022` writes the folders
//! `fixtures/national-2022` and `fixtures/byen`; a test holds them to what this module makes.
//!
//! Deterministic: the seed and the sampling are written out here, and no clock or hash is asked.

pub(crate) mod draw;
mod people;
mod places;
mod tables;
mod words;

use draw::Draw;
use people::Person;
use places::{PLACES, Place};
use std::collections::BTreeSet;
use words::TOPICS;

/// A file of a fixture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FixtureFile {
    /// Folder and name, below `fixtures/`.
    pub path: String,
    /// The whole text, UTF-8, lines ending in LF.
    pub text: String,
}

/// The seed: the first bytes say what it is for.
const SEED: [u8; 32] = *b"fordel national-2022, 1 June 22\0";

/// An initiative of the fixture.
struct Theme {
    id: String,
    cluster: &'static str,
    title: &'static str,
    teams_max: u32,
}

/// All files that the generator writes, in order.
pub fn national_2022() -> Vec<FixtureFile> {
    let mut draw = Draw::new(SEED);
    let mut taken = BTreeSet::new();
    let mut themes: Vec<Theme> = Vec::new();
    let mut people: Vec<Person> = Vec::new();
    for place in &PLACES {
        let own = draw_themes(&mut draw, place);
        let ids: Vec<String> = own.iter().map(|theme| theme.id.clone()).collect();
        people.extend(people::draw_people(&mut draw, place, &ids, &mut taken));
        themes.extend(own);
    }
    tables::files(&mut draw, &themes, &people)
}

/// Draws what the teams of a place work on.
fn draw_themes(draw: &mut Draw, place: &Place) -> Vec<Theme> {
    let mut topics: Vec<usize> = (0..TOPICS.len()).collect();
    draw.shuffle(&mut topics);
    let own = topics.iter().zip(place.teams_max);
    own.map(|(&topic, &teams_max)| Theme {
        id: format!("{}-{}", place.id, TOPICS[topic].0),
        cluster: place.id,
        title: TOPICS[topic].1,
        teams_max,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_files_are_what_the_generator_makes() {
        let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
        for file in national_2022() {
            let committed = std::fs::read_to_string(fixtures.join(&file.path)).unwrap();
            assert!(committed == file.text, "{} differs from what the generator makes", file.path);
        }
    }
}
