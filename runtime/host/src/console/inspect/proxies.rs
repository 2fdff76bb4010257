//! Makes proxies tell their targets.
//!
//! A proxy's target is private to the engine, and every question put to the proxy itself may run a trap. So the engine's
//! `Proxy` functions are wrapped once, before any page code runs: each proxy that they make keeps its target and handler
//! as own properties. A proxy's own properties are out of reach for a program (all its operations go to the target or to a
//! trap), and the keys are symbols that only the reader has; the engine's collector sees them like any property.
//!
//! The functions keep their identity, names and errors.

use boa_engine::native_function::NativeFunctionObject;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsString, JsSymbol, JsValue, NativeFunction, js_string};

use super::reader::{Reader, own_value};

/// The keys and the engine's function, as a wrapper holds them.
type Wrapped = (JsObject, (JsSymbol, JsSymbol));

/// Wraps `Proxy` and `Proxy.revocable` of the context's realm.
pub(super) fn observe(context: &mut Context) -> JsResult<Reader> {
    let symbol = |name: JsString| {
        JsSymbol::new(Some(name)).ok_or_else(|| JsNativeError::error().with_message("the engine is out of symbols"))
    };
    let reader = Reader { target: symbol(js_string!("target"))?, handler: symbol(js_string!("handler"))? };
    let constructor = context.intrinsics().constructors().proxy().constructor();
    let revocable = own_value(&constructor, js_string!("revocable")).and_then(|value| value.as_object());
    wrap(&constructor, true, construct, &reader, context)?;
    if let Some(revocable) = revocable {
        wrap(&revocable, false, make_revocable, &reader, context)?;
    }
    Ok(reader)
}

/// Makes `function` do `wrapper`, which is handed what `function` did before.
fn wrap(
    function: &JsObject,
    is_constructor: bool,
    wrapper: fn(&JsValue, &[JsValue], &Wrapped, &mut Context) -> JsResult<JsValue>,
    reader: &Reader,
    context: &mut Context,
) -> JsResult<()> {
    let build = |native| -> JsObject {
        let name = own_value(function, js_string!("name")).and_then(|name| name.as_string()).unwrap_or_default();
        FunctionObjectBuilder::new(context.realm(), native).name(name).constructor(is_constructor).build().into()
    };
    let before = build(NativeFunction::from_copy_closure(|_, _, _| Ok(JsValue::undefined())));
    let wrapped: Wrapped = (before.clone(), (reader.target.clone(), reader.handler.clone()));
    let after = build(NativeFunction::from_copy_closure_with_captures(wrapper, wrapped));
    swap(function, &before)?;
    swap(function, &after)
}

/// Exchanges what two native functions do.
fn swap(left: &JsObject, right: &JsObject) -> JsResult<()> {
    let (Some(mut left), Some(mut right)) =
        (left.downcast_mut::<NativeFunctionObject>(), right.downcast_mut::<NativeFunctionObject>())
    else {
        return Err(JsNativeError::error()
            .with_message("Proxy is not the engine's own: install the console before any other code runs")
            .into());
    };
    std::mem::swap(&mut *left, &mut *right);
    Ok(())
}

fn construct(new_target: &JsValue, args: &[JsValue], wrapped: &Wrapped, context: &mut Context) -> JsResult<JsValue> {
    let (engine_proxy, keys) = wrapped;
    let Some(new_target) = new_target.as_object() else {
        // Called without `new`: the engine has the words for it.
        return engine_proxy.call(&JsValue::undefined(), args, context);
    };
    let proxy = engine_proxy.construct(args, Some(&new_target), context)?;
    remember(&proxy, args, keys);
    Ok(proxy.into())
}

fn make_revocable(this: &JsValue, args: &[JsValue], wrapped: &Wrapped, context: &mut Context) -> JsResult<JsValue> {
    let (engine_revocable, keys) = wrapped;
    let result = engine_revocable.call(this, args, context)?;
    let proxy = result.as_object().and_then(|result| own_value(&result, js_string!("proxy")));
    if let Some(proxy) = proxy.and_then(|proxy| proxy.as_object()) {
        remember(&proxy, args, keys);
    }
    Ok(result)
}

fn remember(proxy: &JsObject, args: &[JsValue], (target, handler): &(JsSymbol, JsSymbol)) {
    for (key, value) in [target, handler].into_iter().zip(args) {
        // Not `[[DefineOwnProperty]]`, which would be the proxy's trap: the property goes into the proxy's own table.
        let property = PropertyDescriptor::builder()
            .value(value.clone())
            .writable(false)
            .enumerable(false)
            .configurable(false)
            .build();
        proxy.insert_property(PropertyKey::Symbol(key.clone()), property);
    }
}
