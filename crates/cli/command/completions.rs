//! `fordel completions SHELL` and `fordel man`: what a shell and a manual need to know.

use crate::args::{CompletionsArgs, ManArgs};
use crate::exit::Exit;
use crate::help;
use crate::output;
use crate::request::Request;
use crate::trouble::Trouble;
use anyhow::Context;

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
    let page = |command: clap::Command| -> anyhow::Result<Vec<u8>> {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page).context("the manual page cannot be made")?;
        Ok(page)
    };
    let Some(folder) = &arguments.output else {
        output::result(&String::from_utf8(page(command)?).context("a manual page is text")?)?;
        return Ok(Exit::Done);
    };
    std::fs::create_dir_all(folder).with_context(|| Trouble::Write(folder.clone()))?;
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        let name = format!("fordel-{}", inner.get_name());
        output::file(&folder.join(format!("{name}.1")), page(inner.clone().name(name.clone()))?)?;
    }
    output::file(&folder.join("fordel.1"), page(command)?)?;
    Ok(Exit::Done)
}
