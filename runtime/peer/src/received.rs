//! What a server received, as records.

use bytes::Bytes;
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use crate::Opcode;

/// One thing that a client did.
///
/// As JSON: `{"order": n, "connection": n, "event": "…", …}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Received {
    /// Its place in the server's log, counted from 1.
    pub order: u64,
    /// The connection's number, counted from 1 in the order of acceptance.
    pub connection: u32,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

impl Received {
    /// The payload, if this is an unfragmented text frame of valid UTF-8.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.event {
            Event::Frame(frame) if frame.fin && frame.opcode == Opcode::TEXT => {
                std::str::from_utf8(&frame.payload).ok()
            }
            _ => None,
        }
    }

    /// The opening request, if this is one.
    #[must_use]
    pub const fn handshake(&self) -> Option<&Handshake> {
        if let Event::Handshake(handshake) = &self.event { Some(handshake) } else { None }
    }

    /// The request's body, if this is one.
    #[must_use]
    pub const fn body(&self) -> Option<&Body> {
        if let Event::Body(body) = &self.event { Some(body) } else { None }
    }

    /// How many bytes of payload it holds.
    pub(crate) fn payload_bytes(&self) -> usize {
        match &self.event {
            Event::Frame(frame) => frame.payload.len(),
            Event::Body(body) => body.payload.len(),
            _ => 0,
        }
    }

    /// The frame, if this is one (close frames have a record of their own kind).
    #[must_use]
    pub const fn frame(&self) -> Option<&Frame> {
        if let Event::Frame(frame) = &self.event { Some(frame) } else { None }
    }

    /// The close frame, if this is one.
    #[must_use]
    pub const fn close(&self) -> Option<&CloseFrame> {
        if let Event::Close(close) = &self.event { Some(close) } else { None }
    }
}

/// What a client did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Event {
    /// The byte stream was accepted.
    Connected,
    /// The TLS handshake failed.
    TlsFailure {
        /// What the TLS library said.
        cause: String,
    },
    /// A complete HTTP request head arrived.
    Handshake(Handshake),
    /// The body of a request arrived whole; its head is the handshake before it.
    Body(Body),
    /// A frame arrived that is not a close frame.
    Frame(Frame),
    /// A close frame arrived.
    Close(CloseFrame),
    /// The client broke the protocol.
    Violation {
        /// What was wrong.
        cause: String,
    },
    /// Nothing more comes from this connection.
    Disconnected {
        /// How it ended.
        how: Disconnect,
    },
}

/// An HTTP request head as it was written (RFC 6455, 4.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Handshake {
    /// The method, such as `GET`.
    pub method: String,
    /// The request target: path and query, not decoded.
    pub path: String,
    /// The minor version: 1 for HTTP/1.1.
    pub http_minor: u8,
    /// Names and values in the order and the case in which they came; bytes that are no UTF-8 read as U+FFFD.
    pub headers: Vec<(String, String)>,
}

impl Handshake {
    /// The first value of the header `name`, whatever its case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.header_values(name).next()
    }

    /// Every value of the header `name`, whatever its case.
    pub fn header_values<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The body of an HTTP request, without its transfer coding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its length in bytes.
    pub length: u64,
    /// The bytes; cut short when the log was full.
    pub payload: Bytes,
}

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("length", &self.length)?;
        payload_entry(&mut map, Some("text"), &self.payload)?;
        map.end()
    }
}

/// A frame as it was received (RFC 6455, 5.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The opcode.
    pub opcode: Opcode,
    /// Whether it is the last frame of its message.
    pub fin: bool,
    /// The reserved bits, RSV1 as 4, RSV2 as 2, RSV3 as 1.
    pub rsv: u8,
    /// Whether it came masked, as a client's frames must.
    pub masked: bool,
    /// The payload's length in bytes.
    pub length: u64,
    /// The payload, unmasked; cut short when the log was full.
    pub payload: Bytes,
}

impl Serialize for Frame {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("opcode", &self.opcode)?;
        map.serialize_entry("fin", &self.fin)?;
        map.serialize_entry("rsv", &self.rsv)?;
        map.serialize_entry("masked", &self.masked)?;
        map.serialize_entry("length", &self.length)?;
        payload_entry(&mut map, if self.opcode == Opcode::BINARY { None } else { Some("text") }, &self.payload)?;
        map.end()
    }
}

/// A close frame as it was received (RFC 6455, 5.5.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseFrame {
    /// The close code, `None` when the frame has none.
    pub code: Option<u16>,
    /// The bytes after the code.
    pub reason: Bytes,
}

impl Serialize for CloseFrame {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("code", &self.code)?;
        payload_entry(&mut map, Some("reason"), &self.reason)?;
        map.end()
    }
}

/// How a connection ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Disconnect {
    /// The client ended its stream.
    Fin,
    /// The client reset the connection, or the stream broke otherwise, as a TLS stream does that ends without notice.
    Reset,
    /// The server reset the connection, as its route says.
    ServerReset,
    /// The server ended its stream and the client did not end its own in time.
    Abandoned,
}

/// Text as it is, under `name`; other bytes, and all when there is no name, as `base64`.
fn payload_entry<M: SerializeMap>(map: &mut M, name: Option<&'static str>, payload: &Bytes) -> Result<(), M::Error> {
    match (name, std::str::from_utf8(payload)) {
        (Some(name), Ok(text)) => map.serialize_entry(name, text),
        _ => map.serialize_entry("base64", &base64_simd::STANDARD.encode_to_string(payload)),
    }
}
