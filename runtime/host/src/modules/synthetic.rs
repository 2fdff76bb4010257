//! What stands for scripts and data in the graph of ES modules.

use boa_engine::module::SyntheticModule;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};

/// The names that a module for `exports` has: `default`, and all own keys.
pub(super) fn names(exports: &JsValue, context: &mut Context) -> JsResult<Vec<JsString>> {
    let default = js_string!("default");
    let mut names = vec![default.clone()];
    if let Some(object) = exports.as_object() {
        for key in object.own_property_keys(context)? {
            if let PropertyKey::String(name) = key
                && name != default
            {
                names.push(name);
            }
        }
    }
    Ok(names)
}

/// Gives each of `names` its value. Scripts that were ES modules before a compiler had them say so with `__esModule`:
/// their default export is their member `default`, unless the importer is one that `follows_node`.
/// Returns the names that `exports` does not have.
pub(super) fn fill(
    module: &SyntheticModule,
    names: &[JsString],
    exports: &JsValue,
    follows_node: bool,
    context: &mut Context,
) -> JsResult<Vec<JsString>> {
    let object = exports.as_object();
    let was_module = match &object {
        Some(object) if !follows_node => object.get(js_string!("__esModule"), context)?.to_boolean(),
        _ => false,
    };
    let mut missing = Vec::new();
    for name in names {
        let value = match &object {
            _ if *name == js_string!("default") && !was_module => exports.clone(),
            Some(object) => {
                if !object.has_property(name.clone(), context)? {
                    missing.push(name.clone());
                }
                object.get(name.clone(), context)?
            }
            None => {
                missing.push(name.clone());
                JsValue::undefined()
            }
        };
        module.set_export(name, value)?;
    }
    Ok(missing)
}

/// What `require` returns for an ES module: its namespace; where that has a default export, an object that tells the
/// same and has `__esModule`, since compiled scripts look for that before they take `default`.
pub(super) fn required(namespace: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let keys = namespace.own_property_keys(context)?;
    let has = |name: JsString| keys.contains(&PropertyKey::from(name));
    if !has(js_string!("default")) || has(js_string!("__esModule")) {
        return Ok(namespace.clone());
    }
    let facade = JsObject::with_null_proto();
    for key in keys.into_iter().filter(|key| matches!(key, PropertyKey::String(_))) {
        let get = NativeFunction::from_copy_closure_with_captures(
            |_, _, (namespace, key): &(JsObject, JsValue), context| {
                let key = key.to_property_key(context)?;
                namespace.get(key, context)
            },
            (namespace.clone(), JsValue::from(key.clone())),
        );
        let get = FunctionObjectBuilder::new(context.realm(), get).build();
        let live = PropertyDescriptor::builder().get(get).enumerable(true).configurable(false);
        facade.define_property_or_throw(key, live, context)?;
    }
    let mark = PropertyDescriptor::builder().value(true).writable(false).enumerable(false).configurable(false);
    facade.define_property_or_throw(js_string!("__esModule"), mark, context)?;
    Ok(facade)
}
