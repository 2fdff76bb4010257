//! Where the words of the test script and of the programs that it launches go.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use minihost_bridge::{Occasion, UiCall};
use minihost_runner::protocol::WorkerEvent;
use minihost_runtime::console::{ConsoleOutput, Level};
use minihost_runtime::{Answer, Output, Position, Uncaught, UncaughtKind};

use crate::kit::{Kit, Reporter};

/// The output of the test script itself. It is made before the kit, which then comes in.
pub(crate) struct ScriptOutput {
    reporter: Rc<dyn Reporter>,
    pub(crate) kit: RefCell<Weak<Kit>>,
}

impl ScriptOutput {
    pub(crate) fn new(reporter: Rc<dyn Reporter>) -> Self {
        Self { reporter, kit: RefCell::default() }
    }
}

fn tell(reporter: &dyn Reporter, level: &str, text: &str) {
    reporter.event(&WorkerEvent::Console { level: level.to_owned(), text: text.to_owned() });
}

impl ConsoleOutput for ScriptOutput {
    fn line(&self, level: Level, text: &str) {
        tell(&*self.reporter, level.as_str(), text);
    }
}

impl Output for ScriptOutput {
    fn ui(&self, _: &UiCall) {}

    fn answer(&self, api: &str) -> Option<Answer> {
        self.kit.borrow().upgrade()?.answers.next(api)
    }

    fn warning(&self, message: &str, _: Option<&Position>) {
        tell(&*self.reporter, "warn", message);
    }

    fn entered(&self, what: Occasion<'_>) {
        if let Some(kit) = self.kit.borrow().upgrade().filter(|kit| kit.tells_entered()) {
            kit.entered(&what.to_string());
        }
    }

    fn uncaught(&self, error: &Uncaught) {
        let kit = self.kit.borrow().upgrade();
        if !kit.is_some_and(|kit| kit.uncaught(error, None)) {
            tell(&*self.reporter, "error", &format!("{} (uncaught, in {})", error.message, error.what));
        }
    }

    fn flush(&self) {}
}

/// The output of a program that a test launched.
pub(crate) struct ProgramOutput {
    kit: Weak<Kit>,
    name: String,
    /// Errors that nobody caught do not make the test fail.
    allows_errors: bool,
}

impl ProgramOutput {
    pub(crate) fn new(kit: &Rc<Kit>, name: &str, allows_errors: bool) -> Self {
        Self { kit: Rc::downgrade(kit), name: name.to_owned(), allows_errors }
    }
}

impl ConsoleOutput for ProgramOutput {
    fn line(&self, level: Level, text: &str) {
        if let Some(kit) = self.kit.upgrade() {
            tell(&*kit.reporter, level.as_str(), &format!("[{}] {text}", self.name));
        }
    }
}

impl Output for ProgramOutput {
    fn ui(&self, _: &UiCall) {}

    fn answer(&self, api: &str) -> Option<Answer> {
        self.kit.upgrade()?.answers.next(api)
    }

    fn warning(&self, message: &str, _: Option<&Position>) {
        if let Some(kit) = self.kit.upgrade() {
            tell(&*kit.reporter, "warn", &format!("[{}] {message}", self.name));
        }
    }

    fn entered(&self, what: Occasion<'_>) {
        if let Some(kit) = self.kit.upgrade().filter(|kit| kit.tells_entered()) {
            kit.entered(&format!("{what} of {}", self.name));
        }
    }

    fn uncaught(&self, error: &Uncaught) {
        let Some(kit) = self.kit.upgrade() else { return };
        if self.allows_errors && error.kind != UncaughtKind::Engine {
            tell(&*kit.reporter, "error", &format!("[{}] {} (uncaught, in {})", self.name, error.message, error.what));
        } else {
            kit.uncaught(error, Some(&self.name));
        }
    }

    fn flush(&self) {}
}
