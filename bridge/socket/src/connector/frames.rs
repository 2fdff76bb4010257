//! Watches the headers of the server's frames as their bytes go by.
//!
//! tungstenite looks at a frame only when all of its payload is there, and replaces close codes that must not be sent.
//! This finds a header that breaks the protocol, and bytes that are no text, at once (RFC 6455 sections 7.1.7 and 8.1), and
//! remembers the close code as it was. It never holds bytes back and never decides what becomes of the connection.

use super::text::TextWatch;
use crate::ProtocolFault;

const TEXT: u8 = 1;
const CLOSE: u8 = 8;
const LONGEST_HEADER: usize = 10;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct FrameWatch {
    header: [u8; LONGEST_HEADER],
    /// How many bytes of the header are there.
    have: usize,
    opcode: u8,
    /// Bytes of the payload that are still to come.
    payload: u64,
    /// Whether a message is being sent in fragments.
    fragmented: bool,
    /// The text that is being sent in pieces. What comes in one is left to tungstenite, which looks at it anyway.
    text: Option<TextWatch>,
    /// The start of a close frame's payload.
    close: Vec<u8>,
    fault: Option<ProtocolFault>,
}

impl FrameWatch {
    /// What the last header does wrong.
    pub(super) fn fault(&self) -> Option<ProtocolFault> {
        self.fault
    }

    /// The code of the close frame that went by, if it has one.
    pub(super) fn close_code(&self) -> Option<u16> {
        Some(u16::from_be_bytes(*self.close.first_chunk()?))
    }

    /// Takes the next bytes of the stream. After a fault, or a close frame, nothing more counts.
    pub(super) fn watch(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() && self.fault.is_none() && self.close.len() < 2 {
            if self.payload > 0 {
                let here = usize::try_from(self.payload).unwrap_or(usize::MAX).min(bytes.len());
                let comes_in_pieces = self.fragmented || self.payload > here as u64;
                if self.opcode == TEXT && comes_in_pieces {
                    self.text.get_or_insert_default();
                }
                if self.opcode == CLOSE {
                    self.close.extend(bytes[..here].iter().take(2 - self.close.len()));
                }
                if self.opcode < CLOSE
                    && let Some(text) = &mut self.text
                    && !text.takes(&bytes[..here])
                {
                    self.fault = Some(ProtocolFault::InvalidUtf8);
                }
                self.payload -= here as u64;
                if self.payload == 0 && self.opcode < CLOSE && !self.fragmented {
                    self.text = None;
                }
                bytes = &bytes[here..];
                continue;
            }
            self.header[self.have] = bytes[0];
            self.have += 1;
            bytes = &bytes[1..];
            if self.have == 2 {
                self.fault = self.check();
            }
            if self.have >= 2 && self.have == self.header_length() {
                self.begin_payload();
            }
        }
    }

    /// 2 bytes, and 2 or 8 more for lengths that do not fit (RFC 6455 section 5.2).
    fn header_length(&self) -> usize {
        match self.header[1] & 0x7f {
            126 => 4,
            127 => LONGEST_HEADER,
            _ => 2,
        }
    }

    fn check(&self) -> Option<ProtocolFault> {
        let (first, second) = (self.header[0], self.header[1]);
        let (is_final, opcode) = (first & 0x80 != 0, first & 0x0f);
        if first & 0x70 != 0 {
            Some(ProtocolFault::ReservedBits)
        } else if matches!(opcode, 3..=7 | 11..) {
            Some(ProtocolFault::Opcode(opcode))
        } else if second & 0x80 != 0 {
            Some(ProtocolFault::MaskedFrame)
        } else if opcode >= CLOSE && !is_final {
            Some(ProtocolFault::FragmentedControl)
        } else if opcode >= CLOSE && second & 0x7f > 125 {
            Some(ProtocolFault::LongControl)
        } else if opcode == 0 && !self.fragmented {
            Some(ProtocolFault::StrayContinuation)
        } else if matches!(opcode, 1 | 2) && self.fragmented {
            Some(ProtocolFault::InterruptedMessage)
        } else {
            None
        }
    }

    fn begin_payload(&mut self) {
        self.opcode = self.header[0] & 0x0f;
        if self.opcode < CLOSE {
            self.fragmented = self.header[0] & 0x80 == 0;
        }
        self.payload = match self.header[1] & 0x7f {
            126 => u64::from(u16::from_be_bytes([self.header[2], self.header[3]])),
            127 => self.header[2..].iter().fold(0, |length, byte| length << 8 | u64::from(*byte)),
            short => u64::from(short),
        };
        self.have = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(bytes: &[u8]) -> FrameWatch {
        let mut whole = FrameWatch::default();
        whole.watch(bytes);
        let mut pieces = FrameWatch::default();
        bytes.chunks(1).for_each(|byte| pieces.watch(byte));
        assert_eq!((whole.fault(), whole.close_code()), (pieces.fault(), pieces.close_code()), "{bytes:x?}");
        whole
    }

    #[test]
    fn legal_frames_pass() {
        let mut bytes = vec![0x81, 2, b'h', b'i', 0x01, 1, b'a', 0x89, 0, 0x80, 1, b'b', 0x82, 126, 0, 200];
        bytes.extend([0; 200]);
        bytes.extend([0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
        bytes.extend([0; 65536]);
        bytes.extend([0x88, 3, 0x03, 0xea, b'r', 0xff, 0xff]);
        let frames = watch(&bytes);
        assert_eq!((frames.fault(), frames.close_code()), (None, Some(1002)));
    }

    #[test]
    fn a_wrong_header_is_found_before_its_payload() {
        for (header, fault) in [
            ([0xc1, 5], ProtocolFault::ReservedBits),
            ([0x83, 5], ProtocolFault::Opcode(3)),
            ([0x8b, 5], ProtocolFault::Opcode(11)),
            ([0x81, 0x85], ProtocolFault::MaskedFrame),
            ([0x09, 5], ProtocolFault::FragmentedControl),
            ([0x89, 126], ProtocolFault::LongControl),
            ([0x80, 5], ProtocolFault::StrayContinuation),
        ] {
            assert_eq!(watch(&header).fault(), Some(fault), "{header:x?}");
        }
        assert_eq!(watch(&[0x01, 0, 0x81, 0]).fault(), Some(ProtocolFault::InterruptedMessage));
    }

    #[test]
    fn bytes_that_are_no_text_are_found_before_their_frame_is_whole() {
        let long = [&[0x81, 126, 1, 0, b'a', 0xe4, 0xb8][..], &[0xad; 1], &[0xff]].concat();
        assert_eq!(watch(&long).fault(), Some(ProtocolFault::InvalidUtf8));
        assert_eq!(watch(&long[..8]).fault(), None);
        // In fragments, with a control frame between them.
        let split = [0x01, 2, b'a', 0xe4, 0x89, 1, 0xff, 0x80, 9, 0xb8, 0xad, 0xc0];
        assert_eq!(watch(&split).fault(), Some(ProtocolFault::InvalidUtf8));
        assert_eq!(watch(&split[..11]).fault(), None);
        assert_eq!(watch(&[0x82, 9, 0xff, 0xff]).fault(), None, "bytes may be anything");
        // The next message begins anew.
        let mut next = vec![0x01, 1, b'a', 0x80, 1, b'b', 0x82, 2, 0xff, 0xff, 0x81, 9];
        next.extend("世界".bytes());
        assert_eq!(watch(&next).fault(), None);
    }

    #[test]
    fn an_empty_close_frame_has_no_code() {
        assert_eq!(watch(&[0x88, 0]).close_code(), None);
    }
}
