//! What a SocketTask's listeners receive: nested where those of `my` are flat (ST-3).

use boa_engine::{Context, JsObject, JsString, JsValue, js_string};
use minihost_socket::{Event, Profile, Report};

use crate::channel::TaskId;
use crate::literal::{self, set};
use crate::payload;

/// The argument of a task's listeners for `event`; `None` for what listeners never see.
pub(crate) fn of_event(task: TaskId, event: Event, profile: Profile, context: &mut Context) -> Option<JsObject> {
    let outer = literal::object(context);
    let data = literal::object(context);
    let id = JsValue::from(JsString::from(task.to_string()));
    let fields = match event {
        Event::Open { headers, .. } => {
            let header = JsValue::from(payload::fields(&headers, context));
            let fields = vec![(js_string!("socketTaskID"), id), (js_string!("header"), header)];
            put(&data, &fields);
            fields
        }
        Event::Message(message) => {
            let (content, is_buffer) = payload::data(&message, profile, context);
            set(&data, js_string!("socketTaskID"), id);
            set(&data, js_string!("data"), content.clone());
            set(&data, js_string!("isBuffer"), is_buffer);
            vec![(js_string!("isBuffer"), is_buffer.into()), (js_string!("message"), content)]
        }
        Event::Error(fault) => {
            let Report { code, message } = fault.report(profile);
            let message = JsValue::from(JsString::from(message.as_str()));
            let fields = vec![(js_string!("error"), code.into()), (js_string!("errorMessage"), message)];
            set(&data, js_string!("socketTaskID"), id);
            put(&data, &fields);
            fields
        }
        Event::Close { code, reason } => {
            let reason = JsValue::from(JsString::from(reason.as_str()));
            let fields = vec![(js_string!("code"), code.into()), (js_string!("reason"), reason)];
            put(&data, &fields);
            fields
        }
        Event::Sent { .. } | Event::SendFailed { .. } => return None,
    };
    put(&outer, &fields);
    set(&outer, js_string!("data"), data);
    Some(outer)
}

fn put(object: &JsObject, fields: &[(JsString, JsValue)]) {
    for (name, value) in fields {
        set(object, name.clone(), value.clone());
    }
}
