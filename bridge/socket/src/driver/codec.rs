//! How tungstenite is set up, and what its errors mean.

use tungstenite::Error;
use tungstenite::error::{CapacityError, ProtocolError};
use tungstenite::protocol::WebSocketConfig;
use tungstenite::protocol::frame::coding::CloseCode;

use super::End;
use crate::{CloseFrame, Fault, Operation, ProtocolFault, Settings};

/// Read at once, in bytes. Each read clears as much memory first: more costs short messages, less costs long ones.
const READ_BYTES: usize = 32 << 10;

/// Written at once, in bytes, when much is queued.
const WRITE_BYTES: usize = 128 << 10;

/// What may wait to be written beside the page's messages, in bytes: the answers to pings of a server that sends many and
/// reads none. Beyond it, the newest ping alone is answered (RFC 6455 section 5.5.3).
const CONTROL_BYTES: usize = 512 << 10;

pub(super) fn config(settings: &Settings) -> WebSocketConfig {
    let limit = if settings.mishap(Operation::Size).is_some() { 0 } else { settings.max_message_bytes };
    WebSocketConfig::default()
        .read_buffer_size(READ_BYTES)
        .write_buffer_size(WRITE_BYTES)
        .max_write_buffer_size(settings.max_unsent_bytes.saturating_add(CONTROL_BYTES))
        .max_message_size(Some(limit))
        .max_frame_size(Some(limit))
}

/// What a close frame of the peer means; `code` is its code as it was on the wire, since tungstenite replaces a frame
/// whose code must not be sent by one of its own, and answers with that.
pub(super) fn closed(frame: Option<tungstenite::protocol::CloseFrame>, code: Option<u16>) -> End {
    match (frame, code) {
        (None, _) => End::Closed { code: 1005, reason: String::new() },
        (Some(_), Some(code)) if !CloseCode::from(code).is_allowed() => End::BadClose,
        (Some(frame), _) => End::Closed { code: frame.code.into(), reason: frame.reason.as_str().to_owned() },
    }
}

/// What an error of writing means, in words.
pub(super) fn write_error(error: &Error) -> String {
    match error {
        Error::Io(error) => error.to_string(),
        // All of it is full of answers to pings: what pages send is bounded to less.
        Error::WriteBufferFull(_) => "the server sends pings and takes no answers".to_owned(),
        other => other.to_string(),
    }
}

/// What an error of reading means.
pub(super) fn ended(error: &Error) -> End {
    match error {
        Error::Protocol(ProtocolError::ResetWithoutClosingHandshake)
        | Error::ConnectionClosed
        | Error::AlreadyClosed => End::Lost(None),
        Error::Protocol(error) => End::Violated(Fault::Protocol(error.into())),
        Error::Utf8(_) => End::Violated(Fault::Protocol(ProtocolFault::InvalidUtf8)),
        Error::Capacity(CapacityError::MessageTooLong { size, max_size }) => {
            End::Violated(Fault::MessageTooLarge { size: *size, limit: *max_size })
        }
        Error::Io(error) => End::Lost(Some(Fault::Lost { reason: error.to_string() })),
        other => End::Lost(Some(Fault::Lost { reason: other.to_string() })),
    }
}

/// `frame` as tungstenite sends it.
pub(super) fn close(frame: &CloseFrame) -> tungstenite::Message {
    tungstenite::Message::Close(Some(tungstenite::protocol::CloseFrame {
        code: frame.code().into(),
        reason: frame.reason().to_owned().into(),
    }))
}
