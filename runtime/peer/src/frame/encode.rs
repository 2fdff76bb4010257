//! Frame headers, as bytes.

use crate::{LengthForm, Opcode};

/// Everything before a frame's payload; nothing about it has to be legal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Header {
    pub(crate) fin: bool,
    /// RSV1 as 4, RSV2 as 2, RSV3 as 1.
    pub(crate) rsv: u8,
    pub(crate) opcode: Opcode,
    /// The masking key, which a server must not use.
    pub(crate) mask: Option<[u8; 4]>,
    /// The length to announce.
    pub(crate) length: u64,
    pub(crate) form: LengthForm,
}

impl Header {
    /// The header of a whole, legal frame from a server.
    pub(crate) fn new(opcode: Opcode, length: usize) -> Self {
        Self { fin: true, rsv: 0, opcode, mask: None, length: length as u64, form: LengthForm::Minimal }
    }

    /// Appends the header to `out`.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.fin) << 7 | (self.rsv & 7) << 4 | self.opcode.bits());
        let masked = u8::from(self.mask.is_some()) << 7;
        let form = match self.form {
            LengthForm::Minimal if self.length < 126 => None,
            LengthForm::Minimal if self.length <= 0xffff => Some(LengthForm::Bits16),
            LengthForm::Minimal => Some(LengthForm::Bits64),
            form => Some(form),
        };
        // The casts cut a length that its form cannot hold: the script asked for such a frame.
        #[expect(clippy::cast_possible_truncation, reason = "a wrong length is what a script may want")]
        match form {
            None => out.push(masked | self.length as u8),
            Some(LengthForm::Bits16) => {
                out.push(masked | 126);
                out.extend_from_slice(&(self.length as u16).to_be_bytes());
            }
            Some(LengthForm::Minimal | LengthForm::Bits64) => {
                out.push(masked | 127);
                out.extend_from_slice(&self.length.to_be_bytes());
            }
        }
        if let Some(mask) = self.mask {
            out.extend_from_slice(&mask);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(header: Header) -> Vec<u8> {
        let mut out = Vec::new();
        header.write(&mut out);
        out
    }

    #[test]
    fn the_shortest_form_of_the_length_is_used() {
        let of = |length| bytes(Header::new(Opcode::TEXT, length));
        assert_eq!(of(125), [0x81, 125]);
        assert_eq!(of(126), [0x81, 126, 0, 126]);
        assert_eq!(of(0xffff), [0x81, 126, 0xff, 0xff]);
        assert_eq!(of(0x1_0000), [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
    }

    #[test]
    fn every_bit_can_be_set() {
        let mask = Some([1, 2, 3, 4]);
        let header =
            Header { fin: false, rsv: 5, opcode: Opcode::from_bits(11), mask, length: 1, form: LengthForm::Bits16 };
        assert_eq!(bytes(header), [0x5b, 0x80 | 126, 0, 1, 1, 2, 3, 4]);
    }
}
