//! One property as an entry of its object.

use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{JsObject, JsValue};

use super::Inspector;
use super::keys::key_text;
use super::objects::Items;
use super::reader::own;

impl Inspector<'_> {
    /// The entries of an object that are no properties.
    pub(super) fn items(&mut self, object: &JsObject, items: Items, depth: i32) -> Vec<String> {
        match items {
            Items::None => Vec::new(),
            Items::Array => self.array_items(object, depth),
            Items::ArrayBuffer => self.buffer_items(object),
            Items::DataView => self.view_items(object, depth),
            Items::Map => self.map_items(object, depth),
            Items::Namespace => self.namespace_items(object, depth),
            Items::Promise => self.promise_items(object, depth),
            Items::Set => self.set_items(object, depth),
            Items::TypedArray => self.typed_array_items(object),
            Items::Unknown => vec!["<items unknown>".to_owned()],
        }
    }

    /// `key: value`.
    pub(super) fn property(&mut self, object: &JsObject, key: &PropertyKey, depth: i32) -> String {
        let property = self.read(object, key);
        let is_enumerable = property.as_ref().is_none_or(|property| property.enumerable() != Some(false));
        let name = key_text(key, is_enumerable);
        self.charge(name.len());
        self.charge_separator();
        let text = match property {
            Some(property) => self.described(&property, depth),
            None => "undefined".to_owned(),
        };
        format!("{name}: {text}")
    }

    /// The value of a property, or what kind of accessor it is.
    pub(super) fn described(&mut self, property: &PropertyDescriptor, depth: i32) -> String {
        match property.value() {
            Some(value) => self.indented(|inspector| inspector.value(value, depth)),
            None => accessor_text(property).to_owned(),
        }
    }

    /// A property that is to be shown: an own one, or the inherited data that an error shows.
    fn read(&mut self, object: &JsObject, key: &PropertyKey) -> Option<PropertyDescriptor> {
        let Some(property) = own(object, key) else {
            let value = self.engine.reader.lookup(object, key)?.value()?.clone();
            return Some(PropertyDescriptor::builder().value(value).enumerable(true).build());
        };
        // The table of an `arguments` object does not know what was assigned to the parameters since; the engine's own
        // reading of an index that holds data runs no code.
        let is_live = matches!(key, PropertyKey::Index(_)) && !object.is_ordinary() && !object.is::<TypedArray>();
        if is_live
            && property.is_data_descriptor()
            && let Ok(value) = object.get(key.clone(), self.context)
        {
            return Some(PropertyDescriptor::builder().value(value).enumerable(property.expect_enumerable()).build());
        }
        Some(property)
    }

    /// `Proxy [ target, handler ]`.
    pub(super) fn proxy(&mut self, proxy: &JsObject, depth: i32) -> String {
        let Some((target, handler)) = self.engine.reader.proxy(proxy) else { return "[Proxy]".to_owned() };
        if depth > self.options.depth || self.is_spent() {
            return "Proxy [Array]".to_owned();
        }
        let depth = depth + 1;
        let entries = self.indented(|inspector| {
            vec![inspector.object_or_proxy(&target, depth), inspector.object_or_proxy(&handler, depth)]
        });
        let frame = super::layout::Frame::brackets("Proxy ");
        self.lay_out(entries, 0, &frame, depth)
    }

    /// The exports of a module, which are properties that the engine reads from the module's scope.
    fn namespace_items(&mut self, namespace: &JsObject, depth: i32) -> Vec<String> {
        let Ok(keys) = namespace.own_property_keys(self.context) else { return Vec::new() };
        let exports = keys.into_iter().filter(|key| !matches!(key, PropertyKey::Symbol(_)));
        exports
            .map(|key| {
                let name = key_text(&key, true);
                match namespace.get(key, self.context) {
                    Ok(value) => format!("{name}: {}", self.indented(|inspector| inspector.value(&value, depth))),
                    // Its module has not run that far.
                    Err(_) => format!("{name}: <uninitialized>"),
                }
            })
            .collect()
    }
}

/// What a property without a value is.
pub(in crate::console) fn accessor_text(property: &PropertyDescriptor) -> &'static str {
    let is_set = |function: Option<&JsValue>| function.is_some_and(|function| !function.is_undefined());
    match (is_set(property.get()), is_set(property.set())) {
        (true, true) => "[Getter/Setter]",
        (true, false) => "[Getter]",
        (false, true) => "[Setter]",
        (false, false) => "undefined",
    }
}
