//! What a server received, as lines that a row can be compared with.

use minihost_peer::{Event, Handshake, Opcode, Received};

use crate::row::{Header, Row};

/// Longer payloads are told by their length, in bytes.
const SHOWN_BYTES: usize = 40;

/// The headers that a handshake must have exactly once (RFC 6455, 4.1).
const ONCE: &[&str] = &["Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"];

/// One line for each thing that clients did, connection by connection; equal ones in a row are counted. Lines of the
/// second connection and later ones begin with its number. How a connection ended is left out.
pub(crate) fn lines(received: &[Received]) -> Vec<String> {
    let mut sorted: Vec<&Received> = received.iter().collect();
    // What two connections do at the same time has no order.
    sorted.sort_by_key(|record| (record.connection, record.order));
    let mut lines: Vec<(String, usize)> = Vec::new();
    for record in sorted {
        let Some(line) = line(&record.event) else { continue };
        let line = if record.connection > 1 { format!("{}: {line}", record.connection) } else { line };
        match lines.last_mut() {
            Some((last, count)) if *last == line => *count += 1,
            _ => lines.push((line, 1)),
        }
    }
    let counted = |(line, count)| if count == 1 { line } else { format!("{line} × {count}") };
    lines.into_iter().map(counted).collect()
}

fn line(event: &Event) -> Option<String> {
    Some(match event {
        Event::Connected => "connect".to_owned(),
        Event::TlsFailure { .. } => "no TLS".to_owned(),
        Event::Handshake(Handshake { method, path, .. }) => format!("{method} {path}"),
        Event::Frame(frame) => match (frame.opcode, std::str::from_utf8(&frame.payload)) {
            (Opcode::TEXT, Ok(text)) if text.len() <= SHOWN_BYTES => format!("text {text:?}"),
            (Opcode::TEXT, _) => format!("text of {}", frame.length),
            (Opcode::BINARY, _) if frame.payload.len() <= SHOWN_BYTES => {
                let hex: String = frame.payload.iter().map(|byte| format!("{byte:02x}")).collect();
                format!("binary {hex}")
            }
            (Opcode::BINARY, _) => format!("binary of {}", frame.length),
            (Opcode::PING, _) => "ping".to_owned(),
            (Opcode::PONG, _) => "pong".to_owned(),
            (other, _) => format!("{other:?}"),
        },
        Event::Close(close) => match close.code {
            Some(code) => format!("close {code} {:?}", String::from_utf8_lossy(&close.reason)),
            None => "close without a code".to_owned(),
        },
        Event::Violation { cause } => format!("violation: {cause}"),
        Event::Disconnected { .. } => return None,
        other => format!("{other:?}"),
    })
}

/// What is wrong with the handshakes: with any of them by the protocol, with the first one by `row`.
pub(crate) fn handshake_problems(row: &Row, received: &[Received]) -> Vec<String> {
    let mut problems = Vec::new();
    let handshakes: Vec<&Handshake> = received.iter().filter_map(Received::handshake).collect();
    for handshake in &handshakes {
        for name in ONCE {
            let count = handshake.header_values(name).count();
            if count != 1 {
                problems.push(format!("{}: header {name} is there {count} times, expected once", handshake.path));
            }
        }
        if let Some(extension) = handshake.header("Sec-WebSocket-Extensions") {
            problems.push(format!("{}: extension {extension} is offered, expected none", handshake.path));
        }
    }
    for (name, expected) in &row.headers {
        let got: Vec<&str> = handshakes.first().map(|first| first.header_values(name).collect()).unwrap_or_default();
        let fits = match expected {
            Header::Value(value) => got == [value],
            Header::There(there) => !handshakes.is_empty() && *there != got.is_empty(),
        };
        if !fits {
            problems.push(format!("header {name}: expected {expected:?}, got {got:?}"));
        }
    }
    problems
}
