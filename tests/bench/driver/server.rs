//! The server process.

use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The running server. It ends when this is dropped: its standard input ends then.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    base: String,
}

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("cannot run {0}: {1}")]
    Spawn(PathBuf, io::Error),
    #[error("bench-server printed {0:?} instead of its port")]
    Port(String),
}

impl Server {
    /// Starts it and waits for its port.
    pub(crate) fn start(program: &Path) -> Result<Self, Problem> {
        let failed = |error| Problem::Spawn(program.to_owned(), error);
        let mut command = Command::new(program);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(failed)?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line).map_err(failed)?;
        }
        match line.trim().parse::<u16>() {
            Ok(port) => Ok(Self { child, base: format!("ws://127.0.0.1:{port}") }),
            Err(_) => Err(Problem::Port(line)),
        }
    }

    /// Its address, without a path.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Closes its standard input first.
        let _ = self.child.wait();
    }
}
