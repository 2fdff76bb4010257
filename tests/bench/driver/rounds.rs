//! The order of the runs.

use std::io::{IsTerminal, stderr};

use crate::install;
use crate::measure::{self, Sample};
use crate::peer::{Installed, Peer};
use crate::workload::Task;

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

/// Runs every task on every peer, `rounds` times, one process at a time.
///
/// A round is every task once on every peer, so that whatever else the machine does falls on all alike; the peer that
/// begins changes from round to round.
pub(crate) fn run(tasks: &[Task], peers: &[Installed], rounds: usize, base: &str) -> Vec<Runs> {
    let pairs = tasks.iter().flat_map(|&task| peers.iter().map(move |installed| (task, installed.peer)));
    let mut all: Vec<Runs> =
        pairs.map(|(task, peer)| Runs { task, peer, samples: Vec::with_capacity(rounds), failure: None }).collect();
    for round in 0..rounds {
        for (at, task) in tasks.iter().enumerate() {
            for index in rotation(peers.len(), round) {
                let runs = &mut all[at * peers.len() + index];
                if runs.failure.is_some() {
                    continue;
                }
                progress(&format!("round {}/{rounds}: {} on {}", round + 1, task.workload, runs.peer));
                match measure::run(peers[index].command(*task, base, install::assets()), *task) {
                    Ok(sample) => runs.samples.push(sample),
                    Err(why) => runs.failure = Some(why),
                }
            }
        }
    }
    progress("");
    all
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
    fn each_round_begins_with_another_peer_and_has_all() {
        assert_eq!(rotation(3, 0).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(rotation(3, 1).collect::<Vec<_>>(), [1, 2, 0]);
        assert_eq!(rotation(3, 5).collect::<Vec<_>>(), [2, 0, 1]);
        assert_eq!(rotation(0, 5).count(), 0);
    }
}
