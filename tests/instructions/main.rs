//! How many instructions a start, a round trip and a connection take: unlike time, that can be repeated, so that what makes
//! minihost slower fails here even where no clock could tell. README.md says how to run it and how to accept new counts.

#![expect(clippy::disallowed_methods, reason = "reads its own values")]
#![expect(clippy::unwrap_used, reason = "a helper that fails fails the test")]

mod callgrind;
mod committed;
mod conditions;
mod order;
mod scenario;

use std::path::{Path, PathBuf};

use committed::{Committed, Drift};
use conditions::Conditions;
use scenario::{Count, Scenarios};

/// The environment variable with the path of the binary: one that was built as those that people get, but for the
/// link-time optimisation, which takes minutes.
const BINARY: &str = "MINIHOST_RELEASE";

/// The environment variable that has the counts written down instead of compared.
const UPDATE: &str = "UPDATE_INSTRUCTIONS";

/// The environment variable that has the functions of a start written down for the linker instead. Its value is the path of a
/// second binary whose functions count: with link-time optimisation, others are left.
const UPDATE_ORDER: &str = "UPDATE_START";

/// The most memory that a start may take, in KiB. Nine tenths of it are code: a start that takes more most likely runs
/// functions that are not side by side any more.
const START_KIB: u64 = 12_800;

#[test]
fn a_start_brings_little_code_into_memory() {
    let Some(binary) = std::env::var_os(BINARY).map(PathBuf::from) else { return };
    if std::env::var_os(UPDATE_ORDER).is_some() {
        // The binary that it is written for is still to be built.
        return;
    }
    let peak = Scenarios::new(&binary).peak_memory();
    eprintln!("start: {peak} KiB of memory");
    assert!(peak <= START_KIB, "{peak} KiB; tests/instructions/README.md says how to renew runtime/cli/start.ld");
}

#[test]
fn no_path_takes_more_instructions_than_are_committed() {
    let Some(binary) = std::env::var_os(BINARY).map(PathBuf::from) else {
        eprintln!("not checked: {BINARY} names no binary (see tests/instructions/README.md)");
        return;
    };
    assert!(binary.is_file(), "{BINARY}: there is no file {}", binary.display());
    let Some(conditions) = Conditions::here() else {
        eprintln!("not checked: valgrind cannot be run; install Debian's package valgrind");
        return;
    };
    let scenarios = Scenarios::new(&binary);
    if let Some(other) = std::env::var_os(UPDATE_ORDER).map(PathBuf::from) {
        let profiles = [scenarios.profiles(), Scenarios::new(&other).profiles()].concat();
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/cli/start.ld");
        std::fs::write(file, order::script(&profiles)).unwrap();
        return;
    }
    let counts = scenarios.count();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("instructions/committed.json");
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&file, Committed::new(conditions, &counts).to_json()).unwrap();
        return;
    }
    let committed = Committed::parse(&std::fs::read_to_string(&file).unwrap());
    let mut grown = Vec::new();
    for Count { name, instructions, profile } in &counts {
        let (drift, text) = committed.judge(name, *instructions);
        eprintln!("{text}");
        if drift == Drift::Up {
            grown.push(format!("{text}\n  where: callgrind_annotate {} | c++filt", profile.display()));
        }
    }
    if grown.is_empty() {
        return;
    }
    let differences = committed.conditions.differences(&conditions);
    if !differences.is_empty() {
        // Nothing in this repository may be the reason; who sets the conditions accepts the counts that go with them.
        eprintln!("not judged: the committed counts are of {}", differences.join(", of "));
        return;
    }
    panic!("{}\nif that is meant, say why and commit new counts: tests/instructions/README.md", grown.join("\n"));
}
