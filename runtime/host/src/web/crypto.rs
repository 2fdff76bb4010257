//! `crypto.getRandomValues` and `crypto.randomUUID` (Web Cryptography API, 10.1). There is no `crypto.subtle`.

use boa_engine::builtins::typed_array::TypedArrayKind;
use boa_engine::object::ObjectInitializer;
use boa_engine::object::builtins::{JsArrayBuffer, JsTypedArray};
use boa_engine::property::Attribute;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction, js_string};

use super::class::type_error;
use super::exception;
use crate::engine;

/// How many bytes one call may ask for.
const MAX_BYTES: usize = 65_536;

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let crypto = ObjectInitializer::new(context)
        .function(NativeFunction::from_fn_ptr(get_random_values), js_string!("getRandomValues"), 1)
        .function(NativeFunction::from_fn_ptr(random_uuid), js_string!("randomUUID"), 0)
        .build();
    context.register_global_property(js_string!("crypto"), crypto, Attribute::WRITABLE | Attribute::CONFIGURABLE)
}

fn get_random_values(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = arguments.first().cloned().unwrap_or_default();
    let view = value.as_object().and_then(|object| JsTypedArray::from_object(object).ok());
    let view = view.filter(|view| view.kind().is_some_and(holds_integers));
    let view = view.ok_or_else(|| type_error("getRandomValues: the argument is no array of integers"))?;
    let (start, length) = (view.byte_offset(context)?, view.byte_length(context)?);
    if length > MAX_BYTES {
        let message = format!("getRandomValues: {length} bytes are more than {MAX_BYTES}");
        return Err(exception::error("QuotaExceededError", &message, context));
    }
    let mut random = vec![0; length];
    engine::fill(&mut random, context)?;
    let buffer = view.buffer(context)?.as_object().and_then(|buffer| JsArrayBuffer::from_object(buffer).ok());
    if let Some(buffer) = buffer
        && let Some(mut bytes) = buffer.data_mut()
        && let Some(place) = bytes.get_mut(start..start + length)
    {
        place.copy_from_slice(&random);
    }
    Ok(value)
}

/// Whether random bits are values of such an array.
fn holds_integers(kind: TypedArrayKind) -> bool {
    use TypedArrayKind::{BigInt64, BigUint64, Int8, Int16, Int32, Uint8, Uint8Clamped, Uint16, Uint32};
    matches!(kind, Int8 | Uint8 | Uint8Clamped | Int16 | Uint16 | Int32 | Uint32 | BigInt64 | BigUint64)
}

/// A version 4 UUID (RFC 9562 section 5.4).
fn random_uuid(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut bytes = [0; 16];
    engine::fill(&mut bytes, context)?;
    let number = u128::from_be_bytes(bytes) & !(0xf << 76 | 0x3 << 62) | 0x4 << 76 | 0x2 << 62;
    let digits = format!("{number:032x}");
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32].map(|group| &digits[group]);
    Ok(JsString::from(groups.join("-").as_str()).into())
}
