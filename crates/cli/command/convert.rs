//! `fordel convert`: a programme in other clothes: workbook, folder or JSON document.

use crate::activity::{Activity, Doing};
use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use crate::talk::Talk;
use crate::trouble::Trouble;
use anyhow::{Context, bail};
use clap::Args;
use fordel_formats::xlsx::programme_to_workbook;
use fordel_formats::{programme_to_folder, programme_to_json};
use fordel_model::Programme;
use std::path::{Path, PathBuf};

/// What `convert` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel convert fixtures/national-2022 -o programme.xlsx\n  \
    fordel convert programme.xlsx -o programme.json\n  \
    fordel convert programme.json -o folder/\n\n\
    The ending says what is written: .xlsx a workbook, .json a document, no ending a folder of CSV tables.\n\
    Nothing is lost either way. With --lang da headings and words are Danish.")]
pub(crate) struct ConvertArgs {
    /// The programme: an Excel workbook, a folder with programme.toml and CSV tables, or a JSON file; `-` is standard input.
    pub(crate) programme: PathBuf,
    /// Where to: FILE.xlsx, FILE.json, or a folder that is not there yet; without it JSON to standard output.
    #[arg(short, long, value_name = "FILE|FOLDER")]
    pub(crate) output: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(arguments: &ConvertArgs, request: &Request) -> anyhow::Result<Exit> {
    let loaded = match request.load(&arguments.programme)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let mut programme = loaded.programme;
    if !request.names {
        remove_names(&mut programme);
    }
    let Some(path) = &arguments.output else {
        output::result(&programme_to_json(&programme))?;
        return Ok(Exit::Done);
    };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "xlsx" => {
            output::protect(path, &arguments.programme)?;
            let _writing = Activity::begin(Doing::Writing, request);
            let bytes = programme_to_workbook(&programme, request.finding_language())
                .with_context(|| Trouble::Write(path.to_owned()))?;
            output::file(path, bytes)?;
        }
        "json" => {
            output::protect(path, &arguments.programme)?;
            output::file(path, programme_to_json(&programme))?;
        }
        "" => write_folder(path, &programme_to_folder(&programme))?,
        other => bail!(Trouble::Ending(other.to_owned())),
    }
    request.say(&Talk::Converted {
        path,
        clusters: programme.clusters.len(),
        initiatives: programme.initiatives.len(),
        nominees: programme.nominees.len(),
    });
    Ok(Exit::Done)
}

/// Writes a folder whole or not at all: aside first, then renamed. One that holds something is left alone.
pub(crate) fn write_folder(path: &Path, files: &[(String, String)]) -> anyhow::Result<()> {
    let place = || Trouble::Write(path.to_owned());
    if path.exists() {
        if !path.is_dir() || std::fs::read_dir(path).with_context(place)?.next().is_some() {
            bail!(Trouble::FolderThere(path.to_owned()));
        }
        std::fs::remove_dir(path).with_context(place)?;
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let aside = tempfile::Builder::new().prefix(".fordel-").tempdir_in(parent).with_context(place)?;
    for (name, text) in files {
        std::fs::write(aside.path().join(name), text).with_context(place)?;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(aside.path(), std::fs::Permissions::from_mode(0o755)).with_context(place)?;
    }
    std::fs::rename(aside.keep(), path).with_context(place)
}

/// Ids instead of names, and nothing else that tells who somebody is.
fn remove_names(programme: &mut Programme) {
    let ids: Vec<String> = programme.nominees.iter().map(|nominee| nominee.id.clone()).collect();
    for nominee in programme.nominees.iter_mut() {
        nominee.name.clone_from(&nominee.id);
        nominee.manager_text = nominee.manager.map(|manager| {
            use fordel_model::id::Id;
            ids[manager.index()].clone()
        });
        (nominee.title, nominee.sponsor, nominee.email, nominee.remark) = (None, None, None, None);
    }
    for organisation in &mut programme.organisations {
        organisation.contact = None;
    }
}
