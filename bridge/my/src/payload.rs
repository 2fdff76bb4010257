//! What listeners and callbacks receive: plain objects with the contract's keys and no others (EV-6).

use boa_engine::object::builtins::{AlignedVec, JsArrayBuffer};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsString, JsValue, js_string};
use minihost_mutant::{Mutant, is};
use minihost_socket::{Event, Message, Profile, Report};

use crate::base64;
use crate::literal::{self, set};

fn message(data: JsValue, is_buffer: bool, context: &mut Context) -> JsObject {
    let object = literal::object(context);
    set(&object, PropertyKey::String(js_string!("data")), data);
    if !is(Mutant::IsBufferMissing) {
        set(&object, PropertyKey::String(js_string!("isBuffer")), is_buffer && !is(Mutant::IsBufferFalse));
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
                set(&object, js_string!("status"), 101);
            }
            if profile == Profile::Latest && !is(Mutant::OpenWithoutHeader) {
                let fields = fields(&headers, context);
                set(&object, js_string!("header"), fields);
            }
        }
        Event::Error(fault) => {
            let Report { code, message } = fault.report(profile);
            set(&object, js_string!("error"), code);
            if !is(Mutant::ErrorWithoutText) {
                set(&object, js_string!("errorMessage"), JsString::from(message.as_str()));
            }
        }
        Event::Close { code, reason } => {
            let is_wrong = is(Mutant::CloseCodeAlways1000) || (code == 1005 && is(Mutant::NoCodeIs1000));
            let code = if is_wrong { 1000 } else { code };
            if !is(Mutant::CloseWithoutCode) {
                set(&object, js_string!("code"), code);
            }
            let reason = if is(Mutant::CloseWithoutReason) { "" } else { reason.as_str() };
            set(&object, js_string!("reason"), JsString::from(reason));
        }
        Event::Message(_) | Event::Sent { .. } | Event::SendFailed { .. } => return None,
    }
    Some(object)
}

/// An object of a handshake's headers.
pub(crate) fn fields(headers: &[(String, String)], context: &mut Context) -> JsObject {
    let fields = JsObject::with_object_proto(context.intrinsics());
    for (name, value) in headers {
        set(&fields, JsString::from(name.as_str()), JsString::from(value.as_str()));
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
