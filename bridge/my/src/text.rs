//! Text of the engine as UTF-8.

use boa_engine::JsString;
use boa_engine::string::JsStrVariant;

/// The text as UTF-8; a lone surrogate becomes U+FFFD (SM-4).
///
/// The engine's own conversion goes through a formatter, one character at a time.
pub(crate) fn utf8(text: &JsString) -> String {
    match text.variant() {
        JsStrVariant::Latin1(bytes) => match std::str::from_utf8(bytes) {
            // Two bytes that happen to be UTF-8 are still two characters.
            Ok(ascii) if bytes.is_ascii() => ascii.to_owned(),
            _ => bytes.iter().map(|&byte| char::from(byte)).collect(),
        },
        JsStrVariant::Utf16(units) => String::from_utf16_lossy(units),
    }
}

#[cfg(test)]
mod tests {
    use boa_engine::js_string;

    use super::*;

    #[test]
    fn every_text_is_as_the_engine_has_it() {
        let lone = JsString::from(&[0x61, 0xd800, 0x62, 0xdc00][..]);
        let latin = JsString::from("\u{c3}\u{a9}");
        for text in [js_string!(""), js_string!("ascii"), js_string!("é ÿ"), latin, js_string!("世界 🦀"), lone] {
            assert_eq!(utf8(&text), text.to_std_string_lossy());
        }
    }
}
