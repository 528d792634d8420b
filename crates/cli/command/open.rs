//! `fordel FILE`, or a file or folder dragged onto the program: runs what can be run, in Danish, and leaves
//! a page and a workbook beside the input. A console that was dragged to closes at once, so whatever is
//! wrong is written to a file as well.

use crate::command::collect;
use crate::exit::Exit;
use crate::output;
use crate::products::{Product, ProductArgs};
use crate::request::Request;
use crate::sight;
use crate::talk::Talk;
use fordel_engine::{document, plan, review, with_threads};
use fordel_formats::collect::{Collected, Faulty};
use fordel_formats::cpr::holds_personal_number;
use fordel_formats::{Diagnostic, Findings, Language, SHOWN, render_text_in};
use fordel_report::InWords;
use fordel_report::{TextOptions, plan_text, replies_page};
use std::path::{Path, PathBuf};

/// Runs what can be run with this file or folder.
pub(crate) fn run(path: &Path, request: &Request) -> anyhow::Result<Exit> {
    if path.is_dir() && !is_programme(path) {
        return replies(path, request);
    }
    let loaded = match request.read_programme(path) {
        Ok(loaded) => loaded,
        Err(findings) => return refuse(path, &findings),
    };
    let programme = &loaded.programme;
    output::result(
        &Talk::HowFar {
            clusters: programme.clusters.len(),
            initiatives: programme.initiatives.len(),
            nominees: programme.nominees.len(),
        }
        .text(request.language),
    )?;
    request.notes(&loaded.notes);
    leave_notes(path, &loaded.notes)?;
    let work = || {
        plan(programme, &request.options()).map(|outcome| {
            let plan = document(programme, &loaded.digest, &outcome, &request.language);
            let review = review(programme, &loaded.digest, &plan);
            (plan, review)
        })
    };
    sight::begin(request.quiet, request.language);
    let planned = with_threads(request.threads, work).map_err(anyhow::Error::msg);
    sight::end();
    let plan = match planned? {
        Ok((plan, review)) if review.is_accepted() => plan,
        Ok((_, review)) => {
            let text: Vec<String> =
                review.findings.iter().map(|found| found.in_words(request.language)).collect();
            leave(path, &Talk::OwnCheckFailed(&text.join("\n")).text(request.language))?;
            return Ok(Exit::Fault);
        }
        Err(unplanned) => {
            leave(path, &Talk::NoPlan(&unplanned.in_words(request.language)).text(request.language))?;
            return Ok(Exit::No);
        }
    };
    let (page, workbook) = (beside(path, "plan.html"), beside(path, "plan.xlsx"));
    let products = ProductArgs { xlsx: Some(workbook.clone()), ..ProductArgs::default() };
    let product = Product { programme, plan: &plan, announced: None, checked: true };
    product.write(Some(&page), &products, request)?;
    settled(path);
    let options =
        TextOptions { names: request.names, full: false, width: output::width(), colour: output::colour() };
    output::result(&plan_text(programme, &plan, request.language, &options))?;
    output::result(&Talk::Left { page: &page, workbook: &workbook }.text(request.language))?;
    Ok(Exit::of_plan(plan.status, 0.0, 0.0))
}

/// Several files were dragged together; what to do instead is left beside the first.
pub(crate) fn several(first: &Path) -> anyhow::Result<()> {
    leave(first, &Talk::DragOne.text(fordel_report::Language::Danish))
}

/// Merges a folder of replies, with a page of who has replied and what must be asked; plans where the replies came
/// with the rest of the programme.
fn replies(folder: &Path, request: &Request) -> anyhow::Result<Exit> {
    let (to, page) = (beside(folder, "samlet.xlsx"), beside(folder, "samlet.html"));
    let collected = match collect::gather(folder, &to, None, Faulty::LeftOut, request)? {
        Ok(collected) => collected,
        Err(findings) => return refuse(folder, &findings),
    };
    if collected.is_nothing() && !collected.left_out.is_empty() {
        let findings: Findings = left_out(&collected);
        return refuse(folder, &findings);
    }
    if collected.is_nothing() {
        let nothing = Talk::NoReplies { folder, files: &collected.unread };
        leave(folder, &nothing.text(request.language))?;
        return Ok(Exit::Wrong);
    }
    collect::say(&collected, &to, folder, request)?;
    leave_notes(folder, &collected.notes)?;
    output::file(
        &page,
        replies_page(&collect::state_of_replies(&collected, folder, request), request.language),
    )?;
    output::result(&Talk::Left { page: &page, workbook: &to }.text(request.language))?;
    settled(folder);
    let is_whole = collected.left_out.is_empty();
    if !is_whole {
        leave(folder, &left_out(&collected).to_text_in(SHOWN, Language::Danish))?;
    }
    if is_whole && collected.has_programme() && collected.questions.is_empty() {
        return run(&to, request);
    }
    let next = Talk::NextStep {
        workbook: &to,
        questions: collected.questions.len(),
        is_programme: collected.has_programme(),
        left_out: collected.left_out.len(),
    };
    output::result(&next.text(request.language))?;
    Ok(if is_whole { Exit::Done } else { Exit::Wrong })
}

/// What is wrong with the files that were left out.
fn left_out(collected: &Collected) -> Findings {
    let mut findings = Findings::new();
    findings.extend(collected.left_out.iter().flat_map(|(_, own)| own).cloned());
    findings
}

/// Leaves how the input was read, and what is odd about it, in a file beside it; nothing where there is nothing to say.
fn leave_notes(path: &Path, notes: &[Diagnostic]) -> anyhow::Result<()> {
    let to = beside(path, NOTES);
    if notes.is_empty() {
        let _ = std::fs::remove_file(&to);
        return Ok(());
    }
    let text = render_text_in(notes, usize::MAX, Language::Danish);
    output::file(&to, for_windows(text.trim_end()))?;
    output::result(&Talk::LeftNotes(&to).text(fordel_report::Language::Danish))
}

/// What the file with notes is called.
const NOTES: &str = "bemærkninger.txt";

/// A text with the line ends and mark that Windows likes.
fn for_windows(text: &str) -> String {
    format!("\u{feff}{}\r\n", text.replace('\n', "\r\n"))
}

/// Takes away what an earlier run left about problems that are no more.
fn settled(path: &Path) {
    let _ = std::fs::remove_file(beside(path, "fejl.txt"));
}

/// Whether a folder holds a programme: its settings tell.
fn is_programme(folder: &Path) -> bool {
    ["programme.toml", "program.toml", "programme.csv", "program.csv"]
        .iter()
        .any(|name| folder.join(name).is_file())
}

/// `svar` and `samlet.xlsx` are `svar-samlet.xlsx`, in the same folder.
fn beside(path: &Path, name: &str) -> PathBuf {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let stem = if path.is_dir() { path.file_name() } else { path.file_stem() };
    let stem = stem.map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    // What looks like a personal number is not repeated, in no name of a file either.
    let stem = if holds_personal_number(&stem) { "fordel".to_owned() } else { stem };
    path.with_file_name(format!("{stem}-{name}"))
}

/// Says what is wrong with the input, here and in a file beside it.
fn refuse(path: &Path, findings: &Findings) -> anyhow::Result<Exit> {
    leave(path, &findings.to_text_in(SHOWN, Language::Danish))?;
    Ok(Exit::Wrong)
}

/// Says something here and in a file beside the input.
pub(crate) fn leave(path: &Path, text: &str) -> anyhow::Result<()> {
    output::complain(text);
    let to = beside(path, "fejl.txt");
    output::file(&to, for_windows(text))?;
    output::complain(&Talk::LeftProblems(&to).text(fordel_report::Language::Danish));
    Ok(())
}
