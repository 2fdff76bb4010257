//! `send-without-open`: a message is sent before the connection can be open.

use crate::facts::{Argument, Certainty, Member, TASK_SEND, Usage};
use crate::finding::Severity;
use crate::rule::{Checked, Code, Draft, Rule};

pub(super) const RULE: Rule = Rule {
    id: "send-without-open",
    severity: Severity::Warning,
    summary: "a message is sent before the connection can be open",
    check,
};

const SEND: &str = "sendSocketMessage";
const CONNECT: &str = "connectSocket";
const HELP: &str = "send from my.onSocketOpen on, or queue messages until then";
const HELP_TASK: &str = "send from the task's onOpen on, or queue messages until then";

fn check(checked: &Checked<'_>, found: &mut Vec<Draft>) {
    // One file may belong to a larger program, which waits elsewhere.
    let is_whole = checked.layout.single.is_none();
    let waits = checked.graph.files.values().any(|file| match &file.facts {
        Ok(facts) => facts.knows_open || facts.leaks_my || facts.mentions("onSocketOpen"),
        Err(_) => true,
    });
    for code in checked.own() {
        let sends = code.facts.members.iter().filter(|member| [SEND, TASK_SEND].contains(&member.name.as_str()));
        for send in sends {
            let Usage::Call(argument) = &send.usage else { continue };
            if answers(code, send) {
                continue;
            }
            if let Some(message) = too_early(code, send) {
                found.push(code.draft(send.at, message.to_owned()).help(if send.name == SEND {
                    HELP
                } else {
                    HELP_TASK
                }));
            } else if is_whole && !waits && send.name == SEND && send.is_statement && !handles_failure(argument) {
                let message = "this sends, but nothing in the project waits for the connection to be open".to_owned();
                found.push(code.draft(send.at, message).help(HELP));
            }
        }
    }
}

/// Why the connection cannot be open where `send` is called.
fn too_early(code: Code<'_>, send: &Member) -> Option<&'static str> {
    let role = code.facts.functions.get(send.function).and_then(|function| function.role.as_ref());
    let is_callback =
        role.is_some_and(|role| role.api == CONNECT && matches!(role.option.as_deref(), Some("success" | "complete")));
    let waits_before = |from: usize| {
        code.facts.waits.iter().any(|&(function, at)| function == send.function && from < at && at < send.order)
    };
    if is_callback && !waits_before(0) && send.certainty == Certainty::Certain {
        return Some("the success of connectSocket means that connecting has begun: sending fails with 10");
    }
    let connects = code.facts.members.iter().filter(|member| member.name == CONNECT);
    let mut before = connects.filter(|connect| {
        matches!(connect.usage, Usage::Call(_))
            && connect.function == send.function
            && connect.list == send.list
            && connect.order < send.order
    });
    before
        .any(|connect| !waits_before(connect.order))
        .then_some("the connection that was just begun cannot be open yet: sending fails with 10")
}

/// Whether the call has a `fail`.
fn handles_failure(argument: &Argument) -> bool {
    match argument {
        Argument::Options(keys) => keys.iter().any(|key| matches!(key.name.as_str(), "fail" | "complete")),
        _ => true,
    }
}

/// Whether `send` stands in a listener that is called only while a connection is open.
fn answers(code: Code<'_>, send: &Member) -> bool {
    let mut at = send.function;
    loop {
        let Some(function) = code.facts.functions.get(at).filter(|_| at != 0) else { return false };
        if function.role.as_ref().is_some_and(|role| matches!(role.api.as_str(), "onSocketOpen" | "onSocketMessage")) {
            return true;
        }
        at = function.parent;
    }
}
