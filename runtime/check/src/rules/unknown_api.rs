//! `unknown-api`: a page calls a member of `my` that the host lacks.

use std::collections::HashSet;

use minihost_shim::{APIS, find};

use crate::facts::{Certainty, Member, Usage};
use crate::finding::Severity;
use crate::rule::{Checked, Draft, Rule};
use crate::text::nearest;

pub(super) const RULE: Rule = Rule {
    id: "unknown-api",
    severity: Severity::Error,
    summary: "a member of my that the host lacks is used, and not asked for",
    check,
};

/// What every object has.
const OF_OBJECTS: [&str; 7] =
    ["constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf"];

fn check(checked: &Checked<'_>, found: &mut Vec<Draft>) {
    // Pages and frameworks may give `my` what they like.
    let loaded = || checked.graph.files.values().filter_map(|file| file.facts.as_ref().ok());
    if loaded().any(|facts| facts.adds_unknown) {
        return;
    }
    let added: HashSet<&str> = loaded().flat_map(|facts| facts.added.iter().map(String::as_str)).collect();
    for code in checked.own() {
        let is_unknown = |member: &Member| {
            let name = member.name.as_str();
            let is_there = find(name).is_some() || checked.settings.mocked.contains(name);
            !is_there && !OF_OBJECTS.contains(&name) && !added.contains(name)
        };
        let asked = &code.facts.asked;
        for member in code.facts.members.iter().filter(|member| is_unknown(member)) {
            if member.is_guarded || asked.contains(&member.name) || matches!(member.usage, Usage::Read) {
                continue;
            }
            let name = &member.name;
            let message = format!("minihost has no my.{name} (profile {})", checked.settings.profile);
            let mut draft = code.draft(member.at, message);
            if member.certainty == Certainty::Tried {
                // What it throws is caught.
                draft = draft.severity(Severity::Warning);
            }
            found.push(match nearest(name, APIS.iter().map(|api| api.name)) {
                Some(known) => draft.help(format!("did you mean my.{known}?")),
                None => draft.help(format!("use it where my.canIUse('{name}') is true, or answer it with --mock FILE")),
            });
        }
    }
}
