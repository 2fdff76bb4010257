//! Objects as literals make them.
//!
//! Those with the same fields share their shape, and page code that reads them finds the fields through the engine's inline
//! caches.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::ObjectInitializer;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsObject, JsString, JsValue};

/// An object without fields.
#[must_use]
pub fn object(context: &mut Context) -> JsObject {
    ObjectInitializer::with_native_data(OrdinaryObject, context).build()
}

/// Puts an ordinary field into an ordinary object that page code has not seen. Such an object takes every field, so that
/// nothing has to be asked of it.
pub fn set(object: &JsObject, key: JsString, value: impl Into<JsValue>) {
    put(object, PropertyKey::from(key), value);
}

/// The same for a name that is no number, which is not looked at then.
pub fn set_named(object: &JsObject, name: JsString, value: impl Into<JsValue>) {
    put(object, PropertyKey::String(name), value);
}

fn put(object: &JsObject, key: PropertyKey, value: impl Into<JsValue>) {
    let field = PropertyDescriptor::builder().value(value).writable(true).enumerable(true).configurable(true);
    object.insert_property(key, field);
}
