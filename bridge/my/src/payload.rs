//! What listeners and callbacks receive: plain objects with the contract's keys and no others (EV-6).

use boa_engine::object::builtins::{AlignedVec, JsArrayBuffer};
use boa_engine::{Context, JsObject, JsString, JsValue, js_string};
use minihost_socket::{Event, Message, Profile, Report};

use crate::base64;

/// Puts an ordinary field into a fresh object.
pub(crate) fn set(object: &JsObject, key: JsString, value: impl Into<JsValue>, context: &mut Context) {
    // A fresh ordinary object takes every field; only the engine's own limits could stop it.
    let _ = object.create_data_property(key, value, context);
}

/// The argument of the listeners for `event`; `None` for what listeners never see.
pub(crate) fn of_event(event: Event, profile: Profile, context: &mut Context) -> Option<JsObject> {
    let object = JsObject::with_object_proto(context.intrinsics());
    match event {
        Event::Open { headers, .. } => {
            if profile == Profile::Latest {
                let fields = JsObject::with_object_proto(context.intrinsics());
                for (name, value) in headers {
                    set(&fields, JsString::from(name.as_str()), JsString::from(value.as_str()), context);
                }
                set(&object, js_string!("header"), fields, context);
            }
        }
        Event::Message(message) => {
            let (data, is_buffer) = data(&message, profile, context);
            set(&object, js_string!("data"), data, context);
            set(&object, js_string!("isBuffer"), is_buffer, context);
        }
        Event::Error(fault) => {
            let Report { code, message } = fault.report(profile);
            set(&object, js_string!("error"), code, context);
            set(&object, js_string!("errorMessage"), JsString::from(message.as_str()), context);
        }
        Event::Close { code, reason } => {
            set(&object, js_string!("code"), code, context);
            set(&object, js_string!("reason"), JsString::from(reason.as_str()), context);
        }
        Event::Sent { .. } | Event::SendFailed { .. } => return None,
    }
    Some(object)
}

fn data(message: &Message, profile: Profile, context: &mut Context) -> (JsValue, bool) {
    match message {
        Message::Text(text) => (JsString::from(text.as_str()).into(), false),
        Message::Binary(bytes) if profile == Profile::Latest => (array_buffer(bytes, context), true),
        Message::Binary(bytes) => (base64::encode(bytes).into(), true),
    }
}

fn array_buffer(bytes: &[u8], context: &mut Context) -> JsValue {
    let block = AlignedVec::from_slice(64, bytes);
    JsArrayBuffer::from_byte_block(block, context).map_or_else(|_| JsValue::null(), JsValue::from)
}
