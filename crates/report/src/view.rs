//! A plan beside its programme: looks up what the plan names by id, and keeps names out where asked.

use crate::text::Word;
use crate::{Language, clean};
use fordel_model::plan::{ClusterOutcome, NotSelected, PlanStatus, Reason};
use fordel_model::{Cluster, Initiative, Nominee, Plan, Programme, fold};
use std::collections::{BTreeMap, BTreeSet};

/// A plan, its programme, and how to speak of them.
pub(crate) struct View<'a> {
    pub(crate) programme: &'a Programme,
    pub(crate) plan: &'a Plan,
    pub(crate) language: Language,
    pub(crate) names: bool,
    clusters: BTreeMap<&'a str, &'a Cluster>,
    initiatives: BTreeMap<&'a str, &'a Initiative>,
    nominees: BTreeMap<&'a str, &'a Nominee>,
    shared_cluster_names: BTreeSet<String>,
}

impl<'a> View<'a> {
    pub(crate) fn new(programme: &'a Programme, plan: &'a Plan, language: Language, names: bool) -> Self {
        let mut seen = BTreeSet::new();
        let cluster_names = programme.clusters.iter().map(|cluster| fold(&cluster.name));
        Self {
            programme,
            plan,
            language,
            names,
            clusters: programme.clusters.iter().map(|row| (row.id.as_str(), row)).collect(),
            initiatives: programme.initiatives.iter().map(|row| (row.id.as_str(), row)).collect(),
            nominees: programme.nominees.iter().map(|row| (row.id.as_str(), row)).collect(),
            shared_cluster_names: cluster_names.filter(|name| !seen.insert(name.clone())).collect(),
        }
    }

    /// A cluster's name, with its id behind where several have that name; the id where unknown.
    pub(crate) fn cluster(&self, id: &str) -> String {
        match self.clusters.get(id) {
            Some(cluster) if self.shared_cluster_names.contains(&fold(&cluster.name)) => {
                self.cluster_and_id(id)
            }
            Some(cluster) => clean(&cluster.name),
            None => clean(id),
        }
    }

    /// A cluster's name with its id, where they differ.
    pub(crate) fn cluster_and_id(&self, id: &str) -> String {
        match self.clusters.get(id) {
            Some(cluster) if cluster.name != id => format!("{} [{}]", clean(&cluster.name), clean(id)),
            _ => clean(id),
        }
    }

    /// A cluster's row, if there is one.
    pub(crate) fn cluster_row(&self, id: &str) -> Option<&'a Cluster> {
        self.clusters.get(id).copied()
    }

    /// Several clusters' names, joined.
    pub(crate) fn clusters<'b>(&self, ids: impl IntoIterator<Item = &'b String>) -> String {
        ids.into_iter().map(|id| self.cluster(id)).collect::<Vec<_>>().join(", ")
    }

    /// An initiative's title; the id where unknown.
    pub(crate) fn initiative(&self, id: &str) -> String {
        clean(self.initiatives.get(id).map_or(id, |initiative| &initiative.title))
    }

    /// A nominee's row, if there is one.
    pub(crate) fn nominee(&self, id: &str) -> Option<&'a Nominee> {
        self.nominees.get(id).copied()
    }

    /// Whether the nominee's cluster ended without a legal plan.
    pub(crate) fn has_no_plan(&self, nominee: &str) -> bool {
        let cluster =
            self.nominee(nominee).map(|nominee| self.programme.clusters[nominee.cluster].id.as_str());
        let is_its = |outcome: &&ClusterOutcome| Some(outcome.cluster.as_str()) == cluster;
        self.plan.clusters.iter().find(is_its).is_some_and(|outcome| outcome.status == PlanStatus::Infeasible)
    }

    /// A nominee's name and id, or the id alone.
    pub(crate) fn person(&self, id: &str) -> String {
        match self.nominee(id) {
            Some(nominee) if self.names => format!("{} [{}]", clean(&nominee.name), clean(id)),
            _ => clean(id),
        }
    }

    /// A nominee's name alone; the id where names are left out or unknown.
    pub(crate) fn name(&self, id: &str) -> String {
        match self.nominee(id) {
            Some(nominee) if self.names => clean(&nominee.name),
            _ => clean(id),
        }
    }

    /// A nominee's title, unless names are left out: a title may be held by one person only.
    pub(crate) fn title(&self, nominee: &Nominee) -> Option<String> {
        nominee.title.as_deref().filter(|_| self.names).map(clean).filter(|title| !title.trim().is_empty())
    }

    /// Why somebody is not selected, in short; people whose cluster has no plan are not to blame for it.
    pub(crate) fn reason(&self, person: &NotSelected) -> &'static str {
        if person.reason == Reason::NoLegalTeam && self.has_no_plan(&person.nominee) {
            return self.language.word(Word::ClusterHasNoPlan);
        }
        self.language.reason(person.reason)
    }

    /// Where something is, by the id of a nominee, an initiative (then its cluster) or a cluster.
    pub(crate) fn place(&self, id: &str) -> String {
        if self.nominees.contains_key(id) {
            return self.person(id);
        }
        // Clusters that share initiatives.
        let several: Vec<&str> = id.split(", ").collect();
        if several.len() > 1 && several.iter().all(|id| self.clusters.contains_key(*id)) {
            return several.iter().map(|id| self.cluster_and_id(id)).collect::<Vec<_>>().join(", ");
        }
        let initiative = self.initiatives.get(id).filter(|_| !self.clusters.contains_key(id));
        match initiative.and_then(|initiative| initiative.clusters.first()) {
            Some(&cluster) => self.cluster_and_id(&self.programme.clusters[cluster].id),
            None => self.cluster_and_id(id),
        }
    }

    /// A nominee's sector, with the area behind.
    pub(crate) fn sector(&self, nominee: &Nominee) -> String {
        let sector = clean(self.language.sector(self.programme.sector_name(nominee.sector)));
        match &nominee.area {
            Some(area) => format!("{sector}, {}", clean(self.language.sector(area))),
            None => sector,
        }
    }

    /// A coaching partner's name, or the id alone.
    pub(crate) fn partner(&self, id: &str) -> String {
        let row = self.programme.partners.iter().find(|partner| partner.id == id);
        clean(row.filter(|_| self.names).map_or(id, |partner| &partner.name))
    }

    /// A text of the plan or the name of an organisation (a practice may be called after its owner), clean: people
    /// named by their id between backticks have their name before it; where names are left out, ids stand instead of
    /// the nominees' names.
    pub(crate) fn words(&self, text: &str) -> String {
        let mut text = clean(text);
        if self.names {
            return self.with_names(&text);
        }
        for nominee in self.programme.nominees.iter().filter(|nominee| !nominee.name.trim().is_empty()) {
            text = without_name(&text, &clean(&nominee.name), &clean(&nominee.id));
        }
        text
    }
}

impl View<'_> {
    /// The text with a nominee's name before each id of one that stands between backticks.
    fn with_names(&self, text: &str) -> String {
        let parts: Vec<&str> = text.split('`').collect();
        if parts.len().is_multiple_of(2) {
            return text.to_owned();
        }
        let mut written = String::with_capacity(text.len());
        for (at, part) in parts.into_iter().enumerate() {
            match (at % 2 == 1, self.nominee(part)) {
                (false, _) => written.push_str(part),
                (true, Some(_)) => written.push_str(&self.person(part)),
                (true, None) => written.push_str(&format!("`{part}`")),
            }
        }
        written
    }
}

/// `text` with `id` where `name` stands as a whole word.
pub(crate) fn without_name(text: &str, name: &str, id: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        let is_inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before_it = before.chars().next_back().or_else(|| written.chars().next_back());
        written.push_str(before);
        written.push_str(if is_inside(before_it) || is_inside(after.chars().next()) { name } else { id });
        rest = after;
    }
    written.push_str(rest);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_way_to_the_id_as_a_whole_word_only() {
        assert_eq!(
            without_name("Bo waits for Bo; Bodil does not", "Bo", "n1"),
            "n1 waits for n1; Bodil does not"
        );
    }
}
