//! The nominees of one cluster.

use super::draw::Draw;
use super::places::{Place, office};
use super::words::{FIRST_NAMES, SURNAMES, Workplace, plain_letters, title_of_profession};
use std::collections::BTreeSet;

/// A row of the table `nominees`, as text.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) cluster: &'static str,
    pub(crate) organisation: String,
    pub(crate) workplace: Workplace,
    pub(crate) title: &'static str,
    pub(crate) level: &'static str,
    pub(crate) profession: &'static str,
    pub(crate) manager: String,
    pub(crate) sponsor: &'static str,
    pub(crate) initiatives: Vec<String>,
    pub(crate) preferences: Vec<String>,
    pub(crate) priority: Option<usize>,
    pub(crate) status: &'static str,
    pub(crate) remark: &'static str,
}

impl Person {
    /// A made-up address that no mail server accepts.
    pub(crate) fn email(&self) -> String {
        format!("{}@eksempel.invalid", plain_letters(&self.name).replace('-', "."))
    }

    /// Whether nothing but the status says who the person may sit with.
    pub(crate) fn is_free(&self) -> bool {
        self.status == "nominated"
            && self.priority.is_none()
            && self.initiatives.is_empty()
            && self.manager.is_empty()
    }
}

/// Draws the people of `place`, whose initiatives are `initiatives`; `taken` keeps names apart.
pub(crate) fn draw_people(
    draw: &mut Draw,
    place: &Place,
    initiatives: &[String],
    taken: &mut BTreeSet<String>,
) -> Vec<Person> {
    let n = place.n_eligible() + place.n_others();
    let mut people: Vec<Person> = workplaces(draw, place, n)
        .into_iter()
        .enumerate()
        .map(|(at, (workplace, organisation))| {
            let id = format!("{}-{:02}", place.id, at + 1);
            draw_person(draw, place.id, id, workplace, organisation, initiatives, taken)
        })
        .collect();
    draw_statuses(draw, place, &mut people);
    draw_chains(draw, &mut people);
    draw_priorities(draw, &mut people);
    people
}

/// Where `n` people work: about 45 % municipalities, 26 % hospital, 12 % psychiatry, 14 % general
/// practice, and one for the patients in a large cluster.
fn workplaces(draw: &mut Draw, place: &Place, n: usize) -> Vec<(Workplace, String)> {
    let part = |percent: usize| (n * percent + 50) / 100;
    let n_patients = usize::from(n >= 16);
    let (n_general, n_psychiatry, n_hospital) = (part(14), part(12), part(26));
    let n_municipal = n - n_patients - n_general - n_psychiatry - n_hospital;
    let mut list = Vec::new();
    let municipalities = place.municipalities();
    for at in 0..n_municipal {
        // The first round goes to the largest municipalities, the rest by population.
        let name = if at < municipalities.len().min(n_municipal / 2) {
            let mut by_size = municipalities.clone();
            by_size.sort_by_key(|&(_, population)| std::cmp::Reverse(population));
            by_size[at].0
        } else {
            by_population(draw, &municipalities)
        };
        list.push((Workplace::Municipality, office(name)));
    }
    let mut add = |workplace, n: usize, name: String| list.extend(std::iter::repeat_n((workplace, name), n));
    add(Workplace::Hospital, n_hospital, place.hospital.to_owned());
    add(Workplace::Psychiatry, n_psychiatry, place.psychiatry().to_owned());
    add(Workplace::GeneralPractice, n_general, format!("Almen praksis, {}", place.name));
    add(Workplace::Patients, n_patients, format!("Patienter og pårørende, {}", place.name));
    list
}

/// One municipality, the large ones more often.
fn by_population(draw: &mut Draw, municipalities: &[(&'static str, usize)]) -> &'static str {
    let total: usize = municipalities.iter().map(|&(_, population)| population).sum();
    let mut left = draw.below(total);
    for &(name, population) in municipalities {
        if left < population {
            return name;
        }
        left -= population;
    }
    panic!("{left} left after all municipalities")
}

/// Draws one person.
fn draw_person(
    draw: &mut Draw,
    cluster: &'static str,
    id: String,
    workplace: Workplace,
    organisation: String,
    initiatives: &[String],
    taken: &mut BTreeSet<String>,
) -> Person {
    let name = loop {
        let name = format!("{} {}", draw.one(&FIRST_NAMES), draw.one(&SURNAMES));
        if taken.insert(name.clone()) {
            break name;
        }
    };
    let profession = *draw.one(workplace.professions());
    let drawn_level = *draw.one(workplace.levels());
    let (level, title) = match title_of_profession(profession) {
        Some(title) => ("middle_manager", title),
        None => (drawn_level, *draw.one(workplace.titles(drawn_level))),
    };
    let mut order = initiatives.to_vec();
    draw.shuffle(&mut order);
    let is_bound = initiatives.len() > 1 && draw.chance(12);
    let n_bound = 1 + draw.below(initiatives.len().max(2) - 1);
    let bound: Vec<String> = if is_bound { order[..n_bound].to_vec() } else { Vec::new() };
    let liked = if is_bound { bound.clone() } else { order };
    let n_preferences = if draw.chance(25) { 0 } else { 1 + draw.below(liked.len()) };
    Person {
        id,
        name,
        cluster,
        organisation,
        workplace,
        title,
        level,
        profession,
        manager: String::new(),
        sponsor: if draw.chance(60) { workplace.sponsor() } else { "" },
        preferences: liked[..n_preferences].to_vec(),
        initiatives: bound,
        priority: None,
        status: "nominated",
        remark: if draw.chance(5) { "Syntetisk bemærkning, som aldrig må vises" } else { "" },
    }
}

/// Makes as many of them reserves or people who have left as the place says.
fn draw_statuses(draw: &mut Draw, place: &Place, people: &mut [Person]) {
    let mut others: Vec<usize> = (0..people.len()).collect();
    draw.shuffle(&mut others);
    for &at in &others[..place.n_others()] {
        people[at].status = *draw.one(&["reserve", "withdrawn", "declined"]);
    }
}

/// Gives some middle managers their own leader from the same organisation.
fn draw_chains(draw: &mut Draw, people: &mut [Person]) {
    for at in 0..people.len() {
        if people[at].level != "middle_manager" || !draw.chance(45) {
            continue;
        }
        let leaders: Vec<usize> = (0..people.len())
            .filter(|&of| {
                people[of].level == "leader_of_leaders" && people[of].organisation == people[at].organisation
            })
            .collect();
        if !leaders.is_empty() {
            people[at].manager = people[*draw.one(&leaders)].id.clone();
        }
    }
}

/// Lets about two organisations in five put their people in order.
fn draw_priorities(draw: &mut Draw, people: &mut [Person]) {
    let organisations: BTreeSet<String> = people.iter().map(|person| person.organisation.clone()).collect();
    for organisation in organisations {
        let mut own: Vec<usize> =
            (0..people.len()).filter(|&at| people[at].organisation == organisation).collect();
        if own.len() < 2 || !draw.chance(40) {
            continue;
        }
        draw.shuffle(&mut own);
        for (rank, &at) in own.iter().enumerate() {
            people[at].priority = Some(rank + 1);
        }
    }
}
