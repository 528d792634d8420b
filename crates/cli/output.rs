//! The only place that prints or writes: results to standard output, talk to standard error, files
//! aside and then renamed.

use crate::trouble::Trouble;
use anyhow::Context;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

/// Writes a result to standard output. A reader that has gone away is no error.
pub(crate) fn result(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let written = out
        .write_all(text.as_bytes())
        .and_then(|()| if text.ends_with('\n') || text.is_empty() { Ok(()) } else { out.write_all(b"\n") });
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).context(Trouble::StandardOutput),
        _ => Ok(()),
    }
}

/// Writes talk to standard error; if that cannot be written there is nobody to tell.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Refuses to write a result over what was read, or over something that is no plain file.
pub(crate) fn protect(path: &Path, input: &Path) -> anyhow::Result<()> {
    let Ok(target) = path.canonicalize() else { return Ok(()) };
    if !target.is_file() {
        anyhow::bail!(Trouble::NotAFile(path.to_owned()));
    }
    let ending = target.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let is_table = ending.is_some_and(|ending| ["csv", "tsv", "toml", "xlsx"].contains(&ending.as_str()));
    let input = input.canonicalize().ok();
    let is_read = input.is_some_and(|input| input == target || is_table && target.starts_with(input));
    if is_read {
        anyhow::bail!(Trouble::PartOfProgramme(path.to_owned()));
    }
    Ok(())
}

/// Writes a file whole or not at all: aside first, then renamed.
pub(crate) fn file(path: &Path, contents: impl AsRef<[u8]>) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let place = || Trouble::Write(path.to_owned());
    let mut aside = tempfile::Builder::new().prefix(".fordel-").tempfile_in(folder).with_context(place)?;
    aside.write_all(contents.as_ref()).with_context(place)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let readable = std::fs::Permissions::from_mode(0o644);
        aside.as_file().set_permissions(readable).with_context(place)?;
    }
    aside.as_file().sync_all().with_context(place)?;
    aside.persist(path).map_err(|error| error.error).with_context(place)?;
    Ok(())
}

/// Characters a line, for text on standard output.
pub(crate) fn width() -> u16 {
    const DEFAULT: u16 = 100;
    if !std::io::stdout().is_terminal() {
        return DEFAULT;
    }
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(DEFAULT).clamp(60, 200)
}

/// Whether standard output takes colours.
pub(crate) fn colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
