//! `page.setData(changes, callback?)` (FW-5).

use std::rc::Rc;

use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};
use minihost_bridge::Embedder;
use minihost_log::Kind;
use serde_json::json;

use super::path::{Step, parse};
use crate::host::Host;

/// The native behind `setData`: `this.data` changes at once, the callback comes in a later job.
pub(super) fn set_data(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context)?;
    let Some(page) = this.as_object().filter(|page| host.framework.is_open(page)) else {
        // After unload there is nothing left to change.
        return Ok(JsValue::undefined());
    };
    if let Some(changes) = arguments.first().and_then(JsValue::as_object) {
        let data = data_of(&page, context)?;
        let keys = changes.own_property_keys(context)?;
        for key in &keys {
            let value = changes.get(key.clone(), context)?;
            if let Some(path) = text_of(key) {
                assign(&data, &path, value, context)?;
            }
        }
        host.log.record(
            Kind::PageSetData,
            None,
            || json!({"keys": keys.iter().filter_map(text_of).collect::<Vec<_>>()}),
        );
    }
    if let Some(callback) = arguments.get(1).and_then(JsValue::as_function) {
        let later = Rc::clone(&host);
        host.post(Box::new(move |context| {
            later.invoke(&callback, &page.into(), &[], format_args!("setData callback"), context);
        }));
    }
    Ok(JsValue::undefined())
}

/// Puts `value` at `path` of `data`; undefined changes nothing.
///
/// # Errors
/// What a setter, or a frozen object in page data, throws.
pub(super) fn assign(data: &JsObject, path: &str, value: JsValue, context: &mut Context) -> JsResult<()> {
    if value.is_undefined() {
        return Ok(());
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
