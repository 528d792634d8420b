//! The teams, cluster by cluster, each as a card: who, from where, and what the team has.

use super::Page;
use super::glyph::beside;
use crate::page_words::{PageMessage, PageWord};
use crate::statements::count;
use crate::{clean, number};
use fordel_model::plan::{ClusterOutcome, Team};
use fordel_model::{Criterion, Nominee, fold};
use maud::{Markup, html};
use std::collections::BTreeSet;

impl Page<'_> {
    /// The clusters with their cards, and the filter above them.
    pub(super) fn teams(&self) -> Option<Markup> {
        let plan = self.view.plan;
        if plan.teams.is_empty() {
            return None;
        }
        let best = plan.teams.iter().flat_map(|team| team.parts).map(i64::unsigned_abs).max().unwrap_or(0);
        Some(html! {
            (self.sector_legend())
            (self.find())
            @for outcome in &plan.clusters { (self.cluster(outcome, best)) }
        })
    }

    fn cluster(&self, outcome: &ClusterOutcome, best: u64) -> Markup {
        let view = self.view;
        let plan = view.plan;
        let teams: Vec<&Team> = plan.teams.iter().filter(|team| team.cluster == outcome.cluster).collect();
        let unit = plan.split.units.iter().position(|unit| unit.id == outcome.cluster);
        let filled = unit.and_then(|at| plan.filled.get(at)).copied().unwrap_or(0);
        let seats = unit.and_then(|at| plan.split.units[at].seats).unwrap_or(filled);
        let anchor = self.anchor(&outcome.cluster);
        html! {
            section.cluster id=(anchor) data-c=(anchor) {
                header {
                    h3 { (view.cluster(&outcome.cluster)) }
                    span.small.soft {
                        (view.language.page_say(PageMessage::ClusterHeading(count(teams.len()), filled, seats)))
                    }
                }
                @if teams.is_empty() { p.small.soft { (self.word(PageWord::NoTeam)) } }
                @else { div.cards { @for team in teams { (self.team(team, best)) } } }
            }
        }
    }

    fn team(&self, team: &Team, best: u64) -> Markup {
        let view = self.view;
        let members: Vec<&Nominee> = team.members.iter().filter_map(|id| view.nominee(id)).collect();
        html! {
            article.team {
                h4 { (view.initiative(&team.initiative)) }
                p.id {
                    (clean(&team.id))
                    @if let Some(partner) = &team.partner {
                        "\u{a0}· " (self.word(PageWord::Partner)) ": " (view.partner(partner))
                    }
                }
                ul.people { @for id in &team.members { (self.member(id, team)) } }
                p.mix { (self.mix(team, &members).join("\u{a0}· ")) }
                details {
                    summary { (self.word(PageWord::Points)) " " (number(team.score, view.language)) }
                    table.points {
                        @for criterion in Criterion::ALL {
                            @let points = team.part(criterion);
                            // What counts and comes to nothing is not worth a line in each of a thousand cards.
                            @if view.programme.score.weight(criterion) > 0 && points != 0 {
                                tr {
                                    th scope="row" { (view.language.criterion(criterion).0) }
                                    td.bar { svg aria-hidden="true" { rect height="100%" width=(bar(points, best)) {} } }
                                    td.n { (number(points, view.language)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A member's line.
    fn member(&self, id: &str, team: &Team) -> Markup {
        let view = self.view;
        let Some(nominee) = view.nominee(id) else {
            return html! { li data-s="" { b { (clean(id)) } } };
        };
        let mark = self.glyphs.mark(nominee.sector);
        let home = &view.programme.clusters[nominee.cluster].id;
        html! {
            li data-s=(mark) {
                (beside(mark))
                b { (view.name(id)) }
                @if let Some(title) = view.title(nominee) { ", " (title) }
                span.where {
                    (view.words(&nominee.organisation)) "\u{a0}· " (view.sector(nominee))
                    @if *home != team.cluster { "\u{a0}· " (view.cluster(home)) }
                    @if let Some(pool) = &nominee.seat_pool { "\u{a0}· " (clean(pool)) }
                }
            }
        }
    }

    /// What the team has, in words.
    fn mix(&self, team: &Team, members: &[&Nominee]) -> Vec<String> {
        let view = self.view;
        let sectors: BTreeSet<_> = members.iter().map(|nominee| nominee.sector).collect();
        let organisations: BTreeSet<_> = members.iter().map(|nominee| fold(&nominee.organisation)).collect();
        let professions: BTreeSet<_> = members
            .iter()
            .filter_map(|nominee| nominee.profession.as_deref().map(fold).filter(|text| !text.is_empty()))
            .collect();
        let mut mix = vec![view.language.page_say(PageMessage::Mix {
            sectors: count(sectors.len()),
            organisations: count(organisations.len()),
            professions: count(professions.len()),
        })];
        let first = |nominee: &&&Nominee| {
            let wish = nominee.preferences.first().map(|&id| view.programme.initiatives[id].id.as_str());
            wish == Some(team.initiative.as_str())
        };
        let wishing = members.iter().filter(|nominee| !nominee.preferences.is_empty()).count();
        if wishing > 0 {
            let first = members.iter().filter(first).count();
            mix.push(view.language.page_say(PageMessage::FirstWish(count(first), count(wishing))));
        }
        let is_led_here = |nominee: &&&Nominee| {
            nominee.manager.is_some_and(|manager| {
                let manager = &view.programme.nominees[manager].id;
                team.members.iter().any(|member| member == manager)
            })
        };
        let pairs = members.iter().filter(is_led_here).count();
        if pairs > 0 {
            mix.push(view.language.page_say(PageMessage::Chain(count(pairs))));
        }
        mix
    }
}

/// The length of a bar, relative to the longest: per cent.
fn bar(points: i64, best: u64) -> String {
    format!("{}%", (u128::from(points.unsigned_abs()) * 100).checked_div(u128::from(best)).unwrap_or(0))
}
