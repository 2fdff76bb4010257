//! Quotes and escapes of strings.

use std::fmt::Write as _;

use boa_engine::JsString;
use boa_engine::string::{CodePoint, JsStrVariant};

/// A string between quotes: single ones, or those that spare escapes, or single ones with escapes.
pub(super) fn quote(text: &JsString) -> String {
    let quote = quote_for(text);
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    push_escaped(&mut out, text, quote == '\'');
    out.push(quote);
    out
}

/// A string without quotes, its control characters, single quotes and backslashes escaped.
pub(super) fn escape(text: &JsString) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text, true);
    out
}

fn quote_for(text: &JsString) -> char {
    let has = |quote: u8| text.iter().any(|unit| unit == u16::from(quote));
    if !has(b'\'') {
        '\''
    } else if !has(b'"') {
        '"'
    } else if !has(b'`') && !has_placeholder(text) {
        '`'
    } else {
        '\''
    }
}

/// Whether the string holds `${`, which means something between backticks.
fn has_placeholder(text: &JsString) -> bool {
    let mut units = text.iter().peekable();
    while let Some(unit) = units.next() {
        if unit == u16::from(b'$') && units.peek() == Some(&u16::from(b'{')) {
            return true;
        }
    }
    false
}

fn push_escaped(out: &mut String, text: &JsString, escapes_quote: bool) {
    if let JsStrVariant::Latin1(bytes) = text.variant()
        && bytes.iter().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'\'' | b'\\'))
        && let Ok(plain) = std::str::from_utf8(bytes)
    {
        out.push_str(plain);
        return;
    }
    for point in text.code_points() {
        match point {
            CodePoint::Unicode(char) => push_char(out, char, escapes_quote),
            CodePoint::UnpairedSurrogate(unit) => push_code(out, "\\u", format_args!("{unit:x}")),
        }
    }
}

fn push_char(out: &mut String, char: char, escapes_quote: bool) {
    match char {
        '\u{8}' => out.push_str("\\b"),
        '\t' => out.push_str("\\t"),
        '\n' => out.push_str("\\n"),
        '\u{c}' => out.push_str("\\f"),
        '\r' => out.push_str("\\r"),
        '\\' => out.push_str("\\\\"),
        '\'' if escapes_quote => out.push_str("\\'"),
        '\0'..='\x1f' | '\x7f'..='\u{9f}' => push_code(out, "\\x", format_args!("{:02X}", u32::from(char))),
        _ => out.push(char),
    }
}

fn push_code(out: &mut String, prefix: &str, code: std::fmt::Arguments<'_>) {
    out.push_str(prefix);
    // Writing to a string cannot fail.
    let _ = out.write_fmt(code);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_spare_escapes_where_they_can() {
        let cases = [
            ("a", "'a'"),
            ("it's", "\"it's\""),
            ("'\"", "`'\"`"),
            ("'\"`", "'\\'\"`'"),
            ("'\"${", "'\\'\"${'"),
            ("\u{8}\n\x1b\u{9f}\\", "'\\b\\n\\x1B\\x9F\\\\'"),
            ("é😀", "'é😀'"),
        ];
        for (text, quoted) in cases {
            assert_eq!(quote(&JsString::from(text)), quoted);
        }
    }

    #[test]
    fn a_lone_surrogate_is_escaped() {
        assert_eq!(quote(&JsString::from(&[0xd83d, u16::from(b'a')][..])), "'\\ud83da'");
    }
}
