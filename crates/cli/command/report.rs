//! `fordel report`: a page and workbooks from a programme and its plan, checked again first.

use crate::activity::{Activity, Doing};
use crate::announced::as_planned;
use crate::args::ReportArgs;
use crate::exit::Exit;
use crate::output;
use crate::products::Product;
use crate::request::Request;
use fordel_engine::{review, with_threads};
use std::path::{Path, PathBuf};

/// Runs the command.
pub(crate) fn run(arguments: &ReportArgs, request: &Request) -> anyhow::Result<Exit> {
    let files: Vec<&PathBuf> = arguments.output.iter().collect();
    let inputs = [Some(&arguments.programme), Some(&arguments.plan), arguments.announced.as_ref()];
    let inputs: Vec<&Path> = inputs.into_iter().flatten().map(PathBuf::as_path).collect();
    arguments.products.protect(&files, &inputs)?;
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
    let programme = &loaded.programme;
    // A page of a plan that does not hold would be believed.
    let judging = Activity::begin(Doing::Judging, request);
    let judged = with_threads(request.threads, || review(programme, &loaded.digest, &plan));
    drop(judging);
    let review = judged.map_err(anyhow::Error::msg)?;
    if !review.is_accepted() {
        let no = fordel_report::refused(request.language);
        output::complain(no);
        request.findings(&review.findings);
        return Ok(Exit::No);
    }
    let product = Product { programme, plan: &plan, announced: announced.as_ref(), checked: true };
    product.write(arguments.output.as_deref(), &arguments.products, request)?;
    if arguments.output.is_none() && !arguments.products.is_any() {
        output::result(&product.page(&arguments.products, request))?;
    }
    Ok(Exit::Done)
}
