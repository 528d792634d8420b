//! The content of a block as a digest: everything that decides its columns and its answers.
//!
//! Two blocks with one digest are the same block, in whatever programme they stand; so it takes in
//! more than may matter rather than less. Positions (of people, initiatives, clusters) are part of
//! it, because answers name people by position.

use crate::kept::Kept;
use fordel_model::{ClusterId, InitiativeId, NomineeId, Programme};
use fordel_solver::{Candidacy, Quota};
use sha2::{Digest as _, Sha256};
use std::hash::{Hash, Hasher};

/// A digest of some content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Digest(pub(crate) [u8; 32]);

impl Digest {
    /// The digest as hexadecimal digits, for the name of a file.
    pub(crate) fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Collects what `Hash` writes into a SHA-256, so that different contents do not meet by accident.
#[derive(Default)]
pub(crate) struct Content {
    sha: Sha256,
    pending: Vec<u8>,
}

/// Bytes collected before they are digested together: single writes are a few bytes each.
const BATCH: usize = 4096;

impl Content {
    /// Begins with the kind of content, so that two kinds never meet.
    pub(crate) fn of(kind: &str) -> Self {
        let mut content = Self::default();
        kind.hash(&mut content);
        content
    }

    /// Takes something in.
    pub(crate) fn take(&mut self, what: impl Hash) -> &mut Self {
        what.hash(self);
        self
    }

    /// The digest.
    pub(crate) fn digest(mut self) -> Digest {
        self.sha.update(&self.pending);
        Digest(self.sha.finalize().into())
    }
}

impl Hasher for Content {
    fn write(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
        if self.pending.len() >= BATCH {
            self.sha.update(&self.pending);
            self.pending.clear();
        }
    }

    fn finish(&self) -> u64 {
        unreachable!("the digest is asked for, never 64 bits of it")
    }
}

/// The digest of a block of clusters. `quotas` are those that count nobody outside, `waived` the
/// initiatives whose `teams_min` does not bind.
pub(crate) fn of_block(
    programme: &Programme,
    candidacy: &Candidacy,
    quotas: &[Quota],
    clusters: &[ClusterId],
    waived: &[InitiativeId],
    limit: usize,
) -> Digest {
    let mut content = Content::of("block");
    content.take(limit);
    for &cluster in clusters {
        content.take(cluster).take(&programme.clusters[cluster].id);
    }
    content.take(&programme.rules).take(&programme.score).take(&programme.sectors);
    content.take(&programme.extra_columns).take(programme.objective);
    let initiatives: Vec<InitiativeId> = programme
        .initiatives
        .enumerate()
        .filter(|(_, initiative)| initiative.clusters.iter().any(|id| clusters.contains(id)))
        .map(|(id, _)| id)
        .collect();
    for &id in &initiatives {
        content.take(id).take(&programme.initiatives[id]).take(waived.contains(&id));
    }
    let mut inside = vec![false; programme.nominees.len()];
    for (at, (id, nominee)) in programme.nominees.enumerate().enumerate() {
        if !clusters.contains(&nominee.cluster) {
            continue;
        }
        inside[at] = true;
        content.take(id).take(nominee).take(&candidacy.may[id]).take(candidacy.pinned_in[id]);
        content.take(candidacy.pool[id]);
        content.take(candidacy.standing[id].is_eligible()).take(candidacy.is_candidate(id));
        content.take(candidacy.group[id].map(|group| &candidacy.groups[group]));
    }
    let here = |id: NomineeId| inside[fordel_model::id::Id::index(id)];
    for (a, b) in candidacy.apart.iter().filter(|(a, b)| here(*a) && here(*b)) {
        content.take(("apart", a, b));
    }
    for pin in programme.pins.iter().filter(|pin| here(pin.nominee)) {
        content.take(("pin", pin));
    }
    for quota in quotas {
        content.take(("quota", quota));
    }
    content.digest()
}

/// The digest of a block that stays close to an earlier plan: where its people sat, and the pins to teams.
pub(crate) fn keeping(programme: &Programme, block: Digest, kept: &Kept, clusters: &[ClusterId]) -> Digest {
    let mut content = Content::of("keeping");
    content.take(block.0).take(&kept.teams);
    for (id, nominee) in programme.nominees.enumerate() {
        if clusters.contains(&nominee.cluster) {
            content.take(kept.places[id]).take(&kept.pins[id]);
        }
    }
    content.digest()
}
