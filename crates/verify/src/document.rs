//! The plan as a document: ids known and not repeated, everybody accounted for, states that fit
//! together (contract, section 6).

use crate::judge::Judge;
use fordel_model::id::Id;
use fordel_model::plan::{PlanStatus, Reason};
use fordel_model::{IdVec, fold};
use std::collections::{BTreeMap, BTreeSet};

/// Something wrong with the document.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DocumentFault {
    /// The plan is of another programme, or of another state of it.
    #[error("the plan is of a programme with digest `{found}`, expected `{expected}`")]
    Digest {
        /// The plan's.
        found: String,
        /// The programme's.
        expected: String,
    },
    /// The programme's name or year differs.
    #[error("the plan is of programme `{found}`, expected `{expected}`")]
    Programme {
        /// The plan's.
        found: String,
        /// The programme's.
        expected: String,
    },
    /// An id that the programme does not have.
    #[error("{place}: unknown id `{id}`")]
    UnknownId {
        /// Where it stands.
        place: String,
        /// The id.
        id: String,
    },
    /// Two teams with one id.
    #[error("two teams are named `{team}`")]
    RepeatedTeam {
        /// The id.
        team: String,
    },
    /// A person twice in one team.
    #[error("team `{team}` lists `{nominee}` twice")]
    RepeatedMember {
        /// The team.
        team: String,
        /// Who.
        nominee: String,
    },
    /// A person in two teams.
    #[error("`{nominee}` is in two teams, `{first}` and `{second}`")]
    InTwoTeams {
        /// Who.
        nominee: String,
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// A team under a cluster that is not the first of its initiative.
    #[error("team `{team}` stands under cluster `{found}`, expected `{expected}`")]
    TeamCluster {
        /// The team.
        team: String,
        /// As stated.
        found: String,
        /// The initiative's first.
        expected: String,
    },
    /// A team of a cluster, or of a whole plan, that is said to have no legal plan.
    #[error("team `{team}` is of cluster `{cluster}`, which is said to have no legal plan")]
    TeamOfInfeasible {
        /// The team.
        team: String,
        /// The cluster.
        cluster: String,
    },
    /// A partner with more teams than they take.
    #[error("partner `{partner}` has {found} teams, expected at most {expected}")]
    PartnerCapacity {
        /// Who.
        partner: String,
        /// Teams.
        found: u32,
        /// At most.
        expected: u32,
    },
    /// A person in a team and among those not selected.
    #[error("`{nominee}` is in team `{team}` and listed as not selected")]
    SelectedAndNot {
        /// Who.
        nominee: String,
        /// Their team.
        team: String,
    },
    /// A person in no team, and not listed as not selected.
    #[error("`{nominee}` is in no team and not listed as not selected")]
    Missing {
        /// Who.
        nominee: String,
    },
    /// A person listed twice as not selected.
    #[error("`{nominee}` is listed twice as not selected")]
    RepeatedNotSelected {
        /// Who.
        nominee: String,
    },
    /// A reason that is not true of the person.
    #[error("`{nominee}` is not selected for `{}`, expected one of {:?}", .found.code(), codes(.expected))]
    Reason {
        /// Who.
        nominee: String,
        /// As stated.
        found: Reason,
        /// Those that are true.
        expected: Vec<Reason>,
    },
    /// A row of `clusters` missing or repeated.
    #[error("cluster `{cluster}` has {found} rows among `clusters`, expected 1")]
    ClusterRows {
        /// The cluster.
        cluster: String,
        /// Rows.
        found: usize,
    },
    /// A status that does not fit the rest.
    #[error("{place} has status `{}`, expected {expected}", .found.code())]
    Status {
        /// The plan, or a cluster.
        place: String,
        /// As stated.
        found: PlanStatus,
        /// What fits.
        expected: &'static str,
    },
    /// What the plan says of the earlier plan is not what that plan says.
    #[error(
        "the plan keeps an earlier plan with digest `{found}`, and its teams and people, expected those of `{expected}`"
    )]
    Kept {
        /// The digest as stated; empty where no earlier plan is named.
        found: String,
        /// The earlier plan's.
        expected: String,
    },
    /// Somebody on a waiting list who cannot be next in line there.
    #[error("`{nominee}` cannot stand on the waiting list of cluster `{cluster}`")]
    Reserves {
        /// The cluster.
        cluster: String,
        /// Who.
        nominee: String,
    },
}

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(|reason| reason.code()).collect()
}

impl Judge<'_> {
    /// Everything wrong with the document.
    pub(crate) fn document_faults(&self) -> Vec<DocumentFault> {
        let mut faults = Vec::new();
        self.origin(&mut faults);
        self.earlier_plan(&mut faults);
        self.team_rows(&mut faults);
        self.partners(&mut faults);
        self.accounts(&mut faults);
        self.cluster_rows(&mut faults);
        self.status(&mut faults);
        self.waiting_lists(&mut faults);
        faults
    }

    fn origin(&self, faults: &mut Vec<DocumentFault>) {
        let (of, programme) = (&self.plan.programme, self.facts.programme);
        if of.digest != self.digest {
            faults.push(DocumentFault::Digest { found: of.digest.clone(), expected: self.digest.to_owned() });
        }
        if of.name != programme.name || of.year != programme.year {
            let named = |name: &str, year: Option<i32>| match year {
                Some(year) => format!("{name}, {year}"),
                None => name.to_owned(),
            };
            let (found, expected) = (named(&of.name, of.year), named(&programme.name, programme.year));
            faults.push(DocumentFault::Programme { found, expected });
        }
    }

    fn earlier_plan(&self, faults: &mut Vec<DocumentFault>) {
        let Some(expected) = self.kept else { return };
        let found = self.plan.keep.as_ref().map(|keep| &keep.old);
        if found != Some(expected) {
            faults.push(DocumentFault::Kept {
                found: found.map_or_else(String::new, |old| old.digest.clone()),
                expected: expected.digest.clone(),
            });
        }
    }

    fn team_rows(&self, faults: &mut Vec<DocumentFault>) {
        let programme = self.facts.programme;
        let mut ids = BTreeSet::new();
        let mut place: IdVec<_, Option<&str>> = IdVec::filled(None, programme.nominees.len());
        for (team, read) in self.plan.teams.iter().zip(&self.reading.teams) {
            let here = || format!("team `{}`", team.id);
            if !ids.insert(fold(&team.id)) {
                faults.push(DocumentFault::RepeatedTeam { team: team.id.clone() });
            }
            match read.initiative {
                None => faults.push(DocumentFault::UnknownId { place: here(), id: team.initiative.clone() }),
                Some(initiative) => self.cluster_of_team(team, initiative, faults),
            }
            let mut members = BTreeSet::new();
            for text in &team.members {
                let Some(id) = self.names.nominee(text) else {
                    faults.push(DocumentFault::UnknownId { place: here(), id: text.clone() });
                    continue;
                };
                let nominee = || programme.nominees[id].id.clone();
                if !members.insert(id) {
                    faults.push(DocumentFault::RepeatedMember { team: team.id.clone(), nominee: nominee() });
                } else if let Some(first) = place[id] {
                    let (first, second) = (first.to_owned(), team.id.clone());
                    faults.push(DocumentFault::InTwoTeams { nominee: nominee(), first, second });
                } else {
                    place[id] = Some(&team.id);
                }
            }
        }
    }

    fn cluster_of_team(
        &self,
        team: &fordel_model::plan::Team,
        initiative: fordel_model::InitiativeId,
        faults: &mut Vec<DocumentFault>,
    ) {
        let programme = self.facts.programme;
        let clusters = &programme.initiatives[initiative].clusters;
        let expected = clusters.first().map(|&cluster| programme.clusters[cluster].id.clone());
        if let Some(expected) = expected.filter(|expected| fold(expected) != fold(&team.cluster)) {
            let (team, found) = (team.id.clone(), team.cluster.clone());
            faults.push(DocumentFault::TeamCluster { team, found, expected });
        }
        if let Some(&cluster) = clusters.iter().find(|&&cluster| self.reading.infeasible[cluster]) {
            let cluster = programme.clusters[cluster].id.clone();
            faults.push(DocumentFault::TeamOfInfeasible { team: team.id.clone(), cluster });
        }
    }

    fn partners(&self, faults: &mut Vec<DocumentFault>) {
        let mut n_teams: BTreeMap<String, u32> = BTreeMap::new();
        for team in &self.plan.teams {
            if let Some(partner) = &team.partner {
                *n_teams.entry(fold(partner)).or_default() += 1;
            }
        }
        for (id, found) in n_teams {
            match self.facts.programme.partners.iter().find(|partner| fold(&partner.id) == id) {
                None => faults.push(DocumentFault::UnknownId { place: "partners of teams".to_owned(), id }),
                Some(partner) => {
                    if let Some(expected) = partner.capacity.filter(|&capacity| found > capacity) {
                        let partner = partner.id.clone();
                        faults.push(DocumentFault::PartnerCapacity { partner, found, expected });
                    }
                }
            }
        }
    }

    /// Everybody is in a team, or not selected once and for a true reason. A plan without teams
    /// because there is none may leave its people unlisted.
    fn accounts(&self, faults: &mut Vec<DocumentFault>) {
        let nominees = &self.facts.programme.nominees;
        let mut listed = IdVec::filled(false, nominees.len());
        for row in &self.plan.not_selected {
            let Some(id) = self.names.nominee(&row.nominee) else {
                let place = "not_selected".to_owned();
                faults.push(DocumentFault::UnknownId { place, id: row.nominee.clone() });
                continue;
            };
            let nominee = nominees[id].id.clone();
            if std::mem::replace(&mut listed[id], true) {
                faults.push(DocumentFault::RepeatedNotSelected { nominee });
            } else if let Some(team) = self.reading.place[id] {
                faults
                    .push(DocumentFault::SelectedAndNot { nominee, team: self.plan.teams[team].id.clone() });
            } else {
                let expected = self.true_reasons(id);
                if !expected.contains(&row.reason) {
                    faults.push(DocumentFault::Reason { nominee, found: row.reason, expected });
                }
            }
        }
        if self.is_infeasible() && self.plan.not_selected.is_empty() {
            return;
        }
        for (id, row) in nominees.enumerate() {
            if self.reading.place[id].is_none() && !listed[id] {
                faults.push(DocumentFault::Missing { nominee: row.id.clone() });
            }
        }
    }

    fn cluster_rows(&self, faults: &mut Vec<DocumentFault>) {
        let clusters = &self.facts.programme.clusters;
        let mut rows = vec![0; clusters.len()];
        for outcome in &self.plan.clusters {
            match self.names.cluster(&outcome.cluster) {
                Some(cluster) => rows[cluster.index()] += 1,
                None => {
                    let (place, id) = ("clusters".to_owned(), outcome.cluster.clone());
                    faults.push(DocumentFault::UnknownId { place, id });
                }
            }
        }
        for (row, &found) in clusters.iter().zip(&rows) {
            if found != 1 {
                faults.push(DocumentFault::ClusterRows { cluster: row.id.clone(), found });
            }
        }
        let named =
            self.plan.vacant.iter().flat_map(|row| std::iter::once(&row.cluster).chain(&row.could_go_to));
        for id in named.filter(|id| self.names.cluster(id).is_none()) {
            faults.push(DocumentFault::UnknownId { place: "vacant".to_owned(), id: id.clone() });
        }
    }

    /// The plan's status against its clusters', and each against its bound.
    fn status(&self, faults: &mut Vec<DocumentFault>) {
        let found = self.plan.status;
        let is_infeasible = |status: PlanStatus| status == PlanStatus::Infeasible;
        let any = self.plan.clusters.iter().any(|outcome| is_infeasible(outcome.status));
        let all = any && self.plan.clusters.iter().all(|outcome| is_infeasible(outcome.status));
        let proven = self.plan.clusters.iter().all(|outcome| outcome.status == PlanStatus::Optimal);
        let is_level_open = self.plan.objectives.iter().any(|level| level.value != level.bound);
        let expected = match found {
            PlanStatus::Optimal | PlanStatus::Feasible if any => Some("`partial`: a cluster is infeasible"),
            PlanStatus::Partial if !any => Some("another one: no cluster is infeasible"),
            PlanStatus::Partial if all => Some("`infeasible`: every cluster is"),
            PlanStatus::Optimal if self.plan.score != self.plan.bound => {
                Some("`feasible`: the bound is not reached")
            }
            PlanStatus::Feasible if proven && self.plan.score == self.plan.bound && !is_level_open => {
                Some("`optimal`: every bound is reached")
            }
            _ => None,
        };
        let place = "the plan".to_owned();
        faults.extend(expected.map(|expected| DocumentFault::Status { place, found, expected }));
        for outcome in &self.plan.clusters {
            if outcome.status == PlanStatus::Optimal && outcome.score != outcome.bound {
                faults.push(DocumentFault::Status {
                    place: format!("cluster `{}`", outcome.cluster),
                    found: outcome.status,
                    expected: "`feasible`: the bound is not reached",
                });
            }
            if outcome.status == PlanStatus::Partial {
                faults.push(DocumentFault::Status {
                    place: format!("cluster `{}`", outcome.cluster),
                    found: outcome.status,
                    expected: "a status that one cluster can have",
                });
            }
        }
    }

    /// A waiting list holds people of its cluster, each once, who are in no team and have not gone.
    fn waiting_lists(&self, faults: &mut Vec<DocumentFault>) {
        use fordel_model::Status;
        let nominees = &self.facts.programme.nominees;
        for list in &self.plan.reserves {
            let Some(cluster) = self.names.cluster(&list.cluster) else {
                let (place, id) = ("reserves".to_owned(), list.cluster.clone());
                faults.push(DocumentFault::UnknownId { place, id });
                continue;
            };
            let mut seen = BTreeSet::new();
            for text in &list.nominees {
                let Some(id) = self.names.nominee(text) else {
                    faults.push(DocumentFault::UnknownId { place: "reserves".to_owned(), id: text.clone() });
                    continue;
                };
                let gone = matches!(nominees[id].status, Status::Withdrawn | Status::Declined);
                let placed = self.reading.place[id].is_some();
                if !seen.insert(id) || placed || gone || nominees[id].cluster != cluster {
                    let (cluster, nominee) = (list.cluster.clone(), nominees[id].id.clone());
                    faults.push(DocumentFault::Reserves { cluster, nominee });
                }
            }
        }
    }
}
