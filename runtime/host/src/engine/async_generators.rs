//! Async generators in which one of the engine's limits is hit.
//!
//! The engine takes it for impossible that one ends with an error that cannot be caught, and panics.

use boa_engine::{Context, JsObject, JsResult, JsString, NativeFunction};

use super::built_in;
use crate::host::Host;

/// Puts functions around those of the engine that let an async generator go on (ECMA-262, 27.6.1).
pub(super) fn replace(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().objects().async_generator();
    for name in ["next", "return", "throw"] {
        let original = prototype.get(JsString::from(name), context)?;
        let Some(original) = original.as_object() else { continue };
        let native = NativeFunction::from_copy_closure_with_captures(
            |this, arguments, original: &JsObject, context| {
                Host::of(context)?.agent.hooks.call(original, this, arguments, context)
            },
            original.clone(),
        );
        built_in::put(&prototype, name, 1, native, context)?;
    }
    Ok(())
}
