//! `console.trace`: where in the program the call is.

use std::fmt::Write as _;

use super::Level;
use super::arguments::Arguments;

/// Prints `Trace: ` and the arguments, then one line per function that led here, the innermost first.
pub(super) fn print(arguments: &mut Arguments<'_>) {
    let message = arguments.text(arguments.values);
    let mut text = String::from("Trace");
    if !message.is_empty() {
        text.push_str(": ");
        text.push_str(&message);
    }
    let limit = arguments.context.runtime_limits().backtrace_limit();
    for frame in arguments.context.stack_trace().take(limit) {
        let place = frame.position();
        let name = place.function_name.to_std_string_lossy();
        let name = if name.is_empty() { "<main>" } else { &name };
        // Writing to a string cannot fail.
        let _ = match place.position {
            Some(at) => write!(text, "\n    at {name} ({}:{}:{})", place.path, at.line_number(), at.column_number()),
            None => write!(text, "\n    at {name} ({})", place.path),
        };
    }
    arguments.console.print(Level::Error, &text);
}
