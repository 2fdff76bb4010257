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
    };
    let settings = RunSettings {
        files: vec![PathBuf::from("/a.test.js")],
        root: PathBuf::from("/"),
        worker: (PathBuf::from("/bin/sh"), vec!["-c".to_owned(), script.to_owned()]),
        options,
        jobs: 1,
        silence: Duration::from_secs(60),
        retries: 0,
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
