//! The page: nothing a person wrote gets out of its place, nothing outside is asked for, and it stays small.

use crate::example::{plan, programme};
use base64::Engine;
use fordel_model::id::Id;
use fordel_model::plan::{NotSelected, Reason, Team};
use fordel_model::{ClusterId, Plan, Programme};
use fordel_report::{Language, PageOptions, plan_page};
use sha2::{Digest, Sha256};

const HOSTILE: [&str; 5] = [
    "</script><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "' onload='alert(1)",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
];

/// The example with hostile texts wherever a person can write one.
fn hostile(text: &str) -> (Programme, Plan) {
    let (mut programme, mut plan) = (programme(), plan());
    programme.name = text.to_owned();
    programme.key = text.to_owned();
    programme.key_source = Some(text.to_owned());
    programme.deadline = Some(text.to_owned());
    programme.sectors[3] = text.to_owned();
    for cluster in programme.clusters.iter_mut() {
        cluster.name = text.to_owned();
        cluster.region = Some(text.to_owned());
    }
    programme.initiatives.iter_mut().for_each(|initiative| initiative.title = text.to_owned());
    for nominee in programme.nominees.iter_mut() {
        nominee.name = text.to_owned();
        nominee.organisation = text.to_owned();
        nominee.title = Some(text.to_owned());
        nominee.area = Some(text.to_owned());
    }
    plan.programme.name = text.to_owned();
    plan.programme.digest = text.to_owned();
    plan.warnings.push(text.to_owned());
    plan.clash.iter_mut().for_each(|clash| clash.text = text.to_owned());
    plan.vacant.iter_mut().for_each(|vacancy| vacancy.reason = text.to_owned());
    plan.not_selected.iter_mut().for_each(|person| person.detail = text.to_owned());
    plan.teams.iter_mut().for_each(|team| team.partner = Some(text.to_owned()));
    (programme, plan)
}

#[test]
fn hostile_texts_stay_texts() {
    for text in HOSTILE {
        let (programme, plan) = hostile(text);
        for language in Language::ALL {
            let page = plan_page(&programme, &plan, language, &PageOptions::default());
            assert_eq!(page.matches("<script>").count(), 1, "{text}");
            assert_eq!(page.matches("</script>").count(), 1, "{text}");
            assert!(!page.contains("<img"), "{text}");
            // Quotes are escaped, so no attribute can begin inside a text.
            assert!(!page.contains("\" onmouseover=\"alert"), "{text}");
            assert!(!page.contains("href=\"javascript:"), "{text}");
        }
    }
}

#[test]
fn the_page_asks_for_nothing_and_allows_only_its_own_style_and_script() {
    let page = plan_page(&programme(), &plan(), Language::Danish, &PageOptions::default());
    for outside in ["http://", "https://", "src=", "@import", "url(", "//cdn", " style=\"", "onclick"] {
        assert!(!page.contains(outside), "the page has {outside:?}");
    }
    let between = |begin: &str, end: &str| {
        let from = page.find(begin).expect("is there") + begin.len();
        &page[from..from + page[from..].find(end).expect("ends")]
    };
    for (begin, end, directive) in
        [("<style>", "</style>", "style-src"), ("<script>", "</script>", "script-src")]
    {
        let digest = Sha256::digest(between(begin, end).as_bytes());
        let hash = base64::engine::general_purpose::STANDARD.encode(digest);
        assert!(page.contains(&format!("{directive} 'sha256-{hash}'")), "{directive}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn without_names_no_name_and_no_title_is_on_the_page() {
    let mut programme = programme();
    for nominee in programme.nominees.iter_mut() {
        nominee.remark = Some("secret remark".to_owned());
        nominee.email = Some("somebody@example.invalid".to_owned());
    }
    let options = PageOptions { names: false, ..PageOptions::default() };
    for language in Language::ALL {
        let page = plan_page(&programme, &plan(), language, &options);
        let with = plan_page(&programme, &plan(), language, &PageOptions::default());
        assert!(page.contains("pseudonym"), "the page does not say what it is");
        for page in [&page, &with] {
            assert!(!page.contains("secret remark") && !page.contains("somebody@"));
        }
        for nominee in programme.nominees.iter() {
            let name = nominee.name.split('\u{1b}').next().unwrap_or_default();
            assert!(name.len() < 4 || !page.contains(name), "{name}");
            assert!(!page.contains("Titel, som"), "a title");
        }
    }
}

#[test]
fn who_is_not_selected_can_be_left_out() {
    let options = PageOptions { not_selected: false, ..PageOptions::default() };
    let page = plan_page(&programme(), &plan(), Language::English, &options);
    let selected: Vec<String> = plan().teams.iter().flat_map(|team| team.members.clone()).collect();
    let whole = plan_page(&programme(), &plan(), Language::English, &PageOptions::default());
    for nominee in programme().nominees.iter().filter(|nominee| !selected.contains(&nominee.id)) {
        assert!(!page.contains(&nominee.name), "{} is on the page", nominee.name);
    }
    assert!(page.len() < whole.len());
}

#[test]
fn the_meeting_is_told_what_changed_since_an_announced_plan() {
    let before = plan();
    let mut now = plan();
    let team = now.teams.first_mut().expect("the example has teams");
    let left = team.members.pop().expect("with members");
    let options = PageOptions { announced: Some(&before), ..PageOptions::default() };
    let page = plan_page(&programme(), &now, Language::English, &options);
    assert!(page.contains("0 people with a seat now who had none, 1 without who had one"), "{left}");
    let same = plan_page(&programme(), &before, Language::English, &options);
    assert!(same.contains("No, nothing."));
    let none = plan_page(&programme(), &before, Language::English, &PageOptions::default());
    assert!(none.contains("Nothing has been announced yet."));
}

#[test]
fn three_thousand_nominees_make_a_page_below_two_megabytes() {
    let (mut programme, mut plan) = (programme(), plan());
    let like = programme.nominees.iter().next().expect("somebody").clone();
    plan.teams.clear();
    plan.not_selected.clear();
    let detail = "Midt (Hovedstaden) har besat 14 pladser med andre; med kandidaten ville den bedste plan \
                  få mellem 120 og 340 point færre";
    for at in 0..3_000 {
        let mut nominee = like.clone();
        nominee.id = format!("h-midt-hovedstaden-{at:04}");
        nominee.name = format!("Birgitte Marie Prøvesen-Eksempelgaard {at}");
        nominee.title = Some("Afdelingsleder for genoptræning og rehabilitering".to_owned());
        nominee.organisation = "Bispebjerg og Frederiksberg Hospital".to_owned();
        nominee.cluster = ClusterId::from_index(at % 3);
        if at % 3 == 0 {
            plan.not_selected.push(NotSelected {
                nominee: nominee.id.clone(),
                reason: Reason::SeatsFull,
                detail: detail.to_owned(),
            });
        }
        programme.nominees.push(nominee);
    }
    let seated: Vec<String> = programme.nominees.iter().skip(9).map(|nominee| nominee.id.clone()).collect();
    let not: std::collections::BTreeSet<&str> =
        plan.not_selected.iter().map(|person| person.nominee.as_str()).collect();
    let seated: Vec<String> = seated.into_iter().filter(|id| !not.contains(id.as_str())).collect();
    for (at, members) in seated.chunks(3).enumerate() {
        plan.teams.push(Team {
            id: format!("v-kol-{at}"),
            initiative: "v-kol".to_owned(),
            cluster: "v-by".to_owned(),
            members: members.to_vec(),
            score: 900,
            parts: [300, 400, 200, 0, 0, 0, 0, 0],
            partner: None,
        });
    }
    let page = plan_page(&programme, &plan, Language::Danish, &PageOptions::default());
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
    assert!(page.contains("Prøvesen-Eksempelgaard 2999"));
}
