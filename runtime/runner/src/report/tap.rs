//! `--report tap`: the Test Anything Protocol, version 14.

use std::io::{self, Write};

use super::Report;
use crate::event::{Outcome, RunEvent, TestReport};
use crate::protocol::{Failure, full_name};

/// Writes TAP 14: a test point for each test, with a YAML block for what failed.
pub struct Tap<W> {
    out: W,
    points: usize,
}

impl<W: Write> Tap<W> {
    /// A report into `out`.
    pub const fn new(out: W) -> Self {
        Self { out, points: 0 }
    }

    fn point(&mut self, ok: bool, name: &str, directive: &str) -> io::Result<()> {
        self.points += 1;
        let ok = if ok { "ok" } else { "not ok" };
        // `#` begins a directive, and a backslash escapes it.
        let name = name.replace('\\', "\\\\").replace('#', "\\#").replace('\n', " ");
        writeln!(self.out, "{ok} {} - {name}{directive}", self.points)
    }

    fn test(&mut self, test: &TestReport) -> io::Result<()> {
        let name = format!("{} › {}", test.file, full_name(&test.test.titles));
        let directive = match test.outcome {
            Outcome::Skipped => " # SKIP",
            Outcome::Todo => " # TODO",
            _ => "",
        };
        self.point(test.outcome != Outcome::Failed, &name, directive)?;
        if test.outcome == Outcome::Flaky {
            writeln!(self.out, "  ---\n  flaky: true\n  attempts: {}", test.attempts)?;
            return self.messages(&test.earlier);
        }
        self.diagnostics(&test.verdict.failures)
    }

    fn diagnostics(&mut self, failures: &[Failure]) -> io::Result<()> {
        if failures.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "  ---")?;
        self.messages(failures)
    }

    /// The rest of a block that was begun.
    fn messages(&mut self, failures: &[Failure]) -> io::Result<()> {
        writeln!(self.out, "  failures:")?;
        for failure in failures {
            // A JSON string is a YAML string.
            writeln!(self.out, "    - message: {}", serde_json::to_string(&failure.message)?)?;
            if let Some(site) = &failure.site {
                let at = format!("{}:{}:{}", site.file, site.line, site.column);
                writeln!(self.out, "      at: {}", serde_json::to_string(&at)?)?;
            }
        }
        writeln!(self.out, "  ...")
    }
}

impl<W: Write> Report for Tap<W> {
    fn event(&mut self, event: &RunEvent) -> io::Result<()> {
        match event {
            RunEvent::RunStarted { .. } => writeln!(self.out, "TAP version 14"),
            RunEvent::Test(test) => self.test(test),
            RunEvent::FileFinished { file, load_failure: Some(failure), .. } => {
                self.point(false, file, "")?;
                self.diagnostics(std::slice::from_ref(failure))
            }
            RunEvent::FileFinished { .. } => Ok(()),
            RunEvent::RunFinished { .. } => {
                writeln!(self.out, "1..{}", self.points)?;
                self.out.flush()
            }
        }
    }
}
