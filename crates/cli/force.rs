//! What is forced on a programme before it is planned, as it is typed: pins, withdrawals, rules left out.
//!
//! `fordel explain` prints these options beside every price, so that one command gives the same figure.

use crate::exit::Exit;
use crate::request::Request;
use clap::Args;
use fordel_formats::{Findings, Loaded, Typed, apply_typed};

/// What is forced on a programme.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Forcing something, to see what it gives")]
pub(crate) struct ForceArgs {
    /// Somebody must be in a team, of the initiative if one is named (repeatable).
    #[arg(long, visible_alias = "pin", value_name = "NOMINEE[=INITIATIVE]")]
    pub(crate) pin_in: Vec<String>,
    /// Somebody must be out, of the initiative if one is named (repeatable).
    #[arg(long, value_name = "NOMINEE[=INITIATIVE]")]
    pub(crate) pin_out: Vec<String>,
    /// Somebody must be in the team that continues this team of the kept plan (repeatable).
    #[arg(long, value_name = "NOMINEE=TEAM")]
    pub(crate) pin_team: Vec<String>,
    /// Somebody withdraws (repeatable).
    #[arg(long, visible_alias = "without", value_name = "NOMINEE")]
    pub(crate) withdraw: Vec<String>,
    /// Somebody who had withdrawn, declined or was a reserve is nominated (repeatable).
    #[arg(long, value_name = "NOMINEE")]
    pub(crate) reinstate: Vec<String>,
    /// A hard rule is left out, e.g. min_sectors, quotas:2, pins:N17, teams_max:K03 (repeatable).
    #[arg(long, value_name = "RULE")]
    pub(crate) without_rule: Vec<String>,
    /// Any other change of a scenario file, e.g. rules.min_sectors=3, score.preference=6,
    /// bounds.max:h-byen=20 (repeatable).
    #[arg(long = "set", value_name = "CHANGE[:TARGET]=VALUE")]
    pub(crate) set: Vec<String>,
}

impl ForceArgs {
    /// What was typed, as changes to look up.
    pub(crate) fn typed(&self) -> Vec<Typed> {
        let typed = |change: &str, target: &str, value: &str, option: String| Typed {
            change: change.to_owned(),
            target: target.trim().to_owned(),
            value: value.trim().to_owned(),
            typed: option,
        };
        let mut list = Vec::new();
        for (option, change, texts) in [
            ("--pin-in", "pin_in", &self.pin_in),
            ("--pin-out", "pin_out", &self.pin_out),
            ("--pin-team", "pin_team", &self.pin_team),
            ("--withdraw", "withdraw", &self.withdraw),
            ("--reinstate", "reinstate", &self.reinstate),
        ] {
            for text in texts {
                let (target, value) = text.split_once('=').unwrap_or((text, ""));
                list.push(typed(change, target, value, option.to_owned()));
            }
        }
        for text in &self.without_rule {
            list.push(typed("without_rule", "", text, "--without-rule".to_owned()));
        }
        for text in &self.set {
            let (what, value) = text.split_once('=').unwrap_or((text, ""));
            let (change, target) = what.split_once(':').unwrap_or((what, ""));
            list.push(typed(change.trim(), target, value, format!("--set {text}")));
        }
        list
    }

    /// The programme with everything forced. `Err` holds the ending where something does not fit.
    pub(crate) fn apply(&self, loaded: Loaded, request: &Request) -> Result<Loaded, Exit> {
        let typed = self.typed();
        if typed.is_empty() {
            return Ok(loaded);
        }
        apply_typed(loaded, &typed).map_err(|findings: Findings| {
            request.refuse(&findings);
            Exit::Wrong
        })
    }
}
