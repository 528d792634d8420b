//! `fordel clean`: takes away what sweeps remember on disk.

use crate::exit::Exit;
use crate::output;
use crate::remembered::{FOLDER, forget};
use crate::request::Request;
use clap::Args;
use fordel_report::{Language, number};
use std::path::PathBuf;

/// What `clean` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel clean\n  \
    fordel clean sweeps/cache")]
pub(crate) struct CleanArgs {
    /// The folder that `sweep run --cache` was given. Only its own files are taken away.
    #[arg(default_value = FOLDER)]
    folder: PathBuf,
}

/// Runs the command.
pub(crate) fn run(arguments: &CleanArgs, request: &Request) -> anyhow::Result<Exit> {
    if !arguments.folder.is_dir() {
        // Whoever misspells a folder must not think that it is clean now.
        let folder = arguments.folder.display();
        output::result(&match request.language {
            Language::English => format!("there is no folder `{folder}`, so there is nothing to take away"),
            Language::Danish => format!("der er ingen mappe `{folder}`, så der er intet at fjerne"),
        })?;
        return Ok(Exit::Done);
    }
    let (files, bytes) = forget(&arguments.folder)?;
    let n = |value: u64| number(value, request.language);
    let (folder, files, bytes) = (arguments.folder.display(), n(files as u64), n(bytes));
    output::result(&match request.language {
        Language::English => format!("{folder}: {files} files taken away, {bytes} bytes\n"),
        Language::Danish => format!("{folder}: {files} filer fjernet, {bytes} byte\n"),
    })?;
    Ok(Exit::Done)
}
