//! Built-in functions of this host in the place of the engine's.

use boa_engine::native_function::NativeFunctionObject;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction};

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

/// What a constructor of this host runs: it is given `new.target`, the arguments, and what the engine had in its place.
pub(super) type Construct = fn(&JsValue, &[JsValue], &JsObject, &mut Context) -> JsResult<JsValue>;

/// Makes `constructor`, one that the engine itself uses and holds on to, run `native`.
pub(super) fn exchange(constructor: &JsObject, native: Construct, context: &mut Context) {
    let function =
        |native: NativeFunction| FunctionObjectBuilder::new(context.realm(), native).constructor(true).build();
    let original = function(NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined())));
    let native = NativeFunction::from_copy_closure_with_captures(
        move |new_target, arguments, original: &JsObject, context| native(new_target, arguments, original, context),
        original.clone().into(),
    );
    let replacement = function(native);
    swap(constructor, &original);
    swap(constructor, &replacement);
}

/// Exchanges what two built-in functions run.
fn swap(one: &JsObject, other: &JsObject) {
    if let (Some(mut one), Some(mut other)) =
        (one.downcast_mut::<NativeFunctionObject>(), other.downcast_mut::<NativeFunctionObject>())
    {
        std::mem::swap(&mut *one, &mut *other);
    }
}
