//! The order of the runs.

use std::io::{IsTerminal, stderr};
use std::path::Path;
use std::process::Command;

use crate::install;
use crate::materials::Materials;
use crate::measure::{self, Sample};
use crate::peer::{Installed, Peer};
use crate::server::Server;
use crate::workload::{Kind, Task};

/// All runs of one workload on one peer.
#[derive(Debug)]
pub(crate) struct Runs {
    /// The workload.
    pub(crate) task: Task,
    /// The peer.
    pub(crate) peer: Peer,
    /// One for each round, unless a run failed.
    pub(crate) samples: Vec<Sample>,
    /// Why the last run did not count; there were no more after it.
    pub(crate) failure: Option<String>,
}

/// What runs need beside the peers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stage<'a> {
    /// The running server.
    pub(crate) server: &'a Server,
    /// The files that were written.
    pub(crate) materials: &'a Materials,
    /// `bench-many`.
    pub(crate) many: &'a Path,
}

impl Stage<'_> {
    /// The command that does `task` with `installed`.
    fn command(self, installed: &Installed, task: Task) -> Command {
        let (assets, address) = (install::assets(), self.server.address(task.workload));
        let folder = self.materials.folder(task).unwrap_or_else(|| Path::new("."));
        match task.workload.kind() {
            Kind::Exchange => installed.exchange(task, address, assets),
            Kind::Project => installed.project(folder, assets),
            Kind::Tests => installed.tests(folder, assets),
            Kind::Many => {
                let mut command = Command::new(self.many);
                command.args([format!("base={}", address.base), format!("n={}", task.n)]);
                command
            }
        }
    }
}

/// Runs every task on every peer that can do it, `rounds` times, one process at a time.
///
/// A round is every task once on each of its peers, so that whatever else the machine does falls on all alike; the peer that
/// begins changes from round to round.
pub(crate) fn run(tasks: &[Task], peers: &[Installed], rounds: usize, stage: Stage<'_>) -> Vec<Runs> {
    let mut all: Vec<Vec<(&Installed, Runs)>> = tasks.iter().map(|&task| entrants(task, peers, rounds)).collect();
    for round in 0..rounds {
        for entrants in &mut all {
            for index in rotation(entrants.len(), round) {
                let (installed, runs) = &mut entrants[index];
                if runs.failure.is_some() {
                    continue;
                }
                let task = runs.task;
                progress(&format!("round {}/{rounds}: {} on {}", round + 1, task.workload, runs.peer));
                match measure::run(stage.command(installed, task), task) {
                    Ok(sample) => runs.samples.push(sample),
                    Err(why) => runs.failure = Some(why),
                }
            }
        }
    }
    progress("");
    all.into_iter().flatten().map(|(_, runs)| runs).collect()
}

/// Those of `peers` that can do `task`, each with its runs to be.
fn entrants(task: Task, peers: &[Installed], rounds: usize) -> Vec<(&Installed, Runs)> {
    let able = peers.iter().filter(|installed| task.workload.peers().contains(&installed.peer));
    able.map(|installed| {
        let samples = Vec::with_capacity(rounds);
        (installed, Runs { task, peer: installed.peer, samples, failure: None })
    })
    .collect()
}

/// `0..count`, begun at another place in each round.
fn rotation(count: usize, round: usize) -> impl Iterator<Item = usize> {
    (0..count).map(move |index| (index + round) % count)
}

/// Shows what is going on, where somebody watches.
fn progress(text: &str) {
    if stderr().is_terminal() {
        // Back to the line's start, and clear it.
        eprint!("\r\x1b[K{text}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_run_by_those_who_can_do_it() {
        let peers = Peer::ALL.map(|peer| Installed { peer, program: "p".into(), version: String::new() });
        let able = |task: &str| {
            let entrants = entrants(task.parse().unwrap(), &peers, 1);
            entrants.into_iter().map(|(installed, _)| installed.peer).collect::<Vec<_>>()
        };
        assert_eq!(able("test_one"), [Peer::Minihost, Peer::Jest]);
        assert_eq!(able("rtt"), Peer::ALL[..8]);
        assert_eq!(able("many"), [Peer::Minihost]);
        assert!(!able("project").contains(&Peer::Rust) && able("project").len() == 7);
    }

    #[test]
    fn each_round_begins_with_another_peer_and_has_all() {
        assert_eq!(rotation(3, 0).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(rotation(3, 1).collect::<Vec<_>>(), [1, 2, 0]);
        assert_eq!(rotation(3, 5).collect::<Vec<_>>(), [2, 0, 1]);
        assert_eq!(rotation(0, 5).count(), 0);
    }
}
