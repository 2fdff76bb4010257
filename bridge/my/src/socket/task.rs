//! The SocketTask that `connectSocket` returns for `multiple` (ST-1).
//!
//! The page's object holds a number alone: what it stands for lives in the bridge until its close was delivered, whether
//! or not the page still has the object.

use std::rc::Rc;

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsData, JsObject, JsResult, JsString, JsSymbol, JsValue, NativeFunction, js_string};
use boa_gc::{Finalize, Trace};
use minihost_shim::{Form, SOCKET_TASK};
use minihost_socket::{Fault, State};
use serde_json::Value;

use super::close::close;
use super::send::send;
use crate::bridge::Bridge;
use crate::channel::{Channel, TaskId, of_task};
use crate::listeners::EventName;

/// What the page's object is made of.
#[derive(Debug, Trace, Finalize, JsData)]
struct Handle {
    task: TaskId,
}

/// What a call was made on.
pub(super) struct Receiver {
    /// The call's name.
    pub(super) api: &'static str,
    pub(super) task: Option<TaskId>,
    channel: Option<Rc<Channel>>,
    /// Whether it is neither `my` nor a task.
    is_foreign: bool,
}

impl Receiver {
    pub(super) fn single(api: &'static str, bridge: &Bridge) -> Self {
        Self { api, task: None, channel: Some(Rc::clone(&bridge.single)), is_foreign: false }
    }

    fn of(this: &JsValue, api: &'static str, bridge: &Bridge) -> Self {
        let task = id(this);
        let channel = task.and_then(|task| bridge.task(task));
        Self { api, task, channel, is_foreign: task.is_none() }
    }

    /// The channel; none for a task that was closed.
    ///
    /// # Errors
    /// The method was called without its task.
    pub(super) fn channel(&self) -> Result<Option<&Rc<Channel>>, Fault> {
        if self.is_foreign {
            let reason = format!("{} was called without its task; call it as a method: task.send(…)", self.api);
            return Err(Fault::ArgumentInvalid { reason });
        }
        Ok(self.channel.as_ref())
    }

    /// A record's detail, with the task that it is about.
    pub(super) fn tag(&self, detail: Value) -> Value {
        of_task(detail, self.task)
    }
}

/// The page's object for a task.
pub(super) fn object(task: TaskId, bridge: &Bridge, context: &mut Context) -> JsValue {
    let prototype = bridge.task_prototype.get_or_init(|| prototype(context)).clone();
    JsObject::from_proto_and_data(prototype, Handle { task }).into()
}

fn id(this: &JsValue) -> Option<TaskId> {
    this.as_object()?.downcast_ref::<Handle>().map(|handle| handle.task)
}

fn prototype(context: &mut Context) -> JsObject {
    let prototype = JsObject::with_object_proto(context.intrinsics());
    for api in SOCKET_TASK {
        let native = native(api.name);
        let length = usize::from(api.form != Form::Off && api.form != Form::Value);
        let function =
            FunctionObjectBuilder::new(context.realm(), native).name(JsString::from(api.name)).length(length);
        let function = function.build();
        let property = PropertyDescriptor::builder().configurable(true);
        let property = match api.form {
            Form::Value => property.get(function).enumerable(true).build(),
            _ => property.value(function).writable(true).enumerable(false).build(),
        };
        // A fresh ordinary object takes every field; only the engine's own limits could stop it.
        let _ = prototype.define_property_or_throw(JsString::from(api.name), property, context);
    }
    let tag = PropertyDescriptor::builder().value(js_string!("SocketTask")).configurable(true).build();
    let _ = prototype.define_property_or_throw(JsSymbol::to_string_tag(), tag, context);
    prototype
}

fn native(name: &str) -> NativeFunction {
    match name {
        "send" => NativeFunction::from_fn_ptr(|this, arguments, context| {
            let bridge = Bridge::of(context)?;
            let receiver = Receiver::of(this, "SocketTask.send", &bridge);
            send(&bridge, &receiver, arguments, context)
        }),
        "close" => NativeFunction::from_fn_ptr(|this, arguments, context| {
            let bridge = Bridge::of(context)?;
            let receiver = Receiver::of(this, "SocketTask.close", &bridge);
            close(&bridge, &receiver, arguments, context)
        }),
        "readyState" => NativeFunction::from_fn_ptr(ready_state),
        name => {
            let (event, is_on) = (event(name), name.starts_with("on"));
            NativeFunction::from_copy_closure(move |this, arguments, context| {
                // A task that was closed tells nothing any more, and keeps nothing alive.
                let bridge = Bridge::of(context)?;
                if let Some(channel) = id(this).and_then(|task| bridge.task(task)) {
                    let (listeners, index) = (&channel.listeners, event.index());
                    match is_on {
                        true => listeners.on((index, event.api(true)), arguments, bridge.settings.max_listeners)?,
                        false => listeners.off(index, arguments),
                    }
                }
                Ok(JsValue::undefined())
            })
        }
    }
}

fn event(name: &str) -> EventName {
    match name.trim_start_matches("off").trim_start_matches("on") {
        "Open" => EventName::Open,
        "Message" => EventName::Message,
        "Error" => EventName::Error,
        _ => EventName::Close,
    }
}

/// 0 to 3, as the page was told: connecting, open, closing, closed.
fn ready_state(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(task) = id(this) else { return Ok(JsValue::undefined()) };
    let state = Bridge::of(context)?.task(task).map_or(State::Idle, |channel| channel.service.state());
    Ok(match state {
        State::Connecting => 0,
        State::Open => 1,
        State::Closing => 2,
        State::Idle => 3,
    }
    .into())
}
