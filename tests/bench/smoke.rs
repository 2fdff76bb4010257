//! The bench tools work together: the driver, the server and the bare client, run for real on small numbers.

use std::io;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn bench(args: &[&str]) -> io::Result<Output> {
    // The server and the bare client have been built beside the driver, as binaries of this package.
    let mut command = Command::new(env!("CARGO_BIN_EXE_bench"));
    command.arg("--no-build").args(args).output()
}

#[expect(clippy::disallowed_methods, reason = "reads what the driver wrote")]
fn read(path: &Path) -> io::Result<String> {
    std::fs::read_to_string(path)
}

#[test]
fn every_workload_runs_on_bare_rust_and_is_reported() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (json, markdown) = (folder.path().join("report.json"), folder.path().join("report.md"));
    let workloads = "hello,rtt=40,burst_up=500,burst_down=500,mib=2,connects=5";
    let options = ["--peer", "rust", "--rounds", "3", "--workload", workloads];
    let files = ["--json", json.to_str().unwrap_or_default(), "--markdown", markdown.to_str().unwrap_or_default()];
    let output = bench(&[&options[..], &files[..]].concat()).expect("the driver can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let report: Value =
        serde_json::from_str(&read(&json).expect("the driver has written the report")).expect("the report is JSON");
    let results = report["results"].as_array().expect("there are results");
    let told: Vec<_> = results.iter().map(|entry| (entry["workload"].as_str(), entry["n"].as_u64())).collect();
    let expected = [("hello", 1), ("rtt", 40), ("burst_up", 500), ("burst_down", 500), ("mib", 2), ("connects", 5)];
    assert_eq!(told, expected.map(|(name, n)| (Some(name), Some(n))));
    for entry in results {
        assert_eq!(entry["samples"].as_array().map(Vec::len), Some(3), "{entry}");
        assert_eq!(entry["ms_ratio"], 1.0, "{entry}");
        assert!(entry["ms"]["median"].as_f64() > Some(0.0), "{entry}");
        assert!(entry["cpu_ms"]["median"].as_f64() > Some(0.0), "{entry}");
        assert!(entry["rss_mib"]["median"].as_f64() > Some(1.0), "{entry}");
    }
    let markdown = read(&markdown).expect("the driver has written the tables");
    assert!(markdown.contains("| rust | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 |"));
}

#[test]
fn tests_run_on_jest_and_are_reported() {
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/node_modules/jest").is_dir() {
        eprintln!("not checked, Jest is missing: run `npm install --prefix tests/bench` (it needs node)");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let json = folder.path().join("report.json");
    let options = ["--peer", "jest,rust", "--rounds", "1", "--workload", "test_one,test_200=3", "--json"];
    let output =
        bench(&[&options[..], &[json.to_str().unwrap_or_default()]].concat()).expect("the driver can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let report: Value =
        serde_json::from_str(&read(&json).expect("the driver has written the report")).expect("the report is JSON");
    let results = report["results"].as_array().expect("there are results");
    let told: Vec<_> = results.iter().map(|entry| (entry["peer"].as_str(), entry["n"].as_u64())).collect();
    assert_eq!(told, [(Some("jest"), Some(1)), (Some("jest"), Some(3))]);
    for entry in results {
        assert_eq!(entry["ms_ratio"], 1.0, "{entry}");
    }
}

#[test]
fn a_missing_peer_is_told_and_is_no_error() {
    let output = bench(&["--peer", "minihost", "--minihost", "/nonexistent/minihost", "--rounds", "1"])
        .expect("the driver can be started");
    assert!(output.status.success());
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("not installed: run `cargo build --profile dist -p minihost`"), "{text}");
}

#[test]
fn a_peer_that_does_not_do_its_work_is_an_error() {
    // `echo --version` and `echo run …` succeed, but tell no result.
    let output = bench(&["--peer", "minihost,rust", "--minihost", "/bin/echo", "--workload", "rtt=5", "--rounds", "2"])
        .expect("the driver can be started");
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("failed: rtt on minihost: ended without a result line"), "{text}");
    assert!(text.lines().any(|line| line.starts_with("rust") && line.contains("1.00")), "{text}");
}
