//! Who is measured.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum;

use crate::workload::Task;

/// A program that can do the workloads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Peer {
    /// minihost itself.
    Minihost,
    /// The bare tokio-tungstenite client: the limit.
    Rust,
    /// node with the package `ws`.
    Node,
    /// bun with its own WebSocket.
    Bun,
    /// deno with its own WebSocket.
    Deno,
}

impl Peer {
    /// Every peer, in the order of the report.
    pub(crate) const ALL: [Self; 5] = [Self::Minihost, Self::Rust, Self::Node, Self::Bun, Self::Deno];

    /// The name on the command line and in results.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Minihost => "minihost",
            Self::Rust => "rust",
            Self::Node => "node",
            Self::Bun => "bun",
            Self::Deno => "deno",
        }
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A peer that is there.
#[derive(Debug, Clone)]
pub(crate) struct Installed {
    /// Which one.
    pub(crate) peer: Peer,
    /// Its binary.
    pub(crate) program: PathBuf,
    /// What it says that it is.
    pub(crate) version: String,
}

impl Installed {
    /// The command that does `task` against the server at `base`; `assets` is the folder of the pages and the adapter.
    pub(crate) fn command(&self, task: Task, base: &str, assets: &Path) -> Command {
        let page = task.workload.page(&assets.join("pages"));
        let adapter = assets.join("adapter.mjs");
        let (base, n) = (format!("base={base}"), format!("n={}", task.n));
        let mut command = Command::new(&self.program);
        match self.peer {
            Peer::Minihost => {
                command.arg("run").arg(page);
                command.args(["--query", &base, "--query", &n, "--timeout", "none"]);
            }
            Peer::Rust => {
                command.arg(task.workload.name()).args([base, n]);
            }
            Peer::Node | Peer::Bun => {
                command.arg(adapter).arg(page).args([base, n]);
            }
            Peer::Deno => {
                // Nothing that costs start-up time and that the page does not need.
                command.args(["run", "--allow-all", "--quiet", "--no-config", "--no-lock"]);
                command.arg(adapter).arg(page).args([base, n]);
                command.env("DENO_NO_UPDATE_CHECK", "1");
            }
        }
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(peer: Peer) -> String {
        let installed = Installed { peer, program: "/bin/peer".into(), version: String::new() };
        let command = installed.command("rtt=9".parse().unwrap(), "ws://h:1", Path::new("/b"));
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn minihost_gets_the_query_as_options() {
        let expected = "/bin/peer run /b/pages/rtt.js --query base=ws://h:1 --query n=9 --timeout none";
        assert_eq!(line(Peer::Minihost), expected);
    }

    #[test]
    fn the_others_run_the_page_through_the_adapter() {
        assert_eq!(line(Peer::Node), "/bin/peer /b/adapter.mjs /b/pages/rtt.js base=ws://h:1 n=9");
        assert!(line(Peer::Deno).ends_with(" /b/adapter.mjs /b/pages/rtt.js base=ws://h:1 n=9"));
        assert_eq!(line(Peer::Rust), "/bin/peer rtt base=ws://h:1 n=9");
    }
}
