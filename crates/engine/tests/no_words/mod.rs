//! A catalogue for tests whose plans' texts nobody reads.

use fordel_engine::Words;
use fordel_engine::outcome::{Clash, LeftOut, Notice, Vacant};
use fordel_engine::resolution::Relaxation;
use fordel_model::Programme;

/// A catalogue without words, for plans whose texts nobody reads.
pub(crate) struct NoWords;

impl Words for NoWords {
    fn left_out(&self, _: &Programme, _: &LeftOut) -> String {
        String::new()
    }
    fn vacant(&self, _: &Programme, _: &Vacant) -> String {
        String::new()
    }
    fn clash(&self, _: &Programme, _: &Clash) -> String {
        String::new()
    }
    fn relaxation(&self, _: &Programme, _: &Relaxation) -> String {
        String::new()
    }
    fn notice(&self, _: &Programme, _: &Notice) -> String {
        String::new()
    }
}
