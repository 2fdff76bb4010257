//! `console.count` and `console.countReset`.

use super::arguments::Arguments;
use super::{Level, MAX_LABELS};

/// Prints how often this label was counted, this call included.
pub(super) fn count(arguments: &mut Arguments<'_>) {
    let label = arguments.label();
    let count = {
        let mut counters = arguments.console.counters.borrow_mut();
        if counters.len() >= MAX_LABELS && !counters.contains_key(&label) {
            drop(counters);
            let text = format!("Warning: '{label}' is not counted: there are {MAX_LABELS} labels already");
            return arguments.console.print(Level::Warn, &text);
        }
        let count = counters.entry(label.clone()).or_default();
        *count += 1;
        *count
    };
    arguments.console.print(Level::Log, &format!("{label}: {count}"));
}

/// Forgets a counter; a label that was never counted is warned about.
pub(super) fn reset(arguments: &mut Arguments<'_>) {
    let label = arguments.label();
    let known = arguments.console.counters.borrow_mut().remove(&label).is_some();
    if !known {
        arguments.console.print(Level::Warn, &format!("Warning: Count for '{label}' does not exist"));
    }
}
