//! What has been solved before: blocks by their content, answers by block and question.
//!
//! A hit gives what solving again would give, work counted included, so that a plan does not show
//! whether it came from here. Held in memory, bounded; what has not been asked for since the last
//! clearing out goes first.

use crate::answer::Answer;
use crate::content::Digest;
use fordel_solver::{Block, Effort};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes held in memory unless said otherwise.
const DEFAULT_BYTES: usize = 256 << 20;

/// Blocks and answers; clones share one.
#[derive(Clone, Debug)]
pub struct Cache(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    blocks: Mutex<Shelf<Arc<Block>>>,
    answers: Mutex<Shelf<Arc<(Answer, Effort)>>>,
}

/// One map of a bounded size in two generations: what is found in the older one moves to the newer.
#[derive(Debug)]
struct Shelf<T> {
    newer: HashMap<Digest, (T, usize)>,
    older: HashMap<Digest, (T, usize)>,
    bytes: usize,
    limit: usize,
}

impl<T: Clone> Shelf<T> {
    fn new(limit: usize) -> Self {
        Self { newer: HashMap::new(), older: HashMap::new(), bytes: 0, limit }
    }

    fn get(&mut self, key: &Digest) -> Option<T> {
        if let Some((held, _)) = self.newer.get(key) {
            return Some(held.clone());
        }
        let (held, bytes) = self.older.remove(key)?;
        self.put(*key, held.clone(), bytes);
        Some(held)
    }

    fn put(&mut self, key: Digest, value: T, bytes: usize) {
        // Half for each generation, so that both together keep the limit.
        if self.bytes + bytes > self.limit / 2 {
            self.older = std::mem::take(&mut self.newer);
            self.bytes = 0;
        }
        if bytes <= self.limit / 2 && self.newer.insert(key, (value, bytes)).is_none() {
            self.bytes += bytes;
        }
    }
}

impl Default for Cache {
    fn default() -> Self {
        Self::with_bytes(DEFAULT_BYTES)
    }
}

impl Cache {
    /// An empty cache that holds about so many bytes.
    pub fn with_bytes(bytes: usize) -> Self {
        let half = bytes / 2;
        Self(Arc::new(Inner { blocks: Mutex::new(Shelf::new(half)), answers: Mutex::new(Shelf::new(half)) }))
    }

    /// Blocks and answers held now.
    pub fn held(&self) -> (usize, usize) {
        let blocks = self.0.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        let answers = self.0.answers.lock().unwrap_or_else(PoisonError::into_inner);
        (blocks.newer.len() + blocks.older.len(), answers.newer.len() + answers.older.len())
    }

    /// The block of this content, listed by `list` where it is not held.
    pub(crate) fn block<E>(
        &self,
        key: Digest,
        list: impl FnOnce() -> Result<Block, E>,
    ) -> Result<Arc<Block>, E> {
        let shelf = || self.0.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(block) = shelf().get(&key) {
            return Ok(block);
        }
        // Two threads may list one block at a time; both get the same.
        let block = Arc::new(list()?);
        let bytes = 32 * block.columns.len() + 256 * block.people.len() + 1024;
        shelf().put(key, Arc::clone(&block), bytes);
        Ok(block)
    }

    /// The answer to this question, solved by `solve` where it is not held. `keep` says whether it is
    /// worth keeping: an interrupted search is not.
    pub(crate) fn answer(
        &self,
        key: Digest,
        solve: impl FnOnce() -> (Answer, Effort),
        keep: impl FnOnce() -> bool,
    ) -> Arc<(Answer, Effort)> {
        let shelf = || self.0.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = shelf().get(&key) {
            return held;
        }
        let solved = Arc::new(solve());
        if keep() {
            shelf().put(key, Arc::clone(&solved), solved.0.bytes());
        }
        solved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shelf_keeps_its_limit_and_what_is_asked_for() {
        let key = |n: u8| Digest([n; 32]);
        let mut shelf = Shelf::new(100);
        for n in 0..200 {
            shelf.put(key(n), n, 10);
            assert_eq!(shelf.get(&key(0)), Some(0), "asked for each time");
            assert!(shelf.newer.len() + shelf.older.len() <= 10);
        }
        assert_eq!(shelf.get(&key(100)), None);
        shelf.put(key(250), 250, 1000);
        assert_eq!(shelf.get(&key(250)), None, "larger than the shelf");
    }
}
