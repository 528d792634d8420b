//! The table `nominees`.

use crate::clusters::{number_style, plain_text};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::directory::{Directory, Named};
use crate::findings::Findings;
use crate::index::Index;
use crate::number::{Style, read_number};
use crate::options::ReadOptions;
use crate::settings::{Settings, unknown_sector};
use crate::view::{At, View};
use crate::words::{self, LEVELS, STATUSES};
use fordel_model::id::Id;
use fordel_model::nominee::Merit;
use fordel_model::{ClusterId, IdVec, InitiativeId, Nominee, NomineeId, Programme, SectorId, Status, fold};
use sha2::{Digest, Sha256};

/// The cluster a cell names, `None` where empty or unknown.
pub(crate) fn read_cluster(at: At<'_>, clusters: &Directory, findings: &mut Findings) -> Option<ClusterId> {
    let text = at.text()?;
    clusters.resolve(&text, Code::UnknownCluster, false, || at.place(), findings).map(ClusterId::from_index)
}

/// The sector, and the word itself where it names a part of the region.
pub(crate) fn read_sector(
    at: At<'_>,
    list: &[String],
    findings: &mut Findings,
) -> (Option<SectorId>, Option<String>) {
    let Some(text) = at.text() else { return (None, None) };
    match words::sector(&text, list) {
        Some((found, is_part)) => (Some(SectorId::from_index(found)), is_part.then_some(text)),
        None => {
            findings.push(unknown_sector(&text, at.place(), list));
            (None, None)
        }
    }
}

/// What the nominees' rows are looked up in.
pub(crate) struct Known<'a> {
    pub(crate) clusters: &'a Directory,
    pub(crate) initiatives: &'a Directory,
    pub(crate) organisations: &'a Index,
}

/// Reads the nominees; fills in the programme's `nominees` and `extra_columns`. Returns them by id and name.
pub(crate) fn read_nominees(
    view: &View<'_>,
    settings: &mut Settings,
    known: &Known<'_>,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Directory {
    let filled: &[&str] =
        if settings.programme.organisations.is_empty() { &[] } else { &["cluster", "sector"] };
    view.require(filled, findings);
    view.refuse_personal_numbers(&[], options, findings);
    let table = view.table;
    let styles: Vec<Option<Style>> = view.others.iter().map(|&column| whole_numbers(view, column)).collect();
    if !table.rows.is_empty() {
        settings.programme.extra_columns =
            view.others.iter().map(|&column| table.headings[column].clone()).collect();
    }
    let ids = made_ids(view, known);
    let mut directory = Directory::new();
    let mut nominees: IdVec<NomineeId, Nominee> = IdVec::new();
    for (row, made) in view.rows().zip(ids) {
        let mut nominee = read_nominee(view, row, &settings.programme, known, findings);
        nominee.id = made;
        directory.add(&nominee.id, &nominee.name, view.at(row, "id"), true, findings);
        let cells = view.others.iter().zip(&styles);
        nominee.extra = cells.map(|(&column, &style)| plain_text(table.cell(row, column), style)).collect();
        nominees.push(nominee);
    }
    say_same_names(view, &nominees, findings);
    resolve_managers(view, &directory, &mut nominees, findings);
    settings.programme.nominees = nominees;
    directory
}

/// The style of a further column that holds whole numbers only.
pub(crate) fn whole_numbers(view: &View<'_>, column: usize) -> Option<Style> {
    let style = number_style(view.table, column)?;
    let whole = |cell: &crate::table::Cell| {
        cell.is_empty()
            || read_number(&cell.text, cell.notation, style).is_ok_and(|number| number.is_integer())
    };
    view.table.rows.iter().all(|row| whole(&row.cells[column])).then_some(style)
}

fn read_nominee(
    view: &View<'_>,
    row: usize,
    programme: &Programme,
    known: &Known<'_>,
    findings: &mut Findings,
) -> Nominee {
    let name = view.at(row, "name").required(findings);
    let organisation = view.at(row, "organisation").required(findings);
    let listed = known.organisations.get(&organisation).map(|at| &programme.organisations[at]);
    let organisation = listed.map_or(organisation, |listed| listed.name.clone());
    let at = view.at(row, "cluster");
    let cluster = match (at.text(), listed.and_then(|listed| listed.cluster)) {
        (None, Some(cluster)) => cluster,
        (None, None) => {
            require(at, programme, findings);
            ClusterId::from_index(0)
        }
        (Some(_), _) => read_cluster(at, known.clusters, findings).unwrap_or(ClusterId::from_index(0)),
    };
    let at = view.at(row, "sector");
    let (sector, part) = read_sector(at, &programme.sectors, findings);
    let sector = match (sector, listed.and_then(|listed| listed.sector)) {
        (Some(sector), _) => sector,
        (None, Some(sector)) if at.cell().is_empty() => sector,
        (None, _) => {
            if at.cell().is_empty() {
                require(at, programme, findings);
            }
            SectorId::from_index(0)
        }
    };
    let figure = |field: &str, findings: &mut Findings| view.at(row, field).integer(0..=5u8, findings);
    Nominee {
        id: String::new(),
        name,
        cluster,
        organisation,
        sector,
        area: view.at(row, "area").text().or(part),
        title: view.at(row, "title").text(),
        level: view.at(row, "level").word(&LEVELS, findings),
        profession: view.at(row, "profession").text(),
        manager: None,
        manager_text: view.at(row, "manager").text(),
        sponsor: view.at(row, "sponsor").text(),
        initiatives: read_initiatives(view.at(row, "initiatives"), cluster, programme, known, findings),
        preferences: read_initiatives(view.at(row, "preferences"), cluster, programme, known, findings),
        priority: view.at(row, "priority").integer(1..=1_000_000u32, findings),
        merit: Merit {
            experience: figure("experience", findings),
            competence: figure("competence", findings),
            motivation: figure("motivation", findings),
        },
        seat_pool: read_pool(view.at(row, "seat_pool"), programme, findings),
        status: view.at(row, "status").word(&STATUSES, findings).unwrap_or_default(),
        email: view.at(row, "email").text(),
        remark: view.at(row, "remark").text(),
        extra: Vec::new(),
        diversity: Vec::new(),
    }
}

/// An empty cell that the organisations' table does not fill either. Where the column is missing and
/// there are organisations, nobody has said so yet.
fn require(at: At<'_>, programme: &Programme, findings: &mut Findings) {
    if programme.organisations.is_empty() {
        at.required(findings);
    } else {
        findings.push(at.finding(Code::EmptyCell));
    }
}

/// A list of initiatives, in order, without repetitions; those of other clusters are said.
fn read_initiatives(
    at: At<'_>,
    cluster: ClusterId,
    programme: &Programme,
    known: &Known<'_>,
    findings: &mut Findings,
) -> Vec<InitiativeId> {
    let mut ids: Vec<InitiativeId> = Vec::new();
    for name in at.list() {
        let found = known.initiatives.resolve(&name, Code::UnknownInitiative, false, || at.place(), findings);
        let Some(id) = found.map(InitiativeId::from_index) else { continue };
        if ids.contains(&id) {
            findings.push(at.finding(Code::Repeated).found(&name));
            continue;
        }
        let clusters = &programme.initiatives[id].clusters;
        if !clusters.is_empty() && !clusters.contains(&cluster) {
            findings.push(at.finding(Code::ForeignInitiative).found(&name));
        }
        ids.push(id);
    }
    ids
}

fn read_pool(at: At<'_>, programme: &Programme, findings: &mut Findings) -> Option<String> {
    let text = at.text()?;
    let pool = programme.reserved.iter().find(|pool| fold(&pool.name) == fold(&text));
    if pool.is_none() {
        let names: Vec<&str> = programme.reserved.iter().map(|pool| pool.name.as_str()).collect();
        let near = crate::nearest::nearest(&text, names.iter().copied());
        findings.push(
            at.finding(Code::UnknownPool)
                .found(&text)
                .expected(crate::view::shown_list(&names))
                .nearest(near),
        );
    }
    pool.map(|pool| pool.name.clone())
}

/// The ids as written; where there is none, `p` and eight digits of a hash of cluster, organisation
/// and name, so that the id stays when rows move. Two people with the same three get `-2`, `-3`, ...
/// in row order.
fn made_ids(view: &View<'_>, known: &Known<'_>) -> Vec<String> {
    let mut taken: std::collections::HashSet<String> =
        view.rows().filter_map(|row| view.at(row, "id").text()).map(|id| fold(&id)).collect();
    let make = |row: usize| {
        let cluster = view.at(row, "cluster").text().unwrap_or_default();
        // The cluster's row, so that a cluster may be written as its id or as its name.
        let cluster = match known.clusters.find(&cluster) {
            Named::Row(row) => known.clusters.ids.name_of(row),
            _ => cluster,
        };
        let text = |field: &str| fold(&view.at(row, field).text().unwrap_or_default());
        let hash = Sha256::digest(format!("{}\n{}\n{}", fold(&cluster), text("organisation"), text("name")));
        hash.iter().take(4).fold("p".to_owned(), |id, byte| format!("{id}{byte:02x}"))
    };
    view.rows()
        .map(|row| {
            if let Some(id) = view.at(row, "id").text() {
                return id;
            }
            let made = make(row);
            let free = std::iter::once(made.clone())
                .chain((2..).map(|n| format!("{made}-{n}")))
                .find(|id| taken.insert(id.clone()));
            free.expect("there are more numbers than rows")
        })
        .collect()
}

/// Says where two nominees of one organisation and cluster have the same name.
fn say_same_names(view: &View<'_>, nominees: &IdVec<NomineeId, Nominee>, findings: &mut Findings) {
    let mut seen = std::collections::HashMap::new();
    for (id, nominee) in nominees.enumerate() {
        if nominee.name.is_empty() || nominee.organisation.is_empty() {
            continue;
        }
        let key = (nominee.cluster, fold(&nominee.organisation), fold(&nominee.name));
        if let Some(first) = seen.insert(key, id.index()) {
            let finding = Diagnostic::new(Code::SameName, view.at(id.index(), "name").place());
            findings.push(finding.other(view.at(first, "name").place()));
        }
    }
}

/// Finds each manager among the nominees, and circles of managers.
fn resolve_managers(
    view: &View<'_>,
    directory: &Directory,
    nominees: &mut IdVec<NomineeId, Nominee>,
    findings: &mut Findings,
) {
    for row in view.rows() {
        let at = view.at(row, "manager");
        let Some(text) = at.text() else { continue };
        match directory.find(&text) {
            Named::Row(manager) => {
                nominees[NomineeId::from_index(row)].manager = Some(NomineeId::from_index(manager))
            }
            Named::Several => findings.push(at.finding(Code::AmbiguousName)),
            Named::Nothing => {}
        }
    }
    // 0: not looked at, otherwise the walk that came by.
    let mut walked = vec![0usize; nominees.len()];
    for start in nominees.ids() {
        let walk = start.index() + 1;
        let mut at = start;
        while walked[at.index()] == 0 {
            walked[at.index()] = walk;
            let Some(manager) = nominees[at].manager else { break };
            if walked[manager.index()] == walk {
                findings
                    .push(Diagnostic::new(Code::ManagerCycle, view.at(manager.index(), "manager").place()));
                break;
            }
            at = manager;
        }
    }
}

/// Whether somebody has a number in the organisation's own order.
pub(crate) fn priorities_are_used(programme: &Programme) -> bool {
    programme.nominees.iter().any(|nominee| nominee.priority.is_some())
}

/// Whether a person may be selected as far as their status says.
pub(crate) fn is_nominated(nominee: &Nominee) -> bool {
    nominee.status == Status::Nominated
}
