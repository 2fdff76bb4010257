//! The one stream of events of a run, which all reports read.

use serde::Serialize;

use crate::order::Order;
use crate::protocol::{Failure, FailureKind, TestInfo, Verdict};

/// The version of this stream; `--report json` prints it.
pub(crate) const STREAM_VERSION: u32 = 1;

/// Something that happened in a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum RunEvent {
    /// The run begins.
    RunStarted {
        /// The version of the stream.
        version: u32,
        /// The files, as people name them.
        files: Vec<String>,
        /// What random choices depend on.
        seed: u64,
    },
    /// A test has ended, or was not run.
    Test(Box<TestReport>),
    /// A file has ended.
    FileFinished {
        /// The file.
        file: String,
        /// Real time, in milliseconds.
        duration_ms: f64,
        /// Why none of its tests ran.
        load_failure: Option<Failure>,
        /// What it printed outside of tests.
        console: Vec<String>,
    },
    /// All is done.
    RunFinished {
        /// What came of it.
        summary: Summary,
    },
}

/// A test and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TestReport {
    /// Its file.
    pub file: String,
    /// Its index in the file.
    pub id: usize,
    /// What it is.
    #[serde(flatten)]
    pub test: TestInfo,
    /// How it ended.
    pub outcome: Outcome,
    /// The last attempt; empty where it was not run.
    pub verdict: Verdict,
    /// How often it was tried.
    pub attempts: u32,
    /// What went wrong in attempts before the last one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Failure>,
    /// What it printed.
    pub console: Vec<String>,
    /// The order of what was ready together in which it failed, where it had passed in the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// In how many orders beside the usual one it was run.
    #[serde(skip_serializing_if = "is_zero")]
    pub orders: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// How a test ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It passed.
    Passed,
    /// It failed, each time.
    Failed,
    /// It failed, and passed when it was tried again.
    Flaky,
    /// It was marked `.skip`, or another one `.only`.
    Skipped,
    /// It was marked `.todo`.
    Todo,
}

/// What came of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
    /// Tests that passed when they were tried again.
    pub flaky: usize,
    /// Tests that were marked.
    pub skipped: usize,
    /// Tests that are not written yet.
    pub todo: usize,
    /// Files whose tests could not run.
    pub broken_files: usize,
    /// All files.
    pub files: usize,
    /// Files that have ended.
    pub files_done: usize,
    /// Real time, in milliseconds.
    pub duration_ms: f64,
    /// Time that passed on the tests' clocks, in milliseconds.
    pub clock_ms: f64,
    /// Orders of what is ready together in which tests ran, beside the usual one.
    #[serde(skip_serializing_if = "is_zero")]
    pub orders: usize,
    /// Whether the run was interrupted.
    pub interrupted: bool,
    /// Whether the first failure ended it.
    pub bailed: bool,
    /// Whether minihost itself failed in a worker.
    pub has_bug: bool,
}

impl Summary {
    /// Counts a test.
    pub(crate) fn count(&mut self, report: &TestReport) {
        *match report.outcome {
            Outcome::Passed => &mut self.passed,
            Outcome::Failed => &mut self.failed,
            Outcome::Flaky => &mut self.flaky,
            Outcome::Skipped => &mut self.skipped,
            Outcome::Todo => &mut self.todo,
        } += 1;
        self.has_bug |= report.verdict.failures.iter().any(|failure| failure.kind == FailureKind::Bug);
        self.orders += report.orders;
        self.clock_ms += report.verdict.clock_ms;
    }

    /// Whether any test ran, or was marked.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.passed + self.failed + self.flaky + self.skipped + self.todo + self.broken_files == 0
    }
}
