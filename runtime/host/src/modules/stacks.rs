//! `error.stack` as page code reads it: with the places in the files that people wrote.

use std::rc::Rc;

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};
use minihost_bridge::realm_data;

use crate::host::Host;
use crate::uncaught;

/// The engine's own getter, which tells places in what was compiled.
struct RawStack(JsObject);

/// Puts a getter that corrects the places in the place of the engine's.
///
/// # Errors
/// Only where the engine cannot make the function.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().error().prototype();
    let name = js_string!("stack");
    let Some(found) = prototype.borrow().properties().get(&name.clone().into()) else { return Ok(()) };
    let Some(original) = found.get().and_then(JsValue::as_object) else { return Ok(()) };
    let native = NativeFunction::from_copy_closure_with_captures(
        |this, _, original: &JsObject, context| {
            let stack = original.call(this, &[], context)?;
            match stack.as_string() {
                Some(text) => Ok(JsString::from(corrected(&text.to_std_string_lossy(), context)).into()),
                None => Ok(stack),
            }
        },
        original.clone(),
    );
    let getter = FunctionObjectBuilder::new(context.realm(), native).name(js_string!("get stack")).build();
    let setter = found.set().cloned().unwrap_or_default();
    let accessor = PropertyDescriptor::builder().get(getter).set(setter).enumerable(false).configurable(true);
    prototype.define_property_or_throw(name, accessor, context)?;
    realm_data::insert(Rc::new(RawStack(original)), context);
    Ok(())
}

/// Forgets what the running realm keeps for this.
pub(crate) fn remove(context: &mut Context) {
    drop(realm_data::remove::<RawStack>(context));
}

/// The stack of an error as the engine has it, where nobody gave it another one.
pub(crate) fn raw(error: &JsObject, context: &mut Context) -> Option<String> {
    if error.borrow().properties().contains_key(&js_string!("stack").into()) {
        return None;
    }
    let getter = realm_data::get::<RawStack>(context)?;
    let stack = getter.0.call(&error.clone().into(), &[], context).ok()?;
    Some(stack.as_string()?.to_std_string_lossy())
}

fn corrected(stack: &str, context: &Context) -> String {
    let Ok(host) = Host::of(context) else { return stack.to_owned() };
    let lines = stack.split_inclusive('\n').map(|line| {
        let Some(mut frame) = uncaught::frame(line.trim_end()) else { return line.to_owned() };
        let Some(at) = &mut frame.position else { return line.to_owned() };
        host.loader.correct(at);
        host.loader.original(at);
        format!("    at {frame}{}", if line.ends_with('\n') { "\n" } else { "" })
    });
    lines.collect()
}
