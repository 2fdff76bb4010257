//! Whether bytes that come in pieces are UTF-8, as far as they are there.

/// A text of which some has come.
#[derive(Debug, Default)]
pub(super) struct TextWatch {
    /// The beginning of a character.
    begun: [u8; 4],
    have: usize,
}

impl TextWatch {
    /// Takes the next bytes; `false` where they cannot be text, whatever comes after them.
    pub(super) fn takes(&mut self, mut bytes: &[u8]) -> bool {
        while self.have > 0 {
            let Some((&next, rest)) = bytes.split_first() else { return true };
            bytes = rest;
            self.begun[self.have] = next;
            self.have += 1;
            match std::str::from_utf8(&self.begun[..self.have]) {
                Ok(_) => self.have = 0,
                // Four bytes are a character or none.
                Err(error) if error.error_len().is_none() && self.have < self.begun.len() => {}
                Err(_) => return false,
            }
        }
        let Err(error) = std::str::from_utf8(bytes) else { return true };
        if error.error_len().is_some() {
            return false;
        }
        let begun = &bytes[error.valid_up_to()..];
        self.have = begun.len();
        self.begun[..begun.len()].copy_from_slice(begun);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_text_where_the_whole_is() {
        let text = "aé世😀\u{10ffff}z";
        for size in 1..=text.len() {
            let mut watch = TextWatch::default();
            assert!(text.as_bytes().chunks(size).all(|piece| watch.takes(piece)), "{size}");
        }
    }

    #[test]
    fn what_can_be_no_text_is_found_at_its_byte() {
        for bytes in [&[0xff][..], &[0xc0], &[0xe4, 0x20], &[0xed, 0xa0], &[0xf4, 0x90], &[0xf0, 0x9f, 0x98, 0x20]] {
            let mut watch = TextWatch::default();
            let (last, before) = bytes.split_last().unwrap();
            assert!(before.iter().all(|byte| watch.takes(&[*byte])), "{bytes:x?}");
            assert!(!watch.takes(&[*last]), "{bytes:x?}");
        }
    }
}
