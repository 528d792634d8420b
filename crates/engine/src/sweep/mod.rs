//! A sweep run: any range of its scenarios, each from input, specification, seed and index alone.

mod draw;
mod histogram;
mod memory;
mod summary;

pub use histogram::Histogram;
pub use memory::Memory;
pub use summary::{ClusterSeats, Summary};

use crate::cache::Cache;
use crate::content::{Content, Digest};
use crate::document::{clash_place, document};
use crate::fair;
use crate::options::{Options, Prices};
use crate::outcome::{Outcome, Unplanned};
use crate::plan::plan_with;
use crate::words::Words;
use draw::{Drawn, Stream, draw};
use fordel_model::apply::apply_to;
use fordel_model::plan::PlanStatus;
use fordel_model::sweep::{Asked, Record, RecordEnding, RecordPlan};
use fordel_model::{Change, NomineeId, Programme, Scenario, Split, Sweep};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::atomic::Ordering;

/// Which plans of a sweep the judge sees. He takes longer than a plan whose blocks are mostly known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Judged {
    /// None.
    Nobody,
    /// One in 64, by the scenarios' ids.
    #[default]
    Sample,
    /// All.
    All,
}

/// A plan of a sweep that the judge refused: we are wrong.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the plan of scenario {index} does not pass its own check: {finding}")]
pub struct Refused {
    /// Which scenario.
    pub index: u64,
    /// The first finding.
    pub finding: String,
}

/// A sweep over a programme, ready to run.
pub struct Run<'a> {
    programme: &'a Programme,
    sweep: &'a Sweep,
    /// What the split reads, without people and initiatives: cheap to copy.
    shell: Programme,
    origin: Digest,
    options: Options,
    cache: Cache,
    memory: Option<&'a dyn Memory>,
    /// What every key of the memory begins with: all that decides a record beside its changes.
    remembered: Digest,
    base: Base,
    judged: Judged,
    words: &'a (dyn Words + Sync),
}

/// The base plan: what scenarios are compared with.
#[derive(Clone, Debug, Default)]
pub struct Base {
    /// Its record, against itself.
    pub record: Option<Record>,
    selected: BTreeSet<String>,
    teams: BTreeSet<(String, Vec<String>)>,
}

impl<'a> Run<'a> {
    /// Gets ready: plans the base. `digests` are the input's and the specification's.
    pub fn new(
        programme: &'a Programme,
        sweep: &'a Sweep,
        digests: (&str, &str),
        options: &Options,
        judged: Judged,
        words: &'a (dyn Words + Sync),
    ) -> Self {
        let mut origin = Content::of("sweep/1");
        origin.take(digests.0).take(digests.1).take(sweep.seed).take(options.work.nodes);
        let mut remembered = Content::of(concat!("record/1 of ", env!("CARGO_PKG_VERSION")));
        remembered.take(digests.0).take(options.work.nodes);
        let mut shell = programme.clone();
        shell.nominees = fordel_model::IdVec::new();
        shell.initiatives = fordel_model::IdVec::new();
        (shell.organisations, shell.relations, shell.pins) = (Vec::new(), Vec::new(), Vec::new());
        (shell.people_rules, shell.partners, shell.history) = (Vec::new(), Vec::new(), Vec::new());
        let mut run = Self {
            programme,
            sweep,
            shell,
            origin: origin.digest(),
            options: Options { prices: Prices::Unasked, ..options.clone() },
            cache: Cache::default(),
            memory: None,
            remembered: remembered.digest(),
            base: Base::default(),
            judged,
            words,
        };
        run.base = run.base();
        run
    }

    /// With a cache that others use too.
    #[must_use]
    pub fn with_cache(self, cache: Cache) -> Self {
        Self { cache, ..self }
    }

    /// With a memory of records that outlives the run. Scenarios that the judge is to see, and splits of seats
    /// alone, are worked out all the same.
    #[must_use]
    pub fn with_memory(self, memory: Option<&'a dyn Memory>) -> Self {
        Self { memory, ..self }
    }

    /// What the memory knows a scenario by: everything that decides its record.
    fn key(&self, changes: &[Change], drawn: &[Change]) -> String {
        let mut content = Content::of("changes");
        content.take(self.remembered.0).take(changes).take(drawn);
        content.digest().hex()
    }

    /// The base plan.
    pub fn base_plan(&self) -> &Base {
        &self.base
    }

    fn base(&self) -> Base {
        if self.sweep.answer == Asked::Seats {
            let record = self.seats_record(0, String::new(), Vec::new(), Drawn::default(), &[]);
            return Base { record: Some(record), ..Base::default() };
        }
        let Ok(outcome) = plan_with(self.programme, &self.options, Some(&self.cache)) else {
            return Base::default();
        };
        let selected = selected(self.programme, &outcome);
        let mut base = Base { record: None, teams: teams(self.programme, &outcome), selected };
        let mut record = blank(0, String::new(), Vec::new(), Drawn::default());
        fill(&mut record, self.programme, &outcome, &base);
        base.record = Some(record);
        base
    }

    /// How many scenarios.
    pub fn n_scenarios(&self) -> u64 {
        self.sweep.n_scenarios().unwrap_or(u64::MAX)
    }

    /// The id of a scenario, and the seed of its stream.
    fn seed_of(&self, index: u64) -> Digest {
        let mut content = Content::of("scenario");
        content.take(self.origin.0).take(index);
        content.digest()
    }

    /// The id of a scenario.
    pub fn id(&self, index: u64) -> String {
        let mut hex = self.seed_of(index).hex();
        hex.truncate(24);
        hex
    }

    /// A scenario as a list of changes, for whoever wants to look at one alone.
    pub fn scenario(&self, index: u64) -> Scenario {
        let (settings, _) = self.sweep.settings(index);
        let mut changes: Vec<Change> =
            settings.iter().flat_map(|setting| setting.changes.iter().cloned()).collect();
        let mut programme = self.programme.clone();
        if apply_to(&mut programme, &changes).is_ok() {
            changes.extend(
                draw(&programme, &self.sweep.chances, &mut Stream::new(&self.seed_of(index))).changes,
            );
        }
        Scenario { name: self.id(index), changes }
    }

    /// Why a scenario's seats cannot be split or its plan not be begun; `None` where it is refused for its changes, or
    /// not at all.
    pub fn refusal(&self, index: u64) -> Option<Unplanned> {
        let mut changes = self.scenario(index).changes;
        if self.sweep.answer == Asked::Seats {
            changes.retain(Change::is_about_seats);
            let mut programme = self.shell.clone();
            apply_to(&mut programme, &changes).ok()?;
            return fordel_apportion::split(&fair::problem(&programme)).err().map(Unplanned::from);
        }
        let mut programme = self.programme.clone();
        apply_to(&mut programme, &changes).ok()?;
        plan_with(&programme, &self.options, Some(&self.cache)).err()
    }

    /// Runs a range of scenarios in parallel; records in the order of their indices.
    ///
    /// # Errors
    /// [`Refused`], the first by index.
    pub fn records(&self, range: Range<u64>) -> Result<Vec<Record>, Refused> {
        range.into_par_iter().map(|index| self.record(index)).collect()
    }

    /// Runs one scenario.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn record(&self, index: u64) -> Result<Record, Refused> {
        let (settings, _) = self.sweep.settings(index);
        let set = self
            .sweep
            .axes
            .iter()
            .zip(&settings)
            .map(|(axis, setting)| (axis.field.clone(), setting.label.clone()))
            .collect();
        let seed = self.seed_of(index);
        let mut stream = Stream::new(&seed);
        let id = self.id(index);
        let changes = settings.iter().flat_map(|setting| setting.changes.iter());
        if self.sweep.answer == Asked::Seats {
            let changes: Vec<Change> = changes.filter(|change| change.is_about_seats()).cloned().collect();
            let mut programme = self.shell.clone();
            let record = match apply_to(&mut programme, &changes) {
                Err(_) => refused(blank(index, id, set, Drawn::default()), "changes"),
                Ok(()) => {
                    let drawn = draw(&programme, &self.sweep.chances, &mut stream);
                    let mut all = changes;
                    all.extend(drawn.changes.iter().cloned());
                    self.seats_record(index, id, set, drawn, &all)
                }
            };
            return Ok(record);
        }
        let changes: Vec<Change> = changes.cloned().collect();
        let mut programme = self.programme.clone();
        if apply_to(&mut programme, &changes).is_err() {
            return Ok(refused(blank(index, id, set, Drawn::default()), "changes"));
        }
        let drawn = draw(&programme, &self.sweep.chances, &mut stream);
        if apply_to(&mut programme, &drawn.changes).is_err() {
            return Ok(refused(blank(index, id, set, drawn), "changes"));
        }
        let is_judged = match self.judged {
            Judged::Nobody => false,
            Judged::Sample => seed.0[31].is_multiple_of(64),
            Judged::All => true,
        };
        let key = self.memory.map(|memory| (memory, self.key(&changes, &drawn.changes)));
        let mut record = blank(index, id, set, drawn);
        if let Some((memory, key)) = key.as_ref().filter(|_| !is_judged)
            && let Some(known) = memory.recall(key)
        {
            let Record { ending, seats, plan, why, .. } = known;
            return Ok(Record { ending, seats, plan, why, ..record });
        }
        match plan_with(&programme, &self.options, Some(&self.cache)) {
            Err(unplanned) => Ok(refused(record, &unplanned.to_string())),
            Ok(outcome) => {
                if is_judged {
                    let plan = document(&programme, "", &outcome, self.words);
                    let review = fordel_verify::check(&programme, "", &plan);
                    if let Some(finding) = review.findings.first() {
                        return Err(Refused { index, finding: finding.to_string() });
                    }
                }
                fill(&mut record, &programme, &outcome, &self.base);
                // What a stop cut short is no answer to remember.
                if let Some((memory, key)) = key
                    && !self.options.work.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
                {
                    memory.keep(&key, &record);
                }
                Ok(record)
            }
        }
    }

    /// The split alone.
    fn seats_record(
        &self,
        index: u64,
        id: String,
        set: Vec<(String, String)>,
        drawn: Drawn,
        changes: &[Change],
    ) -> Record {
        let record = blank(index, id, set, drawn);
        let mut programme = self.shell.clone();
        if apply_to(&mut programme, changes).is_err() {
            return refused(record, "changes");
        }
        match fordel_apportion::split(&fair::problem(&programme)) {
            Err(refusal) => refused(record, &refusal.to_string()),
            Ok(split) => {
                let ending = if split.is_tied() { RecordEnding::Tie } else { RecordEnding::Split };
                Record { ending, seats: seats(&split), why: tie(&split), ..record }
            }
        }
    }
}

fn blank(index: u64, id: String, set: Vec<(String, String)>, drawn: Drawn) -> Record {
    Record {
        index,
        id,
        set,
        withdrawn: drawn.withdrawn,
        dropped: drawn.dropped,
        ending: RecordEnding::Refused,
        seats: Vec::new(),
        plan: None,
        why: Vec::new(),
    }
}

fn refused(record: Record, why: &str) -> Record {
    Record { ending: RecordEnding::Refused, why: vec![why.to_owned()], ..record }
}

fn seats(split: &Split) -> Vec<Option<u64>> {
    split.units.iter().map(|unit| unit.seats).collect()
}

fn tie(split: &Split) -> Vec<String> {
    split.tie.iter().map(|tie| format!("tie: {}", tie.units.join(", "))).collect()
}

fn fill(record: &mut Record, programme: &Programme, outcome: &Outcome, base: &Base) {
    record.seats = seats(&outcome.split);
    record.ending = match outcome.status {
        _ if outcome.split.is_tied() => RecordEnding::Tie,
        PlanStatus::Optimal => RecordEnding::Optimal,
        PlanStatus::Feasible => RecordEnding::Feasible,
        PlanStatus::Partial => RecordEnding::Partial,
        PlanStatus::Infeasible => RecordEnding::Infeasible,
    };
    record.why = outcome
        .clashes
        .iter()
        .map(|clash| {
            let (kind, place) = clash_place(programme, clash);
            format!("{kind}: {place}")
        })
        .collect();
    if matches!(record.ending, RecordEnding::Tie | RecordEnding::Infeasible) {
        return;
    }
    let selected = selected(programme, outcome);
    let teams = teams(programme, outcome);
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).cloned().collect();
    record.plan = Some(RecordPlan {
        filled: outcome.clusters.iter().map(|cluster| cluster.filled()).collect(),
        score: outcome.clusters.iter().map(|cluster| cluster.score).sum(),
        bound: outcome.bound,
        people_in: only(&selected, &base.selected),
        people_out: only(&base.selected, &selected),
        teams_changed: base.teams.difference(&teams).count() as u64,
    });
}

fn members(outcome: &Outcome) -> impl Iterator<Item = NomineeId> {
    let clusters = outcome.clusters.iter();
    clusters.flat_map(|cluster| cluster.teams.iter()).flat_map(|team| team.members.iter().copied())
}

fn selected(programme: &Programme, outcome: &Outcome) -> BTreeSet<String> {
    members(outcome).map(|nominee| programme.nominees[nominee].id.clone()).collect()
}

fn teams(programme: &Programme, outcome: &Outcome) -> BTreeSet<(String, Vec<String>)> {
    let teams = outcome.clusters.iter().flat_map(|cluster| cluster.teams.iter());
    teams
        .map(|team| {
            let mut members: Vec<String> =
                team.members.iter().map(|&nominee| programme.nominees[nominee].id.clone()).collect();
            members.sort_unstable();
            (programme.initiatives[team.initiative].id.clone(), members)
        })
        .collect()
}

/// Everybody of the base plan, by id.
impl Base {
    /// Who is selected in the base plan, by id.
    pub fn selected(&self) -> impl Iterator<Item = &str> {
        self.selected.iter().map(String::as_str)
    }

    /// Teams in the base plan.
    pub fn n_teams(&self) -> u64 {
        self.teams.len() as u64
    }
}

/// Counts by a name, in the order of names.
pub type Counts = BTreeMap<String, u64>;
