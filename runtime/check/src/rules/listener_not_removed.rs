//! `listener-not-removed`: a page adds a listener each time that it is opened, and never removes one.

use minihost_shim::find;

use crate::facts::{Facts, FunctionId, Usage};
use crate::finding::Severity;
use crate::rule::{Checked, Code, Draft, Rule};

pub(super) const RULE: Rule = Rule {
    id: "listener-not-removed",
    severity: Severity::Warning,
    summary: "a listener added in onLoad or onShow is never removed",
    check,
};

fn check(checked: &Checked<'_>, found: &mut Vec<Draft>) {
    for path in checked.graph.pages.values() {
        let Some(code) = checked.code(path) else { continue };
        let loaded = checked.graph.loaded_by(path);
        let facts: Vec<_> = loaded.iter().filter_map(|file| file.facts.as_ref().ok()).collect();
        // Whoever passes `my` on may remove anything.
        if facts.len() < loaded.len() || facts.iter().any(|facts| facts.leaks_my) {
            continue;
        }
        for page in &code.facts.pages {
            for handler in ["onLoad", "onShow"] {
                let Some(&function) = page.get(handler) else { continue };
                let mut functions = vec![(function, None)];
                let called = code.facts.functions.iter().enumerate();
                let called = called.filter(|(id, _)| code.facts.is_within(*id, function));
                for name in called.flat_map(|(_, function)| &function.own_calls) {
                    functions.extend(page.get(name).map(|id| (*id, Some(name.as_str()))));
                }
                for (function, through) in functions {
                    report(code, &facts, (handler, function, through), found);
                }
            }
        }
    }
}

type Way<'a> = (&'static str, FunctionId, Option<&'a str>);

fn report(code: Code<'_>, loaded: &[&Facts], (handler, function, through): Way<'_>, found: &mut Vec<Draft>) {
    for member in &code.facts.members {
        let Usage::Call(_) = member.usage else { continue };
        let Some(rest) = member.name.strip_prefix("on") else { continue };
        let off = format!("off{rest}");
        if find(&member.name).is_none() || find(&off).is_none() || !code.facts.is_within(member.function, function) {
            continue;
        }
        if loaded.iter().any(|facts| facts.mentions(&off)) {
            continue;
        }
        let way = through.map_or_else(String::new, |name| format!(" (through this.{name})"));
        let message = format!("{handler}{way} adds a listener that is never removed: my.{off} is nowhere");
        let draft = code.draft(member.at, message);
        let (often, end) = if handler == "onShow" { ("shown", "onHide") } else { ("opened", "onUnload") };
        found.push(draft.help(format!(
            "there is one more each time that the page is {often}; call my.{off} with the same function in {end}"
        )));
    }
}
