//! Compares what came of a row with what must come of it, and tells the difference.

use std::fmt::Write as _;

use minihost_peer::Received;
use minihost_runtime::Ended;

use crate::counterpart::Counterpart;
use crate::program::{self, HEALTHY_LINES, Ran};
use crate::row::{Expected, Mode, Row};
use crate::wire;

/// Payloads of the server's log are cut to this many characters.
const LOG_WIDTH: usize = 300;

/// Runs `row` in one of its modes.
///
/// # Errors
/// How it differs, for a person to read.
pub(crate) fn check(name: &str, row: &Row, mode: Mode) -> Result<(), String> {
    let expected = row.expected(mode.profile);
    let counterpart = Counterpart::start(row)?;
    let ran = program::run(row, mode, &counterpart, expected.lines.len())?;
    let mut problems = page_problems(row, &expected, &ran);
    if counterpart.memory().is_some() {
        let again = program::run(row, mode, &Counterpart::start(row)?, expected.lines.len())?;
        problems.extend(compare("the event log of a second run", &ran.told.log, &again.told.log));
    }
    let asked = !row.headers.is_empty() || expected.received.is_some();
    let received = if asked { counterpart.all_received() } else { Ok(counterpart.received()) };
    let received = received.unwrap_or_else(|problem| {
        problems.push(problem);
        counterpart.received()
    });
    problems.extend(wire::handshake_problems(row, &received));
    if let Some(expected) = &expected.received {
        problems.extend(compare("what the server received", expected, &wire::lines(&received)));
    }
    if problems.is_empty() {
        return Ok(());
    }
    let (about, clauses) = (&row.about, row.clauses.join(", "));
    let log = log(&received);
    let Mode { profile, task } = mode;
    let task = if task { ", as a SocketTask" } else { "" };
    Err(format!("{name}, {profile:?}{task}: {about} ({clauses})\n\n{}\n\n{log}", problems.join("\n\n")))
}

/// What the page and its program show.
fn page_problems(row: &Row, expected: &Expected, ran: &Ran) -> Vec<String> {
    let mut problems = Vec::new();
    let mut lines = expected.lines.clone();
    if row.afterwards {
        lines.extend(HEALTHY_LINES.iter().map(|&line| line.to_owned()));
    }
    let told = &ran.told;
    problems.extend(compare("what the page saw", &lines, &told.lines));
    let all = told.errors.join("\n");
    for text in expected.error.iter().filter(|text| !all.contains(*text)) {
        problems.push(format!("no errorMessage contains {text:?}; they are:\n{all}"));
    }
    let fits = |(warning, text): (&String, &String)| warning.contains(text.as_str());
    let same = told.warnings.len() == expected.warnings.len();
    if !same || !told.warnings.iter().zip(&expected.warnings).all(fits) {
        problems.push(format!("warnings: expected {:?}, got {:?}", expected.warnings, told.warnings));
    }
    if told.uncaught.len() != row.uncaught {
        problems.push(format!("uncaught errors: expected {}, got {:#?}", row.uncaught, told.uncaught));
    }
    match &ran.outcome {
        Err(failure) => problems.push(format!("minihost failed: {failure}")),
        Ok(outcome) => {
            if outcome.ended != Ended::Exhausted {
                let (ended, pending) = (&outcome.ended, &outcome.pending);
                problems.push(format!("the program ended by {ended:?} with {pending:?}, expected nothing to be left"));
            }
            if outcome.counts.pending_calls > 0 || outcome.counts.lost_calls > 0 {
                problems.push(format!("calls were not settled: {:?}", outcome.counts));
            }
        }
    }
    problems
}

/// Both lists side by side, if they differ.
fn compare(what: &str, expected: &[String], got: &[String]) -> Option<String> {
    if expected == got {
        return None;
    }
    let widest = expected.iter().map(|line| line.chars().count()).max().unwrap_or(0).max("expected".len());
    let mut table = format!("{what}:\n    {:widest$} | got", "expected");
    for index in 0..expected.len().max(got.len()) {
        let (left, right) = (expected.get(index), got.get(index));
        let mark = if left == right { ' ' } else { '!' };
        let (left, right) = (left.map_or("", String::as_str), right.map_or("", String::as_str));
        // Writing to a string cannot fail.
        let _ = write!(table, "\n  {mark} {left:widest$} | {right}");
    }
    Some(table)
}

fn log(received: &[Received]) -> String {
    let mut text = "the server's log:".to_owned();
    for record in received {
        let line = serde_json::to_string(record).unwrap_or_else(|error| error.to_string());
        let cut: String = line.chars().take(LOG_WIDTH).collect();
        text.push_str("\n  ");
        text.push_str(&cut);
    }
    text
}
