//! Frames out of received bytes.

use bytes::{Buf, BytesMut};

use crate::{Frame, Opcode};

/// The longest payload that a server takes, in bytes.
const MAX_PAYLOAD: u64 = 256 << 20;

/// What the bytes at the start of a buffer are.
pub(crate) enum Decoded {
    /// A whole frame, now taken out of the buffer.
    Frame(Frame),
    /// The start of one; this many bytes are missing at least.
    Missing(usize),
    /// The start of a frame that announces this many bytes, over [`MAX_PAYLOAD`].
    TooLong(u64),
}

/// Takes the frame at the start of `input`, unmasked in place; its payload shares the buffer's memory.
pub(crate) fn decode(input: &mut BytesMut) -> Decoded {
    let [first, second, rest @ ..] = &input[..] else { return Decoded::Missing(2 - input.len()) };
    let (first, masked) = (*first, second & 0x80 != 0);
    let (length, length_bytes) = match (second & 0x7f, rest) {
        (126, &[a, b, ..]) => (u64::from(u16::from_be_bytes([a, b])), 2),
        (127, &[a, b, c, d, e, f, g, h, ..]) => (u64::from_be_bytes([a, b, c, d, e, f, g, h]), 8),
        (126, short) => return Decoded::Missing(2 - short.len()),
        (127, short) => return Decoded::Missing(8 - short.len()),
        (length, _) => (u64::from(length), 0),
    };
    if length > MAX_PAYLOAD {
        return Decoded::TooLong(length);
    }
    let header = 2 + length_bytes + if masked { 4 } else { 0 };
    let Ok(total) = usize::try_from(header as u64 + length) else { return Decoded::TooLong(length) };
    if input.len() < total {
        return Decoded::Missing(total - input.len());
    }
    let mut frame = input.split_to(total);
    let key =
        if masked { [frame[header - 4], frame[header - 3], frame[header - 2], frame[header - 1]] } else { [0; 4] };
    frame.advance(header);
    if masked {
        apply_mask(&mut frame, key);
    }
    Decoded::Frame(Frame {
        opcode: Opcode::from_bits(first),
        fin: first & 0x80 != 0,
        rsv: first >> 4 & 7,
        masked,
        length,
        payload: frame.freeze(),
    })
}

/// Masks or unmasks (RFC 6455, 5.3), eight bytes at a time.
pub(crate) fn apply_mask(payload: &mut [u8], key: [u8; 4]) {
    let [a, b, c, d] = key;
    let wide = u64::from_ne_bytes([a, b, c, d, a, b, c, d]);
    let (words, rest) = payload.as_chunks_mut::<8>();
    for word in words {
        *word = (u64::from_ne_bytes(*word) ^ wide).to_ne_bytes();
    }
    for (byte, key) in rest.iter_mut().zip(key.into_iter().cycle()) {
        *byte ^= key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // "Hello", masked: the example of RFC 6455, 5.7.
    const HELLO: [u8; 11] = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58];

    #[test]
    fn the_rfc_example_decodes_however_it_is_cut() {
        for cut in 0..HELLO.len() {
            let mut input = BytesMut::from(&HELLO[..cut]);
            assert!(matches!(decode(&mut input), Decoded::Missing(1..)), "{cut}");
            assert_eq!(input.len(), cut, "nothing is taken before the frame is whole");
            input.extend_from_slice(&HELLO[cut..]);
            let Decoded::Frame(frame) = decode(&mut input) else { panic!("{cut}") };
            assert_eq!((&frame.payload[..], frame.fin, frame.masked), (&b"Hello"[..], true, true));
        }
    }

    #[test]
    fn an_announced_length_is_not_believed() {
        let mut input = BytesMut::from(&[0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 1][..]);
        assert!(matches!(decode(&mut input), Decoded::TooLong(0x8000_0000_0000_0001)));
    }

    #[test]
    fn masking_twice_is_no_change() {
        let plain: Vec<u8> = (0..37).collect();
        let mut masked = plain.clone();
        apply_mask(&mut masked, [9, 8, 7, 6]);
        assert_eq!(masked[36], 36 ^ 9);
        apply_mask(&mut masked, [9, 8, 7, 6]);
        assert_eq!(masked, plain);
    }
}
