//! What listeners and callbacks receive: plain objects with the contract's keys and no others (EV-6).

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::ObjectInitializer;
use boa_engine::object::builtins::{AlignedVec, JsArrayBuffer};
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsObject, JsString, JsValue, js_string};
use minihost_mutant::{Mutant, is};
use minihost_socket::{Event, Message, Profile, Report};

use crate::base64;

/// Puts an ordinary field into a fresh object.
pub(crate) fn set(object: &JsObject, key: JsString, value: impl Into<JsValue>, context: &mut Context) {
    // A fresh ordinary object takes every field; only the engine's own limits could stop it.
    let _ = object.create_data_property(key, value, context);
}

/// An object of the kind that every message and every call needs: those with the same fields share their shape, as object
/// literals do, and page code that reads them finds the fields through the engine's inline caches.
pub(crate) fn shared(context: &mut Context) -> JsObject {
    ObjectInitializer::with_native_data(OrdinaryObject, context).build()
}

/// Puts an ordinary field into an object that page code has not seen.
fn put(object: &JsObject, key: JsString, value: JsValue) {
    let field = PropertyDescriptor::builder().value(value).writable(true).enumerable(true).configurable(true);
    object.insert_property(PropertyKey::from(key), field);
}

fn message(data: JsValue, is_buffer: bool, context: &mut Context) -> JsObject {
    let object = shared(context);
    put(&object, js_string!("data"), data);
    if !is(Mutant::IsBufferMissing) {
        put(&object, js_string!("isBuffer"), (is_buffer && !is(Mutant::IsBufferFalse)).into());
    }
    object
}

/// The argument of the listeners for `event`; `None` for what listeners never see.
pub(crate) fn of_event(event: Event, profile: Profile, context: &mut Context) -> Option<JsObject> {
    if let Event::Message(received) = event {
        let (data, is_buffer) = data(&received, profile, context);
        return Some(message(data, is_buffer, context));
    }
    let object = JsObject::with_object_proto(context.intrinsics());
    match event {
        Event::Open { headers, .. } => {
            if is(Mutant::OpenExtra) {
                set(&object, js_string!("status"), 101, context);
            }
            if profile == Profile::Latest && !is(Mutant::OpenWithoutHeader) {
                let fields = fields(&headers, context);
                set(&object, js_string!("header"), fields, context);
            }
        }
        Event::Error(fault) => {
            let Report { code, message } = fault.report(profile);
            set(&object, js_string!("error"), code, context);
            if !is(Mutant::ErrorWithoutText) {
                set(&object, js_string!("errorMessage"), JsString::from(message.as_str()), context);
            }
        }
        Event::Close { code, reason } => {
            let is_wrong = is(Mutant::CloseCodeAlways1000) || (code == 1005 && is(Mutant::NoCodeIs1000));
            let code = if is_wrong { 1000 } else { code };
            if !is(Mutant::CloseWithoutCode) {
                set(&object, js_string!("code"), code, context);
            }
            let reason = if is(Mutant::CloseWithoutReason) { "" } else { reason.as_str() };
            set(&object, js_string!("reason"), JsString::from(reason), context);
        }
        Event::Message(_) | Event::Sent { .. } | Event::SendFailed { .. } => return None,
    }
    Some(object)
}

/// An object of a handshake's headers.
pub(crate) fn fields(headers: &[(String, String)], context: &mut Context) -> JsObject {
    let fields = JsObject::with_object_proto(context.intrinsics());
    for (name, value) in headers {
        set(&fields, JsString::from(name.as_str()), JsString::from(value.as_str()), context);
    }
    fields
}

pub(crate) fn data(message: &Message, profile: Profile, context: &mut Context) -> (JsValue, bool) {
    let latest = (profile == Profile::Latest) != is(Mutant::BinaryOfOtherProfile);
    match message {
        Message::Binary(bytes) if is(Mutant::BinaryAsText) => {
            (JsString::from(String::from_utf8_lossy(bytes).as_ref()).into(), false)
        }
        Message::Text(text) => (JsString::from(text.as_str()).into(), false),
        Message::Binary(bytes) if latest => (array_buffer(bytes, context), true),
        Message::Binary(bytes) => (base64::encode(bytes).into(), true),
    }
}

pub(crate) fn array_buffer(bytes: &[u8], context: &mut Context) -> JsValue {
    let block = AlignedVec::from_slice(64, bytes);
    JsArrayBuffer::from_byte_block(block, context).map_or_else(|_| JsValue::null(), JsValue::from)
}

/// An object with the fields of a JSON object.
pub(crate) fn object(fields: &serde_json::Value, context: &mut Context) -> JsObject {
    // Plain JSON can always be made.
    let made = JsValue::from_json(fields, context).ok().and_then(|value| value.as_object());
    made.unwrap_or_else(|| JsObject::with_object_proto(context.intrinsics()))
}
