//! What minihost has to reach, and whether it does.

use std::fmt;

use serde::Serialize;

use crate::peer::Peer;
use crate::report::{Entry, Report};
use crate::workload::Workload;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Quantity {
    /// The workload's time.
    Time,
    /// CPU time of the process.
    Cpu,
    /// Peak memory of the process.
    Memory,
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Time => "time",
            Self::Cpu => "CPU time",
            Self::Memory => "peak memory",
        })
    }
}

/// How minihost has to stand to the other peer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Demand {
    /// Below it.
    Ahead,
    /// At most this multiple of it.
    AtMost(f64),
    /// Anywhere: the multiple is told.
    Told,
    /// At most so many milliseconds, or MiB, for each of what it does; of nobody else's.
    Each(f64),
}

/// One thing that minihost has to reach in a workload.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Goal {
    /// What is compared.
    pub(crate) quantity: Quantity,
    /// How it has to compare.
    pub(crate) demand: Demand,
    /// With whom.
    pub(crate) of: Peer,
}

const fn goal(quantity: Quantity, demand: Demand, of: Peer) -> Goal {
    Goal { quantity, demand, of }
}

/// What minihost has to reach in `workload`.
pub(crate) const fn goals(workload: Workload) -> &'static [Goal] {
    use Demand::{Ahead, AtMost, Each, Told};
    use Quantity::{Cpu, Memory, Time};
    const HELLO: &[Goal] = &[
        goal(Time, AtMost(0.5), Peer::Bun),
        goal(Time, AtMost(2.0), Peer::Rust),
        goal(Memory, AtMost(0.4), Peer::Bun),
    ];
    const HELLO_WSS: &[Goal] = &[goal(Time, Ahead, Peer::Node)];
    const RTT: &[Goal] =
        &[goal(Cpu, Ahead, Peer::Bun), goal(Time, Ahead, Peer::Bun), goal(Time, AtMost(1.15), Peer::Rust)];
    const BURST_UP: &[Goal] = &[goal(Time, AtMost(0.5), Peer::Bun)];
    const BURST_DOWN: &[Goal] = &[goal(Time, Ahead, Peer::Node), goal(Time, Ahead, Peer::Bun)];
    const MIB: &[Goal] =
        &[goal(Time, Ahead, Peer::Node), goal(Time, Ahead, Peer::Bun), goal(Memory, AtMost(1.0), Peer::Bun)];
    const CONNECTS: &[Goal] = &[goal(Time, Ahead, Peer::Bun), goal(Time, AtMost(1.1), Peer::Rust)];
    const JSON: &[Goal] = &[goal(Time, Ahead, Peer::NodeJitless), goal(Time, Told, Peer::Node)];
    const PROJECT: &[Goal] = &[goal(Time, Ahead, Peer::Node), goal(Time, Told, Peer::Bun)];
    const MANY: &[Goal] = &[goal(Time, Each(2.0), Peer::Minihost), goal(Memory, Each(3.0), Peer::Minihost)];
    const TESTS: &[Goal] = &[goal(Time, AtMost(0.1), Peer::Jest)];
    match workload {
        Workload::Hello => HELLO,
        Workload::HelloWss => HELLO_WSS,
        Workload::Rtt => RTT,
        Workload::BurstUp => BURST_UP,
        Workload::BurstDown => BURST_DOWN,
        Workload::Mib => MIB,
        Workload::Connects => CONNECTS,
        Workload::Json => JSON,
        Workload::Project => PROJECT,
        Workload::Many => MANY,
        Workload::TestOne | Workload::Test200 => TESTS,
    }
}

/// How a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Standing {
    Reached,
    Missed,
    /// There was nothing to reach.
    Told,
    /// minihost or the other peer was not measured.
    NotMeasured,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reached => "reached",
            Self::Missed => "missed",
            Self::Told => "–",
            Self::NotMeasured => "not measured",
        })
    }
}

/// A goal beside what was measured.
#[derive(Debug, Serialize)]
pub(crate) struct Verdict {
    /// The workload's name.
    pub(crate) workload: &'static str,
    /// What is compared.
    pub(crate) quantity: Quantity,
    /// With whom.
    pub(crate) of: &'static str,
    /// What has to be reached, in words.
    pub(crate) demand: String,
    /// minihost's median, as a multiple of the other's or divided by the number of what it did.
    pub(crate) value: Option<f64>,
    /// What that is.
    pub(crate) unit: &'static str,
    /// How it stands.
    pub(crate) standing: Standing,
}

/// The verdicts on the workloads of `report`; none when minihost was not to be measured.
pub(crate) fn verdicts(report: &Report) -> Vec<Verdict> {
    if !report.peers.iter().any(|peer| peer.peer == Peer::Minihost.name()) {
        return Vec::new();
    }
    let tasks = report.tasks();
    tasks.iter().flat_map(|task| goals(task.workload).iter().map(|goal| judge(goal, task.workload, report))).collect()
}

fn judge(goal: &Goal, workload: Workload, report: &Report) -> Verdict {
    let median = |peer: Peer| {
        let entry = report.of(workload).find(|entry| entry.kind == peer)?;
        Some((measured(entry, goal.quantity)?, entry.task.n))
    };
    let own = median(Peer::Minihost);
    let value = match goal.demand {
        #[expect(clippy::cast_precision_loss, reason = "numbers of programs are small")]
        Demand::Each(_) => own.map(|(own, n)| own / n as f64),
        _ => own.zip(median(goal.of)).and_then(|((own, _), (other, _))| (other > 0.0).then(|| own / other)),
    };
    let standing = match (value, goal.demand) {
        (None, _) => Standing::NotMeasured,
        (Some(_), Demand::Told) => Standing::Told,
        (Some(value), Demand::Ahead) if value < 1.0 => Standing::Reached,
        (Some(value), Demand::AtMost(limit) | Demand::Each(limit)) if value <= limit => Standing::Reached,
        _ => Standing::Missed,
    };
    let unit = match (goal.demand, goal.quantity) {
        (Demand::Each(_), Quantity::Memory) => "MiB each",
        (Demand::Each(_), Quantity::Time | Quantity::Cpu) => "ms each",
        _ => "×",
    };
    let demand = match goal.demand {
        Demand::Ahead => format!("ahead of {}", goal.of),
        Demand::AtMost(limit) => format!("≤ {limit} × {}", goal.of),
        Demand::Told => format!("× {}, told", goal.of),
        Demand::Each(limit) => format!("≤ {limit} {unit}"),
    };
    let (workload, of) = (workload.name(), goal.of.name());
    Verdict { workload, quantity: goal.quantity, of, demand, value, unit, standing }
}

fn measured(entry: &Entry, quantity: Quantity) -> Option<f64> {
    let summary = match quantity {
        Quantity::Time => entry.ms,
        Quantity::Cpu => entry.cpu_ms,
        Quantity::Memory => entry.rss_mib,
    };
    Some(summary?.median)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::{example, many_example, rtt_example, tests_example};

    fn standings(report: &Report) -> Vec<Standing> {
        verdicts(report).iter().map(|verdict| verdict.standing).collect()
    }

    #[test]
    fn who_is_compared_can_do_the_workload() {
        for &workload in Workload::ALL {
            assert!(!goals(workload).is_empty(), "{workload}");
            for goal in goals(workload) {
                assert!(workload.peers().contains(&goal.of), "{workload}: {}", goal.of);
            }
        }
    }

    #[test]
    fn at_most_is_reached_by_the_limit_itself() {
        assert_eq!(standings(&tests_example(10.0)), [Standing::Reached]);
        assert_eq!(standings(&tests_example(10.1)), [Standing::Missed]);
    }

    #[test]
    fn ahead_is_missed_by_a_tie() {
        use Standing::{Missed, NotMeasured, Reached};
        // CPU and time beside bun, time beside bare Rust, which was not measured.
        assert_eq!(standings(&rtt_example(24.0, 25.0)), [Reached, Reached, NotMeasured]);
        assert_eq!(standings(&rtt_example(25.0, 25.0)), [Missed, Missed, NotMeasured]);
    }

    #[test]
    fn what_each_may_take_is_compared_with_nobody() {
        let verdicts = verdicts(&many_example(1_900.0));
        // 5 MiB in all, by the example's samples.
        assert_eq!(verdicts.iter().map(|verdict| verdict.standing).collect::<Vec<_>>(), [Standing::Reached; 2]);
        assert_eq!((verdicts[0].value, verdicts[0].unit), (Some(1.9), "ms each"));
        assert_eq!(standings(&many_example(2_001.0)), [Standing::Missed, Standing::Reached]);
    }

    #[test]
    fn without_minihost_there_is_nothing_to_reach() {
        assert!(verdicts(&example()).is_empty());
    }
}
