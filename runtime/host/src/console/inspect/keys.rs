//! Which properties are shown, and under what names.

use boa_engine::property::PropertyKey;
use boa_engine::{JsObject, JsString, js_string};

use super::Inspector;
use super::reader::{is_enumerable, own_indexes, own_names};
use super::strings::{escape, quote};

impl Inspector<'_> {
    /// The own properties to show: the enumerable ones, or all.
    pub(super) fn keys(&self, object: &JsObject) -> Vec<PropertyKey> {
        let mut keys: Vec<PropertyKey> = own_indexes(object).into_iter().map(PropertyKey::from).collect();
        keys.extend(own_names(object));
        self.shown(object, keys)
    }

    /// The own properties to show that are no array indexes.
    pub(super) fn named_keys(&self, object: &JsObject) -> Vec<PropertyKey> {
        self.shown(object, own_names(object))
    }

    fn shown(&self, object: &JsObject, mut keys: Vec<PropertyKey>) -> Vec<PropertyKey> {
        if !self.options.show_hidden {
            keys.retain(|key| is_enumerable(object, key));
        }
        keys
    }
}

/// A property's name as it stands before the colon.
pub(super) fn key_text(key: &PropertyKey, is_enumerable: bool) -> String {
    match key {
        PropertyKey::Symbol(symbol) => format!("[{}]", escape(&symbol.descriptive_string())),
        PropertyKey::Index(index) if is_enumerable => format!("'{}'", index.get()),
        PropertyKey::Index(index) => format!("[{}]", index.get()),
        PropertyKey::String(name) if *name == js_string!("__proto__") => "['__proto__']".to_owned(),
        PropertyKey::String(name) if !is_enumerable => format!("[{}]", escape(name)),
        PropertyKey::String(name) if is_identifier(name) => name.to_std_string_lossy(),
        PropertyKey::String(name) => quote(name),
    }
}

/// Whether a name needs no quotes: ASCII letters, digits and underscores, no digit first.
fn is_identifier(name: &JsString) -> bool {
    let is_letter = |unit: u16| u8::try_from(unit).is_ok_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let is_digit = |unit: u16| u8::try_from(unit).is_ok_and(|byte| byte.is_ascii_digit());
    let mut units = name.iter();
    units.next().is_some_and(is_letter) && units.all(|unit| is_letter(unit) || is_digit(unit))
}
