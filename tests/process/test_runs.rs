//! `minihost test` as a process: retries, shards, many files at once, interrupts.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use minihost_peer::{Peer, PeerSettings, Script};
use rustix::process::{Pid, Signal, kill_process};

fn test(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
    command.env("XDG_CACHE_HOME", folder.join(".cache"));
    command.args(["test", "--seed", "1"]).args(arguments).current_dir(folder).output().unwrap()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
#[expect(clippy::disallowed_methods, reason = "reads the reports")]
fn a_test_that_passes_at_the_second_attempt_is_flaky() {
    const SCRIPT: &str = "
        [[route]]
        path = '/x'
        nth = 1
        steps = [{ do = 'respond', status = 503 }]
        [[route]]
        path = '/x'
        nth = 2
        steps = [{ do = 'accept' }, { do = 'close', code = 4000 }]
        [[route]]
        path = '/x'
        nth = 3
        steps = [{ do = 'respond', status = 503 }]
        [[route]]
        path = '/x'
        nth = 5
        steps = [{ do = 'respond', status = 503 }]
        [[route]]
        path = '/x'
        steps = [{ do = 'accept' }, { do = 'close', code = 4000 }]
    ";
    let script = Script::from_toml(SCRIPT).unwrap();
    let peer = Peer::start(PeerSettings { script, ..PeerSettings::default() }).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let source = format!(
        "it('fine', () => {{}});
         it('opens', async () => {{ my.connectSocket({{ url: '{}/x' }}); await waitFor('close'); await waitFor('close 4000', {{ timeout: 1 }}).catch(() => {{}}); expect(events().some((event) => event.label === 'open')).toBe(true); }});",
        peer.url()
    );
    std::fs::write(folder.path().join("a.test.js"), source).unwrap();
    let reports =
        ["--report", "human", "--report", "junit=junit.xml", "--report", "tap=tap", "--report", "github=github"];
    let output = test(folder.path(), &[&["--clock", "real", "--retries", "1"][..], &reports].concat());
    let told = text(&output);
    // Every report tells it from one that passed.
    let report = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(report("junit.xml").contains("<flakyFailure"), "{}", report("junit.xml"));
    assert!(report("tap").contains("opens\n  ---\n  flaky: true\n  attempts: 2\n"), "{}", report("tap"));
    assert!(report("github").starts_with("::warning "), "{}", report("github"));
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("~ opens (passed at attempt 2)"), "{told}");
    assert!(told.contains("1 passed, 1 flaky in 1 file"), "{told}");
    let output = test(folder.path(), &["--clock", "real", "--retries", "1", "--fail-on-flaky"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    // With a baseline it counts as one that failed, and is not listed.
    let output =
        test(folder.path(), &["--clock", "real", "--retries", "1", "--fail-on-flaky", "--baseline", "none.txt"]);
    assert_eq!(output.status.code(), Some(7), "{}", text(&output));
    assert!(text(&output).contains("failed, and is not listed: a.test.js › opens"), "{}", text(&output));
}

#[test]
fn shards_run_every_file_once() {
    let folder = tempfile::tempdir().unwrap();
    for index in 0..20 {
        let source = format!("it('number {index}', () => {{ expect({index}).toBe({index}); }});");
        std::fs::write(folder.path().join(format!("n{index:02}.test.js")), source).unwrap();
    }
    let mut told = String::new();
    for shard in ["1/3", "2/3", "3/3"] {
        let output = test(folder.path(), &["--shard", shard, "-j2", "--report", "tap"]);
        assert_eq!(output.status.code(), Some(0));
        told.push_str(&text(&output));
    }
    for index in 0..20 {
        assert_eq!(told.matches(&format!("number {index}\n")).count(), 1, "{told}");
    }
}

#[test]
fn an_interrupt_kills_the_workers_and_tells_what_ran() {
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        interrupted(signal, code);
    }
}

fn interrupted(signal: Signal, code: i32) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.test.js"), "it('never ends', () => { for (;;) {} });").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
    let list = folder.path().join("list");
    command.env("XDG_CACHE_HOME", folder.path().join(".cache"));
    // A report's file is made once signals are listened for.
    command.args(["test", "--seed", "1", "--timeout", "1h", "--clock", "real", "--report"]);
    command.arg(format!("json={}", list.display())).args(["--report", "human"]);
    let child = command.current_dir(folder.path()).stdout(Stdio::piped()).spawn().unwrap();
    while !list.exists() {
        std::thread::yield_now();
    }
    kill_process(Pid::from_child(&child), signal).unwrap();
    let output = child.wait_with_output().unwrap();
    let told = text(&output);
    assert_eq!(output.status.code(), Some(code), "{told}");
    assert!(told.contains("(interrupted)"), "{told}");
}

#[test]
fn a_worker_of_another_version_is_a_bug() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
    let mut child = command.arg("__worker").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let request = r#"{"version":0,"file":"/a.test.js","options":{"clock":"virtual","profile":"classic","seed":1,"shuffle":false,"timeout_ms":1,"leaks":true,"filter":{"names":[],"tags":[],"clauses":[],"only":null},"skip":[],"list_only":false,"bail":false}}"#;
    writeln!(child.stdin.take().unwrap(), "{request}").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(70), "{}", text(&output));
    assert!(text(&output).contains("the request is of version 0"), "{}", text(&output));
}
