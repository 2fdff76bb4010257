//! The terminal: console lines, screen calls, warnings and errors of a running program.

use std::cell::RefCell;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anstream::AutoStream;
use minihost_runtime::console::{ConsoleOutput, Level};
use minihost_runtime::{Globals, Output, Position, UiCall, Uncaught};

use crate::printable::{printable_line, shown};
use crate::report;

/// Standard output, shared with the thread that watches the program.
///
/// On a terminal every line shows at once. Into a pipe or a file, lines are kept until the program waits: a system call
/// for each would cost more than the line.
#[derive(Clone)]
pub(crate) struct Stdout {
    writer: Arc<Mutex<BufWriter<AutoStream<io::Stdout>>>>,
    is_terminal: bool,
}

impl Stdout {
    pub(crate) fn new() -> Self {
        let writer = BufWriter::new(AutoStream::auto(io::stdout()));
        Self { writer: Arc::new(Mutex::new(writer)), is_terminal: io::stdout().is_terminal() }
    }

    /// Makes visible what was written. A closed pipe (`| head`) is no reason to stop the program.
    pub(crate) fn flush(&self) {
        let _ = self.lock().flush();
    }

    /// Writes a line, or several.
    pub(crate) fn line(&self, text: &str) {
        let mut writer = self.lock();
        if self.is_terminal {
            let _ = writeln!(writer, "{}", printable_line(text)).and_then(|()| writer.flush());
        } else {
            let _ = writeln!(writer, "{text}");
        }
    }

    fn lock(&self) -> MutexGuard<'_, BufWriter<AutoStream<io::Stdout>>> {
        // A thread that panicked while it wrote leaves nothing worse behind than half a line.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes to stdout and stderr; stdout is always flushed before stderr is written to, so that both appear in order.
pub(crate) struct Terminal {
    stdout: Stdout,
    stderr: RefCell<AutoStream<io::Stderr>>,
    is_terminal: bool,
    globals: Globals,
}

impl Terminal {
    /// For a program that has these globals: some errors are told with what would help.
    pub(crate) fn new(stdout: Stdout, globals: Globals) -> Self {
        let stderr = RefCell::new(AutoStream::auto(io::stderr()));
        Self { stdout, stderr, is_terminal: io::stderr().is_terminal(), globals }
    }

    fn to_stderr(&self, text: &str) {
        self.stdout.flush();
        // As for stdout: nobody may be there to read it.
        let _ = writeln!(self.stderr.borrow_mut(), "{}", shown(text, self.is_terminal));
    }
}

impl ConsoleOutput for Terminal {
    fn line(&self, level: Level, text: &str) {
        if level.is_stderr() {
            self.to_stderr(text);
        } else {
            self.stdout.line(text);
        }
    }
}

impl Output for Terminal {
    fn ui(&self, call: &UiCall) {
        self.to_stderr(&report::ui(call));
    }

    fn warning(&self, message: &str, at: Option<&Position>) {
        self.to_stderr(&report::warning_at(message, at));
    }

    fn uncaught(&self, error: &Uncaught) {
        let help = report::help_with_globals(error, self.globals).unwrap_or_default();
        self.to_stderr(&format!("{}{help}", report::uncaught(error)));
    }

    fn flush(&self) {
        self.stdout.flush();
    }
}
