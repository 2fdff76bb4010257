//! `AbortController` and `AbortSignal` (DOM Standard, 3).

use std::time::Duration;

use boa_engine::class::{Class, ClassBuilder};
use boa_engine::property::Attribute;
use boa_engine::{Context, Finalize, JsData, JsError, JsObject, JsResult, JsString, JsValue, NativeFunction, Trace};

use super::class::{getter, methods, this, type_error};
use super::event_target::{Listeners, fire_at};
use super::exception;
use crate::host::Host;

/// The longest delay of a timer, in milliseconds.
const LONGEST_MILLIS: f64 = 2_147_483_647.0;

/// A signal.
#[derive(Debug, Default, Trace, Finalize, JsData)]
pub(super) struct AbortSignal {
    pub(super) listeners: Listeners,
    /// Why it was aborted, once it was.
    reason: Option<JsValue>,
    /// The signals that abort with it: `AbortSignal.any`.
    dependents: Vec<JsObject>,
}

/// A controller.
#[derive(Debug, Trace, Finalize, JsData)]
pub(super) struct AbortController {
    signal: JsObject,
}

impl AbortSignal {
    /// Whether `signal` is one that was aborted.
    pub(super) fn is_aborted(signal: &JsObject) -> bool {
        signal.downcast_ref::<Self>().is_some_and(|signal| signal.reason.is_some())
    }

    fn fresh(context: &mut Context) -> JsResult<JsObject> {
        Self::from_data(Self::default(), context)
    }
}

impl Class for AbortSignal {
    const NAME: &'static str = "AbortSignal";
    const ATTRIBUTES: Attribute = Attribute::WRITABLE.union(Attribute::CONFIGURABLE);

    fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
        getter(class, "aborted", |value, _, _| Ok(this::<Self>(value)?.borrow().data().reason.is_some().into()));
        getter(class, "reason", |value, _, _| {
            Ok(this::<Self>(value)?.borrow().data().reason.clone().unwrap_or_default())
        });
        methods(
            class,
            &[("throwIfAborted", 0, |value, _, _| {
                let reason = this::<Self>(value)?.borrow().data().reason.clone();
                reason.map_or_else(|| Ok(JsValue::undefined()), |reason| Err(JsError::from_opaque(reason)))
            })],
        );
        class.property(JsString::from("onabort"), JsValue::null(), Attribute::all());
        class.static_method(
            JsString::from("abort"),
            0,
            NativeFunction::from_fn_ptr(|_, arguments, context| {
                let signal = Self::fresh(context)?;
                abort(&signal, arguments.first(), context)?;
                Ok(signal.into())
            }),
        );
        class.static_method(JsString::from("timeout"), 1, NativeFunction::from_fn_ptr(timeout));
        class.static_method(JsString::from("any"), 1, NativeFunction::from_fn_ptr(any));
        Ok(())
    }

    fn data_constructor(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<Self> {
        Err(type_error("illegal constructor: an AbortSignal comes from an AbortController"))
    }
}

impl Class for AbortController {
    const NAME: &'static str = "AbortController";
    const ATTRIBUTES: Attribute = Attribute::WRITABLE.union(Attribute::CONFIGURABLE);

    fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
        getter(class, "signal", |value, _, _| Ok(this::<Self>(value)?.borrow().data().signal.clone().into()));
        methods(
            class,
            &[("abort", 0, |value, arguments, context| {
                let signal = this::<Self>(value)?.borrow().data().signal.clone();
                abort(&signal, arguments.first(), context)?;
                Ok(JsValue::undefined())
            })],
        );
        Ok(())
    }

    fn data_constructor(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<Self> {
        Ok(Self { signal: AbortSignal::fresh(context)? })
    }
}

/// Aborts a signal and those that depend on it, once.
fn abort(signal: &JsObject, reason: Option<&JsValue>, context: &mut Context) -> JsResult<()> {
    let reason = match reason {
        Some(reason) if !reason.is_undefined() => reason.clone(),
        _ => exception::object("AbortError", "the operation was aborted", context)?.into(),
    };
    let dependents = {
        let Some(mut data) = signal.downcast_mut::<AbortSignal>() else { return Ok(()) };
        if data.reason.is_some() {
            return Ok(());
        }
        data.reason = Some(reason.clone());
        std::mem::take(&mut data.dependents)
    };
    fire_at(signal, "abort", context)?;
    for dependent in dependents {
        abort(&dependent, Some(&reason), context)?;
    }
    Ok(())
}

fn timeout(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let millis = arguments.first().cloned().unwrap_or_default().to_number(context)?;
    if !(0.0..=9_007_199_254_740_991.0).contains(&millis) {
        return Err(type_error("AbortSignal.timeout: the argument is no number of milliseconds"));
    }
    let signal = AbortSignal::fresh(context)?;
    let callback = NativeFunction::from_copy_closure_with_captures(
        |_, _, signal, context| {
            let reason = exception::object("TimeoutError", "the operation timed out", context)?;
            abort(signal, Some(&reason.into()), context)?;
            Ok(JsValue::undefined())
        },
        signal.clone(),
    );
    let callback = callback.to_js_function(context.realm());
    let delay = Duration::from_secs_f64(millis.min(LONGEST_MILLIS) / 1000.0);
    let host = Host::of(context)?;
    let set_at = host.loader.caller(context);
    host.timers.borrow_mut().set(callback, Vec::new(), delay, false, set_at, &host.log);
    Ok(signal.into())
}

fn any(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let list = arguments.first().and_then(JsValue::as_object);
    let list = list.ok_or_else(|| type_error("AbortSignal.any: the argument is no list of signals"))?;
    let length = list.get(JsString::from("length"), context)?.to_length(context)?;
    let mut sources = Vec::new();
    for index in 0..length {
        sources.push(this::<AbortSignal>(&list.get(index, context)?)?.upcast());
    }
    let signal = AbortSignal::fresh(context)?;
    for source in sources {
        let reason = source.downcast_ref::<AbortSignal>().and_then(|source| source.reason.clone());
        if reason.is_some() {
            if let Some(mut data) = signal.downcast_mut::<AbortSignal>() {
                data.reason = reason;
            }
            break;
        }
        if let Some(mut data) = source.downcast_mut::<AbortSignal>() {
            data.dependents.push(signal.clone());
        }
    }
    Ok(signal.into())
}
