//! `console.count` and `console.countReset`.

use super::Level;
use super::arguments::Arguments;

/// Prints how often this label was counted, this call included.
pub(super) fn count(arguments: &mut Arguments<'_>) {
    let label = arguments.label();
    let count = {
        let mut counters = arguments.console.counters.borrow_mut();
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
