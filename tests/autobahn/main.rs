//! The protocol, as the Autobahn test suite sees it: its server misbehaves in 301 ways, and a page that knows `my` alone
//! talks to it. What it says of each case is committed (`expected.json`): neither more nor less may go wrong.
//!
//! `./install` in this folder installs the suite. Without it the test is passed over with a message, except on CI
//! (`CI=true`): there it fails.

#![expect(clippy::disallowed_methods, reason = "a test reads what it compares with")]
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use std::collections::BTreeMap;
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde::Deserialize;
use serde_json::json;

const AGENT: &str = "minihost";

/// What the suite says of a case.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Verdict {
    behavior: String,
    behavior_close: String,
}

/// What stands in `expected.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    cases: usize,
    otherwise: Verdict,
    exceptions: BTreeMap<String, Verdict>,
}

#[test]
fn every_case_is_judged_as_it_was() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/autobahn");
    if !folder.join("server/ready").is_file() {
        assert!(std::env::var_os("CI").is_none(), "run tests/autobahn/install first");
        let message = "skipped: the Autobahn test suite is not installed; run tests/autobahn/install\n";
        // Nothing can be done where even that cannot be written.
        let _ = std::io::stderr().write_all(message.as_bytes());
        return;
    }
    let expected: Expected = serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let work = tempfile::tempdir().unwrap();
    let (_server, url) = Server::start(&folder, work.path());
    let run = Command::new(env!("CARGO_BIN_EXE_minihost"))
        .args(["run", "page.js", "--timeout", "10m", "--max-message", "16MiB"])
        .args(["--query", &format!("server={url}"), "--query", &format!("agent={AGENT}")])
        .current_dir(&folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&run.stdout);
    let errors = String::from_utf8_lossy(&run.stderr);
    assert_eq!((run.status.code(), &*told), (Some(0), &*format!("{} cases\n", expected.cases)), "{errors}");

    let reports: BTreeMap<String, BTreeMap<String, Verdict>> =
        serde_json::from_slice(&std::fs::read(work.path().join("reports/index.json")).unwrap()).unwrap();
    let verdicts = &reports[AGENT];
    assert_eq!(verdicts.len(), expected.cases);
    let wanted = |case: &String| expected.exceptions.get(case).unwrap_or(&expected.otherwise);
    let drift: Vec<_> = verdicts.iter().filter(|(case, verdict)| wanted(case) != *verdict).collect();
    assert!(drift.is_empty(), "other than in expected.json: {drift:#?}");
}

/// The suite's server; it is ended when this is dropped.
struct Server {
    child: Child,
}

impl Server {
    /// Starts it in the folder `work`, where its reports go; returns where it will listen.
    fn start(folder: &Path, work: &Path) -> (Self, String) {
        // It cannot choose a port itself; between this moment and the next, nobody else takes this one, most likely.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let url = format!("ws://127.0.0.1:{port}");
        let cases: Vec<String> =
            ["1", "2", "3", "4", "5", "6", "7", "9", "10"].map(|group| format!("{group}.*")).into();
        let spec = json!({
            "url": url,
            "outdir": "reports",
            "cases": cases,
            "exclude-cases": [],
            "exclude-agent-cases": {},
        });
        std::fs::write(work.join("spec.json"), spec.to_string()).unwrap();
        let server: PathBuf = folder.join("server");
        let child = Command::new(server.join("bin/python"))
            .args([
                "-W",
                "ignore",
                "-m",
                "autobahntestsuite.wstest",
                "-m",
                "fuzzingserver",
                "-s",
                "spec.json",
                "-u",
                "0",
            ])
            .env("PYTHONPATH", server.join("port"))
            .current_dir(work)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        (Self { child }, url)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only for a process that is gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
