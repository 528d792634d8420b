//! `fordel template`: a workbook to fill in.

use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use crate::talk::Talk;
use anyhow::Context;
use clap::Args;
use fordel_report::Language;
use std::path::{Path, PathBuf};

/// What `template` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel template --lang da -o skabelon.xlsx\n  \
    fordel template -o template.xlsx")]
pub(crate) struct TemplateArgs {
    /// The file to write; without it template.xlsx (in Danish skabelon.xlsx) in this folder.
    #[arg(short, long, value_name = "FILE.xlsx")]
    pub(crate) output: Option<PathBuf>,
}

/// Runs the command. A file that is there may be somebody's work and is left alone.
pub(crate) fn run(arguments: &TemplateArgs, request: &Request) -> anyhow::Result<Exit> {
    let default = match request.language {
        Language::English => "template.xlsx",
        Language::Danish => "skabelon.xlsx",
    };
    let path = arguments.output.as_deref().unwrap_or(Path::new(default));
    if path.exists() {
        output::complain(&Talk::FileIsThere(path).text(request.language));
        return Ok(Exit::Wrong);
    }
    let bytes = fordel_formats::xlsx::template(request.finding_language()).context("the template")?;
    output::file(path, bytes)?;
    request.say(&Talk::TemplateWritten(path));
    Ok(Exit::Done)
}
