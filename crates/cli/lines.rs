//! Files of a sweep's lines: appended to so that a stop at any moment costs nothing but time, and merged
//! with proof that every scenario is there once.

use crate::trouble::Trouble;
use anyhow::{Context, bail};
use fordel_engine::sweep::Run;
use fordel_formats::scenarios::{record_of_line, record_to_line};
use fordel_model::sweep::Record;
use fordel_report::{Language, number};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A file that grows beside its final name until it is whole.
pub(crate) struct Appended {
    path: PathBuf,
    part: PathBuf,
    file: File,
    next: u64,
}

impl Appended {
    /// Opens the part that a stopped run left behind, or begins one: half a last line is dropped, and the
    /// scenarios that are there are not run again. `None` where the file is whole already.
    pub(crate) fn open(path: &Path, run: &Run<'_>, range: Range<u64>) -> anyhow::Result<Option<Self>> {
        if path.exists() {
            let (next, _) = known(path, run, &range)?;
            let whole = next == range.end && std::fs::metadata(path)?.len() == known(path, run, &range)?.1;
            if !whole {
                bail!(Trouble::ShardThere(path.to_owned()));
            }
            return Ok(None);
        }
        let mut name = path.as_os_str().to_owned();
        name.push(".part");
        let part = PathBuf::from(name);
        let (next, length) = if part.exists() { known(&part, run, &range)? } else { (range.start, 0) };
        let place = || Trouble::Write(part.clone());
        let mut file =
            File::options().create(true).truncate(false).write(true).open(&part).with_context(place)?;
        file.set_len(length).with_context(place)?;
        file.seek(SeekFrom::End(0)).with_context(place)?;
        Ok(Some(Self { path: path.to_owned(), part, file, next }))
    }

    /// The first scenario that is not there.
    pub(crate) fn next(&self) -> u64 {
        self.next
    }

    /// Appends whole lines and waits until they are on the disk.
    pub(crate) fn append(&mut self, text: &str) -> anyhow::Result<()> {
        let place = || Trouble::Write(self.part.clone());
        self.file.write_all(text.as_bytes()).with_context(place)?;
        self.file.sync_data().with_context(place)
    }

    /// Gives the file its name.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        self.file.sync_all()?;
        drop(self.file);
        std::fs::rename(&self.part, &self.path).with_context(|| Trouble::Write(self.path.clone()))
    }
}

/// How far a file goes: the next scenario, and the bytes up to there. What cannot be read behind that
/// does not count.
fn known(path: &Path, run: &Run<'_>, range: &Range<u64>) -> anyhow::Result<(u64, u64)> {
    let place = || Trouble::Read(path.to_owned());
    let mut reader = BufReader::new(File::open(path).with_context(place)?);
    let (mut next, mut length) = (range.start, 0u64);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line).with_context(place)?;
        let whole = line.strip_suffix(b"\n").and_then(|text| std::str::from_utf8(text).ok());
        let Some(record) = whole.and_then(record_of_line) else { return Ok((next, length)) };
        if record.index != next || next >= range.end || record.id != run.id(next) {
            bail!(Trouble::OtherSweep(path.to_owned()));
        }
        next += 1;
        length += u64::try_from(read).unwrap_or(u64::MAX);
    }
}

/// What keeps shards from being the whole.
#[derive(Debug)]
pub(crate) enum Fault {
    /// These scenarios are nowhere.
    Missing(Range<u64>),
    /// These scenarios are there more than once.
    Doubled(Range<u64>),
    /// A line that is not whole, or not of this sweep: file and line.
    Line(PathBuf, u64),
    /// A file whose lines are not in order: file and line.
    Order(PathBuf, u64),
}

impl Fault {
    /// In words.
    pub(crate) fn say(&self, language: Language) -> String {
        let n = |value: u64| number(value, language);
        match (self, language) {
            (Self::Missing(range), Language::English) => {
                format!(
                    "{} scenarios are missing: index {} to {}",
                    n(range.end - range.start),
                    range.start,
                    range.end - 1
                )
            }
            (Self::Missing(range), Language::Danish) => {
                format!(
                    "{} scenarier mangler: indeks {} til {}",
                    n(range.end - range.start),
                    range.start,
                    range.end - 1
                )
            }
            (Self::Doubled(range), Language::English) => {
                format!("scenarios are there more than once: index {} to {}", range.start, range.end - 1)
            }
            (Self::Doubled(range), Language::Danish) => {
                format!("scenarier er der mere end én gang: indeks {} til {}", range.start, range.end - 1)
            }
            (Self::Line(path, line), Language::English) => {
                format!("{}, line {line}: not a whole line of this sweep and programme", path.display())
            }
            (Self::Line(path, line), Language::Danish) => {
                format!(
                    "{}, linje {line}: ikke en hel linje fra denne gennemregning og dette program",
                    path.display()
                )
            }
            (Self::Order(path, line), Language::English) => {
                format!("{}, line {line}: not in the order of the scenarios", path.display())
            }
            (Self::Order(path, line), Language::Danish) => {
                format!("{}, linje {line}: ikke i scenariernes rækkefølge", path.display())
            }
        }
    }
}

/// Faults told at most.
const FAULTS: usize = 20;

/// One file of a shard, a line ahead.
struct Source<'a> {
    path: &'a Path,
    reader: BufReader<File>,
    line: u64,
    ahead: Option<(Record, String)>,
}

impl Source<'_> {
    /// Reads the next line; its fault, where it has one, ends the file.
    fn step(&mut self, run: &Run<'_>) -> anyhow::Result<Option<Fault>> {
        let before = self.ahead.take().map(|(record, _)| record.index);
        let mut text = String::new();
        let fault = |line| Ok(Some(Fault::Line(self.path.to_owned(), line)));
        self.line += 1;
        match self.reader.read_line(&mut text) {
            Ok(0) => return Ok(None),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => return fault(self.line),
            Err(error) => {
                return Err(error).with_context(|| Trouble::Read(self.path.to_owned()));
            }
        }
        let Some(record) = text.strip_suffix('\n').and_then(record_of_line) else { return fault(self.line) };
        // Our own line, to the byte, of the scenario it says it is.
        let own = record.index < run.n_scenarios() && record.id == run.id(record.index);
        if !own || record_to_line(&record) + "\n" != text {
            return fault(self.line);
        }
        if before.is_some_and(|before| record.index < before) {
            return Ok(Some(Fault::Order(self.path.to_owned(), self.line)));
        }
        self.ahead = Some((record, text));
        Ok(None)
    }
}

/// Merges files into one, in order, and shows every record to `see`. Holds a line of each file at a time.
///
/// Returns the faults, where the files together are not the sweep; nothing is written then.
pub(crate) fn merge_files(
    files: &[PathBuf],
    output: Option<&Path>,
    run: &Run<'_>,
    see: &mut dyn FnMut(&Record),
) -> anyhow::Result<Result<(), Vec<Fault>>> {
    let mut faults = Vec::new();
    let mut sources = Vec::with_capacity(files.len());
    for path in files {
        let file = File::open(path).with_context(|| Trouble::Read(path.to_owned()))?;
        let mut source = Source { path, reader: BufReader::new(file), line: 0, ahead: None };
        faults.extend(source.step(run)?);
        sources.push(source);
    }
    let folder = output.map(|path| {
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
    });
    let mut aside = match &folder {
        Some(folder) => Some(BufWriter::new(
            tempfile::Builder::new()
                .prefix(".fordel-")
                .tempfile_in(folder)
                .with_context(|| Trouble::WriteIn(folder.to_owned()))?,
        )),
        None => None,
    };
    let mut next = 0u64;
    while faults.len() < FAULTS {
        let first = sources
            .iter_mut()
            .filter(|source| source.ahead.is_some())
            .min_by_key(|source| source.ahead.as_ref().map(|(record, _)| record.index));
        let Some(source) = first else { break };
        if let Some((record, text)) = &source.ahead {
            if record.index < next {
                match faults.last_mut() {
                    Some(Fault::Doubled(range)) if (range.start..=range.end).contains(&record.index) => {
                        range.end = range.end.max(record.index + 1);
                    }
                    _ => faults.push(Fault::Doubled(record.index..record.index + 1)),
                }
            } else {
                if record.index > next {
                    faults.push(Fault::Missing(next..record.index));
                }
                next = record.index + 1;
                see(record);
                if let Some(aside) = &mut aside {
                    aside.write_all(text.as_bytes()).context(Trouble::MergedLines)?;
                }
            }
        }
        faults.extend(source.step(run)?);
    }
    if next < run.n_scenarios() && faults.len() < FAULTS {
        faults.push(Fault::Missing(next..run.n_scenarios()));
    }
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    if let (Some(aside), Some(path)) = (aside, output) {
        let place = || Trouble::Write(path.to_owned());
        let aside = aside.into_inner().map_err(|error| error.into_error()).with_context(place)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let readable = std::fs::Permissions::from_mode(0o644);
            aside.as_file().set_permissions(readable).with_context(place)?;
        }
        aside.as_file().sync_all().with_context(place)?;
        aside.persist(path).map_err(|error| error.error).with_context(place)?;
    }
    Ok(Ok(()))
}
