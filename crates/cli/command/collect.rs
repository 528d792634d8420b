//! `fordel collect`: the replies of many organisations in one workbook.

use crate::activity::{Activity, Doing};
use crate::args::Format;
use crate::exit::Exit;
use crate::output;
use crate::request::Request;
use crate::talk::Talk;
use crate::trouble::Trouble;
use anyhow::Context;
use clap::Args;
use fordel_formats::collect::{Collected, Day, Faulty, ReplyFile, State, collect};
use fordel_formats::cpr::holds_personal_number;
use fordel_formats::{Code, SHOWN, Severity, personal_number_in_name, render_text_in};
use fordel_report::{RepliesView, ReplyQuestion, ReplyState, replies_csv, replies_json};
use std::path::{Path, PathBuf};

/// What `collect` understands.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    fordel collect svar/ -o samlet.xlsx --lang da\n  \
    fordel collect svar/ -o samlet.xlsx --deadline 2022-05-31\n  \
    fordel collect svar/ -o samlet.xlsx --skip-unreadable\n\n\
    Every workbook and CSV file of the folder is read; only name and organisation are needed. A file or sheet\n\
    named organisations (organisationer) fills in cluster and sector and says who has not replied.")]
pub(crate) struct CollectArgs {
    /// The folder with the replies.
    pub(crate) folder: PathBuf,
    /// The workbook to write.
    #[arg(short, long, value_name = "FILE.xlsx")]
    pub(crate) output: PathBuf,
    /// Mark replies dated after this day, e.g. 2022-05-31; without it the deadline of the programme's settings, if
    /// they are in the folder.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) deadline: Option<Day>,
    /// Leave out files that cannot be read or hold errors, list them, and collect the others.
    #[arg(long)]
    pub(crate) skip_unreadable: bool,
}

fn day(text: &str) -> Result<Day, Trouble> {
    Day::read(text).ok_or(Trouble::Day("2022-05-31"))
}

/// Runs the command.
pub(crate) fn run(arguments: &CollectArgs, request: &Request) -> anyhow::Result<Exit> {
    let faulty = if arguments.skip_unreadable { Faulty::LeftOut } else { Faulty::Refused };
    match gather(&arguments.folder, &arguments.output, arguments.deadline, faulty, request)? {
        Ok(collected) if collected.is_nothing() => {
            refuse_left_out(&collected, request);
            let folder = &arguments.folder;
            let nothing = Talk::NoReplies { folder, files: &collected.unread };
            output::complain(&format!("{}: {}", request.error_word(), nothing.text(request.language)));
            Ok(Exit::Wrong)
        }
        Ok(collected) => {
            refuse_left_out(&collected, request);
            say(&collected, &arguments.output, &arguments.folder, request)?;
            Ok(Exit::Done)
        }
        Err(findings) => {
            request.refuse(&findings);
            if faulty == Faulty::Refused && findings.iter().any(|finding| is_of_a_file(finding.code)) {
                output::complain(&Talk::SkipUnreadable.text(request.language));
            }
            Ok(Exit::Wrong)
        }
    }
}

/// Whether a finding means that a file could not be read as a table, so that leaving it out would help.
fn is_of_a_file(code: Code) -> bool {
    code.severity() == Severity::Error && code.id().starts_with(['F', 'T'])
}

/// Says what is wrong with the files that were left out.
pub(crate) fn refuse_left_out(collected: &Collected, request: &Request) {
    let findings: Vec<_> = collected.left_out.iter().flat_map(|(_, findings)| findings).collect();
    if !findings.is_empty() {
        let text = render_text_in(findings, SHOWN, request.finding_language());
        output::complain(text.trim_end());
    }
}

/// Reads the folder and writes the workbook; nothing is written where a file is wrong, or where nobody replied.
pub(crate) fn gather(
    folder: &Path,
    to: &Path,
    deadline: Option<Day>,
    faulty: Faulty,
    request: &Request,
) -> anyhow::Result<Result<Collected, fordel_formats::Findings>> {
    let place = || Trouble::ReadFolder(folder.to_owned());
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if !request.read.allow_ten_digits && holds_personal_number(&name) {
        // The page is called after the folder.
        return Ok(Err(personal_number_in_name()));
    }
    let (mut paths, mut others) = (Vec::new(), Vec::new());
    for entry in std::fs::read_dir(folder).with_context(place)? {
        let path = entry.with_context(place)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let is_table =
            ending.is_some_and(|ending| ["xlsx", "xlsm", "xls", "csv", "tsv"].contains(&ending.as_str()));
        // `~$` is what Excel leaves beside a file that is open; what was collected before is no reply.
        let is_own = to.canonicalize().is_ok_and(|own| path.canonicalize().is_ok_and(|path| path == own));
        if is_table && path.is_file() && !name.starts_with(['~', '.']) && !is_own {
            paths.push((name, path));
        } else if !is_own && is_perhaps_a_reply(&name, &path) {
            others.push(if path.is_dir() { format!("{name}/") } else { name });
        }
    }
    paths.sort();
    others.sort();
    // Without names a file is called by its place among all that are looked at, for its name may be somebody's.
    let mut numbered: Vec<String> =
        paths.iter().map(|(name, _)| name).chain(&others).map(|name| name.to_lowercase()).collect();
    numbered.sort();
    let called = |name: &str| -> String {
        let at = numbered.iter().position(|known| *known == name.to_lowercase()).map_or(0, |at| at + 1);
        Talk::FileByNumber { number: at, name }.text(request.language)
    };
    let mut files = Vec::new();
    let reading = Activity::begin(Doing::reading(folder), request);
    let total = paths.len();
    for (name, path) in &paths {
        reading.step(total);
        let file = ReplyFile::read(path, &request.read);
        files.push(if request.names { file } else { file.called(called(name)) });
    }
    drop(reading);
    if !request.names {
        others = others.iter().map(|name| called(name)).collect();
    }
    let collecting = Activity::begin(Doing::Collecting, request);
    let collected = collect(&files, deadline, faulty, &request.read);
    drop(collecting);
    match collected {
        Ok(mut collected) => {
            collected.unread.extend(others);
            if !request.names {
                collected.without_names();
            }
            if !collected.is_nothing() {
                output::file(to, collected.to_workbook(request.finding_language())?)?;
            }
            Ok(Ok(collected))
        }
        Err(findings) => Ok(Err(findings)),
    }
}

/// Whether somebody should look at what is not read: a letter, a scan, a folder, not what systems and we ourselves leave.
fn is_perhaps_a_reply(name: &str, path: &Path) -> bool {
    let lower = name.to_lowercase();
    let is_left =
        ["~", ".", "desktop.ini", "thumbs.db", "readme", "læs"].iter().any(|start| lower.starts_with(start));
    let is_ours = ["-samlet.html", "-plan.html", "-plan.xlsx", "-fejl.txt", "-bemærkninger.txt", ".toml"]
        .iter()
        .any(|end| lower.ends_with(end));
    // What looks like a CPR number is not repeated.
    (path.is_dir() || path.is_file()) && !is_left && !is_ours && !holds_personal_number(name)
}

/// What was collected, for a page.
pub(crate) fn state_of_replies(collected: &Collected, folder: &Path, request: &Request) -> RepliesView {
    let language = request.finding_language();
    let organisations = collected.states.iter().map(|(name, state)| {
        let state = match state {
            State::Waiting => ReplyState::Waiting,
            State::Answered(people) => ReplyState::Answered(*people),
            State::NoCandidate => ReplyState::NoCandidate,
        };
        (name.clone(), state)
    });
    let questions = collected.questions.iter().map(|question| ReplyQuestion {
        kind: question.ask.kind(),
        text: question.text(language),
        nominee: question.id.clone(),
        file: question.file.clone(),
        row: question.row,
    });
    RepliesView {
        title: folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        people: collected.replies.len(),
        late: collected.replies.iter().filter(|reply| reply.is_late).count(),
        organisations: organisations.collect(),
        questions: questions.collect(),
        unread: collected.unread.clone(),
        left_out: collected.left_out_words(language),
    }
}

/// Says what was collected and what is missing.
pub(crate) fn say(collected: &Collected, to: &Path, folder: &Path, request: &Request) -> anyhow::Result<()> {
    request.notes(&collected.notes);
    let view = || state_of_replies(collected, folder, request);
    match request.format {
        Format::Json => return output::result(&format!("{:#}\n", replies_json(&view()))),
        Format::Csv => return output::result(&replies_csv(&view(), request.language)),
        Format::Text => {}
    }
    let left_out = collected.left_out_words(request.finding_language());
    let of = |wanted: State| -> Vec<&str> {
        let those = collected.states.iter().filter(|(_, state)| *state == wanted);
        those.map(|(name, _)| name.as_str()).collect()
    };
    let talk = Talk::Collected {
        path: to,
        people: collected.replies.len(),
        waiting: of(State::Waiting),
        none: of(State::NoCandidate),
        late: collected.replies.iter().filter(|reply| reply.is_late).count(),
        unread_deadline: collected.unread_deadline.as_deref(),
        questions: collected.questions.len(),
        unread: &collected.unread,
        left_out: &left_out,
    };
    let mut text = talk.text(request.language);
    let language = request.finding_language();
    for question in collected.questions.iter().take(50) {
        let place = format!("{} ({})", question.file, question.row);
        text.push_str(&format!("\n  {} [{}]: {}", place, question.id, question.text(language)));
    }
    output::result(&text)
}
