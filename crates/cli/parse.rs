//! From what was typed to arguments, in the language of the run.

use crate::args::Arguments;
use crate::exit::Exit;
use crate::{help, output};
use clap::FromArgMatches;
use clap::error::ErrorKind;
use fordel_formats::cpr::holds_personal_number;
use fordel_formats::personal_number_in_name;
use fordel_report::Language;
use std::ffi::OsString;

/// The arguments; `Err` holds the ending where there is nothing more to do: help was asked for, or the call is wrong.
pub(crate) fn arguments(typed: Vec<OsString>, language: Language) -> Result<Arguments, Exit> {
    let mut command = help::command(language);
    let matches = match command.clone().try_get_matches_from(&typed) {
        Ok(matches) => matches,
        Err(error) => return Err(ended(&error, language, &mut command, &typed)),
    };
    if let Some(asked) = help::asked(&mut command, &matches) {
        let text = asked.map_err(|error| ended(&error, language, &mut command, &typed))?;
        let text = if language == Language::Danish { help::danish_usage(&text) } else { text };
        return Err(output::result(&text).map_or(Exit::Wrong, |()| Exit::Done));
    }
    Arguments::from_arg_matches(&matches).map_err(|error| ended(&error, language, &mut command, &typed))
}

/// Shows help, the version or what is wrong with the call.
fn ended(error: &clap::Error, language: Language, command: &mut clap::Command, typed: &[OsString]) -> Exit {
    let is_asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if is_asked && language == Language::Danish {
        let shown = error.render();
        let text = if output::colour() { shown.ansi().to_string() } else { shown.to_string() };
        return output::result(&help::danish_usage(&text)).map_or(Exit::Wrong, |()| Exit::Done);
    }
    let allowed = typed.iter().any(|word| word == "--allow-ten-digits");
    if !is_asked && !allowed && typed.iter().any(|word| holds_personal_number(&word.to_string_lossy())) {
        // What is said about a wrong call would repeat it.
        let findings = personal_number_in_name();
        let language = match language {
            Language::English => fordel_formats::Language::English,
            Language::Danish => fordel_formats::Language::Danish,
        };
        output::complain(&findings.to_text_in(fordel_formats::SHOWN, language));
        return Exit::Wrong;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand && language == Language::Danish {
        output::complain(&help::danish_usage(error.render().to_string().trim_end()));
        return Exit::Wrong;
    }
    match help::complaint(error, language, command, typed).filter(|_| !is_asked) {
        Some(text) => output::complain(&text),
        // Whoever closed the pipe does not want to know.
        None => drop(error.print()),
    }
    if is_asked { Exit::Done } else { Exit::Wrong }
}
