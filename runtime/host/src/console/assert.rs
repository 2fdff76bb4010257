//! `console.assert`.

use boa_engine::{JsString, JsValue, js_string};

use super::Level;
use super::arguments::Arguments;
use super::inspect::Options;

const FAILED: &str = "Assertion failed";

/// Prints nothing when the first argument is truthy, else that the assertion failed and the other arguments.
pub(super) fn check(arguments: &mut Arguments<'_>) {
    let (condition, message) = match arguments.values {
        [] => (false, &[][..]),
        [condition, message @ ..] => (condition.to_boolean(), message),
    };
    if condition {
        return;
    }
    let Some((first, rest)) = message.split_first() else {
        arguments.console.print(Level::Warn, FAILED);
        return;
    };
    // A string stays a format string for what follows it.
    let first = match first.as_string() {
        Some(text) => js_string!(&js_string!(FAILED), &js_string!(": "), &text),
        None => {
            let shown = arguments.inspector(Options::default()).display(first);
            JsString::from(format!("{FAILED}: {shown}"))
        }
    };
    let mut values = vec![JsValue::from(first)];
    values.extend_from_slice(rest);
    let text = arguments.text(&values);
    arguments.console.print(Level::Warn, &text);
}
