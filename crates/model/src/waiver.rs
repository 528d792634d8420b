//! A hard rule left out, to see what it costs: its name, and the programme without it.
//!
//! Names are `rule` or `rule:id`, as people type them: `min_sectors`, `quotas:2`, `pins:N17`,
//! `teams_min:K03`, `apart:N04:N11`.

use crate::change::Bound;
use crate::{
    ClusterId, Column, InitiativeId, NomineeId, PinSide, Programme, RelationKind, TeamRule, TeamRuleName,
    TeamSize, fold,
};

/// A hard rule of a programme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Waiver {
    /// Different sectors in each team.
    MinSectors,
    /// People of one organisation in a team, at most.
    MaxSameOrganisation,
    /// People of one profession in a team, at most.
    MaxSameProfession,
    /// Leaders of leaders in a team, at least.
    MinLeadersOfLeaders,
    /// Nobody alone with a value of a column.
    NobodyAlone,
    /// The organisations' own order.
    RespectPriority,
    /// All further rules on teams of one name.
    Further(TeamRuleName),
    /// A `require_<column>` rule.
    Requirement(Column),
    /// The team size of initiatives that say nothing themselves.
    TeamSize,
    /// Least seats of clusters that say nothing themselves.
    MinSeats,
    /// Most seats of clusters that say nothing themselves.
    MaxSeats,
    /// A row of the table `quotas`, from 1.
    Quota(usize),
    /// All pins of somebody.
    Pins(NomineeId),
    /// That somebody is nominated to certain initiatives only.
    NominatedTo(NomineeId),
    /// The same of everybody. Not among [`Waiver::all`], which has each person's.
    Nominations,
    /// Two people together or apart.
    Relation(RelationKind, NomineeId, NomineeId),
    /// Teams of the initiative, at least.
    TeamsMin(InitiativeId),
    /// Teams of the initiative, at most.
    TeamsMax(InitiativeId),
    /// The initiative's own team size.
    SizeOf(InitiativeId),
    /// The initiative's own number of sectors.
    SectorsOf(InitiativeId),
    /// Sectors that each of its teams must hold.
    RequiredSectors(InitiativeId),
    /// Levels that each of its teams must hold.
    RequiredLevels(InitiativeId),
    /// One bound of a cluster's seats.
    BoundOf(ClusterId, Bound),
}

/// The widest team size there is.
fn any_size() -> TeamSize {
    TeamSize::default()
}

impl Waiver {
    /// Every hard rule that is in force, the programme's own first, then by table.
    pub fn all(programme: &Programme) -> Vec<Self> {
        let rules = &programme.rules;
        let mut all = Vec::new();
        let mut put = |is_there: bool, waiver: Self| all.extend(is_there.then_some(waiver));
        put(rules.min_sectors > 1, Self::MinSectors);
        put(rules.max_same_organisation.is_some(), Self::MaxSameOrganisation);
        put(rules.max_same_profession.is_some(), Self::MaxSameProfession);
        put(rules.min_leaders_of_leaders > 0, Self::MinLeadersOfLeaders);
        put(!rules.nobody_alone.is_empty(), Self::NobodyAlone);
        put(rules.respect_priority, Self::RespectPriority);
        for name in TeamRuleName::ALL {
            put(rules.further.iter().any(|rule| rule.name() == name), Self::Further(name));
        }
        for requirement in &rules.requirements {
            put(true, Self::Requirement(requirement.column.clone()));
        }
        put(programme.team_size != any_size(), Self::TeamSize);
        put(programme.min_seats.is_some(), Self::MinSeats);
        put(programme.max_seats.is_some(), Self::MaxSeats);
        for (cluster, row) in programme.clusters.enumerate() {
            put(row.min_seats.is_some(), Self::BoundOf(cluster, Bound::Min));
            put(row.max_seats.is_some(), Self::BoundOf(cluster, Bound::Max));
            put(row.fixed_seats.is_some(), Self::BoundOf(cluster, Bound::Fixed));
        }
        for (k, row) in programme.initiatives.enumerate() {
            put(row.teams_min > 0, Self::TeamsMin(k));
            put(true, Self::TeamsMax(k));
            put(row.size != programme.team_size && row.size != any_size(), Self::SizeOf(k));
            put(row.min_sectors.is_some_and(|own| own > 1), Self::SectorsOf(k));
            put(!row.required_sectors.is_empty(), Self::RequiredSectors(k));
            put(!row.required_levels.is_empty(), Self::RequiredLevels(k));
        }
        for (nominee, row) in programme.nominees.enumerate() {
            put(!row.initiatives.is_empty(), Self::NominatedTo(nominee));
        }
        for nominee in programme.nominees.ids() {
            put(programme.pins.iter().any(|pin| pin.nominee == nominee), Self::Pins(nominee));
        }
        for relation in &programme.relations {
            // Having met is a rule only where one asks for it.
            let is_rule = relation.kind != RelationKind::Met || rules.further.contains(&TeamRule::NotMet);
            put(is_rule, Self::Relation(relation.kind, relation.a, relation.b));
        }
        for (row, rule) in programme.people_rules.iter().enumerate() {
            put(rule.min.is_some() || rule.max.is_some(), Self::Quota(row + 1));
        }
        all
    }

    /// What people call it.
    pub fn name(&self, programme: &Programme) -> String {
        let initiative = |what: &str, k: InitiativeId| format!("{what}:{}", programme.initiatives[k].id);
        let person = |id: NomineeId| programme.nominees[id].id.as_str();
        match self {
            Self::MinSectors => "min_sectors".to_owned(),
            Self::MaxSameOrganisation => "max_same_organisation".to_owned(),
            Self::MaxSameProfession => "max_same_profession".to_owned(),
            Self::MinLeadersOfLeaders => "min_leaders_of_leaders".to_owned(),
            Self::NobodyAlone => "nobody_alone".to_owned(),
            Self::RespectPriority => "respect_priority".to_owned(),
            Self::Further(name) => name.code().to_owned(),
            Self::Requirement(column) => format!("require_{column}"),
            Self::TeamSize => "team_size".to_owned(),
            Self::MinSeats => "min_seats".to_owned(),
            Self::MaxSeats => "max_seats".to_owned(),
            Self::Quota(row) => format!("quotas:{row}"),
            Self::Pins(id) => format!("pins:{}", person(*id)),
            Self::NominatedTo(id) => format!("initiatives:{}", person(*id)),
            Self::Nominations => "initiatives".to_owned(),
            Self::Relation(kind, a, b) => {
                let what = match kind {
                    RelationKind::Together => "together",
                    RelationKind::Apart => "apart",
                    RelationKind::Met => "met",
                };
                format!("{what}:{}:{}", person(*a), person(*b))
            }
            Self::TeamsMin(k) => initiative("teams_min", *k),
            Self::TeamsMax(k) => initiative("teams_max", *k),
            Self::SizeOf(k) => initiative("size", *k),
            Self::SectorsOf(k) => initiative("min_sectors", *k),
            Self::RequiredSectors(k) => initiative("required_sectors", *k),
            Self::RequiredLevels(k) => initiative("required_levels", *k),
            Self::BoundOf(cluster, bound) => {
                let what = match bound {
                    Bound::Min => "min_seats",
                    Bound::Max => "max_seats",
                    Bound::Fixed => "fixed_seats",
                };
                format!("{what}:{}", programme.clusters[*cluster].id)
            }
        }
    }

    /// The rule in force that people call so (folded).
    pub fn of_name(programme: &Programme, name: &str) -> Option<Self> {
        let wanted = fold(name);
        let nominations = programme.nominees.iter().any(|row| !row.initiatives.is_empty());
        let more = nominations.then_some(Self::Nominations);
        Self::all(programme).into_iter().chain(more).find(|waiver| fold(&waiver.name(programme)) == wanted)
    }

    /// Takes the rule out of the programme.
    pub fn apply(&self, programme: &mut Programme) {
        let rules = &mut programme.rules;
        match self {
            Self::MinSectors => rules.min_sectors = 1,
            Self::MaxSameOrganisation => rules.max_same_organisation = None,
            Self::MaxSameProfession => rules.max_same_profession = None,
            Self::MinLeadersOfLeaders => rules.min_leaders_of_leaders = 0,
            Self::NobodyAlone => rules.nobody_alone.clear(),
            Self::RespectPriority => rules.respect_priority = false,
            Self::Further(name) => rules.replace_further(*name, &[]),
            Self::Requirement(column) => rules.requirements.retain(|one| one.column != *column),
            Self::TeamSize => {
                let before = std::mem::replace(&mut programme.team_size, any_size());
                let same = programme.initiatives.iter_mut().filter(|row| row.size == before);
                same.for_each(|row| row.size = any_size());
            }
            Self::MinSeats => programme.min_seats = None,
            Self::MaxSeats => programme.max_seats = None,
            // The row stays, so that the others keep their numbers.
            Self::Quota(row) => {
                let rule = &mut programme.people_rules[row - 1];
                (rule.min, rule.max) = (None, None);
            }
            Self::Pins(id) => programme.pins.retain(|pin| pin.nominee != *id),
            Self::NominatedTo(id) => programme.nominees[*id].initiatives.clear(),
            Self::Nominations => programme.nominees.iter_mut().for_each(|row| row.initiatives.clear()),
            Self::Relation(kind, a, b) => {
                programme.relations.retain(|one| (one.kind, one.a, one.b) != (*kind, *a, *b));
            }
            Self::TeamsMin(k) => programme.initiatives[*k].teams_min = 0,
            Self::TeamsMax(k) => {
                // As many teams as all people could make: no bound.
                let most = programme.nominees.len() / usize::from(TeamSize::SMALLEST);
                let row = &mut programme.initiatives[*k];
                row.teams_max = row.teams_max.max(u32::try_from(most).unwrap_or(u32::MAX));
            }
            Self::SizeOf(k) => programme.initiatives[*k].size = any_size(),
            Self::SectorsOf(k) => programme.initiatives[*k].min_sectors = Some(1),
            Self::RequiredSectors(k) => programme.initiatives[*k].required_sectors.clear(),
            Self::RequiredLevels(k) => programme.initiatives[*k].required_levels.clear(),
            Self::BoundOf(cluster, bound) => {
                let row = &mut programme.clusters[*cluster];
                match bound {
                    Bound::Min => row.min_seats = None,
                    Bound::Max => row.max_seats = None,
                    Bound::Fixed => row.fixed_seats = None,
                }
            }
        }
    }

    /// Whether the rule is about every cluster, not one cluster, initiative or person.
    pub fn is_general(&self) -> bool {
        matches!(
            self,
            Self::MinSectors
                | Self::MaxSameOrganisation
                | Self::MaxSameProfession
                | Self::MinLeadersOfLeaders
                | Self::NobodyAlone
                | Self::RespectPriority
                | Self::Nominations
                | Self::Further(_)
                | Self::Requirement(_)
                | Self::TeamSize
                | Self::MinSeats
                | Self::MaxSeats
        )
    }

    /// The people the rule names.
    pub fn people(&self) -> Vec<NomineeId> {
        match self {
            Self::Pins(id) | Self::NominatedTo(id) => vec![*id],
            Self::Relation(_, a, b) => vec![*a, *b],
            _ => Vec::new(),
        }
    }

    /// The initiative the rule is about.
    pub fn initiative(&self) -> Option<InitiativeId> {
        match self {
            Self::TeamsMin(k)
            | Self::TeamsMax(k)
            | Self::SizeOf(k)
            | Self::SectorsOf(k)
            | Self::RequiredSectors(k)
            | Self::RequiredLevels(k) => Some(*k),
            _ => None,
        }
    }

    /// Whether a pin that is in force wants this person in.
    pub fn is_pin_in(programme: &Programme, nominee: NomineeId) -> bool {
        programme.pins.iter().any(|pin| pin.nominee == nominee && pin.side == PinSide::In)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;
    use crate::{Pin, Relation};

    #[test]
    fn every_rule_in_force_has_a_name_of_its_own_and_is_gone_once_waived() {
        let mut programme = Programme::default();
        programme.rules.min_sectors = 3;
        programme.rules.max_same_profession = Some(1);
        programme.rules.respect_priority = true;
        programme.min_seats = Some(2);
        let cluster = programme.clusters.push(crate::Cluster {
            id: "vest".into(),
            name: "Vest".into(),
            region: None,
            weight: crate::Weight::from_scaled(1u8.into(), 0),
            groups: Vec::new(),
            min_seats: None,
            max_seats: Some(4),
            fixed_seats: None,
            contact_person: None,
            extra: Vec::new(),
        });
        let k = programme.initiatives.push(crate::Initiative {
            id: "K1".into(),
            clusters: vec![cluster],
            title: "COPD".into(),
            teams_min: 1,
            teams_max: 1,
            size: TeamSize::new(3, 4).expect("a size"),
            min_sectors: Some(3),
            required_sectors: vec![crate::SectorId::from_index(0)],
            required_levels: vec![crate::Level::Other],
        });
        let (a, b) = (NomineeId::from_index(0), NomineeId::from_index(1));
        for id in ["N1", "N2"] {
            programme.nominees.push(crate::Nominee {
                id: id.into(),
                name: id.into(),
                cluster,
                organisation: "A".into(),
                sector: crate::SectorId::from_index(0),
                area: None,
                title: None,
                level: None,
                profession: None,
                manager: None,
                manager_text: None,
                sponsor: None,
                initiatives: vec![k],
                preferences: Vec::new(),
                priority: None,
                merit: crate::Merit::default(),
                seat_pool: None,
                status: crate::Status::Nominated,
                email: None,
                remark: None,
                extra: Vec::new(),
                diversity: Vec::new(),
            });
        }
        programme.relations.push(Relation { a, b, kind: RelationKind::Apart });
        programme.relations.push(Relation { a, b, kind: RelationKind::Met });
        programme.rules.further = vec![TeamRule::Same(Column::Area), TeamRule::NotMet];
        programme.pins.push(Pin { nominee: a, initiative: None, team: None, side: PinSide::In });
        let all = Waiver::all(&programme);
        let names: std::collections::BTreeSet<String> =
            all.iter().map(|waiver| waiver.name(&programme)).collect();
        assert_eq!(names.len(), all.len(), "{names:?}");
        assert!(names.contains("apart:N1:N2") && names.contains("min_sectors:K1"), "{names:?}");
        for waiver in all {
            let name = waiver.name(&programme);
            assert_eq!(Waiver::of_name(&programme, &name.to_uppercase()), Some(waiver.clone()));
            let mut without = programme.clone();
            waiver.apply(&mut without);
            // An initiative always has a largest number of teams.
            let stays = matches!(waiver, Waiver::TeamsMax(_));
            assert_eq!(Waiver::of_name(&without, &name).is_some(), stays, "{name}");
        }
    }
}
