//! The global functions of the framework.

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction};
use minihost_bridge::Embedder;

use crate::host::Host;

/// Defines `App`, `Page`, `Component`, `Mixin`, `getApp` and `getCurrentPages`.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let natives = [
        ("App", 1, NativeFunction::from_fn_ptr(app)),
        ("Page", 1, NativeFunction::from_fn_ptr(page)),
        ("getApp", 0, NativeFunction::from_fn_ptr(get_app)),
        ("getCurrentPages", 0, NativeFunction::from_fn_ptr(get_current_pages)),
        ("Component", 1, NativeFunction::from_fn_ptr(component)),
        ("Mixin", 1, NativeFunction::from_fn_ptr(mixin)),
    ];
    for (name, length, native) in natives {
        let name = JsString::from(name);
        let function = FunctionObjectBuilder::new(context.realm(), native).name(name.clone()).length(length).build();
        context.register_global_property(name, function, Attribute::all())?;
    }
    Ok(())
}

fn app(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let app = options("App", arguments)?;
    let host = Host::of(context)?;
    if !host.framework.register_app(app) {
        host.warn("App(…) was called again; the first call counts", context);
    }
    Ok(JsValue::undefined())
}

fn page(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let options = options("Page", arguments)?;
    let host = Host::of(context)?;
    if !host.framework.takes_pages() {
        host.warn(
            "Page(…) was called after the page was opened; it counts only while the page's module loads",
            context,
        );
        return Ok(JsValue::undefined());
    }
    if !host.framework.register_page(options) {
        host.warn("Page(…) was called again in one module; the last call counts", context);
    }
    Ok(JsValue::undefined())
}

/// `Component(options)`: components are drawn nowhere here, so that there is nothing to keep of them.
fn component(_: &JsValue, arguments: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    options("Component", arguments)?;
    Ok(JsValue::undefined())
}

/// `Mixin(options)`: the options themselves, for `mixins` of pages and components.
fn mixin(_: &JsValue, arguments: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    options("Mixin", arguments).map(JsValue::from)
}

fn options(name: &str, arguments: &[JsValue]) -> JsResult<JsObject> {
    let object = arguments.first().and_then(JsValue::as_object);
    object.filter(|object| !object.is_callable() && !object.is_array()).ok_or_else(|| {
        JsNativeError::typ()
            .with_message(format!("{name}: the argument is no options object; write {name}({{ … }})"))
            .into()
    })
}

/// `getApp()`: the object that `App` was given; an empty one where no app was registered.
fn get_app(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context)?;
    if let Some(app) = host.framework.app() {
        return Ok(app.into());
    }
    let app = JsObject::with_object_proto(context.intrinsics());
    host.framework.register_app(app.clone());
    Ok(app.into())
}

/// `getCurrentPages()`: a copy of the stack, the last one is shown (FW-6).
fn get_current_pages(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let pages = Host::of(context)?.framework.stack();
    Ok(JsArray::from_iter(pages.into_iter().map(|page| page.object.into()), context).into())
}
