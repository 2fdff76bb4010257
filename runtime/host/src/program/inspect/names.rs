//! The globals `page` and `app` of typed code.

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction};

use crate::host::Host;

/// Defines them, where the program has nothing of that name. It happens when the first line is typed: a program that is
/// only looked at has the globals that it always has.
pub(super) fn define(context: &mut Context) -> JsResult<()> {
    let natives = [
        ("page", NativeFunction::from_fn_ptr(|_, _, context| page(context))),
        ("app", NativeFunction::from_fn_ptr(|_, _, context| app(context))),
    ];
    let global = context.global_object();
    for (name, native) in natives {
        let key = JsString::from(name);
        if global.has_own_property(key.clone(), context)? {
            continue;
        }
        let get = FunctionObjectBuilder::new(context.realm(), native).name(key.clone()).build();
        let set = FunctionObjectBuilder::new(context.realm(), setter(name)).name(key.clone()).length(1).build();
        let property = PropertyDescriptor::builder().get(get).set(set).enumerable(false).configurable(true);
        global.define_property_or_throw(key, property, context)?;
    }
    Ok(())
}

/// A variable of that name, which typed or page code makes, takes its place.
fn setter(name: &'static str) -> NativeFunction {
    NativeFunction::from_copy_closure(move |_, arguments, context| {
        let value = arguments.first().cloned().unwrap_or_default();
        let property =
            PropertyDescriptor::builder().value(value).writable(true).enumerable(true).configurable(true).build();
        context.global_object().define_property_or_throw(JsString::from(name), property, context)?;
        Ok(JsValue::undefined())
    })
}

fn page(context: &Context) -> JsResult<JsValue> {
    let page = Host::of(context)?.framework.current();
    Ok(page.map_or_else(JsValue::undefined, |page| page.object.into()))
}

fn app(context: &Context) -> JsResult<JsValue> {
    Ok(Host::of(context)?.framework.app().map_or_else(JsValue::undefined, Into::into))
}
