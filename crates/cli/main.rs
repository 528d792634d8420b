//! The command `fordel`: parses what was typed, calls the engine, prints, and ends with an exit code.

mod activity;
mod announced;
mod args;
mod command;
mod exit;
mod force;
mod help;
mod lines;
mod locale;
mod output;
mod parse;
mod products;
mod progress;
mod remembered;
mod request;
mod shard;
mod sight;
mod talk;
mod trouble;

use args::{Arguments, Command};
use clap::CommandFactory;
use exit::Exit;
use fordel_report::Language;
use request::Request;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let typed: Vec<_> = std::env::args_os().collect();
    if let Some(path) = dragged(&typed) {
        // Who drags a file has chosen no language: the coordinators are Danish.
        let check = ["fordel", "check", "-", "--lang", "da"].map(Into::into).to_vec();
        let arguments = match parse::arguments(check, Language::Danish) {
            Ok(arguments) => arguments,
            Err(exit) => return exit.code(),
        };
        let request = Request::new(&arguments.common, Language::Danish);
        return match command::open::run(path, &request) {
            Ok(exit) => exit.code(),
            Err(error) => {
                // The console closes at once: what went wrong is left beside the input, if anything can be.
                let text =
                    format!("{}: {}", request.error_word(), trouble::in_words(&error, request.language));
                if command::open::leave(path, &text).is_err() {
                    output::complain(&text);
                }
                Exit::Wrong.code()
            }
        };
    }
    if let Some(first) = dragged_several(&typed) {
        let ended = command::open::several(first);
        return ended.map_or(Exit::Wrong, |()| Exit::Wrong).code();
    }
    let language = locale::language(&typed);
    if let Some(path) = meant_as_a_file(&typed) {
        let trouble = trouble::Trouble::NoSuchFile(path.to_owned());
        let word = if language == Language::Danish { "fejl" } else { "error" };
        output::complain(&format!("{word}: {}", trouble.text(language)));
        return Exit::Wrong.code();
    }
    let named = names_somebody(&typed);
    let arguments = match parse::arguments(typed, language) {
        Ok(arguments) => arguments,
        Err(exit) => return exit.code(),
    };
    let request = Request::new(&arguments.common, language);
    if named && !request.read.allow_ten_digits {
        request.refuse(&fordel_formats::personal_number_in_name());
        return Exit::Wrong.code();
    }
    ending(run(&arguments, &request), &request)
}

/// The only argument, where it is a file or folder and no command: somebody dragged it onto the program.
fn dragged(typed: &[OsString]) -> Option<&Path> {
    let [_, only] = typed else { return None };
    let path = Path::new(only);
    let is_command = Arguments::command().find_subcommand(only).is_some();
    (!is_command && path.exists()).then_some(path)
}

/// The first of several arguments that are all files or folders: somebody dragged them onto the program together.
fn dragged_several(typed: &[OsString]) -> Option<&Path> {
    let [_, first, _, ..] = typed else { return None };
    let is_command = Arguments::command().find_subcommand(first).is_some();
    let are_files = typed.iter().skip(1).all(|word| Path::new(word).exists());
    (!is_command && are_files).then_some(Path::new(first))
}

/// The only argument, where it can only be meant as a file that is not there: it has an ending or leads through folders.
fn meant_as_a_file(typed: &[OsString]) -> Option<&Path> {
    let [_, only] = typed else { return None };
    let text = only.to_str()?;
    let is_file =
        text.contains(['.', '/', '\\']) && !text.starts_with('-') && !text.contains(char::is_control);
    is_file.then_some(Path::new(only))
}

/// Whether a file or folder that was typed has a name that looks like a personal number: messages would repeat it.
fn names_somebody(typed: &[OsString]) -> bool {
    let is_path = |word: &str| {
        let ending = Path::new(word).extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| ending.chars().all(char::is_alphabetic)) || Path::new(word).exists()
    };
    let words = typed.iter().skip(1).map(|word| word.to_string_lossy());
    words.into_iter().any(|word| {
        let word = word
            .split_once('=')
            .map_or(&*word, |(option, value)| if option.starts_with("--") { value } else { &word });
        fordel_formats::cpr::holds_personal_number(word) && is_path(word)
    })
}

/// The exit code, and why where something went wrong.
fn ending(ended: anyhow::Result<Exit>, request: &Request) -> ExitCode {
    match ended {
        Ok(exit) => exit.code(),
        Err(error) => {
            let text = trouble::in_words(&error, request.language);
            output::complain(&format!("{}: {text}", request.error_word()));
            Exit::Wrong.code()
        }
    }
}

fn run(arguments: &Arguments, request: &Request) -> anyhow::Result<Exit> {
    let Some(command) = &arguments.command else {
        output::result(help::guide(request.language))?;
        return Ok(Exit::Done);
    };
    match command {
        Command::Seats(own) => command::seats::run(own, request),
        Command::Plan(own) => command::plan::run(own, request),
        Command::Report(own) => command::report::run(own, request),
        Command::Verify(own) => command::verify::run(own, request),
        Command::Announce(own) => command::announce::run(own, request),
        Command::Explain(own) => command::explain::run(own, request),
        Command::Alternatives(own) => command::alternatives::run(own, request),
        Command::Diff(own) => command::diff::run(own, request),
        Command::Check(own) => command::check::run(own, request),
        Command::WhatIf(own) => command::what_if::run(own, request),
        Command::Sweep(own) => command::sweep::run(own, request),
        Command::Clean(own) => command::clean::run(own, request),
        Command::Collect(own) => command::collect::run(own, request),
        Command::Convert(own) => command::convert::run(own, request),
        Command::Template(own) => command::template::run(own, request),
        Command::Schema(own) => command::schema::run(own, request),
        Command::Completions(own) => command::completions::completions(own, request),
        Command::Man(own) => command::completions::man(own, request),
    }
}
