//! Base64 between page strings and bytes.

use base64_simd::{STANDARD, forgiving_decode_to_vec};
use boa_engine::JsString;
use boa_engine::string::{JsStr, JsStrVariant};

/// The bytes as standard base64 with padding and without line breaks (EV-6).
pub(crate) fn encode(bytes: &[u8]) -> JsString {
    let text = STANDARD.encode_to_string(bytes);
    // Base64 is ASCII, so its UTF-8 bytes are its Latin-1 bytes: no second check is needed.
    JsString::from(JsStr::latin1(text.as_bytes()))
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
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(decode(&encode(&bytes)), Some(bytes));
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
