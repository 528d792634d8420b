//! What a sweep would run.

use crate::{Language, clean, number};
use fordel_engine::sweep::Base;
use fordel_model::sweep::{Asked, Record};
use fordel_model::{Programme, Sweep};
use serde_json::{Value, json};

/// Axes, draws and how many scenarios, in words.
pub fn sweep_plan_text(programme: &Programme, sweep: &Sweep, base: &Base, language: Language) -> String {
    let n = sweep.n_scenarios().unwrap_or(u64::MAX);
    let mut text = format!("{}: {}\n", clean(&programme.name), language.n_scenarios(n));
    let say = |english: &str, danish: &str| match language {
        Language::English => english.to_owned(),
        Language::Danish => danish.to_owned(),
    };
    text.push_str(&match sweep.answer {
        Asked::Seats => say("  the split of the seats alone\n", "  kun fordelingen af pladser\n"),
        Asked::Teams => say("  seats, people and teams\n", "  pladser, personer og teams\n"),
    });
    for axis in &sweep.axes {
        const SHOWN: usize = 6;
        let labels: Vec<String> =
            axis.settings.iter().take(SHOWN).map(|setting| clean(&setting.label)).collect();
        let more = if axis.settings.len() > SHOWN { ", …" } else { "" };
        let n = number(axis.settings.len(), language);
        text.push_str(&format!("  {} × {}: {}{more}\n", n, clean(&axis.field), labels.join(", ")));
    }
    if sweep.draws > 1 || !sweep.chances.is_none() {
        let draws = number(sweep.draws, language);
        let seed = sweep.seed;
        text.push_str(&say(
            &format!("  {draws} × draws by chance (seed {seed})\n"),
            &format!("  {draws} × trækninger (seed {seed})\n"),
        ));
    }
    if let Some(record) = &base.record {
        let ending = language.ending(record.ending);
        text.push_str(&say(&format!("as it is: {ending}\n"), &format!("udgangspunktet: {ending}\n")));
    }
    text
}

/// The same as `fordel/sweep-plan/1`.
///
/// * `digest`: the programme's; `ids`: of the first and the last scenario.
pub fn sweep_plan_json(digest: &str, sweep: &Sweep, base: &Base, ids: &(String, String)) -> Value {
    let axes = sweep.axes.iter().map(|axis| {
        let labels: Vec<&str> = axis.settings.iter().map(|setting| setting.label.as_str()).collect();
        json!({ "field": axis.field, "settings": labels })
    });
    let record = |record: &Record| {
        json!({
            "ending": record.ending.code(),
            "seats": record.seats,
            "score": record.plan.as_ref().map(|plan| plan.score),
        })
    };
    json!({
        "format": "fordel/sweep-plan/1",
        "programme": digest,
        "seed": sweep.seed,
        "random": "ChaCha8",
        "teams": sweep.answer == Asked::Teams,
        "axes": axes.collect::<Vec<_>>(),
        "draws": sweep.draws,
        "scenarios": sweep.n_scenarios(),
        "first": ids.0,
        "last": ids.1,
        "base": base.record.as_ref().map(record),
    })
}
