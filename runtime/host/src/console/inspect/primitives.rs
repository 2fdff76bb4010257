//! Values that have no properties of their own: numbers, strings, symbols and the rest.

use boa_engine::{JsString, JsValue, JsVariant};

use super::Inspector;
use super::strings::quote;

/// Shorter strings are never broken at their newlines.
const MIN_BROKEN: usize = 16;

impl Inspector<'_> {
    /// The text of a value that is no object.
    pub(super) fn primitive(&self, value: &JsValue) -> String {
        match value.variant() {
            JsVariant::Undefined => "undefined".to_owned(),
            JsVariant::Null => "null".to_owned(),
            JsVariant::Boolean(value) => value.to_string(),
            JsVariant::Integer32(value) => value.to_string(),
            JsVariant::Float64(value) => number_text(value),
            JsVariant::BigInt(value) => format!("{value}n"),
            JsVariant::Symbol(symbol) => symbol.descriptive_string().to_std_string_lossy(),
            JsVariant::String(text) => self.string(&text),
            // Not a primitive; its callers know.
            JsVariant::Object(_) => "[Object]".to_owned(),
        }
    }

    /// A quoted string, cut when it is very long, one line per line when it does not fit on one.
    fn string(&self, text: &JsString) -> String {
        let limit = self.options.max_string;
        let (shown, trailer) = if text.len() > limit {
            let rest = text.len() - limit;
            let plural = if rest > 1 { "s" } else { "" };
            (text.get(..limit).unwrap_or_default(), format!("... {rest} more character{plural}"))
        } else {
            (text.clone(), String::new())
        };
        let room = self.options.line.saturating_sub(self.indentation + 4);
        let mut out = if shown.len() > MIN_BROKEN && shown.len() > room {
            let separator = format!(" +\n{}", " ".repeat(self.indentation + 2));
            lines(&shown).map(|line| quote(&line)).collect::<Vec<_>>().join(&separator)
        } else {
            quote(&shown)
        };
        out.push_str(&trailer);
        out
    }
}

/// The lines of a string, each with its newline.
fn lines(text: &JsString) -> impl Iterator<Item = JsString> {
    const NEWLINE: u16 = b'\n' as u16;
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.iter().position(|unit| unit == NEWLINE).map_or(rest.len(), |index| index + 1);
        start += length;
        rest.get(..length)
    })
}

/// A number as JavaScript writes it, with the sign of a negative zero.
pub(in crate::console) fn number_text(number: f64) -> String {
    if number == 0.0 && number.is_sign_negative() {
        return "-0".to_owned();
    }
    JsValue::from(number).display().to_string()
}
