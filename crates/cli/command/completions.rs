//! `fordel completions SHELL` and `fordel man`: what a shell and a manual need to know.

use crate::args::{CompletionsArgs, ManArgs};
use crate::exit::Exit;
use crate::help;
use crate::output;
use crate::request::Request;
use crate::trouble::Trouble;
use anyhow::Context;
use fordel_report::Language;
use std::path::Path;

/// Prints a completion script.
pub(crate) fn completions(arguments: &CompletionsArgs, request: &Request) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    let mut command = help::command(request.language);
    clap_complete::generate(arguments.shell, &mut command, "fordel", &mut script);
    output::result(&String::from_utf8(script).context("a completion script is text")?)?;
    Ok(Exit::Done)
}

/// Prints the manual page, or writes one a command into a folder.
pub(crate) fn man(arguments: &ManArgs, request: &Request) -> anyhow::Result<Exit> {
    let mut command = help::command(request.language);
    command.build();
    let Some(folder) = &arguments.output else {
        output::result(&page(command, request.language)?)?;
        return Ok(Exit::Done);
    };
    std::fs::create_dir_all(folder).with_context(|| Trouble::Write(folder.clone()))?;
    pages(command, "fordel", folder, request.language)?;
    Ok(Exit::Done)
}

/// Writes the page of a command and of every command below it.
fn pages(command: clap::Command, name: &str, folder: &Path, language: Language) -> anyhow::Result<()> {
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        pages(inner.clone(), &format!("{name}-{}", inner.get_name()), folder, language)?;
    }
    output::file(&folder.join(format!("{name}.1")), page(command.name(name.to_owned()), language)?)
}

/// A manual page, its headings in the language too.
fn page(command: clap::Command, language: Language) -> anyhow::Result<String> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).context("the manual page cannot be made")?;
    let page = String::from_utf8(page).context("a manual page is text")?;
    let heading = |line: &str| match (language, line) {
        (Language::English, ".SH EXTRA") => ".SH EXAMPLES".to_owned(),
        (Language::Danish, ".SH EXTRA") => ".SH EKSEMPLER".to_owned(),
        (Language::Danish, ".SH NAME") => ".SH NAVN".to_owned(),
        (Language::Danish, ".SH DESCRIPTION") => ".SH BESKRIVELSE".to_owned(),
        (Language::Danish, ".SH VERSION") => ".SH UDGAVE".to_owned(),
        (_, line) => line.to_owned(),
    };
    Ok(page.lines().map(|line| heading(line) + "\n").collect())
}
