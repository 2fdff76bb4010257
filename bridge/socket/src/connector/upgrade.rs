//! The opening handshake's exchange: the request out, the response's head in, and the start of a refusal's body.

use std::time::Duration;

use minihost_log::Generation;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tungstenite::handshake::client::generate_key;
use tungstenite::handshake::derive_accept_key;

use super::response::{Head, MAX_HEAD_BYTES};
use super::{Dialled, Transport, request, response};
use crate::service::Connect;
use crate::{Fault, HandshakeFault, Stage};

/// How much of a refusal's body an error shows, in bytes.
const MAX_BODY_BYTES: usize = 512;

/// How long a refusal waits for the rest of its body.
const BODY_PATIENCE: Duration = Duration::from_millis(250);

/// A `Sec-WebSocket-Key` that nobody can foretell (RFC 6455 section 4.1).
pub(super) fn random_key() -> String {
    generate_key()
}

/// The key of a connection to a peer within this process: the same in every run.
pub(super) fn seeded_key(seed: u64, generation: Generation) -> String {
    let nonce = u128::from(seed) << 64 | u128::from(generation.get());
    base64_simd::STANDARD.encode_to_string(nonce.to_be_bytes())
}

/// Asks for the upgrade and checks the answer.
pub(super) async fn upgrade(mut transport: Transport, connect: &Connect, key: &str) -> Result<Dialled, Fault> {
    let request = request::request(connect, key);
    // TLS 1.3 servers refuse a client only now; then the write may already fail.
    let is_secure = connect.target.is_secure();
    transport.write_all(request.as_bytes()).await.map_err(|error| interrupted(&error.to_string(), is_secure))?;
    transport.flush().await.map_err(|error| interrupted(&error.to_string(), is_secure))?;
    let mut received = Vec::with_capacity(1024);
    let (head, length) = read_head(&mut transport, &mut received, is_secure).await?;
    let rest = received.split_off(length);
    if head.status >= 400 {
        let body = read_body(&mut transport, &head, rest).await;
        return Err(Fault::Refused { status: head.status, reason: head.reason, body });
    }
    let protocol = response::check(&head, &derive_accept_key(key.as_bytes()), connect.protocols.as_slice())?;
    transport.put_back(rest);
    Ok(Dialled { transport, protocol, headers: head.headers })
}

/// Reads until the response's head is complete; says how many bytes it has.
async fn read_head(transport: &mut Transport, received: &mut Vec<u8>, is_secure: bool) -> Result<(Head, usize), Fault> {
    loop {
        let before = received.len();
        let ended = match transport.read_buf(received).await {
            Ok(0) => Some("the server hung up".to_owned()),
            Ok(_) => None,
            Err(error) => Some(error.to_string()),
        };
        // A head that drips in is not parsed anew for every byte: only a line's end can complete or break it.
        let worth_parsing = ended.is_some() || before < 16 || received[before..].contains(&b'\n');
        if worth_parsing && let Some(parsed) = response::parse(received)? {
            return Ok(parsed);
        }
        if let Some(reason) = ended {
            return Err(interrupted(&reason, is_secure && received.is_empty()));
        }
        if received.len() > MAX_HEAD_BYTES {
            return Err(Fault::Handshake(HandshakeFault::HeadTooLarge { limit: MAX_HEAD_BYTES }));
        }
    }
}

/// The connection ended before the answer was complete. A TLS 1.3 server that wants a client certificate hangs up only
/// here, and its reset may overtake its alert.
fn interrupted(reason: &str, may_want_certificate: bool) -> Fault {
    let hint = if may_want_certificate { " (the server may want a client certificate)" } else { "" };
    Fault::Interrupted { stage: Stage::Upgrade, reason: format!("{reason}{hint}") }
}

/// The start of a refusal's body as text: what arrived, and what arrives shortly.
async fn read_body(transport: &mut Transport, head: &Head, mut body: Vec<u8>) -> String {
    let expected = head.body_length().unwrap_or(MAX_BODY_BYTES).min(MAX_BODY_BYTES);
    let read = async {
        while body.len() < expected {
            if !matches!(transport.read_buf(&mut body).await, Ok(1..)) {
                break;
            }
        }
    };
    // A body that is late is shown as far as it came: the status is what counts.
    let _ = tokio::time::timeout(BODY_PATIENCE, read).await;
    response::body_text(head, &body, expected)
}
