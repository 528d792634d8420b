//! `fordel check`: is the programme right, and can there be a plan?

use crate::args::{CheckArgs, Format};
use crate::command::plan::planned;
use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use fordel_formats::plan_to_json;
use fordel_model::plan::PlanStatus;
use fordel_report::check_text;

/// Runs the command.
pub(crate) fn run(arguments: &CheckArgs, request: &Request) -> anyhow::Result<Exit> {
    let loaded = match request.load(&arguments.programme)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let loaded = match arguments.force.apply(loaded, request) {
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
        let text = check_text(&loaded.programme, &plan, request.language, request.names);
        output::result(&text)?;
    }
    Ok(match plan.status {
        PlanStatus::Optimal | PlanStatus::Feasible => Exit::Done,
        PlanStatus::Partial | PlanStatus::Infeasible => Exit::No,
    })
}
