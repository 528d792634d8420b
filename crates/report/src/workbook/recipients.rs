//! One workbook a recipient, with their own rows only, under a file name that is safe everywhere.

use super::{Choice, WorkbookError, WorkbookOptions, new_book, people, seats, teams};
use crate::Language;
use crate::view::View;
use fordel_model::{Plan, Programme, fold};
use std::collections::BTreeSet;

/// Who receives a workbook.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SplitBy {
    /// Each cluster.
    Cluster,
    /// Each region.
    Region,
    /// Each nominating organisation.
    Organisation,
}

/// A recipient's workbook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recipient {
    /// A part of a file name: letters, digits and hyphens, at most 60, different for every recipient.
    pub file_name: String,
    /// The workbook.
    pub bytes: Vec<u8>,
}

/// A workbook for every recipient: their seats, their teams and their people. Of a team's members who belong to
/// somebody else nothing is in it but their number. `each` is handed one workbook after the other, with how many there
/// will be in all.
///
/// # Errors
/// If a sheet would be larger than Excel allows, and what `each` says.
pub fn recipient_workbooks<E: From<WorkbookError>>(
    programme: &Programme,
    plan: &Plan,
    language: Language,
    options: &WorkbookOptions<'_>,
    split_by: SplitBy,
    each: &mut dyn FnMut(Recipient, usize) -> Result<(), E>,
) -> Result<(), E> {
    let view = View::new(programme, plan, language, options.names);
    let mut taken = BTreeSet::new();
    let recipients = recipients(programme, split_by);
    let total = recipients.len();
    for recipient in recipients {
        let of_cluster = |id: &str| match split_by {
            SplitBy::Cluster => id == recipient,
            SplitBy::Region => {
                let region = view.cluster_row(id).and_then(|cluster| cluster.region.as_deref());
                fold(region.unwrap_or_default()) == fold(&recipient)
            }
            SplitBy::Organisation => false,
        };
        let choice = Choice {
            clusters: &of_cluster,
            people: &|nominee| match split_by {
                SplitBy::Cluster | SplitBy::Region => of_cluster(&programme.clusters[nominee.cluster].id),
                SplitBy::Organisation => fold(&nominee.organisation) == fold(&recipient),
            },
        };
        let mut book = new_book(&view)?;
        if split_by != SplitBy::Organisation {
            seats::write(&view, &mut book, &choice)?;
        }
        teams::write(&view, &mut book, &choice)?;
        people::write_participants(&view, &mut book, &choice)?;
        if options.not_selected {
            people::write_not_selected(&view, &mut book, &choice)?;
        }
        let name =
            if split_by == SplitBy::Cluster { view.cluster(&recipient) } else { view.words(&recipient) };
        let file_name = distinct(&safe_file_name(&name), &mut taken);
        let bytes = book.save_to_buffer().map_err(WorkbookError::from)?;
        each(Recipient { file_name, bytes }, total)?;
    }
    Ok(())
}

/// Everybody who receives a workbook: ids of clusters, names of regions or organisations, each once.
fn recipients(programme: &Programme, split_by: SplitBy) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let names: Vec<String> = match split_by {
        SplitBy::Cluster => programme.clusters.iter().map(|cluster| cluster.id.clone()).collect(),
        SplitBy::Region => {
            programme.clusters.iter().map(|cluster| cluster.region.clone().unwrap_or_default()).collect()
        }
        SplitBy::Organisation => {
            programme.nominees.iter().map(|nominee| nominee.organisation.clone()).collect()
        }
    };
    names.into_iter().filter(|name| seen.insert(fold(name))).collect()
}

/// A name that is a file name on every system: letters, digits and hyphens only, so that it leaves no folder, ends in
/// no dot or blank and starts no option, and no device of Windows.
///
/// ```
/// # use fordel_report::safe_file_name;
/// assert_eq!(safe_file_name("Midt (Hovedstaden)"), "Midt-Hovedstaden");
/// assert_eq!(safe_file_name("../../etc/Ærø"), "etc-Ærø");
/// assert_eq!(safe_file_name("CON"), "CON-");
/// assert_eq!(safe_file_name("..."), "x");
/// ```
pub fn safe_file_name(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut name = String::new();
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name: String = name.chars().take(LONGEST).collect();
    let name = name.trim_matches('-');
    if name.is_empty() {
        return "x".to_owned();
    }
    let upper = name.to_uppercase();
    let numbered = |device: &str| {
        upper.strip_prefix(device).is_some_and(|rest| rest.chars().count() == 1 && !rest.starts_with('0'))
    };
    if ["CON", "PRN", "AUX", "NUL"].contains(&upper.as_str()) || numbered("COM") || numbered("LPT") {
        return format!("{name}-");
    }
    name.to_owned()
}

/// The name, with a number behind where somebody else has it already (case does not tell files apart everywhere).
fn distinct(name: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (1u64..).map(|n| if n == 1 { name.to_owned() } else { format!("{name}-{n}") });
    let free = numbered.into_iter().find(|name| !taken.contains(&name.to_lowercase()));
    let free = free.expect("there are more numbers than recipients");
    taken.insert(free.to_lowercase());
    free
}
