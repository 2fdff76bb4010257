//! The counts that are committed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::conditions::Conditions;
use crate::scenario::Count;

/// How far a count may be from the committed one, in percent of it. What is repeated on one machine is well within that; the
/// rest is for changes that nobody meant to make and that nobody has to explain.
const TOLERANCE: f64 = 5.0;

/// `committed.json`.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Committed {
    /// Instructions by scenario.
    instructions: BTreeMap<String, u64>,
    /// Where they were counted.
    pub(crate) conditions: Conditions,
}

/// Where a count has gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drift {
    Up,
    Down,
    Within,
}

impl Committed {
    pub(crate) fn new(conditions: Conditions, counts: &[Count]) -> Self {
        let instructions = counts.iter().map(|count| (count.name.to_owned(), count.instructions)).collect();
        Self { instructions, conditions }
    }

    pub(crate) fn parse(text: &str) -> Self {
        serde_json::from_str(text).unwrap()
    }

    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap() + "\n"
    }

    /// How a count compares, and that in words.
    pub(crate) fn judge(&self, name: &str, instructions: u64) -> (Drift, String) {
        let Some(&committed) = self.instructions.get(name) else {
            return (Drift::Up, format!("{name}: no count is committed; it takes {instructions} instructions"));
        };
        let percent = 100.0 * (as_f64(instructions) / as_f64(committed) - 1.0);
        let (drift, verdict) = match percent {
            percent if percent > TOLERANCE => (Drift::Up, format!("at most +{TOLERANCE} % are allowed")),
            percent if percent < -TOLERANCE => {
                (Drift::Down, "that is good: commit the new count, so that it stays (README.md)".to_owned())
            }
            _ => (Drift::Within, "as it should be".to_owned()),
        };
        (drift, format!("{name}: {instructions} instructions, {committed} committed ({percent:+.2} %): {verdict}"))
    }
}

#[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
fn as_f64(count: u64) -> f64 {
    count as f64
}

#[test]
fn a_count_may_not_grow_and_a_smaller_one_is_to_be_committed() {
    let conditions = r#"{"rustc": "", "libc": "", "valgrind": "", "avx2": true}"#;
    let committed = Committed::parse(&format!(r#"{{"instructions": {{"start": 1000}}, "conditions": {conditions}}}"#));
    let drift = |instructions| committed.judge("start", instructions).0;
    assert_eq!([1049, 1051, 951, 949].map(drift), [Drift::Within, Drift::Up, Drift::Within, Drift::Down]);
    assert_eq!(committed.judge("stop", 1).0, Drift::Up, "nothing is committed");
    let (_, text) = committed.judge("start", 1100);
    assert_eq!(text, "start: 1100 instructions, 1000 committed (+10.00 %): at most +5 % are allowed");
}
