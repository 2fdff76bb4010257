//! A running `minihost` whose output is read as it comes.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

/// A `minihost run` of one file, in a folder of its own.
pub(crate) struct Minihost {
    child: Child,
    stdout: BufReader<ChildStdout>,
    stderr: BufReader<ChildStderr>,
    _folder: tempfile::TempDir,
}

/// What is left when the process has ended.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    /// What was not read before.
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Minihost {
    /// Writes `page` to `page.js` and runs it.
    pub(crate) fn run(page: &str, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("page.js"), page).unwrap();
        let mut child = command(folder.path()).args(arguments).spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let stderr = BufReader::new(child.stderr.take().unwrap());
        Self { child, stdout, stderr, _folder: folder }
    }

    /// Reads stdout until a line is `wanted`.
    pub(crate) fn wait_for_line(&mut self, wanted: &str) {
        wait_for(&mut self.stdout, wanted);
    }

    /// Reads stderr until a line is `wanted`.
    pub(crate) fn wait_for_error_line(&mut self, wanted: &str) {
        wait_for(&mut self.stderr, wanted);
    }

    /// Sends a signal to the process.
    pub(crate) fn signal(&self, signal: Signal) {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, signal).unwrap();
    }

    /// Waits for the process to end.
    pub(crate) fn wait(mut self) -> Ended {
        let mut stdout = String::new();
        self.stdout.read_to_string(&mut stdout).unwrap();
        let mut stderr = String::new();
        self.stderr.read_to_string(&mut stderr).unwrap();
        Ended { code: self.child.wait().unwrap().code(), stdout, stderr }
    }

    /// Stops reading, as `| head` does.
    pub(crate) fn close_stdout(self) -> Option<i32> {
        let Self { mut child, stdout, stderr, _folder } = self;
        drop((stdout, stderr));
        child.wait().unwrap().code()
    }
}

fn wait_for(reader: &mut impl BufRead, wanted: &str) {
    let mut seen = String::new();
    loop {
        let start = seen.len();
        let read = reader.read_line(&mut seen).unwrap();
        assert!(read > 0, "the output ended without the line {wanted:?}; it was:\n{seen}");
        if seen[start..].trim_end() == wanted {
            return;
        }
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_minihost"));
    command.args(["run", "page.js"]).current_dir(folder);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}
