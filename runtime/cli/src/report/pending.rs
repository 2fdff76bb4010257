//! What kept a program from ending.

use std::collections::HashMap;

use minihost_runtime::{Pending, call_name};

use super::shown_position;

/// How many lines there are at most: a program may have set a hundred thousand timers.
const MOST_LINES: usize = 20;

/// A line for each thing, each with a line break before it; nothing for nothing. What is there several times has one line.
pub(super) fn list(pending: &[Pending]) -> String {
    let mut lines: Vec<(String, usize)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for item in pending {
        let text = describe(item);
        match known.get(&text) {
            Some(&at) => lines[at].1 += 1,
            None => {
                known.insert(text.clone(), lines.len());
                lines.push((text, 1));
            }
        }
    }
    let rest = lines.iter().skip(MOST_LINES).map(|(_, times)| times).sum::<usize>();
    lines.truncate(MOST_LINES);
    let mut shown = String::new();
    for (text, times) in lines {
        let times = if times > 1 { format!(", {times} times") } else { String::new() };
        shown += &format!("\n  still pending: {text}{times}");
    }
    if rest > 0 { shown + &format!("\n  … and {rest} more") } else { shown }
}

fn describe(item: &Pending) -> String {
    match item {
        Pending::Socket { url, state, made_at: Some(at) } => {
            format!("socket {state} ({url}), made at {}", shown_position(at))
        }
        Pending::Socket { url, state, made_at: None } => format!("socket {state} ({url})"),
        Pending::Request { method, url, state, made_at } => {
            let made_at = made_at.as_ref().map(|at| format!(", made at {}", shown_position(at)));
            format!("request {method} {url} ({state}){}", made_at.unwrap_or_default())
        }
        Pending::Timer { repeats, set_at } => {
            let kind = if *repeats { "interval" } else { "timeout" };
            match set_at {
                Some(at) => format!("{kind} set at {}", shown_position(at)),
                None => kind.to_owned(),
            }
        }
        Pending::Call { api } => format!("{} (not settled)", call_name(api)),
    }
}
