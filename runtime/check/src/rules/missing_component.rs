//! `missing-component`: `usingComponents` names a component that is not there.

use std::path::Path;

use minihost_runtime::LoadFailure;

use crate::finding::Severity;
use crate::json::Item;
use crate::rule::{Checked, Draft, Rule};

pub(super) const RULE: Rule = Rule {
    id: "missing-component",
    severity: Severity::Error,
    summary: "usingComponents names a component that is not there",
    check,
};

fn check(checked: &Checked<'_>, found: &mut Vec<Draft>) {
    if let Some((app, _)) = &checked.manifest.file {
        report(app, &checked.graph.app_components, found);
    }
    for (path, file) in &checked.graph.json {
        report(path, &file.components, found);
    }
}

fn report(path: &Path, components: &[(Item, Option<LoadFailure>)], found: &mut Vec<Draft>) {
    for (item, failure) in components {
        if let Some(failure) = failure {
            let message = format!("component \"{}\" has no script", item.text);
            let draft = Draft::new(path, item.span.clone(), message).tried(&failure.tried);
            found.push(draft.help("a path that begins with `/` starts at the folder of app.json"));
        }
    }
}
