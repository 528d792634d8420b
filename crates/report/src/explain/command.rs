//! The one command that gives the same figure.

use super::Asked;
use fordel_apportion::explain::Change as WeightChange;
use fordel_engine::explain::{Forced, Stay};
use fordel_model::change::Bound;
use fordel_model::{Change, PinSide, Plan};

/// The command that forces the same; `None` where something has no option of its own.
pub(super) fn of(asked: &Asked<'_>, plan: &Plan, forced: &Forced) -> Option<String> {
    let options: Option<Vec<String>> = forced.force.iter().map(option).collect();
    let mut command = start(asked);
    command.extend(options?);
    let file = quoted(asked.plan);
    match forced.stay {
        Stay::AsPlanned if plan.keep.is_some() => command.push(format!("--keep-as {file}")),
        Stay::AsPlanned => {}
        Stay::Best => command.push(format!("--keep {file} --keep-last")),
        Stay::Fewest => command.push(format!("--keep {file}")),
        Stay::AtMost(most) => command.push(format!("--keep {file} --max-moves {most}")),
    }
    Some(command.join(" "))
}

/// The command that plans with another weight of a cluster; `None` where that weight has decimals, which
/// people write in several ways.
pub(super) fn weight(asked: &Asked<'_>, cluster: &str, change: &WeightChange) -> Option<String> {
    let weight = change.weight.to_string();
    if !weight.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut command = start(asked);
    command.push(format!("--set {}", quoted(&format!("weights:{cluster}={weight}"))));
    Some(command.join(" "))
}

fn start(asked: &Asked<'_>) -> Vec<String> {
    let seed = asked.seed.map(|seed| format!("--seed {seed}"));
    [format!("fordel plan {}", quoted(asked.programme))].into_iter().chain(seed).collect()
}

fn option(change: &Change) -> Option<String> {
    let place = |nominee: &str, at: &Option<String>| match at {
        Some(at) => quoted(&format!("{nominee}={at}")),
        None => quoted(nominee),
    };
    let (option, word) = match change {
        Change::Pin { nominee, initiative, side: PinSide::In } => ("--pin-in", place(nominee, initiative)),
        Change::Pin { nominee, initiative, side: PinSide::Out } => ("--pin-out", place(nominee, initiative)),
        Change::PinTeam { nominee, team } => ("--pin-team", quoted(&format!("{nominee}={team}"))),
        Change::Withdraw(nominee) => ("--withdraw", quoted(nominee)),
        Change::Reinstate(nominee) => ("--reinstate", quoted(nominee)),
        Change::Waive(rule) => ("--without-rule", quoted(rule)),
        Change::Bound { cluster, bound: Bound::Fixed, seats: Some(seats) } => {
            ("--set", quoted(&format!("bounds.fixed:{cluster}={seats}")))
        }
        _ => return None,
    };
    // What begins like an option is read as a value only behind `=`.
    let between = if word.trim_start_matches(['"', '\'']).starts_with('-') { "=" } else { " " };
    Some(format!("{option}{between}{word}"))
}

/// A word as a shell takes it.
pub(crate) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "._/=:+-,@\\".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    // What a shell reads inside double quotes stands in single ones.
    let word = crate::clean(word);
    if word.contains(['$', '`', '!', '"']) || word.ends_with('\\') {
        return format!("'{}'", word.replace('\'', "'\\''"));
    }
    format!("\"{word}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_blanks_are_quoted() {
        assert_eq!(quoted("N17=K03-2"), "N17=K03-2");
        assert_eq!(quoted("år 2022/plan.json"), "\"år 2022/plan.json\"");
    }

    #[test]
    fn a_shell_reads_nothing_in_a_word() {
        assert_eq!(quoted("$(rm)"), "'$(rm)'");
        assert_eq!(quoted("O'Neill \"`x`\""), r#"'O'\''Neill "`x`"'"#);
        assert_eq!(quoted("O'Neill & søn"), "\"O'Neill & søn\"");
    }
}
