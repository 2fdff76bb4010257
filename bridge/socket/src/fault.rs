//! What can go wrong with a connection, as a taxonomy: each variant says who is at fault and what triggers it.
//!
//! Owns the causes and their English texts. Never decides which number a page sees: that is [`Report`](crate::Report)'s.

mod certificate;
mod connect;
mod handshake;
mod protocol;
mod stage;

use std::time::Duration;

pub use certificate::CertificateFault;
pub use connect::ConnectFault;
pub use handshake::HandshakeFault;
pub use protocol::ProtocolFault;
pub use stage::Stage;

/// Why a call was refused, a dial failed or a connection ended abnormally.
///
/// Its `Display` is the concrete cause in English, lower-case, without the published heading of its code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The page gave no url: it is missing, empty or blank (`CS-3`).
    #[error("no url was given")]
    UrlEmpty,

    /// The page's url is no absolute `ws://host…` url: it does not parse, has no scheme or no host, its port is out of
    /// range, or it contains a space (`CS-3`).
    #[error("{reason}")]
    UrlMalformed {
        /// What is wrong with the url.
        reason: String,
    },

    /// The page's url is fine, but of another scheme than `ws` or `wss` (`CS-3`).
    #[error("the scheme is `{scheme}`; use {use_instead}")]
    UrlScheme {
        /// The scheme, without the colon.
        scheme: String,
        /// What the url should begin with, in words.
        use_instead: &'static str,
    },

    /// A handshake header of the page cannot be sent: its name or value is illegal in HTTP (CR, LF, NUL …).
    #[error("header `{}` cannot be sent: {reason}", .name.escape_debug())]
    HeaderInvalid {
        /// The header's name as the page wrote it.
        name: String,
        /// What is wrong with the name or the value.
        reason: String,
    },

    /// The page's subprotocol list breaks RFC 6455 section 4.1: an item is no token, or is given twice.
    #[error("subprotocol `{}` cannot be offered: {reason}", .protocol.escape_debug())]
    ProtocolsInvalid {
        /// The item at fault.
        protocol: String,
        /// What is wrong with it.
        reason: String,
    },

    /// Another option of the page's call is unusable.
    #[error("{reason}")]
    ArgumentInvalid {
        /// Which option, and why.
        reason: String,
    },

    /// The page's message is nothing that can be sent: null, bad base64, a function (`SM-2`).
    #[error("{reason}")]
    DataInvalid {
        /// What is wrong with it.
        reason: String,
    },

    /// A `ws://` url under the host's wss-only policy (`PL-1`).
    #[error("ws:// is refused because the wss-only policy is on; use wss:// or turn the policy off")]
    InsecureRefused,

    /// The host is not on the host program's domain list (`PL-2`).
    #[error("host `{host}` is not in the list of allowed domains (allow_domains: {})", .allowed.join(", "))]
    DomainRefused {
        /// The url's host.
        host: String,
        /// The list that it was looked for in.
        allowed: Vec<String>,
    },

    /// The page connects while its single connection exists, under `single=reject` (`CS-7`).
    #[error("the connection exists already; close it before connecting again")]
    ConnectionExists,

    /// The page asks for more SocketTasks than it may have (`ST-2`).
    #[error("there are {limit} connections already, which is the limit; close one first")]
    TooManyTasks {
        /// How many tasks there may be.
        limit: usize,
    },

    /// The mini-program has as many connections and requests as it may have transports.
    #[error("there are {limit} connections and requests already, which is the limit (--max-sockets)")]
    TooManyTransports {
        /// How many there may be.
        limit: usize,
    },

    /// The server or the network was too slow: the timeout passed before the upgrade ended.
    #[error("gave up after {} ms, while {stage}", .after.as_millis())]
    Timeout {
        /// The phase in which time ran out.
        stage: Stage,
        /// The timeout that was in force.
        after: Duration,
    },

    /// The name service knows no address for the host, or could not be asked.
    #[error("no address was found for host `{host}`: {reason}")]
    NameNotFound {
        /// The url's host.
        host: String,
        /// What the resolver said.
        reason: String,
    },

    /// No TCP connection came about.
    #[error("{fault} ({address})")]
    Connect {
        /// The address that was tried last, `ip:port`.
        address: String,
        /// Why it did not work.
        fault: ConnectFault,
    },

    /// The server's certificate was rejected.
    #[error("{fault} (server `{host}`)")]
    Certificate {
        /// The name that the certificate had to be for.
        host: String,
        /// Why it was rejected.
        fault: CertificateFault,
    },

    /// The TLS handshake failed for another reason than the certificate: no TLS on that port, no common version, a
    /// client certificate is wanted, the server hung up.
    #[error("TLS handshake failed: {reason}")]
    Tls {
        /// What happened.
        reason: String,
    },

    /// The server answered the opening handshake with a status of 400 or more (`CS-5`).
    #[error("refuse handshake: the server answered {status}{}{}", spaced(.reason), quoted(.body))]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The reason phrase, possibly empty.
        reason: String,
        /// The start of the body as text, possibly empty.
        body: String,
    },

    /// The server's answer to the opening handshake is not one that opens a WebSocket (RFC 6455 section 4.1).
    #[error("{0}")]
    Handshake(HandshakeFault),

    /// The transport ended before the upgrade was complete.
    #[error("the connection ended while {stage}: {reason}")]
    Interrupted {
        /// The phase that was cut short.
        stage: Stage,
        /// How it ended.
        reason: String,
    },

    /// The server chose a subprotocol that was not offered; case counts (RFC 6455 section 4.1).
    #[error("the server chose subprotocol `{chosen}`, offered {}", offer(.offered))]
    Subprotocol {
        /// What the server's `Sec-WebSocket-Protocol` says.
        chosen: String,
        /// What had been offered.
        offered: Vec<String>,
    },

    /// The page sends while no connection is open (`SM-3`).
    #[error("the connection is not open")]
    NotOpen,

    /// The page sends faster than the peer takes it: the message would exceed the limit of unsent bytes.
    #[error("{unsent} bytes are waiting to be sent and {adding} more would exceed the limit of {limit} (--max-unsent)")]
    QueueFull {
        /// Bytes that were waiting.
        unsent: usize,
        /// Bytes that the message would have added.
        adding: usize,
        /// The limit.
        limit: usize,
    },

    /// An accepted message could not be handed to the connection (`SM-3`).
    #[error("{reason}")]
    SendFailed {
        /// Why not.
        reason: String,
    },

    /// The open connection broke: it was reset, or reading from it failed.
    #[error("the connection was lost: {reason}")]
    Lost {
        /// What the operating system or TLS said.
        reason: String,
    },

    /// The server broke the WebSocket protocol; the connection was failed (RFC 6455 section 7.1.7).
    #[error("{0}")]
    Protocol(ProtocolFault),

    /// The server sent, or announced, a message over the limit; the connection was failed with 1009.
    #[error("a message of {size} bytes exceeds the limit of {limit} (--max-message)")]
    MessageTooLarge {
        /// The size as announced, or as received when that exceeded the limit; bytes.
        size: usize,
        /// The limit in bytes.
        limit: usize,
    },
}

impl Fault {
    /// The close code that RFC 6455 section 7.4.1 gives to this fault when an open connection is failed for it.
    #[must_use]
    pub fn close_code(&self) -> u16 {
        match self {
            Self::Protocol(fault) => fault.close_code(),
            Self::MessageTooLarge { .. } => 1009,
            _ => 1006,
        }
    }
}

fn spaced(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" {text}") }
}

fn quoted(body: &str) -> String {
    if body.is_empty() { String::new() } else { format!(": {body}") }
}

fn offer(offered: &[String]) -> String {
    if offered.is_empty() { "none".to_owned() } else { offered.join(", ") }
}
