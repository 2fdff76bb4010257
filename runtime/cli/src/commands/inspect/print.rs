//! What answers look like.

use std::time::Duration;

use minihost_log::{Kind, Record};
use minihost_runtime::Position;
use minihost_runtime::inspect::{Element, Handler, Listener, Reply, Socket, StoppedBy, Timer, Unsent};

use super::commands::TABLE;
use super::records::{Records, Traffic};
use crate::report;

/// The text of an answer; `None` where there is nothing to say.
pub(super) fn answer(reply: &Reply, records: &Records) -> Option<String> {
    Some(match reply {
        Reply::Value(text) => text.clone(),
        Reply::Handlers(handlers) => list(handlers, "the page has no functions", handler),
        Reply::Elements(elements) => list(elements, "there is no such element", element),
        Reply::Pages(pages) => list(pages, "no page is open", Clone::clone),
        Reply::Sockets(sockets) => {
            list(sockets, "there is no connection", |one| socket(one, &records.traffic(one.generation)))
        }
        Reply::Timers(timers) => list(timers, "no timer is set", timer),
        Reply::Listeners(listeners) => list(listeners, "nobody listens", listener),
        _ => return None,
    })
}

fn list<T>(items: &[T], nothing: &str, line: impl Fn(&T) -> String) -> String {
    if items.is_empty() {
        return format!("({nothing})");
    }
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn handler(handler: &Handler) -> String {
    let takes = counted(u64::from(handler.arity), "parameter");
    let kind = if handler.is_lifecycle { ", lifecycle" } else { "" };
    format!("{} ({takes}{kind})", handler.name)
}

/// `button#send.big "send"`.
fn element(element: &Element) -> String {
    let mut text = element.tag.clone();
    if !element.id.is_empty() {
        text.push_str(&format!("#{}", element.id));
    }
    for class in &element.classes {
        text.push_str(&format!(".{class}"));
    }
    if !element.text.is_empty() {
        text.push_str(&format!(" {:?}", element.text));
    }
    text
}

fn socket(socket: &Socket, traffic: &Traffic) -> String {
    let name = socket.task.map_or_else(|| "connection".to_owned(), |task| format!("task {task}"));
    let mut text = format!("{name}: {}, {}", socket.state, socket.url);
    if let Some(protocol) = traffic.protocol.as_ref().filter(|protocol| !protocol.is_empty()) {
        text.push_str(&format!(", subprotocol {protocol}"));
    }
    text.push_str(&format!(", {} sent, {} received", traffic.sent, traffic.received));
    if let Unsent { messages: messages @ 1.., bytes } = socket.unsent {
        text.push_str(&format!(", {} queued ({bytes} bytes)", counted(messages as u64, "message")));
    }
    if let Some(at) = &socket.made_at {
        text.push_str(&format!(", made at {}", report::shown_position(at)));
    }
    text
}

fn timer(timer: &Timer) -> String {
    let kind = match timer.period {
        Some(period) => format!("every {}", rounded(period)),
        None => "once".to_owned(),
    };
    let set_at = timer.set_at.as_ref().map(|at| format!(", set at {}", report::shown_position(at)));
    format!("{}: due in {}, {kind}{}", timer.id, rounded(timer.due_in), set_at.unwrap_or_default())
}

fn listener(listener: &Listener) -> String {
    let task = listener.task.map(|task| format!("task {task}: ")).unwrap_or_default();
    let function = listener.function.as_deref().unwrap_or("(anonymous)");
    format!("{task}{} {function}", listener.event)
}

/// A record as `.log` shows it: when, what, and the facts.
pub(super) fn logged(record: &Record) -> String {
    let connection = record.generation.map(|generation| format!(" #{generation}")).unwrap_or_default();
    format!("{:>10.3} ms  {}{connection} {}", record.time.as_millis_f64(), record.kind, record.detail)
}

/// A record that was waited for: the same in every run.
pub(super) fn waited_for(record: &Record) -> String {
    if record.kind != Kind::Event {
        return format!("{} {}", record.kind, record.detail);
    }
    let task = record.detail["task"].as_u64().map(|task| format!("task {task}: ")).unwrap_or_default();
    format!("{task}{} {}", record.detail["event"].as_str().unwrap_or_default(), record.detail["payload"])
}

/// Why typed code has no value.
pub(super) fn stopped(by: StoppedBy, at: Option<&Position>) -> String {
    let place = at.map(|at| format!(" at {}", report::shown_position(at))).unwrap_or_default();
    match by {
        StoppedBy::Interrupt => format!("interrupted{place}"),
        StoppedBy::Limit(limit) => {
            report::error(&format!("stopped{place}: it ran for more than {}", humantime::format_duration(limit)))
        }
    }
}

/// The table of commands.
pub(super) fn help() -> String {
    let call = |index: usize| format!(".{} {}", TABLE[index].name, TABLE[index].arguments);
    let calls: Vec<_> = (0..TABLE.len()).map(call).collect();
    let width = calls.iter().map(String::len).max().unwrap_or_default();
    let mut text =
        String::from("JavaScript is evaluated in the program: `page` and `this` are the page that is shown,\n");
    text.push_str("`app` is the app, promises are waited for. Commands:\n");
    for (row, call) in TABLE.iter().zip(&calls) {
        text.push_str(&format!("  {call:width$}  {}\n", row.about));
    }
    text.push_str("Tab completes; Ctrl-C clears the line, or stops what you typed; Ctrl-D ends.");
    text
}

fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Up to the next millisecond, or to the next second of a long time.
fn rounded(duration: Duration) -> humantime::FormattedDuration {
    let unit: u128 = if duration < Duration::from_secs(10) { 1 } else { 1_000 };
    let millis = duration.as_micros().div_ceil(unit * 1_000) * unit;
    humantime::format_duration(Duration::from_millis(u64::try_from(millis).unwrap_or(u64::MAX)))
}
