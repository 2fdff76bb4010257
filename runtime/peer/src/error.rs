//! What can go wrong with a server itself; what goes wrong with a client is in the log instead.

use std::io;
use std::time::Duration;

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PeerError {
    /// The port is taken, or may not be bound.
    #[error("cannot listen on 127.0.0.1:{port}: {source}; choose another port, or 0 for any free one")]
    Bind {
        /// The port that was asked for.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// The server's thread or event loop could not be made.
    #[error("cannot start the server's thread: {0}")]
    Thread(#[source] io::Error),
    /// A certificate could not be made.
    #[error("cannot make a certificate: {0}")]
    Certificate(#[from] rcgen::Error),
    /// The TLS library refused to be a server of the wanted kind.
    #[error("cannot serve TLS: {0}")]
    Tls(String),
    /// The script is not usable.
    #[error(transparent)]
    Script(#[from] ScriptError),
}

/// Why a script is not usable; each says what to change.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScriptError {
    /// The text is no TOML, or not a script's TOML.
    #[error("the script is not valid: {0}")]
    Toml(#[from] toml::de::Error),
    /// The text is no JSON, or not a script's JSON.
    #[error("the script is not valid: {0}")]
    Json(#[from] serde_json::Error),
    /// A step stands where it cannot work.
    #[error("route {path}, step {number} ({step}): {problem}")]
    Step {
        /// The route's path; `on_connect` for the steps before the request.
        path: String,
        /// The step's place in its list, counted from 1.
        number: usize,
        /// The step's name.
        step: &'static str,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A route's path cannot be matched by any request.
    #[error("route {path:?}: {problem}")]
    Path {
        /// The path as written.
        path: String,
        /// What is wrong and what to do.
        problem: &'static str,
    },
}

/// The log did not come to satisfy a condition in time.
#[derive(Debug, Clone, thiserror::Error)]
#[error("what was waited for did not happen within {within:?}; the log has {records} records, the last: {last}")]
pub struct TimedOut {
    /// How long it waited.
    pub within: Duration,
    /// How many records the log had at the end.
    pub records: usize,
    /// The last record as JSON, `none` when there was none.
    pub last: String,
}
