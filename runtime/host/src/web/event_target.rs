//! `EventTarget`, and the listeners of everything that is one (DOM Standard, 2.7).

use boa_engine::class::{Class, ClassBuilder};
use boa_engine::property::Attribute;
use boa_engine::{Context, Finalize, JsData, JsObject, JsResult, JsString, JsValue, Trace, js_string};

use minihost_bridge::too_many;

use super::abort::AbortSignal;
use super::class::{methods, option, this, type_error};
use super::event::Event;
use super::exception;
use super::file_reader::FileReader;
use crate::host::Host;

/// Who listens to what.
#[derive(Debug, Default, Trace, Finalize)]
pub(super) struct Listeners {
    list: Vec<Listener>,
    next: u32,
}

#[derive(Debug, Clone, Trace, Finalize)]
struct Listener {
    id: u32,
    kind: JsString,
    callback: JsObject,
    capture: bool,
    once: bool,
    signal: Option<JsObject>,
}

/// A target of its own, or the base of a page's class.
#[derive(Debug, Default, Trace, Finalize, JsData)]
pub(super) struct EventTarget {
    listeners: Listeners,
}

impl Class for EventTarget {
    const NAME: &'static str = "EventTarget";
    const ATTRIBUTES: Attribute = Attribute::WRITABLE.union(Attribute::CONFIGURABLE);

    fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
        methods(
            class,
            &[("addEventListener", 2, add), ("removeEventListener", 2, remove), ("dispatchEvent", 1, dispatch)],
        );
        Ok(())
    }

    fn data_constructor(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<Self> {
        Ok(Self::default())
    }
}

/// Works on the listeners of `target`, whatever kind of target it is; no page code may run meanwhile.
fn with_listeners<T>(target: &JsObject, work: impl FnOnce(&mut Listeners) -> T) -> JsResult<T> {
    if let Some(mut data) = target.downcast_mut::<EventTarget>() {
        return Ok(work(&mut data.listeners));
    }
    if let Some(mut data) = target.downcast_mut::<AbortSignal>() {
        return Ok(work(&mut data.listeners));
    }
    if let Some(mut data) = target.downcast_mut::<FileReader>() {
        return Ok(work(&mut data.listeners));
    }
    Err(type_error("illegal invocation: `this` is no EventTarget"))
}

fn object(value: &JsValue) -> JsResult<JsObject> {
    value.as_object().ok_or_else(|| type_error("illegal invocation: `this` is no EventTarget"))
}

fn captures(options: Option<&JsValue>, context: &mut Context) -> JsResult<bool> {
    match options {
        Some(flag) if !flag.is_object() => Ok(flag.to_boolean()),
        options => Ok(option(options, "capture", context)?.to_boolean()),
    }
}

fn add(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = object(value)?;
    let kind = arguments.first().cloned().unwrap_or_default().to_string(context)?;
    let capture = captures(arguments.get(2), context)?;
    let once = option(arguments.get(2), "once", context)?.to_boolean();
    let signal = option(arguments.get(2), "signal", context)?.as_object();
    let is_over = signal.as_ref().is_some_and(AbortSignal::is_aborted);
    let callback = arguments.get(1).and_then(JsValue::as_object);
    let most = Host::of(context)?.max_listeners;
    let has_room = with_listeners(&target, |listeners| {
        let Some(callback) = callback.filter(|_| !is_over) else { return true };
        let is_known = listeners.list.iter().any(|known| known.is(&kind, &callback, capture));
        if is_known {
            return true;
        }
        let has_room = listeners.list.len() < most;
        if has_room {
            listeners.next += 1;
            listeners.list.push(Listener { id: listeners.next, kind, callback, capture, once, signal });
        }
        has_room
    })?;
    match has_room {
        true => Ok(JsValue::undefined()),
        false => Err(too_many("addEventListener", most, "listeners", "max-listeners")),
    }
}

impl Listener {
    fn is(&self, kind: &JsString, callback: &JsObject, capture: bool) -> bool {
        self.kind == *kind && self.capture == capture && JsObject::equals(&self.callback, callback)
    }
}

fn remove(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = object(value)?;
    let kind = arguments.first().cloned().unwrap_or_default().to_string(context)?;
    let capture = captures(arguments.get(2), context)?;
    let callback = arguments.get(1).and_then(JsValue::as_object);
    with_listeners(&target, |listeners| {
        if let Some(callback) = callback {
            listeners.list.retain(|known| !known.is(&kind, &callback, capture));
        }
    })?;
    Ok(JsValue::undefined())
}

fn dispatch(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = object(value)?;
    let event = this::<Event>(arguments.first().unwrap_or(&JsValue::undefined()))
        .map_err(|_| type_error("dispatchEvent: the argument is no Event"))?;
    if event.borrow().data().set_dispatched(true) {
        return Err(exception::error("InvalidStateError", "dispatchEvent: the event is on its way already", context));
    }
    let result = fire(&target, &event, context);
    event.borrow().data().set_dispatched(false);
    result?;
    let is_prevented = event.borrow().data().is_prevented();
    Ok((!is_prevented).into())
}

/// Fires an event of the host's own at `target`.
pub(super) fn fire_at(target: &JsObject, kind: &str, context: &mut Context) -> JsResult<()> {
    let event = Event::fired(kind, context)?;
    dispatch(&target.clone().into(), &[event.into()], context).map(drop)
}

/// Calls the handler `on…` and the listeners; what they throw is reported and stops nothing.
fn fire(target: &JsObject, event: &JsObject<Event>, context: &mut Context) -> JsResult<()> {
    event.borrow_mut().data_mut().target = Some(target.clone());
    let kind = event.borrow().data().kind.clone();
    let listening: Vec<Listener> = with_listeners(target, |listeners| {
        listeners.list.iter().filter(|listener| listener.kind == kind).cloned().collect()
    })?;
    let argument = JsValue::from(event.clone().upcast());
    // Only the platform's own targets have handlers; a page's target may have members of such a name.
    if !target.is::<EventTarget>() {
        let name = JsString::from(format!("on{}", kind.to_std_string_lossy()));
        if let Some(handler) = target.get(name, context)?.as_callable() {
            call(&handler, target, &argument, &kind, context)?;
        }
    }
    for listener in listening {
        if event.borrow().data().is_stopped() {
            break;
        }
        // Listeners that were removed meanwhile are not called any more.
        let is_there = with_listeners(target, |listeners| {
            let is_there = listeners.list.iter().any(|known| known.id == listener.id);
            if listener.once {
                listeners.list.retain(|known| known.id != listener.id);
            }
            is_there
        })?;
        if !is_there || listener.signal.as_ref().is_some_and(AbortSignal::is_aborted) {
            continue;
        }
        if listener.callback.is_callable() {
            call(&listener.callback, target, &argument, &kind, context)?;
            continue;
        }
        let handler = listener.callback.get(js_string!("handleEvent"), context);
        match handler.map(|handler| handler.as_callable()) {
            Ok(Some(handler)) => call(&handler, &listener.callback, &argument, &kind, context)?,
            Ok(None) => {}
            Err(error) => Host::of(context)?.report(&error, format_args!("handleEvent"), context),
        }
    }
    Ok(())
}

fn call(function: &JsObject, this: &JsObject, event: &JsValue, kind: &JsString, context: &mut Context) -> JsResult<()> {
    if let Err(error) = function.call(&this.clone().into(), std::slice::from_ref(event), context) {
        let what = kind.to_std_string_lossy();
        Host::of(context)?.report(&error, format_args!("a listener of {what:?}"), context);
    }
    Ok(())
}
