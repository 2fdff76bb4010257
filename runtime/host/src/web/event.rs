//! `Event` (DOM Standard, 2.2).

use std::cell::Cell;

use boa_engine::class::{Class, ClassBuilder};
use boa_engine::object::builtins::JsArray;
use boa_engine::property::Attribute;
use boa_engine::{Context, Finalize, JsData, JsObject, JsResult, JsString, JsValue, Trace};

use super::class::{accessor, getter, methods, option, this, type_error};
use crate::host::Host;

/// An event. There is no tree of targets here, so it never bubbles.
#[derive(Debug, Trace, Finalize, JsData)]
pub(super) struct Event {
    pub(super) kind: JsString,
    bubbles: bool,
    cancelable: bool,
    composed: bool,
    #[unsafe_ignore_trace]
    state: State,
    time: f64,
    pub(super) target: Option<JsObject>,
}

#[derive(Debug, Default)]
struct State {
    is_prevented: Cell<bool>,
    is_stopped: Cell<bool>,
    is_dispatched: Cell<bool>,
}

impl Event {
    /// An event of this type that the host fires.
    pub(super) fn fired(kind: &str, context: &mut Context) -> JsResult<JsObject> {
        let event = Self::new(JsString::from(kind), context)?;
        Self::from_data(event, context)
    }

    fn new(kind: JsString, context: &Context) -> JsResult<Self> {
        let time = Host::of(context)?.log.clock().now().as_millis_f64();
        let (bubbles, cancelable, composed) = (false, false, false);
        Ok(Self { kind, bubbles, cancelable, composed, state: State::default(), time, target: None })
    }

    /// Whether no further listener may see it.
    pub(super) fn is_stopped(&self) -> bool {
        self.state.is_stopped.get()
    }

    /// Whether `preventDefault` was called.
    pub(super) fn is_prevented(&self) -> bool {
        self.state.is_prevented.get()
    }

    /// Marks the begin and the end of its way to the listeners; returns what was marked before.
    pub(super) fn set_dispatched(&self, dispatched: bool) -> bool {
        if !dispatched {
            self.state.is_stopped.set(false);
        }
        self.state.is_dispatched.replace(dispatched)
    }
}

impl Class for Event {
    const NAME: &'static str = "Event";
    const LENGTH: usize = 1;
    const ATTRIBUTES: Attribute = Attribute::WRITABLE.union(Attribute::CONFIGURABLE);

    fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
        getter(class, "type", |value, _, _| Ok(this::<Self>(value)?.borrow().data().kind.clone().into()));
        getter(class, "target", target);
        getter(class, "srcElement", target);
        getter(class, "currentTarget", |value, _, _| {
            let event = this::<Self>(value)?;
            let event = event.borrow();
            let target = event.data().target.clone().filter(|_| event.data().state.is_dispatched.get());
            Ok(target.map_or_else(JsValue::null, JsValue::from))
        });
        getter(class, "eventPhase", |value, _, _| {
            Ok(if this::<Self>(value)?.borrow().data().state.is_dispatched.get() { 2.into() } else { 0.into() })
        });
        getter(class, "bubbles", |value, _, _| Ok(this::<Self>(value)?.borrow().data().bubbles.into()));
        getter(class, "cancelable", |value, _, _| Ok(this::<Self>(value)?.borrow().data().cancelable.into()));
        getter(class, "composed", |value, _, _| Ok(this::<Self>(value)?.borrow().data().composed.into()));
        getter(class, "defaultPrevented", |value, _, _| Ok(this::<Self>(value)?.borrow().data().is_prevented().into()));
        getter(class, "timeStamp", |value, _, _| Ok(this::<Self>(value)?.borrow().data().time.into()));
        getter(class, "isTrusted", |value, _, _| this::<Self>(value).map(|_| false.into()));
        let stopped = |value: &JsValue, _: &[JsValue], _: &mut Context| -> JsResult<JsValue> {
            // With one target only, to stop the way up stops nothing; `cancelBubble` tells of it all the same.
            this::<Self>(value).map(|_| JsValue::undefined())
        };
        accessor(class, "cancelBubble", |value, _, _| this::<Self>(value).map(|_| false.into()), Some(stopped));
        methods(
            class,
            &[
                ("preventDefault", 0, |value, _, _| {
                    let event = this::<Self>(value)?;
                    let event = event.borrow();
                    if event.data().cancelable {
                        event.data().state.is_prevented.set(true);
                    }
                    Ok(JsValue::undefined())
                }),
                ("stopPropagation", 0, stopped),
                ("stopImmediatePropagation", 0, |value, _, _| {
                    this::<Self>(value)?.borrow().data().state.is_stopped.set(true);
                    Ok(JsValue::undefined())
                }),
                ("composedPath", 0, |value, _, context| {
                    let event = this::<Self>(value)?;
                    let path = {
                        let event = event.borrow();
                        event.data().target.clone().filter(|_| event.data().state.is_dispatched.get())
                    };
                    Ok(JsArray::from_iter(path.map(JsValue::from), context).into())
                }),
            ],
        );
        Ok(())
    }

    fn data_constructor(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<Self> {
        let kind = arguments.first().ok_or_else(|| type_error("Event: the type is missing"))?.to_string(context)?;
        let mut event = Self::new(kind, context)?;
        event.bubbles = option(arguments.get(1), "bubbles", context)?.to_boolean();
        event.cancelable = option(arguments.get(1), "cancelable", context)?.to_boolean();
        event.composed = option(arguments.get(1), "composed", context)?.to_boolean();
        Ok(event)
    }
}

fn target(value: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let target = this::<Event>(value)?.borrow().data().target.clone();
    Ok(target.map_or_else(JsValue::null, JsValue::from))
}
