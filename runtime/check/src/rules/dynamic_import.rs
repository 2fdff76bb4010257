//! `dynamic-import`: `import()`, which mini-programs do not have.

use crate::finding::Severity;
use crate::rule::{Checked, Draft, Rule};

pub(super) const RULE: Rule = Rule {
    id: "dynamic-import",
    severity: Severity::Error,
    summary: "import(), which mini-programs do not have",
    check,
};

fn check(checked: &Checked<'_>, found: &mut Vec<Draft>) {
    for code in checked.own() {
        for at in &code.facts.dynamic_imports {
            let draft = code.draft(*at, "mini-programs have no dynamic import: its promise is rejected".to_owned());
            found.push(draft.help("write an import statement, or require"));
        }
    }
}
