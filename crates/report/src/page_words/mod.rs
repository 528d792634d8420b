//! What the page says, as a type, and one `match` a language.

mod da;
mod en;

use crate::Language;
use fordel_model::Criterion;

/// A heading, a label or another fixed text of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PageWord {
    /// The mark of a plan nobody has approved yet.
    Proposal,
    /// The mark of an approved plan.
    Approved,
    /// The mark of a plan that the participants have been told.
    Announced,
    /// What stands above a page without names.
    Pseudonymous,
    /// The block for the meeting.
    MeetingTitle,
    /// Question: are there empty seats.
    AskEmpty,
    /// Question: who is missing.
    AskMissing,
    /// Question: why this many seats.
    AskWhySeats,
    /// Question: is every initiative staffed.
    AskStaffed,
    /// Question: what changed.
    AskChanged,
    /// Question: is it the best plan.
    AskProven,
    /// Answer: nothing was announced.
    NothingAnnounced,
    /// Answer: the plan on the page is the one that was announced.
    IsAnnounced,
    /// Answer: everybody replied.
    NobodyMissing,
    /// Answer: every cluster has nominees, replies are not recorded.
    NobodyMissingNoReplies,
    /// Answer: no seat is empty.
    NoEmptySeats,
    /// Answer: the split is open.
    SeatsOpenTie,
    /// Answer: nobody nominated yet.
    SeatsOnly,
    /// Answer: there are no initiatives yet.
    NoInitiatives,
    /// Answer: proven.
    AnswerYesBest,
    /// Answer: no plan.
    AnswerNoPlan,
    /// The table of contents.
    OnThisPage,
    /// The section on the decision and its proof.
    DecidedTitle,
    /// The same of a plan that is approved.
    SettledTitle,
    /// What is proven.
    ProvenTitle,
    /// What people chose.
    ChosenTitle,
    /// The independent check accepted the plan.
    JudgeAccepted,
    /// What is a choice.
    ChosenText,
    /// Column: the criterion.
    Criterion,
    /// Column: its weight.
    Weight,
    /// Column: what it counts.
    Counts,
    /// The size of a team.
    TeamSize,
    /// Column: the dot plot.
    ShareAndSeats,
    /// Column: seats minus share.
    Difference,
    /// Legend: the exact share.
    LegendShare,
    /// Legend: seats.
    LegendSeats,
    /// Legend: seats not all filled.
    LegendEmpty,
    /// Who is next in line for a seat.
    NextTitle,
    /// The tile view of the clusters.
    MapTitle,
    /// What the tiles show.
    MapText,
    /// Legend: an empty seat.
    EmptySeat,
    /// Why the tiles stand where they do.
    Coordinates,
    /// The section on the teams.
    TeamsTitle,
    /// The points of a team.
    Points,
    /// The coaching partner.
    Partner,
    /// The waiting lists.
    ReserveTitle,
    /// Who is not selected.
    NotSelectedTitle,
    /// Seats left empty.
    VacantTitle,
    /// What cannot hold.
    ClashTitle,
    /// What to note.
    WarningsTitle,
    /// Label of the search box.
    Search,
    /// The choice of all clusters.
    AllClusters,
    /// The choice of all sectors.
    AllSectors,
    /// The button that clears the filter.
    ClearFilter,
    /// How many people the filter shows, before the number.
    Found,
    /// Label of the filter.
    FilterTitle,
    /// The section on the split.
    SeatsTitle,
    /// Label of the deadline.
    Deadline,
    /// Answer: nothing differs from what was announced.
    NothingChanged,
    /// The section on what changed.
    ChangesTitle,
    /// Column: the place before.
    Before,
    /// Column: the place now.
    Now,
    /// A place: none.
    NoSeat,
    /// Link to the top.
    ToTop,
    /// The footer.
    MadeBy,
    /// Label of the digest.
    Provenance,
    /// Clusters without a region.
    NoRegion,
    /// Figure: seats.
    SeatsFilledOf,
    /// Figure: filled.
    FilledFigure,
    /// Figure: teams.
    TeamsFigure,
    /// Figure: clusters.
    ClustersFigure,
    /// Legend of the sectors.
    Sectors,
    /// Link for keyboards.
    SkipToContent,
    /// A cluster without a team.
    NoTeam,
}

/// A sentence of the page.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum PageMessage<'a> {
    /// Answer: so many seats are empty, and where.
    Empty(u64, u64, &'a str),
    /// Answer: organisations that have not replied, named, of all.
    NotReplied(u64, u64, &'a str),
    /// Answer: organisations that said they have no candidate.
    NoCandidate(u64, &'a str),
    /// Answer: clusters nobody is nominated in.
    NoNominees(u64, &'a str),
    /// Answer: how the seats follow the key: seats, key, method, largest distance from a share, and whose.
    WhySeats {
        /// Seats split.
        seats: u64,
        /// The column of weights.
        key: &'a str,
        /// The method.
        method: &'a str,
        /// The largest distance between seats and exact share, where there is any.
        distance: Option<&'a str>,
        /// The cluster it is found in.
        cluster: &'a str,
    },
    /// Answer: every initiative has a team: how many initiatives, ideas left out.
    Staffed(u64),
    /// Answer: initiatives without a team, of all, named.
    Unstaffed(u64, u64, &'a str),
    /// Answer: a better plan may exist: at most so many points.
    MaybeBetter(i64),
    /// Answer: some clusters have no plan, named.
    SomeWithoutPlan(u64, &'a str),
    /// Seats of a cluster and how many are filled.
    TileLabel {
        /// The cluster.
        cluster: &'a str,
        /// Its seats.
        seats: u64,
        /// How many are used.
        filled: u64,
        /// The sectors of the people, counted.
        sectors: &'a str,
    },
    /// The dot plot of a cluster in words.
    PlotLabel(&'a str, &'a str),
    /// What a team has: sectors, organisations, professions.
    Mix {
        /// Different sectors.
        sectors: u64,
        /// Different organisations.
        organisations: u64,
        /// Different professions, where known.
        professions: u64,
    },
    /// How many members have the initiative as their first wish, of those with wishes.
    FirstWish(u64, u64),
    /// Pairs of a manager and their own report.
    Chain(u64),
    /// Teams of a cluster and filled seats.
    ClusterHeading(u64, u64, u64),
    /// People not selected.
    NotSelectedCount(u64),
    /// The team size: least and most.
    TeamSize(u64, u64),
    /// Answer: people who came, left and changed initiative, clusters with other seats.
    Changed {
        /// With a seat now and none before.
        came: u64,
        /// With a seat before and none now.
        left: u64,
        /// On another initiative.
        moved: u64,
        /// Clusters with other seats.
        seats: u64,
    },
}

impl Language {
    /// A fixed text of the page.
    pub(crate) fn page_word(self, word: PageWord) -> &'static str {
        match self {
            Self::English => en::word(word),
            Self::Danish => da::word(word),
        }
    }

    /// A sentence of the page.
    pub(crate) fn page_say(self, message: PageMessage<'_>) -> String {
        match self {
            Self::English => en::message(message),
            Self::Danish => da::message(message),
        }
    }

    /// A criterion's name and what it counts.
    pub(crate) fn criterion(self, criterion: Criterion) -> (&'static str, &'static str) {
        match self {
            Self::English => en::criterion(criterion),
            Self::Danish => da::criterion(criterion),
        }
    }
}
