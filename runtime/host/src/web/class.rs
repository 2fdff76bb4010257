//! What all native classes need.

use boa_engine::class::ClassBuilder;
use boa_engine::object::NativeObject;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction};

/// A native function, as the engine calls it.
pub(super) type Native = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

/// `this` as an object of the class `T`.
///
/// # Errors
/// A `TypeError` where it is something else.
pub(super) fn this<T: NativeObject>(this: &JsValue) -> JsResult<JsObject<T>> {
    let object = this.as_object().and_then(|object| object.downcast::<T>().ok());
    object.ok_or_else(|| type_error("illegal invocation: `this` is of another class"))
}

/// Defines a read-only accessor.
pub(super) fn getter(class: &mut ClassBuilder<'_>, name: &str, get: Native) {
    accessor(class, name, get, None);
}

/// Defines an accessor.
pub(super) fn accessor(class: &mut ClassBuilder<'_>, name: &str, get: Native, set: Option<Native>) {
    let realm = class.context().realm().clone();
    let get = NativeFunction::from_fn_ptr(get).to_js_function(&realm);
    let set = set.map(|set| NativeFunction::from_fn_ptr(set).to_js_function(&realm));
    class.accessor(JsString::from(name), Some(get), set, Attribute::ENUMERABLE | Attribute::CONFIGURABLE);
}

/// Defines methods: name, number of parameters, function.
pub(super) fn methods(class: &mut ClassBuilder<'_>, methods: &[(&str, usize, Native)]) {
    for (name, length, method) in methods {
        class.method(JsString::from(*name), *length, NativeFunction::from_fn_ptr(*method));
    }
}

/// The argument at `index` as a string.
///
/// # Errors
/// A `TypeError` where it is missing, or what its `toString` throws.
pub(super) fn string(arguments: &[JsValue], index: usize, what: &str, context: &mut Context) -> JsResult<String> {
    let value =
        arguments.get(index).ok_or_else(|| type_error(&format!("{what}: argument {} is missing", index + 1)))?;
    Ok(value.to_string(context)?.to_std_string_lossy())
}

/// The member of an options object; `undefined` where there is no such object.
pub(super) fn option(options: Option<&JsValue>, name: &str, context: &mut Context) -> JsResult<JsValue> {
    match options.and_then(JsValue::as_object) {
        Some(options) => options.get(JsString::from(name), context),
        None => Ok(JsValue::undefined()),
    }
}

/// A `TypeError`.
pub(super) fn type_error(message: &str) -> JsError {
    JsNativeError::typ().with_message(message.to_owned()).into()
}
