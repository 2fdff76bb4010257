//! Objects as literals make them.
//!
//! Those with the same fields share their shape, and page code that reads them finds the fields through the engine's inline
//! caches.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::ObjectInitializer;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsObject, JsValue};

/// An object without fields.
#[must_use]
pub fn object(context: &mut Context) -> JsObject {
    ObjectInitializer::with_native_data(OrdinaryObject, context).build()
}

/// Puts an ordinary field into an ordinary object that page code has not seen. Such an object takes every field, so that
/// nothing has to be asked of it. A text is looked at, whether it is a number; a `PropertyKey::String` is not.
pub fn set(object: &JsObject, key: impl Into<PropertyKey>, value: impl Into<JsValue>) {
    let field = PropertyDescriptor::builder().value(value).writable(true).enumerable(true).configurable(true);
    object.insert_property(key, field);
}
