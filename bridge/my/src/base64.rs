//! Base64 between page strings and bytes.

use base64_simd::{Out, STANDARD, forgiving_decode_to_vec};
use boa_engine::JsString;
use boa_engine::string::{JsStr, JsStrVariant, Latin1JsStringBuilder};

/// So many bytes are encoded at once: a multiple of three, so that only the last part can have padding.
const PART_BYTES: usize = 3 << 12;
const PART_CHARACTERS: usize = PART_BYTES / 3 * 4;

/// The bytes as standard base64 with padding and without line breaks (EV-6).
pub(crate) fn encode(bytes: &[u8]) -> JsString {
    if bytes.len() <= PART_BYTES {
        return JsString::from(JsStr::latin1(STANDARD.encode_to_string(bytes).as_bytes()));
    }
    // By way of a part that stays in the processor's cache: the whole text is written once, as the engine has it.
    let mut part = [0; PART_CHARACTERS];
    let mut text = Latin1JsStringBuilder::with_capacity(STANDARD.encoded_length(bytes.len()));
    for bytes in bytes.chunks(PART_BYTES) {
        text.extend_from_slice(STANDARD.encode(bytes, Out::from_slice(&mut part)));
    }
    // Base64 is ASCII, which is all that this checks.
    text.build().unwrap_or_default()
}

/// The bytes that `text` stands for, or `None` where it is no base64. Missing padding and white space are forgiven,
/// as `atob` does.
pub(crate) fn decode(text: &JsString) -> Option<Vec<u8>> {
    match text.variant() {
        JsStrVariant::Latin1(bytes) => forgiving_decode_to_vec(bytes).ok(),
        // Base64 is ASCII; a string that needs UTF-16 has something else in it, unless it was built that way.
        JsStrVariant::Utf16(_) => forgiving_decode_to_vec(text.to_std_string().ok()?.as_bytes()).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_survive_the_round_trip_byte_for_byte() {
        let bytes: Vec<u8> = (0..=255).cycle().take(2 * PART_BYTES + 2).collect();
        for length in [0, 1, 2, 3, 256, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 2 * PART_BYTES, bytes.len()] {
            let text = encode(&bytes[..length]);
            assert_eq!(text, JsString::from(STANDARD.encode_to_string(&bytes[..length])), "{length}");
            assert_eq!(decode(&text).as_deref(), Some(&bytes[..length]), "{length}");
        }
    }

    #[test]
    fn padding_may_miss_but_other_characters_may_not() {
        assert_eq!(decode(&JsString::from("AQI")), Some(vec![1, 2]));
        assert_eq!(decode(&JsString::from("AQI=\n")), Some(vec![1, 2]));
        for bad in ["A", "AQ*I", "é", "A中A"] {
            assert_eq!(decode(&JsString::from(bad)), None, "{bad}");
        }
    }
}
