//! `bad-json`: app.json, or the `.json` of a page, is no JSON or says what it cannot.

use std::path::Path;

use crate::finding::Severity;
use crate::json::Problem;
use crate::rule::{Checked, Draft, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bad-json",
    severity: Severity::Error,
    summary: "app.json or a page's .json cannot be read, or has a wrong type",
    check,
};

fn check(checked: &Checked<'_>, found: &mut Vec<Draft>) {
    if let Some((app, _)) = &checked.manifest.file {
        report(app, &checked.manifest.problems, found);
    }
    for (path, file) in &checked.graph.json {
        report(path, &file.problems, found);
    }
}

fn report(path: &Path, problems: &[Problem], found: &mut Vec<Draft>) {
    for problem in problems {
        let draft = Draft::new(path, problem.span.clone(), problem.message.clone());
        found.push(match problem.help {
            Some(help) => draft.help(help),
            None => draft,
        });
    }
}
