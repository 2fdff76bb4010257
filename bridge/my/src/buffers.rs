//! `my.base64ToArrayBuffer` and `my.arrayBufferToBase64` (FW-8).

use boa_engine::{Context, JsResult, JsString, JsValue};

use crate::base64;
use crate::bridge::Bridge;
use crate::payload::array_buffer;
use crate::socket::bytes;

/// The bytes of a base64 text. What is no base64 is told, and has no bytes: nothing is thrown (CB-5).
pub(crate) fn base64_to_array_buffer(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = arguments.first().and_then(JsValue::as_string);
    let bytes = text.as_ref().and_then(base64::decode);
    if bytes.is_none() {
        let message = "my.base64ToArrayBuffer: the argument is no base64 text; the buffer is empty";
        Bridge::of(context)?.embedder.warn(message, context);
    }
    Ok(array_buffer(&bytes.unwrap_or_default(), context))
}

/// The base64 text of an `ArrayBuffer`, or of what a view shows of one.
pub(crate) fn array_buffer_to_base64(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = arguments.first().and_then(JsValue::as_object);
    let bytes = object.and_then(|object| bytes(&object, context));
    let reason = match bytes {
        Some(Ok(bytes)) => return Ok(base64::encode(&bytes).into()),
        Some(Err(reason)) => reason,
        None => "the argument is no ArrayBuffer",
    };
    let message = format!("my.arrayBufferToBase64: {reason}; the text is empty");
    Bridge::of(context)?.embedder.warn(&message, context);
    Ok(JsString::default().into())
}
