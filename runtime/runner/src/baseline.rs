//! A committed list of tests that are expected to fail: a run that differs from it, in either direction, has drifted.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::rc::Rc;

use crate::event::{Outcome, RunEvent};
use crate::protocol::full_name;
use crate::report::Report;

const HEAD: &str =
    "# Tests that are expected to fail, one a line. A run with --baseline fails when another one fails, and when one of
# these passes or is gone; --update-baseline writes this file.
";

/// What a run must be like, and what it was like.
#[derive(Debug, Default)]
pub struct Baseline {
    expected: BTreeSet<String>,
    /// Whether a flaky test counts as one that failed.
    fails_on_flaky: bool,
    /// Whether each test that ran has failed.
    ran: RefCell<BTreeMap<String, bool>>,
}

/// How a run differs from its baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drift {
    /// Tests that failed and are not listed.
    pub failed: Vec<String>,
    /// Tests that are listed and passed.
    pub passed: Vec<String>,
    /// Tests that are listed and were not there.
    pub missing: Vec<String>,
}

impl Drift {
    /// Whether the run was as expected.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.failed.is_empty() && self.passed.is_empty() && self.missing.is_empty()
    }
}

impl Baseline {
    /// Reads a list: a name a line, as `minihost test --list` prints them; empty lines and those with `#` do not count.
    /// With `fails_on_flaky`, a flaky test counts as one that failed.
    #[must_use]
    pub fn parse(text: &str, fails_on_flaky: bool) -> Self {
        let names = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        Self { expected: names.map(str::to_owned).collect(), fails_on_flaky, ran: RefCell::default() }
    }

    /// The list that this run would need.
    #[must_use]
    pub fn updated(&self) -> String {
        let ran = self.ran.borrow();
        let failed = ran.iter().filter(|(_, failed)| **failed).map(|(name, _)| format!("{name}\n"));
        [HEAD.to_owned()].into_iter().chain(failed).collect()
    }

    /// How the run differs from the list.
    #[must_use]
    pub fn drift(&self) -> Drift {
        let ran = self.ran.borrow();
        let mut drift = Drift::default();
        for (name, failed) in ran.iter() {
            match (failed, self.expected.contains(name)) {
                (true, false) => drift.failed.push(name.clone()),
                (false, true) => drift.passed.push(name.clone()),
                _ => {}
            }
        }
        drift.missing = self.expected.iter().filter(|name| !ran.contains_key(*name)).cloned().collect();
        drift
    }

    /// A report that tells `baseline` what ran.
    #[must_use]
    pub fn recorder(baseline: &Rc<Self>) -> Box<dyn Report> {
        Box::new(Recorder { baseline: Rc::clone(baseline) })
    }
}

struct Recorder {
    baseline: Rc<Baseline>,
}

impl Report for Recorder {
    fn event(&mut self, event: &RunEvent) -> io::Result<()> {
        let mut ran = self.baseline.ran.borrow_mut();
        match event {
            RunEvent::Test(test) if !matches!(test.outcome, Outcome::Skipped | Outcome::Todo) => {
                let name = format!("{} › {}", test.file, full_name(&test.test.titles));
                let failed = match test.outcome {
                    Outcome::Flaky => self.baseline.fails_on_flaky,
                    outcome => outcome == Outcome::Failed,
                };
                ran.insert(name, failed);
            }
            RunEvent::FileFinished { file, load_failure: Some(_), .. } => drop(ran.insert(file.clone(), true)),
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drift_is_found_in_both_directions() {
        let baseline = Baseline::parse("# expected\na › fails\n\na › passes now\na › is gone\n", false);
        let ran = [("a › fails", true), ("a › passes now", false), ("a › fails too", true), ("a › fine", false)];
        baseline.ran.borrow_mut().extend(ran.map(|(name, failed)| (name.to_owned(), failed)));
        let drift = baseline.drift();
        assert_eq!(drift.failed, ["a › fails too"]);
        assert_eq!(drift.passed, ["a › passes now"]);
        assert_eq!(drift.missing, ["a › is gone"]);
        let again = Baseline { ran: baseline.ran.clone(), ..Baseline::parse(&baseline.updated(), false) };
        assert!(again.drift().is_empty(), "{:?}", again.drift());
    }
}
