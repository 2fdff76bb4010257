//! The server process.

use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::workload::Workload;

/// The running server. It ends when this is dropped: its standard input ends then.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    base: String,
    secure_base: String,
    ca: PathBuf,
}

/// Where a workload's server is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Address<'a> {
    /// Its url, without a path.
    pub(crate) base: &'a str,
    /// The certificate, in a PEM file, that clients have to trust as well as the system's.
    pub(crate) ca: Option<&'a Path>,
}

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("cannot run {0}: {1}")]
    Spawn(PathBuf, io::Error),
    #[error("bench-server printed {0:?} instead of its two ports")]
    Port(String),
}

impl Server {
    /// Starts it and waits for its ports; it writes its CA's certificate to `ca`.
    pub(crate) fn start(program: &Path, ca: PathBuf) -> Result<Self, Problem> {
        let failed = |error| Problem::Spawn(program.to_owned(), error);
        let mut command = Command::new(program);
        command.arg(&ca).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(failed)?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line).map_err(failed)?;
        }
        match ports(&line) {
            Some((plain, secure)) => {
                let (base, secure_base) = (format!("ws://127.0.0.1:{plain}"), format!("wss://127.0.0.1:{secure}"));
                Ok(Self { child, base, secure_base, ca })
            }
            None => Err(Problem::Port(line)),
        }
    }

    /// Where `workload` finds it.
    pub(crate) fn address(&self, workload: Workload) -> Address<'_> {
        match workload {
            Workload::HelloWss => Address { base: &self.secure_base, ca: Some(&self.ca) },
            _ => Address { base: &self.base, ca: None },
        }
    }
}

/// The two ports that it prints.
fn ports(line: &str) -> Option<(u16, u16)> {
    let (plain, secure) = line.trim().split_once(' ')?;
    Some((plain.parse().ok()?, secure.parse().ok()?))
}

impl Drop for Server {
    fn drop(&mut self) {
        // Closes its standard input first.
        let _ = self.child.wait();
    }
}
