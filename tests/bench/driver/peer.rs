//! Who is measured.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::ValueEnum;
use serde_json::json;

use crate::server::Address;
use crate::workload::{Task, Workload};

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
    /// The same, as an interpreter.
    NodeJitless,
    /// bun with its own WebSocket.
    Bun,
    /// The same, as an interpreter.
    BunJitless,
    /// deno with its own WebSocket.
    Deno,
    /// The same, as an interpreter.
    DenoJitless,
    /// Jest on node: it runs tests, and no pages.
    Jest,
}

impl Peer {
    /// Every peer, in the order of the report.
    pub(crate) const ALL: [Self; 9] = [
        Self::Minihost,
        Self::Rust,
        Self::Node,
        Self::NodeJitless,
        Self::Bun,
        Self::BunJitless,
        Self::Deno,
        Self::DenoJitless,
        Self::Jest,
    ];

    /// The name on the command line and in results.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Minihost => "minihost",
            Self::Rust => "rust",
            Self::Node => "node",
            Self::NodeJitless => "node-jitless",
            Self::Bun => "bun",
            Self::BunJitless => "bun-jitless",
            Self::Deno => "deno",
            Self::DenoJitless => "deno-jitless",
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

    /// The command that does `task`, an exchange, with the server at `address`; `assets` is the folder of the pages and the
    /// adapter.
    pub(crate) fn exchange(&self, task: Task, address: Address<'_>, assets: &Path) -> Command {
        let page = task.workload.page(&assets.join("pages"));
        let pairs = [format!("base={}", address.base), format!("n={}", task.n)];
        let mut command = match self.peer {
            Peer::Minihost => {
                let mut command = self.run(&page);
                command.args(pairs.iter().flat_map(|pair| ["--query", pair]));
                if let Some(ca) = address.ca {
                    command.arg("--ca").arg(ca);
                }
                return command;
            }
            Peer::Rust => {
                let mut command = Command::new(self.bare(task.workload));
                command.arg(task.workload.name());
                command
            }
            _ => self.adapter(&page, assets),
        };
        command.args(pairs);
        match (self.peer, address.ca) {
            (_, None) => {}
            (Peer::Rust, Some(ca)) => drop(command.arg(format!("ca={}", ca.display()))),
            (Peer::Deno | Peer::DenoJitless, Some(ca)) => drop(command.env("DENO_CERT", ca)),
            (_, Some(ca)) => drop(command.env("NODE_EXTRA_CA_CERTS", ca)),
        }
        command
    }

    /// The command that starts the project in `folder`, whose first page ends it.
    pub(crate) fn project(&self, folder: &Path, assets: &Path) -> Command {
        if self.peer != Peer::Minihost {
            return self.adapter(folder, assets);
        }
        let mut command = self.run(folder);
        // lodash looks for a global object, by names that mini-programs do not have.
        command.args(["--globals", "web"]);
        command
    }

    /// minihost, which runs `what`.
    fn run(&self, what: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("run").arg(what).args(["--timeout", "none"]);
        command
    }

    /// A runtime that runs `what` through the adapter.
    fn adapter(&self, what: &Path, assets: &Path) -> Command {
        let mut command = Command::new(&self.program);
        match self.peer {
            Peer::NodeJitless => drop(command.arg("--jitless")),
            Peer::BunJitless => drop(command.env("BUN_JSC_useJIT", "0")),
            Peer::Deno | Peer::DenoJitless => {
                // Nothing that costs start-up time and that the page does not need.
                command.args(["run", "--allow-all", "--quiet", "--no-config", "--no-lock"]);
                command.env("DENO_NO_UPDATE_CHECK", "1");
                if self.peer == Peer::DenoJitless {
                    command.arg("--v8-flags=--jitless");
                }
            }
            _ => {}
        }
        command.arg(assets.join("adapter.mjs")).arg(what);
        command
    }

    /// The bare client's binary for `workload`: it has another one where there is TLS.
    fn bare(&self, workload: Workload) -> PathBuf {
        match workload {
            Workload::HelloWss => {
                self.program.with_file_name(format!("bench-rust-tls{}", std::env::consts::EXE_SUFFIX))
            }
            _ => self.program.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn installed(peer: Peer) -> Installed {
        Installed { peer, program: "/bin/peer".into(), version: String::new() }
    }

    fn command(peer: Peer, task: &str, ca: Option<&Path>) -> Command {
        let address = Address { base: "ws://h:1", ca };
        installed(peer).exchange(task.parse().unwrap(), address, Path::new("/b"))
    }

    fn line(peer: Peer) -> String {
        words(&command(peer, "rtt=9", None))
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
        let expected = "/bin/peer run /b/pages/rtt.js --timeout none --query base=ws://h:1 --query n=9";
        assert_eq!(line(Peer::Minihost), expected);
    }

    #[test]
    fn the_others_run_the_page_through_the_adapter() {
        assert_eq!(line(Peer::Node), "/bin/peer /b/adapter.mjs /b/pages/rtt.js base=ws://h:1 n=9");
        assert!(line(Peer::Deno).ends_with(" /b/adapter.mjs /b/pages/rtt.js base=ws://h:1 n=9"));
        assert_eq!(line(Peer::Rust), "/bin/peer rtt base=ws://h:1 n=9");
    }

    #[test]
    fn a_project_is_a_folder() {
        let line = |peer| words(&installed(peer).project(Path::new("/p"), Path::new("/b")));
        assert_eq!(line(Peer::Minihost), "/bin/peer run /p --timeout none --globals web");
        assert_eq!(line(Peer::Bun), "/bin/peer /b/adapter.mjs /p");
    }

    #[test]
    fn interpreters_are_told_that_they_are() {
        assert!(line(Peer::NodeJitless).starts_with("/bin/peer --jitless /b/adapter.mjs "));
        assert!(line(Peer::DenoJitless).contains(" --v8-flags=--jitless /b/adapter.mjs "));
        let bun = command(Peer::BunJitless, "rtt", None);
        assert!(bun.get_envs().any(|(name, value)| name == "BUN_JSC_useJIT" && value == Some("0".as_ref())));
    }

    #[test]
    fn everybody_is_told_of_the_ca() {
        for peer in Peer::ALL {
            let command = command(peer, "hello_wss", Some(Path::new("/ca.pem")));
            let told = words(&command).contains("ca.pem")
                || command.get_envs().any(|(_, value)| value.is_some_and(|value| value == "/ca.pem"));
            assert!(told, "{peer}");
        }
        assert!(words(&command(Peer::Rust, "hello_wss", None)).starts_with("/bin/bench-rust-tls hello_wss "));
    }
}
