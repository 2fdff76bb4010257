//! The client's opening request.

use bytes::{Buf, BytesMut};

use crate::Handshake;

/// The longest request head that a server reads, in bytes.
const MAX_HEAD_BYTES: usize = 64 << 10;
const MAX_HEADERS: usize = 256;

/// What the bytes at the start of a connection are.
pub(crate) enum Head {
    /// A whole request head, now taken out of the buffer.
    Complete(Handshake),
    /// The start of one.
    Partial,
    /// No HTTP request; says why.
    Invalid(String),
}

/// Takes the request head at the start of `input`.
pub(crate) fn parse(input: &mut BytesMut) -> Head {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let (length, handshake) = match request.parse(input) {
        Ok(httparse::Status::Complete(length)) => (length, handshake(&request)),
        Ok(httparse::Status::Partial) if input.len() < MAX_HEAD_BYTES => return Head::Partial,
        Ok(httparse::Status::Partial) => {
            return Head::Invalid(format!("the request head is longer than {MAX_HEAD_BYTES} bytes"));
        }
        Err(error) => return Head::Invalid(format!("this is no HTTP request: {error}")),
    };
    input.advance(length);
    Head::Complete(handshake)
}

fn handshake(request: &httparse::Request<'_, '_>) -> Handshake {
    Handshake {
        method: request.method.unwrap_or_default().to_owned(),
        path: request.path.unwrap_or_default().to_owned(),
        http_minor: request.version.unwrap_or_default(),
        headers: request
            .headers
            .iter()
            .map(|header| (header.name.to_owned(), String::from_utf8_lossy(header.value).into_owned()))
            .collect(),
    }
}

impl Handshake {
    /// Checks the request as a server must (RFC 6455, 4.2.1); `Err` is the status to answer and the reason.
    pub(crate) fn check_upgrade(&self) -> Result<&str, (u16, &'static str)> {
        let has_token = |name, token: &str| {
            self.header_values(name)
                .flat_map(|value| value.split(','))
                .any(|item| item.trim().eq_ignore_ascii_case(token))
        };
        if self.method != "GET" || self.http_minor < 1 {
            return Err((400, "a WebSocket handshake is a GET request of HTTP/1.1"));
        }
        if !has_token("Upgrade", "websocket") || !has_token("Connection", "upgrade") {
            return Err((426, "this is a WebSocket route: connect with ws://, the Upgrade header is missing"));
        }
        if self.header("Sec-WebSocket-Version") != Some("13") {
            return Err((426, "only Sec-WebSocket-Version 13 is spoken here"));
        }
        let mut keys = self.header_values("Sec-WebSocket-Key");
        match (keys.next(), keys.next()) {
            (Some(key), None) if is_key(key) => Ok(key),
            _ => Err((400, "Sec-WebSocket-Key must be given once, as 16 bytes in base64")),
        }
    }

    /// The subprotocols that the client offers, in its order.
    pub(crate) fn offered_protocols(&self) -> impl Iterator<Item = &str> {
        let lists = self.header_values("Sec-WebSocket-Protocol");
        lists.flat_map(|list| list.split(',')).map(str::trim).filter(|name| !name.is_empty())
    }
}

fn is_key(key: &str) -> bool {
    base64_simd::STANDARD.decode_to_vec(key.trim()).is_ok_and(|bytes| bytes.len() == 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUEST: &str = "GET /chat?x=1 HTTP/1.1\r\nHost: h\r\nupgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\
        Sec-WebSocket-Protocol: a, b\r\nSec-WebSocket-Protocol: c\r\n\r\n";

    fn parsed(text: &str) -> Handshake {
        let mut input = BytesMut::from(text);
        let Head::Complete(handshake) = parse(&mut input) else { panic!("incomplete: {text}") };
        handshake
    }

    #[test]
    fn a_head_is_taken_when_it_is_whole_and_what_follows_stays() {
        let mut input = BytesMut::from(&REQUEST.as_bytes()[..40]);
        assert!(matches!(parse(&mut input), Head::Partial));
        input.extend_from_slice(&REQUEST.as_bytes()[40..]);
        input.extend_from_slice(b"rest");
        let Head::Complete(handshake) = parse(&mut input) else { panic!("incomplete") };
        assert_eq!(&input[..], b"rest");
        assert_eq!(handshake.path, "/chat?x=1");
        assert_eq!(handshake.headers[1], ("upgrade".to_owned(), "WebSocket".to_owned()));
        assert_eq!(handshake.check_upgrade(), Ok("dGhlIHNhbXBsZSBub25jZQ=="));
        assert_eq!(handshake.offered_protocols().collect::<Vec<_>>(), ["a", "b", "c"]);
    }

    #[test]
    fn each_broken_request_is_refused_with_its_status() {
        for (from, to, status) in [
            ("GET", "POST", 400),
            ("HTTP/1.1", "HTTP/1.0", 400),
            ("upgrade: WebSocket", "upgrade: h2c", 426),
            ("keep-alive, Upgrade", "keep-alive", 426),
            ("Version: 13", "Version: 8", 426),
            ("dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ=", 400),
        ] {
            let refused = parsed(&REQUEST.replace(from, to)).check_upgrade().map_err(|(status, _)| status).map(drop);
            assert_eq!(refused, Err(status), "{to}");
        }
    }

    #[test]
    fn what_is_no_http_is_said() {
        assert!(matches!(parse(&mut BytesMut::from("\x16\x03\x01\x02 hello\r\n\r\n")), Head::Invalid(_)));
        let endless = format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(MAX_HEAD_BYTES));
        assert!(matches!(parse(&mut BytesMut::from(endless.as_str())), Head::Invalid(_)));
    }
}
