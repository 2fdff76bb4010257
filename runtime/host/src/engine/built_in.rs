//! Built-in functions of this host in the place of the engine's.

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsObject, JsResult, JsString, NativeFunction};

/// Gives `holder` the function `name`, which takes `length` arguments, as the standard has built-in functions: it can be
/// replaced, and is not enumerated.
pub(super) fn put(
    holder: &JsObject,
    name: &str,
    length: usize,
    native: NativeFunction,
    context: &mut Context,
) -> JsResult<()> {
    let name = JsString::from(name);
    let function = FunctionObjectBuilder::new(context.realm(), native).name(name.clone()).length(length).build();
    let hidden = PropertyDescriptor::builder().value(function).writable(true).enumerable(false).configurable(true);
    holder.define_property_or_throw(name, hidden, context).map(drop)
}
