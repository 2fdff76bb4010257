//! The steps that routes are made of.

use serde::{Deserialize, Serialize};

use super::Data;
use crate::Opcode;

/// One thing that a server does; in a script a table whose key `do` names it. Times are in milliseconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Step {
    /// Answers the handshake with a 101, right unless told otherwise.
    Accept(Accept),
    /// Answers the request with another status.
    Respond(Respond),
    /// Writes bytes as they are, at any stage.
    Raw {
        /// The bytes.
        data: Data,
    },
    /// Sends text messages.
    Text(Message),
    /// Sends binary messages.
    Binary(Message),
    /// Sends frames in which anything can be wrong.
    Frame(RawFrame),
    /// Sends a close frame. Unless later steps say otherwise, the client's close frame then ends the connection.
    Close(Close),
    /// Changes how the server behaves from here on.
    Habits(Habits),
    /// Collects what the following steps write, so that it leaves in one write.
    Cork {},
    /// Writes what was collected since `cork`.
    Uncork {},
    /// From here on, writes go out in small pieces.
    Drip {
        /// The size of a piece, in bytes; 0 ends the dripping.
        #[serde(default = "one")]
        bytes: usize,
        /// The pause after each piece.
        #[serde(default)]
        every_ms: u64,
    },
    /// Lets time pass; an open connection goes on answering pings and the close frame.
    Wait {
        /// How long.
        ms: u64,
    },
    /// Waits until the client has written something, whatever it is, and leaves it unread.
    AwaitBytes {},
    /// Reads messages until enough came, or a certain text.
    Receive {
        /// How many messages.
        #[serde(default = "one")]
        messages: usize,
        /// Only messages of this text count.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// Sends every message back as it came, until the connection ends.
    Echo {
        /// How long after it came.
        #[serde(default)]
        delay_ms: u64,
    },
    /// Counts messages and their bytes until the text `END`, answers `count bytes`, and counts anew.
    Sink {},
    /// On each text `GO` sends `messages` texts of `size` bytes, then the text `END`.
    Burst {
        /// How many messages.
        messages: u64,
        /// The size of each, in bytes.
        size: usize,
    },
    /// Sends every text to all connections that run this step, the sender included.
    Chat {},
    /// Does nothing more, ever.
    Stall {
        /// Whether to go on reading; if not, the client's writes stop when the buffers between are full.
        #[serde(default)]
        read: bool,
    },
    /// Ends the TCP connection without a close frame.
    Fin {},
    /// Resets the TCP connection.
    Reset {},
}

impl Step {
    /// The name that scripts use.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Accept(_) => "accept",
            Self::Respond(_) => "respond",
            Self::Raw { .. } => "raw",
            Self::Text(_) => "text",
            Self::Binary(_) => "binary",
            Self::Frame(_) => "frame",
            Self::Close(_) => "close",
            Self::Habits(_) => "habits",
            Self::Cork {} => "cork",
            Self::Uncork {} => "uncork",
            Self::Drip { .. } => "drip",
            Self::Wait { .. } => "wait",
            Self::AwaitBytes {} => "await-bytes",
            Self::Receive { .. } => "receive",
            Self::Echo { .. } => "echo",
            Self::Sink {} => "sink",
            Self::Burst { .. } => "burst",
            Self::Chat {} => "chat",
            Self::Stall { .. } => "stall",
            Self::Fin {} => "fin",
            Self::Reset {} => "reset",
        }
    }

    /// Whether it reads messages.
    pub(crate) const fn needs_open(&self) -> bool {
        matches!(self, Self::Receive { .. } | Self::Echo { .. } | Self::Sink {} | Self::Burst { .. } | Self::Chat {})
    }
}

/// The answer that opens a connection (RFC 6455, 4.2.2). By default all of it is right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Accept {
    /// The protocol version in the status line.
    pub version: String,
    /// The status.
    pub status: u16,
    /// The reason phrase; the status's usual one when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The values of `Upgrade`, a header line each.
    pub upgrade: Vec<String>,
    /// The values of `Connection`, a header line each.
    pub connection: Vec<String>,
    /// The values of `Sec-WebSocket-Accept`, a header line each.
    pub accept: Vec<AcceptKey>,
    /// The values of `Sec-WebSocket-Protocol`, a header line each. When left out, the query's `protocol` is chosen
    /// (none if it is empty), else the first that the client offers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<Vec<String>>,
    /// More header lines, written after the others as they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
}

impl Default for Accept {
    fn default() -> Self {
        Self {
            version: "HTTP/1.1".to_owned(),
            status: 101,
            reason: None,
            upgrade: vec!["websocket".to_owned()],
            connection: vec!["Upgrade".to_owned()],
            accept: vec![AcceptKey::Right],
            protocol: None,
            headers: Vec::new(),
        }
    }
}

/// A value for `Sec-WebSocket-Accept`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AcceptKey {
    /// The hash of the client's key.
    Right,
    /// The hash of another key.
    Wrong,
}

/// An answer that does not open a connection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Respond {
    /// The status.
    pub status: u16,
    /// The reason phrase; the status's usual one when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Header lines. `Content-Length`, `Content-Type` and `Connection: close` are added unless they are here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Data,
    /// Sends the body in chunks of so many bytes (RFC 9112, 7.1) instead of with its length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chunk: Option<usize>,
    /// How long after the head the body is sent, in a write of its own; in one write when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_after_ms: Option<u64>,
}

impl Default for Respond {
    fn default() -> Self {
        Self { status: 503, reason: None, headers: Vec::new(), body: Data::default(), chunk: None, body_after_ms: None }
    }
}

/// Whole, legal messages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Message {
    /// The payload.
    pub data: Data,
    /// How many times.
    pub repeat: u64,
    /// The pause before each but the first.
    pub every_ms: u64,
    /// Appends a space and the message's number, counted from 1.
    pub numbered: bool,
    /// The size of a fragment in bytes; unfragmented when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fragment: Option<usize>,
}

impl Default for Message {
    fn default() -> Self {
        Self { data: Data::default(), repeat: 1, every_ms: 0, numbered: false, fragment: None }
    }
}

/// Frames, legal or not (RFC 6455, 5.2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RawFrame {
    /// The opcode's name or number.
    pub opcode: Opcode,
    /// Whether it is the last frame of its message.
    pub fin: bool,
    /// The reserved bits: RSV1 as 4, RSV2 as 2, RSV3 as 1.
    pub rsv: u8,
    /// Whether to mask it, as only a client may.
    pub masked: bool,
    /// The payload.
    pub data: Data,
    /// The length to announce, in bytes; the payload's when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announce: Option<u64>,
    /// How to write the length.
    pub length_form: LengthForm,
    /// How many times.
    pub repeat: u64,
}

impl Default for RawFrame {
    fn default() -> Self {
        Self {
            opcode: Opcode::TEXT,
            fin: true,
            rsv: 0,
            masked: false,
            data: Data::default(),
            announce: None,
            length_form: LengthForm::Minimal,
            repeat: 1,
        }
    }
}

/// How a frame's length is written (RFC 6455, 5.2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LengthForm {
    /// In the fewest bytes, as it must be.
    #[default]
    Minimal,
    /// In two more bytes, whatever it is.
    Bits16,
    /// In eight more bytes, whatever it is.
    Bits64,
}

/// A close frame (RFC 6455, 5.5.1).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Close {
    /// The close code; an empty frame when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<u16>,
    /// The reason, which needs a code.
    pub reason: Data,
}

/// How a server behaves beside its steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Habits {
    /// Whether a ping is answered by a pong.
    pub answer_ping: bool,
    /// Whether the client's close frame is answered by one.
    pub answer_close: bool,
    /// Whether the TCP connection is ended once close frames were exchanged, as it is the server's to do.
    pub end_tcp: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self { answer_ping: true, answer_close: true, end_tcp: true }
    }
}

const fn one() -> usize {
    1
}
