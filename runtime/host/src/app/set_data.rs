//! `page.setData(changes, callback?)` (FW-5).

use std::rc::Rc;

use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};
use minihost_bridge::Embedder;
use minihost_log::Kind;
use minihost_mutant::{Mutant, is};
use serde_json::json;

use super::observers;
use super::path::{Step, parse};
use crate::host::Host;

/// The native behind `setData`: `this.data` changes at once, the callback comes in a later job.
pub(super) fn set_data(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    change(this, arguments, context, |_, data, path, value, context| assign(data, path, value, context))
}

/// What `setData` and its kin have in common: `apply` makes each change, then observers are called, then the callback is
/// posted.
///
/// # Errors
/// What a getter of the changes, or a frozen object in page data, throws.
pub(super) fn change(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
    apply: impl Fn(&Host, &JsObject, &str, JsValue, &mut Context) -> JsResult<()>,
) -> JsResult<JsValue> {
    let host = Host::of(context)?;
    let Some(instance) = this.as_object().and_then(|page| host.framework.open_instance(&page)) else {
        // After unload there is nothing left to change.
        return Ok(JsValue::undefined());
    };
    let page = instance.object.clone();
    if let Some(changes) = arguments.first().and_then(JsValue::as_object) {
        let data = data_of(&page, context)?;
        let keys = changes.own_property_keys(context)?;
        let mut paths = Vec::with_capacity(keys.len());
        for key in keys {
            let value = changes.get(key.clone(), context)?;
            if let Some(path) = text_of(&key) {
                let changes = !value.is_undefined();
                apply(&host, &data, &path, value, context)?;
                if changes {
                    paths.push(path);
                }
            }
        }
        host.log.record(Kind::PageSetData, None, || json!({"keys": paths}));
        observers::fire(&host, &page, instance.observers(), &paths, context)?;
    }
    let callback = arguments.get(1).and_then(JsValue::as_function);
    if let Some(callback) = callback.filter(|_| !is(Mutant::SetDataCallbackMissing)) {
        let later = Rc::clone(&host);
        host.post_loose(Box::new(move |context| {
            later.invoke(&callback, &page.into(), &[], format_args!("setData callback").into(), context);
        }));
    }
    Ok(JsValue::undefined())
}

/// Puts `value` at `path` of `data`; undefined changes nothing.
///
/// # Errors
/// What a setter, or a frozen object in page data, throws.
pub(super) fn assign(data: &JsObject, path: &str, value: JsValue, context: &mut Context) -> JsResult<()> {
    if value.is_undefined() && !is(Mutant::SetDataUndefined) {
        return Ok(());
    }
    if is(Mutant::SetDataPathAsKey) {
        return put(data, JsString::from(path).into(), value, context);
    }
    let steps = parse(path);
    let Some((last, way)) = steps.split_last() else { return Ok(()) };
    let mut object = data.clone();
    for (step, next) in way.iter().zip(&steps[1..]) {
        let key = key_of(step);
        let inner = own(&object, &key, context)?.and_then(|found| found.as_object());
        object = match inner {
            Some(inner) => inner,
            None => {
                // Created if missing: a list where the next step is an index.
                let made = match next {
                    Step::Index(_) => JsArray::new(context)?.into(),
                    Step::Key(_) => JsObject::with_object_proto(context.intrinsics()),
                };
                put(&object, key, made.clone().into(), context)?;
                made
            }
        };
    }
    put(&object, key_of(last), value, context)
}

/// What is at `path` of `data`; undefined where nothing is.
///
/// # Errors
/// What a getter throws.
pub(super) fn value_at(data: &JsObject, path: &[Step], context: &mut Context) -> JsResult<JsValue> {
    let mut value = JsValue::from(data.clone());
    for step in path {
        let Some(object) = value.as_object() else { return Ok(JsValue::undefined()) };
        value = own(&object, &key_of(step), context)?.unwrap_or_default();
    }
    Ok(value)
}

/// The object's own property. Inherited ones are none of a page's data: `__proto__.x` and `constructor.prototype.x`,
/// whose keys may come from a server, must not reach what all objects share.
fn own(object: &JsObject, key: &PropertyKey, context: &mut Context) -> JsResult<Option<JsValue>> {
    if object.has_own_property(key.clone(), context)? { object.get(key.clone(), context).map(Some) } else { Ok(None) }
}

fn put(object: &JsObject, key: PropertyKey, value: JsValue, context: &mut Context) -> JsResult<()> {
    if object.has_own_property(key.clone(), context)? {
        object.set(key, value, true, context)?;
    } else {
        object.create_data_property_or_throw(key, value, context)?;
    }
    Ok(())
}

/// The page's data object, made anew where page code put something else in its place.
pub(super) fn data_of(page: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    if let Some(data) = page.get(js_string!("data"), context)?.as_object() {
        return Ok(data);
    }
    let data = JsObject::with_object_proto(context.intrinsics());
    page.set(js_string!("data"), data.clone(), true, context)?;
    Ok(data)
}

fn key_of(step: &Step) -> PropertyKey {
    match step {
        Step::Key(name) => JsString::from(name.as_str()).into(),
        Step::Index(index) => (*index).into(),
    }
}

fn text_of(key: &PropertyKey) -> Option<String> {
    match key {
        PropertyKey::String(name) => Some(name.to_std_string_lossy()),
        PropertyKey::Index(index) => Some(index.get().to_string()),
        PropertyKey::Symbol(_) => None,
    }
}
