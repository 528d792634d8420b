//! Changes said one a row, in a table or on the command line: what is changed, of whom, to what.

use crate::code::Code;
use crate::cpr::holds_personal_number;
use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::loaded::Loaded;
use crate::number::{Notation, Style, read_number};
use crate::options::ReadOptions;
use crate::place::{Place, Source, Spot};
use crate::scenarios::changes::{Changes, KNOWN, Placed};
use crate::scenarios::{Draft, finish, is_called};
use crate::table::Table;
use crate::tree::{Tree, Value, text_value};
use crate::write::programme_digest;
use fordel_model::{Programme, Scenario, apply, fold};

/// A change as it is typed: `seats` = `190`, `withdraw` of `N17`, `weights` of `vest` = `290000`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Typed {
    /// What is changed: a field of a scenario, `rules.min_sectors` included.
    pub change: String,
    /// Whom or what it concerns; empty where nothing is meant.
    pub target: String,
    /// What it becomes; empty where nothing is meant.
    pub value: String,
    /// What was typed, for messages: `--withdraw`.
    pub typed: String,
}

/// One scenario of changes typed on a command line.
///
/// # Errors
/// All findings together.
pub fn inline_scenario(name: &str, typed: &[Typed], programme: &Programme) -> Result<Scenario, Findings> {
    let mut findings = Findings::new();
    let mut list: Vec<Placed> = Vec::new();
    for one in typed {
        let spot = Spot::Path { key: one.typed.clone(), index: None, field: String::new() };
        let place = Place { source: Source::file("command line"), spot };
        let row = Row { change: &one.change, target: &one.target, value: &one.value };
        let places = Places { change: place.clone(), target: place.clone(), value: place };
        list.extend(row.changes(&places, programme, &mut findings));
    }
    let place = Place::whole(&Source::file("command line"));
    let draft = Draft { name: name.to_owned(), place, changes: list, with: Vec::new() };
    let list = finish(vec![draft], programme, &mut findings);
    let (mut list, _) = findings.finish(Some(list))?;
    Ok(list.pop().unwrap_or_default())
}

/// A programme as read, with changes typed on a command line made to it; its digest is that of what
/// comes of it.
///
/// # Errors
/// All findings together.
pub fn apply_typed(loaded: Loaded, typed: &[Typed]) -> Result<Loaded, Findings> {
    let scenario = inline_scenario("", typed, &loaded.programme)?;
    let programme = apply(&loaded.programme, &scenario.changes).expect("the scenario has been tried");
    Ok(Loaded { digest: programme_digest(&programme), programme, notes: loaded.notes })
}

/// The scenarios of a table: rows of one name are one scenario, and a row without a name belongs to
/// the one above.
pub(crate) fn drafts_of_table(
    table: &Table,
    programme: &Programme,
    options: &ReadOptions,
    findings: &mut Findings,
) -> Vec<Draft> {
    let column = |names: &[&str]| (0..table.headings.len()).find(|&at| is_called(&table.headings[at], names));
    let name = column(&["name", "navn", "scenario", "scenarie"]);
    let change = column(&["change", "ændring", "aendring", "felt", "field"]);
    let target = column(&["target", "hvem", "mål", "id"]);
    let value = column(&["value", "værdi", "vaerdi"]);
    for (found, what) in [(name, "name"), (change, "change"), (value, "value")] {
        if found.is_none() {
            let finding = Diagnostic::new(Code::MissingColumn, table.headings_place()).about(what);
            findings.push(finding.expected(table.headings.join(", ")));
        }
    }
    let (Some(name), Some(change), Some(value)) = (name, change, value) else { return Vec::new() };
    let mut drafts: Vec<Draft> = Vec::new();
    for row in 0..table.rows.len() {
        let cell = |at: usize| table.cell(row, at).text.as_str();
        if !options.allow_ten_digits {
            for at in (0..table.headings.len()).filter(|&at| holds_personal_number(cell(at))) {
                findings.push(Diagnostic::new(Code::PersonalNumber, table.place(row, at)));
            }
        }
        let own = cell(name);
        let same = |draft: &Draft| own.is_empty() || fold(&draft.name) == fold(own);
        if !drafts.last().is_some_and(same) {
            if own.is_empty() {
                findings.push(Diagnostic::new(Code::EmptyCell, table.place(row, name)).about("name"));
            }
            let place = table.place(row, name);
            drafts.push(Draft { name: own.to_owned(), place, changes: Vec::new(), with: Vec::new() });
        }
        let Some(draft) = drafts.last_mut() else { continue };
        if cell(change).is_empty() {
            continue;
        }
        let places = Places {
            change: table.place(row, change),
            target: table.place(row, target.unwrap_or(value)),
            value: table.place(row, value),
        };
        let said = Row { change: cell(change), target: target.map_or("", cell), value: cell(value) };
        if is_called(said.change, &["with", "combine", "med"]) {
            let text = if said.value.is_empty() { said.target } else { said.value };
            let tree = Tree { place: places.value.clone(), value: Value::Text(text.to_owned()) };
            draft.with.extend(tree.items("with", findings));
            continue;
        }
        draft.changes.extend(said.changes(&places, programme, findings));
    }
    drafts
}

/// A row's texts.
struct Row<'a> {
    change: &'a str,
    target: &'a str,
    value: &'a str,
}

/// And their places.
struct Places {
    change: Place,
    target: Place,
    value: Place,
}

impl Row<'_> {
    fn changes(&self, places: &Places, programme: &Programme, findings: &mut Findings) -> Vec<Placed> {
        let (head, below) = match self.change.split_once('.') {
            Some((head, below)) => (head.trim(), Some(below.trim())),
            None => (self.change.trim(), None),
        };
        let value = self.tree(head, places, findings);
        let map = |key: &str, tree: Tree| Tree {
            place: tree.place.clone(),
            value: Value::Map(vec![(key.to_owned(), tree)]),
        };
        let of_target = is_called(
            head,
            &["bounds", "grænser", "teams", "team", "quotas", "krav", "initiatives", "initiativer"],
        );
        let tree = match (below, self.target.is_empty(), self.value.is_empty()) {
            (Some(below), false, _) if of_target => map(self.target, map(below, value)),
            (Some(below), ..) => map(below, value),
            (None, false, false) if is_called(head, &["add", "tilføj"]) => self.added(places, findings),
            (None, false, false) => map(self.target, value),
            (None, ..) => value,
        };
        let root = Tree { place: places.change.clone(), value: Value::Map(vec![(head.to_owned(), tree)]) };
        let mut changes = Changes { programme, list: Vec::new() };
        if let Some(mut fields) = root.fields("change", findings) {
            changes.read(&mut fields, findings);
            let unknown = fields.rest().next().is_some();
            if unknown {
                let near = crate::nearest::nearest(head, KNOWN);
                let finding = Diagnostic::new(Code::UnknownSetting, places.change.clone()).found(self.change);
                findings.push(finding.expected(KNOWN.join(", ")).nearest(near));
            }
        }
        changes.list
    }

    /// The value; where there is none, the target is what is said.
    fn tree(&self, head: &str, places: &Places, findings: &mut Findings) -> Tree {
        let (text, place) = match self.value.is_empty() {
            true => (self.target, &places.target),
            false => (self.value, &places.value),
        };
        // A weight as people write it: `286.071` is asked for, not guessed.
        if is_called(head, &["weights", "weight", "vægt", "vægte"]) {
            return match read_number(text, Notation::Human, Style::default()) {
                Ok(number) => {
                    let sign = if number.negative { "-" } else { "" };
                    let value = Value::Number(format!("{sign}{}", number.magnitude));
                    Tree { place: place.clone(), value }
                }
                Err(error) => {
                    findings.push(crate::table::number_finding(error, text, place.clone()).about(head));
                    Tree::empty(place.clone())
                }
            };
        }
        Tree { place: place.clone(), value: text_value(text, place, findings) }
    }

    /// Somebody new: `cluster=vest; sector=kommune; organisation=...`.
    fn added(&self, places: &Places, findings: &mut Findings) -> Tree {
        let text = |text: &str, place: &Place, findings: &mut Findings| Tree {
            place: place.clone(),
            value: text_value(text, place, findings),
        };
        let mut fields = vec![("id".to_owned(), text(self.target, &places.target, findings))];
        for part in self.value.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            fields.push((key.trim().to_owned(), text(value.trim(), &places.value, findings)));
        }
        Tree { place: places.value.clone(), value: Value::Map(fields) }
    }
}
