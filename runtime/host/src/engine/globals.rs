//! Globals that mini-programs do not have (FW-3).

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsError, JsNativeError, JsResult, JsString, JsValue, NativeFunction, js_string};

/// Names that exist but are undefined in page code, so that `typeof window` and `if (window)` both say no.
const HIDDEN: [&str; 11] = [
    "window",
    "document",
    "global",
    "globalThis",
    "self",
    "location",
    "fetch",
    "XMLHttpRequest",
    "AlipayJSBridge",
    "navigator",
    "WebSocket",
];

/// Makes those names undefined, removes one that is no part of the language, and makes `eval` a function that refuses
/// text: libraries name it without calling it.
pub(super) fn hide(context: &mut Context) -> JsResult<()> {
    let attributes = Attribute::WRITABLE | Attribute::CONFIGURABLE;
    for name in HIDDEN {
        context.register_global_property(JsString::from(name), JsValue::undefined(), attributes)?;
    }
    let refusal = NativeFunction::from_fn_ptr(|_, arguments, _| match arguments.first() {
        Some(text) if text.is_string() => Err(code_from_text()),
        other => Ok(other.cloned().unwrap_or_default()),
    });
    let eval = FunctionObjectBuilder::new(context.realm(), refusal).name(js_string!("eval")).length(1).build();
    context.register_global_property(js_string!("eval"), eval, attributes)?;
    let global = context.global_object();
    // The engine has a global for what the language gives no name.
    global.delete_property_or_throw(js_string!("TypedArray"), context)?;
    Ok(())
}

/// What code gets that would make more code from text (FW-3).
pub(super) fn code_from_text() -> JsError {
    let message = "code from strings is not allowed in a mini-program (eval, new Function)";
    JsNativeError::eval().with_message(message).into()
}
