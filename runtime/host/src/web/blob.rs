//! `Blob` (File API, 3): bytes with a type.

use boa_engine::class::{Class, ClassBuilder};
use boa_engine::object::builtins::JsPromise;
use boa_engine::property::Attribute;
use boa_engine::{Context, Finalize, JsData, JsResult, JsString, JsValue, Trace};

use super::bytes;
use super::class::{getter, methods, option, this, type_error};

/// The bytes do not change.
#[derive(Debug, Trace, Finalize, JsData)]
pub(super) struct Blob {
    pub(super) bytes: Vec<u8>,
    kind: JsString,
}

impl Class for Blob {
    const NAME: &'static str = "Blob";
    const ATTRIBUTES: Attribute = Attribute::WRITABLE.union(Attribute::CONFIGURABLE);

    fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
        getter(class, "size", |value, _, _| Ok((this::<Self>(value)?.borrow().data().bytes.len() as f64).into()));
        getter(class, "type", |value, _, _| Ok(this::<Self>(value)?.borrow().data().kind.clone().into()));
        methods(class, &[("slice", 2, slice), ("text", 0, text), ("arrayBuffer", 0, array_buffer)]);
        Ok(())
    }

    fn data_constructor(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<Self> {
        let mut all = Vec::new();
        if let Some(parts) = arguments.first().filter(|parts| !parts.is_undefined()) {
            let parts = parts.as_object().ok_or_else(|| type_error("Blob: the first argument is no list of parts"))?;
            let length = parts.get(JsString::from("length"), context)?.to_length(context)?;
            for index in 0..length {
                let part = parts.get(index, context)?;
                if let Some(bytes) = bytes::of(&part, context)? {
                    all.extend(bytes);
                } else if let Ok(blob) = this::<Self>(&part) {
                    all.extend_from_slice(&blob.borrow().data().bytes);
                } else {
                    all.extend(part.to_string(context)?.to_std_string_lossy().into_bytes());
                }
            }
        }
        let kind = option(arguments.get(1), "type", context)?;
        let kind = if kind.is_undefined() { JsString::default() } else { kind.to_string(context)? };
        Ok(Self { bytes: all, kind })
    }
}

fn slice(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let blob = this::<Blob>(value)?;
    let size = blob.borrow().data().bytes.len();
    let mut place = |index: usize, default: usize| -> JsResult<usize> {
        let Some(value) = arguments.get(index).filter(|value| !value.is_undefined()) else { return Ok(default) };
        let number = value.to_integer_or_infinity(context)?;
        let at = match number {
            boa_engine::value::IntegerOrInfinity::Integer(at) if at < 0 => (size as i64).saturating_add(at).max(0),
            boa_engine::value::IntegerOrInfinity::Integer(at) => at,
            boa_engine::value::IntegerOrInfinity::PositiveInfinity => i64::MAX,
            boa_engine::value::IntegerOrInfinity::NegativeInfinity => 0,
        };
        Ok(usize::try_from(at).unwrap_or(usize::MAX).min(size))
    };
    let (start, end) = (place(0, 0)?, place(1, size)?);
    let kind = match arguments.get(2) {
        Some(kind) if !kind.is_undefined() => kind.to_string(context)?,
        _ => JsString::default(),
    };
    let part = blob.borrow().data().bytes.get(start..end).unwrap_or_default().to_vec();
    Ok(Blob::from_data(Blob { bytes: part, kind }, context)?.into())
}

fn text(value: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let blob = this::<Blob>(value)?;
    let text = JsString::from(String::from_utf8_lossy(&blob.borrow().data().bytes).as_ref());
    Ok(JsPromise::resolve(text, context)?.into())
}

fn array_buffer(value: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = this::<Blob>(value)?.borrow().data().bytes.clone();
    let buffer = bytes::buffer(&bytes, context)?;
    Ok(JsPromise::resolve(buffer, context)?.into())
}
