//! What `window` is: the global object under its other names, and what bundles ask it for.

use boa_engine::job::PromiseJob;
use boa_engine::object::{FunctionObjectBuilder, ObjectInitializer};
use boa_engine::property::Attribute;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction, js_string};

use super::class::type_error;
use crate::host::Host;

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let attributes = Attribute::WRITABLE | Attribute::CONFIGURABLE;
    let global = context.global_object();
    for name in ["window", "self", "globalThis"] {
        context.register_global_property(JsString::from(name), global.clone(), attributes)?;
    }
    let navigator = ObjectInitializer::new(context)
        .property(js_string!("userAgent"), js_string!(concat!("minihost/", env!("CARGO_PKG_VERSION"))), attributes)
        .property(js_string!("language"), js_string!("en"), attributes)
        .property(js_string!("onLine"), true, attributes)
        .build();
    context.register_global_property(js_string!("navigator"), navigator, attributes)?;
    let style = ObjectInitializer::new(context).build();
    let element = ObjectInitializer::new(context).property(js_string!("style"), style, attributes).build();
    // Nothing ever happens to it; bundles listen all the same.
    let listen = |_: &JsValue, _: &[JsValue], _: &mut Context| Ok(JsValue::undefined());
    let document = ObjectInitializer::new(context)
        .property(js_string!("documentElement"), element, attributes)
        .function(NativeFunction::from_fn_ptr(listen), js_string!("addEventListener"), 2)
        .function(NativeFunction::from_fn_ptr(listen), js_string!("removeEventListener"), 2)
        .build();
    context.register_global_property(js_string!("document"), document, attributes)?;
    let performance =
        ObjectInitializer::new(context).function(NativeFunction::from_fn_ptr(now), js_string!("now"), 0).build();
    context.register_global_property(js_string!("performance"), performance, attributes)?;
    let native = NativeFunction::from_fn_ptr(queue_microtask);
    let name = js_string!("queueMicrotask");
    let function = FunctionObjectBuilder::new(context.realm(), native).name(name.clone()).length(1).build();
    context.register_global_property(name, function, Attribute::all())
}

/// Milliseconds since the program began, with their fraction.
fn now(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let now = Host::of(context)?.log.clock().now();
    Ok(now.as_millis_f64().into())
}

fn queue_microtask(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(callback) = arguments.first().and_then(JsValue::as_callable) else {
        return Err(type_error("queueMicrotask: the argument is no function"));
    };
    let job = PromiseJob::with_realm(
        move |context: &mut Context| {
            if let Err(error) = callback.call(&JsValue::undefined(), &[], context) {
                Host::of(context)?.report(&error, format_args!("queueMicrotask"), context);
            }
            Ok(JsValue::undefined())
        },
        context.realm().clone(),
    );
    context.enqueue_job(job.into());
    Ok(JsValue::undefined())
}
