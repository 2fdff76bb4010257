//! Clients and shorthands for tests.

mod raw;
mod ws;

use std::time::Duration;

use minihost_peer::{Log, Peer, PeerSettings, Script};

pub(crate) use raw::{ACCEPT, End, Raw, RawFrame};
pub(crate) use ws::{Ws, close_of, connect, connect_with};

/// Long enough that only a hang reaches it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A server with the built-in routes.
pub(crate) fn peer() -> Peer {
    Peer::start(PeerSettings::default()).expect("a free port")
}

/// A server with a script, as TOML.
pub(crate) fn scripted(toml: &str) -> Peer {
    let script = Script::from_toml(toml).expect("a script");
    Peer::start(PeerSettings { script, log: Log::new(), ..PeerSettings::default() }).expect("a free port")
}
