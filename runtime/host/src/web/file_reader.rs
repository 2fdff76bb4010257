//! `FileReader` (File API, 6), for blobs; clients for many platforms read binary messages with it.

use boa_engine::class::{Class, ClassBuilder};
use boa_engine::property::Attribute;
use boa_engine::{Context, Finalize, JsData, JsObject, JsResult, JsString, JsValue, Trace};
use std::time::Duration;

use boa_engine::NativeFunction;

use super::blob::Blob;
use super::bytes;
use super::class::{getter, methods, this, type_error};
use super::event_target::{Listeners, fire_at};
use super::exception;
use crate::host::Host;

const EMPTY: i32 = 0;
const LOADING: i32 = 1;
const DONE: i32 = 2;

/// A reader.
#[derive(Debug, Default, Trace, Finalize, JsData)]
pub(super) struct FileReader {
    pub(super) listeners: Listeners,
    state: i32,
    result: Option<JsValue>,
    /// Counts readings, so that one that was aborted tells nothing.
    reading: u32,
}

/// What the bytes become.
#[derive(Debug, Clone, Copy)]
enum Form {
    Buffer,
    Text,
    DataUrl,
}

impl Class for FileReader {
    const NAME: &'static str = "FileReader";
    const ATTRIBUTES: Attribute = Attribute::WRITABLE.union(Attribute::CONFIGURABLE);

    fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
        getter(class, "readyState", |value, _, _| Ok(this::<Self>(value)?.borrow().data().state.into()));
        getter(class, "error", |value, _, _| this::<Self>(value).map(|_| JsValue::null()));
        getter(class, "result", |value, _, _| {
            Ok(this::<Self>(value)?.borrow().data().result.clone().unwrap_or_else(JsValue::null))
        });
        methods(
            class,
            &[
                ("readAsArrayBuffer", 1, |value, arguments, context| read(value, arguments, Form::Buffer, context)),
                ("readAsText", 1, |value, arguments, context| read(value, arguments, Form::Text, context)),
                ("readAsDataURL", 1, |value, arguments, context| read(value, arguments, Form::DataUrl, context)),
                ("abort", 0, abort),
            ],
        );
        for (name, state) in [("EMPTY", EMPTY), ("LOADING", LOADING), ("DONE", DONE)] {
            class.property(JsString::from(name), state, Attribute::READONLY | Attribute::ENUMERABLE);
            class.static_property(JsString::from(name), state, Attribute::READONLY | Attribute::ENUMERABLE);
        }
        Ok(())
    }

    fn data_constructor(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<Self> {
        Ok(Self::default())
    }
}

fn read(value: &JsValue, arguments: &[JsValue], form: Form, context: &mut Context) -> JsResult<JsValue> {
    let reader = this::<FileReader>(value)?;
    let blob = this::<Blob>(arguments.first().unwrap_or(&JsValue::undefined()))
        .map_err(|_| type_error("FileReader: the argument is no Blob"))?;
    if reader.borrow().data().state == LOADING {
        return Err(exception::error("InvalidStateError", "FileReader: it is reading already", context));
    }
    let bytes = blob.borrow().data().bytes.clone();
    let kind = JsValue::from(blob.upcast()).as_object().map(|blob| blob.get(JsString::from("type"), context));
    let kind = kind.transpose()?.unwrap_or_default().to_string(context)?.to_std_string_lossy();
    let result: JsValue = match form {
        Form::Buffer => bytes::buffer(&bytes, context)?.into(),
        Form::Text => JsString::from(String::from_utf8_lossy(&bytes).as_ref()).into(),
        Form::DataUrl => {
            let kind = if kind.is_empty() { "application/octet-stream" } else { &kind };
            JsString::from(format!("data:{kind};base64,{}", base64_simd::STANDARD.encode_to_string(&bytes))).into()
        }
    };
    let reading = {
        let mut object = reader.borrow_mut();
        let data = object.data_mut();
        (data.state, data.result) = (LOADING, None);
        data.reading += 1;
        data.reading
    };
    // The bytes are there already, but nobody may hear of that before the caller has finished.
    let done = NativeFunction::from_copy_closure_with_captures(
        move |_, _, (reader, result): &(JsObject, JsValue), context| {
            finish(reader, reading, result, context).map(|()| JsValue::undefined())
        },
        (reader.upcast(), result),
    );
    let done = done.to_js_function(context.realm());
    let host = Host::of(context)?;
    let set_at = host.loader.caller(context);
    host.timers.borrow_mut().set(done, Vec::new(), Duration::ZERO, false, set_at, &host.log);
    Ok(JsValue::undefined())
}

fn finish(reader: &JsObject, reading: u32, result: &JsValue, context: &mut Context) -> JsResult<()> {
    {
        let Some(mut data) = reader.downcast_mut::<FileReader>() else { return Ok(()) };
        if data.reading != reading || data.state != LOADING {
            return Ok(());
        }
        (data.state, data.result) = (DONE, Some(result.clone()));
    }
    fire_at(reader, "load", context)?;
    fire_at(reader, "loadend", context)
}

fn abort(value: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let reader = this::<FileReader>(value)?;
    let was_loading = {
        let mut object = reader.borrow_mut();
        let data = object.data_mut();
        let was_loading = data.state == LOADING;
        (data.state, data.result) = (if was_loading { DONE } else { data.state }, None);
        was_loading
    };
    if was_loading {
        let reader = reader.upcast();
        fire_at(&reader, "abort", context)?;
        fire_at(&reader, "loadend", context)?;
    }
    Ok(JsValue::undefined())
}
