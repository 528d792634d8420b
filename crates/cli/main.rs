//! The command `fordel`: parses what was typed, calls the engine, prints, and ends with an exit code.

mod args;
mod command;
mod exit;
mod lines;
mod output;
mod products;
mod progress;
mod request;
mod shard;
mod talk;

use args::{Arguments, Command};
use clap::Parser;
use exit::Exit;
use request::Request;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let request = Request::from(&arguments.common);
    let ended = match &arguments.command {
        Command::Seats(own) => command::seats::run(own, &request),
        Command::Plan(own) => command::plan::run(own, &request),
        Command::Report(own) => command::report::run(own, &request),
        Command::Verify(own) => command::verify::run(own, &request),
        Command::Check(own) => command::check::run(own, &request),
        Command::WhatIf(own) => command::what_if::run(own, &request),
        Command::Sweep(own) => command::sweep::run(own, &request),
        Command::Convert(own) => command::convert::run(own, &request),
        Command::Template(own) => command::template::run(own, &request),
    };
    match ended {
        Ok(exit) => exit.code(),
        Err(error) => {
            output::complain(&format!("error: {error:#}"));
            Exit::Wrong.code()
        }
    }
}
