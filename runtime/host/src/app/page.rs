//! A page's instance: what `this` is in its functions.

use std::cell::Cell;

use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};

use super::set_data::set_data;

/// An open page.
#[derive(Clone)]
pub(crate) struct PageInstance {
    /// The instance itself.
    pub(crate) object: JsObject,
    /// Its path in app.json, without a slash at the front.
    pub(crate) route: String,
    /// A number that no other page of this thread's programs has.
    pub(crate) id: u64,
}

thread_local! {
    static NEXT_ID: Cell<u64> = const { Cell::new(0) };
}

impl PageInstance {
    /// An instance of the page with these options: every member is on it, its data are a shallow copy (FW-5).
    ///
    /// # Errors
    /// What a getter in the options, or a `data` function, throws.
    pub(super) fn create(options: &JsObject, route: &str, context: &mut Context) -> JsResult<Self> {
        let prototype = JsObject::with_object_proto(context.intrinsics());
        let native = NativeFunction::from_fn_ptr(set_data).to_js_function(context.realm());
        hidden(&prototype, js_string!("setData"), native, context)?;
        let object = JsObject::with_object_proto(context.intrinsics());
        object.set_prototype(Some(prototype));
        for key in options.own_property_keys(context)? {
            let value = options.get(key.clone(), context)?;
            object.create_data_property_or_throw(key, value, context)?;
        }
        let data = data(options, &object, context)?;
        object.create_data_property_or_throw(js_string!("data"), data, context)?;
        object.create_data_property_or_throw(js_string!("route"), JsString::from(route), context)?;
        let id = NEXT_ID.replace(NEXT_ID.get() + 1);
        Ok(Self { object, route: route.to_owned(), id })
    }
}

/// The page's data: a shallow copy of the object, or what the function returned.
fn data(options: &JsObject, page: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let declared = options.get(js_string!("data"), context)?;
    let fresh = JsObject::with_object_proto(context.intrinsics());
    if let Some(function) = declared.as_callable() {
        let made = function.call(&JsValue::from(page.clone()), &[], context)?;
        return Ok(made.as_object().unwrap_or(fresh));
    }
    if let Some(declared) = declared.as_object() {
        fresh.copy_data_properties(&declared.into(), Vec::<JsString>::new(), context)?;
    }
    Ok(fresh)
}

/// A method that pages can replace but that does not show among their own members.
fn hidden(object: &JsObject, name: JsString, value: impl Into<JsValue>, context: &mut Context) -> JsResult<()> {
    let descriptor = PropertyDescriptor::builder().value(value).writable(true).enumerable(false).configurable(true);
    object.define_property_or_throw(name, descriptor, context)?;
    Ok(())
}
