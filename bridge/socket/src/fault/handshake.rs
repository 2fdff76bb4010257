//! How an answer to the opening handshake can be wrong.

/// How the server's answer to the opening handshake is wrong (RFC 6455 section 4.1, the client's checks).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HandshakeFault {
    /// The answer is no HTTP/1.1 response head.
    #[error("the answer is not HTTP/1.1 ({reason}); it begins with `{start}`")]
    NotHttp {
        /// What the parser stumbled on.
        reason: String,
        /// The first bytes, escaped.
        start: String,
    },
    /// The status line says another HTTP version, such as 1.0.
    #[error("the answer is HTTP/1.{minor}, expected HTTP/1.1")]
    WrongVersion {
        /// The minor version.
        minor: u8,
    },
    /// A status below 400 that is not 101. Redirects are not followed (`CS-8`).
    #[error("the server answered {status}{}, expected 101{}", spaced(.reason), redirect(.location.as_deref()))]
    NotSwitching {
        /// The HTTP status.
        status: u16,
        /// The reason phrase, possibly empty.
        reason: String,
        /// Where a redirect points to.
        location: Option<String>,
    },
    /// The head is longer than the limit.
    #[error("the response head exceeds {limit} bytes")]
    HeadTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// There are more header lines than the limit.
    #[error("the response has more than {limit} headers")]
    TooManyHeaders {
        /// The limit.
        limit: usize,
    },
    /// A header that must be there is not.
    #[error("the response has no `{0}` header")]
    Missing(&'static str),
    /// A header that may be there once is there more often.
    #[error("the response has more than one `{0}` header")]
    Duplicate(&'static str),
    /// `Upgrade` does not name `websocket`.
    #[error("the Upgrade header is `{0}`, expected websocket")]
    WrongUpgrade(String),
    /// `Connection` does not name `upgrade`.
    #[error("the Connection header is `{0}`, expected Upgrade")]
    WrongConnection(String),
    /// `Sec-WebSocket-Accept` is not the hash of the key that was sent.
    #[error("the Sec-WebSocket-Accept header `{got}` does not fit the key, expected `{expected}`")]
    WrongAccept {
        /// What the server sent.
        got: String,
        /// What the key hashes to.
        expected: String,
    },
    /// The server negotiated an extension, though none is ever offered.
    #[error("the server negotiated extension `{0}`, but none was offered")]
    UnaskedExtension(String),
}

fn spaced(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" {text}") }
}

fn redirect(location: Option<&str>) -> String {
    location.map(|to| format!("; redirects are not followed (to {to})")).unwrap_or_default()
}
