//! Workers that do not do what they should: real processes, but no mini-programs.

#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use minihost_runner::protocol::{ClockKind, Filter, RequestOptions};
use minihost_runner::{Interrupt, Report, RunEvent, RunSettings, Summary, run};

/// Keeps why the file failed.
struct Why(std::rc::Rc<std::cell::RefCell<String>>);

impl Report for Why {
    fn event(&mut self, event: &RunEvent) -> std::io::Result<()> {
        if let RunEvent::FileFinished { load_failure: Some(failure), .. } = event {
            self.0.borrow_mut().push_str(&failure.message);
        }
        Ok(())
    }
}

/// Runs one file with a shell script as its worker.
fn with_worker(script: &str) -> (Summary, String) {
    let options = RequestOptions {
        clock: ClockKind::Virtual,
        profile: "classic".to_owned(),
        seed: 1,
        shuffle: false,
        timeout_ms: 1000,
        leaks: true,
        filter: Filter::default(),
        skip: Vec::new(),
        list_only: false,
        bail: false,
        tells_reads: false,
        limits: None,
        order: None,
        orders: BTreeMap::new(),
    };
    let settings = RunSettings {
        files: vec![PathBuf::from("/a.test.js")],
        root: PathBuf::from("/"),
        worker: (PathBuf::from("/bin/sh"), vec!["-c".to_owned(), script.to_owned()]),
        options,
        jobs: 1,
        silence: Duration::from_secs(60),
        retries: 0,
        explore: 3,
        selected: BTreeMap::new(),
        shard: None,
    };
    let why = std::rc::Rc::default();
    let mut reports: Vec<Box<dyn Report>> = vec![Box::new(Why(std::rc::Rc::clone(&why)))];
    let result = run(&settings, &mut reports, None, &Interrupt::default()).unwrap();
    let told = why.borrow().clone();
    (result.summary, told)
}

#[test]
fn a_worker_in_which_minihost_failed_is_a_bug() {
    let (summary, told) = with_worker("echo oops >&2; exit 70");
    assert!(summary.has_bug && summary.broken_files == 1, "{summary:?}");
    assert_eq!(told, "minihost itself failed in the middle of it; it said: oops");
}

#[test]
fn a_worker_that_is_killed_is_none() {
    let (summary, told) = with_worker("printf '{\"event\":\"test-st'; kill -KILL $$");
    assert!(!summary.has_bug && summary.broken_files == 1, "{summary:?}");
    assert!(told.starts_with("the process ended in the middle of it (signal: 9"), "{told}");
}

#[test]
fn a_line_that_is_no_event_is_a_bug() {
    let (summary, told) = with_worker("echo hello; exec sleep 600");
    assert!(summary.has_bug, "{summary:?}");
    assert!(told.contains("what is no event: hello"), "{told}");
}

/// Two tests that pass; in another order the first one takes its process with it.
const DIES_IN_ANOTHER_ORDER: &str = r#"
read -r request
say() { printf '%s\n' "$1"; }
test() { say "{\"titles\":[\"$1\"],\"tags\":[],\"clauses\":[],\"site\":null,\"mode\":\"run\"}"; }
verdict='{"failures":[],"duration_ms":0,"clock_ms":0,"clauses":[],"timeline":[]}'
passes() { say "{\"event\":\"test-started\",\"id\":$1}"; say "{\"event\":\"test-finished\",\"id\":$1,\"verdict\":$verdict}"; }
say "{\"event\":\"collected\",\"tests\":[$(test a),$(test b)]}"
case "$request" in
*'"orders":{"0"'*) say '{"event":"test-started","id":0}'; kill -KILL $$ ;;
*'"orders"'*) passes 1 ;;
*) passes 0; passes 1 ;;
esac
say '{"event":"finished"}'
exec sleep 600
"#;

#[test]
fn a_test_that_kills_its_process_in_another_order_fails_and_the_others_go_on() {
    let (summary, told) = with_worker(DIES_IN_ANOTHER_ORDER);
    assert_eq!((summary.passed, summary.failed, summary.broken_files), (1, 1, 0), "{told}");
    assert_eq!(summary.orders, 2, "one of each: there was nothing to choose from");
}
