//! The text that is being written.

use boa_engine::JsString;
use boa_engine::string::{JsStr, JsStrVariant};

/// A text; a byte for each character for as long as that is enough.
#[derive(Debug, Default)]
pub(super) struct Out {
    narrow: Vec<u8>,
    /// All of the text, once there was a character that needs more.
    wide: Option<Vec<u16>>,
}

impl Out {
    /// Adds characters that are ASCII.
    pub(super) fn ascii(&mut self, text: &str) {
        self.latin1(text.as_bytes());
    }

    /// Adds Latin-1.
    pub(super) fn latin1(&mut self, text: &[u8]) {
        match &mut self.wide {
            None => self.narrow.extend_from_slice(text),
            Some(wide) => wide.extend(text.iter().map(|&byte| u16::from(byte))),
        }
    }

    /// Adds code units.
    pub(super) fn units(&mut self, text: &[u16]) {
        self.widened().extend_from_slice(text);
    }

    /// Adds a string as it is.
    pub(super) fn string(&mut self, text: &JsString) {
        match text.as_str().variant() {
            JsStrVariant::Latin1(text) => self.latin1(text),
            JsStrVariant::Utf16(text) => self.units(text),
        }
    }

    /// Adds a string as JSON (ECMA-262, QuoteJSONString).
    pub(super) fn quoted(&mut self, text: &JsString) {
        self.ascii("\"");
        match text.as_str().variant() {
            JsStrVariant::Latin1(text) => self.quoted_latin1(text),
            JsStrVariant::Utf16(text) => self.quoted_units(text),
        }
        self.ascii("\"");
    }

    fn quoted_latin1(&mut self, text: &[u8]) {
        let mut from = 0;
        for (at, &byte) in text.iter().enumerate() {
            if byte < 0x20 || byte == b'"' || byte == b'\\' {
                self.latin1(&text[from..at]);
                self.escape(byte.into());
                from = at + 1;
            }
        }
        self.latin1(&text[from..]);
    }

    fn quoted_units(&mut self, text: &[u16]) {
        let mut from = 0;
        let mut at = 0;
        while let Some(&unit) = text.get(at) {
            let is_pair = (0xd800..0xdc00).contains(&unit)
                && text.get(at + 1).is_some_and(|next| (0xdc00..0xe000).contains(next));
            let is_lone = (0xd800..0xe000).contains(&unit) && !is_pair;
            if unit < 0x20 || unit == 0x22 || unit == 0x5c || is_lone {
                self.units(&text[from..at]);
                self.escape(unit);
                from = at + 1;
            }
            at += if is_pair { 2 } else { 1 };
        }
        self.units(&text[from..]);
    }

    fn escape(&mut self, unit: u16) {
        match unit {
            0x08 => self.ascii("\\b"),
            0x09 => self.ascii("\\t"),
            0x0a => self.ascii("\\n"),
            0x0c => self.ascii("\\f"),
            0x0d => self.ascii("\\r"),
            0x22 => self.ascii("\\\""),
            0x5c => self.ascii("\\\\"),
            unit => self.ascii(&format!("\\u{unit:04x}")),
        }
    }

    fn widened(&mut self) -> &mut Vec<u16> {
        let narrow = &mut self.narrow;
        self.wide.get_or_insert_with(|| std::mem::take(narrow).into_iter().map(u16::from).collect())
    }

    /// The text.
    pub(super) fn finish(self) -> JsString {
        match self.wide {
            None => JsString::from(JsStr::latin1(&self.narrow)),
            Some(wide) => JsString::from(wide.as_slice()),
        }
    }
}
