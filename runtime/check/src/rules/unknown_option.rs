//! `unknown-option`: an option of a call is spelt almost as one that there is.

use minihost_shim::{Form, find};

use crate::facts::{Argument, Usage};
use crate::finding::Severity;
use crate::rule::{Checked, Draft, Rule};
use crate::text::nearest;

pub(super) const RULE: Rule = Rule {
    id: "unknown-option",
    severity: Severity::Note,
    summary: "an option that is spelt almost as one that there is",
    check,
};

const CALLBACKS: [&str; 3] = ["success", "fail", "complete"];

fn check(checked: &Checked<'_>, found: &mut Vec<Draft>) {
    for code in checked.own() {
        for member in &code.facts.members {
            let Usage::Call(Argument::Options(keys)) = &member.usage else { continue };
            let Some(api) = find(&member.name).filter(|api| api.form != Form::Function) else { continue };
            let callbacks: &[&str] = if api.form.is_call() { &CALLBACKS } else { &[] };
            let known = || api.options.iter().map(|option| option.name).chain(callbacks.iter().copied());
            for key in keys {
                // `headers` is read as `header`; options that are nothing like those here may be of other platforms.
                if known().any(|name| name == key.name) || key.name == "headers" {
                    continue;
                }
                if let Some(name) = nearest(&key.name, known()) {
                    let message = format!("my.{} has no option \"{}\"", member.name, key.name);
                    found.push(code.draft(key.at, message).help(format!("did you mean \"{name}\"?")));
                }
            }
        }
    }
}
