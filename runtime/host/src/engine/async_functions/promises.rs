//! The engine's promises, made by this host.

use boa_engine::native_function::NativeFunctionObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsArgs, JsObject, JsResult, JsValue};

use super::Unsettled;
use crate::engine::built_in;
use crate::host::Host;

/// Makes the engine tell of its promises, and of what pages give to promises.
pub(super) fn replace(context: &mut Context) -> JsResult<()> {
    let promise = context.intrinsics().constructors().promise().constructor();
    built_in::exchange(&promise, construct, context);

    let prototype = context.intrinsics().constructors().promise().prototype();
    built_in::wrap(&prototype, "then", 2, then, context)
}

/// `Promise.prototype.then` (ECMA-262, 27.2.5.4).
fn then(this: &JsValue, arguments: &[JsValue], original: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context)?;
    let in_then = &host.agent.hooks.async_functions.in_then;
    let outer = in_then.replace(true);
    let result = original.call(this, arguments, context);
    in_then.set(outer);
    result
}

/// `new Promise(executor)` (ECMA-262, 27.2.3.1).
fn construct(
    new_target: &JsObject,
    arguments: &[JsValue],
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsObject> {
    let executor = arguments.get_or_undefined(0).as_callable();
    let is_plain = *new_target == context.intrinsics().constructors().promise().constructor();
    let Some(executor) = executor.filter(|_| is_plain) else {
        return original.construct(arguments, Some(new_target), context);
    };
    let (promise, settle) = JsPromise::new_pending(context);
    if executor.is::<NativeFunctionObject>() {
        let unsettled = Unsettled { promise: promise.clone(), reject: settle.reject.clone() };
        Host::of(context)?.agent.hooks.async_functions.made(unsettled, context);
    }
    let given = [settle.resolve.into(), settle.reject.clone().into()];
    if let Err(error) = executor.call(&JsValue::undefined(), &given, context) {
        let reason = error.into_opaque(context)?;
        settle.reject.call(&JsValue::undefined(), &[reason], context)?;
    }
    Ok(promise.into())
}
