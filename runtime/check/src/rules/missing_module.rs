//! `missing-module`: a file asks for another one that is not there.

use crate::facts::Certainty;
use crate::finding::Severity;
use crate::rule::{Checked, Draft, Rule};

pub(super) const RULE: Rule = Rule {
    id: "missing-module",
    severity: Severity::Error,
    summary: "a file or package that is imported or required is not there",
    check,
};

fn check(checked: &Checked<'_>, found: &mut Vec<Draft>) {
    for (path, file) in &checked.graph.files {
        for link in &file.links {
            let Err(failure) = &link.found else { continue };
            // What is caught is meant to be missing at times, and packages ask for what only other platforms have.
            let is_certain = link.certainty == Certainty::Certain;
            let is_meant = link.certainty == Certainty::Tried
                || !file.is_own && !link.is_static && (!is_certain || link.function != 0);
            if is_meant {
                continue;
            }
            let mut draft = Draft::new(path, link.span.clone(), failure.message.clone()).tried(&failure.tried);
            if let Some(at) = &failure.at {
                // A package.json is to blame, which is no file of the program.
                draft.help = Some(format!("see {}:{}:{}", checked.shown(&at.path), at.line, at.column));
            } else if let Some((message, hint)) = failure.message.split_once(": ") {
                // What the run tells in one line.
                (draft.message, draft.help) = (message.to_owned(), Some(hint.to_owned()));
            }
            let is_error = link.is_static || file.is_own && is_certain;
            found.push(if is_error { draft } else { draft.severity(Severity::Warning) });
        }
    }
}
