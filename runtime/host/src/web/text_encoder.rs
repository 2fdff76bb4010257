//! `TextEncoder` (Encoding Standard).

use boa_engine::class::{Class, ClassBuilder};
use boa_engine::object::builtins::{JsArrayBuffer, JsUint8Array};
use boa_engine::property::Attribute;
use boa_engine::{Context, Finalize, JsData, JsObject, JsResult, JsValue, Trace, js_string};

use super::bytes;
use super::class::{getter, methods, this, type_error};

/// An encoder has no state.
#[derive(Debug, Trace, Finalize, JsData)]
pub(super) struct TextEncoder;

impl Class for TextEncoder {
    const NAME: &'static str = "TextEncoder";
    const ATTRIBUTES: Attribute = Attribute::WRITABLE.union(Attribute::CONFIGURABLE);

    fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
        getter(class, "encoding", |value, _, _| this::<Self>(value).map(|_| js_string!("utf-8").into()));
        methods(class, &[("encode", 0, encode), ("encodeInto", 2, encode_into)]);
        Ok(())
    }

    fn data_constructor(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<Self> {
        Ok(Self)
    }
}

fn encode(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    this::<TextEncoder>(value)?;
    let text = match arguments.first() {
        Some(value) if !value.is_undefined() => value.to_string(context)?.to_std_string_lossy(),
        _ => String::new(),
    };
    Ok(bytes::array(text.as_bytes(), context)?.into())
}

fn encode_into(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    this::<TextEncoder>(value)?;
    let source = arguments.first().cloned().unwrap_or_default().to_string(context)?;
    let target = arguments.get(1).and_then(JsValue::as_object).and_then(|it| JsUint8Array::from_object(it).ok());
    let target = target.ok_or_else(|| type_error("encodeInto: the second argument is no Uint8Array"))?;
    let (start, room) = (target.byte_offset(context)?, target.byte_length(context)?);
    let (mut read, mut written) = (0, Vec::new());
    for character in source.to_std_string_lossy().chars() {
        if written.len() + character.len_utf8() > room {
            break;
        }
        read += character.len_utf16();
        written.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    }
    let buffer = target.buffer(context)?.as_object().and_then(|buffer| JsArrayBuffer::from_object(buffer).ok());
    if let Some(buffer) = buffer
        && let Some(mut bytes) = buffer.data_mut()
        && let Some(place) = bytes.get_mut(start..start + written.len())
    {
        place.copy_from_slice(&written);
    }
    let result = JsObject::with_object_proto(context.intrinsics());
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    result.create_data_property_or_throw(js_string!("read"), number(read), context)?;
    result.create_data_property_or_throw(js_string!("written"), number(written.len()), context)?;
    Ok(result.into())
}
