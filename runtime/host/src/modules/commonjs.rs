//! CommonJS: `require`, `module` and `exports`.

use std::path::{Path, PathBuf};

use boa_engine::object::builtins::JsArray;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsValue, NativeFunction, Script, Source, js_string};

use crate::host::Host;

/// The function is the one entry of a list: the engine copies the whole syntax tree of what stands in round brackets.
const WRAPPER_START: &str = "[function(exports,module){";
const WRAPPER_END: &str = "\n}]";

/// How far the wrapper moves the columns of a script's first line.
pub(super) const WRAPPER_COLUMNS: u32 = WRAPPER_START.len() as u32;

/// What a file's own `module` object is asked for by; no file has such a name.
pub(super) const OWN_MODULE: &str = "\0module";

const MODULE_OBJECT: &str = "let module=require('\\0module'),exports=module.exports;";

/// How far that moves the columns of a module's first line.
pub(super) const MODULE_OBJECT_COLUMNS: u32 = MODULE_OBJECT.len() as u32;

/// The text of an ES module that has `module` and `exports` as well.
pub(super) fn with_module_object(source: &str) -> String {
    [MODULE_OBJECT, source].concat()
}

/// Defines the global `require`. It knows the calling module from the engine, so that it works in ES modules, in
/// scripts and in functions that run later.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let require = NativeFunction::from_fn_ptr(require).to_js_function(context.realm());
    context.register_global_property(js_string!("require"), require, Attribute::WRITABLE | Attribute::CONFIGURABLE)
}

fn require(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(specifier) = arguments.first().and_then(JsValue::as_string) else {
        return Err(JsNativeError::typ().with_message("require: the argument is no string").into());
    };
    let referrer: Option<PathBuf> =
        context.get_active_script_or_module().and_then(|active| active.path().map(Path::to_owned));
    let host = Host::of(context)?;
    host.loader.require(&specifier.to_std_string_lossy(), referrer.as_deref(), context)
}

/// The script inside of a function of `exports` and `module`; it starts on the file's own first line.
pub(super) fn wrapped(source: &str) -> String {
    [WRAPPER_START, source, WRAPPER_END].concat()
}

/// Compiles a wrapped script to its function.
pub(super) fn compile(path: &Path, wrapped: &str, context: &mut Context) -> JsResult<JsObject> {
    let script = Script::parse(Source::from_bytes(wrapped).with_path(path), None, context)?;
    let value = script.evaluate(context)?;
    let list = value.as_object().and_then(|list| JsArray::from_object(list).ok());
    match list {
        Some(list) if list.length(context)? == 1 => list.get(0, context)?.as_callable(),
        _ => None,
    }
    .ok_or_else(|| JsNativeError::syntax().with_message("unexpected '}' or ']'").into())
}

/// A fresh `module` object with empty `exports`.
pub(super) fn module_object(context: &mut Context) -> JsResult<JsObject> {
    let module = JsObject::with_object_proto(context.intrinsics());
    let exports = JsObject::with_object_proto(context.intrinsics());
    module.create_data_property_or_throw(js_string!("exports"), exports, context)?;
    Ok(module)
}

/// Runs the script; `this` is `module.exports` at its top level, as bundles expect.
pub(super) fn evaluate(function: &JsObject, module: &JsObject, context: &mut Context) -> JsResult<()> {
    let exports = module.get(js_string!("exports"), context)?;
    function.call(&exports, &[exports.clone(), module.clone().into()], context)?;
    Ok(())
}
