//! Scenarios remembered on disk: `KEY LINE` each, in files of a folder that grow up to a limit.
//!
//! Every run writes a file of its own, so that shards may share a folder; a stop loses the last line at most,
//! and a line that is not whole is not read. Beyond the limit the oldest files go. Lines hold ids and figures,
//! no names.

use crate::trouble::Trouble;
use anyhow::Context;
use fordel_engine::sweep::Memory;
use fordel_formats::scenarios::{record_of_line, record_to_line};
use fordel_model::sweep::Record;
use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// What the first line of every file says.
const HEAD: &str = "fordel/remembered-scenarios/1\n";
/// How the names of the files begin and end.
const NAME: (&str, &str) = ("fordel-scenarios-", ".txt");
/// Where they are kept unless said otherwise.
pub(crate) const FOLDER: &str = ".fordel-cache";

/// A folder of remembered scenarios, and what this run adds.
pub(crate) struct Remembered {
    known: HashMap<String, String>,
    written: Mutex<Written>,
}

struct Written {
    /// This run's file; nothing once a write has failed.
    file: Option<File>,
    bytes: u64,
    limit: u64,
}

/// A file of the folder: path, bytes, when it was last written.
type Kept = (PathBuf, u64, SystemTime);

/// The files in a folder that are ours, the oldest first; none where there is no folder.
fn files(folder: &Path) -> anyhow::Result<Vec<Kept>> {
    let place = || Trouble::ReadFolder(folder.to_owned());
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(place)? {
        let entry = entry.with_context(place)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let meta = entry.metadata().with_context(place)?;
        if meta.is_file() && name.starts_with(NAME.0) && name.ends_with(NAME.1) {
            found.push((entry.path(), meta.len(), meta.modified().unwrap_or(SystemTime::UNIX_EPOCH)));
        }
    }
    found.sort_by(|a, b| (a.2, &a.0).cmp(&(b.2, &b.0)));
    Ok(found)
}

impl Remembered {
    /// Reads what a folder holds, and begins a file in it. Together they keep to `limit` bytes.
    pub(crate) fn open(folder: &Path, limit: u64) -> anyhow::Result<Self> {
        let place = || Trouble::WriteIn(folder.to_owned());
        std::fs::create_dir_all(folder).with_context(place)?;
        let mut kept = files(folder)?;
        let mut bytes: u64 = kept.iter().map(|file| file.1).sum();
        // Room for this run: the oldest go until half of the limit is free.
        while bytes > limit / 2 && !kept.is_empty() {
            let (path, size, _) = kept.remove(0);
            std::fs::remove_file(&path).with_context(place)?;
            bytes -= size;
        }
        let mut known = HashMap::new();
        for (path, ..) in &kept {
            let text = std::fs::read_to_string(path).with_context(|| Trouble::Read(path.clone()))?;
            let Some(lines) = text.strip_prefix(HEAD) else { continue };
            for line in lines.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
                if let Some((key, record)) = line.split_once(' ') {
                    known.insert(key.to_owned(), record.to_owned());
                }
            }
        }
        let own =
            tempfile::Builder::new().prefix(NAME.0).suffix(NAME.1).tempfile_in(folder).with_context(place)?;
        let (mut file, _) = own.keep().with_context(place)?;
        file.write_all(HEAD.as_bytes()).with_context(place)?;
        Ok(Self { known, written: Mutex::new(Written { file: Some(file), bytes, limit }) })
    }
}

impl Memory for Remembered {
    fn recall(&self, key: &str) -> Option<Record> {
        record_of_line(self.known.get(key)?)
    }

    fn keep(&self, key: &str, record: &Record) {
        let line = format!("{key} {}\n", record_to_line(record));
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let grown = written.bytes + line.len() as u64;
        if grown > written.limit || self.known.contains_key(key) {
            return;
        }
        // A full disk costs the memory, not the run.
        if written.file.as_mut().is_some_and(|file| file.write_all(line.as_bytes()).is_err()) {
            written.file = None;
        }
        written.bytes = grown;
    }
}

/// Takes away what a folder remembers, and the folder where nothing else is in it: files and bytes.
pub(crate) fn forget(folder: &Path) -> anyhow::Result<(usize, u64)> {
    let kept = files(folder)?;
    for (path, ..) in &kept {
        std::fs::remove_file(path).with_context(|| Trouble::TakeAway(path.clone()))?;
    }
    if !kept.is_empty() && std::fs::read_dir(folder).is_ok_and(|mut rest| rest.next().is_none()) {
        std::fs::remove_dir(folder).with_context(|| Trouble::TakeAway(folder.to_owned()))?;
    }
    Ok((kept.len(), kept.iter().map(|file| file.1).sum()))
}
