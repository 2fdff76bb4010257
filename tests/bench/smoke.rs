//! The bench tools work together: the driver, the server and the bare client, run for real on small numbers.

#![expect(clippy::expect_used, reason = "a helper that fails fails its test")]

use std::io;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

fn bench(args: &[&str]) -> io::Result<Output> {
    // The server and the bare client have been built beside the driver, as binaries of this package.
    let mut command = Command::new(env!("CARGO_BIN_EXE_bench"));
    command.arg("--no-build").args(args).output()
}

#[expect(clippy::disallowed_methods, reason = "reads what the driver wrote")]
fn read(path: &Path) -> io::Result<String> {
    std::fs::read_to_string(path)
}

/// The exchanges, on small numbers.
const EXCHANGES: [(&str, u64); 8] = [
    ("hello", 1),
    ("hello_wss", 1),
    ("rtt", 40),
    ("burst_up", 500),
    ("burst_down", 500),
    ("mib", 2),
    ("connects", 5),
    ("json", 50),
];

/// As `--workload` takes them.
fn workloads(tasks: &[(&str, u64)]) -> String {
    let task = |&(name, n): &(&str, u64)| if n == 1 { name.to_owned() } else { format!("{name}={n}") };
    tasks.iter().map(task).collect::<Vec<_>>().join(",")
}

/// Runs the driver, which has to succeed, and reads its report.
fn report(args: &[&str]) -> Value {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let json = folder.path().join("report.json");
    let output =
        bench(&[args, &["--json", json.to_str().unwrap_or_default()]].concat()).expect("the driver can be started");
    let told = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(output.status.success(), "{}", told.join("\n"));
    serde_json::from_str(&read(&json).expect("the driver has written the report")).expect("the report is JSON")
}

/// The results of a report: workload, n and peer.
fn results(report: &Value) -> Vec<(&str, u64, &str)> {
    let entries = report["results"].as_array().expect("there are results");
    entries
        .iter()
        .map(|entry| {
            let text = |name: &str| entry[name].as_str().unwrap_or_default();
            (text("workload"), entry["n"].as_u64().unwrap_or_default(), text("peer"))
        })
        .collect()
}

#[test]
fn every_workload_runs_on_bare_rust_and_is_reported() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let markdown = folder.path().join("report.md");
    let workloads = workloads(&EXCHANGES);
    let options = ["--peer", "rust", "--rounds", "3", "--workload", &workloads];
    let report = report(&[&options[..], &["--markdown", markdown.to_str().unwrap_or_default()]].concat());
    assert_eq!(results(&report), EXCHANGES.map(|(name, n)| (name, n, "rust")));
    for entry in report["results"].as_array().expect("there are results") {
        assert_eq!(entry["samples"].as_array().map(Vec::len), Some(3), "{entry}");
        assert_eq!(entry["ms_ratio"], 1.0, "{entry}");
        assert!(entry["ms"]["median"].as_f64() > Some(0.0), "{entry}");
        assert!(entry["cpu_ms"]["median"].as_f64() > Some(0.0), "{entry}");
        assert!(entry["rss_mib"]["median"].as_f64() > Some(1.0), "{entry}");
    }
    let markdown = read(&markdown).expect("the driver has written the tables");
    assert!(markdown.contains("| rust | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 |"), "{markdown}");
}

#[test]
fn every_workload_runs_on_every_peer_that_is_installed() {
    let report = report(&["--rounds", "1", "--workload", &workloads(&EXCHANGES)]);
    let peers = report["peers"].as_array().expect("there are peers");
    let installed = peers.iter().filter(|peer| peer["version"].is_string() && peer["peer"] != "jest");
    let installed: Vec<&str> = installed.map(|peer| peer["peer"].as_str().unwrap_or_default()).collect();
    assert!(installed.contains(&"rust"), "{peers:?}");
    let expected = EXCHANGES.iter().flat_map(|&(name, n)| installed.iter().map(move |&peer| (name, n, peer)));
    assert_eq!(results(&report), expected.collect::<Vec<_>>());
    // The limits of minihost: reached or missed where both were measured.
    for verdict in report["verdicts"].as_array().expect("there are verdicts") {
        let both = installed.contains(&"minihost") && installed.contains(&verdict["of"].as_str().unwrap_or_default());
        assert_eq!(verdict["standing"] != "not-measured", both, "{verdict}");
    }
}

#[test]
fn tests_run_on_jest_and_are_reported() {
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/node_modules/jest").is_dir() {
        eprintln!("not checked, Jest is missing: run `npm install --prefix tests/bench` (it needs node)");
        return;
    }
    let report = report(&["--peer", "jest,rust", "--rounds", "1", "--workload", "test_one,test_200=3"]);
    assert_eq!(results(&report), [("test_one", 1, "jest"), ("test_200", 3, "jest")]);
    for entry in report["results"].as_array().expect("there are results") {
        assert_eq!(entry["ms_ratio"], 1.0, "{entry}");
    }
}

#[test]
fn many_programs_run_side_by_side_and_are_judged() {
    // It does not need the binary of minihost, but only that there is one: it is minihost.
    let report = report(&[
        "--peer",
        "minihost",
        "--minihost",
        env!("CARGO_BIN_EXE_bench"),
        "--rounds",
        "1",
        "--workload",
        "many=40",
    ]);
    assert_eq!(results(&report), [("many", 40, "minihost")]);
    let verdicts = report["verdicts"].as_array().expect("there are verdicts");
    let standings: Vec<_> = verdicts.iter().map(|verdict| (&verdict["quantity"], &verdict["unit"])).collect();
    assert_eq!(standings, [(&json!("time"), &json!("ms each")), (&json!("memory"), &json!("MiB each"))]);
    assert!(verdicts.iter().all(|verdict| verdict["value"].as_f64() > Some(0.0)), "{verdicts:?}");
}

#[test]
fn a_project_starts_on_node() {
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/node_modules/lodash").is_dir() {
        let output =
            bench(&["--peer", "node", "--rounds", "1", "--workload", "project=8"]).expect("the driver can be started");
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(text.contains("bench: project: not installed: run `npm install --prefix tests/bench`"), "{text}");
        return;
    }
    let report = report(&["--peer", "node,rust", "--rounds", "1", "--workload", "project=8"]);
    assert_eq!(results(&report), [("project", 8, "node")]);
    assert_eq!(report["results"][0]["ms_ratio"], 1.0);
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
