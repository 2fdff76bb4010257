//! What must hold of every run, whatever failed in it.

use std::collections::BTreeMap;

use minihost_log::{Kind, Record};
use minihost_runtime::{Ended, Outcome, Single};
use minihost_socket::Operation;

use super::Plan;
use super::programs::Program;
use super::run::Run;
use crate::exit::Exit;

/// The calls that are recorded when they are made, as well as when they are settled.
const CALLS: &[&str] = &["connectSocket", "sendSocketMessage", "closeSocket", "SocketTask.send", "SocketTask.close"];

/// How a program ended, in a word or two.
pub(super) fn ending(outcome: &Outcome) -> &'static str {
    match outcome.ended {
        Ended::Exhausted if outcome.uncaught > 0 => "by themselves, with an error",
        Ended::Exhausted => "by themselves",
        Ended::Exited => "with exitMiniProgram",
        Ended::Idle => "idle",
        Ended::Timeout => "at their time limit",
        Ended::Stopped(_) => "stopped",
        Ended::LoadFailed(_) => "not loaded",
        Ended::LoadThrew => "while they were loaded",
        Ended::EngineFailed => "with the engine",
        Ended::NoSuchHandler(_) | Ended::NotTouched(_) => "not to be driven on",
    }
}

/// What does not hold of a run.
pub(super) fn judge(program: &Program, plan: Option<Plan>, run: &Run) -> Vec<String> {
    let outcome = match &run.ended {
        Ok(outcome) => outcome,
        Err(reason) => return vec![reason.clone()],
    };
    let mut problems = Vec::new();
    if Exit::of(outcome) == Exit::Internal {
        problems.push("the exit code is that of a bug".to_owned());
    }
    let counts = outcome.counts;
    if (counts.listeners, counts.task_listeners, counts.pending_calls, counts.lost_calls) != (0, 0, 0, 0) {
        problems.push(format!("something is left: {counts:?}"));
    }
    if run.streams > 0 {
        problems.push(format!("{} streams are left", run.streams));
    }
    let ends = run.records.iter().filter(|record| record.kind == Kind::RunEnd).count();
    if ends != 1 || run.records.last().is_none_or(|record| record.kind != Kind::RunEnd) {
        problems.push(format!("the log has {ends} ends, or something after it"));
    }
    if let Some((mishap, _)) = plan {
        if !run.mishaps.has_struck() {
            problems.push("the operation was not reached".to_owned());
        }
        if mishap.operation() == Operation::Callback && outcome.uncaught == 0 && outcome.ended != Ended::EngineFailed {
            problems.push("what a callback threw was not reported".to_owned());
        }
    }
    let is_at_rest = outcome.ended == Ended::Exhausted;
    let bridge = &program.plan.bridge;
    let tells_closes = bridge.close_after_error && !bridge.page_bound_socket;
    connections(&run.records, is_at_rest && tells_closes, &mut problems);
    requests(&run.records, &mut problems);
    let is_mocked = run.records.iter().any(|record| record.detail["mocked"] == true);
    if bridge.single != Single::Ignore && !is_mocked {
        calls(&run.records, is_at_rest, &mut problems);
    }
    problems
}

/// The story of one connection.
#[derive(Default)]
struct Story {
    dials: usize,
    ends: usize,
    opens: usize,
    errors: usize,
    closes: usize,
}

fn connections(records: &[Record], all_are_closed: bool, problems: &mut Vec<String>) {
    let mut stories: BTreeMap<_, Story> = BTreeMap::new();
    for record in records {
        let Some(generation) = record.generation else { continue };
        let story = stories.entry(generation).or_default();
        let mut expect = |holds: bool, what: &str| {
            if !holds {
                problems.push(format!("connection {}: {what}: {}", generation.get(), record.detail));
            }
        };
        match record.kind {
            Kind::SocketDial => story.dials += 1,
            Kind::SocketEnd => story.ends += 1,
            Kind::SocketStale => {}
            Kind::Event => {
                expect(story.closes == 0, "an event after the close");
                let event = record.detail["event"].as_str().unwrap_or_default();
                match event.trim_start_matches("SocketTask.").trim_start_matches("onSocket").trim_start_matches("on") {
                    "Open" => {
                        expect(story.errors == 0, "an open after the error");
                        story.opens += 1;
                    }
                    "Message" => expect(story.opens == 1 && story.errors == 0, "a message while it is not open"),
                    "Error" => story.errors += 1,
                    "Close" => story.closes += 1,
                    _ => expect(false, "an unknown event"),
                }
            }
            _ => expect(story.dials == 1 && story.ends == 0, "something happens before it begins or after its end"),
        }
    }
    for (generation, Story { dials, ends, opens, errors, closes }) in stories {
        let is_closed = if all_are_closed { closes == 1 } else { closes <= 1 };
        if dials > 1 || ends != 1 || opens > 1 || errors > 1 || !is_closed {
            problems.push(format!(
                "connection {}: {dials} dials, {ends} ends; {opens} opens, {errors} errors, {closes} closes",
                generation.get()
            ));
        }
    }
}

/// Each request that was sent is over once.
fn requests(records: &[Record], problems: &mut Vec<String>) {
    let mut over: BTreeMap<u64, usize> = BTreeMap::new();
    for record in records {
        let Some(request) = record.detail["request"].as_u64() else { continue };
        let ends = over.entry(request).or_default();
        if *ends > 0 {
            problems.push(format!("request {request}: something happens after its end: {}", record.detail));
        }
        *ends += usize::from(record.kind == Kind::RequestEnd);
    }
    let left = over.into_iter().filter(|(_, ends)| *ends != 1);
    problems.extend(left.map(|(request, ends)| format!("request {request}: {ends} ends")));
}

/// Each call is settled once: at most once where the program ended before it could.
fn calls(records: &[Record], all_are_settled: bool, problems: &mut Vec<String>) {
    let mut calls: BTreeMap<(String, Option<u64>), (usize, usize)> = BTreeMap::new();
    // What page code calls while its pages are left, at the end of the program, is settled no more.
    let turn = |record: &Record| matches!(record.kind, Kind::Event | Kind::Timer | Kind::ApiSettle | Kind::Network);
    let last_turn = records.iter().rposition(turn).unwrap_or(0);
    let leave = |record: &Record| {
        matches!(record.kind, Kind::PageCall | Kind::AppCall)
            && ["onHide", "onUnload"]
                .iter()
                .any(|name| ["function", "hook"].iter().any(|key| record.detail[*key] == *name))
    };
    let leaving = records[last_turn..].iter().position(leave).map_or(records.len(), |at| last_turn + at);
    let records = if all_are_settled { &records[..leaving] } else { records };
    for record in records.iter().filter(|record| matches!(record.kind, Kind::ApiCall | Kind::ApiSettle)) {
        let api = record.detail["api"].as_str().unwrap_or_default();
        if !CALLS.contains(&api) {
            continue;
        }
        let (made, settled) = calls.entry((api.to_owned(), record.detail["task"].as_u64())).or_default();
        *(if record.kind == Kind::ApiCall { made } else { settled }) += 1;
    }
    for ((api, task), (made, settled)) in calls {
        if settled > made || all_are_settled && settled < made {
            problems.push(format!("{api} of {task:?}: {made} calls, {settled} settled"));
        }
    }
}

#[cfg(test)]
mod tests {
    use minihost_log::{Generation, Timestamp};
    use serde_json::{Value, json};

    use super::*;

    fn log(records: &[(Kind, Value)]) -> Vec<Record> {
        let record = |(index, (kind, detail)): (usize, &(Kind, Value))| {
            let generation =
                (!matches!(kind, Kind::ApiCall | Kind::ApiSettle | Kind::RequestEnd)).then_some(Generation::FIRST);
            let (time, seq) = (Timestamp::default(), index as u64 + 1);
            Record { time, seq, program: 0, generation, kind: *kind, detail: detail.clone() }
        };
        records.iter().enumerate().map(record).collect()
    }

    fn event(name: &str) -> (Kind, Value) {
        (Kind::Event, json!({"event": name}))
    }

    fn of_connection(events: &[(Kind, Value)]) -> Vec<String> {
        let mut problems = Vec::new();
        let mut records = vec![(Kind::SocketDial, json!({})), (Kind::SocketEnd, json!({}))];
        records.extend(events.iter().cloned());
        connections(&log(&records), true, &mut problems);
        problems
    }

    #[test]
    fn a_connection_has_one_end_and_nothing_after_it() {
        let (open, message) = (event("onSocketOpen"), event("onSocketMessage"));
        let (error, close) = (event("onSocketError"), event("SocketTask.onClose"));
        let sound = of_connection(&[open.clone(), message.clone(), error.clone(), close.clone()]);
        assert_eq!(sound, Vec::<String>::new());
        for wrong in [
            vec![open.clone()],
            vec![open.clone(), close.clone(), close.clone()],
            vec![open.clone(), close.clone(), message.clone()],
            vec![open.clone(), error.clone(), error.clone(), close.clone()],
            vec![open.clone(), error, message.clone(), close.clone()],
            vec![message, close.clone()],
            vec![open.clone(), (Kind::SocketReceive, json!({})), close.clone()],
            vec![open, (Kind::SocketEnd, json!({})), close],
        ] {
            assert!(!of_connection(&wrong).is_empty(), "{wrong:?}");
        }
    }

    #[test]
    fn a_call_is_settled_once() {
        let call = (Kind::ApiCall, json!({"api": "closeSocket"}));
        let settle = (Kind::ApiSettle, json!({"api": "closeSocket"}));
        let judged = |records: &[(Kind, Value)]| {
            let mut problems = Vec::new();
            calls(&log(records), true, &mut problems);
            problems.len()
        };
        assert_eq!(judged(&[call.clone(), settle.clone()]), 0);
        assert_eq!(judged(&[settle.clone(), call.clone(), call.clone()]), 1);
        assert_eq!(judged(&[call, settle.clone(), settle]), 1);
    }

    #[test]
    fn a_request_is_over_once() {
        let end = (Kind::RequestEnd, json!({"request": 1}));
        for (records, problems) in [(vec![end.clone()], 0), (vec![end.clone(), end], 2)] {
            let mut found = Vec::new();
            requests(&log(&records), &mut found);
            assert_eq!(found.len(), problems, "{found:?}");
        }
    }
}
