//! `fordel sweep`: many scenarios, planned, run in shards, and merged.

use crate::args::Format;
use crate::exit::Exit;
use crate::lines::{Appended, merge_files};
use crate::output;
use crate::progress::Progress;
use crate::remembered::{FOLDER, Remembered};
use crate::request::Request;
use crate::shard::Shard;
use crate::trouble::Trouble;
use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use fordel_engine::sweep::{Judged, Memory, Run, Summary};
use fordel_engine::with_threads;
use fordel_formats::scenarios::record_to_line;
use fordel_formats::{Loaded, read_sweep, sweep_digest};
use fordel_model::Sweep;
use fordel_model::sweep::Asked;
use fordel_report::{
    TextOptions, sweep_csv, sweep_json, sweep_page, sweep_plan_json, sweep_plan_text, sweep_text,
};
use std::io::Write;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// What `sweep` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel sweep plan fixtures/national-2022 fixtures/scenarios/sweep-seats.toml\n  \
    fordel sweep run fixtures/national-2022 fixtures/scenarios/sweep-seats.toml --shard 1/4 -o shard-1.jsonl\n  \
    fordel sweep merge fixtures/national-2022 fixtures/scenarios/sweep-seats.toml shard-*.jsonl -o all.jsonl")]
pub(crate) struct SweepArgs {
    #[command(subcommand)]
    step: Step,
}

/// The steps of a sweep.
#[derive(Subcommand, Debug)]
enum Step {
    /// What would be run: axes, draws, how many scenarios; nothing is run but the base.
    Plan(Input),
    /// Run all scenarios or one shard of them, a JSON line each; a run that was stopped goes on where it was.
    Run(RunArgs),
    /// Put shards together, prove that every scenario is there once, and show the statistics.
    Merge(MergeArgs),
}

/// What every step reads.
#[derive(Args, Debug)]
struct Input {
    /// The programme: an Excel workbook, a folder with programme.toml and CSV tables, or a JSON file.
    programme: PathBuf,
    /// The specification of the sweep: TOML or JSON.
    spec: PathBuf,
}

/// What `sweep run` understands.
#[derive(Args, Debug)]
struct RunArgs {
    #[command(flatten)]
    input: Input,
    /// Write to this file (aside, as FILE.part, until it is whole); without it, to standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Which shard of how many, from 1, e.g. 2/4. Without it, SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX tells.
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// How many shards there are, where the environment tells which one this is.
    #[arg(long, value_name = "N", conflicts_with = "shard")]
    shards: Option<u64>,
    /// Remember scenarios in a folder and take from it what was worked out before (`fordel clean` takes it away).
    /// It does not change the results.
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, default_missing_value = FOLDER)]
    cache: Option<PathBuf>,
    /// How large that folder grows, in megabytes; the oldest goes first.
    #[arg(long, value_name = "MEGABYTES", default_value_t = 256, requires = "cache", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    cache_size: u64,
    /// Which plans the judge checks: a sample (one in 64), all, or none. It does not change the results.
    #[arg(long, value_enum, default_value_t = Judge::Sample)]
    judge: Judge,
}

/// Which plans are judged.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Judge {
    /// One in 64.
    Sample,
    /// All.
    All,
    /// None.
    None,
}

/// What `sweep merge` understands.
#[derive(Args, Debug)]
struct MergeArgs {
    #[command(flatten)]
    input: Input,
    /// The files of the shards, in any order.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Write all lines, in order, to this file.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write a page with the distributions to this file.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Show everybody, also those who are in or out in every scenario.
    #[arg(long)]
    full: bool,
}

/// Runs the command.
pub(crate) fn run(arguments: &SweepArgs, request: &Request) -> anyhow::Result<Exit> {
    let input = match &arguments.step {
        Step::Plan(input) => input,
        Step::Run(own) => &own.input,
        Step::Merge(own) => &own.input,
    };
    let loaded = match request.load(&input.programme)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let mut sweep = match read_sweep(&input.spec, &loaded.programme, &request.read) {
        Ok((sweep, notes)) => {
            request.notes(&notes);
            sweep
        }
        Err(findings) => {
            request.refuse(&findings);
            return Ok(Exit::Wrong);
        }
    };
    if let Some(seed) = request.seed {
        sweep.seed = seed;
    }
    let digest = sweep_digest(&sweep);
    let judged = match &arguments.step {
        Step::Run(own) => match own.judge {
            Judge::Sample => Judged::Sample,
            Judge::All => Judged::All,
            Judge::None => Judged::Nobody,
        },
        Step::Plan(_) | Step::Merge(_) => Judged::Nobody,
    };
    let options = request.options();
    let memory = match &arguments.step {
        Step::Run(RunArgs { cache: Some(folder), cache_size, .. }) => {
            Some(Remembered::open(folder, cache_size << 20)?)
        }
        _ => None,
    };
    let stopped = || options.work.stop.is_some_and(|stop| stop.load(Ordering::Relaxed));
    let step = || {
        let digests = (loaded.digest.as_str(), digest.as_str());
        let run = Run::new(&loaded.programme, &sweep, digests, &options, judged, &request.language)
            .with_memory(memory.as_ref().map(|memory| memory as &dyn Memory));
        match &arguments.step {
            Step::Plan(_) => plan(&loaded, &sweep, &run, request),
            Step::Run(own) => run_shard(own, &sweep, &run, request, &stopped),
            Step::Merge(own) => merge(own, &loaded, &run, request),
        }
    };
    with_threads(request.threads, step).map_err(anyhow::Error::msg)?
}

fn plan(loaded: &Loaded, sweep: &Sweep, run: &Run<'_>, request: &Request) -> anyhow::Result<Exit> {
    if request.format == Format::Json {
        let ids = (run.id(0), run.id(run.n_scenarios() - 1));
        let value = sweep_plan_json(&loaded.digest, sweep, run.base_plan(), &ids);
        output::result(&serde_json::to_string_pretty(&value)?)?;
    } else {
        let text = sweep_plan_text(&loaded.programme, sweep, run.base_plan(), request.language);
        output::result(&text)?;
    }
    Ok(Exit::Done)
}

fn run_shard(
    arguments: &RunArgs,
    sweep: &Sweep,
    run: &Run<'_>,
    request: &Request,
    stopped: &dyn Fn() -> bool,
) -> anyhow::Result<Exit> {
    let shard = match &arguments.shard {
        Some(shard) => shard.clone(),
        None => Shard::of_environment(arguments.shards, |name| std::env::var(name).ok())
            .map_err(anyhow::Error::msg)?,
    };
    let range = shard.range(run.n_scenarios());
    let Some(path) = &arguments.output else {
        let mut out = std::io::stdout().lock();
        return work(run, sweep, range.clone(), range.start, request, stopped, &mut |text| {
            out.write_all(text.as_bytes()).and_then(|()| out.flush()).context(Trouble::StandardOutput)
        });
    };
    output::protect(path, &arguments.input.programme)?;
    let mut file = match Appended::open(path, run, range.clone())? {
        Some(file) => file,
        None => {
            note(request, "this shard is done already", "denne del er allerede færdig");
            return Ok(Exit::Done);
        }
    };
    let from = file.next();
    if from > range.start {
        let done = from - range.start;
        note(
            request,
            &format!("going on after {done} scenarios that are done"),
            &format!("fortsætter efter {done} scenarier, der er færdige"),
        );
    }
    let exit = work(run, sweep, range, from, request, stopped, &mut |text| file.append(text))?;
    if exit == Exit::Done {
        file.finish()?;
    }
    Ok(exit)
}

fn note(request: &Request, english: &str, danish: &str) {
    if !request.quiet {
        output::complain(match request.language {
            fordel_report::Language::English => english,
            fordel_report::Language::Danish => danish,
        });
    }
}

/// What is worked out before it is written takes about so long: no more is lost by a kill.
const AT_ONCE: Duration = Duration::from_secs(1);

/// Scenarios worked out at once at least, so that there is work for every thread.
const LEAST_AT_ONCE: u64 = 8;

/// Runs scenarios in chunks and hands on their lines; a chunk that a limit interrupts is not handed on.
fn work(
    run: &Run<'_>,
    sweep: &Sweep,
    range: Range<u64>,
    from: u64,
    request: &Request,
    stopped: &dyn Fn() -> bool,
    write: &mut dyn FnMut(&str) -> anyhow::Result<()>,
) -> anyhow::Result<Exit> {
    let (mut chunk, most) = match sweep.answer {
        Asked::Seats => (1_024, 16_384),
        Asked::Teams => (16, 4_096),
    };
    let total = range.end - range.start;
    let mut progress = Progress::new(total, from - range.start, request.quiet, request.language);
    let mut next = from;
    while next < range.end {
        let end = next.saturating_add(chunk).min(range.end);
        let begun = Instant::now();
        let records = match run.records(next..end) {
            Ok(records) => records,
            Err(refused) => {
                progress.end();
                request.trouble(&Trouble::OwnCheck(Some(refused.index.to_string())));
                output::complain(&format!("  {}", refused.finding));
                return Ok(Exit::Fault);
            }
        };
        if stopped() {
            progress.end();
            note(request, "stopped; run it again to go on", "standset; kør igen for at fortsætte");
            return Ok(Exit::Limit);
        }
        let mut text = String::with_capacity(records.len() * 256);
        for record in &records {
            text.push_str(&record_to_line(record));
            text.push('\n');
        }
        write(&text)?;
        next = end;
        progress.at(next - range.start);
        // The lines are the same however many are worked out at once; what a kill can cost is not.
        match begun.elapsed() {
            long if long > AT_ONCE => chunk = (chunk / 2).max(LEAST_AT_ONCE),
            short if short < AT_ONCE / 2 => chunk = (chunk * 2).min(most),
            _ => {}
        }
    }
    progress.end();
    Ok(Exit::Done)
}

fn merge(arguments: &MergeArgs, loaded: &Loaded, run: &Run<'_>, request: &Request) -> anyhow::Result<Exit> {
    for path in arguments.output.iter().chain(&arguments.report) {
        output::protect(path, &arguments.input.programme)?;
    }
    let mut summary = Summary::new(&loaded.programme, run.base_plan());
    let mut progress = Progress::new(run.n_scenarios(), 0, request.quiet, request.language);
    let merged = merge_files(&arguments.files, arguments.output.as_deref(), run, &mut |record| {
        summary.add(record);
        progress.at(record.index + 1);
    });
    progress.end();
    if let Err(faults) = merged? {
        let error = request.error_word();
        faults
            .iter()
            .for_each(|fault| output::complain(&format!("{error}: {}", fault.say(request.language))));
        return Ok(Exit::No);
    }
    summary.know_refusals(run);
    if let Some(path) = &arguments.report {
        request.write(path, sweep_page(&loaded.programme, &summary, request.language, request.names))?;
    }
    match request.format {
        Format::Json => output::result(&serde_json::to_string_pretty(&sweep_json(&summary))?)?,
        Format::Csv => output::result(&sweep_csv(&summary, request.language))?,
        Format::Text => {
            let options = TextOptions {
                names: request.names,
                full: arguments.full,
                width: output::width(),
                colour: output::colour(),
            };
            output::result(&sweep_text(&loaded.programme, &summary, request.language, &options))?;
        }
    }
    Ok(Exit::Done)
}
