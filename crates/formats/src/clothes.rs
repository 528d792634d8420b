//! What a programme is written in: a folder or a JSON document -> settings and tables, the same for
//! both, and for a workbook ([`crate::xlsx::clothes`]).

use crate::code::Code;
use crate::cpr::holds_personal_number;
use crate::csv::read_csv;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::heading::squeeze;
use crate::json::table_of;
use crate::nearest::nearest;
use crate::node::Node;
use crate::options::ReadOptions;
use crate::place::{Place, Source};
use crate::plan_read::check_format;
use crate::schema::{NOMINEES, SETTINGS, Schema, TABLES};
use crate::settings_text::{settings_of_table, settings_of_toml};
use crate::table::Table;
use crate::tree::{Tree, Value};
use crate::two_names;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The name of the JSON format.
pub(crate) const FORMAT: &str = "fordel/programme/1";

/// Settings and tables as they were written.
#[derive(Default)]
pub(crate) struct Clothes {
    /// The settings; `None` where there are none that can be read.
    pub(crate) settings: Option<Tree>,
    /// Where all of it stands, for what is missing.
    pub(crate) place: Option<Place>,
    tables: Vec<(&'static str, Table)>,
    /// Tables that are here and cannot be read, which has been said.
    pub(crate) unread: Vec<&'static str>,
}

impl Clothes {
    /// A table by its schema.
    pub(crate) fn table(&self, schema: &Schema) -> Option<&Table> {
        self.tables.iter().find(|(name, _)| *name == schema.name).map(|(_, table)| table)
    }

    /// All tables that were read.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter().map(|(_, table)| table)
    }

    /// Whether a table is not here at all.
    pub(crate) fn lacks(&self, schema: &Schema) -> bool {
        self.table(schema).is_none() && !self.unread.contains(&schema.name)
    }

    /// Adds a table, or a finding if it is here already.
    pub(crate) fn add(&mut self, schema: &Schema, mut table: Table, findings: &mut Findings) {
        if schema.name == NOMINEES.name && !table.is_json {
            two_names::join(&mut table);
        }
        if self.table(schema).is_some() {
            let place = if table.is_json { table.headings_place() } else { Place::whole(&table.source) };
            findings.push(Diagnostic::new(Code::TwoTables, place).about(schema.name));
        } else {
            self.tables.push((schema.name, table));
        }
    }

    /// Adds a finding for a file or key that is no table: an error where it is nearly the name of a
    /// table that is not here.
    pub(crate) fn refuse(&self, name: &str, place: Place, findings: &mut Findings) {
        let missing = TABLES.iter().filter(|schema| self.table(schema).is_none());
        let names = missing.flat_map(|schema| [schema.name].into_iter().chain(schema.also.iter().copied()));
        match nearest(name, names) {
            Some(near) => {
                findings.push(Diagnostic::new(Code::MisnamedTable, place).found(name).nearest(Some(near)));
            }
            None => findings.push(
                Diagnostic::new(Code::TableNotRead, place)
                    .found(name)
                    .expected(TABLES.map(|schema| schema.name).join(", ")),
            ),
        }
    }
}

/// Whether a format is one of ours, but of another kind of document than this one.
pub(crate) fn is_of_another_kind(format: &str, expected: &str) -> bool {
    let kind = |format: &str| {
        format.strip_prefix("fordel/").and_then(|rest| rest.split('/').next().map(str::to_owned))
    };
    matches!((kind(format), kind(expected)), (Some(found), Some(expected)) if found != expected)
}

/// Reads the settings and tables of a JSON document.
pub(crate) fn of_document(
    text: &str,
    source: &Source,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Clothes {
    let mut clothes = Clothes::default();
    let node = match Node::parse(text, source) {
        Ok(node) => node,
        Err(finding) => {
            findings.push(*finding);
            return clothes;
        }
    };
    check_format(&node, FORMAT, source, findings);
    // Another document of ours is no programme with everything wrong in it.
    if node.get("format").and_then(Node::as_text).is_some_and(|format| is_of_another_kind(format, FORMAT)) {
        return clothes;
    }
    let Node::Object(fields) = &node else { return clothes };
    node.refuse_duplicate_keys(source, findings);
    clothes.place = Some(Place::whole(source));
    let mut unknown = Vec::new();
    for (key, value) in fields {
        if ["format", "$schema"].contains(&key.as_str()) {
            continue;
        }
        if is_settings(key) {
            let tree = Tree::of_node(value, source, key, findings);
            refuse_numbers_in(&tree, options, findings);
            clothes.settings = Some(tree);
        } else if let Some(schema) = TABLES.iter().find(|schema| schema.is_called(key)) {
            let table = table_of(key, source, value, findings);
            clothes.add(schema, table, findings);
        } else {
            unknown.push(key);
        }
    }
    for key in unknown {
        clothes.refuse(key, Place::path(source, key.clone(), None, ""), findings);
    }
    if clothes.settings.is_none() {
        missing_settings(Place::whole(source), "a field \"programme\"", findings);
    }
    clothes
}

/// Reads the settings and tables of a folder.
pub(crate) fn of_folder(folder: &Path, options: &ReadOptions, findings: &mut Findings) -> Clothes {
    let mut clothes = Clothes::default();
    let shown = Source::file(shown_name(folder, options, findings));
    let files = match files_of(folder) {
        Ok(files) => files,
        Err(error) => {
            findings.push(unreadable(&shown, &error));
            return clothes;
        }
    };
    clothes.place = Some(Place::whole(&shown));
    let (mut unknown, mut settings_found) = (Vec::new(), false);
    for file in files {
        let ending =
            file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if !matches!(ending.as_str(), "csv" | "tsv" | "toml") || stem.starts_with(['.', '~']) {
            continue;
        }
        let source = Source::file(shown_name(&file, options, findings));
        let schema = TABLES.iter().find(|schema| schema.is_called(&stem));
        if !is_settings(&stem) && (schema.is_none() || ending == "toml") {
            unknown.push((stem, source));
            continue;
        }
        let Some(bytes) = read_bytes(&file, &source, options, findings) else {
            settings_found |= is_settings(&stem);
            clothes.unread.extend(schema.map(|schema| schema.name));
            continue;
        };
        if is_settings(&stem) {
            if settings_found {
                findings.push(Diagnostic::new(Code::TwoTables, Place::whole(&source)).about("programme"));
                continue;
            }
            let tree = if ending == "toml" {
                settings_of_toml(&bytes, &source, findings)
            } else {
                read_csv(&stem, &source, &bytes, &["field", "value"], options, findings)
                    .map(|table| settings_of_table(&table, findings))
            };
            settings_found = true;
            if let Some(tree) = &tree {
                refuse_numbers_in(tree, options, findings);
            }
            clothes.settings = tree;
        } else if let Some(schema) = schema {
            match read_csv(&stem, &source, &bytes, &schema.headings(), options, findings) {
                Some(table) => clothes.add(schema, table, findings),
                None => clothes.unread.push(schema.name),
            }
        }
    }
    for (stem, source) in unknown {
        if !holds_personal_number(&stem) {
            clothes.refuse(&stem, Place::whole(&source), findings);
        }
    }
    if !settings_found {
        missing_settings(Place::whole(&shown), "a file programme.toml", findings);
    }
    clothes
}

pub(crate) fn missing_settings(place: Place, expected: &str, findings: &mut Findings) {
    findings.push(Diagnostic::new(Code::MissingTable, place).about("programme").expected(expected));
}

pub(crate) fn is_settings(name: &str) -> bool {
    SETTINGS.iter().any(|known| squeeze(known) == squeeze(name))
}

/// The files of a folder, in the order of their names.
fn files_of(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    // Neither folders nor pipes; a link to nowhere is kept and said.
    files.retain(|path| path.is_file() || !path.exists());
    files.sort();
    Ok(files)
}

/// Reads a file, or says why not.
pub(crate) fn read_bytes(
    path: &Path,
    source: &Source,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Option<Vec<u8>> {
    let read = || {
        let mut bytes = Vec::new();
        // One byte more than allowed tells a file that is too large from one that is just not.
        std::fs::File::open(path)?.take(options.max_file_bytes + 1).read_to_end(&mut bytes)?;
        let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= options.max_file_bytes);
        Ok(fits.then_some(bytes))
    };
    match read() {
        Ok(Some(bytes)) => Some(bytes),
        Ok(None) => {
            let limit = format!("{} megabytes", options.max_file_bytes >> 20);
            findings.push(
                Diagnostic::new(Code::TooLarge, Place::whole(source)).about("the file").expected(limit),
            );
            None
        }
        Err(error) => {
            findings.push(unreadable(source, &error));
            None
        }
    }
}

/// The finding for a file that cannot be read.
pub(crate) fn unreadable(source: &Source, error: &std::io::Error) -> Diagnostic {
    // The system's own words differ from machine to machine.
    let why = match error.kind() {
        _ if is_locked(error) => "it is open in another program",
        std::io::ErrorKind::NotFound => "it is not there",
        std::io::ErrorKind::PermissionDenied => "it may not be opened",
        _ => "the system refuses",
    };
    Diagnostic::new(Code::Unreadable, Place::whole(source)).found(&source.file).about(why)
}

/// Whether Windows says that another program holds the file: a sharing or lock violation.
fn is_locked(error: &std::io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

/// The name of a file for messages. A personal number in it is a finding and is not repeated.
pub(crate) fn shown_name(path: &Path, options: &ReadOptions, findings: &mut Findings) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !holds_personal_number(&name) || options.allow_ten_digits {
        return name;
    }
    findings.extend(personal_number_in_name().iter().cloned());
    HIDDEN.to_owned()
}

/// What stands for a name that is not repeated.
const HIDDEN: &str = "a file or folder name";

/// The finding about a file or folder whose name looks like a personal number.
pub fn personal_number_in_name() -> Findings {
    let mut findings = Findings::new();
    findings.push(Diagnostic::new(Code::PersonalNumber, Place::whole(&Source::file(HIDDEN.to_owned()))));
    findings
}

/// Personal numbers in the texts of settings; the seed and the seats are numbers and are not searched.
pub(crate) fn refuse_numbers_in(tree: &Tree, options: &ReadOptions, findings: &mut Findings) {
    if options.allow_ten_digits {
        return;
    }
    match &tree.value {
        Value::Text(text) if holds_personal_number(text) => {
            findings.push(Diagnostic::new(Code::PersonalNumber, tree.place.clone()));
        }
        Value::List(items) => items.iter().for_each(|item| refuse_numbers_in(item, options, findings)),
        Value::Map(fields) => fields.iter().for_each(|(key, value)| {
            if holds_personal_number(key) {
                findings.push(Diagnostic::new(Code::PersonalNumber, value.place.clone()));
            }
            refuse_numbers_in(value, options, findings);
        }),
        _ => {}
    }
}
