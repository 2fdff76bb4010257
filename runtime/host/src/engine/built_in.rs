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

/// What stands around a function of the engine: it is given `this`, the arguments, and that function.
pub(super) trait Around:
    Fn(&JsValue, &[JsValue], &JsObject, &mut Context) -> JsResult<JsValue> + Copy + 'static
{
}

impl<F> Around for F where F: Fn(&JsValue, &[JsValue], &JsObject, &mut Context) -> JsResult<JsValue> + Copy + 'static {}

/// Puts `native` around the function `name` of `holder`, where there is one.
pub(super) fn wrap(
    holder: &JsObject,
    name: &str,
    length: usize,
    native: impl Around,
    context: &mut Context,
) -> JsResult<()> {
    let original = holder.get(JsString::from(name), context)?;
    let Some(original) = original.as_object() else { return Ok(()) };
    put(holder, name, length, around(native, original), context)
}

/// What stands around a constructor of the engine: it is given `new.target`, the arguments, and that constructor.
pub(super) trait AroundNew:
    Fn(&JsObject, &[JsValue], &JsObject, &mut Context) -> JsResult<JsObject> + Copy + 'static
{
}

impl<F> AroundNew for F where
    F: Fn(&JsObject, &[JsValue], &JsObject, &mut Context) -> JsResult<JsObject> + Copy + 'static
{
}

/// Puts `native` around what `constructor` runs, one that the engine itself uses and holds on to. A call without `new` is the
/// engine's.
pub(super) fn exchange(constructor: &JsObject, native: impl AroundNew, context: &mut Context) {
    let native =
        move |new_target: &JsValue, arguments: &[JsValue], original: &JsObject, context: &mut Context| match new_target
            .as_object()
        {
            Some(new_target) => native(&new_target, arguments, original, context).map(JsValue::from),
            None => original.call(new_target, arguments, context),
        };
    let function =
        |native: NativeFunction| FunctionObjectBuilder::new(context.realm(), native).constructor(true).build();
    let original = function(NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined())));
    let replacement = function(around(native, original.clone().into()));
    swap(constructor, &original);
    swap(constructor, &replacement);
}

fn around(native: impl Around, original: JsObject) -> NativeFunction {
    NativeFunction::from_copy_closure_with_captures(
        move |this, arguments, original: &JsObject, context| native(this, arguments, original, context),
        original,
    )
}

/// Exchanges what two built-in functions run.
fn swap(one: &JsObject, other: &JsObject) {
    if let (Some(mut one), Some(mut other)) =
        (one.downcast_mut::<NativeFunctionObject>(), other.downcast_mut::<NativeFunctionObject>())
    {
        std::mem::swap(&mut *one, &mut *other);
    }
}
