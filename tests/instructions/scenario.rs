//! What is counted.

use std::path::{Path, PathBuf};
use std::process::Command;

use minihost_peer::{Peer, PeerSettings};
use tempfile::TempDir;
use wait4::Wait4;

use crate::callgrind::{self, Run};

/// How often each program is run. The least count is taken: what comes by chance (a message that is there a poll later,
/// a table whose random seed makes it longer to search) only ever adds to it.
const RUNS: usize = 5;

/// One page in each of its lengths.
const PAGES: [(&str, &str); 3] = [
    ("empty.js", "Page({});\n"),
    ("rtt.js", include_str!("../bench/pages/rtt.js")),
    ("connects.js", include_str!("../bench/pages/connects.js")),
];

/// What a scenario takes.
#[derive(Debug)]
pub(crate) struct Count {
    /// The scenario's name.
    pub(crate) name: &'static str,
    /// Instructions, of one of what it repeats.
    pub(crate) instructions: u64,
    /// Callgrind's file of the run that took the least.
    pub(crate) profile: PathBuf,
}

/// Everything that the scenarios need.
pub(crate) struct Scenarios<'a> {
    binary: &'a Path,
    /// Where the pages are: at the same depth on every machine, since a path is resolved step by step.
    folder: TempDir,
    peer: Peer,
}

impl<'a> Scenarios<'a> {
    pub(crate) fn new(binary: &'a Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in PAGES {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Self { binary, folder, peer: Peer::start(PeerSettings::default()).unwrap() }
    }

    /// Counts them all.
    pub(crate) fn count(&self) -> Vec<Count> {
        let start = self.least("empty.js", 0);
        let start = Count { name: "start", instructions: start.instructions, profile: start.profile };
        vec![start, self.difference("round-trip", "rtt.js", 500), self.difference("connect", "connects.js", 50)]
    }

    /// The profiles of runs that start, connect, and talk.
    pub(crate) fn profiles(&self) -> Vec<String> {
        let runs = [("empty.js", 0), ("rtt.js", 2), ("connects.js", 2)].map(|(page, n)| self.least(page, n));
        runs.iter().map(|run| std::fs::read_to_string(&run.profile).unwrap()).collect()
    }

    /// The most memory that a start takes, in KiB.
    pub(crate) fn peak_memory(&self) -> u64 {
        let mut command = Command::new(self.binary);
        let mut child = command.env_clear().args(["run", "empty.js"]).current_dir(self.folder.path()).spawn().unwrap();
        let used = child.wait4().unwrap();
        assert!(used.status.success(), "{command:?} ended with {}", used.status);
        used.rusage.maxrss / 1024
    }

    /// What one more of what `page` repeats takes: a run with `2 * n` of them, without one with `n`.
    fn difference(&self, name: &'static str, page: &str, n: u64) -> Count {
        let (once, twice) = (self.least(page, n), self.least(page, 2 * n));
        Count { name, instructions: (twice.instructions - once.instructions) / n, profile: twice.profile }
    }

    fn least(&self, page: &str, n: u64) -> Run {
        let base = format!("base={}", self.peer.url());
        let length = format!("n={n}");
        let profile = |run: usize| Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{page}-{n}-{run}.callgrind"));
        let arguments = ["run", page, "--query", &base, "--query", &length, "--timeout", "none"];
        let runs = (0..RUNS).map(|run| callgrind::run(self.binary, &arguments, self.folder.path(), profile(run)));
        runs.min_by_key(|run| run.instructions).unwrap()
    }
}
