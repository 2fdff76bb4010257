//! The conformance suite: the contract, clause by clause, in `*.test.js` files that `minihost test` runs; under both
//! profiles, with a virtual clock and with real sockets.

#![expect(clippy::unwrap_used, reason = "a run that cannot be made fails its test")]

use std::path::Path;
use std::process::Command;

fn run(profile: &str, clock: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance");
    let report = tempfile::NamedTempFile::new().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_minihost"))
        .args(["test", "--seed", "1", "--profile", profile, "--clock", clock, "--timeout", "20s", "--report", "human"])
        .arg(format!("--report=clauses={}", report.path().display()))
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    #[expect(clippy::disallowed_methods, reason = "the report that was just written")]
    let clauses = std::fs::read_to_string(report.path()).unwrap();
    let unproven: Vec<_> = clauses.lines().filter(|line| line.starts_with(['○', '✗', '?'])).collect();
    assert!(unproven.is_empty(), "{unproven:#?}");
}

#[test]
fn classic_under_the_virtual_clock() {
    run("classic", "virtual");
}

#[test]
fn latest_under_the_virtual_clock() {
    run("latest", "virtual");
}

#[test]
fn classic_with_real_sockets() {
    run("classic", "real");
}

#[test]
fn latest_with_real_sockets() {
    run("latest", "real");
}

#[cfg(not(feature = "mutants"))]
#[test]
fn the_binary_that_people_get_cannot_be_made_wrong() {
    #[expect(clippy::disallowed_methods, reason = "the binary itself")]
    let binary = std::fs::read(env!("CARGO_BIN_EXE_minihost")).unwrap();
    let has = |text: &str| binary.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(has("minihost"), "its texts can be found");
    for text in ["MINIHOST_MUTANT", "certificate-unchecked", "stale-delivered"] {
        assert!(!has(text), "{text} is in it");
    }
}

#[test]
fn two_runs_under_the_virtual_clock_tell_the_same_byte_for_byte() {
    let once = || {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance");
        let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
        let output =
            command.args(["test", "--seed", "1", "-j1", "--report", "json"]).current_dir(folder).output().unwrap();
        // Real time is the one thing that differs.
        let text = String::from_utf8(output.stdout).unwrap();
        let parts = text.split("\"duration_ms\":").enumerate();
        let number = |part: &str| part.trim_start_matches(|c: char| c.is_ascii_digit() || ".e-".contains(c)).to_owned();
        parts.map(|(index, part)| if index == 0 { part.to_owned() } else { number(part) }).collect::<String>()
    };
    let (first, second) = (once(), once());
    assert!(first.matches("\"at_ms\"").count() > 300, "the timelines are in it");
    assert!(first == second, "{first}\n\n{second}");
}

/// A sample of what `minihost test --explore 40` runs in some minutes.
#[test]
fn other_orders_of_what_is_ready_together_are_no_excuse() {
    for profile in ["classic", "latest"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance");
        let output = Command::new(env!("CARGO_BIN_EXE_minihost"))
            .args(["test", "--seed", "1", "--profile", profile, "--explore", "4"])
            .current_dir(folder)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{text}");
        assert!(text.contains(" other orders  "), "{text}");
    }
}

/// The events of a run of the tests in specs/test/explore.
fn race(options: &[&str]) -> Vec<serde_json::Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/specs/test/explore");
    let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
    command
        .args(["test", "--seed", "1", "-j1", "--report", "json", "--filter", "shows"])
        .args(options)
        .current_dir(folder);
    let text = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let mut events: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    events.retain(|event| event["event"] == "test" && event["verdict"]["failures"] != serde_json::json!([]));
    // Real time is the one thing that differs.
    events.iter_mut().for_each(|event| event["verdict"]["duration_ms"] = 0.into());
    events
}

#[test]
fn a_schedule_repeats_what_was_found_event_for_event() {
    let found = race(&["--explore", "30"]);
    assert_eq!(found.len(), 1, "{found:?}");
    let order = found[0]["order"].as_str().unwrap();
    let (again, once_more) = (race(&["--schedule", order]), race(&["--schedule", order]));
    assert_eq!(again, once_more);
    assert!(found[0]["verdict"]["timeline"].as_array().unwrap().len() > 10);
    assert_eq!(again[0]["verdict"], found[0]["verdict"]);
    assert_eq!(race(&["--schedule", "oldest"]), race(&[]));
}
