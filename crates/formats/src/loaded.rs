//! The programme reader: a folder of CSV tables, a workbook, or one JSON document, -> [`Programme`].
//!
//! Syntax first, each row for itself; then what the tables say together. All findings come at once:
//! a row with a fault keeps its id, so that other rows may still name it.

use crate::clothes::{Clothes, of_document, of_folder, read_bytes, shown_name, unreadable};
use crate::clusters::read_clusters;
use crate::code::Code;
use crate::columns::find_column;
use crate::diagnostic::Diagnostic;
use crate::directory::Directory;
use crate::encoding::decode;
use crate::findings::Findings;
use crate::history::read_history;
use crate::index::Index;
use crate::initiatives::read_initiatives;
use crate::nominees::{Known, read_nominees, whole_numbers};
use crate::options::ReadOptions;
use crate::organisations::read_organisations;
use crate::people::{read_partners, read_pins, read_quotas, read_relations};
use crate::place::{Place, Source};
use crate::rules::{check_means, read_rules, read_score};
use crate::schema::{
    CLUSTERS, HISTORY, INITIATIVES, NOMINEES, ORGANISATIONS, PARTNERS, PINS, QUOTAS, RELATIONS, Schema,
};
use crate::settings::read_settings;
use crate::view::View;
use crate::write::programme_digest;
use crate::xlsx::{is_workbook, of_workbook};
use fordel_model::{Column, Programme, TeamRule};
use std::path::Path;

/// A programme that was read without errors.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loaded {
    /// The programme.
    pub programme: Programme,
    /// Warnings and notes, sorted by place.
    pub notes: Vec<Diagnostic>,
    /// A hash of the content, the same for every way of writing it.
    pub digest: String,
}

/// Reads a programme from a folder with `programme.toml` and CSV tables, from an Excel workbook with one
/// sheet a table, or from a JSON file.
///
/// # Errors
/// All findings together, where one of them is an error.
pub fn read_programme(path: &Path, options: &ReadOptions) -> Result<Loaded, Findings> {
    let mut findings = Findings::new();
    if path.is_dir() {
        let clothes = of_folder(path, options, &mut findings);
        return load(&clothes, options, findings);
    }
    let source = Source::file(shown_name(path, options, &mut findings));
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        // Somebody names the settings and means the folder.
        "toml" => {
            let folder =
                path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let clothes = of_folder(folder, options, &mut findings);
            load(&clothes, options, findings)
        }
        "csv" | "tsv" if path.exists() => {
            findings.push(Diagnostic::new(Code::NotAProgramme, Place::whole(&source)).found(&source.file));
            Err(findings)
        }
        _ => {
            if let Err(error) = std::fs::metadata(path) {
                findings.push(unreadable(&source, &error));
                return Err(findings);
            }
            let Some(bytes) = read_bytes(path, &source, options, &mut findings) else { return Err(findings) };
            if is_workbook(&bytes) || ["xlsx", "xlsm", "xls", "xlsb", "ods"].contains(&ending.as_str()) {
                let clothes = of_workbook(&bytes, &source, options, &mut findings);
                return load(&clothes, options, findings);
            }
            let is_document =
                bytes.iter().find(|byte| !byte.is_ascii_whitespace() && **byte < 0x80) == Some(&b'{');
            if ending != "json" && !is_document {
                let finding = Diagnostic::new(Code::NotAProgramme, Place::whole(&source));
                findings.push(finding.found(&source.file));
                return Err(findings);
            }
            match decode(&bytes, &source) {
                Ok(text) => document(&text, &source, options, findings),
                Err(finding) => {
                    findings.push(*finding);
                    Err(findings)
                }
            }
        }
    }
}

/// Reads a programme from the text of a JSON document; `name` is what places call it.
///
/// # Errors
/// All findings together, where one of them is an error.
pub fn parse_programme_json(text: &str, name: &str, options: &ReadOptions) -> Result<Loaded, Findings> {
    document(text, &Source::file(name), options, Findings::new())
}

fn document(
    text: &str,
    source: &Source,
    options: &ReadOptions,
    mut findings: Findings,
) -> Result<Loaded, Findings> {
    let clothes = of_document(text, source, options, &mut findings);
    load(&clothes, options, findings)
}

/// From settings and tables to the programme.
fn load(clothes: &Clothes, options: &ReadOptions, mut findings: Findings) -> Result<Loaded, Findings> {
    let programme = build(clothes, options, &mut findings);
    findings.show_rows(clothes.tables());
    let (programme, notes) = findings.finish(programme)?;
    let digest = programme_digest(&programme);
    Ok(Loaded { programme, notes, digest })
}

fn build(clothes: &Clothes, options: &ReadOptions, findings: &mut Findings) -> Option<Programme> {
    let tree = clothes.settings.as_ref()?;
    let mut settings = read_settings(tree, findings);
    let view = |schema: &'static Schema, findings: &mut Findings| {
        let view = clothes.table(schema).map(|table| View::new(table, schema, findings))?;
        (!view.refuse_without_headings(findings)).then_some(view)
    };
    let clusters = match view(&CLUSTERS, findings) {
        Some(view) => read_clusters(&view, &mut settings, options, findings),
        None => {
            if clothes.lacks(&CLUSTERS) {
                let place = clothes.place.clone().unwrap_or_else(|| tree.place.clone());
                let finding = Diagnostic::new(Code::MissingTable, place).about("clusters");
                findings.push(finding.expected("clusters.csv, a sheet `Klynger`, or \"clusters\" in JSON"));
            }
            return None;
        }
    };
    // Rows of other tables that name no cluster stand in the first until the findings are told.
    let any_cluster = !settings.programme.clusters.is_empty();
    let initiatives = match view(&INITIATIVES, findings) {
        Some(view) => read_initiatives(&view, &mut settings, &clusters, options, findings),
        None => Directory::new(),
    };
    let organisations = match view(&ORGANISATIONS, findings) {
        Some(view) => read_organisations(&view, &mut settings, &clusters, options, findings),
        None => Index::new(),
    };
    if !any_cluster {
        return None;
    }
    let nominees_view = view(&NOMINEES, findings);
    let nominees = match &nominees_view {
        Some(view) => {
            let known =
                Known { clusters: &clusters, initiatives: &initiatives, organisations: &organisations };
            read_nominees(view, &mut settings, &known, options, findings)
        }
        None => Directory::new(),
    };
    let mut programme = settings.programme;
    programme.rules = read_rules(&settings.rules, &programme, &clusters, findings);
    programme.score = read_score(&settings.score, &mut programme, nominees_view.as_ref(), findings);
    check_means(&programme, nominees_view.as_ref(), findings);
    if let Some(view) = view(&RELATIONS, findings) {
        let avoid_met = programme.rules.further.contains(&TeamRule::NotMet);
        programme.relations = read_relations(&view, &nominees, avoid_met, options, findings);
    }
    if let Some(view) = view(&PINS, findings) {
        programme.pins = read_pins(&view, &programme, &initiatives, &nominees, options, findings);
    }
    if let Some(view) = view(&QUOTAS, findings) {
        programme.people_rules = read_quotas(&view, &programme, &clusters, options, findings);
    }
    if let Some(view) = view(&PARTNERS, findings) {
        programme.partners = read_partners(&view, options, findings);
    }
    if let Some(view) = view(&HISTORY, findings) {
        programme.history = read_history(&view, options, findings);
    }
    if let Some(view) = &nominees_view {
        say_unknown_columns(view, &programme, findings);
    }
    Some(programme)
}

/// Names the further columns of the nominees that nothing reads: neither a rule, a quota nor the score,
/// and not whole numbers throughout.
fn say_unknown_columns(view: &View<'_>, programme: &Programme, findings: &mut Findings) {
    let quotas = programme.people_rules.iter().map(|rule| &rule.attribute);
    let further = programme.rules.further.iter().filter_map(TeamRule::column);
    let rules = programme.rules.nobody_alone.iter().chain(further);
    let required = programme.rules.requirements.iter().map(|requirement| &requirement.column);
    let used: Vec<&Column> =
        quotas.chain(rules).chain(required).chain(&programme.score.diversity_columns).collect();
    let is_used = |at: usize| {
        let column = find_column(&view.table.headings[at], &programme.extra_columns);
        column.is_some_and(|column| used.contains(&&column))
    };
    // Whole numbers are data, but `prioity` is still a slip of the pen.
    let mut unused = view.misnamed(is_used, findings);
    unused.retain(|&at| whole_numbers(view, at).is_none());
    unused.retain(|&at| !crate::collect::is_of_collect(&view.table.headings[at]));
    view.warn_of(Code::UnknownColumns, &unused, findings);
}
