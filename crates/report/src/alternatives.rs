//! Other plans, as text, JSON and CSV: what each trades against the first, or the plan it is held against.

use crate::csv_line::CsvClothes;
use crate::plan_text::TextOptions;
use crate::table::{Align, TextTable};
use crate::{Language, clean, number};
use fordel_engine::alternatives::Alternatives;
use fordel_engine::difference::{Difference, difference};
use fordel_model::{Criterion, Plan, Programme};
use serde_json::{Map, Value, json};

fn word(english: &'static str, danish: &'static str, language: Language) -> &'static str {
    match language {
        Language::English => english,
        Language::Danish => danish,
    }
}

/// The list as `fordel/alternatives/1`; differences are against `base`.
pub fn alternatives_json(found: &Alternatives, base: &Plan) -> Value {
    let best = found.plans.first().map_or(0, |one| one.plan.score);
    let one = |(at, one): (usize, &fordel_engine::alternatives::Alternative)| {
        let apart = difference(&one.plan, base);
        let parts: Map<String, Value> = Criterion::ALL
            .into_iter()
            .zip(apart.parts)
            .map(|(criterion, [own, other])| {
                (criterion.code().to_owned(), json!({ "value": own, "difference": own - other }))
            })
            .collect();
        json!({
            "rank": at + 1,
            "score": one.plan.score,
            "below_best": best - one.plan.score,
            "proven": one.proven,
            "apart": one.apart,
            "parts": parts,
            "in": apart.people_in.iter().map(|who| json!({ "nominee": who.nominee, "team": who.team })).collect::<Vec<_>>(),
            "out": apart.people_out.iter().map(|who| json!({ "nominee": who.nominee, "team": who.team })).collect::<Vec<_>>(),
            "elsewhere": apart.moved.iter()
                .map(|who| json!({ "nominee": who.nominee, "from": who.from, "to": who.to })).collect::<Vec<_>>(),
            "teams": one.plan.teams.iter().map(|team| json!({
                "id": team.id, "initiative": team.initiative, "cluster": team.cluster, "members": team.members,
                "score": team.score,
            })).collect::<Vec<_>>(),
        })
    };
    json!({
        "format": "fordel/alternatives/1",
        "best": best,
        "bound": found.plans.first().map(|one| one.plan.bound),
        "least_score": found.least,
        "complete": found.complete,
        "plans": found.plans.iter().enumerate().map(one).collect::<Vec<_>>(),
    })
}

/// The list as one table: a row for every person whose place differs, after a row for the plan.
pub fn alternatives_csv(
    programme: &Programme,
    found: &Alternatives,
    base: &Plan,
    language: Language,
    names: bool,
) -> String {
    let clothes = CsvClothes::of(language);
    let mut text = clothes.mark.to_owned();
    clothes.line(
        &mut text,
        match language {
            Language::English => {
                ["plan", "score", "people apart", "what", "nominee", "name", "team", "team before"]
            }
            Language::Danish => {
                ["plan", "point", "personer anderledes", "hvad", "kandidat", "navn", "team", "team før"]
            }
        }
        .map(str::to_owned),
    );
    for (at, one) in found.plans.iter().enumerate() {
        let apart = difference(&one.plan, base);
        let head = [(at + 1).to_string(), one.plan.score.to_string(), apart.people().to_string()];
        let mut row = |what: &str, id: &str, now: &str, before: &str| {
            let name = if names { name_of(programme, id) } else { String::new() };
            let [rank, score, people] = head.clone();
            let cells = [
                rank,
                score,
                people,
                what.to_owned(),
                id.to_owned(),
                name,
                now.to_owned(),
                before.to_owned(),
            ];
            clothes.line(&mut text, cells);
        };
        row("plan", "", "", "");
        let word = |english, danish| word(english, danish, language);
        apart.people_in.iter().for_each(|who| row(word("in", "ind"), &who.nominee, &who.team, ""));
        apart.people_out.iter().for_each(|who| row(word("out", "ud"), &who.nominee, "", &who.team));
        apart
            .moved
            .iter()
            .for_each(|who| row(word("elsewhere", "andet team"), &who.nominee, &who.to, &who.from));
    }
    text
}

fn name_of(programme: &Programme, id: &str) -> String {
    let row = programme.nominees.iter().find(|row| row.id == id);
    row.map_or(String::new(), |row| row.name.clone())
}

/// The list for people.
pub fn alternatives_text(
    programme: &Programme,
    found: &Alternatives,
    base: &Plan,
    language: Language,
    options: &TextOptions,
) -> String {
    let word = |english, danish| word(english, danish, language);
    let mut text = format!("{}\n\n", clean(&programme.name));
    let columns = [
        (word("Plan", "Plan"), Align::Right),
        (word("Score", "Score"), Align::Right),
        (word("Below the best", "Under den bedste"), Align::Right),
        (word("People apart from the plans above", "Personer anderledes end planerne ovenfor"), Align::Left),
        (word("Proof", "Bevis"), Align::Left),
    ];
    let mut table = TextTable::new(options.width, &columns);
    let best = found.plans.first().map_or(0, |one| one.plan.score);
    for (at, one) in found.plans.iter().enumerate() {
        table.row([
            number(at + 1, language),
            number(one.plan.score, language),
            number(best - one.plan.score, language),
            one.apart.iter().map(|n| number(*n, language)).collect::<Vec<_>>().join(", "),
            match one.proven {
                true => word("proven", "bevist"),
                false => word("not proven", "ikke bevist"),
            }
            .to_owned(),
        ]);
    }
    text.push_str(&table.text());
    if found.complete {
        text.push_str(word("There are no more such plans.\n", "Der er ikke flere af den slags planer.\n"));
    }
    for (at, one) in found.plans.iter().enumerate() {
        let apart = difference(&one.plan, base);
        if apart.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{} {}\n", word("Plan", "Plan"), number(at + 1, language)));
        for (what, line) in [
            (word("points", "point"), points(&apart, language)),
            (
                word("in", "ind"),
                people(programme, apart.people_in.iter().map(|who| &who.nominee), options.names),
            ),
            (
                word("out", "ud"),
                people(programme, apart.people_out.iter().map(|who| &who.nominee), options.names),
            ),
            (
                word("elsewhere", "andet team"),
                people(programme, apart.moved.iter().map(|who| &who.nominee), options.names),
            ),
        ] {
            if !line.is_empty() {
                text.push_str(&format!("  {what}: {line}\n"));
            }
        }
    }
    text
}

/// By criterion, what is more and what is less.
fn points(apart: &Difference, language: Language) -> String {
    let own = Criterion::ALL.into_iter().zip(apart.parts).filter(|(_, [a, b])| a != b);
    own.map(|(criterion, [a, b])| {
        let sign = if a > b { "+" } else { "−" };
        format!("{} {sign}{}", criterion_name(criterion, language), number(a.abs_diff(b), language))
    })
    .collect::<Vec<_>>()
    .join(", ")
}

fn criterion_name(criterion: Criterion, language: Language) -> &'static str {
    match language {
        Language::English => criterion.code(),
        Language::Danish => match criterion.code() {
            "preference" => "ønsker",
            "sectors" => "sektorer",
            "organisations" => "organisationer",
            "professions" => "faggrupper",
            "chain" => "ledelseskæder",
            "merit" => "kvalifikationer",
            "balance" => "balance",
            _ => "forskellighed",
        },
    }
}

fn people<'a>(programme: &Programme, ids: impl Iterator<Item = &'a String>, names: bool) -> String {
    let one = |id: &String| match name_of(programme, id) {
        name if names && !name.trim().is_empty() => format!("{} [{}]", clean(&name), clean(id)),
        _ => clean(id),
    };
    ids.map(one).collect::<Vec<_>>().join(", ")
}
