//! Globals that mini-programs do not have (FW-3).

use boa_engine::property::Attribute;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

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

/// Makes those names undefined, and removes the one builtin that would evaluate text and one that is no part of the language.
pub(super) fn hide(context: &mut Context) -> JsResult<()> {
    let attributes = Attribute::WRITABLE | Attribute::CONFIGURABLE;
    for name in HIDDEN {
        context.register_global_property(JsString::from(name), JsValue::undefined(), attributes)?;
    }
    let global = context.global_object();
    global.delete_property_or_throw(js_string!("eval"), context)?;
    // The engine has a global for what the language gives no name.
    global.delete_property_or_throw(js_string!("TypedArray"), context)?;
    Ok(())
}
