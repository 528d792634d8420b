//! What the judge says: what is wrong, what was re-proved, what could not be.

use crate::{CertificateFault, DocumentFault, PeopleFault, PointsFault, SeatsFault, SplitFault, TeamFault};
use std::fmt;

/// The judge's answer about one plan.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Review {
    /// Everything that is wrong, in the order of the checks; empty if the plan is accepted.
    pub findings: Vec<Finding>,
    /// What the plan claims and was proved again.
    pub proved: Vec<Claim>,
    /// What the plan claims and was not: neither proved nor refuted.
    pub unproved: Vec<Claim>,
}

impl Review {
    /// Whether nothing is wrong. A claim that could not be proved again is no finding.
    pub fn is_accepted(&self) -> bool {
        self.findings.is_empty()
    }
}

impl Review {
    /// Files a claim under proved or unproved.
    pub(crate) fn settle(&mut self, claim: Claim, is_proved: bool) {
        if is_proved { self.proved.push(claim) } else { self.unproved.push(claim) }
    }

    /// What was shown otherwise is no longer unproved.
    pub(crate) fn promote(&mut self, claim: &Claim) {
        let before = self.unproved.len();
        self.unproved.retain(|other| other != claim);
        if self.unproved.len() < before {
            self.proved.push(claim.clone());
        }
    }

    /// Adds what another part of the judgement says.
    pub fn extend(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.proved.extend(other.proved);
        self.unproved.extend(other.unproved);
    }
}

/// One thing that is wrong with a plan: the place, what was found, what was expected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Finding {
    /// In the document: ids, repetitions, who is accounted for, states.
    Document(DocumentFault),
    /// In the split.
    Split(SplitFault),
    /// A team breaks a rule that each team keeps by itself.
    Team {
        /// The team's id.
        team: String,
        /// The rule.
        fault: TeamFault,
    },
    /// The people break a rule together.
    People(PeopleFault),
    /// In the seats used.
    Seats(SeatsFault),
    /// In the figures.
    Points(PointsFault),
    /// In the certificate.
    Certificate(CertificateFault),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(fault) => fault.fmt(f),
            Self::Split(fault) => fault.fmt(f),
            Self::Team { team, fault } => write!(f, "team `{team}` {fault}"),
            Self::People(fault) => fault.fmt(f),
            Self::Seats(fault) => fault.fmt(f),
            Self::Points(fault) => fault.fmt(f),
            Self::Certificate(fault) => fault.fmt(f),
        }
    }
}

/// Something a plan claims beyond being legal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Claim {
    /// The split is the method's own.
    Split,
    /// No plan fills more cluster seats.
    SeatsFilled,
    /// No plan that fills as many cluster seats fills more pool seats.
    PoolSeatsFilled,
    /// No plan that fills as many seats is closer to the fair split.
    SplitDistance,
    /// Of the fillings that may be equally close, this is the first in the method's order.
    SplitOrder,
    /// No such plan moves fewer people.
    PeopleMoved,
    /// No such plan has a better worst team.
    WorstTeam,
    /// No such plan has better teams, the worst first.
    Leximin,
    /// No such plan has better ones among so many of the lowest teams.
    LowestTeams {
        /// How many.
        teams: usize,
    },
    /// No such plan has a score above the plan's bound.
    Score,
    /// No plan of the cluster's seats has a score above the cluster's bound.
    ClusterScore {
        /// The cluster's id.
        cluster: String,
    },
    /// The cluster has no legal plan.
    Infeasible {
        /// The cluster's id.
        cluster: String,
    },
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Split => f.write_str("the seats are the method's own split"),
            Self::SeatsFilled => f.write_str("no plan fills more cluster seats"),
            Self::PoolSeatsFilled => f.write_str("no plan fills more pool seats"),
            Self::SplitDistance => f.write_str("no plan is closer to the fair split"),
            Self::SplitOrder => {
                f.write_str("of equally close splits this is the first in the method's order")
            }
            Self::PeopleMoved => f.write_str("no plan moves fewer people"),
            Self::WorstTeam => f.write_str("no plan has a better worst team"),
            Self::Leximin => f.write_str("no plan has better teams, the worst first"),
            Self::LowestTeams { teams: 1 } => f.write_str("no plan has a better worst team"),
            Self::LowestTeams { teams } => write!(f, "no plan has a better one of the {teams} lowest teams"),
            Self::Score => f.write_str("no plan has a score above the bound"),
            Self::ClusterScore { cluster } => {
                write!(f, "no plan of cluster `{cluster}` has a score above its bound")
            }
            Self::Infeasible { cluster } => write!(f, "cluster `{cluster}` has no legal plan"),
        }
    }
}
