//! The conformance suite proves itself: the host is made wrong in one way at a time, and the suite must notice each.
//!
//! `cargo test -p minihost --features mutants --test mutants`; README.md of tests/conformance says more.

#![expect(clippy::unwrap_used, reason = "a run that cannot be made fails the test")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use minihost_mutant::{Mutant, VARIABLE};
use serde_json::Value;

/// Where the suite runs, in the order in which a mutant is tried: the first one that notices counts.
const WORLDS: [[&str; 2]; 4] = [["classic", "virtual"], ["latest", "virtual"], ["classic", "real"], ["latest", "real"]];

/// What one run of the suite came to.
struct Run {
    passed: usize,
    /// `file: title` of each test that failed.
    failed: Vec<String>,
    /// Files that did not get as far as their tests.
    broken: usize,
}

fn run(mutant: Option<Mutant>, [profile, clock]: [&str; 2]) -> Run {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance");
    let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
    command
        .args(["test", "-j2", "--seed", "1", "--report", "json", "--timeout", "5s"])
        .args(["--profile", profile, "--clock", clock])
        .env_remove(VARIABLE)
        .current_dir(folder);
    if let Some(mutant) = mutant {
        command.env(VARIABLE, mutant.name());
        // A test of something else that fails by chance proves nothing, and the others need not run.
        command.args(mutant.clauses().iter().flat_map(|clause| ["--clause", *clause]));
    }
    let output = command.output().unwrap();
    let mut run = Run { passed: 0, failed: Vec::new(), broken: 0 };
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let event: Value = serde_json::from_str(line).unwrap();
        match (event["event"].as_str(), event["outcome"].as_str()) {
            (Some("test"), Some("passed")) => run.passed += 1,
            (Some("test"), Some("failed")) => {
                let titles = event["titles"].as_array().unwrap().iter().filter_map(Value::as_str);
                let title = titles.collect::<Vec<_>>().join(" > ");
                run.failed.push(format!("{}: {title}", event["file"].as_str().unwrap()));
            }
            (Some("file-finished"), _) if !event["load_failure"].is_null() => run.broken += 1,
            _ => {}
        }
    }
    run
}

#[test]
fn the_suite_passes_without_a_mutant_and_notices_each_one() {
    for world in WORLDS {
        let sound = run(None, world);
        assert_eq!((sound.failed, sound.broken), (Vec::new(), 0), "{world:?}: the suite itself");
        assert!(sound.passed > 50, "{world:?}: only {} tests ran", sound.passed);
    }
    let mut report = String::from(
        "| mutant | what is wrong | clauses | noticed in | by these tests of the clauses |\n|---|---|---|---|---|\n",
    );
    let mut survivors = Vec::new();
    let mut trivial = Vec::new();
    for mutant in Mutant::ALL.iter().copied() {
        let (name, breaks, clauses) = (mutant.name(), mutant.breaks(), mutant.clauses().join(", "));
        let noticed = WORLDS.into_iter().map(|world| (world, run(Some(mutant), world)));
        let noticed = noticed.into_iter().find(|(_, run)| run.broken > 0 || !run.failed.is_empty());
        let Some(([profile, clock], run)) = noticed else {
            survivors.push(name);
            writeln!(report, "| {name} | {breaks} | {clauses} | **nowhere** | |").unwrap();
            continue;
        };
        // A host on which no test is even reached says nothing about the tests.
        if run.broken > 0 {
            trivial.push(name);
        }
        let tests = run.failed.join("; ");
        writeln!(report, "| {name} | {breaks} | {clauses} | {profile}, {clock} | {tests} |").unwrap();
    }
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutants.md");
    std::fs::write(&file, &report).unwrap();
    println!("{} mutants; the report is {}", Mutant::ALL.len(), file.display());
    assert!(survivors.is_empty(), "no test notices {survivors:?}\n{report}");
    assert!(trivial.is_empty(), "nothing runs any more under {trivial:?}\n{report}");
}

#[test]
fn the_table_is_in_order() {
    let names: BTreeSet<_> = Mutant::ALL.iter().map(|mutant| mutant.name()).collect();
    assert_eq!(names.len(), Mutant::ALL.len(), "two mutants have the same name");
    for mutant in Mutant::ALL {
        for clause in mutant.clauses() {
            assert!(minihost_shim::is_clause(clause), "{}: {clause}", mutant.name());
        }
    }
}
