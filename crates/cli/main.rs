//! The command `fordel`: parses what was typed, calls the engine, prints, and ends with an exit code.

mod args;
mod command;
mod exit;
mod help;
mod lines;
mod locale;
mod output;
mod parse;
mod products;
mod progress;
mod request;
mod shard;
mod talk;

use args::{Arguments, Command};
use exit::Exit;
use fordel_report::Language;
use request::Request;
use std::process::ExitCode;

fn main() -> ExitCode {
    let typed: Vec<_> = std::env::args_os().collect();
    let language = locale::language(&typed);
    let arguments = match parse::arguments(typed, language) {
        Ok(arguments) => arguments,
        Err(exit) => return exit.code(),
    };
    let request = Request::new(&arguments.common, language);
    match run(&arguments, &request) {
        Ok(exit) => exit.code(),
        Err(error) => {
            let word = match request.language {
                Language::English => "error",
                Language::Danish => "fejl",
            };
            output::complain(&format!("{word}: {error:#}"));
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
        Command::Check(own) => command::check::run(own, request),
        Command::WhatIf(own) => command::what_if::run(own, request),
        Command::Sweep(own) => command::sweep::run(own, request),
        Command::Convert(own) => command::convert::run(own, request),
        Command::Template(own) => command::template::run(own, request),
        Command::Completions(own) => command::completions::completions(own, request),
        Command::Man(own) => command::completions::man(own, request),
    }
}
