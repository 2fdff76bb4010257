//! The results, ready to be shown: medians, and ratios to the workload's baseline in the same run: bare Rust, or Jest.

use serde::Serialize;

use crate::goal::{self, Verdict};
use crate::install::Lineup;
use crate::measure::{self, Sample};
use crate::peer::Peer;
use crate::rounds::Runs;
use crate::stats::Summary;
use crate::workload::{Task, Workload};

/// Everything that a run of the driver found out; what `--json` writes.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    /// How often each workload ran on each peer.
    pub(crate) rounds: usize,
    /// How many CPUs the driver may use.
    pub(crate) cpus: usize,
    /// The driver's own peak memory, in MiB, where it can be told: a child's is never told below it.
    pub(crate) rss_floor_mib: Option<f64>,
    /// The peers that were asked for.
    pub(crate) peers: Vec<PeerEntry>,
    /// By workload, then by peer.
    pub(crate) results: Vec<Entry>,
    /// What minihost had to reach, and whether it did.
    pub(crate) verdicts: Vec<Verdict>,
}

/// A peer.
#[derive(Debug, Serialize)]
pub(crate) struct PeerEntry {
    /// Its name.
    pub(crate) peer: &'static str,
    /// What it says that it is, when it is installed.
    pub(crate) version: Option<String>,
    /// What to do, when it is not.
    pub(crate) missing: Option<String>,
}

/// One workload on one peer.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    #[serde(skip)]
    pub(crate) task: Task,
    #[serde(skip)]
    pub(crate) kind: Peer,
    /// The workload's name.
    workload: &'static str,
    /// How many of what it does: [`Task::n`].
    n: u64,
    /// The peer's name.
    peer: &'static str,
    /// Why there are too few samples.
    pub(crate) failure: Option<String>,
    /// The compared time, in milliseconds.
    pub(crate) ms: Option<Summary>,
    /// CPU time of the process, in milliseconds.
    pub(crate) cpu_ms: Option<Summary>,
    /// Peak memory, in MiB.
    pub(crate) rss_mib: Option<Summary>,
    /// The median time as a multiple of the baseline's.
    pub(crate) ms_ratio: Option<f64>,
    /// The median CPU time as a multiple of the baseline's.
    pub(crate) cpu_ratio: Option<f64>,
    /// Every run, in the order of the rounds.
    samples: Vec<Sample>,
}

impl Report {
    /// Of the runs of `rounds` rounds.
    pub(crate) fn new(rounds: usize, lineup: Lineup, runs: Vec<Runs>) -> Self {
        let installed = lineup.installed.into_iter().map(|installed| {
            let (peer, version) = (installed.peer.name(), Some(installed.version));
            PeerEntry { peer, version, missing: None }
        });
        let missing = lineup.missing.into_iter().map(|missing| {
            let (peer, missing) = (missing.peer.name(), Some(missing.why));
            PeerEntry { peer, version: None, missing }
        });
        let mut results: Vec<Entry> = runs.into_iter().map(Entry::new).collect();
        for index in 0..results.len() {
            let task = results[index].task;
            let baseline = results.iter().find(|entry| entry.kind == task.workload.baseline() && entry.task == task);
            let (ms, cpu) = baseline.map_or((None, None), |baseline| (baseline.ms, baseline.cpu_ms));
            results[index].ms_ratio = ratio(results[index].ms, ms);
            results[index].cpu_ratio = ratio(results[index].cpu_ms, cpu);
        }
        let cpus = std::thread::available_parallelism().map_or(1, usize::from);
        let peers = installed.chain(missing).collect();
        let mut report =
            Self { rounds, cpus, rss_floor_mib: measure::own_peak_mib(), peers, results, verdicts: Vec::new() };
        report.verdicts = goal::verdicts(&report);
        report
    }

    /// The workloads that were run, each once.
    pub(crate) fn tasks(&self) -> Vec<Task> {
        let mut tasks: Vec<Task> = self.results.iter().map(|entry| entry.task).collect();
        tasks.dedup();
        tasks
    }

    /// The results of one workload, by peer.
    pub(crate) fn of(&self, workload: Workload) -> impl Iterator<Item = &Entry> {
        self.results.iter().filter(move |entry| entry.task.workload == workload)
    }

    /// The runs that did not count: workload, peer and why.
    pub(crate) fn failures(&self) -> impl Iterator<Item = (&'static str, &'static str, &str)> {
        self.results.iter().filter_map(|entry| Some((entry.workload, entry.peer, entry.failure.as_deref()?)))
    }
}

impl Entry {
    fn new(runs: Runs) -> Self {
        let summary = |value: fn(&Sample) -> f64| {
            // Half the rounds of a peer that then failed are no result.
            Summary::of(runs.samples.iter().map(value)).filter(|_| runs.failure.is_none())
        };
        Self {
            task: runs.task,
            kind: runs.peer,
            workload: runs.task.workload.name(),
            n: runs.task.n,
            peer: runs.peer.name(),
            ms: summary(|sample| sample.ms),
            cpu_ms: summary(|sample| sample.cpu_ms),
            rss_mib: summary(|sample| sample.rss_mib),
            ms_ratio: None,
            cpu_ratio: None,
            failure: runs.failure,
            samples: runs.samples,
        }
    }
}

fn ratio(own: Option<Summary>, baseline: Option<Summary>) -> Option<f64> {
    let (own, baseline) = (own?.median, baseline?.median);
    (baseline > 0.0).then(|| own / baseline)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::install::Missing;
    use crate::peer::Installed;

    fn sample(ms: f64) -> Sample {
        Sample { ms, wall_ms: ms, cpu_ms: ms / 2.0, rss_mib: 5.0 }
    }

    fn runs(peer: Peer, times: &[f64], failure: Option<&str>) -> Runs {
        runs_of(Workload::Rtt, peer, times, failure)
    }

    fn runs_of(workload: Workload, peer: Peer, times: &[f64], failure: Option<&str>) -> Runs {
        let samples = times.iter().copied().map(sample).collect();
        Runs { task: workload.into(), peer, samples, failure: failure.map(str::to_owned) }
    }

    fn installed(peers: &[Peer]) -> Vec<Installed> {
        let installed = |&peer: &Peer| Installed { peer, program: "p".into(), version: "1.0".to_owned() };
        peers.iter().map(installed).collect()
    }

    /// rtt on rust (median 10 ms), on bun (25 ms), on node, which failed in round 2; deno is missing.
    pub(crate) fn example() -> Report {
        let installed = installed(&[Peer::Rust, Peer::Bun, Peer::Node]);
        let missing = vec![Missing { peer: Peer::Deno, why: "not installed: get it".to_owned() }];
        let bun = runs(Peer::Bun, &[25.0, 24.0, 29.0], None);
        let rust = runs(Peer::Rust, &[12.0, 10.0, 9.0], None);
        let node = runs(Peer::Node, &[30.0], Some("ended with exit status: 1"));
        let report = Report::new(3, Lineup { installed, missing }, vec![bun, rust, node]);
        // Not the test process's own, which varies.
        Report { rss_floor_mib: Some(3.0), ..report }
    }

    /// A run of tests: minihost (median `ms`) and Jest (100 ms).
    pub(crate) fn tests_example(ms: f64) -> Report {
        let minihost = runs_of(Workload::TestOne, Peer::Minihost, &[ms], None);
        let jest = runs_of(Workload::TestOne, Peer::Jest, &[100.0], None);
        let lineup = Lineup { installed: installed(&[Peer::Minihost, Peer::Jest]), missing: Vec::new() };
        Report::new(1, lineup, vec![minihost, jest])
    }

    /// rtt on minihost and on bun, in ms.
    pub(crate) fn rtt_example(minihost: f64, bun: f64) -> Report {
        let (minihost, bun) = (runs(Peer::Minihost, &[minihost], None), runs(Peer::Bun, &[bun], None));
        let lineup = Lineup { installed: installed(&[Peer::Minihost, Peer::Bun]), missing: Vec::new() };
        Report::new(1, lineup, vec![minihost, bun])
    }

    /// 1,000 mini-programs, started in `ms` of CPU time.
    pub(crate) fn many_example(ms: f64) -> Report {
        let lineup = Lineup { installed: installed(&[Peer::Minihost]), missing: Vec::new() };
        Report::new(1, lineup, vec![runs_of(Workload::Many, Peer::Minihost, &[ms], None)])
    }

    #[test]
    fn tests_are_compared_with_jest() {
        let ratios: Vec<_> = tests_example(8.0).of(Workload::TestOne).map(|entry| entry.ms_ratio).collect();
        assert_eq!(ratios, [Some(0.08), Some(1.0)]);
    }

    #[test]
    fn a_ratio_compares_medians_of_the_same_run() {
        let report = example();
        let ratios: Vec<_> = report.of(Workload::Rtt).map(|entry| entry.ms_ratio).collect();
        assert_eq!(ratios, [Some(2.5), Some(1.0), None]);
        assert_eq!(report.tasks(), [Task::from(Workload::Rtt)]);
    }

    #[test]
    fn a_peer_that_failed_has_no_median_but_a_reason() {
        let report = example();
        assert_eq!(report.failures().collect::<Vec<_>>(), [("rtt", "node", "ended with exit status: 1")]);
        assert!(report.of(Workload::Rtt).any(|entry| entry.kind == Peer::Node && entry.ms.is_none()));
    }

    #[test]
    fn json_has_every_sample_and_the_missing_peers() {
        let json = serde_json::to_value(example()).unwrap();
        assert_eq!(json["results"][0]["samples"][2]["ms"], 29.0);
        assert_eq!(json["results"][0]["ms"]["median"], 25.0);
        assert_eq!(json["results"][0]["n"], 20_000);
        assert_eq!(json["peers"][3]["missing"], "not installed: get it");
    }
}
