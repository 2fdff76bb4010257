//! `%j`: JSON of plain data, without calling the `toJSON` or the getters of a page.

use boa_engine::builtins::date::Date;
use boa_engine::property::PropertyKey;
use boa_engine::string::CodePoint;
use boa_engine::{JsObject, JsString, JsValue, JsVariant};

use super::MAX_TEXT;
use super::inspect::{Inspector, is_enumerable, number_text, own_indexes, own_names, own_value, unboxed};

/// Objects nested deeper than this are left out.
const MAX_DEPTH: usize = 100;

/// The JSON text of a value, `undefined` for what has none, `[Circular]` for what contains itself.
pub(super) fn json(value: &JsValue, inspector: &mut Inspector<'_>) -> String {
    let mut writer = Writer { inspector, around: Vec::new(), out: String::new(), is_circular: false };
    let is_written = writer.value(value);
    match (writer.is_circular, is_written) {
        (true, _) => "[Circular]".to_owned(),
        (_, true) => writer.out,
        _ => "undefined".to_owned(),
    }
}

struct Writer<'a, 'b> {
    inspector: &'a mut Inspector<'b>,
    around: Vec<JsObject>,
    out: String,
    is_circular: bool,
}

impl Writer<'_, '_> {
    /// Appends a value; false for one that JSON leaves out.
    fn value(&mut self, value: &JsValue) -> bool {
        match value.variant() {
            JsVariant::Undefined | JsVariant::Symbol(_) => return false,
            JsVariant::Null => self.out.push_str("null"),
            JsVariant::Boolean(flag) => self.out.push_str(if flag { "true" } else { "false" }),
            JsVariant::String(text) => push_string(&mut self.out, &text),
            JsVariant::Integer32(number) => self.out.push_str(&number.to_string()),
            JsVariant::Float64(number) => self.number(number),
            // JSON has no word for it; the engine would throw.
            JsVariant::BigInt(number) => self.out.push_str(&format!("{number}n")),
            JsVariant::Object(object) => return self.object(&object),
        }
        true
    }

    fn number(&mut self, number: f64) {
        if number == 0.0 {
            self.out.push('0');
        } else if number.is_finite() {
            self.out.push_str(&number_text(number));
        } else {
            self.out.push_str("null");
        }
    }

    fn object(&mut self, object: &JsObject) -> bool {
        let Some(object) = self.inspector.target(object) else { return false };
        if object.is_callable() {
            return false;
        }
        if let Some((_, value)) = unboxed(&object).filter(|(_, value)| !value.is_symbol()) {
            return self.value(&value);
        }
        if object.is::<Date>() {
            match self.inspector.date(&object).filter(|date| date != "Invalid Date") {
                Some(date) => push_string(&mut self.out, &JsString::from(date)),
                None => self.out.push_str("null"),
            }
            return true;
        }
        if self.around.iter().any(|other| JsObject::equals(other, &object)) {
            self.is_circular = true;
            return false;
        }
        if self.around.len() == MAX_DEPTH {
            return false;
        }
        self.around.push(object.clone());
        if object.is_array() {
            self.array(&object);
        } else {
            self.properties(&object);
        }
        self.around.pop();
        true
    }

    fn array(&mut self, array: &JsObject) {
        self.out.push('[');
        for index in 0..super::inspect::array_length(array) {
            if self.is_stopped() {
                break;
            }
            if index > 0 {
                self.out.push(',');
            }
            let is_written = own_value(array, index).is_some_and(|value| self.value(&value));
            if !is_written {
                self.out.push_str("null");
            }
        }
        self.out.push(']');
    }

    fn properties(&mut self, object: &JsObject) {
        self.out.push('{');
        let mut is_first = true;
        let elements = u32::try_from(self.inspector.typed_array_length(object)).unwrap_or(u32::MAX);
        let indexes = (0..elements).chain(own_indexes(object)).map(PropertyKey::from);
        for key in indexes.chain(own_names(object)) {
            if self.is_stopped() {
                break;
            }
            let (name, element) = match &key {
                PropertyKey::String(name) => (name.clone(), None),
                PropertyKey::Index(index) => {
                    let element =
                        (index.get() < elements).then(|| self.inspector.typed_array_element(object, index.get()));
                    (JsString::from(index.get().to_string()), element)
                }
                PropertyKey::Symbol(_) => continue,
            };
            let own = || own_value(object, key.clone()).filter(|_| is_enumerable(object, &key));
            let Some(value) = element.or_else(own) else { continue };
            let before = self.out.len();
            if !is_first {
                self.out.push(',');
            }
            push_string(&mut self.out, &name);
            self.out.push(':');
            if self.value(&value) {
                is_first = false;
            } else {
                self.out.truncate(before);
            }
        }
        self.out.push('}');
    }

    fn is_stopped(&self) -> bool {
        self.is_circular || self.out.len() > MAX_TEXT
    }
}

/// Appends a string between double quotes, with the escapes that JSON asks for.
fn push_string(out: &mut String, text: &JsString) {
    out.push('"');
    for point in text.code_points() {
        match point {
            CodePoint::Unicode('"') => out.push_str("\\\""),
            CodePoint::Unicode('\\') => out.push_str("\\\\"),
            CodePoint::Unicode('\u{8}') => out.push_str("\\b"),
            CodePoint::Unicode('\u{c}') => out.push_str("\\f"),
            CodePoint::Unicode('\n') => out.push_str("\\n"),
            CodePoint::Unicode('\r') => out.push_str("\\r"),
            CodePoint::Unicode('\t') => out.push_str("\\t"),
            CodePoint::Unicode(char @ '\0'..='\x1f') => out.push_str(&format!("\\u{:04x}", u32::from(char))),
            CodePoint::Unicode(char) => out.push(char),
            CodePoint::UnpairedSurrogate(unit) => out.push_str(&format!("\\u{unit:04x}")),
        }
    }
    out.push('"');
}
