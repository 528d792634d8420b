//! Findings as text: those of one kind together, each with its place, its row and what to do.

use crate::code::Severity;
use crate::diagnostic::Diagnostic;
use crate::text::{self, Language, Text};

/// How many places of equal notes are shown.
const PLACES: usize = 5;

/// Findings as text, in English: errors before warnings before notes, the first `limit`, and how many more.
pub fn render_text<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>, limit: usize) -> String {
    render_text_in(findings, limit, Language::English)
}

/// The same in a language. Findings of one kind stand together; notes that say the same are one line.
pub fn render_text_in<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    limit: usize,
    language: Language,
) -> String {
    let mut list: Vec<&Diagnostic> = findings.into_iter().collect();
    list.sort_by_key(|finding| finding.severity);
    // Beside more errors than are shown, nobody misses a note.
    let is_counted = |finding: &&&Diagnostic| {
        finding.severity != Severity::Note || list.iter().all(|other| other.severity == Severity::Note)
    };
    let left = list.iter().skip(limit).filter(is_counted).count();
    list.truncate(limit);
    let frame = language.frame();
    let mut lines: Vec<String> = Vec::new();
    for group in &grouped(&list, language) {
        let head = format!("{}[{}]: {}", language.severity(group.severity), group.code, group.words.title);
        if group.severity == Severity::Note && group.words.help.is_none() {
            let shown = group.members.iter().take(PLACES);
            let places: Vec<String> = shown.map(|member| text::place(&member.place, language)).collect();
            let mut line = format!("{head}: {}", places.join("; "));
            if let more @ 1.. = group.members.len().saturating_sub(PLACES) {
                line.push_str(&format!("; {} {more} {}", frame.and, frame.more));
            }
            lines.push(line);
            continue;
        }
        for member in &group.members {
            lines.push(head.clone());
            lines.push(format!("  {}", text::place(&member.place, language)));
            if let Some(other) = &member.other {
                lines.push(format!("  {} {}", frame.and, text::place(other, language)));
            }
            lines.extend(member.excerpt.iter().flat_map(crate::Excerpt::lines));
            lines.extend(group.words.help.iter().map(|help| format!("  {}: {help}", frame.help)));
        }
    }
    if left > 0 {
        lines.push(format!("{} {left} {}", frame.and, frame.more));
    }
    lines.join("\n")
}

/// Findings that say the same.
struct Group<'a> {
    severity: Severity,
    code: &'static str,
    words: Text,
    members: Vec<&'a Diagnostic>,
}

/// The findings by what they say; kinds in the order in which each is first met among its gravity.
fn grouped<'a>(list: &[&'a Diagnostic], language: Language) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for finding in list {
        let words = text::words(finding, language);
        let is_kind =
            |group: &Group<'_>| group.code == finding.code.id() && group.severity == finding.severity;
        if let Some(group) = groups.iter_mut().find(|group| is_kind(group) && group.words == words) {
            group.members.push(finding);
            continue;
        }
        let group =
            Group { severity: finding.severity, code: finding.code.id(), words, members: vec![finding] };
        let at = groups.iter().rposition(is_kind).map_or(groups.len(), |last| last + 1);
        groups.insert(at, group);
    }
    groups
}
