//! What a record of the event log is called in tests: `open`, `message hi`, `connectSocket success`, `page.onLoad`.

use minihost_log::{Kind, Record};
use minihost_runner::protocol::Lane;
use minihost_runtime::call_name;
use serde_json::Value;

/// Where a record belongs in a picture, and its name; none for what people do not look for. What is about a SocketTask
/// says about which: `task 1 open`, `task 1 send success`.
pub(crate) fn of(record: &Record) -> Option<(Lane, String)> {
    let (lane, name) = plain(record)?;
    let Some(task) = record.detail.get("task") else { return Some((lane, name)) };
    Some((lane, format!("task {task} {}", name.strip_prefix("SocketTask.").unwrap_or(&name))))
}

fn plain(record: &Record) -> Option<(Lane, String)> {
    let detail = &record.detail;
    let text = |name: &str| detail.get(name).and_then(Value::as_str).unwrap_or_default();
    let named = |lane, name: String| Some((lane, name));
    match record.kind {
        // A listener of `my.onAppShow` and its kin, or a function of the app object.
        Kind::AppCall if text("hook").starts_with("my.") => named(Lane::Page, text("hook").to_owned()),
        Kind::AppCall => named(Lane::Page, format!("app.{}", text("hook"))),
        Kind::PageCall => named(Lane::Page, format!("page.{}", text("function"))),
        Kind::PageEvent => named(Lane::Page, format!("{} {}", text("event"), text("selector"))),
        Kind::PageSetData => named(Lane::Page, "setData".to_owned()),
        Kind::ApiCall => named(Lane::Api, call_name(text("api"))),
        Kind::ApiSettle => {
            let code = detail.get("error").map(|code| format!(" {code}")).unwrap_or_default();
            named(Lane::Api, format!("{} {}{code}", text("api"), text("outcome")))
        }
        Kind::Network => named(Lane::Event, format!("network {}", text("type"))),
        Kind::Ui => named(Lane::Api, format!("ui.{}", text("api"))),
        Kind::Event => named(Lane::Event, event(text("event"), detail.get("payload").unwrap_or(&Value::Null))),
        Kind::SocketSend => named(Lane::Out, format!("sent {}", payload(detail))),
        Kind::SocketReceive => named(Lane::In, format!("received {}", payload(detail))),
        Kind::SocketDial => named(Lane::Out, format!("dial {}", text("url"))),
        Kind::SocketHandshake => named(Lane::In, format!("handshake {}", detail["status"])),
        Kind::SocketCloseSent => named(Lane::Out, format!("sent close {}", detail["code"])),
        Kind::SocketCloseReceived => named(Lane::In, format!("received close {}", detail["code"])),
        Kind::SocketFault => named(Lane::In, format!("fault {}", text("text"))),
        Kind::RequestSend => named(Lane::Out, format!("{} {}", text("method"), text("url"))),
        Kind::RequestResponse => named(Lane::In, format!("response {}", detail["status"])),
        Kind::RequestEnd => {
            let fault = detail.get("text").and_then(Value::as_str).map(|fault| format!("fault {fault}"));
            named(Lane::In, fault.unwrap_or_else(|| format!("body of {} bytes", detail["bytes"])))
        }
        Kind::Timer => named(Lane::Timer, "timer".to_owned()),
        Kind::Console => named(Lane::Console, format!("console.{} {}", text("level"), text("text"))),
        Kind::Error => named(Lane::Console, format!("uncaught {}", text("message"))),
        _ => None,
    }
}

fn payload(detail: &Value) -> String {
    match detail["type"].as_str() {
        Some("text") => detail["preview"].as_str().unwrap_or_default().to_owned(),
        _ => format!("{} bytes", detail["bytes"]),
    }
}

fn event(name: &str, payload: &Value) -> String {
    match name {
        "onSocketOpen" | "SocketTask.onOpen" => "open".to_owned(),
        "onSocketMessage" | "SocketTask.onMessage" => match payload.get("text").and_then(Value::as_str) {
            Some(text) => format!("message {text}"),
            None => format!("message of {} bytes", payload["bytes"]),
        },
        "onSocketError" | "SocketTask.onError" => format!("error {}", payload["error"]),
        "onSocketClose" | "SocketTask.onClose" => format!("close {}", payload["code"]),
        other => other.to_owned(),
    }
}

/// Whether a record is one of those that `expectEvents` compares unless it is told otherwise: what page code hears of
/// its sockets and requests.
pub(crate) fn is_heard(record: &Record) -> bool {
    match record.kind {
        Kind::Event => true,
        Kind::ApiSettle => {
            let api = record.detail.get("api").and_then(Value::as_str).unwrap_or_default();
            matches!(
                api,
                "connectSocket"
                    | "sendSocketMessage"
                    | "closeSocket"
                    | "SocketTask.send"
                    | "SocketTask.close"
                    | "request"
                    | "httpRequest"
            )
        }
        _ => false,
    }
}
