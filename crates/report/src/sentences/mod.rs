//! The planner's findings as sentences: why somebody has no team, why a seat stays empty, what
//! cannot hold, what the reader should know. People are named by id only.

mod da;
mod en;
mod relaxed;
mod typed;

use crate::text::Message;
use crate::{Language, clean, number};
use fordel_engine::Words;
use fordel_engine::outcome::{Clash, LeftOut, Notice, Vacant};
use fordel_engine::resolution::{Relaxation, Step};
use fordel_model::plan::Row;
use fordel_model::{ClusterId, InitiativeId, NomineeId, Programme};

/// At most so many are named in a sentence; the rest are counted.
const NAMED: usize = 6;

impl Words for Language {
    fn left_out(&self, programme: &Programme, left_out: &LeftOut) -> String {
        let say = Names { programme, language: *self };
        match self {
            Self::English => en::left_out(&say, left_out),
            Self::Danish => da::left_out(&say, left_out),
        }
    }

    fn vacant(&self, programme: &Programme, vacant: &Vacant) -> String {
        let say = Names { programme, language: *self };
        match self {
            Self::English => en::vacant(&say, vacant.cluster, vacant.why),
            Self::Danish => da::vacant(&say, vacant.cluster, vacant.why),
        }
    }

    fn clash(&self, programme: &Programme, clash: &Clash) -> String {
        let say = Names { programme, language: *self };
        match self {
            Self::English => en::clash(&say, clash),
            Self::Danish => da::clash(&say, clash),
        }
    }

    fn relaxation(&self, programme: &Programme, relaxation: &Relaxation) -> String {
        let say = Names { programme, language: *self };
        let (step, and): (fn(&Names<'_>, &Step) -> String, &str) = match self {
            Self::English => (relaxed::english, " and "),
            Self::Danish => (relaxed::danish, " og "),
        };
        let text = relaxation.steps.iter().map(|one| step(&say, one)).collect::<Vec<_>>().join(and);
        match typed::options(programme, relaxation) {
            Some(options) => format!("{text} [{options}]"),
            None => text,
        }
    }

    fn notice(&self, programme: &Programme, notice: &Notice) -> String {
        let say = Names { programme, language: *self };
        match self {
            Self::English => en::notice(&say, notice),
            Self::Danish => da::notice(&say, notice),
        }
    }
}

/// Names for what a sentence speaks of.
struct Names<'a> {
    programme: &'a Programme,
    language: Language,
}

impl Names<'_> {
    fn number(&self, value: impl std::fmt::Display) -> String {
        number(value, self.language)
    }

    fn id(&self, id: &str) -> String {
        format!("`{}`", clean(id))
    }

    fn person(&self, id: NomineeId) -> String {
        self.id(&self.programme.nominees[id].id)
    }

    fn people(&self, ids: &[NomineeId]) -> String {
        self.listed(ids.iter().map(|&id| self.person(id)))
    }

    fn cluster(&self, id: ClusterId) -> String {
        clean(&self.programme.clusters[id].name)
    }

    fn clusters(&self, ids: &[ClusterId]) -> String {
        self.listed(ids.iter().map(|&id| self.cluster(id)))
    }

    fn pool(&self, at: usize) -> String {
        self.programme.reserved.get(at).map_or(String::new(), |pool| self.id(&pool.name))
    }

    fn has_nominees(&self, cluster: ClusterId) -> bool {
        self.programme.nominees.iter().any(|nominee| nominee.cluster == cluster)
    }

    fn initiative(&self, id: InitiativeId) -> String {
        let initiative = &self.programme.initiatives[id];
        format!("{} ({})", self.id(&initiative.id), clean(&initiative.title))
    }

    fn initiatives(&self, ids: &[InitiativeId]) -> String {
        self.listed(ids.iter().map(|&id| self.id(&self.programme.initiatives[id].id)))
    }

    /// What a quota counts: its column and value, where, and its row in the table.
    fn quota(&self, row: &Row, row_word: &str) -> String {
        match row {
            Row::Quota { rule, scope, value } => {
                let of = rule.checked_sub(1).and_then(|at| self.programme.people_rules.get(at));
                let column = of.map_or(String::new(), |of| self.language.column(&of.attribute) + " ");
                let place = if scope.is_empty() { String::new() } else { format!(", {}", clean(scope)) };
                format!("{column}{}{place} (`quotas`, {row_word} {rule})", self.id(value))
            }
            Row::Person(id) | Row::Teams(id) | Row::Seats(id) | Row::OldTeam(id) => self.id(id),
            Row::Kept | Row::Points | Row::AllTeams => String::new(),
            Row::Priority { later, earlier } => format!("{} {}", self.id(later), self.id(earlier)),
        }
    }

    fn quotas(&self, rows: &[Row], row_word: &str) -> String {
        self.listed(rows.iter().map(|row| self.quota(row, row_word)))
    }

    /// The first few, joined, and how many more there are.
    fn listed(&self, all: impl ExactSizeIterator<Item = String>) -> String {
        let left = all.len().saturating_sub(NAMED);
        let mut text = all.take(NAMED).collect::<Vec<_>>().join(", ");
        if left > 0 {
            let left = u64::try_from(left).expect("a list is shorter than 2^64");
            text.push_str(&format!(" {}", self.language.say(Message::AndMore(left))));
        }
        text
    }
}
