//! Numbers as JavaScript writes and reads them.

/// The text of a number: `String(number)`.
pub(crate) fn to_text(number: f64) -> String {
    ryu_js::Buffer::new().format(number).to_owned()
}

/// `Number(text)`; NaN for what is no number.
pub(crate) fn from_text(text: &str) -> f64 {
    let text = text.trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}');
    if text.is_empty() {
        return 0.0;
    }
    for (prefix, radix) in [("0x", 16), ("0X", 16), ("0o", 8), ("0O", 8), ("0b", 2), ("0B", 2)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return from_digits(digits, radix).unwrap_or(f64::NAN);
        }
    }
    match text {
        "Infinity" | "+Infinity" => f64::INFINITY,
        "-Infinity" => f64::NEG_INFINITY,
        // Rust reads `inf` and `nan` in any case, which JavaScript does not.
        _ if text.bytes().any(|byte| byte.is_ascii_alphabetic() && !matches!(byte, b'e' | b'E')) => f64::NAN,
        _ => text.parse().unwrap_or(f64::NAN),
    }
}

fn from_digits(digits: &str, radix: u32) -> Option<f64> {
    if digits.is_empty() {
        return None;
    }
    digits.chars().try_fold(0.0, |number, digit| Some(number * f64::from(radix) + f64::from(digit.to_digit(radix)?)))
}

/// The 32 bits that bitwise operators work on.
pub(crate) fn to_int32(number: f64) -> i32 {
    if !number.is_finite() {
        return 0;
    }
    let modulus = number.trunc().rem_euclid(4_294_967_296.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 ≤ modulus < 2³²")]
    let bits = modulus as u32;
    bits.cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_the_language_does() {
        for (text, number) in [("", 0.0), (" 12 ", 12.0), ("0x1f", 31.0), ("1e3", 1000.0), (".5", 0.5), ("-7", -7.0)] {
            assert_eq!(from_text(text), number, "{text}");
        }
        for text in ["x", "inf", "NaN", "1_0", "0x", "1px", "--1"] {
            assert!(from_text(text).is_nan(), "{text}");
        }
        assert_eq!(to_text(1e21), "1e+21");
        assert_eq!(to_text(-0.0), "0");
        assert_eq!(to_int32(4_294_967_297.5), 1);
        assert_eq!(to_int32(-1.0), -1);
    }
}
