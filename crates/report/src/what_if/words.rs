//! Words of scenarios side by side and of sweeps, Danish and English.

use crate::{Language, number};
use fordel_model::sweep::RecordEnding;

/// A heading or another fixed text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Word {
    /// Column: the scenario.
    Scenario,
    /// The base case.
    Base,
    /// Column: how it ended.
    Ending,
    /// Column: seats filled.
    Filled,
    /// Column: the score.
    Score,
    /// Column: people in.
    In,
    /// Column: people out.
    Out,
    /// Column: teams changed.
    TeamsChanged,
    /// The section on seats.
    Seats,
    /// Column: the cluster.
    Cluster,
    /// Column: why.
    Why,
    /// The section on people.
    People,
    /// Nothing differs.
    NothingChanges,
    /// The section on what clashes.
    Clashes,
    /// The section on points.
    Criteria,
    /// Selected now.
    ComesIn,
    /// Not selected any more.
    GoesOut,
    /// Selected for another initiative.
    Moves,
    /// A team that is new.
    NewTeam,
    /// A team that is no more.
    GoneTeam,
    /// A tie.
    Tie,
    /// The split is refused.
    Refused,
    /// A proven plan.
    Proven,
    /// A plan that is not proven.
    NotProven,
    /// A plan of some clusters.
    Partial,
    /// No legal plan.
    NoPlan,
    /// Column of the CSV: what kind of row.
    Kind,
    /// Column of the CSV: which one.
    Which,
    /// Column of the CSV: before.
    Before,
    /// Column of the CSV: after.
    After,
    /// The split alone.
    SplitOnly,
    /// Column: the mean.
    Mean,
    /// Column: the least number.
    Least,
    /// Column: the largest number.
    Most,
    /// Column: the number in the base case.
    InBase,
    /// Column: how often it is that number.
    AsBase,
    /// Column: how often each number.
    Distribution,
    /// Column: tied or without a split.
    Open,
    /// Column: the nominee.
    Nominee,
    /// Column: how often selected.
    Selected,
    /// The section on how robust the base plan is.
    Robustness,
    /// The section on scores.
    Quantiles,
}

impl Language {
    /// A fixed text of what-if.
    pub(crate) fn what_if(self, word: Word) -> &'static str {
        match self {
            Self::English => english(word),
            Self::Danish => danish(word),
        }
    }

    /// How a scenario of a sweep ended.
    pub(crate) fn ending(self, ending: RecordEnding) -> &'static str {
        self.what_if(match ending {
            RecordEnding::Optimal => Word::Proven,
            RecordEnding::Feasible => Word::NotProven,
            RecordEnding::Partial => Word::Partial,
            RecordEnding::Infeasible => Word::NoPlan,
            RecordEnding::Split => Word::SplitOnly,
            RecordEnding::Tie => Word::Tie,
            RecordEnding::Refused => Word::Refused,
        })
    }

    /// Why a cluster has other seats: its exact share was this and is that.
    pub(crate) fn share_moved(self, before: &str, after: &str) -> String {
        let (before, after) = (number(before, self), number(after, self));
        match self {
            Self::English => format!("its exact share goes from {before} to {after}"),
            Self::Danish => format!("den beregnede andel går fra {before} til {after}"),
        }
    }

    /// Why a cluster has other seats although its exact share is the same.
    pub(crate) fn same_share(self) -> &'static str {
        match self {
            Self::English => "same exact share; the method, a bound or the levels round it otherwise",
            Self::Danish => {
                "samme beregnede andel; metoden, en grænse eller niveauerne afrunder den anderledes"
            }
        }
    }

    /// A cluster that is new, or no more, or tied.
    pub(crate) fn new_cluster(self) -> &'static str {
        match self {
            Self::English => "new cluster",
            Self::Danish => "ny klynge",
        }
    }

    /// A cluster that is no more.
    pub(crate) fn gone_cluster(self) -> &'static str {
        match self {
            Self::English => "no longer a cluster",
            Self::Danish => "ikke længere en klynge",
        }
    }

    /// How many scenarios.
    pub(crate) fn n_scenarios(self, n: u64) -> String {
        let n_text = number(n, self);
        match (self, n) {
            (Self::English, 1) => "1 scenario".to_owned(),
            (Self::English, _) => format!("{n_text} scenarios"),
            (Self::Danish, 1) => "1 scenarie".to_owned(),
            (Self::Danish, _) => format!("{n_text} scenarier"),
        }
    }

    /// What the robustness of the base plan comes to: so many per cent of so many scenarios.
    pub(crate) fn robust(self, same_people: &str, same_teams: &str, planned: u64) -> String {
        let planned = self.n_scenarios(planned);
        match self {
            Self::English => format!(
                "Of {planned} with a plan, {same_people} select exactly the people of the base plan, and {same_teams} have \
                 exactly its teams."
            ),
            Self::Danish => format!(
                "Af {planned} med en plan udpeger {same_people} præcis de samme personer som udgangspunktet, og {same_teams} \
                 har præcis de samme teams."
            ),
        }
    }

    /// How many of the base plan's teams change in the middle scenario and in the worst.
    pub(crate) fn teams_change(self, middle: i64, most: i64, teams: u64) -> String {
        let (middle, most, teams) = (number(middle, self), number(most, self), number(teams, self));
        match self {
            Self::English => {
                format!("Of its {teams} teams, {middle} change in the middle scenario, {most} at most.")
            }
            Self::Danish => {
                format!("Af dets {teams} teams ændres {middle} i det midterste scenarie, højst {most}.")
            }
        }
    }

    /// How coarse quantiles are, where they are not exact.
    pub(crate) fn within(self, width: i64) -> String {
        match self {
            Self::English => format!("to within {}", number(width - 1, self)),
            Self::Danish => format!("på {} nær", number(width - 1, self)),
        }
    }

    /// A share in per cent with one decimal.
    pub(crate) fn per_cent(self, part: u64, whole: u64) -> String {
        let tenths = match whole {
            0 => 0,
            whole => (u128::from(part) * 2000 + u128::from(whole)) / (2 * u128::from(whole)),
        };
        let text = number(format!("{}.{}", tenths / 10, tenths % 10), self);
        format!("{text} %")
    }
}

fn english(word: Word) -> &'static str {
    match word {
        Word::Scenario => "Scenario",
        Word::Base => "as it is",
        Word::Ending => "Ending",
        Word::Filled => "Filled",
        Word::Score => "Score",
        Word::In => "In",
        Word::Out => "Out",
        Word::TeamsChanged => "Teams changed",
        Word::Seats => "Seats",
        Word::Cluster => "Cluster",
        Word::Why => "Why",
        Word::People => "People and teams",
        Word::NothingChanges => "nothing differs",
        Word::Clashes => "cannot hold",
        Word::Criteria => "Score by criterion",
        Word::ComesIn => "comes in",
        Word::GoesOut => "goes out",
        Word::Moves => "moves",
        Word::NewTeam => "new team",
        Word::GoneTeam => "team no more",
        Word::Tie => "tie in the split",
        Word::Refused => "cannot be split",
        Word::Proven => "proven optimal",
        Word::NotProven => "not proven",
        Word::Partial => "some clusters clash",
        Word::NoPlan => "no legal plan",
        Word::Kind => "kind",
        Word::Which => "which",
        Word::Before => "before",
        Word::After => "after",
        Word::SplitOnly => "split",
        Word::Mean => "Mean",
        Word::Least => "Least",
        Word::Most => "Most",
        Word::InBase => "As it is",
        Word::AsBase => "Unchanged",
        Word::Distribution => "How often",
        Word::Open => "Open",
        Word::Nominee => "Nominee",
        Word::Selected => "Selected",
        Word::Robustness => "How the base plan holds",
        Word::Quantiles => "Score: least, 5 %, 25 %, middle, 75 %, 95 %, largest",
    }
}

fn danish(word: Word) -> &'static str {
    match word {
        Word::Scenario => "Scenarie",
        Word::Base => "udgangspunktet",
        Word::Ending => "Udfald",
        Word::Filled => "Besat",
        Word::Score => "Point",
        Word::In => "Ind",
        Word::Out => "Ud",
        Word::TeamsChanged => "Teams ændret",
        Word::Seats => "Pladser",
        Word::Cluster => "Sundhedsklynge",
        Word::Why => "Begrundelse",
        Word::People => "Personer og teams",
        Word::NothingChanges => "ingen forskel",
        Word::Clashes => "kan ikke opfyldes",
        Word::Criteria => "Point pr. kriterium",
        Word::ComesIn => "kommer ind",
        Word::GoesOut => "går ud",
        Word::Moves => "flytter",
        Word::NewTeam => "nyt team",
        Word::GoneTeam => "team udgår",
        Word::Tie => "nogle står lige i fordelingen",
        Word::Refused => "kan ikke fordeles",
        Word::Proven => "bevist bedst mulig",
        Word::NotProven => "ikke bevist",
        Word::Partial => "nogle klynger uden plan",
        Word::NoPlan => "ingen lovlig plan",
        Word::Kind => "slags",
        Word::Which => "hvad",
        Word::Before => "før",
        Word::After => "efter",
        Word::SplitOnly => "fordelt",
        Word::Mean => "Middel",
        Word::Least => "Mindst",
        Word::Most => "Højst",
        Word::InBase => "Udgangspunkt",
        Word::AsBase => "Uændret",
        Word::Distribution => "Hvor ofte",
        Word::Open => "Åben",
        Word::Nominee => "Kandidat",
        Word::Selected => "Udpeget",
        Word::Robustness => "Hvor robust er udgangspunktet",
        Word::Quantiles => "Point: mindst, 5 %, 25 %, midten, 75 %, 95 %, størst",
    }
}
