//! Bytes of buffers and views, and buffers of bytes.

use boa_engine::object::builtins::{AlignedVec, JsArrayBuffer, JsDataView, JsTypedArray, JsUint8Array};
use boa_engine::{Context, JsObject, JsResult, JsValue};

/// A copy of the bytes that a buffer holds or a view shows; `None` for anything else, and for a detached buffer.
pub(super) fn of(value: &JsValue, context: &mut Context) -> JsResult<Option<Vec<u8>>> {
    let Some(object) = value.as_object() else { return Ok(None) };
    if let Ok(buffer) = JsArrayBuffer::from_object(object.clone()) {
        return Ok(buffer.to_vec());
    }
    let (buffer, start, length) = if let Ok(view) = JsTypedArray::from_object(object.clone()) {
        (view.buffer(context)?, view.byte_offset(context)?, view.byte_length(context)?)
    } else if let Ok(view) = JsDataView::from_object(object) {
        let (start, length) = (view.byte_offset(context)?, view.byte_length(context)?);
        let whole = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        (view.buffer(context)?, whole(start), whole(length))
    } else {
        return Ok(None);
    };
    let Some(buffer) = buffer.as_object() else { return Ok(None) };
    let Ok(buffer) = JsArrayBuffer::from_object(buffer) else { return Ok(None) };
    let bytes = buffer.data();
    Ok(bytes.and_then(|bytes| bytes.get(start..start.saturating_add(length)).map(<[u8]>::to_vec)))
}

/// An `ArrayBuffer` with these bytes.
pub(super) fn buffer(bytes: &[u8], context: &mut Context) -> JsResult<JsArrayBuffer> {
    JsArrayBuffer::from_byte_block(AlignedVec::from_slice(64, bytes), context)
}

/// A `Uint8Array` with these bytes.
pub(super) fn array(bytes: &[u8], context: &mut Context) -> JsResult<JsObject> {
    let buffer = buffer(bytes, context)?;
    Ok(JsUint8Array::from_array_buffer(buffer, context)?.into())
}
