//! What is said about a call that cannot be understood, in Danish; English is clap's own.

use crate::trouble::Trouble;
use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use fordel_formats::nearest::nearest;
use fordel_report::Language;
use std::ffi::OsString;

/// The text to show for a call that cannot be understood; `None` where clap's own will do.
pub(crate) fn complaint(
    error: &Error,
    language: Language,
    command: &mut Command,
    typed: &[OsString],
) -> Option<String> {
    let called = super::called(command, typed);
    // The nearest command by our own measure: the library names several that are far, or none below a command.
    let near_command = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(text)) => nearest(text, called.get_subcommands().map(Command::get_name)),
        _ => None,
    };
    let unknown = match (error.kind(), error.get(ContextKind::InvalidArg)) {
        (ErrorKind::UnknownArgument, Some(ContextValue::String(text))) => Some(text.as_str()),
        _ => None,
    };
    // A word too many is as a rule the second half of a file's name.
    let is_spare = unknown.is_some_and(|word| !word.starts_with('-'));
    // A file where a command should stand: the command is missing.
    let file = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(text)) if std::path::Path::new(text).exists() => Some(text.as_str()),
        _ => None,
    };
    if let Some(file) = file {
        return Some(match language {
            Language::English => format!(
                "error: `{file}` is a file, and a command goes first\n\n  tip: fordel plan \"{file}\"; `fordel help` lists the commands"
            ),
            Language::Danish => format!(
                "fejl: `{file}` er en fil, og først skal der stå en kommando\n\n  hjælp: fordel plan \"{file}\"; `fordel help` viser kommandoerne"
            ),
        });
    }
    if language == Language::English {
        if is_spare {
            let text = error.to_string();
            let (first, rest) = text.split_once('\n')?;
            let tip = "  tip: a file's name that holds blanks stands in quotes: \"My replies.xlsx\"";
            return Some(format!("{first}\n\n{tip}\n{}", rest.trim_end()));
        }
        let has_tip = error.get(ContextKind::SuggestedSubcommand).is_some();
        let tip = near_command.filter(|_| !has_tip)?;
        let text = error.to_string();
        let (first, rest) = text.split_once('\n')?;
        return Some(format!("{first}\n\n  tip: a similar subcommand exists: '{tip}'\n{}", rest.trim_end()));
    }
    let of = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    };
    let argument = of(ContextKind::InvalidArg);
    let value = of(ContextKind::InvalidValue);
    let text = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("der er ingen kommando `{}`", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument if is_spare => format!(
            "ordet `{argument}` er ét for meget\n\n  hjælp: et filnavn med mellemrum skal stå i anførselstegn: \"Mine svar.xlsx\""
        ),
        ErrorKind::UnknownArgument => format!("tilvalget `{argument}` findes ikke her"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` mangler sin værdi"),
        ErrorKind::InvalidValue => {
            format!("`{value}` duer ikke til `{argument}`; mulige: {}", of(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(said).unwrap_or_default();
            format!("`{value}` duer ikke til `{argument}`{why}")
        }
        ErrorKind::MissingRequiredArgument => format!("der mangler: {argument}"),
        ErrorKind::ArgumentConflict if of(ContextKind::PriorArg) == argument => {
            format!("`{argument}` kan kun stå én gang")
        }
        ErrorKind::ArgumentConflict => {
            format!("`{argument}` kan ikke bruges sammen med `{}`", of(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues if !value.is_empty() => format!("`{argument}` har ikke plads til `{value}`"),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("`{argument}` har et forkert antal værdier")
        }
        ErrorKind::MissingSubcommand => "hvilken kommando?".to_owned(),
        _ => return None,
    };
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .map(of)
        .into_iter()
        .find(|near| !near.is_empty());
    let near = near_command.map(str::to_owned).or(near);
    let near =
        near.map(|near| near.split(", ").map(|one| format!("`{one}`")).collect::<Vec<_>>().join(" eller "));
    let near = near.map(|near| format!("\n\n  mente du {near}?")).unwrap_or_default();
    let usage = super::danish_usage(&called.clone().render_usage().to_string());
    Some(format!(
        "fejl: {text}{near}\n\n{usage}\n\nSe mere med `fordel --help` eller `fordel help KOMMANDO`."
    ))
}

/// Why a value will not do: ours in Danish, and what the libraries say of numbers.
fn said(why: &(dyn std::error::Error + 'static)) -> String {
    let text = match why.downcast_ref::<Trouble>() {
        Some(trouble) => trouble.text(Language::Danish),
        None if why.is::<std::num::ParseIntError>() || why.is::<std::num::ParseFloatError>() => {
            "forventet et tal".to_owned()
        }
        None => why.to_string().replace(" is not in ", " ligger ikke i "),
    };
    format!(": {text}")
}
