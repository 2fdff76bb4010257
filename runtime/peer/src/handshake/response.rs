//! The server's answers: a 101 that can be wrong in every part, and refusals.

use std::fmt::Write as _;

use tungstenite::handshake::derive_accept_key;

use crate::{Accept, AcceptKey};

/// Appends the answer that switches protocols (RFC 6455, 4.2.2), with the deviations that `accept` asks for.
///
/// `chosen` is the subprotocol that the server would rightly choose.
pub(crate) fn switching(out: &mut Vec<u8>, accept: &Accept, key: &str, chosen: Option<&str>) {
    let reason = accept.reason.as_deref().unwrap_or_else(|| phrase(accept.status));
    let mut head = format!("{} {} {reason}\r\n", accept.version, accept.status);
    let mut line = |name: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = write!(head, "{name}: {value}\r\n");
    };
    accept.upgrade.iter().for_each(|value| line("Upgrade", value));
    accept.connection.iter().for_each(|value| line("Connection", value));
    for kind in &accept.accept {
        let key = match kind {
            AcceptKey::Right => derive_accept_key(key.as_bytes()),
            // The hash of another key: well-formed, but not the answer to this client.
            AcceptKey::Wrong => derive_accept_key(b"not the key of this client"),
        };
        line("Sec-WebSocket-Accept", &key);
    }
    match &accept.protocol {
        None => chosen.iter().for_each(|name| line("Sec-WebSocket-Protocol", name)),
        Some(names) => names.iter().for_each(|name| line("Sec-WebSocket-Protocol", name)),
    }
    accept.headers.iter().for_each(|(name, value)| line(name, value));
    out.extend_from_slice(head.as_bytes());
    out.extend_from_slice(b"\r\n");
}

/// Appends the head of an answer that opens no connection, for a body of `length` bytes; of chunks, where it is `None`.
pub(crate) fn refusal(
    out: &mut Vec<u8>,
    status: u16,
    reason: Option<&str>,
    headers: &[(String, String)],
    length: Option<usize>,
) {
    let reason = reason.unwrap_or_else(|| phrase(status));
    let mut head = format!("HTTP/1.1 {status} {reason}\r\n");
    for (name, value) in headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    let has = |name: &str| headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name));
    if !has("Content-Length") && !has("Transfer-Encoding") {
        let _ = match length {
            Some(length) => write!(head, "Content-Length: {length}\r\n"),
            None => write!(head, "Transfer-Encoding: chunked\r\n"),
        };
    }
    if length != Some(0) && !has("Content-Type") {
        head.push_str("Content-Type: text/plain; charset=utf-8\r\n");
    }
    if !has("Connection") {
        head.push_str("Connection: close\r\n");
    }
    head.push_str("\r\n");
    out.extend_from_slice(head.as_bytes());
}

/// The usual reason phrase of a status (RFC 9110, section 15).
fn phrase(status: u16) -> &'static str {
    match status {
        100 => "Continue",
        101 => "Switching Protocols",
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        407 => "Proxy Authentication Required",
        408 => "Request Timeout",
        409 => "Conflict",
        413 => "Content Too Large",
        422 => "Unprocessable Content",
        426 => "Upgrade Required",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Unknown",
    }
}
