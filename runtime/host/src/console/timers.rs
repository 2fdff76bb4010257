//! `console.time`, `console.timeLog` and `console.timeEnd`, on the mini-program's clock.

use std::time::Duration;

use super::arguments::Arguments;
use super::inspect::Options;
use super::{Level, MAX_LABELS};

/// Starts a timer; one that runs already keeps its start, and is warned about.
pub(super) fn start(arguments: &mut Arguments<'_>) {
    let label = arguments.label();
    let now = arguments.console.now();
    let mut timers = arguments.console.timers.borrow_mut();
    if timers.contains_key(&label) {
        drop(timers);
        let text = format!("Warning: Label '{label}' already exists for console.time()");
        arguments.console.print(Level::Warn, &text);
        return;
    }
    if timers.len() >= MAX_LABELS {
        drop(timers);
        let text = format!("Warning: '{label}' is not timed: there are {MAX_LABELS} labels already");
        return arguments.console.print(Level::Warn, &text);
    }
    timers.insert(label, now);
}

/// Prints the time since the start of a timer, then the other arguments.
pub(super) fn log(arguments: &mut Arguments<'_>) {
    let label = arguments.label();
    let Some(mut text) = elapsed(arguments, &label, "timeLog") else { return };
    let data = arguments.values.get(1..).unwrap_or_default();
    let mut inspector = arguments.inspector(Options::default());
    // What follows is never a format string: the time was.
    for value in data {
        text.push(' ');
        text.push_str(&inspector.display(value));
    }
    arguments.console.print(Level::Log, &text);
}

/// Prints the time since the start of a timer and stops it.
pub(super) fn end(arguments: &mut Arguments<'_>) {
    let label = arguments.label();
    if let Some(text) = elapsed(arguments, &label, "timeEnd") {
        arguments.console.timers.borrow_mut().remove(&label);
        arguments.console.print(Level::Log, &text);
    }
}

/// `label: time`, or a warning and nothing when no such timer runs.
fn elapsed(arguments: &Arguments<'_>, label: &str, method: &str) -> Option<String> {
    let start = arguments.console.timers.borrow().get(label).copied();
    let Some(start) = start else {
        let text = format!("Warning: No such label '{label}' for console.{method}()");
        arguments.console.print(Level::Warn, &text);
        return None;
    };
    Some(format!("{label}: {}", show(arguments.console.now().since(start))))
}

/// A duration as node shows it: `1.234ms`, `1.234s`, `1:02.345 (m:ss.mmm)` or `1:02:03.456 (h:mm:ss.mmm)`.
fn show(duration: Duration) -> String {
    let millis = duration.as_secs_f64() * 1_000.0;
    if millis < 1_000.0 {
        // The shortest form of three decimals: no zeros at the end.
        let text = format!("{millis:.3}");
        return format!("{}ms", text.trim_end_matches('0').trim_end_matches('.'));
    }
    let minutes = duration.as_secs() / 60;
    if minutes == 0 {
        return format!("{:.3}s", millis / 1_000.0);
    }
    let whole_minutes = Duration::from_secs(minutes * 60);
    let seconds = format!("{:06.3}", duration.saturating_sub(whole_minutes).as_secs_f64());
    let (hours, minutes) = (minutes / 60, minutes % 60);
    if hours == 0 {
        return format!("{minutes}:{seconds} (m:ss.mmm)");
    }
    format!("{hours}:{minutes:02}:{seconds} (h:mm:ss.mmm)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_told_in_the_unit_that_fits() {
        let cases = [
            (Duration::ZERO, "0ms"),
            (Duration::from_nanos(1_234_500), "1.234ms"),
            (Duration::from_micros(500), "0.5ms"),
            (Duration::from_millis(250), "250ms"),
            (Duration::from_millis(1_500), "1.500s"),
            (Duration::from_millis(62_345), "1:02.345 (m:ss.mmm)"),
            (Duration::from_millis(3_723_004), "1:02:03.004 (h:mm:ss.mmm)"),
        ];
        for (duration, shown) in cases {
            assert_eq!(show(duration), shown);
        }
    }
}
