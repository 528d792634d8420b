//! The words of fordel: what a programme is, what a plan is, and the exact numbers both are made of.
//!
//! Knows no files, serialisation, clocks, threads, solvers or floating point. A [`Programme`] is
//! validated by whoever builds it (see `fordel-formats`); the doc of each field says what holds.

pub mod apply;
pub mod change;
mod claim;
pub mod cluster;
pub mod column;
pub mod fraction;
pub mod id;
pub mod initiative;
pub mod keep;
pub mod met;
pub mod method;
pub mod misfit;
pub mod nominee;
pub mod pin;
pub mod plan;
pub mod programme;
pub mod quota_part;
mod regroup;
pub mod rule;
pub mod score;
pub mod split;
pub mod sweep;
pub mod team_rule;
pub mod waiver;
pub mod weight;

pub use apply::apply;
pub use change::{Change, Scenario};
pub use cluster::Cluster;
pub use column::{Column, fold};
pub use fraction::Fraction;
pub use id::{ClusterId, IdVec, InitiativeId, NomineeId, SectorId};
pub use initiative::{Initiative, TeamSize};
pub use keep::{Keep, KeepOrder, OldPlan, OldTeam};
pub use met::Met;
pub use method::Method;
pub use misfit::{Misfit, WhyMisfit};
pub use nominee::{Level, Merit, Nominee, Status};
pub use pin::{Pin, PinSide};
pub use plan::Plan;
pub use programme::Programme;
pub use quota_part::QuotaPart;
pub use rule::{PeopleRule, Relation, RelationKind, Requirement, Rules, Scope};
pub use score::{Criterion, ScoreRule};
pub use split::Split;
pub use sweep::Sweep;
pub use team_rule::{TeamRule, TeamRuleName};
pub use waiver::Waiver;
pub use weight::Weight;
