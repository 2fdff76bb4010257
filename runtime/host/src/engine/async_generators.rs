//! Async generators in which one of the engine's limits is hit.
//!
//! The engine takes it for impossible that one ends with an error that cannot be caught, and panics.

use boa_engine::{Context, JsObject, JsResult, JsValue};

use super::built_in;
use crate::host::Host;

/// Puts functions around those of the engine that let an async generator go on (ECMA-262, 27.6.1).
pub(super) fn replace(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().objects().async_generator();
    for name in ["next", "return", "throw"] {
        built_in::wrap(&prototype, name, 1, call, context)?;
    }
    Ok(())
}

fn call(this: &JsValue, arguments: &[JsValue], original: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    Host::of(context)?.agent.hooks.call(original, this, arguments, context)
}
