//! The 22 clusters: what the generator adds to the published figures, and the figures themselves.

/// The published cluster table; see `fixtures/denmark/SOURCES.md`.
const CLUSTERS: &str = include_str!("../../../../fixtures/denmark/dk-clusters.csv");
/// The published municipality table, same source.
const MUNICIPALITIES: &str = include_str!("../../../../fixtures/denmark/dk-municipalities.csv");

/// A cluster as the fixture has it.
pub(crate) struct Place {
    /// Its id: a letter for the region, and its name.
    pub(crate) id: &'static str,
    /// The name in the published table.
    pub(crate) name: &'static str,
    /// Its acute hospital.
    pub(crate) hospital: &'static str,
    /// The seats it is expected to get: Sainte-Laguë, region by region, at least 2.
    pub(crate) seats: usize,
    /// How many teams each of its initiatives may have; as many initiatives as entries.
    pub(crate) teams_max: &'static [u32],
}

/// All clusters, in the order of the published table.
pub(crate) const PLACES: [Place; 22] = [
    place("h-bornholm", "Bornholm", "Bornholms Hospital", 2, &[1]),
    place("h-byen", "Byen", "Bispebjerg og Frederiksberg Hospital", 22, &[3, 3, 2]),
    place("h-midt", "Midt (Hovedstaden)", "Herlev og Gentofte Hospital", 14, &[2, 2, 2]),
    place("h-nord", "Nord (Hovedstaden)", "Nordsjællands Hospital", 10, &[2, 1, 1]),
    place("h-syd", "Syd (Hovedstaden)", "Amager og Hvidovre Hospital", 9, &[1, 1, 1]),
    place("s-holbaek", "Holbæk", "Holbæk Sygehus", 6, &[1, 1]),
    place("s-koege", "SUH (Køge)", "Sjællands Universitetshospital", 9, &[1, 1, 1]),
    place("s-slagelse", "Slagelse", "Slagelse Sygehus", 7, &[1, 1, 1]),
    place("s-nykoebing", "Nykøbing F.", "Nykøbing F. Sygehus", 4, &[1, 1]),
    place("sd-fyn", "Fyn", "Odense Universitetshospital", 14, &[2, 2, 1]),
    place("sd-lillebaelt", "Lillebælt", "Sygehus Lillebælt", 10, &[1, 1, 1]),
    place("sd-sydvestjylland", "Sydvestjylland", "Sydvestjysk Sygehus", 7, &[1, 1]),
    place("sd-soenderjylland", "Sønderjylland", "Sygehus Sønderjylland", 7, &[1, 1, 1]),
    place("m-vest", "Vest (Gødstrup)", "Regionshospitalet Gødstrup", 9, &[1, 1, 1]),
    place("m-horsens", "Horsens", "Regionshospitalet Horsens", 7, &[1, 1]),
    place("m-midt", "Midt (Midtjylland)", "Hospitalsenhed Midt", 7, &[1, 1, 1]),
    place("m-randers", "Randers", "Regionshospitalet Randers", 7, &[1, 1]),
    place("m-aarhus", "Aarhus", "Aarhus Universitetshospital", 11, &[2, 1, 1]),
    place("n-nord", "Nord (Nordjylland)", "Regionshospital Nordjylland", 5, &[1, 1]),
    place("n-midt", "Midt (Nordjylland)", "Aalborg Universitetshospital", 8, &[1, 1, 1]),
    place("n-syd", "Syd (Nordjylland)", "Aalborg Universitetshospital, Hobro", 3, &[1]),
    place("n-vest", "Vest (Nordjylland)", "Aalborg Universitetshospital, Thisted", 2, &[1]),
];

const fn place(
    id: &'static str,
    name: &'static str,
    hospital: &'static str,
    seats: usize,
    teams_max: &'static [u32],
) -> Place {
    Place { id, name, hospital, seats, teams_max }
}

impl Place {
    /// The row of the published table.
    fn row(&self) -> Vec<&'static str> {
        let row = CLUSTERS.lines().map(cells).find(|row| row[0] == self.name);
        row.unwrap_or_else(|| panic!("the published table has no cluster `{}`", self.name))
    }

    /// Its region.
    pub(crate) fn region(&self) -> &'static str {
        self.row()[1]
    }

    /// Its population on 1 January of 2019, 2020, 2021, 2022 and 2023.
    pub(crate) fn populations(&self) -> [&'static str; 5] {
        let row = self.row();
        [row[5], row[6], row[7], row[2], row[8]]
    }

    /// Its municipalities with their population of 2022, in the order of the published table.
    pub(crate) fn municipalities(&self) -> Vec<(&'static str, usize)> {
        let of_here = MUNICIPALITIES.lines().map(cells).filter(|row| row[3] == self.name);
        of_here.map(|row| (row[1], row[4].parse().expect("a population is an integer"))).collect()
    }

    /// The name of its psychiatry, one organisation a region.
    pub(crate) fn psychiatry(&self) -> &'static str {
        match self.region() {
            "Hovedstaden" => "Region Hovedstadens Psykiatri",
            "Sjælland" => "Psykiatrien i Region Sjælland",
            "Syddanmark" => "Psykiatrien i Region Syddanmark",
            "Midtjylland" => "Psykiatrien i Region Midtjylland",
            "Nordjylland" => "Psykiatrien i Region Nordjylland",
            region => panic!("the published table has a sixth region `{region}`"),
        }
    }

    /// How many people are nominated and may be selected: three for two seats; Byen has 36.
    pub(crate) fn n_eligible(&self) -> usize {
        if self.id == "h-byen" { 36 } else { (self.seats * 3).div_ceil(2) }
    }

    /// How many are reserves, or have left.
    pub(crate) fn n_others(&self) -> usize {
        if (9..20).contains(&self.seats) { 2 } else { 1 }
    }
}

/// The cells of a line of the published tables, which quote nothing.
fn cells(line: &'static str) -> Vec<&'static str> {
    line.split(',').collect()
}

/// What an office calls a municipality.
pub(crate) fn office(municipality: &str) -> String {
    match municipality {
        "København" => "Københavns Kommune".to_owned(),
        "Bornholm" => "Bornholms Regionskommune".to_owned(),
        name => format!("{name} Kommune"),
    }
}
