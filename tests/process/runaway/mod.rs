//! Scripts that do not come back, call themselves for ever or want all the memory there is: each ends in bounded time, with
//! what it was and where, and the process ends by itself, never by a signal.
//!
//! A row is a script. It is run with small limits, so that what would take seconds takes less than one.

mod loops;
mod memory;
mod recursion;

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use wait4::Wait4;

/// What no row may need, on the slowest machine: its own limits end it long before.
const BOUND: Duration = Duration::from_secs(60);

/// The exit codes of README's table.
const UNCAUGHT: i32 = 4;
const TIME: i32 = 5;
const MEMORY: i32 = 9;

/// One script.
struct Row {
    name: &'static str,
    /// The module `page.js`.
    script: String,
    arguments: &'static [&'static str],
    code: i32,
    /// What stderr says, among other things.
    says: &'static [&'static str],
}

impl Row {
    /// A script that one of `minihost run`'s limits ends.
    fn new(name: &'static str, script: impl Into<String>, arguments: &'static [&'static str], code: i32) -> Self {
        Self { name, script: script.into(), arguments, code, says: &[] }
    }

    fn says(mut self, says: &'static [&'static str]) -> Self {
        self.says = says;
        self
    }
}

/// Runs every row, two at a time, and tells of all that went wrong.
fn run_all(rows: Vec<Row>) {
    let (sender, faults) = channel();
    let half = rows.len().div_ceil(2);
    thread::scope(|scope| {
        for rows in rows.chunks(half) {
            let sender = sender.clone();
            scope.spawn(move || rows.iter().filter_map(run).for_each(|fault| sender.send(fault).unwrap()));
        }
    });
    drop(sender);
    let faults: Vec<String> = faults.iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// Runs one row; returns what is wrong with how it ended.
fn run(row: &Row) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let has_page = row.script.contains("Page(");
    let script = if has_page { row.script.clone() } else { format!("{}\n;Page({{}});", row.script) };
    std::fs::write(folder.path().join("page.js"), script).unwrap();
    let ended = end(start(folder.path(), &[&["run", "page.js"], row.arguments].concat()));
    let (code, told) = match ended {
        Ok(ended) => ended,
        Err(fault) => return Some(format!("{}: {fault}", row.name)),
    };
    let missing: Vec<_> = row.says.iter().filter(|text| !told.contains(**text)).collect();
    let is_right = code == row.code && missing.is_empty();
    (!is_right).then(|| {
        format!("{}: exit code {code} where {} is right; it does not say {missing:?}:\n{told}", row.name, row.code)
    })
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
    command.env("XDG_CACHE_HOME", folder.join(".cache")).current_dir(folder).args(arguments);
    // What is aborted ends at once, and not when it has found its places.
    command.env("RUST_BACKTRACE", "0");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits for the end; returns the exit code and what was printed, or why that is no end.
fn end(mut child: Child) -> Result<(i32, String), String> {
    let (mut stdout, mut stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let (sender, ends) = channel();
    let pid = rustix::process::Pid::from_child(&child);
    thread::spawn(move || {
        let mut told = Vec::new();
        stderr.read_to_end(&mut told).unwrap();
        stdout.read_to_end(&mut told).unwrap();
        // The test may have given up.
        let _ = sender.send((child.wait4().unwrap().status, told));
    });
    let Ok((status, told)) = ends.recv_timeout(BOUND) else {
        rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
        return Err(format!("it did not end within {} s", BOUND.as_secs()));
    };
    let told = String::from_utf8_lossy(&told).into_owned();
    let shown: String = told.chars().take(2000).collect();
    status.code().map(|code| (code, told)).ok_or_else(|| format!("it ended by a signal ({status}):\n{shown}"))
}

/// What `minihost test` says of a file with one test that does that.
fn test(script: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let source = format!("it('runs away', async () => {{ {script} }}); it('comes after', () => {{}});");
    std::fs::write(folder.path().join("a.test.js"), source).unwrap();
    let (code, told) = end(start(folder.path(), &[&["test", "--seed", "1"], arguments].concat())).unwrap();
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("✗ runs away"), "{told}");
    assert!(told.contains("1 passed, 1 failed in 1 file"), "{told}");
    told
}
