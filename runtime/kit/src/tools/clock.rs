//! `clock.advance(ms)`, `clock.runAll()`, `clock.now()`.

use std::rc::Rc;
use std::time::Duration;

use boa_engine::property::Attribute;
use boa_engine::{Context, JsObject, JsResult, JsValue, NativeFunction, js_string};

use crate::kit::Kit;
use crate::later::{self, Finish};
use crate::native::{error, getter, method, misuse};

/// After so many timers `clock.runAll()` gives up: an interval never ends.
const MOST_TIMERS: usize = 10_000;

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let clock = JsObject::with_object_proto(context.intrinsics());
    method(&clock, "advance", 1, NativeFunction::from_fn_ptr(advance), context)?;
    method(&clock, "runAll", 0, NativeFunction::from_fn_ptr(run_all), context)?;
    method(&clock, "now", 0, NativeFunction::from_fn_ptr(now), context)?;
    let kind = NativeFunction::from_fn_ptr(|_, _, context| {
        let is_virtual = Kit::of(context)?.is_virtual();
        Ok(crate::native::text(if is_virtual { "virtual" } else { "real" }))
    });
    getter(&clock, "kind", kind, context)?;
    context.register_global_property(js_string!("clock"), clock, Attribute::all())
}

/// Lets that much time pass; everything that is due meanwhile runs at its own time. Under the virtual clock it costs
/// nothing, under the real one it takes as long as it says.
fn advance(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    let millis = arguments.first().and_then(JsValue::as_number).filter(|millis| *millis >= 0.0);
    let Some(millis) = millis else { return Err(misuse("clock.advance: write clock.advance(milliseconds)")) };
    let wait = Duration::from_secs_f64(millis.min(1e12) / 1000.0);
    let work = async move {
        tokio::time::sleep(wait).await;
        let finish: Finish = Box::new(|_| Ok(JsValue::undefined()));
        finish
    };
    Ok(later::promise(&kit, work, context))
}

/// Lets time pass until no timer is set any more.
fn run_all(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    let inner = Rc::clone(&kit);
    let work = async move {
        for _ in 0..MOST_TIMERS {
            let Some(wait) = inner.program().until_next_timer() else {
                let finish: Finish = Box::new(|_| Ok(JsValue::undefined()));
                return finish;
            };
            tokio::time::sleep(wait).await;
            // The event loop runs what is due now before the next look.
            tokio::task::yield_now().await;
        }
        Box::new(|_: &mut Context| {
            Err(error(format!(
                "clock.runAll: after {MOST_TIMERS} timers there are still more; an interval never ends, so use clock.advance"
            )))
        })
    };
    Ok(later::promise(&kit, work, context))
}

/// Milliseconds since the test's start.
fn now(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    Ok(kit.history.millis(kit.program().now()).into())
}
