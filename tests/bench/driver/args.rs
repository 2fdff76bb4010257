//! The command line.

use std::path::PathBuf;

use clap::Parser;
use clap::builder::RangedU64ValueParser;

use crate::peer::Peer;
use crate::workload::{Task, Workload};

/// Runs every workload on every peer that is installed and can do it, and prints medians and ratios to bare Rust (for
/// a project node, for tests Jest)
#[derive(Debug, Parser)]
#[command(name = "bench", version)]
pub(crate) struct Args {
    /// Workloads, all by default: hello, hello_wss, rtt, burst_up, burst_down, mib, connects, json, project, many,
    /// test_one, test_200; NAME=N changes the number
    #[arg(long, value_name = "NAME[=N],…", value_delimiter = ',')]
    workload: Vec<Task>,

    /// Peers, all by default
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    peer: Vec<Peer>,

    /// How often each workload runs on each peer
    #[arg(long, value_name = "N", default_value = "7", value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    pub(crate) rounds: usize,

    /// Writes every sample and the medians as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,

    /// Writes the tables as Markdown
    #[arg(long, value_name = "FILE")]
    pub(crate) markdown: Option<PathBuf>,

    /// The minihost binary to measure, instead of the one beside this program
    #[arg(long, value_name = "PATH")]
    pub(crate) minihost: Option<PathBuf>,

    /// Takes the binaries beside this program as they are; under `cargo run` they are brought up to date first
    #[arg(long)]
    pub(crate) no_build: bool,
}

impl Args {
    /// The peers to measure, each once, in the order of the command line.
    pub(crate) fn peers(&self) -> Vec<Peer> {
        if self.peer.is_empty() { Peer::ALL.to_vec() } else { distinct(&self.peer, |peer| *peer) }
    }

    /// The workloads to run, each once, in the order of the command line.
    pub(crate) fn tasks(&self) -> Vec<Task> {
        if self.workload.is_empty() {
            Workload::ALL.iter().copied().map(Task::from).collect()
        } else {
            distinct(&self.workload, |task| task.workload)
        }
    }
}

/// The items whose key has not occurred before.
fn distinct<T: Copy, K: PartialEq>(items: &[T], key: impl Fn(&T) -> K) -> Vec<T> {
    let mut kept: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        if !kept.iter().any(|other| key(other) == key(item)) {
            kept.push(*item);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(args: &[&str]) -> Result<Args, String> {
        Args::try_parse_from(std::iter::once(&"bench").chain(args)).map_err(|error| error.to_string())
    }

    #[test]
    fn the_definition_is_sound() {
        <Args as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn without_options_everything_runs_seven_times() {
        let args = parse(&[]).unwrap();
        assert_eq!(args.peers(), Peer::ALL);
        assert_eq!(args.tasks().len(), Workload::ALL.len());
        assert_eq!(args.rounds, 7);
    }

    #[test]
    fn lists_keep_their_order_and_lose_their_doubles() {
        let args = parse(&["--peer", "deno,rust,deno", "--workload", "rtt=50,hello,rtt"]).unwrap();
        assert_eq!(args.peers(), [Peer::Deno, Peer::Rust]);
        let tasks = args.tasks();
        assert_eq!(tasks.iter().map(|task| task.workload).collect::<Vec<_>>(), [Workload::Rtt, Workload::Hello]);
        assert_eq!(tasks[0].n, 50);
    }

    #[test]
    fn what_is_unknown_is_named() {
        assert!(parse(&["--peer", "rhino"]).unwrap_err().contains("rhino"));
        assert!(parse(&["--workload", "rtt=0"]).unwrap_err().contains("rtt=0"));
        assert!(parse(&["--workload", "ping"]).unwrap_err().contains("burst_up"), "the known ones are listed");
        assert!(parse(&["--rounds", "0"]).is_err());
    }
}
