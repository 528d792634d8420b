//! The table `history`: earlier years.

use crate::code::Code;
use crate::findings::Findings;
use crate::options::ReadOptions;
use crate::settings::MAX_SEATS;
use crate::view::View;
use fordel_model::fold;
use fordel_model::programme::PastYear;

/// Reads the earlier years.
pub(crate) fn read_history(view: &View<'_>, options: &ReadOptions, findings: &mut Findings) -> Vec<PastYear> {
    view.require(&[], findings);
    let plain = view.misnamed(|_| false, findings);
    view.warn_of(Code::ColumnsNotRead, &plain, findings);
    view.refuse_personal_numbers(&[], options, findings);
    let mut history = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for row in view.rows() {
        let cluster = view.at(row, "cluster").required(findings);
        view.at(row, "year").required(findings);
        view.at(row, "seats").required(findings);
        let year = view.at(row, "year").integer(1..=9999, findings).unwrap_or(0);
        if year != 0 && !cluster.is_empty() && !seen.insert((fold(&cluster), year)) {
            findings
                .push(view.at(row, "cluster").finding(Code::DuplicateId).found(format!("{cluster}, {year}")));
        }
        let weight = view.at(row, "weight").number(findings);
        if weight.as_ref().is_some_and(|weight| weight.negative) {
            let at = view.at(row, "weight");
            findings.push(at.finding(Code::OutOfRange).found(&at.cell().text).expected("0 or more"));
        }
        history.push(PastYear {
            cluster,
            year,
            seats: view.at(row, "seats").integer(0..=MAX_SEATS, findings).unwrap_or(0),
            weight: weight.map(|weight| weight.magnitude),
        });
    }
    history
}
