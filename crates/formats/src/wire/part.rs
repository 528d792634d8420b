//! Parts that several documents are made of.

use crate::split::{bound_rule_word, on_tie_word};
use crate::words::Vocabulary;
use fordel_model::split::{BoundRule, OnTie};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;
use std::marker::PhantomData;

/// A schema written as JSON.
macro_rules! raw {
    ($($json:tt)+) => { crate::wire::part::of(serde_json::json!($($json)+)) };
}
pub(super) use raw;

/// The schema that a JSON object is.
pub(super) fn of(value: serde_json::Value) -> Schema {
    Schema::try_from(value).unwrap_or_default()
}

/// Implements [`JsonSchema`] for a type by a name and a schema.
macro_rules! shape {
    ($type:ty, $name:literal, $schema:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}
pub(super) use shape;

/// A value that is there, and may be null.
pub(super) struct Nullable<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for Nullable<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Nullable_{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let inner = generator.subschema_for::<T>();
        raw!({ "anyOf": [inner, { "type": "null" }] })
    }
}

/// A weight: a number digit for digit, or a decimal number as text.
pub(super) struct Weight;
shape!(Weight, "Weight", raw!({ "type": ["number", "string"], "minimum": 0, "minLength": 1 }));

/// An exact fraction.
pub(super) struct Fraction;
shape!(Fraction, "Fraction", raw!({ "type": "string", "pattern": "^-?[0-9]+/[0-9]+$" }));

/// An end of a divisor interval: `a/b`, `sqrt(a/b)`, `root(3, a/b)`.
pub(super) struct End;
shape!(
    End,
    "DivisorEnd",
    raw!({
        "type": "string",
        "pattern": "^([0-9]+/[0-9]+|sqrt\\([0-9]+/[0-9]+\\)|root\\([0-9]+, [0-9]+/[0-9]+\\))$"
    })
);

/// A method of splitting, by any of its names.
pub(super) struct Method;
shape!(Method, "Method", raw!({ "type": "string", "minLength": 1 }));

/// How largest remainders keep bounds.
pub(super) struct BoundRuleWord;
shape!(
    BoundRuleWord,
    "BoundRule",
    raw!({
        "enum": ([BoundRule::FloorThenRaise, BoundRule::FixAndRepeat].map(bound_rule_word))
    })
);

/// What to do with a tie.
pub(super) struct OnTieWord;
shape!(
    OnTieWord,
    "OnTie",
    raw!({ "enum": ([OnTie::Report, OnTie::LargerWeight, OnTie::Lot, OnTie::Order].map(on_tie_word)) })
);

/// Of an input: a whole number of at least 0, also as text; null and "" are absent.
pub(super) struct Whole;
shape!(Whole, "WholeNumber", raw!({ "type": ["integer", "string", "null"], "minimum": 0 }));

/// Of an input: a text or number; null and "" are absent.
pub(super) struct Word;
shape!(Word, "Word", raw!({ "type": ["string", "number", "null"] }));

/// Of an input: true or false, also as a word; null and "" are absent.
pub(super) struct YesOrNo;
shape!(YesOrNo, "YesOrNo", raw!({ "type": ["boolean", "string", "integer", "null"] }));

/// Of an input: a list, or a text of parts between `;`.
pub(super) struct List;
shape!(
    List,
    "List",
    raw!({
        "type": ["array", "string", "number", "null"],
        "items": { "type": ["string", "number", "boolean", "null"] }
    })
);

/// One of the words of a vocabulary, as they are read in English and Danish; null and "" are absent.
pub(super) fn words<T: Copy + PartialEq>(vocabulary: &Vocabulary<T>) -> Schema {
    let mut all: Vec<Option<&str>> = vocabulary.all().map(Some).collect();
    all.extend([Some(""), None]);
    raw!({ "enum": all })
}
