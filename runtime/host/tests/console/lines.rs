//! Runs programs and keeps what they print.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::{Context, Source};
use minihost_log::{Clock, EventLog};
use minihost_runtime::console::{ConsoleOutput, Level, install};

/// The lines of a program.
#[derive(Default)]
pub(crate) struct Lines(RefCell<Vec<(Level, String)>>);

impl ConsoleOutput for Lines {
    fn line(&self, level: Level, text: &str) {
        self.0.borrow_mut().push((level, text.to_owned()));
    }
}

impl Lines {
    /// Takes the lines so far.
    pub(crate) fn take(&self) -> Vec<(Level, String)> {
        self.0.take()
    }

    pub(crate) fn into_inner(self) -> Vec<(Level, String)> {
        self.0.into_inner()
    }

    /// The texts of the lines so far, without their levels.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.take().into_iter().map(|(_, text)| text).collect()
    }
}

/// A context with a console.
#[expect(clippy::unwrap_used, reason = "a test's helper")]
pub(crate) fn context(log: EventLog) -> (Context, Rc<Lines>) {
    let lines = Rc::new(Lines::default());
    let mut context = Context::default();
    install(&mut context, lines.clone(), log).unwrap();
    (context, lines)
}

/// What a program prints, its promise jobs included.
#[expect(clippy::unwrap_used, reason = "a test's helper")]
pub(crate) fn print(program: &str) -> Lines {
    let (mut context, lines) = context(EventLog::new(Clock::starting_at(0)));
    // A block, so that the names of a program are its own.
    let source = format!("{{\n{program}\n}}");
    if let Err(error) = context.eval(Source::from_bytes(&source)) {
        lines.line(Level::Error, &format!("did not run: {error}"));
    }
    context.run_jobs().unwrap();
    Lines(RefCell::new(lines.take()))
}

/// The text without the frames of stacks, whose places and names differ between engines.
pub(crate) fn without_frames(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let Some(frame) = line.trim_start().strip_prefix("at ").filter(|_| line.starts_with(' ')) else {
            lines.push(line.to_owned());
            continue;
        };
        let end = [" {", ","].into_iter().find(|end| frame.ends_with(end)).unwrap_or_default();
        if let Some(last) = lines.last_mut().filter(|last| !last.ends_with(end)) {
            last.push_str(end);
        }
    }
    lines.join("\n")
}
