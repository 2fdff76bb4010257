//! What a worker is asked, and what it tells: one JSON object a line, over its stdin and stdout.
//!
//! A worker is a process that runs one test file. It gets one [`Request`], tells [`WorkerEvent`]s as they happen, and
//! ends with [`WorkerEvent::Finished`]; a worker that ends without it has crashed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::order::Order;
use crate::pattern::Pattern;

/// The version of these messages; a worker of another version refuses the request.
pub const VERSION: u32 = 1;

/// What a worker is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// [`VERSION`].
    pub version: u32,
    /// The test file, absolute.
    pub file: String,
    /// How to run it.
    pub options: RequestOptions,
}

/// How a file's tests are run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestOptions {
    /// The clock that the file starts with.
    pub clock: ClockKind,
    /// Which document `my` follows: `classic` or `latest`.
    pub profile: String,
    /// What random choices depend on.
    pub seed: u64,
    /// Whether the tests of a suite run in an order that the seed decides.
    pub shuffle: bool,
    /// How long a test may take, in milliseconds of its clock.
    pub timeout_ms: u64,
    /// What a test leaves behind makes it fail.
    pub leaks: bool,
    /// Which tests are wanted.
    pub filter: Filter,
    /// Indices of tests that are not run: a worker before this one has run them.
    pub skip: Vec<usize>,
    /// Only says which tests there are.
    pub list_only: bool,
    /// Stops after the first failure.
    pub bail: bool,
    /// Tells which files it reads.
    #[serde(default)]
    pub tells_reads: bool,
    /// Limits that end page code in the middle, to see where it is; with them, the worker tells what it enters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// In which order what is ready together runs, in every test; only under the virtual clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// The same for single tests, by their indices.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub orders: BTreeMap<usize, Order>,
}

/// How much page code may do in one go; the engine gives up where it does more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Rounds of one loop.
    pub loop_iterations: Option<u64>,
    /// Promise jobs in a row.
    pub jobs: Option<u64>,
    /// Calls within calls.
    pub calls: Option<usize>,
}

/// Which tests are wanted; those that satisfy all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// The full name is meant by one of these; any, where there is none.
    pub names: Vec<Pattern>,
    /// The full name is one of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub among: Option<Vec<String>>,
    /// It has one of these tags.
    pub tags: Vec<String>,
    /// It proves one of these clauses.
    pub clauses: Vec<String>,
    /// Only the tests with these indices.
    pub only: Option<Vec<usize>>,
}

impl Filter {
    /// Whether a test is wanted.
    #[must_use]
    pub fn wants(&self, index: usize, titles: &[String], tags: &[String], clauses: &[String]) -> bool {
        let one_of =
            |wanted: &[String], has: &[String]| wanted.is_empty() || wanted.iter().any(|item| has.contains(item));
        let name = full_name(titles);
        let named = self.names.is_empty() || self.names.iter().any(|pattern| pattern.matches(&name));
        let among = self.among.as_ref().is_none_or(|among| among.contains(&name));
        let listed = self.only.as_ref().is_none_or(|only| only.contains(&index));
        named && among && listed && one_of(&self.tags, tags) && one_of(&self.clauses, clauses)
    }
}

/// A test's name as people write it: `suite › suite › test`.
#[must_use]
pub fn full_name(titles: &[String]) -> String {
    titles.join(" › ")
}

/// The clock of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockKind {
    /// Peers live in memory, and time jumps to the next deadline.
    Virtual,
    /// The machine's clock, with real sockets.
    Real,
}

/// What a worker tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum WorkerEvent {
    /// The file was evaluated: these are its tests.
    Collected {
        /// All tests, in the order of the file.
        tests: Vec<TestInfo>,
    },
    /// The file could not be evaluated; nothing more comes but `finished`.
    LoadFailed {
        /// Why.
        failure: Failure,
    },
    /// Files were read, or are about to be.
    Read {
        /// Scripts and data, each told once.
        files: Vec<String>,
        /// Folders of programs that are launched: whatever is in them may be read.
        folders: Vec<String>,
    },
    /// Page code is entered: only told where the request has limits.
    Entered {
        /// A test, a hook, a handler, a callback.
        what: String,
    },
    /// A test begins.
    TestStarted {
        /// Its index.
        id: usize,
    },
    /// Something was printed.
    Console {
        /// The level: `log`, `warn`, `error` …
        level: String,
        /// The text.
        text: String,
    },
    /// A test has ended.
    TestFinished {
        /// Its index.
        id: usize,
        /// How.
        verdict: Verdict,
    },
    /// All is done.
    Finished {},
}

/// A test of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestInfo {
    /// The titles of its suites and its own.
    pub titles: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The clauses that it says it proves.
    pub clauses: Vec<String>,
    /// Where it is.
    pub site: Option<Site>,
    /// What is done with it.
    pub mode: TestMode,
}

/// What is done with a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TestMode {
    /// It runs.
    Run,
    /// `.skip`.
    Skip,
    /// `.todo`.
    Todo,
    /// Another test is marked `.only`.
    OnlyExcluded,
    /// The filter does not want it.
    Filtered,
}

/// How a test ended.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// What went wrong; nothing in a test that passed.
    pub failures: Vec<Failure>,
    /// Real time, in milliseconds.
    pub duration_ms: f64,
    /// Time on the test's clock, in milliseconds.
    pub clock_ms: f64,
    /// The clauses that it proves, also those that it named while it ran.
    pub clauses: Vec<String>,
    /// What happened, in order.
    pub timeline: Vec<Moment>,
    /// Where an order was given: how many there were to choose from, at each choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<usize>,
    /// Where an order was given: which of its choices were not for the oldest, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed: Vec<String>,
}

/// Something that went wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// What kind of thing.
    pub kind: FailureKind,
    /// In a line.
    pub message: String,
    /// Expected and received, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diff: Vec<DiffLine>,
    /// Where it happened.
    pub site: Option<Site>,
    /// How it came there, innermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stack: Vec<Site>,
    /// What servers received, for failures that may have to do with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wire: Vec<String>,
    /// Expected and actual events side by side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comparison: Vec<Pair>,
}

impl Failure {
    /// A failure without details.
    #[must_use]
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        let (diff, stack, wire, comparison) = Default::default();
        Self { kind, message: message.into(), diff, site: None, stack, wire, comparison }
    }
}

/// What kind of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailureKind {
    /// A matcher did not match.
    Assertion,
    /// The test, or a hook, threw.
    Thrown,
    /// It took too long.
    Timeout,
    /// It left something behind.
    Leak,
    /// An error that nobody caught, in the test or in a program that it launched.
    Uncaught,
    /// The engine gave up: a limit that scripts cannot catch.
    Engine,
    /// The worker died.
    Crash,
    /// minihost itself failed.
    Bug,
}

/// A line of a diff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffLine {
    /// What it is.
    pub tag: DiffTag,
    /// The line.
    pub text: String,
}

/// What a line of a diff is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiffTag {
    /// In both.
    Same,
    /// Expected, and not there.
    Removed,
    /// There, and not expected.
    Added,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// The function, where it has a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
}

/// Two events side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// What was expected.
    pub expected: Option<String>,
    /// What came.
    pub got: Option<String>,
    /// Whether they fit.
    pub fits: bool,
}

/// Something that happened in a test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since the test's start, on its clock.
    pub at_ms: f64,
    /// Where it belongs in a picture.
    pub lane: Lane,
    /// What it is.
    pub label: String,
    /// The program that it happened in; none for the test itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<u32>,
}

/// Where a moment belongs in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lane {
    /// Page and app callbacks.
    Page,
    /// Calls of `my`, and their ends.
    Api,
    /// What goes to servers.
    Out,
    /// What comes from servers.
    In,
    /// Events that listeners hear.
    Event,
    /// Timers.
    Timer,
    /// What was printed, and errors.
    Console,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_wants_what_satisfies_all_of_it() {
        let texts = |items: &[&str]| items.iter().map(|&item| item.to_owned()).collect::<Vec<_>>();
        let filter = Filter {
            names: ["a › b", "zz"].map(|text| Pattern::parse(text).unwrap()).into(),
            tags: texts(&["slow"]),
            ..Filter::default()
        };
        let titles = texts(&["a", "b", "c"]);
        assert!(filter.wants(0, &titles, &texts(&["slow", "x"]), &[]));
        assert!(!filter.wants(0, &titles, &[], &[]));
        assert!(!filter.wants(0, &texts(&["a", "c"]), &texts(&["slow"]), &[]));
        let among = |name: &str| Filter { among: Some(texts(&[name])), ..Filter::default() };
        assert!(among("a › b › c").wants(0, &titles, &[], &[]));
        assert!(!among("a › b").wants(0, &titles, &[], &[]));
        assert!(!Filter { only: Some(vec![1]), ..Filter::default() }.wants(0, &titles, &[], &[]));
    }

    #[test]
    fn events_are_lines_of_json() {
        let event = WorkerEvent::TestFinished { id: 3, verdict: Verdict::default() };
        let line = serde_json::to_string(&event).unwrap_or_default();
        assert!(line.starts_with(r#"{"event":"test-finished","id":3,"#), "{line}");
        assert_eq!(serde_json::from_str::<WorkerEvent>(&line).ok(), Some(event));
    }
}
