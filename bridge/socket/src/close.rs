//! The close frame that a page sends.

use std::fmt;

use minihost_mutant::{Mutant, is};

use crate::Fault;

/// The longest reason that fits a control frame beside its code, in UTF-8 bytes (RFC 6455 section 5.5).
pub const MAX_REASON_BYTES: usize = 123;

/// A close code and reason that may be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseFrame {
    code: u16,
    reason: String,
}

/// What is wrong with a page's close code or reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloseFault {
    /// The code is neither 1000 nor from 3000 to 4999.
    Code(u16),
    /// The reason is longer than [`MAX_REASON_BYTES`]; its length in bytes.
    Reason(usize),
}

impl CloseFrame {
    /// A close frame with exactly this code and reason.
    ///
    /// # Errors
    /// [`CloseFault`] unless the code is 1000 or from 3000 to 4999 and the reason is at most 123 bytes (`CL-1`).
    pub fn new(code: u16, reason: impl Into<String>) -> Result<Self, CloseFault> {
        match Self::clamped(code, reason) {
            (frame, None) => Ok(frame),
            (_, Some(fault)) => Err(fault),
        }
    }

    /// The nearest close frame that may be sent: a bad code becomes 1000, a long reason is cut at a character boundary.
    /// Says the first thing that it had to change (`CL-1`, classic).
    pub fn clamped(code: u16, reason: impl Into<String>) -> (Self, Option<CloseFault>) {
        let mut frame = Self { code, reason: reason.into() };
        let mut fault = None;
        if frame.reason.len() > MAX_REASON_BYTES {
            fault = Some(CloseFault::Reason(frame.reason.len()));
            let length = if is(Mutant::CloseReasonUncut) { 0 } else { MAX_REASON_BYTES };
            frame.reason.truncate(frame.reason.floor_char_boundary(length));
        }
        if !matches!(code, 1000 | 3000..=4999) && !is(Mutant::CloseCodeUnchecked) {
            fault = Some(CloseFault::Code(code));
            frame.code = 1000;
        }
        (frame, fault)
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> u16 {
        self.code
    }

    /// The reason, possibly empty.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// A normal close without a reason.
    #[must_use]
    pub fn normal() -> Self {
        Self { code: 1000, reason: String::new() }
    }

    /// The host's own close frame: 1001 when the program ends, or one that fails the connection (RFC 6455 section
    /// 7.4.1). What may never be on the wire becomes 1001.
    pub(crate) fn of_host(code: u16) -> Self {
        let code = if matches!(code, 1000..=1003 | 1007..=1011 | 3000..=4999) { code } else { 1001 };
        Self { code, reason: String::new() }
    }
}

impl fmt::Display for CloseFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "close code {code} cannot be sent; use 1000 or one from 3000 to 4999"),
            Self::Reason(bytes) => {
                write!(f, "the close reason has {bytes} bytes as UTF-8; at most {MAX_REASON_BYTES} can be sent")
            }
        }
    }
}

impl std::error::Error for CloseFault {}

impl From<CloseFault> for Fault {
    fn from(fault: CloseFault) -> Self {
        Self::ArgumentInvalid { reason: fault.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_a_page_may_send() {
        for code in [1000, 3000, 4000, 4999] {
            assert_eq!(CloseFrame::new(code, "").map(|frame| frame.code()), Ok(code));
        }
        for code in [0, 999, 1001, 1002, 1005, 1006, 1015, 2999, 5000, 65535] {
            assert_eq!(CloseFrame::new(code, ""), Err(CloseFault::Code(code)));
            assert_eq!(
                CloseFrame::clamped(code, "x"),
                (CloseFrame { code: 1000, reason: "x".into() }, Some(CloseFault::Code(code)))
            );
        }
    }

    #[test]
    fn reasons_are_counted_in_bytes_and_cut_between_characters() {
        assert!(CloseFrame::new(1000, "x".repeat(123)).is_ok());
        assert_eq!(CloseFrame::new(1000, "é".repeat(62)), Err(CloseFault::Reason(124)));
        let (frame, fault) = CloseFrame::clamped(4000, "é".repeat(62));
        assert_eq!((frame.code(), frame.reason().len(), fault), (4000, 122, Some(CloseFault::Reason(124))));
    }
}
