//! `duplicate-page`: app.json lists a page twice.

use std::collections::HashSet;

use crate::finding::Severity;
use crate::rule::{Checked, Draft, Rule};

pub(super) const RULE: Rule =
    Rule { id: "duplicate-page", severity: Severity::Warning, summary: "app.json lists a page twice", check };

fn check(checked: &Checked<'_>, found: &mut Vec<Draft>) {
    let Some((app, _)) = &checked.manifest.file else { return };
    let mut seen = HashSet::new();
    for page in &checked.manifest.pages {
        if !seen.insert(&page.text) {
            let message = format!("page \"{}\" is listed twice", page.text);
            found.push(Draft::new(app, page.span.clone(), message).help("take one of the two out"));
        }
    }
}
