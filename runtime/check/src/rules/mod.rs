//! The rules, one file each, and the table of them.

mod anonymous_listener;
mod bad_json;
mod duplicate_page;
mod dynamic_import;
mod insecure_url;
mod listener_not_removed;
mod missing_component;
mod missing_module;
mod missing_page;
mod send_without_open;
mod syntax_error;
mod unknown_api;
mod unknown_option;

use crate::finding::{Finding, Report};
use crate::ignore::is_ignored;
use crate::rule::{Checked, Draft, Rule};
use crate::text;

/// Every rule.
pub const RULES: &[Rule] = &[
    missing_page::RULE,
    duplicate_page::RULE,
    bad_json::RULE,
    missing_component::RULE,
    missing_module::RULE,
    syntax_error::RULE,
    dynamic_import::RULE,
    unknown_api::RULE,
    unknown_option::RULE,
    listener_not_removed::RULE,
    anonymous_listener::RULE,
    send_without_open::RULE,
    insecure_url::RULE,
];

/// What the rules find, by file and place.
pub(crate) fn apply(checked: &Checked<'_>) -> Report {
    let mut findings = Vec::new();
    for rule in RULES {
        let mut drafts = Vec::new();
        (rule.check)(checked, &mut drafts);
        findings.extend(drafts.into_iter().filter_map(|draft| finding(checked, rule, draft)));
    }
    findings.sort_by(|one, other| {
        let key = |it: &Finding| (it.start, it.end);
        one.file.cmp(&other.file).then_with(|| key(one).cmp(&key(other)))
    });
    findings.dedup();
    let files = checked.graph.files.len() + checked.graph.json.len() + usize::from(checked.manifest.file.is_some());
    Report { findings, files }
}

fn finding(checked: &Checked<'_>, rule: &Rule, draft: Draft) -> Option<Finding> {
    let severity = checked.settings.levels.severity(rule, draft.severity.unwrap_or(rule.severity))?;
    let text = checked.text(&draft.file);
    if is_ignored(text, draft.span.start, rule.id) {
        return None;
    }
    Some(Finding {
        rule: rule.id,
        severity,
        message: draft.message,
        start: text::place(text, draft.span.start),
        end: text::place(text, draft.span.end),
        line: text::line(text, draft.span.start).to_owned(),
        file: draft.file,
        help: draft.help,
        tried: draft.tried,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_documented() {
        let documentation = include_str!("../../../../docs/check.md");
        for rule in RULES {
            assert!(documentation.contains(&format!("\n## {}\n", rule.id)), "{}", rule.id);
        }
    }
}
