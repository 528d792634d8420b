//! Records of a sweep as JSON lines, one a scenario, and back.

use fordel_model::sweep::{Record, RecordEnding, RecordPlan};
use serde_json::{Map, Value, json};

/// A record as one line of JSON, without the line break. Equal records give equal bytes.
pub fn record_to_line(record: &Record) -> String {
    let mut line = Map::new();
    line.insert("index".to_owned(), json!(record.index));
    line.insert("id".to_owned(), json!(record.id));
    let set = record.set.iter().map(|(field, label)| (field.clone(), json!(label)));
    line.insert("set".to_owned(), Value::Object(set.collect()));
    let mut list = |key: &str, items: &[String]| {
        if !items.is_empty() {
            line.insert(key.to_owned(), json!(items));
        }
    };
    list("withdrawn", &record.withdrawn);
    list("dropped", &record.dropped);
    line.insert("ending".to_owned(), json!(record.ending.code()));
    line.insert("seats".to_owned(), json!(record.seats));
    if let Some(plan) = &record.plan {
        line.insert("filled".to_owned(), json!(plan.filled));
        line.insert("score".to_owned(), json!(plan.score));
        line.insert("bound".to_owned(), json!(plan.bound));
        line.insert("in".to_owned(), json!(plan.people_in));
        line.insert("out".to_owned(), json!(plan.people_out));
        line.insert("teams_changed".to_owned(), json!(plan.teams_changed));
    }
    if !record.why.is_empty() {
        line.insert("why".to_owned(), json!(record.why));
    }
    Value::Object(line).to_string()
}

/// Reads a line back; `None` where it is not whole or not one of ours.
pub fn record_of_line(line: &str) -> Option<Record> {
    let value: Value = serde_json::from_str(line).ok()?;
    let texts = |key: &str| -> Option<Vec<String>> {
        match value.get(key) {
            None => Some(Vec::new()),
            Some(list) => list.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect(),
        }
    };
    let set = value.get("set")?.as_object()?.iter();
    let set = set.map(|(field, label)| Some((field.clone(), label.as_str()?.to_owned())));
    let seats = value.get("seats")?.as_array()?.iter();
    let seats = seats.map(|seats| match seats {
        Value::Null => Some(None),
        seats => seats.as_u64().map(Some),
    });
    let ending = value.get("ending")?.as_str()?;
    let plan = match value.get("score") {
        None => None,
        Some(score) => Some(RecordPlan {
            filled: value.get("filled")?.as_array()?.iter().map(Value::as_u64).collect::<Option<_>>()?,
            score: score.as_i64()?,
            bound: value.get("bound")?.as_i64()?,
            people_in: texts("in")?,
            people_out: texts("out")?,
            teams_changed: value.get("teams_changed")?.as_u64()?,
        }),
    };
    Some(Record {
        index: value.get("index")?.as_u64()?,
        id: value.get("id")?.as_str()?.to_owned(),
        set: set.collect::<Option<_>>()?,
        withdrawn: texts("withdrawn")?,
        dropped: texts("dropped")?,
        ending: RecordEnding::ALL.into_iter().find(|known| known.code() == ending)?,
        seats: seats.collect::<Option<_>>()?,
        plan,
        why: texts("why")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_back_and_half_a_line_does_not() {
        let record = Record {
            index: 17,
            id: "0123456789abcdef01234567".to_owned(),
            set: vec![("seats".to_owned(), "190".to_owned())],
            withdrawn: vec!["N\"1".to_owned()],
            dropped: Vec::new(),
            ending: RecordEnding::Partial,
            seats: vec![Some(7), None],
            plan: Some(RecordPlan {
                filled: vec![7, 0],
                score: -3,
                bound: 4,
                people_in: vec!["æ".to_owned()],
                people_out: Vec::new(),
                teams_changed: 2,
            }),
            why: vec!["pin: N1".to_owned()],
        };
        let line = record_to_line(&record);
        assert_eq!(record_of_line(&line), Some(record.clone()));
        for end in 0..line.len() {
            assert_eq!(line.get(..end).and_then(record_of_line), None, "{end}");
        }
        let split = Record { plan: None, why: Vec::new(), ending: RecordEnding::Split, ..record };
        assert_eq!(record_of_line(&record_to_line(&split)), Some(split));
    }
}
