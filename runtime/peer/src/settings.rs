//! How a server is started.

use std::sync::Arc;

use crate::{Authority, Log, Script, TlsKind};

/// What a [`Peer`](crate::Peer) is to be.
#[derive(Debug, Clone, Default)]
pub struct PeerSettings {
    /// The port to listen on; 0 for any free one.
    pub port: u16,
    /// Whether it speaks TLS, and how well; plain TCP when `None`.
    pub tls: Option<TlsKind>,
    /// Who issues its certificate; an authority of its own when `None`.
    pub authority: Option<Arc<Authority>>,
    /// What it does beyond the built-in routes.
    pub script: Script,
    /// Where it records what it receives.
    pub log: Log,
}
