//! Small steps towards the engine: functions and objects for test code.

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::builtins::JsFunction;
use boa_engine::property::{Attribute, PropertyDescriptor};
use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction};

/// A native as the engine calls it.
pub(crate) type Native = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

/// A function for test code, of the running realm.
pub(crate) fn function(name: &str, length: usize, native: NativeFunction, context: &mut Context) -> JsFunction {
    FunctionObjectBuilder::new(context.realm(), native).name(JsString::from(name)).length(length).build()
}

/// Defines a global function.
pub(crate) fn global(name: &str, length: usize, native: Native, context: &mut Context) -> JsResult<JsFunction> {
    let made = function(name, length, NativeFunction::from_fn_ptr(native), context);
    context.register_global_property(JsString::from(name), made.clone(), Attribute::all())?;
    Ok(made)
}

/// Adds a method to an object.
pub(crate) fn method(
    object: &JsObject,
    name: &str,
    length: usize,
    native: NativeFunction,
    context: &mut Context,
) -> JsResult<()> {
    let made = function(name, length, native, context);
    object.create_data_property_or_throw(JsString::from(name), made, context)?;
    Ok(())
}

/// Adds a property that is computed whenever it is read.
pub(crate) fn getter(object: &JsObject, name: &str, native: NativeFunction, context: &mut Context) -> JsResult<()> {
    let get = function(name, 0, native, context);
    let property = PropertyDescriptor::builder().get(get).enumerable(true).configurable(true);
    object.define_property_or_throw(JsString::from(name), property, context)?;
    Ok(())
}

/// Puts an ordinary field into a fresh object.
pub(crate) fn set(object: &JsObject, name: &str, value: impl Into<JsValue>, context: &mut Context) {
    // A fresh ordinary object takes every field.
    let _ = object.create_data_property(JsString::from(name), value, context);
}

/// A text for test code.
pub(crate) fn text(text: &str) -> JsValue {
    JsString::from(text).into()
}

/// A field of an options object; undefined where there is no object.
pub(crate) fn field(options: Option<&JsObject>, name: &str, context: &mut Context) -> JsResult<JsValue> {
    options.map_or_else(|| Ok(JsValue::undefined()), |options| options.get(JsString::from(name), context))
}

/// The `TypeError` of a tool that was used in a way that it does not understand.
pub(crate) fn misuse(message: impl Into<String>) -> JsError {
    JsNativeError::typ().with_message(message.into()).into()
}

/// An ordinary `Error`.
pub(crate) fn error(message: impl Into<String>) -> JsError {
    JsNativeError::error().with_message(message.into()).into()
}
