//! What the console remembers between calls, and the one way out for its lines.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use boa_engine::Context;
use minihost_bridge::realm_data;
use minihost_log::{EventLog, Kind, Timestamp, preview};
use serde_json::json;

use super::groups::indent;
use super::inspect::Engine;
use super::{ConsoleOutput, Level, MAX_TEXT};

/// The console of one realm.
pub(super) struct Console {
    pub(super) engine: Engine,
    pub(super) group_depth: Cell<usize>,
    pub(super) counters: RefCell<HashMap<String, u64>>,
    pub(super) timers: RefCell<HashMap<String, Timestamp>>,
    output: Rc<dyn ConsoleOutput>,
    log: EventLog,
}

impl Console {
    pub(super) fn new(engine: Engine, output: Rc<dyn ConsoleOutput>, log: EventLog) -> Self {
        Self {
            engine,
            group_depth: Cell::new(0),
            counters: RefCell::default(),
            timers: RefCell::default(),
            output,
            log,
        }
    }

    /// The console of the running realm, if one is installed.
    pub(super) fn of(context: &Context) -> Option<Rc<Self>> {
        realm_data::get(context)
    }

    /// The time now, on the mini-program's clock.
    pub(super) fn now(&self) -> Timestamp {
        self.log.clock().now()
    }

    /// Prints `text` as one line: cut to [`MAX_TEXT`], indented by the open groups, recorded.
    pub(super) fn print(&self, level: Level, text: &str) {
        let text = cut(text);
        let text = indent(&text, self.group_depth.get());
        self.output.line(level, &text);
        self.log.record(Kind::Console, None, || json!({"level": level.as_str(), "text": preview(&text)}));
    }
}

/// `text`, or its start and a note about the rest when it is longer than [`MAX_TEXT`] bytes.
fn cut(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_TEXT {
        return Cow::Borrowed(text);
    }
    let end = text.floor_char_boundary(MAX_TEXT);
    Cow::Owned(format!("{}... {} more bytes", &text[..end], text.len() - end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_beyond_the_limit_is_cut_at_a_character_and_says_how_much_is_missing() {
        assert_eq!(cut("short"), "short");
        let long = format!("a{}", "é".repeat(MAX_TEXT / 2));
        let shown = cut(&long);
        assert!(shown.ends_with("é... 2 more bytes"), "{}", &shown[MAX_TEXT - 8..]);
    }
}
