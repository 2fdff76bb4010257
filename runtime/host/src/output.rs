//! Where a program's words go: the runtime decides what is said, its embedder how.

use minihost_bridge::{Answer, Occasion, UiCall};

use crate::console::ConsoleOutput;
use crate::uncaught::{Position, Uncaught};

/// Receives everything that a running program has to tell a person.
pub trait Output: ConsoleOutput {
    /// A call that a screen would show.
    fn ui(&self, call: &UiCall);

    /// What the dialog `my.{api}` is answered, where the program's settings have no answer for it.
    fn answer(&self, _api: &str) -> Option<Answer> {
        None
    }

    /// The page did something doubtful that this host tolerates; `at` is the place in page code.
    fn warning(&self, message: &str, at: Option<&Position>);

    /// A function of page code is about to be called: a handler, a callback, a listener.
    fn entered(&self, _what: Occasion<'_>) {}

    /// Page code threw, or rejected a promise that nobody handled; the program goes on.
    fn uncaught(&self, error: &Uncaught);

    /// The program is about to wait: what was written should become visible now.
    fn flush(&self);
}
