//! `anonymous-listener`: a function that was never added is to be removed.

use minihost_shim::{Form, find};

use crate::facts::{Argument, Usage};
use crate::finding::Severity;
use crate::rule::{Checked, Draft, Rule};

pub(super) const RULE: Rule = Rule {
    id: "anonymous-listener",
    severity: Severity::Warning,
    summary: "my.off… gets a function that was never added",
    check,
};

fn check(checked: &Checked<'_>, found: &mut Vec<Draft>) {
    for code in checked.own() {
        for member in &code.facts.members {
            let Usage::Call(Argument::Fresh) = member.usage else { continue };
            let name = &member.name;
            if find(name).is_none_or(|api| api.form != Form::Off) {
                continue;
            }
            let message = format!("this removes nothing: my.{name} gets another function than the one that was added");
            let on = name.replacen("off", "on", 1);
            let help =
                format!("keep the function in a variable for my.{on} and my.{name}, or call my.{name}() for all");
            found.push(code.draft(member.at, message).help(help));
        }
    }
}
