//! The help in the language of the run: the texts stand in English beside the arguments, and in Danish in one catalogue.

mod complaint;
mod danish;

pub(crate) use complaint::complaint;

use crate::args::Arguments;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use fordel_report::Language;
use std::ffi::OsString;

/// The whole command with its texts in the language.
pub(crate) fn command(language: Language) -> Command {
    let command = Arguments::command();
    let (command, about, value, which) = match language {
        Language::English => (
            command.disable_help_subcommand(true),
            "Print the help of the program or of a command",
            "COMMAND",
            "The command",
        ),
        Language::Danish => {
            (in_danish(command), "Vis hjælp til programmet eller til en kommando", "KOMMANDO", "Kommandoen")
        }
    };
    // Ours, for clap's own knows none of the other options: `fordel help plan --lang en`.
    let command = command.mut_subcommands(|inner| inner.disable_help_subcommand(true));
    let asked = Arg::new("command").value_name(value).num_args(0..).help(which);
    command.subcommand(Command::new("help").about(about).arg(asked))
}

/// Of what was typed the command that is called, so far as it is one of ours.
pub(crate) fn called<'a>(command: &'a mut Command, typed: &[OsString]) -> &'a Command {
    let mut path = Vec::new();
    let mut at = &*command;
    for word in typed.iter().skip(1).filter_map(|word| word.to_str()) {
        let Some(inner) = at.find_subcommand(word) else { continue };
        path.push(inner.get_name().to_owned());
        at = inner;
    }
    command.build();
    path.iter().fold(&*command, |command, name| {
        command.find_subcommand(name).expect("the road was walked just before")
    })
}

/// The help that `fordel help COMMAND` asks for; `Err` where there is no such command.
pub(crate) fn asked(command: &mut Command, matches: &clap::ArgMatches) -> Option<Result<String, Error>> {
    let (name, within) = matches.subcommand()?;
    if name != "help" || command.find_subcommand("help").is_none_or(|help| help.get_arguments().count() == 0)
    {
        return None;
    }
    let path: Vec<String> = within.get_many::<String>("command").unwrap_or_default().cloned().collect();
    command.build();
    let mut asked = command;
    for name in &path {
        if asked.find_subcommand(name).is_none() {
            let mut unknown = Error::new(ErrorKind::InvalidSubcommand).with_cmd(asked);
            unknown.insert(ContextKind::InvalidSubcommand, ContextValue::String(name.clone()));
            return Some(Err(unknown));
        }
        asked = asked.find_subcommand_mut(name)?;
    }
    Some(Ok(asked.render_long_help().to_string()))
}

/// A short guide for somebody who typed nothing behind the program's name.
pub(crate) fn guide(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("guide-en.txt"),
        Language::Danish => include_str!("guide-da.txt"),
    }
}

const TEMPLATE: &str = "{about-with-newline}\nBrug: {usage}\n\n{all-args}{after-help}";

fn in_danish(command: Command) -> Command {
    let about = command.get_about().map(|text| danish::text(&text.to_string()));
    let after = command.get_after_help().map(|text| after(&text.to_string()));
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Kommandoer")
        .subcommand_value_name("KOMMANDO")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .mut_args(argument)
        .mut_subcommands(in_danish);
    command = command.arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help("Vis programmets udgave")
            .help_heading("Tilvalg"),
    );
    if let Some(about) = about {
        command = command.about(about.clone()).long_about(about);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    command.arg(
        Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .help("Vis denne hjælp")
            .help_heading("Tilvalg"),
    )
}

/// A usage line whose last words, which the library adds by itself, are Danish too.
pub(crate) fn danish_usage(text: &str) -> String {
    text.replace("Usage:", "Brug:").replace("[OPTIONS]", "[TILVALG]").replace("<COMMAND>", "<KOMMANDO>")
}

/// What stands below the options: the examples, and paragraphs of text.
fn after(english: &str) -> String {
    let paragraphs = english.split("\n\n").map(|text| match text.strip_prefix("Examples:") {
        Some(examples) => format!("Eksempler:{examples}"),
        None => danish::text(text),
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// What stands for a value, such as `NOMINEE[=INITIATIVE]`, with its words in Danish.
fn value_name(english: &str) -> String {
    let (mut danish, mut word) = (String::new(), String::new());
    for letter in english.chars().chain([' ']) {
        if letter.is_ascii_uppercase() {
            word.push(letter);
        } else {
            danish.push_str(danish::word(&word).unwrap_or(&word));
            word.clear();
            danish.push(letter);
        }
    }
    danish.trim_end().to_owned()
}

/// An argument with its texts in Danish; what clap would add in English is added here.
fn argument(argument: Arg) -> Arg {
    let mut help = argument.get_help().map(|text| danish::text(&text.to_string())).unwrap_or_default();
    let takes_value = argument.get_action().takes_values();
    let values: Vec<String> = if takes_value {
        argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
    } else {
        Vec::new()
    };
    if !values.is_empty() {
        help.push_str(&format!(" [mulige: {}]", values.join(", ")));
    }
    if let (true, Some(value)) = (takes_value, argument.get_default_values().first()) {
        help.push_str(&format!(" [standard: {}]", value.to_string_lossy()));
    }
    let heading = match argument.get_help_heading() {
        Some(heading) => danish::text(heading),
        None if argument.is_positional() => "Argumenter".to_owned(),
        None => "Tilvalg".to_owned(),
    };
    let names: Vec<String> = match argument.get_value_names() {
        Some(names) => names.iter().map(|name| value_name(name)).collect(),
        None => vec![value_name(&argument.get_id().as_str().to_uppercase())],
    };
    let argument = if takes_value { argument.value_names(names) } else { argument };
    let argument = argument.help(help.clone()).long_help(help).help_heading(heading);
    if takes_value { argument.hide_possible_values(true).hide_default_value(true) } else { argument }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every English text of the help, with where it stands.
    fn texts(command: &Command, path: &str, found: &mut Vec<(String, String)>) {
        let here = format!("{path} {}", command.get_name());
        found.extend(command.get_about().map(|text| (here.clone(), text.to_string())));
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let prose = after.split("\n\n").filter(|text| !text.is_empty() && !text.starts_with("Examples:"));
        found.extend(prose.map(|text| (here.clone(), text.to_owned())));
        for argument in
            command.get_arguments().filter(|one| !["help", "version"].contains(&one.get_id().as_str()))
        {
            let place = format!("{here} {}", argument.get_id());
            found.extend(argument.get_help().map(|text| (place.clone(), text.to_string())));
            found.extend(argument.get_help_heading().map(|text| (place, text.to_owned())));
        }
        command.get_subcommands().for_each(|inner| texts(inner, &here, found));
    }

    #[test]
    fn every_text_of_the_help_has_its_danish() {
        let mut found = Vec::new();
        texts(&Arguments::command(), "", &mut found);
        let missing: std::collections::BTreeSet<String> = found
            .into_iter()
            .filter(|(_, text)| danish::known(text).is_none())
            .map(|(place, text)| format!("{place}: {text:?}"))
            .collect();
        assert!(
            missing.is_empty(),
            "without Danish:\n{}",
            missing.into_iter().collect::<Vec<_>>().join("\n")
        );
    }

    /// Every word that stands for a value.
    fn value_words(command: &Command, found: &mut std::collections::BTreeSet<String>) {
        let values = command.get_arguments().filter(|argument| argument.get_action().takes_values());
        for argument in values {
            let id = argument.get_id().as_str().to_uppercase();
            let names =
                argument.get_value_names().map(|names| names.iter().map(ToString::to_string).collect());
            let names: Vec<String> = names.unwrap_or_else(|| vec![id]);
            let words = names.iter().flat_map(|name| name.split(|letter: char| !letter.is_ascii_uppercase()));
            found.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
        }
        command.get_subcommands().for_each(|inner| value_words(inner, found));
    }

    #[test]
    fn what_stands_for_a_value_has_its_danish() {
        let mut found = std::collections::BTreeSet::new();
        value_words(&Arguments::command(), &mut found);
        let missing: Vec<_> = found.iter().filter(|word| danish::word(word).is_none()).collect();
        assert!(missing.is_empty(), "without Danish: {missing:?}");
        assert_eq!(value_name("NOMINEE[=INITIATIVE]"), "KANDIDAT[=INITIATIV]");
        assert_eq!(value_name("FILE.xlsx"), "FIL.xlsx");
    }

    #[test]
    fn both_languages_understand_the_same_and_every_command_has_examples() {
        command(Language::English).debug_assert();
        command(Language::Danish).debug_assert();
        for inner in Arguments::command().get_subcommands().filter(|inner| inner.get_name() != "help") {
            let after = inner.get_after_help().map(ToString::to_string).unwrap_or_default();
            let has_own = inner.get_subcommands().next().is_some();
            assert!(after.contains("Example") || has_own, "`{}` has no examples", inner.get_name());
        }
    }
}
