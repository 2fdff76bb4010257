//! `--report junit`: the XML that CI servers read.

use std::io::{self, Write};
use std::time::Duration;

use quick_junit::{NonSuccessKind, Report as Document, TestCase, TestCaseStatus, TestRerun, TestSuite};

use super::Report;
use crate::event::{Outcome, RunEvent, TestReport};
use crate::protocol::{Failure, full_name};

/// Writes one document when the run has ended: a suite for each file.
pub struct Junit<W> {
    out: W,
    cases: Vec<TestCase>,
    document: Document,
}

impl<W: Write> Junit<W> {
    /// A report into `out`.
    pub fn new(out: W) -> Self {
        Self { out, cases: Vec::new(), document: Document::new("minihost") }
    }
}

impl<W: Write> Report for Junit<W> {
    fn event(&mut self, event: &RunEvent) -> io::Result<()> {
        match event {
            RunEvent::RunStarted { .. } => {}
            RunEvent::Test(test) => self.cases.push(case(test)),
            RunEvent::FileFinished { file, duration_ms, load_failure, console } => {
                let mut suite = TestSuite::new(file.as_str());
                suite.set_time(duration(*duration_ms));
                suite.add_test_cases(std::mem::take(&mut self.cases));
                if let Some(failure) = load_failure {
                    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
                    status.set_message(failure.message.as_str()).set_description(describe(failure));
                    suite.add_test_case(TestCase::new("(the file itself)", status));
                }
                if !console.is_empty() {
                    suite.set_system_out(console.join("\n"));
                }
                self.document.add_test_suite(suite);
            }
            RunEvent::RunFinished { summary } => {
                self.document.set_time(duration(summary.duration_ms));
                self.document.serialize(&mut self.out).map_err(io::Error::other)?;
                self.out.flush()?;
            }
        }
        Ok(())
    }
}

fn case(test: &TestReport) -> TestCase {
    let failure = test.verdict.failures.first();
    let status = match (test.outcome, failure) {
        (Outcome::Skipped | Outcome::Todo, _) => TestCaseStatus::skipped(),
        (Outcome::Failed, Some(failure)) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let texts: Vec<_> = test.verdict.failures.iter().map(describe).collect();
            status.set_message(failure.message.as_str()).set_description(texts.join("\n\n"));
            status
        }
        (Outcome::Flaky, _) => {
            let mut status = TestCaseStatus::success();
            for failure in &test.earlier {
                let mut rerun = TestRerun::new(NonSuccessKind::Failure);
                rerun.set_message(failure.message.as_str()).set_description(describe(failure));
                status.add_rerun(rerun);
            }
            status
        }
        _ => TestCaseStatus::success(),
    };
    let mut case = TestCase::new(full_name(&test.test.titles), status);
    case.set_classname(test.file.as_str());
    case.set_time(duration(test.verdict.duration_ms));
    if !test.console.is_empty() {
        case.set_system_out(test.console.join("\n"));
    }
    case
}

fn describe(failure: &Failure) -> String {
    let mut text = failure.message.clone();
    if let Some(site) = &failure.site {
        text.push_str(&format!("\nat {}:{}:{}", site.file, site.line, site.column));
    }
    for pair in &failure.comparison {
        let side = |side: &Option<String>| side.clone().unwrap_or_default();
        let mark = if pair.fits { ' ' } else { '!' };
        text.push_str(&format!("\n{mark} {} | {}", side(&pair.expected), side(&pair.got)));
    }
    for line in &failure.diff {
        text.push_str(&format!("\n{}", line.text));
    }
    text
}

fn duration(millis: f64) -> Duration {
    Duration::from_secs_f64(millis.max(0.0) / 1000.0)
}
