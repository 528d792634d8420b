//! One file a command.

pub(crate) mod alternatives;
pub(crate) mod announce;
pub(crate) mod check;
pub(crate) mod clean;
pub(crate) mod collect;
pub(crate) mod completions;
pub(crate) mod convert;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod open;
pub(crate) mod plan;
pub(crate) mod report;
pub(crate) mod schema;
pub(crate) mod seats;
pub(crate) mod sweep;
pub(crate) mod template;
pub(crate) mod verify;
pub(crate) mod what_if;
