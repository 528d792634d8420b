//! What was collected, with ids instead of names: for whoever checks the replies and need not know who they are about.

use super::reply::Collected;
use crate::heading::squeeze;
use crate::schema::{SETTINGS, TABLES};
use crate::table::Cell;
use crate::xlsx::Sheet;
use std::collections::HashMap;

/// Fields that tell who somebody is, beside the name.
const TELLING: [&str; 4] = ["title", "sponsor", "email", "remark"];
/// Headings of the tables that came along that name a person.
const CONTACTS: [&str; 4] = ["contact", "contact_person", "kontakt", "kontaktperson"];

/// Calls the sheets of a workbook by their numbers: whoever fills one in may have given it their own name. Tables of
/// ours keep theirs, by which they are known.
pub(super) fn number_sheets(sheets: &mut [Sheet]) {
    for (sheet, number) in sheets.iter_mut().zip(1..) {
        let is_ours = TABLES.iter().any(|schema| schema.is_called(&sheet.name))
            || SETTINGS.iter().any(|settings| squeeze(settings) == squeeze(&sheet.name));
        if !is_ours {
            sheet.call(&format!("{number}"));
        }
    }
}

impl Collected {
    /// Puts ids in the place of names, and leaves out what else tells who somebody is: titles, sponsors, addresses,
    /// remarks, columns that nobody knows, and contact persons.
    pub fn without_names(&mut self) {
        let ids: HashMap<String, String> =
            self.replies.iter().map(|reply| (squeeze(reply.text("name")), reply.id.clone())).collect();
        for reply in &mut self.replies {
            let id = Cell::human(&reply.id);
            reply.fields.insert("name", id);
            TELLING.iter().for_each(|field| drop(reply.fields.remove(field)));
            let manager = reply.fields.remove("manager");
            let known = manager.and_then(|cell| ids.get(&squeeze(&cell.text)));
            reply.fields.extend(known.map(|id| ("manager", Cell::human(id))));
            reply.further.clear();
        }
        self.further.clear();
        for (_, table) in &mut self.base {
            let is_contact =
                |heading: &String| CONTACTS.iter().any(|known| squeeze(known) == squeeze(heading));
            let columns: Vec<usize> =
                (0..table.headings.len()).filter(|&at| is_contact(&table.headings[at])).collect();
            for row in &mut table.rows {
                columns.iter().for_each(|&at| row.cells[at] = Cell::default());
            }
        }
    }
}
