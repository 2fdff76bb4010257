//! `page.$spliceData(changes, callback?)` and `page.$batchedUpdates(work)` (FW-5).

use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};
use minihost_bridge::Embedder;

use super::path::parse;
use super::set_data::{assign, change, value_at};
use crate::host::Host;

/// The native behind `$spliceData`: `{ 'a.list': [start, deleteCount, ...items] }` puts a list that was spliced in the
/// place of the one that was there.
pub(super) fn splice_data(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    change(this, arguments, context, splice)
}

fn splice(host: &Host, data: &JsObject, path: &str, change: JsValue, context: &mut Context) -> JsResult<()> {
    let Some(change) = change.as_object().and_then(|list| JsArray::from_object(list).ok()) else {
        host.warn(&format!("$spliceData: {path:?} takes a list: [start, deleteCount, ...items]"), context);
        return Ok(());
    };
    let mut how = Vec::new();
    for index in 0..change.length(context)? {
        how.push(change.get(index, context)?);
    }
    let before = value_at(data, &parse(path), context)?.as_object().and_then(|list| JsArray::from_object(list).ok());
    // A list of its own: the one in the page's options is shared by all of its instances.
    let list = match before {
        Some(list) => list.slice(None, None, context)?,
        None => JsArray::new(context)?,
    };
    let splice = context.intrinsics().constructors().array().prototype().get(js_string!("splice"), context)?;
    if let Some(splice) = splice.as_function() {
        splice.call(&list.clone().into(), &how, context)?;
    }
    assign(data, path, list.into(), context)
}

/// The native behind `$batchedUpdates`: nothing is drawn here, so that there is nothing to batch.
pub(super) fn batched_updates(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if let Some(work) = arguments.first().and_then(JsValue::as_function) {
        work.call(&JsValue::undefined(), &[], context)?;
    }
    Ok(JsValue::undefined())
}
