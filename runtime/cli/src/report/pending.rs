//! What kept a program from ending.

use minihost_runtime::{Pending, call_name};

use super::shown_position;

/// A line for each thing, each with a line break before it; nothing for nothing.
pub(super) fn list(pending: &[Pending]) -> String {
    pending.iter().map(|item| format!("\n  still pending: {}", describe(item))).collect()
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
