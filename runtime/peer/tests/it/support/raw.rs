//! A client that sees bytes.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;

use minihost_peer::Peer;

use super::PATIENCE;

const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
/// The answer to [`KEY`]: the example of RFC 6455, 1.3.
pub(crate) const ACCEPT: &str = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/// How the server's bytes ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum End {
    Fin,
    Reset,
}

/// A TCP connection to a server.
pub(crate) struct Raw {
    pub(crate) stream: TcpStream,
    /// What was read and not looked at yet.
    pub(crate) ahead: Vec<u8>,
}

/// A frame as it came, header and all.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RawFrame {
    /// The first byte: FIN, reserved bits, opcode.
    pub(crate) first: u8,
    pub(crate) payload: Vec<u8>,
}

impl Raw {
    pub(crate) fn connect(peer: &Peer) -> Self {
        #[expect(clippy::disallowed_methods, reason = "a test's own client")]
        let stream = TcpStream::connect(("127.0.0.1", peer.port())).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout above zero");
        stream.set_nodelay(true).expect("a living socket");
        Self { stream, ahead: Vec::new() }
    }

    /// Connects and asks for `target`, with more header lines (each ends with CR LF).
    pub(crate) fn ask(peer: &Peer, target: &str, headers: &str) -> Self {
        let mut raw = Self::connect(peer);
        raw.write(
            format!(
                "GET {target} HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
                 Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {KEY}\r\n{headers}\r\n"
            )
            .as_bytes(),
        );
        raw
    }

    /// Connects, asks for `target` and reads the answer, which must be right.
    pub(crate) fn open(peer: &Peer, target: &str) -> Self {
        let mut raw = Self::ask(peer, target, "");
        let head = raw.head();
        assert!(head.starts_with("HTTP/1.1 101 "), "{target}: {head}");
        assert!(head.contains(&format!("Sec-WebSocket-Accept: {ACCEPT}\r\n")), "{target}: {head}");
        raw
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).expect("the server reads");
    }

    /// Sends a masked frame; `first` is its first byte.
    pub(crate) fn send(&mut self, first: u8, payload: &[u8]) {
        let key = [0x37, 0xfa, 0x21, 0x3d];
        let length = u8::try_from(payload.len()).ok().filter(|length| *length < 126).expect("a short payload");
        let mut frame = vec![first, 0x80 | length];
        frame.extend(key);
        frame.extend(payload.iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key));
        self.write(&frame);
    }

    /// The answer's head, with its empty line.
    pub(crate) fn head(&mut self) -> String {
        loop {
            if let Some(at) = self.ahead.windows(4).position(|window| window == b"\r\n\r\n") {
                let head = self.ahead.drain(..at + 4).collect();
                return String::from_utf8(head).expect("a head in UTF-8");
            }
            assert!(self.fill(), "the stream ended in the head: {:?}", String::from_utf8_lossy(&self.ahead));
        }
    }

    /// The next `count` bytes.
    pub(crate) fn take(&mut self, count: usize) -> Vec<u8> {
        while self.ahead.len() < count {
            assert!(self.fill(), "the stream ended after {} of {count} bytes", self.ahead.len());
        }
        self.ahead.drain(..count).collect()
    }

    /// The next frame.
    pub(crate) fn frame(&mut self) -> RawFrame {
        let head = self.take(2);
        let length = match head[1] {
            126 => usize::from(u16::from_be_bytes(self.take(2).try_into().expect("two bytes"))),
            127 => u64::from_be_bytes(self.take(8).try_into().expect("eight bytes")).try_into().expect("a usize"),
            length => usize::from(length),
        };
        RawFrame { first: head[0], payload: self.take(length) }
    }

    /// Reads until the stream ends: everything that was left, and how it ended.
    pub(crate) fn rest(&mut self) -> (Vec<u8>, End) {
        let mut buffer = [0; 4096];
        loop {
            match self.stream.read(&mut buffer) {
                Ok(0) => return (std::mem::take(&mut self.ahead), End::Fin),
                Ok(count) => self.ahead.extend_from_slice(&buffer[..count]),
                Err(error) if error.kind() == ErrorKind::ConnectionReset => {
                    return (std::mem::take(&mut self.ahead), End::Reset);
                }
                Err(error) => panic!("{error} after {:?}", String::from_utf8_lossy(&self.ahead)),
            }
        }
    }

    fn fill(&mut self) -> bool {
        let mut buffer = [0; 65536];
        let count = self.stream.read(&mut buffer).expect("the server writes");
        self.ahead.extend_from_slice(&buffer[..count]);
        count > 0
    }
}
