//! The teams, cluster by cluster.

use super::{Page, count};
use crate::table::{Align, TextTable};
use crate::text::{Message, Word};
use crate::view::View;
use crate::{clean, number};
use fordel_model::plan::{ClusterOutcome, PlanStatus, Team};

pub(super) fn write(view: &View<'_>, page: &mut Page<'_>) {
    if view.plan.teams.is_empty() {
        return;
    }
    page.heading(Word::Teams);
    for (at, outcome) in view.plan.clusters.iter().enumerate() {
        if at > 0 {
            page.text.push('\n');
        }
        write_cluster(view, page, outcome);
    }
}

/// A cluster's line and its teams.
fn write_cluster(view: &View<'_>, page: &mut Page<'_>, outcome: &ClusterOutcome) {
    let plan = view.plan;
    let teams: Vec<&Team> = plan.teams.iter().filter(|team| team.cluster == outcome.cluster).collect();
    let unit = plan.split.units.iter().position(|unit| unit.id == outcome.cluster);
    page.prose(&view.language.say(Message::ClusterLine {
        cluster: &view.cluster_and_id(&outcome.cluster),
        filled: unit.and_then(|at| plan.filled.get(at)).copied().unwrap_or(0),
        seats: unit.and_then(|at| plan.split.units[at].seats),
        teams: count(teams.len()),
        score: outcome.score,
        ending: match outcome.status {
            PlanStatus::Optimal => Word::Proven,
            PlanStatus::Feasible | PlanStatus::Partial => Word::NotProven,
            PlanStatus::Infeasible => Word::NoLegalPlan,
        },
    }));
    if teams.is_empty() {
        return;
    }
    let word = |word| view.language.word(word);
    let mut columns = vec![(word(Word::Team), Align::Left), (word(Word::Id), Align::Left)];
    if view.names {
        columns.push((word(Word::Name), Align::Left));
    }
    columns.extend([(word(Word::Organisation), Align::Left), (word(Word::Sector), Align::Left)]);
    columns.push((word(Word::Score), Align::Right));
    let mut table = TextTable::new(page.options.width, &columns);
    for team in teams {
        let mut first_column = first_column(view, team).into_iter();
        for (at, member) in team.members.iter().enumerate() {
            let score = if at == 0 { number(team.score, view.language) } else { String::new() };
            table.row(member_row(view, first_column.next().unwrap_or_default(), member, score));
        }
    }
    page.text.push_str(&table.text());
}

/// What stands beside a team's first members: initiative, id, coaching partner.
fn first_column(view: &View<'_>, team: &Team) -> Vec<String> {
    let mut lines = vec![view.initiative(&team.initiative), format!("[{}]", clean(&team.id))];
    if let Some(partner) = &team.partner {
        let partner = format!("{}: {}", view.language.word(Word::Partner), view.partner(partner));
        // A team of two has no third line.
        if team.members.len() > lines.len() {
            lines.push(partner)
        } else {
            lines[1] += &format!(" {partner}")
        }
    }
    lines
}

fn member_row(view: &View<'_>, team: String, id: &str, score: String) -> Vec<String> {
    let nominee = view.nominee(id);
    let mut row = vec![team, clean(id)];
    if view.names {
        row.push(nominee.map_or(String::new(), |nominee| clean(&nominee.name)));
    }
    row.push(nominee.map_or(String::new(), |nominee| clean(&nominee.organisation)));
    row.push(nominee.map_or(String::new(), |nominee| view.sector(nominee)));
    row.push(score);
    row
}
