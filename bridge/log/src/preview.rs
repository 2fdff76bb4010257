//! Payloads as records show them: short.

use serde_json::Value;

/// How much of a text payload a record keeps, in bytes.
pub const PREVIEW_BYTES: usize = 256;

/// The start of `text`, as a JSON string: whole when it is short, else cut at a character boundary and ended by `…`.
#[must_use]
pub fn preview(text: &str) -> Value {
    if text.len() <= PREVIEW_BYTES {
        return Value::from(text);
    }
    let end = text.floor_char_boundary(PREVIEW_BYTES);
    Value::from(format!("{}…", &text[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_a_character_boundary() {
        let text = "é".repeat(PREVIEW_BYTES);
        let shown = preview(&format!("a{text}"));
        let shown = shown.as_str().unwrap_or_default();
        assert!(shown.ends_with("é…"), "{shown}");
        assert!(shown.len() <= PREVIEW_BYTES + "…".len());
    }
}
