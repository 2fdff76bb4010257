//! What `my.request` returns: a promise that is a RequestTask as well.

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction};
use minihost_mutant::{Mutant, is};
use minihost_shim::REQUEST_TASK;
use minihost_socket::http::{Fault, RequestId};
use serde_json::json;

use crate::bridge::Bridge;
use crate::callbacks::Callbacks;
use crate::limit::too_many;
use crate::options::Options;
use crate::settlement::{Call, Outcome};

/// What people know the listeners of a response's headers as.
pub(super) const ON_HEADERS: &str = "RequestTask.onHeadersReceived";

const ABORT: &str = "RequestTask.abort";

/// Gives the promise its methods; they do nothing for a call that failed at once, and need no `this`.
pub(super) fn equip(promise: &JsValue, id: Option<RequestId>, context: &mut Context) {
    let Some(promise) = promise.as_object() else { return };
    for api in REQUEST_TASK {
        let native = native(api.name, id);
        let name = JsString::from(api.name);
        let function = FunctionObjectBuilder::new(context.realm(), native).name(name.clone()).build();
        let property = PropertyDescriptor::builder().value(function).writable(true).configurable(true);
        // A fresh promise takes every field; only the engine's own limits could stop it.
        let _ = promise.define_property_or_throw(name, property.enumerable(false).build(), context);
    }
}

/// Ends the request, whose failure is told first; succeeds whether it was over or not.
fn abort(id: Option<RequestId>, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let mut options = Options::new(arguments, context);
    let callbacks = Callbacks::read(&mut options);
    options.failure()?;
    let requests = bridge.requests();
    if let Some(id) = id.filter(|_| !is(Mutant::RequestAbortIgnored)) {
        // Nothing more comes of it but its failure.
        requests.client.abort(id);
        if let Some(kept) = requests.take(id) {
            kept.call.settle_later(&bridge, Outcome::Failure(Fault::Aborted.report()));
        }
    }
    let (call, promise) = Call::with_promise(&bridge, ABORT, callbacks, context)?;
    call.settle_later(&bridge, Outcome::Result(json!({ "success": true })));
    Ok(promise)
}

fn native(name: &str, id: Option<RequestId>) -> NativeFunction {
    if name == "abort" {
        return NativeFunction::from_copy_closure(move |_, arguments, context| abort(id, arguments, context));
    }
    let Some(id) = id else { return NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined())) };
    match name {
        "onHeadersReceived" => NativeFunction::from_copy_closure(move |_, arguments, context| {
            if let Some(function) = arguments.first().and_then(JsValue::as_function) {
                let bridge = Bridge::of(context)?;
                let most = bridge.settings.max_listeners;
                if !bridge.requests().on_headers(id, function, most) {
                    return Err(too_many(ON_HEADERS, most, "listeners", "max-listeners"));
                }
            }
            Ok(JsValue::undefined())
        }),
        _ => NativeFunction::from_copy_closure(move |_, arguments, context| {
            let bridge = Bridge::of(context)?;
            match arguments.first().filter(|value| !value.is_undefined()) {
                None => bridge.requests().off_headers(id, None),
                Some(value) => {
                    if let Some(function) = value.as_function() {
                        bridge.requests().off_headers(id, Some(&function));
                    }
                }
            }
            Ok(JsValue::undefined())
        }),
    }
}
