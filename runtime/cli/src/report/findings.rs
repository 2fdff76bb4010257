//! What `minihost check` found, for people and for editors.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use minihost_check::{Finding, Place, Report, Severity};
use serde_json::{Value, json};

use super::{error, warning};
use crate::paths;

/// The version of the JSON; it changes when a reader of the one before would be wrong.
const VERSION: u32 = 1;

/// For people: each with its line and a caret, then how many there are.
pub(crate) fn text(report: &Report) -> String {
    let mut text: String = report.findings.iter().map(|finding| format!("{}\n\n", shown(finding))).collect();
    let files = counted(report.files, "file");
    let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counts: Vec<_> = kinds
        .into_iter()
        .map(|(severity, name)| (report.count(severity), name))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| counted(count, name))
        .collect();
    let summary = format!("{} in {files}", counts.join(", "));
    text.push_str(&if report.count(Severity::Error) > 0 {
        error(&summary)
    } else if report.count(Severity::Warning) > 0 {
        warning(&summary)
    } else if counts.is_empty() {
        format!("nothing to say of {files}")
    } else {
        summary
    });
    text.push('\n');
    text
}

/// For editors: docs/check.md.
pub(crate) fn json(report: &Report, profile: &str) -> String {
    let place = |place: Place| json!({ "line": place.line, "column": place.column });
    let finding = |it: &Finding| {
        json!({
            "rule": it.rule,
            "severity": it.severity.name(),
            "message": it.message,
            "file": paths::shown(&it.file),
            "start": place(it.start),
            "end": place(it.end),
            "help": it.help,
            "tried": it.tried.iter().map(|path| paths::shown(path)).collect::<Vec<_>>(),
        })
    };
    let object = json!({
        "version": VERSION,
        "profile": profile,
        "files": report.files,
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "notes": report.count(Severity::Note),
        "diagnostics": report.findings.iter().map(finding).collect::<Vec<Value>>(),
    });
    // An object of strings and numbers always has a text.
    serde_json::to_string_pretty(&object).unwrap_or_default() + "\n"
}

fn shown(finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = paths::shown_in(&finding.message);
    let path = paths::shown(&finding.file);
    let line = finding.line.as_str();
    let annotation = AnnotationKind::Primary.span(carets(finding));
    let snippet = Snippet::source(line).line_start(finding.start.line).path(path).annotation(annotation);
    let report = [level.primary_title(message).id(finding.rule).element(snippet)];
    let mut text = Renderer::styled().render(&report);
    if !finding.tried.is_empty() {
        text.push_str("\ntried:");
        for path in &finding.tried {
            text.push_str(&format!("\n    {}", paths::shown(path)));
        }
    }
    if let Some(help) = &finding.help {
        text.push_str(&format!("\nhelp: {}", paths::shown_in(help)));
    }
    text
}

/// The bytes of the line that are to blame.
fn carets(finding: &Finding) -> std::ops::Range<usize> {
    let line = &finding.line;
    let byte = |column: usize| line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
    let start = byte(finding.start.column);
    let end = if finding.start.line == finding.end.line { byte(finding.end.column) } else { line.len() };
    start..end.max(start)
}

fn counted(count: usize, name: &str) -> String {
    if count == 1 { format!("1 {name}") } else { format!("{count} {name}s") }
}
