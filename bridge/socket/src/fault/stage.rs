//! The phases of a dial.

use std::fmt;

/// A phase of a dial, in order. All of them share one timeout (`CS` option `timeout`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The host's name is resolved.
    Names,
    /// A TCP connection is made.
    Tcp,
    /// The TLS handshake runs (`wss` only).
    Tls,
    /// The opening handshake: the request is out, the response is awaited.
    Upgrade,
    /// Of a `my.request`: the request goes out, the response's head is awaited.
    Response,
    /// Of a `my.request`: the response's body comes in.
    Body,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Names => "resolving the host name",
            Self::Tcp => "connecting (TCP)",
            Self::Tls => "negotiating TLS",
            Self::Upgrade => "waiting for the upgrade response",
            Self::Response => "waiting for the response",
            Self::Body => "receiving the response's body",
        })
    }
}
