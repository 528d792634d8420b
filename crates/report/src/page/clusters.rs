//! The clusters as the parts of the page need them: in groups by region, with their seats.

use super::Page;
use crate::clean;
use fordel_model::split::UnitSeats;

/// A cluster's row of the split.
pub(super) struct UnitRow<'a> {
    pub(super) unit: &'a UnitSeats,
    pub(super) filled: u64,
}

/// The clusters of one region.
pub(super) struct Region<'a> {
    /// Its name; empty where clusters have none.
    pub(super) name: String,
    pub(super) rows: Vec<UnitRow<'a>>,
}

impl Page<'_> {
    /// The units of the split by region, both in the programme's order.
    pub(super) fn regions(&self) -> Vec<Region<'_>> {
        let plan = self.view.plan;
        let mut regions: Vec<Region<'_>> = Vec::new();
        for (at, unit) in plan.split.units.iter().enumerate() {
            let cluster = self.view.cluster_row(&unit.id);
            let name = cluster.and_then(|cluster| cluster.region.as_deref()).map(clean).unwrap_or_default();
            let row = UnitRow { unit, filled: plan.filled.get(at).copied().unwrap_or(0) };
            match regions.iter_mut().find(|region| region.name == name) {
                Some(region) => region.rows.push(row),
                None => regions.push(Region { name, rows: vec![row] }),
            }
        }
        regions
    }
}
