//! The teams, cluster by cluster.

use super::Page;
use crate::clean;
use crate::statements::count;
use crate::table::columns_of;
use crate::text::{Message, Word};
use crate::view::View;
use fordel_model::plan::{ClusterOutcome, PlanStatus, Team};

pub(super) fn write(view: &View<'_>, page: &mut Page<'_>) {
    if view.plan.teams.is_empty() {
        return;
    }
    page.heading(Word::Teams);
    // All members of all teams stand in the same columns.
    let rows = view.plan.teams.iter().flat_map(|team| team.members.iter().map(|id| member_row(view, id)));
    let lines = columns_of(&rows.collect::<Vec<_>>(), page.options.width, "    ");
    let mut first = Vec::new();
    let mut from = 0;
    for team in &view.plan.teams {
        first.push(from);
        from += team.members.len();
    }
    for (at, outcome) in view.plan.clusters.iter().enumerate() {
        if at > 0 {
            page.text.push('\n');
        }
        write_cluster(view, page, outcome);
        for (team, &from) in view.plan.teams.iter().zip(&first) {
            if team.cluster == outcome.cluster {
                write_team(view, page, team, &lines[from..from + team.members.len()]);
            }
        }
    }
}

/// A cluster's line.
fn write_cluster(view: &View<'_>, page: &mut Page<'_>, outcome: &ClusterOutcome) {
    let plan = view.plan;
    let unit = plan.split.units.iter().position(|unit| unit.id == outcome.cluster);
    let teams = plan.teams.iter().filter(|team| team.cluster == outcome.cluster);
    page.prose(&view.language.say(Message::ClusterLine {
        cluster: &view.cluster_and_id(&outcome.cluster),
        filled: unit.and_then(|at| plan.filled.get(at)).copied().unwrap_or(0),
        seats: unit.and_then(|at| plan.split.units[at].seats),
        teams: count(teams.count()),
        score: outcome.score,
        ending: match outcome.status {
            PlanStatus::Optimal => Word::Proven,
            PlanStatus::Feasible | PlanStatus::Partial => Word::NotProven,
            PlanStatus::Infeasible => Word::NoLegalPlan,
        },
    }));
}

/// A team's line and its members.
fn write_team(view: &View<'_>, page: &mut Page<'_>, team: &Team, members: &[String]) {
    let partner = team.partner.as_deref().map(|id| view.partner(id));
    let line = view.language.say(Message::TeamLine {
        title: &view.initiative(&team.initiative),
        id: &clean(&team.id),
        score: team.score,
        partner: partner.as_deref(),
    });
    page.indented(&line);
    for member in members {
        page.text.push_str(member);
    }
}

fn member_row(view: &View<'_>, id: &str) -> Vec<String> {
    let nominee = view.nominee(id);
    let mut row = vec![clean(id)];
    if view.names {
        row.push(nominee.map_or(String::new(), |nominee| clean(&nominee.name)));
    }
    row.push(nominee.map_or(String::new(), |nominee| view.words(&nominee.organisation)));
    row.push(nominee.map_or(String::new(), |nominee| view.sector(nominee)));
    row
}
