//! `fordel explain`: why, why not, and what it would change; every figure by planning again.

use crate::activity::{Activity, Doing};
use crate::announced::as_planned;
use crate::args::Format;
use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use crate::trouble::Trouble;
use anyhow::bail;
use clap::Args;
use fordel_engine::explain::Explanation;
use fordel_engine::{Explainer, review_keeping, with_threads};
use fordel_formats::{nearest::nearest, plan_digest};
use fordel_model::{Plan, Programme, fold};
use fordel_report::{
    Asked, Language, TextOptions, explanation_csv, explanation_json, explanation_text, meeting_csv,
    meeting_json, meeting_text,
};
use std::path::PathBuf;

/// What `explain` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel explain fixtures/national-2022 plan.json\n  \
    fordel explain fixtures/national-2022 plan.json --nominee h-byen-01\n  \
    fordel explain fixtures/national-2022 plan.json --cluster h-byen --points\n  \
    fordel explain fixtures/national-2022 plan.json --team byen-kol --format json")]
pub(crate) struct ExplainArgs {
    /// The programme the plan is of.
    programme: PathBuf,
    /// The plan, as JSON; `-` is standard input.
    plan: PathBuf,
    /// Why this person is in this team, or in none: id or name.
    #[arg(long, value_name = "NOMINEE", conflicts_with_all = ["team", "cluster", "meeting"])]
    nominee: Option<String>,
    /// Why this team has these people: its id in the plan.
    #[arg(long, value_name = "TEAM", conflicts_with_all = ["cluster", "meeting"])]
    team: Option<String>,
    /// Why this cluster has these seats and teams: id or name.
    #[arg(long, value_name = "CLUSTER", conflicts_with = "meeting")]
    cluster: Option<String>,
    /// The questions of a meeting, one line each (also without any of these options).
    #[arg(long)]
    meeting: bool,
    /// Show points too.
    #[arg(long)]
    points: bool,
    /// The plan that was announced: what has changed since.
    #[arg(long, value_name = "PLAN")]
    announced: Option<PathBuf>,
}

/// Whom or what to explain, once found.
enum Wanted {
    Nominee(String),
    Team(String),
    Cluster(String),
    Meeting,
}

/// Runs the command.
pub(crate) fn run(arguments: &ExplainArgs, request: &Request) -> anyhow::Result<Exit> {
    let loaded = match request.load(&arguments.programme)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let plan = match request.plan(&arguments.plan)? {
        Ok(plan) => plan,
        Err(exit) => return Ok(exit),
    };
    let (loaded, announced) = match as_planned(loaded, &plan, arguments.announced.as_deref(), request)? {
        Ok(both) => both,
        Err(exit) => return Ok(exit),
    };
    let mut programme = loaded.programme;
    if let Some(foreign) = foreign(&programme, &loaded.digest, &plan, request.language) {
        bail!("{foreign}");
    }
    let wanted = wanted(arguments, &programme, &plan, request.language)?;
    // What was planned with another seed is explained with it.
    let seed = (plan.solver.seed != programme.seed).then_some(plan.solver.seed);
    programme.seed = plan.solver.seed;
    let old = plan.keep.as_ref().map(|keep| &keep.old);
    let judge = || review_keeping(&programme, &loaded.digest, &plan, old);
    let explaining = Activity::begin(Doing::Explaining, request);
    let review = with_threads(request.threads, judge).map_err(anyhow::Error::msg)?;
    if !review.is_accepted() {
        drop(explaining);
        output::complain(fordel_report::refused(request.language));
        request.findings(&review.findings);
        return Ok(Exit::No);
    }
    let options = request.options();
    let explainer = Explainer::new(&programme, &plan, plan_digest(&plan), &options, &request.language);
    let (typed_programme, typed_plan) =
        (arguments.programme.display().to_string(), arguments.plan.display().to_string());
    let asked = Asked { programme: &typed_programme, plan: &typed_plan, seed, points: arguments.points };
    let shown =
        TextOptions { names: request.names, full: true, width: output::width(), colour: output::colour() };
    let language = request.language;
    let one = |found: Option<Explanation>| -> anyhow::Result<String> {
        let Some(found) = found else { bail!(Trouble::NotInPlan) };
        Ok(match request.format {
            Format::Json => format!("{:#}\n", explanation_json(&programme, &plan, &found, &asked)),
            Format::Csv => explanation_csv(&programme, &plan, &found, &asked, language, request.names),
            Format::Text => explanation_text(&programme, &plan, &found, &asked, language, &shown),
        })
    };
    let text = with_threads(request.threads, || match &wanted {
        Wanted::Nominee(id) => one(explainer.nominee(id)),
        Wanted::Team(id) => one(explainer.team(id)),
        Wanted::Cluster(id) => one(explainer.cluster(id)),
        Wanted::Meeting => {
            let found = explainer.meeting();
            let announced = announced.as_ref();
            Ok(match request.format {
                Format::Json => {
                    format!("{:#}\n", meeting_json(&programme, &plan, &found, announced, &asked, language))
                }
                Format::Csv => {
                    let clothes = (language, request.names);
                    meeting_csv(&programme, &plan, &found, announced, &asked, clothes)
                }
                Format::Text => meeting_text(&programme, &plan, &found, announced, language, &shown),
            })
        }
    });
    drop(explaining);
    output::result(&text.map_err(anyhow::Error::msg)??)?;
    Ok(if options.work.is_stopped() { Exit::Limit } else { Exit::Done })
}

/// Why the plan is not of this programme.
fn foreign(programme: &Programme, digest: &str, plan: &Plan, language: Language) -> Option<String> {
    let unknown = |id: &&String| programme.nominees.iter().all(|row| row.id != **id);
    let selected = plan.teams.iter().flat_map(|team| &team.members);
    let people = selected.chain(plan.not_selected.iter().map(|row| &row.nominee));
    let people = people.filter(unknown).count();
    let units = plan.split.units.iter();
    let clusters = units.filter(|unit| programme.clusters.iter().all(|row| row.id != unit.id)).count();
    if plan.programme.digest == digest && people == 0 && clusters == 0 {
        return None;
    }
    Some(match (language, people + clusters) {
        (Language::English, 0) => {
            "the plan is not of this programme as it stands: the programme has changed since (other digest); plan it again"
                .to_owned()
        }
        (Language::English, _) => format!(
            "the plan is not of this programme: it names {people} people and {clusters} clusters that the programme does not have"
        ),
        (Language::Danish, 0) => {
            "planen hører ikke til programmet, som det er nu: programmet er ændret siden (andet fingeraftryk); læg planen igen"
                .to_owned()
        }
        (Language::Danish, _) => format!(
            "planen hører ikke til dette program: den nævner {people} personer og {clusters} klynger, som programmet ikke har"
        ),
    })
}

/// The id that was meant; else which one is nearest.
fn wanted(
    arguments: &ExplainArgs,
    programme: &Programme,
    plan: &Plan,
    language: Language,
) -> anyhow::Result<Wanted> {
    let find = |text: &str, known: Vec<(&str, &str)>, what: (&str, &str)| -> anyhow::Result<String> {
        let wanted = fold(text);
        if let Some((id, _)) = known.iter().find(|(id, _)| fold(id) == wanted) {
            return Ok((*id).to_owned());
        }
        let mut named = known.iter().filter(|(_, name)| fold(name) == wanted);
        if let (Some((id, _)), None) = (named.next(), named.next()) {
            return Ok((*id).to_owned());
        }
        let near = nearest(text, known.iter().map(|(id, _)| *id));
        Err(match (language, near) {
            (Language::English, Some(near)) => {
                anyhow::anyhow!("there is no {} with this id or name; did you mean `{near}`?", what.0)
            }
            (Language::English, None) => anyhow::anyhow!("there is no {} with this id or name", what.0),
            (Language::Danish, Some(near)) => {
                anyhow::anyhow!("der er {} med dette id eller navn; mente du `{near}`?", what.1)
            }
            (Language::Danish, None) => anyhow::anyhow!("der er {} med dette id eller navn", what.1),
        })
    };
    if let Some(text) = &arguments.nominee {
        let known = programme.nominees.iter().map(|row| (row.id.as_str(), row.name.as_str())).collect();
        return Ok(Wanted::Nominee(find(text, known, ("nominee", "ingen kandidat"))?));
    }
    if let Some(text) = &arguments.team {
        let known = plan.teams.iter().map(|team| (team.id.as_str(), team.id.as_str())).collect();
        return Ok(Wanted::Team(find(text, known, ("team in the plan", "intet team i planen"))?));
    }
    if let Some(text) = &arguments.cluster {
        let known = programme.clusters.iter().map(|row| (row.id.as_str(), row.name.as_str())).collect();
        return Ok(Wanted::Cluster(find(text, known, ("cluster", "ingen sundhedsklynge"))?));
    }
    Ok(Wanted::Meeting)
}
