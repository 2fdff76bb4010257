//! The scenario's server, as a process.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};

use libtest_mimic::Failed;
use rustix::process::{Pid, Signal, kill_process};

/// A running server. It is ended when this is dropped.
pub(crate) struct Server {
    child: Child,
    stdout: BufReader<ChildStdout>,
    port: u16,
}

impl Server {
    /// Starts it, and waits until it says which port it listens on.
    pub(crate) fn start(command: &mut Command) -> Result<Self, Failed> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .map_err(|error| format!("cannot start {}: {error}", command.get_program().display()))?;
        let mut stdout = BufReader::new(child.stdout.take().ok_or("no stdout")?);
        let mut line = String::new();
        while stdout.read_line(&mut line)? > 0 {
            if let Some(port) = line.trim().strip_prefix("LISTENING ") {
                let port = port.parse()?;
                return Ok(Self { child, stdout, port });
            }
            line.clear();
        }
        Err("the server ended without saying LISTENING".into())
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Ends it and returns what it has said since.
    pub(crate) fn stop(mut self) -> String {
        self.end();
        let mut rest = String::new();
        // What cannot be read is not worth more: the test has failed already.
        let _ = self.stdout.read_to_string(&mut rest);
        rest
    }

    fn end(&mut self) {
        // A server that has started a broker ends it on this signal. One that is gone already is as good.
        let _ = kill_process(Pid::from_child(&self.child), Signal::TERM);
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}
