//! The methods there are, one by one.

use super::words::{favours, how, pick, promises};
use crate::Language;
use crate::table::wrapped;
use fordel_model::Method;

/// How each method is written with its parameter.
pub(super) fn written(method: Method) -> String {
    match method {
        Method::ModifiedSainteLague { .. } => "modified_sainte_lague:1.4".to_owned(),
        Method::Stationary { .. } => "stationary:A/B".to_owned(),
        Method::PowerMean(_) => "power_mean:P".to_owned(),
        other => other.to_string(),
    }
}

/// The list of methods: name, how it works, whom it favours, what it promises, and its other names.
pub fn methods_text(language: Language, width: u16) -> String {
    let pick = |english, danish| pick(language, english, danish);
    let mut text = String::new();
    for method in Method::ALL {
        text.push_str(&wrapped(&format!("{}: {}", written(method), how(method, language)), width, "    "));
        let line = format!(
            "    {} {}; {}. {} {}",
            pick("favours", "begunstiger"),
            favours(method, language),
            promises(method, language),
            pick("Also:", "Også:"),
            method.synonyms().join(", ")
        );
        text.push_str(&wrapped(&line, width, "    "));
    }
    text
}
