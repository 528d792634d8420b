//! What a change can be repaired to: the curve of moves and the substitutes, as text, JSON and CSV.

mod words;

use crate::csv_line::CsvClothes;
use crate::plan_text::TextOptions;
use crate::table::{Align, TextTable, wrapped};
use crate::what_if::words::Word::Clashes;
use crate::{Language, clean, number};
use fordel_engine::difference::difference;
use fordel_engine::repair::{Point, Repair, Substitute};
use fordel_model::plan::ObjectiveName;
use fordel_model::{Plan, Programme};
use serde_json::{Value, json};
use words::{Word, word};

/// The curve and the substitutes as `fordel/repair/1`; `base` is the plan that is kept.
pub fn repair_json(name: &str, base: &Plan, found: &Repair) -> Value {
    let best = found.free.rank();
    let point = |point: &Point| {
        let possible = point.is_possible(&found.free);
        // Of what is not possible there is nothing to tell but why.
        let apart = difference(if possible { &point.plan } else { base }, base);
        json!({
            "most_moves": point.most,
            "possible": possible,
            "status": point.plan.status.code(),
            "moved": possible.then(|| point.moved()),
            "filled": possible.then(|| point.level(ObjectiveName::SeatsFilled)),
            "score": possible.then_some(point.plan.score),
            "bound": possible.then_some(point.plan.bound),
            "equals_free": possible && point.rank() == best,
            "in": apart.people_in.iter().map(|one| json!({ "nominee": one.nominee, "team": one.team })).collect::<Vec<_>>(),
            "out": apart.people_out.iter().map(|one| json!({ "nominee": one.nominee, "team": one.team })).collect::<Vec<_>>(),
            "elsewhere": apart.moved.iter()
                .map(|one| json!({ "nominee": one.nominee, "from": one.from, "to": one.to })).collect::<Vec<_>>(),
            "clash": point.plan.clash.iter().map(|one| json!({ "kind": one.kind, "where": one.place, "text": one.text })).collect::<Vec<_>>(),
        })
    };
    let substitute = |one: &Substitute| {
        json!({
            "cluster": one.cluster,
            "nominee": one.nominee,
            "same_organisation": one.same_organisation,
            "priority": one.priority,
            "reserve": one.is_reserve,
            "moved": one.taken.map(|taken| taken.moved),
            "filled": one.taken.map(|taken| taken.filled),
            "score": one.taken.map(|taken| taken.score),
            "price": one.taken.and_then(|taken| taken.price),
        })
    };
    json!({
        "format": "fordel/repair/1",
        "name": name,
        "base": { "score": base.score, "filled": base.filled.iter().sum::<u64>() },
        "curve": found.points.iter().map(point).collect::<Vec<_>>(),
        "free": point(&found.free),
        "substitutes": found.substitutes.iter().map(substitute).collect::<Vec<_>>(),
    })
}

/// The same as one table: a row a point of the curve, then a row a substitute.
pub fn repair_csv(
    programme: &Programme,
    base: &Plan,
    found: &Repair,
    language: Language,
    names: bool,
) -> String {
    let clothes = CsvClothes::of(language);
    let mut text = clothes.mark.to_owned();
    let known = Known { programme, language, names };
    let columns = [
        Word::What,
        Word::MostMoves,
        Word::Moved,
        Word::Filled,
        Word::Score,
        Word::Price,
        Word::Ending,
        Word::Who,
    ];
    clothes.line(&mut text, columns.map(|one| word(one, language).to_owned()));
    let figure = |value: Option<i64>| value.map_or(String::new(), |value| value.to_string());
    for point in found.points.iter().chain([&found.free]) {
        let possible = point.is_possible(&found.free);
        let cells = [
            word(Word::Plan, language).to_owned(),
            point.most.map_or_else(|| word(Word::Any, language).to_owned(), |most| most.to_string()),
            figure(possible.then(|| point.moved())),
            figure(possible.then(|| point.level(ObjectiveName::SeatsFilled))),
            figure(possible.then_some(point.plan.score)),
            String::new(),
            word(ending(point, &found.free), language).to_owned(),
            known.changes(point, &found.free, base),
        ];
        clothes.line(&mut text, cells);
    }
    for one in &found.substitutes {
        let cells = [
            word(Word::Substitute, language).to_owned(),
            String::new(),
            figure(one.taken.map(|taken| taken.moved)),
            figure(one.taken.map(|taken| taken.filled)),
            figure(one.taken.map(|taken| taken.score)),
            figure(one.taken.and_then(|taken| taken.price)),
            known.order(one),
            known.person(&one.nominee),
        ];
        clothes.line(&mut text, cells);
    }
    text
}

/// The same for people.
pub fn repair_text(
    name: &str,
    programme: &Programme,
    base: &Plan,
    found: &Repair,
    language: Language,
    options: &TextOptions,
) -> String {
    let known = Known { programme, language, names: options.names };
    let mut text = format!("{}: {}\n\n", clean(&programme.name), clean(name));
    text.push_str(word(Word::CurveTitle, language));
    text.push('\n');
    let columns = [
        (word(Word::MostMoves, language), Align::Right),
        (word(Word::Moved, language), Align::Right),
        (word(Word::Filled, language), Align::Right),
        (word(Word::Score, language), Align::Right),
        (word(Word::Ending, language), Align::Left),
        (word(Word::Who, language), Align::Left),
    ];
    let mut table = TextTable::new(options.width, &columns);
    let figure = |value: Option<i64>| value.map_or_else(|| "–".to_owned(), |value| number(value, language));
    for point in found.points.iter().chain([&found.free]) {
        let possible = point.is_possible(&found.free);
        table.row([
            point.most.map_or_else(|| word(Word::Any, language).to_owned(), |most| number(most, language)),
            figure(possible.then(|| point.moved())),
            figure(possible.then(|| point.level(ObjectiveName::SeatsFilled))),
            figure(possible.then_some(point.plan.score)),
            word(ending(point, &found.free), language).to_owned(),
            known.changes(point, &found.free, base),
        ]);
    }
    text.push_str(&table.text());
    // What keeps a cluster from any plan, however many move.
    for clash in &found.free.plan.clash {
        let line = format!("{}: {}", language.what_if(Clashes), clean(&clash.text));
        text.push_str(&wrapped(&line, options.width, "  "));
    }
    if found.substitutes.is_empty() {
        return text;
    }
    text.push_str(&format!("\n{}\n", word(Word::SubstitutesTitle, language)));
    let columns = [
        (word(Word::Who, language), Align::Left),
        (word(Word::Order, language), Align::Left),
        (word(Word::Moved, language), Align::Right),
        (word(Word::Filled, language), Align::Right),
        (word(Word::Score, language), Align::Right),
        (word(Word::Price, language), Align::Right),
    ];
    let mut table = TextTable::new(options.width, &columns);
    for one in &found.substitutes {
        table.row([
            known.person(&one.nominee),
            known.order(one),
            figure(one.taken.map(|taken| taken.moved)),
            figure(one.taken.map(|taken| taken.filled)),
            figure(one.taken.map(|taken| taken.score)),
            figure(one.taken.and_then(|taken| taken.price)),
        ]);
    }
    text.push_str(&table.text());
    text
}

/// How a point of the curve ends.
fn ending(point: &Point, free: &Point) -> Word {
    let is_proven = point.plan.score == point.plan.bound;
    match (point.is_possible(free), point.is_whole()) {
        (false, _) => Word::NotPossible,
        (true, false) => Word::NoPlan,
        (true, true) if !is_proven => Word::NotProven,
        (true, true) if point.most.is_some() && point.rank() == free.rank() => Word::AsGood,
        (true, true) => Word::Proven,
    }
}

struct Known<'a> {
    programme: &'a Programme,
    language: Language,
    names: bool,
}

impl Known<'_> {
    fn person(&self, id: &str) -> String {
        let row = self.programme.nominees.iter().find(|row| row.id == id);
        match row.filter(|row| self.names && !row.name.trim().is_empty()) {
            Some(row) => format!("{} [{}]", clean(&row.name), clean(id)),
            None => clean(id),
        }
    }

    /// Who is in, out and elsewhere; where so few moves do not do, why not.
    fn changes(&self, point: &Point, free: &Point, base: &Plan) -> String {
        if !point.is_possible(free) {
            // What clashes however many move is no reason.
            let clashes = point.plan.clash.iter();
            let is_of_moves = |text: &str| !free.plan.clash.iter().any(|one| one.text == text);
            let own = clashes.clone().filter(|one| is_of_moves(&one.text));
            let told: Vec<_> = if own.clone().next().is_some() { own.collect() } else { clashes.collect() };
            let mut why: Vec<String> = told.iter().map(|clash| clean(&clash.text)).collect();
            why.dedup();
            return why.join("; ");
        }
        let apart = difference(&point.plan, base);
        let mut parts = Vec::new();
        let mut add = |what: Word, people: Vec<String>| {
            if !people.is_empty() {
                parts.push(format!("{}: {}", word(what, self.language), people.join(", ")));
            }
        };
        add(Word::In, apart.people_in.iter().map(|one| self.person(&one.nominee)).collect());
        add(Word::Out, apart.people_out.iter().map(|one| self.person(&one.nominee)).collect());
        add(Word::Elsewhere, apart.moved.iter().map(|one| self.person(&one.nominee)).collect());
        parts.join("; ")
    }

    /// Why somebody stands where they stand in the line.
    fn order(&self, one: &Substitute) -> String {
        let mut parts = Vec::new();
        if one.same_organisation {
            parts.push(word(Word::SameOrganisation, self.language).to_owned());
        }
        if one.is_reserve {
            parts.push(word(Word::Reserve, self.language).to_owned());
        }
        parts.extend(one.priority.map(|n| format!("{} {n}", word(Word::Priority, self.language))));
        parts.join(", ")
    }
}
