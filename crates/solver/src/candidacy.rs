//! Who may sit where: eligibility, pins, hard initiatives and together-groups (contract, section 3).

use fordel_model::{
    Column, IdVec, InitiativeId, NomineeId, PinSide, Programme, RelationKind, Status, TeamRule, fold,
};

/// Where a nominee stands before any team is looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// May be selected.
    Candidate,
    /// The status says no: reserve, withdrawn or declined.
    Status(Status),
    /// A `require_*` rule is not met: this column's.
    Misses(Column),
    /// Pinned out of everything.
    PinnedOut,
}

impl Standing {
    /// Eligible in the contract's sense: nominated and meeting the `require_*` rules.
    pub fn is_eligible(&self) -> bool {
        matches!(self, Self::Candidate | Self::PinnedOut)
    }
}

/// Who may sit where, for the whole programme.
#[derive(Clone, Debug)]
pub struct Candidacy {
    /// Where each nominee stands.
    pub standing: IdVec<NomineeId, Standing>,
    /// The initiatives each nominee may sit in, ascending; empty unless a candidate.
    pub may: IdVec<NomineeId, Vec<InitiativeId>>,
    /// Whether a pin wants the nominee in a team.
    pub pinned_in: IdVec<NomineeId, bool>,
    /// The together-group each candidate is bound to: a position in `groups`.
    pub group: IdVec<NomineeId, Option<usize>>,
    /// The together-groups, each of two or more candidates, ascending.
    pub groups: Vec<Vec<NomineeId>>,
    /// Pairs that are kept apart.
    pub apart: Vec<(NomineeId, NomineeId)>,
    /// The pool whose seats each nominee uses (a position in `Programme::reserved`); `None`: their
    /// cluster's.
    pub pool: IdVec<NomineeId, Option<usize>>,
}

impl Candidacy {
    /// Reads it off a programme. Cost: linear in the tables.
    pub fn of(programme: &Programme) -> Self {
        let mut standing: IdVec<NomineeId, Standing> = programme
            .nominees
            .enumerate()
            .map(|(id, nominee)| match nominee.status {
                Status::Nominated => match programme.unmet(id) {
                    Some(column) => Standing::Misses(column.clone()),
                    None => Standing::Candidate,
                },
                status => Standing::Status(status),
            })
            .collect();
        let mut pinned_in = IdVec::filled(false, programme.nominees.len());
        for pin in &programme.pins {
            match (pin.side, pin.initiative) {
                (PinSide::In, _) => pinned_in[pin.nominee] = true,
                (PinSide::Out, None)
                    if pin.team.is_none() && standing[pin.nominee] == Standing::Candidate =>
                {
                    standing[pin.nominee] = Standing::PinnedOut;
                }
                (PinSide::Out, _) => {}
            }
        }
        let may = initiatives_of(programme, &standing);
        let (group, groups) = together(programme, &standing);
        let apart = programme
            .relations
            .iter()
            .filter(|relation| match relation.kind {
                RelationKind::Apart => true,
                RelationKind::Met => programme.rules.further.contains(&TeamRule::NotMet),
                RelationKind::Together => false,
            })
            .map(|relation| (relation.a, relation.b))
            .collect();
        let pool = programme.nominees.ids().map(|id| pool_of(programme, id)).collect();
        Self { standing, may, pinned_in, group, groups, apart, pool }
    }

    /// Whether a nominee may be selected as far as status, rules and pins say.
    pub fn is_candidate(&self, nominee: NomineeId) -> bool {
        self.standing[nominee] == Standing::Candidate
    }
}

/// The pool a nominee names, or else the first that their sector's people use by default.
fn pool_of(programme: &Programme, nominee: NomineeId) -> Option<usize> {
    let row = &programme.nominees[nominee];
    let mut pools = programme.reserved.iter();
    match &row.seat_pool {
        Some(name) => pools.position(|pool| fold(&pool.name) == fold(name)),
        None => pools.position(|pool| pool.sectors.contains(&row.sector)),
    }
}

/// The initiatives each candidate may sit in.
fn initiatives_of(
    programme: &Programme,
    standing: &IdVec<NomineeId, Standing>,
) -> IdVec<NomineeId, Vec<InitiativeId>> {
    let mut may: IdVec<NomineeId, Vec<InitiativeId>> = programme
        .nominees
        .enumerate()
        .map(|(id, nominee)| {
            if standing[id] != Standing::Candidate {
                return Vec::new();
            }
            programme
                .initiatives
                .enumerate()
                .filter(|(k, initiative)| {
                    initiative.clusters.contains(&nominee.cluster)
                        && (nominee.initiatives.is_empty() || nominee.initiatives.contains(k))
                })
                .map(|(k, _)| k)
                .collect()
        })
        .collect();
    for pin in &programme.pins {
        if let Some(k) = pin.initiative {
            match pin.side {
                PinSide::In => may[pin.nominee].retain(|&other| other == k),
                // A pin out of an earlier plan's team says nothing of the initiative's other teams.
                PinSide::Out if pin.team.is_some() => {}
                PinSide::Out => may[pin.nominee].retain(|&other| other != k),
            }
        }
    }
    may
}

/// Chains of `together` pairs; of each chain those who are candidates are bound to each other, also
/// where the person between them is not.
fn together(
    programme: &Programme,
    standing: &IdVec<NomineeId, Standing>,
) -> (IdVec<NomineeId, Option<usize>>, Vec<Vec<NomineeId>>) {
    let mut root: IdVec<NomineeId, NomineeId> = programme.nominees.ids().collect();
    fn find(root: &IdVec<NomineeId, NomineeId>, mut nominee: NomineeId) -> NomineeId {
        while root[nominee] != nominee {
            nominee = root[nominee];
        }
        nominee
    }
    for relation in programme.relations.iter().filter(|relation| relation.kind == RelationKind::Together) {
        let (a, b) = (find(&root, relation.a), find(&root, relation.b));
        root[a.max(b)] = a.min(b);
    }
    let mut group = IdVec::filled(None, programme.nominees.len());
    let mut groups: Vec<Vec<NomineeId>> = Vec::new();
    let mut of_root: IdVec<NomineeId, Option<usize>> = IdVec::filled(None, programme.nominees.len());
    let mut size: IdVec<NomineeId, usize> = IdVec::filled(0, programme.nominees.len());
    let candidates = || programme.nominees.ids().filter(|&nominee| standing[nominee] == Standing::Candidate);
    for nominee in candidates() {
        size[find(&root, nominee)] += 1;
    }
    for nominee in candidates() {
        let first = find(&root, nominee);
        if size[first] < 2 {
            continue;
        }
        let at = *of_root[first].get_or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[at].push(nominee);
        group[nominee] = Some(at);
    }
    (group, groups)
}
