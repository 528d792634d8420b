//! Reads what `seats` is given: a table, a document or a programme.

use super::TableArgs;
use crate::exit::Exit;
use crate::request::Request;
use crate::trouble::Trouble;
use anyhow::{Context, bail};
use fordel_formats::seats::{SeatsDocument, SplitDraft, TwoWayDraft, YearsDraft, read_seats};
use fordel_formats::{Diagnostic, Findings, parse_programme_json, read_programme};
use fordel_model::Programme;
use std::io::Read;
use std::path::Path;

/// What was read.
pub(super) struct Source {
    /// The problem.
    pub(super) given: Given,
    /// The same table by the other column of weights, where one was named.
    pub(super) against: Option<SplitDraft>,
}

/// A problem as it was written.
pub(super) enum Given {
    /// One split.
    Split(SplitDraft),
    /// A programme: its clusters.
    Programme(Box<Programme>),
    /// A two-way problem.
    TwoWay(TwoWayDraft),
    /// Several years.
    Years(YearsDraft),
}

/// The format of a programme, looked for near the beginning of a document.
const PROGRAMME: &[u8] = b"\"fordel/programme/1\"";
/// How far it is looked for.
const BEGINNING: usize = 1 << 16;

/// Reads it. `Err` holds the ending where it is wrong, which has been said.
pub(super) fn read(
    path: &Path,
    arguments: &TableArgs,
    against: Option<&String>,
    request: &Request,
) -> anyhow::Result<Result<Source, Exit>> {
    if path.is_dir() || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
        let loaded = request.load(path)?;
        return Ok(loaded.and_then(|loaded| of_programme(loaded.programme, arguments, against, request)));
    }
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        std::io::stdin().read_to_end(&mut bytes).context(Trouble::StandardInput)?;
    } else {
        bytes = std::fs::read(path).with_context(|| Trouble::Read(path.to_owned()))?;
    }
    let name = path.file_name().map_or_else(|| "-".to_owned(), |name| name.to_string_lossy().into_owned());
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let is_object = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    if is_object && beginning.windows(PROGRAMME.len()).any(|window| window == PROGRAMME) {
        let text = String::from_utf8(bytes).with_context(|| Trouble::NotUtf8(name.clone()))?;
        return Ok(
            match settle(parse_programme_json(&text, &name, &request.read), request, |loaded| &loaded.notes) {
                Ok(mut loaded) => {
                    if let Some(seed) = request.seed {
                        loaded.programme.seed = seed;
                    }
                    of_programme(loaded.programme, arguments, against, request)
                }
                Err(exit) => Err(exit),
            },
        );
    }
    // A workbook is a programme where it reads as one and no column is asked for.
    let asks_for_columns = arguments.key.is_some() || arguments.sheet.is_some() || arguments.rows.is_some();
    if bytes.starts_with(b"PK")
        && !asks_for_columns
        && path.as_os_str() != "-"
        && let Ok(mut loaded) = read_programme(path, &request.read)
    {
        request.notes(&loaded.notes);
        loaded.programme.seed = request.seed.unwrap_or(loaded.programme.seed);
        return Ok(of_programme(loaded.programme, arguments, against, request));
    }
    let read = |key: Option<&String>| {
        settle(read_seats(&name, &bytes, &arguments.columns(key), &request.read), request, |(_, notes)| notes)
    };
    let given = match read(None) {
        Ok((document, _)) => document,
        Err(exit) => return Ok(Err(exit)),
    };
    let against = match (against, &given) {
        (None, _) => None,
        (Some(_), SeatsDocument::Split(_)) => match read(against) {
            Ok((SeatsDocument::Split(draft), _)) => Some(draft),
            Ok(_) => None,
            Err(exit) => return Ok(Err(exit)),
        },
        (Some(_), _) => bail!(Trouble::Against),
    };
    Ok(Ok(Source {
        against,
        given: match given {
            SeatsDocument::Split(draft) => Given::Split(draft),
            SeatsDocument::TwoWay(draft) => Given::TwoWay(draft),
            SeatsDocument::Years(draft) => Given::Years(draft),
        },
    }))
}

/// A programme as the source. Its columns are those it names itself.
fn of_programme(
    programme: Programme,
    arguments: &TableArgs,
    against: Option<&String>,
    request: &Request,
) -> Result<Source, Exit> {
    let typed = [
        ("--key", arguments.key.is_some()),
        ("--id", arguments.id.is_some()),
        ("--sheet", arguments.sheet.is_some()),
        ("--levels", !arguments.levels.is_empty()),
        ("--rows", arguments.rows.is_some()),
        ("--columns", !arguments.columns.is_empty()),
        ("--against", against.is_some()),
    ];
    if let Some((option, _)) = typed.into_iter().find(|(_, is_typed)| *is_typed) {
        request.trouble(&Trouble::OptionOfTable(option));
        return Err(Exit::Wrong);
    }
    Ok(Source { given: Given::Programme(Box::new(programme)), against: None })
}

/// Says what was noticed while reading, or what is wrong.
pub(super) fn settle<T>(
    read: Result<T, Findings>,
    request: &Request,
    notes: impl Fn(&T) -> &[Diagnostic],
) -> Result<T, Exit> {
    match read {
        Ok(read) => {
            request.notes(notes(&read));
            Ok(read)
        }
        Err(findings) => {
            request.refuse(&findings);
            Err(Exit::Wrong)
        }
    }
}
