//! `--report github`: workflow commands that put failures, and flaky tests as warnings, at their lines of a pull request.

use std::io::{self, Write};

use super::Report;
use crate::event::{Outcome, RunEvent};
use crate::protocol::{Failure, full_name};

/// Writes an `::error` line for each failure, and a `::warning` line for those of flaky tests.
pub struct GitHub<W> {
    out: W,
    /// The folder that files are named from, with a slash at its end.
    root: String,
}

impl<W: Write> GitHub<W> {
    /// A report into `out`; `root` is the checkout's folder, with a slash at its end.
    pub const fn new(out: W, root: String) -> Self {
        Self { out, root }
    }

    fn error(&mut self, title: &str, failure: &Failure) -> io::Result<()> {
        self.annotation("error", title, failure)
    }

    fn annotation(&mut self, level: &str, title: &str, failure: &Failure) -> io::Result<()> {
        let mut place = String::new();
        if let Some(site) = &failure.site {
            let file = property(site.file.strip_prefix(&self.root).unwrap_or(&site.file));
            place = format!("file={file},line={},col={},", site.line, site.column);
        }
        writeln!(self.out, "::{level} {place}title={}::{}", property(title), data(&failure.message))
    }
}

impl<W: Write> Report for GitHub<W> {
    fn event(&mut self, event: &RunEvent) -> io::Result<()> {
        match event {
            RunEvent::Test(test) if test.outcome == Outcome::Failed => {
                let name = full_name(&test.test.titles);
                test.verdict.failures.iter().try_for_each(|failure| self.error(&name, failure))
            }
            RunEvent::Test(test) if test.outcome == Outcome::Flaky => {
                let name = format!("flaky: {}", full_name(&test.test.titles));
                test.earlier.iter().try_for_each(|failure| self.annotation("warning", &name, failure))
            }
            RunEvent::FileFinished { file, load_failure: Some(failure), .. } => self.error(file, failure),
            RunEvent::RunFinished { .. } => self.out.flush(),
            _ => Ok(()),
        }
    }
}

/// The value behind `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, in which commas and colons mean something.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
