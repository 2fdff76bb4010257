//! Objects: which kind one is, and how its parts make a text.

use boa_engine::builtins::date::Date;
use boa_engine::builtins::error::Error;
use boa_engine::builtins::regexp::RegExp;
use boa_engine::object::builtins::JsDate;
use boa_engine::property::PropertyKey;
use boa_engine::{JsBigInt, JsObject, JsString, JsSymbol, JsValue};

use super::Inspector;
use super::layout::Frame;
use super::promises::opaque;
use super::titles::Title;

/// What is shown of an object before, around and between its properties.
pub(super) struct Parts {
    /// The properties to show.
    pub(super) keys: Vec<PropertyKey>,
    /// What encloses the entries.
    pub(super) frame: Frame,
    /// What comes before the properties.
    pub(super) items: Items,
    /// Whether an object without any entries is shown by its base alone.
    pub(super) base_alone: bool,
}

/// The entries of an object that are no properties, by its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Items {
    None,
    Array,
    ArrayBuffer,
    DataView,
    Map,
    Namespace,
    Promise,
    Set,
    TypedArray,
    Unknown,
}

impl Parts {
    /// An object that is its properties.
    pub(super) fn braced(prefix: &str, keys: Vec<PropertyKey>, items: Items) -> Self {
        Self { keys, frame: Frame::braces(prefix), items, base_alone: false }
    }

    /// An object that is mostly one text, and its properties.
    pub(super) fn based(base: String, keys: Vec<PropertyKey>) -> Self {
        let frame = Frame { base, ..Frame::braces("") };
        Self { keys, frame, items: Items::None, base_alone: true }
    }
}

impl Inspector<'_> {
    /// The text of an object that is not a proxy and not around itself.
    pub(super) fn object(&mut self, object: &JsObject, depth: i32) -> String {
        let title = self.title(object, depth);
        let inherited = self.inherited(object, depth);
        let mut parts = self.parts(object, &title);

        if parts.keys.is_empty() && inherited.is_empty() {
            if parts.base_alone {
                return self.charged(parts.frame.base);
            }
            if self.is_empty(object, parts.items) {
                return self.charged(parts.frame.empty());
            }
        }
        if depth > self.options.depth || self.is_spent() {
            let text = self.named(object, &title, parts);
            return self.charged(text);
        }

        let depth = depth + 1;
        self.around.push(object.clone());
        self.deepest = depth;
        let mut entries = self.items(object, parts.items, depth);
        let items = entries.len();
        for key in &parts.keys {
            if self.is_spent() {
                entries.push("... more properties".to_owned());
                break;
            }
            entries.push(self.property(object, key, depth));
        }
        entries.extend(inherited);
        self.around.pop();

        if let Some(number) = self.circle(object) {
            parts.frame.refer(number);
        }
        if self.options.sorted {
            // The items of an array keep their places.
            let from = if parts.frame.is_list { items } else { 0 };
            entries[from..].sort_unstable();
        }
        let numbers = if parts.frame.is_list { self.leading_numbers(object, entries.len()) } else { 0 };
        self.lay_out(entries, numbers, &parts.frame, depth)
    }

    /// Whether an object of this kind, which has no properties to show, is shown as an empty pair of brackets.
    fn is_empty(&mut self, object: &JsObject, items: Items) -> bool {
        match items {
            Items::None => true,
            Items::Array => super::arrays::length(object) == 0,
            Items::Map | Items::Set => super::collections::size(object) == 0,
            Items::TypedArray => !self.options.show_hidden && self.typed_array_length(object) == 0,
            Items::ArrayBuffer | Items::DataView | Items::Namespace | Items::Promise | Items::Unknown => false,
        }
    }

    /// An object that is too deep to be shown.
    fn named(&self, object: &JsObject, title: &Title, parts: Parts) -> String {
        if object.is::<RegExp>() && !object.is_callable() && !title.is("Object") {
            return parts.frame.base;
        }
        let name = title.plain_prefix(class(object));
        let name = name.trim_end_matches(' ');
        if title.constructor.is_some() { format!("[{name}]") } else { name.to_owned() }
    }

    fn parts(&mut self, object: &JsObject, title: &Title) -> Parts {
        if object.is_array() {
            return self.array(object, title);
        }
        if let Some(parts) = self.collection(object, title).or_else(|| self.typed_array(object, title)) {
            return parts;
        }
        let keys = self.keys(object);
        if object.is_callable() {
            return Parts::based(self.function(object, title), keys);
        }
        if title.is("Object") {
            let prefix = if self.engine.is_arguments(object, self.context) {
                "[Arguments] ".to_owned()
            } else if title.tag.is_empty() {
                String::new()
            } else {
                title.prefix("Object", "")
            };
            return Parts::braced(&prefix, keys, Items::None);
        }
        if let Some(base) = self.regexp_or_date(object, title) {
            return Parts::based(base, keys);
        }
        if self.is_error(object) {
            let (base, keys) = self.error(object, title, keys);
            return Parts::based(base, keys);
        }
        if let Some((name, items)) = opaque(object) {
            return Parts::braced(&title.prefix(name, ""), keys, items);
        }
        if let Some(base) = self.boxed(object, title) {
            return Parts::based(base, keys);
        }
        Parts::braced(&title.plain_prefix("Object"), keys, Items::None)
    }

    fn regexp_or_date(&mut self, object: &JsObject, title: &Title) -> Option<String> {
        let (kind, text) = if let Some(text) = self.engine.regexp_text(object, self.context) {
            ("RegExp", text)
        } else if object.is::<Date>() {
            ("Date", self.date(object)?)
        } else {
            return None;
        };
        let prefix = title.prefix(kind, "");
        let is_usual = prefix.strip_suffix(' ') == Some(kind);
        Some(if is_usual { text } else { format!("{prefix}{text}") })
    }

    /// A date in the ISO format.
    pub(in crate::console) fn date(&mut self, object: &JsObject) -> Option<String> {
        let date = JsDate::from_object(object.clone()).ok()?;
        // These call the engine's own functions, whatever the page made of `Date.prototype`.
        let is_valid = date.get_time(self.context).ok()?.as_number().is_some_and(|time| !time.is_nan());
        if !is_valid {
            return Some("Invalid Date".to_owned());
        }
        Some(date.to_iso_string(self.context).ok()?.as_string()?.to_std_string_lossy())
    }

    /// `[Number: 3]`: an object around a primitive value.
    fn boxed(&self, object: &JsObject, title: &Title) -> Option<String> {
        let (kind, value) = unboxed(object)?;
        let constructor = match &title.constructor {
            Some(name) if name == kind => String::new(),
            Some(name) => format!(" ({name})"),
            None => " (null prototype)".to_owned(),
        };
        let tag =
            if title.tag.is_empty() || title.is(&title.tag) { String::new() } else { format!(" [{}]", title.tag) };
        Some(format!("[{kind}{constructor}: {}]{tag}", self.primitive(&value)))
    }
}

/// What the engine calls the object, whatever its prototypes say.
pub(super) fn class(object: &JsObject) -> &'static str {
    if object.is_array() {
        "Array"
    } else if object.is_callable() {
        "Function"
    } else if object.is::<Error>() {
        "Error"
    } else if object.is::<RegExp>() {
        "RegExp"
    } else if object.is::<Date>() {
        "Date"
    } else if let Some((kind, _)) = unboxed(object) {
        kind
    } else if let Some(kind) = super::collections::kind(object) {
        kind
    } else {
        opaque(object).map_or("Object", |(kind, _)| kind)
    }
}

/// The kind of a boxed primitive value, and the value.
pub(in crate::console) fn unboxed(object: &JsObject) -> Option<(&'static str, JsValue)> {
    if object.is_ordinary() {
        return None;
    }
    if let Some(number) = object.downcast_ref::<f64>() {
        Some(("Number", JsValue::from(*number)))
    } else if let Some(text) = object.downcast_ref::<JsString>() {
        Some(("String", JsValue::from(text.clone())))
    } else if let Some(flag) = object.downcast_ref::<bool>() {
        Some(("Boolean", JsValue::from(*flag)))
    } else if let Some(number) = object.downcast_ref::<JsBigInt>() {
        Some(("BigInt", JsValue::from(number.clone())))
    } else {
        let symbol = object.downcast_ref::<JsSymbol>()?;
        Some(("Symbol", JsValue::from(symbol.clone())))
    }
}
