//! What a host program decides for all of its connections.

use std::sync::Arc;
use std::time::Duration;

use crate::{Mishap, Mishaps, Network, Operation, Roots};

/// Limits, trust and network of a [`Service`](crate::Service).
#[derive(Debug, Clone)]
pub struct Settings {
    /// How long a peer may take to answer a close frame, or to take bytes of a closing connection. 3 s (`CL-3`).
    pub close_timeout: Duration,
    /// The largest message that is received, in bytes. 10 MiB (contract, code 12).
    pub max_message_bytes: usize,
    /// How many bytes of accepted sends may wait, framing included; a send over it fails (code 11). 16 MiB.
    pub max_unsent_bytes: usize,
    /// At how many bytes of undelivered messages reading stops until the page has caught up. 16 MiB.
    pub max_undelivered_bytes: usize,
    /// How many transports a mini-program may have at a time: what holds a descriptor, for connections and requests
    /// together. 256.
    pub max_transports: usize,
    /// How many requests run at a time; others wait for their turn. 64: the platform has no limit, but machines do.
    pub max_requests: usize,
    /// Roots that are trusted beside the system's.
    pub extra_roots: Roots,
    /// How targets are reached.
    pub network: Network,
    /// What the keys of opening handshakes depend on, to have the same log in every run; they are random without it, as
    /// RFC 6455 section 4.1 asks for. Only for peers within this process.
    pub key_seed: Option<u64>,
    /// Whether the event log shows the values of headers that hold credentials. Never, by default.
    pub show_secrets: bool,
    /// What is to fail on purpose; nothing, by default.
    pub mishaps: Option<Arc<Mishaps>>,
}

impl Settings {
    /// How an operation is to fail that is about to be tried: as it likes, but for tests.
    pub(crate) fn mishap(&self, operation: Operation) -> Option<Mishap> {
        self.mishaps.as_ref()?.strikes(operation)
    }

    /// How long to wait for what may take as long as `limit`.
    pub(crate) fn patience(&self, limit: Duration) -> Duration {
        if self.mishap(Operation::Wait).is_some() { Duration::ZERO } else { limit }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            close_timeout: Duration::from_secs(3),
            max_message_bytes: 10 << 20,
            max_unsent_bytes: 16 << 20,
            max_undelivered_bytes: 16 << 20,
            max_transports: 256,
            max_requests: 64,
            extra_roots: Roots::default(),
            network: Network::system(),
            key_seed: None,
            show_secrets: false,
            mishaps: None,
        }
    }
}
