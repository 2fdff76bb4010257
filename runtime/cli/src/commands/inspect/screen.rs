//! Where everything goes that is printed: the session's answers, and what the program says meanwhile.
//!
//! On a terminal, lines appear above the line that is being edited. They all pass through one thread, so that they keep
//! their order, and the program never waits for the terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anstream::ColorChoice;
use minihost_runtime::console::{ConsoleOutput, Level};
use minihost_runtime::{Output, Position, UiCall, Uncaught};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use rustyline::ExternalPrinter;

use crate::printable::{printable_line, shown};
use crate::report;
use crate::terminal::Stdout;

/// Lines that wait for a terminal; a program that prints faster than that loses lines, rather than filling the memory.
const MOST_WAITING: usize = 10_000;

/// How long the session waits for what was printed to appear before it edits the next line.
const PATIENCE: Duration = Duration::from_millis(200);

/// The screen; a clone is another handle to the same one.
#[derive(Clone)]
pub(super) enum Screen {
    /// Two streams, which nobody edits a line on.
    Plain(Stdout),
    /// A terminal.
    Terminal(Arc<Terminal>),
}

/// A terminal with a line editor on it.
pub(super) struct Terminal {
    lines: Mutex<Sender<Printed>>,
    waiting: Arc<AtomicUsize>,
    left_out: AtomicUsize,
    has_colours: bool,
    /// How it was before.
    modes: Option<Termios>,
}

enum Printed {
    Line(String),
    /// Everything before it has appeared.
    Mark(Sender<()>),
}

impl Screen {
    /// Standard output and standard error as they are.
    pub(super) const fn plain(stdout: Stdout) -> Self {
        Self::Plain(stdout)
    }

    /// The terminal that `printer` prints to.
    ///
    /// # Errors
    /// There is no thread for it.
    pub(super) fn terminal(printer: impl ExternalPrinter + Send + 'static) -> io::Result<Self> {
        let (lines, printed) = channel();
        let waiting = Arc::<AtomicUsize>::default();
        let counter = Arc::clone(&waiting);
        thread::Builder::new().name("screen".to_owned()).spawn(move || print_all(printer, &printed, &counter))?;
        let has_colours = anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never;
        let modes = tcgetattr(io::stdin()).ok();
        let left_out = AtomicUsize::new(0);
        Ok(Self::Terminal(Arc::new(Terminal { lines: Mutex::new(lines), waiting, left_out, has_colours, modes })))
    }

    /// Prints a line, or several.
    pub(super) fn out(&self, text: &str) {
        match self {
            Self::Plain(stdout) => stdout.line(text),
            Self::Terminal(terminal) => terminal.line(text),
        }
    }

    /// Prints a line, or several, on standard error.
    pub(super) fn err(&self, text: &str) {
        match self {
            Self::Terminal(terminal) if io::stderr().is_terminal() => terminal.line(text),
            _ => {
                self.flush();
                // Nobody may be there to read it.
                let _ = writeln!(anstream::stderr(), "{}", shown(text, io::stderr().is_terminal()));
            }
        }
    }

    /// Makes visible what was printed.
    pub(super) fn flush(&self) {
        if let Self::Plain(stdout) = self {
            stdout.flush();
        }
    }

    /// Waits for what was printed to appear.
    pub(super) fn settle(&self) {
        match self {
            Self::Plain(stdout) => stdout.flush(),
            Self::Terminal(terminal) => {
                let (sender, appeared) = channel();
                terminal.send(Printed::Mark(sender));
                // The line editor may have to take a line first: it does so once it edits again.
                let _ = appeared.recv_timeout(PATIENCE);
            }
        }
    }

    /// Gives the terminal back as it was, with the cursor on a line of its own.
    pub(super) fn close(&self) {
        let Self::Terminal(terminal) = self else { return };
        self.settle();
        let Some(modes) = &terminal.modes else { return };
        let is_edited = tcgetattr(io::stdin()).is_ok_and(|now| now.local_modes != modes.local_modes);
        // A terminal that is gone needs nothing.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, modes);
        if is_edited {
            let _ = writeln!(io::stdout());
        }
    }
}

impl Terminal {
    fn line(&self, text: &str) {
        if self.waiting.fetch_add(1, Ordering::AcqRel) >= MOST_WAITING {
            self.waiting.fetch_sub(1, Ordering::AcqRel);
            self.left_out.fetch_add(1, Ordering::AcqRel);
            return;
        }
        let left_out = self.left_out.swap(0, Ordering::AcqRel);
        let note = if left_out > 0 { format!("({left_out} lines were left out)\n") } else { String::new() };
        let text = printable_line(text);
        let text = if self.has_colours { text.into_owned() } else { anstream::adapter::strip_str(&text).to_string() };
        self.send(Printed::Line(format!("{note}{text}\n")));
    }

    fn send(&self, printed: Printed) {
        // The thread lives as long as the process, unless the terminal is gone.
        let _ = self.lines.lock().unwrap_or_else(PoisonError::into_inner).send(printed);
    }
}

/// Prints what comes, everything that is there at once: each print draws the edited line anew.
fn print_all(mut printer: impl ExternalPrinter, printed: &Receiver<Printed>, waiting: &AtomicUsize) {
    while let Ok(first) = printed.recv() {
        let mut text = String::new();
        let mut marks = Vec::new();
        let mut lines = 0;
        for next in std::iter::once(first).chain(printed.try_iter()) {
            match next {
                Printed::Line(line) => {
                    text.push_str(&line);
                    lines += 1;
                }
                Printed::Mark(mark) => {
                    marks.push(mark);
                    break;
                }
            }
        }
        if !text.is_empty() && printer.print(text).is_err() {
            return;
        }
        waiting.fetch_sub(lines, Ordering::AcqRel);
        for mark in marks {
            // Whoever has lost patience does not listen any more.
            let _ = mark.send(());
        }
    }
}

/// What the program says.
pub(super) struct ScreenOutput {
    screen: Screen,
}

impl ScreenOutput {
    pub(super) const fn new(screen: Screen) -> Self {
        Self { screen }
    }
}

impl ConsoleOutput for ScreenOutput {
    fn line(&self, level: Level, text: &str) {
        if level.is_stderr() { self.screen.err(text) } else { self.screen.out(text) }
    }
}

impl Output for ScreenOutput {
    fn ui(&self, call: &UiCall) {
        self.screen.err(&report::ui(call));
    }

    fn warning(&self, message: &str, at: Option<&Position>) {
        self.screen.err(&report::warning_at(message, at));
    }

    fn uncaught(&self, error: &Uncaught) {
        self.screen.err(&report::uncaught(error));
    }

    fn flush(&self) {
        self.screen.flush();
    }
}
