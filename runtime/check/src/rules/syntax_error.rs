//! `syntax-error`: the engine cannot read a file.

use crate::facts::Spot;
use crate::finding::Severity;
use crate::rule::{Checked, Draft, Rule};
use crate::text;

pub(super) const RULE: Rule =
    Rule { id: "syntax-error", severity: Severity::Error, summary: "a script that the engine cannot read", check };

fn check(checked: &Checked<'_>, found: &mut Vec<Draft>) {
    for (path, file) in &checked.graph.files {
        let Err(error) = &file.facts else { continue };
        let (line, column) = error.at;
        let span = text::bytes(&file.text, Spot { start: error.at, end: (line, column.saturating_add(1)) });
        let draft = Draft::new(path, span, error.message.clone());
        // What nothing loads stops nothing.
        found.push(if file.is_loaded { draft } else { draft.severity(Severity::Warning) });
    }
}
