//! The service's records in the event log: short, and without secrets.

use minihost_log::{EventLog, Generation, Kind, preview};
use serde_json::{Map, Value, json};

use crate::service::Connect;
use crate::{Fault, Message, Profile};

/// How many bytes of a binary message a record shows, as hex digits.
const BINARY_PREVIEW_BYTES: usize = 32;

/// Lower-case names of headers whose values are nobody's business.
const SECRET: &[&str] = &["authorization", "cookie", "proxy-authorization", "set-cookie"];

/// Whether a header's value is nobody's business.
pub(crate) fn is_secret(name: &str) -> bool {
    SECRET.iter().any(|secret| name.eq_ignore_ascii_case(secret))
}

/// The start of some bytes, as hex digits.
pub(crate) fn hex_preview(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(BINARY_PREVIEW_BYTES)];
    let hex: String = head.iter().map(|byte| format!("{byte:02x}")).collect();
    let more = if head.len() < bytes.len() { "…" } else { "" };
    format!("{hex}{more}")
}

/// A connection's log.
#[derive(Debug, Clone)]
pub(crate) struct Trace {
    log: EventLog,
    generation: Generation,
    task: Option<u32>,
    show_secrets: bool,
}

impl Trace {
    pub(crate) fn new(log: &EventLog, generation: Generation, task: Option<u32>, show_secrets: bool) -> Self {
        Self { log: log.clone(), generation, task, show_secrets }
    }

    fn record(&self, kind: Kind, detail: impl FnOnce() -> Value) {
        self.log.record(kind, Some(self.generation), || {
            let mut detail = detail();
            if let (Some(task), Some(fields)) = (self.task, detail.as_object_mut()) {
                fields.insert("task".to_owned(), task.into());
            }
            detail
        });
    }

    pub(crate) fn dial(&self, connect: &Connect) {
        self.record(Kind::SocketDial, || {
            let mut headers: Vec<_> = connect.headers.iter().map(|header| self.shown(header)).collect();
            if let Some(basic) = connect.target.authorization()
                && connect.headers.get("authorization").is_none()
            {
                headers.push(self.shown(("Authorization", basic)));
            }
            let mut detail = Map::new();
            let target = &connect.target;
            detail.insert("url".to_owned(), target.asked_url().unwrap_or(target.url()).into());
            if target.asked_url().is_some() {
                detail.insert("mapped".to_owned(), target.url().into());
            }
            detail.insert("headers".to_owned(), headers.into());
            detail.insert("protocols".to_owned(), connect.protocols.as_slice().into());
            detail.into()
        });
    }

    fn shown(&self, (name, value): (&str, &str)) -> Value {
        let is_hidden = !self.show_secrets && is_secret(name);
        json!([name, if is_hidden { Value::from("***") } else { preview(value) }])
    }

    pub(crate) fn handshake(&self, status: u16, protocol: Option<&str>) {
        self.record(Kind::SocketHandshake, || json!({"status": status, "protocol": protocol}));
    }

    pub(crate) fn received(&self, message: &Message) {
        self.record(Kind::SocketReceive, || payload(message));
    }

    pub(crate) fn sent(&self, message: &Message) {
        self.record(Kind::SocketSend, || payload(message));
    }

    pub(crate) fn close_sent(&self, code: u16, reason: &str) {
        self.record(Kind::SocketCloseSent, || json!({"code": code, "reason": reason}));
    }

    pub(crate) fn close_received(&self, code: u16, reason: &str) {
        self.record(Kind::SocketCloseReceived, || json!({"code": code, "reason": reason}));
    }

    pub(crate) fn fault(&self, fault: &Fault) {
        self.record(Kind::SocketFault, || json!({"code": fault.code(Profile::Classic), "text": fault.to_string()}));
    }

    pub(crate) fn stale(&self, events: usize) {
        if events > 0 {
            self.record(Kind::SocketStale, || json!({"events": events}));
        }
    }

    pub(crate) fn end(&self, reason: &str) {
        self.record(Kind::SocketEnd, || json!({"reason": reason}));
    }
}

fn payload(message: &Message) -> Value {
    match message {
        Message::Text(text) => json!({"type": "text", "bytes": text.len(), "preview": preview(text)}),
        Message::Binary(bytes) => {
            json!({"type": "binary", "bytes": bytes.len(), "preview": hex_preview(bytes)})
        }
    }
}
