//! Why no TCP connection came about.

use std::fmt;
use std::io::{Error, ErrorKind};

/// Why no TCP connection came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConnectFault {
    /// Nobody listens on that port, or a firewall says so.
    Refused,
    /// The other side answered and hung up at once.
    Reset,
    /// There is no route to the host.
    NoRoute,
    /// This machine has no network.
    NoNetwork,
    /// Anything else, in the operating system's words.
    Other(String),
}

impl From<&Error> for ConnectFault {
    fn from(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::ConnectionRefused => Self::Refused,
            ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => Self::Reset,
            ErrorKind::HostUnreachable => Self::NoRoute,
            // The kernel says "network unreachable" when it has no route at all, as a machine without network does.
            ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => Self::NoNetwork,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl fmt::Display for ConnectFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused => f.write_str("connection refused: nobody listens there"),
            Self::Reset => f.write_str("connection reset while connecting"),
            Self::NoRoute => f.write_str("no route to the host"),
            Self::NoNetwork => f.write_str("the network is unreachable"),
            Self::Other(text) => write!(f, "cannot connect: {text}"),
        }
    }
}
