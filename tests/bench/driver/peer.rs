//! Who is measured.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::ValueEnum;
use serde_json::json;

use crate::workload::Task;

/// How many test files run at the same time.
const WORKERS: &str = "2";

/// A program that can do some of the workloads.
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
    /// Jest on node: it runs tests, and no pages.
    Jest,
}

impl Peer {
    /// Every peer, in the order of the report.
    pub(crate) const ALL: [Self; 6] = [Self::Minihost, Self::Rust, Self::Node, Self::Bun, Self::Deno, Self::Jest];

    /// The name on the command line and in results.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Minihost => "minihost",
            Self::Rust => "rust",
            Self::Node => "node",
            Self::Bun => "bun",
            Self::Deno => "deno",
            Self::Jest => "jest",
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
    /// The command that runs the tests in `folder`.
    pub(crate) fn tests(&self, folder: &Path, assets: &Path) -> Command {
        let mut command = Command::new(&self.program);
        if self.peer == Peer::Jest {
            // What these tests do not need is left out: translating the files, and watching them.
            let config = json!({ "rootDir": folder, "transform": {}, "watchman": false });
            command.arg(assets.join("node_modules/jest/bin/jest.js"));
            command.args(["--json", "--maxWorkers", WORKERS, "--config"]).arg(config.to_string());
            // People's report, which it writes there in any case.
            command.stderr(Stdio::null());
        } else {
            command.args(["test", "--jobs", WORKERS]).arg(folder);
        }
        command
    }

    /// The command that does `task`, an exchange, with the server at `base`; `assets` is the folder of the pages and the
    /// adapter.
    pub(crate) fn page(&self, task: Task, base: &str, assets: &Path) -> Command {
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
            Peer::Node | Peer::Bun | Peer::Jest => {
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

    fn installed(peer: Peer) -> Installed {
        Installed { peer, program: "/bin/peer".into(), version: String::new() }
    }

    fn line(peer: Peer) -> String {
        words(&installed(peer).page("rtt=9".parse().unwrap(), "ws://h:1", Path::new("/b")))
    }

    fn words(command: &Command) -> String {
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tests_are_a_folder() {
        let line = |peer| words(&installed(peer).tests(Path::new("/t"), Path::new("/b")));
        assert_eq!(line(Peer::Minihost), "/bin/peer test --jobs 2 /t");
        let jest = line(Peer::Jest);
        assert!(
            jest.starts_with("/bin/peer /b/node_modules/jest/bin/jest.js --json --maxWorkers 2 --config {"),
            "{jest}"
        );
        assert!(jest.contains(r#""rootDir":"/t""#), "{jest}");
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
