//! What a SocketTask's listeners receive: nested where those of `my` are flat (ST-3).

use boa_engine::{Context, JsObject, JsString, JsValue, js_string};
use minihost_socket::{Event, Profile, Report};

use crate::channel::TaskId;
use crate::payload::{self, set};

/// The argument of a task's listeners for `event`; `None` for what listeners never see.
pub(crate) fn of_event(task: TaskId, event: Event, profile: Profile, context: &mut Context) -> Option<JsObject> {
    let outer = JsObject::with_object_proto(context.intrinsics());
    let data = JsObject::with_object_proto(context.intrinsics());
    let id = JsValue::from(JsString::from(task.to_string()));
    let fields = match event {
        Event::Open { headers, .. } => {
            let header = JsValue::from(payload::fields(&headers, context));
            let fields = vec![(js_string!("socketTaskID"), id), (js_string!("header"), header)];
            put(&data, &fields, context);
            fields
        }
        Event::Message(message) => {
            let (content, is_buffer) = payload::data(&message, profile, context);
            set(&data, js_string!("socketTaskID"), id, context);
            set(&data, js_string!("data"), content.clone(), context);
            set(&data, js_string!("isBuffer"), is_buffer, context);
            vec![(js_string!("isBuffer"), is_buffer.into()), (js_string!("message"), content)]
        }
        Event::Error(fault) => {
            let Report { code, message } = fault.report(profile);
            let message = JsValue::from(JsString::from(message.as_str()));
            let fields = vec![(js_string!("error"), code.into()), (js_string!("errorMessage"), message)];
            set(&data, js_string!("socketTaskID"), id, context);
            put(&data, &fields, context);
            fields
        }
        Event::Close { code, reason } => {
            let reason = JsValue::from(JsString::from(reason.as_str()));
            let fields = vec![(js_string!("code"), code.into()), (js_string!("reason"), reason)];
            put(&data, &fields, context);
            fields
        }
        Event::Sent { .. } | Event::SendFailed { .. } => return None,
    };
    put(&outer, &fields, context);
    set(&outer, js_string!("data"), data, context);
    Some(outer)
}

fn put(object: &JsObject, fields: &[(JsString, JsValue)], context: &mut Context) {
    for (name, value) in fields {
        set(object, name.clone(), value.clone(), context);
    }
}
