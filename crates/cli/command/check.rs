//! `fordel check`: is the programme right, and can there be a plan?

use crate::args::{CheckArgs, Format};
use crate::command::plan::planned;
use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use fordel_formats::plan_to_json;
use fordel_model::plan::PlanStatus;

/// Runs the command.
pub(crate) fn run(arguments: &CheckArgs, request: &Request) -> anyhow::Result<Exit> {
    let loaded = match request.load(&arguments.programme)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let keep = match request.keep(&arguments.keep)? {
        Ok(keep) => keep,
        Err(exit) => return Ok(exit),
    };
    let plan = match planned(&loaded, keep, request)? {
        Ok(plan) => plan,
        Err(exit) => return Ok(exit),
    };
    if request.format == Format::Json {
        output::result(&plan_to_json(&plan))?;
    } else {
        let programme = &loaded.programme;
        let mut text = format!(
            "{}: {} clusters, {} initiatives, {} nominees; no errors\n",
            programme.name,
            programme.clusters.len(),
            programme.initiatives.len(),
            programme.nominees.len(),
        );
        text.push_str(match plan.status {
            PlanStatus::Optimal | PlanStatus::Feasible => "a plan exists\n",
            PlanStatus::Partial => "some clusters have no legal plan\n",
            PlanStatus::Infeasible => "no legal plan exists\n",
        });
        for clash in &plan.clash {
            text.push_str(&format!("  {} ({}): {}\n", clash.place, clash.kind, clash.text));
        }
        for vacancy in &plan.vacant {
            text.push_str(&format!(
                "  {}: {} seats empty: {}\n",
                vacancy.cluster, vacancy.seats, vacancy.reason
            ));
        }
        output::result(&text)?;
    }
    Ok(match plan.status {
        PlanStatus::Optimal | PlanStatus::Feasible => Exit::Done,
        PlanStatus::Partial | PlanStatus::Infeasible => Exit::No,
    })
}
