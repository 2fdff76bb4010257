//! Page data as plain values, without running page code: for views, and for people who want to see them.

use std::rc::Rc;

use boa_engine::builtins::date::Date;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsString, JsValue, JsVariant};
use minihost_axml::{Fields, Value};

use super::inspect::{
    Inspector, Options, accessor_text, array_length, is_enumerable, own, own_indexes, own_names, unboxed,
};
use super::state::Console;

/// Objects nested deeper than this are left out.
const MAX_DEPTH: usize = 100;

/// How many bytes of plain values are made at most, about; the rest is left out. An object that is reached on many ways
/// is made as often.
const MAX_BYTES: usize = 16 << 20;

/// What one value costs of [`MAX_BYTES`] beside its text.
const VALUE_BYTES: usize = 32;

/// The value without its behaviour. Functions, getters, maps and whatever else is no plain data become
/// [`Value::Opaque`], with the text that the console shows of them; a date is the text of its time, a lone surrogate
/// U+FFFD. No page code is run.
pub(crate) fn plain_value(value: &JsValue, context: &mut Context) -> Value {
    let Some(console) = Console::of(context) else { return Value::Undefined };
    let inspector = Inspector::new(context, &console.engine, Options::default());
    Reader { inspector, around: Vec::new(), left: MAX_BYTES }.value(value)
}

struct Reader<'a> {
    inspector: Inspector<'a>,
    /// The objects around what is being read, the outermost first.
    around: Vec<JsObject>,
    left: usize,
}

impl Reader<'_> {
    fn value(&mut self, value: &JsValue) -> Value {
        self.left = self.left.saturating_sub(VALUE_BYTES);
        match value.variant() {
            JsVariant::Undefined => Value::Undefined,
            JsVariant::Null => Value::Null,
            JsVariant::Boolean(flag) => Value::Boolean(flag),
            JsVariant::Integer32(number) => Value::Number(number.into()),
            JsVariant::Float64(number) => Value::Number(number),
            JsVariant::String(text) => Value::Text(self.text(&text)),
            JsVariant::BigInt(_) | JsVariant::Symbol(_) => self.opaque(value),
            JsVariant::Object(object) => self.object(value, &object),
        }
    }

    fn text(&mut self, text: &JsString) -> Rc<str> {
        self.left = self.left.saturating_sub(text.len());
        text.to_std_string_lossy().into()
    }

    fn opaque(&mut self, value: &JsValue) -> Value {
        let text = self.inspector.inspect(value);
        self.left = self.left.saturating_sub(text.len());
        Value::Opaque(text.into())
    }

    fn object(&mut self, value: &JsValue, object: &JsObject) -> Value {
        let Some(object) = self.inspector.target(object) else { return self.opaque(value) };
        if object.is_callable() {
            return self.opaque(value);
        }
        if let Some((_, value)) = unboxed(&object) {
            return self.value(&value);
        }
        if object.is::<Date>() {
            return match self.inspector.date(&object).filter(|date| date != "Invalid Date") {
                Some(date) => Value::text(date),
                None => self.opaque(value),
            };
        }
        if self.around.iter().any(|other| JsObject::equals(other, &object)) {
            return Value::Opaque("[Circular]".into());
        }
        if self.around.len() == MAX_DEPTH || self.left == 0 {
            return Value::Opaque("[…]".into());
        }
        let is_list = object.is_array();
        if !is_list && !object.is_ordinary() {
            return self.opaque(value);
        }
        self.around.push(object.clone());
        let plain = if is_list { self.list(&object) } else { self.fields(&object) };
        self.around.pop();
        plain
    }

    fn list(&mut self, array: &JsObject) -> Value {
        let length = array_length(array);
        let mut items = Vec::new();
        for index in 0..length {
            if self.left == 0 {
                items.push(Value::Opaque(format!("[… {} more]", length - index).into()));
                break;
            }
            let item = self.property(array, &PropertyKey::from(index));
            items.push(item.unwrap_or_default());
        }
        Value::List(Rc::new(items))
    }

    fn fields(&mut self, object: &JsObject) -> Value {
        let indexes = own_indexes(object).into_iter().map(PropertyKey::from);
        let mut fields = Fields::new();
        for key in indexes.chain(own_names(object)) {
            let name = match &key {
                PropertyKey::String(name) => self.text(name),
                PropertyKey::Index(index) => Rc::from(index.get().to_string()),
                PropertyKey::Symbol(_) => continue,
            };
            if self.left == 0 {
                fields.insert("…".into(), Value::Opaque("[…]".into()));
                break;
            }
            if is_enumerable(object, &key)
                && let Some(value) = self.property(object, &key)
            {
                fields.insert(name, value);
            }
        }
        Value::Object(Rc::new(fields))
    }

    fn property(&mut self, object: &JsObject, key: &PropertyKey) -> Option<Value> {
        let property = own(object, key)?;
        match property.value() {
            Some(value) => Some(self.value(value)),
            None => Some(Value::Opaque(accessor_text(&property).into())),
        }
    }
}
