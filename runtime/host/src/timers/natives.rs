//! The global functions.

use std::time::Duration;

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsNativeError, JsResult, JsString, JsValue, NativeFunction};

use minihost_bridge::too_many;
use minihost_mutant::{Mutant, is};
use minihost_socket::{Mishap, Operation};

use crate::host::Host;

/// What a 32-bit signed number of milliseconds can hold, as on every platform: almost 25 days.
const LONGEST_MILLIS: f64 = 2_147_483_647.0;

/// How late a timer is that is late on purpose.
const LATE: Duration = Duration::from_secs(10);

/// Defines `setTimeout`, `setInterval`, `clearTimeout` and `clearInterval`.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let natives = [
        ("setTimeout", 2, NativeFunction::from_fn_ptr(|_, arguments, context| set(arguments, false, context))),
        ("setInterval", 2, NativeFunction::from_fn_ptr(|_, arguments, context| set(arguments, true, context))),
        ("clearTimeout", 1, NativeFunction::from_fn_ptr(clear)),
        ("clearInterval", 1, NativeFunction::from_fn_ptr(clear)),
    ];
    for (name, length, native) in natives {
        let name = JsString::from(name);
        let function = FunctionObjectBuilder::new(context.realm(), native).name(name.clone()).length(length).build();
        context.register_global_property(name, function, Attribute::all())?;
    }
    Ok(())
}

fn set(arguments: &[JsValue], repeat: bool, context: &mut Context) -> JsResult<JsValue> {
    let name = if repeat { "setInterval" } else { "setTimeout" };
    let Some(callback) = arguments.first().and_then(JsValue::as_function) else {
        let message = format!("{name}: the first argument is no function (code as a string is not allowed)");
        return Err(JsNativeError::typ().with_message(message).into());
    };
    let delay = match arguments.get(1) {
        Some(value) => delay(value.to_number(context)?, repeat),
        None => delay(0.0, repeat),
    };
    let arguments = if is(Mutant::TimerArgumentsDropped) { &[] } else { arguments };
    let rest = arguments.get(2..).unwrap_or_default().to_vec();
    let host = Host::of(context)?;
    if host.timers.borrow().len() >= host.max_timers {
        return Err(too_many(name, host.max_timers, "timers", "max-timers"));
    }
    let delay = match host.mishap(Operation::Timer) {
        None => delay,
        Some(Mishap::TimerNever) => Duration::MAX,
        Some(_) => delay + LATE,
    };
    let set_at = host.loader.caller(context);
    let id = host.timers.borrow_mut().set(callback, rest, delay, repeat, set_at, &host.log);
    Ok(id.into())
}

/// Negative and odd delays count as 0; an interval of 0 would never let anything else run, so it is 1 ms.
fn delay(millis: f64, repeat: bool) -> Duration {
    let least = if repeat { 1.0 } else { 0.0 };
    let millis = if millis.is_nan() { 0.0 } else { millis.trunc() };
    Duration::from_secs_f64(millis.clamp(least, LONGEST_MILLIS) / 1000.0)
}

fn clear(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let id = arguments.first().and_then(JsValue::as_number).unwrap_or_default();
    if !is(Mutant::ClearTimeoutIgnored) && id >= 1.0 && id <= f64::from(u32::MAX) && id.fract() == 0.0 {
        Host::of(context)?.timers.borrow_mut().clear(id as u32);
    }
    Ok(JsValue::undefined())
}
