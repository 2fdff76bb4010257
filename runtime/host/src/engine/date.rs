//! `Date` that reads dates as people write them: the engine's reads the standard's own formats alone.

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};

use super::built_in;
use super::date_text::{self, Written};

/// Puts a constructor in the place of the engine's that leaves everything but such texts to it.
pub(super) fn replace(context: &mut Context) -> JsResult<()> {
    let original = context.intrinsics().constructors().date().constructor();
    let construct = NativeFunction::from_copy_closure_with_captures(
        |new_target, arguments, original, context| {
            let Some(new_target) = new_target.as_object() else {
                return original.call(&JsValue::undefined(), arguments, context);
            };
            let mut arguments = arguments.to_vec();
            if let [only] = arguments.as_mut_slice()
                && let Some(text) = only.as_string()
                && let Some(time) = time(&text, original, context)?
            {
                *only = time.into();
            }
            original.construct(&arguments, Some(&new_target), context).map(JsValue::from)
        },
        original.clone(),
    );
    let date = FunctionObjectBuilder::new(context.realm(), construct)
        .name(js_string!("Date"))
        .length(7)
        .constructor(true)
        .build();
    let date = JsObject::from(date);
    for key in original.own_property_keys(context)? {
        if key != PropertyKey::from(js_string!("name")) && key != PropertyKey::from(js_string!("length")) {
            copy_property(&original, &date, key, context)?;
        }
    }
    let parse = NativeFunction::from_copy_closure_with_captures(
        |_, arguments, original, context| {
            let text = arguments.first().cloned().unwrap_or_default().to_string(context)?;
            if let Some(time) = time(&text, original, context)? {
                return Ok(time.into());
            }
            call(original, "parse", &[text.into()], context)
        },
        original.clone(),
    );
    built_in::put(&date, "parse", 1, parse, context)?;
    let hidden =
        |value: JsValue| PropertyDescriptor::builder().value(value).writable(true).enumerable(false).configurable(true);
    let prototype = context.intrinsics().constructors().date().prototype();
    prototype.define_property_or_throw(js_string!("constructor"), hidden(date.clone().into()), context)?;
    context.global_object().define_property_or_throw(js_string!("Date"), hidden(date.into()), context)?;
    Ok(())
}

fn copy_property(from: &JsObject, to: &JsObject, key: PropertyKey, context: &mut Context) -> JsResult<()> {
    let value = from.get(key.clone(), context)?;
    let is_prototype = key == PropertyKey::from(js_string!("prototype"));
    let property = PropertyDescriptor::builder().value(value).writable(!is_prototype).enumerable(false);
    to.define_property_or_throw(key, property.configurable(!is_prototype), context)?;
    Ok(())
}

/// The time that `text` stands for, where the engine cannot read it and people can.
fn time(text: &JsString, original: &JsObject, context: &mut Context) -> JsResult<Option<f64>> {
    let known = call(original, "parse", &[text.clone().into()], context)?.to_number(context)?;
    if !known.is_nan() {
        return Ok(None);
    }
    let Some(Written { parts, zone }) = date_text::read(&text.to_std_string_lossy()) else { return Ok(None) };
    let parts = parts.map(JsValue::from);
    if let Some(zone) = zone {
        let time = call(original, "UTC", &parts, context)?.to_number(context)?;
        return Ok(Some(time - zone * 60_000.0));
    }
    let local = original.construct(&parts, None, context)?;
    let prototype = context.intrinsics().constructors().date().prototype();
    let value = prototype.get(js_string!("valueOf"), context)?.as_callable();
    let value = value.ok_or_else(|| JsNativeError::typ().with_message("Date.prototype.valueOf is no function"))?;
    value.call(&local.into(), &[], context)?.to_number(context).map(Some)
}

fn call(date: &JsObject, name: &str, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let function = date.get(JsString::from(name), context)?.as_callable();
    let function = function.ok_or_else(|| JsNativeError::typ().with_message(format!("Date.{name} is no function")))?;
    function.call(&date.clone().into(), arguments, context)
}
