//! The opening handshake's request (RFC 6455 section 4.1).

use std::fmt::Write as _;

use crate::service::Connect;

/// The request as it goes on the wire. Values were validated when they were read: none holds a line break.
pub(super) fn request(connect: &Connect, key: &str) -> String {
    let target = &connect.target;
    let (path, query) = target.request_target();
    let mut text = String::with_capacity(512);
    text.push_str("GET ");
    text.push_str(path);
    if let Some(query) = query {
        text.push('?');
        text.push_str(query);
    }
    text.push_str(" HTTP/1.1\r\n");
    let mut line = |name: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{name}: {value}\r\n");
    };
    line("Host", &target.host_header());
    line("Upgrade", "websocket");
    line("Connection", "Upgrade");
    line("Sec-WebSocket-Key", key);
    line("Sec-WebSocket-Version", "13");
    let protocols = connect.protocols.as_slice();
    if !protocols.is_empty() {
        line("Sec-WebSocket-Protocol", &protocols.join(", "));
    }
    if let Some(value) = target.authorization()
        && connect.headers.get("authorization").is_none()
    {
        line("Authorization", value);
    }
    for (name, value) in connect.headers.iter() {
        line(name, value);
    }
    text.push_str("\r\n");
    text
}
