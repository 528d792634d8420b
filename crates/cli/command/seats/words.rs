//! What can be typed as a method, a rule or a range.

use crate::trouble::Trouble;
use fordel_formats::seats::{bound_rule, on_tie};
use fordel_model::Method;
use fordel_model::split::{BoundRule, OnTie};

pub(super) fn method(text: &str) -> Result<Method, Trouble> {
    text.parse().map_err(|_| {
        let names = fordel_formats::seats::method_names();
        let synonyms = Method::ALL.into_iter().flat_map(|method| method.synonyms().iter().copied());
        let near = fordel_formats::nearest::nearest(text, names.iter().map(String::as_str).chain(synonyms));
        Trouble::OneOf(near.map(str::to_owned), names.join(", "))
    })
}

pub(super) fn rule(text: &str) -> Result<BoundRule, Trouble> {
    bound_rule(text).ok_or_else(|| Trouble::OneOf(None, fordel_formats::seats::BOUND_RULES.join(", ")))
}

pub(super) fn tie_rule(text: &str) -> Result<OnTie, Trouble> {
    on_tie(text).ok_or_else(|| Trouble::OneOf(None, fordel_formats::seats::TIE_RULES.join(", ")))
}

pub(super) fn range(text: &str) -> Result<(u64, u64), Trouble> {
    let parse = || {
        let (first, last) = text.split_once("..")?;
        Some((first.trim().parse().ok()?, last.trim().trim_start_matches('=').parse().ok()?))
    };
    match parse() {
        Some((first, last)) if first <= last => Ok((first, last)),
        _ => Err(Trouble::TwoTotals),
    }
}
