//! A report as people read it.

use std::fmt::Write;

use crate::peer::Peer;
use crate::report::{Entry, Report};
use crate::stats::Summary;
use crate::table::Table;
use crate::workload::{Task, Timing};

/// For a terminal.
pub(crate) fn text(report: &Report) -> String {
    page(report, "", Table::text)
}

/// For a file.
pub(crate) fn markdown(report: &Report) -> String {
    page(report, "### ", Table::markdown)
}

fn page(report: &Report, heading: &str, show: fn(&Table) -> String) -> String {
    let mut page = String::new();
    let _ =
        writeln!(page, "{heading}peers (rounds: {}, CPUs: {})\n\n{}", report.rounds, report.cpus, show(&peers(report)));
    for task in report.tasks() {
        let _ = writeln!(page, "{heading}{}\n\n{}", title(task), show(&results(report, task)));
    }
    if exchanges(report).len() > 1 {
        let _ = writeln!(page, "{heading}time as a multiple of bare rust\n\n{}", show(&overview(report)));
    }
    if !report.verdicts.is_empty() {
        let _ = writeln!(page, "{heading}what minihost has to reach\n\n{}", show(&goals(report)));
    }
    for (workload, peer, why) in report.failures() {
        let _ = writeln!(page, "failed: {workload} on {peer}: {why}");
    }
    page
}

fn title(task: Task) -> String {
    let timed = match task.workload.timing() {
        Timing::Process => "",
        Timing::Page => "; ms is the exchange, CPU and memory the whole process",
        Timing::Start => "; ms is CPU time until all have heard their first message",
    };
    format!("{}: {}{timed}", task.workload, task.workload.summary().replace("{n}", &task.n.to_string()))
}

/// The workloads that are compared with bare Rust.
fn exchanges(report: &Report) -> Vec<Task> {
    report.tasks().into_iter().filter(|task| task.workload.baseline() == Peer::Rust).collect()
}

fn peers(report: &Report) -> Table {
    let mut table = Table::new(2, ["peer", "what"]);
    for entry in &report.peers {
        let what = entry.version.as_ref().or(entry.missing.as_ref()).cloned().unwrap_or_default();
        table.push(vec![entry.peer.to_owned(), what]);
    }
    table
}

fn results(report: &Report, task: Task) -> Table {
    let times_baseline = format!("× {}", task.workload.baseline());
    let header = ["peer", "ms", &times_baseline, "min ms", "spread", "CPU ms", &times_baseline, "peak MiB"];
    let mut table = Table::new(1, header);
    for entry in report.of(task.workload) {
        if entry.failure.is_some() {
            table.push(vec![entry.kind.to_string(), "failed".to_owned()]);
            continue;
        }
        table.push(vec![
            entry.kind.to_string(),
            median(entry.ms),
            times(entry.ms_ratio),
            entry.ms.map_or_else(none, |ms| number(ms.min)),
            entry.ms.and_then(|ms| ms.spread()).map_or_else(none, |spread| format!("{:.0} %", spread * 100.0)),
            median(entry.cpu_ms),
            times(entry.cpu_ratio),
            peak(entry.rss_mib, report.rss_floor_mib),
        ]);
    }
    table
}

fn overview(report: &Report) -> Table {
    let tasks = exchanges(report);
    let names = tasks.iter().map(|task| task.workload.name());
    let mut table = Table::new(1, std::iter::once("peer").chain(names));
    for peer in &report.peers {
        let of_peer = |entry: &&Entry| entry.kind.name() == peer.peer;
        let cells: Vec<String> = tasks
            .iter()
            .filter_map(|task| report.of(task.workload).find(of_peer))
            .map(|entry| times(entry.ms_ratio))
            .collect();
        if !cells.is_empty() {
            table.push(std::iter::once(peer.peer.to_owned()).chain(cells).collect());
        }
    }
    table
}

fn goals(report: &Report) -> Table {
    let mut table = Table::new(3, ["workload", "what", "must be", "is", "verdict"]);
    for verdict in &report.verdicts {
        let is = verdict.value.map_or_else(none, |value| format!("{} {}", times(Some(value)), verdict.unit));
        let (what, standing) = (verdict.quantity.to_string(), verdict.standing.to_string());
        table.push(vec![verdict.workload.to_owned(), what, verdict.demand.clone(), is, standing]);
    }
    table
}

fn median(summary: Option<Summary>) -> String {
    summary.map_or_else(none, |summary| number(summary.median))
}

/// A peak that may be the driver's own is told as a bound.
fn peak(summary: Option<Summary>, floor: Option<f64>) -> String {
    let bound = summary.zip(floor).is_some_and(|(summary, floor)| summary.median <= floor);
    format!("{}{}", if bound { "≤ " } else { "" }, median(summary))
}

fn times(ratio: Option<f64>) -> String {
    ratio.map_or_else(none, |ratio| if ratio < 10.0 { format!("{ratio:.2}") } else { format!("{ratio:.1}") })
}

/// Three digits that mean something.
fn number(value: f64) -> String {
    match value {
        value if value < 10.0 => format!("{value:.2}"),
        value if value < 100.0 => format!("{value:.1}"),
        value => format!("{value:.0}"),
    }
}

fn none() -> String {
    "–".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::{example, tests_example};

    #[test]
    fn the_page_has_every_peer_its_ratio_and_what_failed() {
        let text = text(&example());
        let row = |name: &str| text.lines().rev().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
        let cells = |name: &str| row(name).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(cells("bun"), ["bun", "25.0", "2.50", "24.0", "20", "%", "12.5", "2.50", "5.00"]);
        assert_eq!(cells("rust"), ["rust", "10.0", "1.00", "9.00", "30", "%", "5.00", "1.00", "5.00"]);
        assert_eq!(cells("node"), ["node", "failed"]);
        assert_eq!(cells("deno"), ["deno", "not", "installed:", "get", "it"]);
        assert!(text.ends_with("failed: rtt on node: ended with exit status: 1\n"), "{text}");
    }

    #[test]
    fn what_is_to_be_reached_is_told_with_the_verdict() {
        let told = |ms| text(&tests_example(ms));
        let cells = |ms| {
            let text = told(ms);
            text.lines()
                .rev()
                .find(|line| line.starts_with("test_one"))
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(cells(8.0), "test_one time ≤ 0.1 × jest 0.08 × reached");
        assert_eq!(cells(12.0), "test_one time ≤ 0.1 × jest 0.12 × missed");
        assert!(told(8.0).contains("× jest") && !text(&example()).contains("must be"));
    }

    #[test]
    fn a_peak_that_may_be_the_drivers_is_a_bound() {
        let five = Summary::of([5.0]);
        assert_eq!([peak(five, Some(5.0)), peak(five, Some(4.9)), peak(five, None)], ["≤ 5.00", "5.00", "5.00"]);
    }

    #[test]
    fn numbers_keep_three_digits() {
        assert_eq!([4.567, 45.67, 456.7].map(number), ["4.57", "45.7", "457"]);
    }
}
