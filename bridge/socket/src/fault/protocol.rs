//! How the peer can break the WebSocket protocol.

use std::fmt;

use tungstenite::error::ProtocolError;

/// How the server broke the WebSocket protocol on an open connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProtocolFault {
    /// A reserved bit was set though no extension gives it a meaning (RFC 6455 section 5.2).
    ReservedBits,
    /// A reserved opcode (section 5.2).
    Opcode(u8),
    /// A masked frame; servers must not mask (section 5.1).
    MaskedFrame,
    /// A fragmented control frame (section 5.5).
    FragmentedControl,
    /// A control frame of more than 125 bytes (section 5.5).
    LongControl,
    /// A continuation frame with nothing to continue (section 5.4).
    StrayContinuation,
    /// A new data frame inside of a fragmented message (section 5.4).
    InterruptedMessage,
    /// A close frame with a payload of one byte (section 5.5.1).
    CloseLength,
    /// A close frame with a code that must not be on the wire (section 7.4).
    CloseCode,
    /// Text, or a close reason, that is no UTF-8 (section 8.1).
    InvalidUtf8,
    /// Anything else.
    Other,
}

impl ProtocolFault {
    /// The close code to fail the connection with (section 7.4.1): 1007 for bad text, else 1002.
    #[must_use]
    pub const fn close_code(self) -> u16 {
        match self {
            Self::InvalidUtf8 => 1007,
            _ => 1002,
        }
    }
}

impl From<&ProtocolError> for ProtocolFault {
    fn from(error: &ProtocolError) -> Self {
        match *error {
            ProtocolError::NonZeroReservedBits => Self::ReservedBits,
            ProtocolError::InvalidOpcode(code)
            | ProtocolError::UnknownControlFrameType(code)
            | ProtocolError::UnknownDataFrameType(code) => Self::Opcode(code),
            ProtocolError::MaskedFrameFromServer => Self::MaskedFrame,
            ProtocolError::FragmentedControlFrame => Self::FragmentedControl,
            ProtocolError::ControlFrameTooBig => Self::LongControl,
            ProtocolError::UnexpectedContinueFrame => Self::StrayContinuation,
            ProtocolError::ExpectedFragment(_) => Self::InterruptedMessage,
            ProtocolError::InvalidCloseSequence => Self::CloseLength,
            _ => Self::Other,
        }
    }
}

impl fmt::Display for ProtocolFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Self::ReservedBits => "set a reserved bit without an extension",
            Self::Opcode(code) => return write!(f, "the server broke the protocol: it sent reserved opcode {code}"),
            Self::MaskedFrame => "sent a masked frame",
            Self::FragmentedControl => "sent a fragmented control frame",
            Self::LongControl => "sent a control frame of more than 125 bytes",
            Self::StrayContinuation => "sent a continuation frame with nothing to continue",
            Self::InterruptedMessage => "began a message inside of a fragmented one",
            Self::CloseLength => "sent a close frame with half a code",
            Self::CloseCode => "sent a close frame with a code that is not allowed",
            Self::InvalidUtf8 => "sent text that is not UTF-8",
            Self::Other => "sent a malformed frame",
        };
        write!(f, "the server broke the protocol: it {what}")
    }
}
