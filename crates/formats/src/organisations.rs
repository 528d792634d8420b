//! The table `organisations`: what it says fills in what nominees leave out.

use crate::code::Code;
use crate::directory::Directory;
use crate::findings::Findings;
use crate::index::Index;
use crate::nominees::{read_cluster, read_sector};
use crate::options::ReadOptions;
use crate::settings::Settings;
use crate::view::{At, View};
use crate::words::REPLIES;
use fordel_model::programme::Organisation;

/// Reads the organisations. Returns them by name and alias.
pub(crate) fn read_organisations(
    view: &View<'_>,
    settings: &mut Settings,
    clusters: &Directory,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Index {
    view.require(&[], findings);
    let plain = view.misnamed(|_| false, findings);
    view.warn_of(Code::ColumnsNotRead, &plain, findings);
    view.refuse_personal_numbers(&[], options, findings);
    let mut index = Index::new();
    let mut organisations: Vec<Organisation> = Vec::new();
    for row in view.rows() {
        let at = view.at(row, "name");
        let name = at.required(findings);
        let aliases = view.at(row, "aliases").list();
        for known in std::iter::once(&name).chain(&aliases).filter(|name| !name.is_empty()) {
            match index.insert(known, row) {
                Some(first) if first != row => {
                    let finding = at.finding(Code::AmbiguousOrganisation).found(known);
                    findings.push(finding.other(view.at(first, "name").place()));
                }
                _ => {}
            }
        }
        let (sector, _) = read_sector(view.at(row, "sector"), &settings.programme.sectors, findings);
        organisations.push(Organisation {
            name,
            aliases,
            cluster: read_cluster(view.at(row, "cluster"), clusters, findings),
            sector,
            weight: weight_text(view.at(row, "weight"), findings),
            contact: view.at(row, "contact").text(),
            reply: view.at(row, "reply").word(&REPLIES, findings).unwrap_or_default(),
        });
    }
    settings.programme.organisations = organisations;
    index
}

/// A weight that is kept as a text, as a machine writes it.
fn weight_text(at: At<'_>, findings: &mut Findings) -> Option<String> {
    let number = at.number(findings)?;
    if number.negative {
        findings.push(at.finding(Code::OutOfRange).found(&at.cell().text).expected("0 or more"));
    }
    Some(number.magnitude.to_string())
}
