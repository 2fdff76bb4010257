//! Matchers inside of expected values: `expect.any(Number)`, `expect.objectContaining({ … })`.

use boa_engine::object::builtins::{JsFunction, JsRegExp};
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};

use super::equality::{Rules, equal, length};
use super::show::pretty;
use crate::native::{method, misuse, set};

/// The member that tells such an object from others, and which kind it is.
const KIND: &str = "$$asymmetric";

const VALUE: &str = "sample";

const NEGATED: &str = "inverse";

/// Adds `any`, `anything` and the others to `expect`, and their opposites to `expect.not`.
pub(super) fn install(expect: &JsObject, context: &mut Context) -> JsResult<()> {
    let not = JsObject::with_object_proto(context.intrinsics());
    for kind in ["any", "anything", "objectContaining", "arrayContaining", "stringContaining", "stringMatching"] {
        for (owner, negated) in [(expect, false), (&not, true)] {
            let native =
                NativeFunction::from_copy_closure(move |_, arguments, context| make(kind, negated, arguments, context));
            method(owner, kind, 1, native, context)?;
        }
    }
    set(expect, "not", not, context);
    Ok(())
}

fn make(kind: &'static str, negated: bool, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = arguments.first().cloned().unwrap_or_default();
    if kind != "anything" && value.is_undefined() {
        return Err(misuse(format!("expect.{kind} needs an argument")));
    }
    let object = JsObject::with_object_proto(context.intrinsics());
    set(&object, KIND, JsString::from(kind), context);
    set(&object, VALUE, value, context);
    set(&object, NEGATED, negated, context);
    Ok(object.into())
}

fn kind(object: &JsObject, context: &mut Context) -> JsResult<Option<String>> {
    if !object.has_own_property(JsString::from(KIND), context)? {
        return Ok(None);
    }
    Ok(object.get(JsString::from(KIND), context)?.as_string().map(|kind| kind.to_std_string_lossy()))
}

/// How such an object is shown.
pub(super) fn name(object: &JsObject, context: &mut Context) -> JsResult<Option<String>> {
    let Some(kind) = kind(object, context)? else { return Ok(None) };
    let value = object.get(JsString::from(VALUE), context)?;
    let negated = object.get(JsString::from(NEGATED), context)?.to_boolean();
    let shown = match value.as_object().filter(JsObject::is_callable) {
        Some(function) => function.get(js_string!("name"), context)?.to_string(context)?.to_std_string_lossy(),
        None if kind == "anything" => String::new(),
        None => pretty(&value, context),
    };
    Ok(Some(format!("{}{kind}({shown})", if negated { "not." } else { "" })))
}

/// Whether `received` is what `expected` asks for; `None` where that is no such object.
pub(super) fn matches(expected: &JsValue, received: &JsValue, context: &mut Context) -> JsResult<Option<bool>> {
    let Some(object) = expected.as_object() else { return Ok(None) };
    let Some(kind) = kind(&object, context)? else { return Ok(None) };
    let value = object.get(JsString::from(VALUE), context)?;
    let matches = match kind.as_str() {
        "any" => is_any(received, &value, context)?,
        "anything" => !received.is_null_or_undefined(),
        "objectContaining" => received.is_object() && equal(received, &value, Rules::Subset, context)?,
        "arrayContaining" => contains_all(received, &value, context)?,
        "stringContaining" => match (received.as_string(), value.as_string()) {
            (Some(text), Some(part)) => text.to_std_string_lossy().contains(&part.to_std_string_lossy()),
            _ => false,
        },
        _ => match received.as_string() {
            Some(text) => is_match(&text, &value, context)?,
            None => false,
        },
    };
    Ok(Some(matches != object.get(JsString::from(NEGATED), context)?.to_boolean()))
}

/// Whether a text matches a pattern, or contains a text.
pub(super) fn is_match(text: &JsString, pattern: &JsValue, context: &mut Context) -> JsResult<bool> {
    if let Some(object) = pattern.as_object()
        && JsRegExp::from_object(object).is_ok()
    {
        // `search` leaves a global pattern's lastIndex alone.
        let search = JsValue::from(text.clone()).to_object(context)?.get(js_string!("search"), context)?;
        let Some(search) = search.as_function() else { return Ok(false) };
        let found = search.call(&text.clone().into(), std::slice::from_ref(pattern), context)?;
        return Ok(found.as_number().is_some_and(|at| at >= 0.0));
    }
    let part = pattern.to_string(context)?;
    Ok(text.to_std_string_lossy().contains(&part.to_std_string_lossy()))
}

/// Whether a value is of a type: by `typeof` for primitives, by the names of its classes for objects, since the same
/// class is another object in another realm.
pub(super) fn is_any(value: &JsValue, class: &JsValue, context: &mut Context) -> JsResult<bool> {
    let Some(class) = class.as_function() else {
        return Err(misuse("expect.any needs a class, such as expect.any(Number)"));
    };
    let name = class.get(js_string!("name"), context)?.to_string(context)?.to_std_string_lossy();
    Ok(match name.as_str() {
        "String" => value.is_string(),
        "Number" => value.is_number(),
        "Boolean" => value.is_boolean(),
        "BigInt" => value.is_bigint(),
        "Symbol" => value.is_symbol(),
        "Function" => value.is_callable(),
        "Object" => value.is_object(),
        "Array" => value.as_object().is_some_and(|object| object.is_array()),
        _ => is_instance(value, &class, &name, context)?,
    })
}

/// `instanceof`, or a class of the same name along the prototypes.
pub(super) fn is_instance(value: &JsValue, class: &JsFunction, name: &str, context: &mut Context) -> JsResult<bool> {
    if value.instance_of(&class.clone().into(), context)? {
        return Ok(true);
    }
    let mut object = value.as_object().and_then(|object| object.prototype());
    while let Some(prototype) = object {
        if prototype.has_own_property(js_string!("constructor"), context)? {
            let constructor = prototype.get(js_string!("constructor"), context)?;
            let same = constructor.as_object().map(|constructor| constructor.get(js_string!("name"), context));
            let same = same.transpose()?.and_then(|name| name.as_string());
            if same.is_some_and(|found| !name.is_empty() && found.to_std_string_lossy() == name) {
                return Ok(true);
            }
        }
        object = prototype.prototype();
    }
    Ok(false)
}

fn contains_all(received: &JsValue, expected: &JsValue, context: &mut Context) -> JsResult<bool> {
    let arrays = received.as_object().filter(JsObject::is_array).zip(expected.as_object().filter(JsObject::is_array));
    let Some((received, expected)) = arrays else { return Ok(false) };
    for index in 0..length(&expected, context)? {
        let wanted = expected.get(index, context)?;
        if !contains(&received, &wanted, context)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether an array has an item that equals `wanted`.
pub(super) fn contains(array: &JsObject, wanted: &JsValue, context: &mut Context) -> JsResult<bool> {
    for index in 0..length(array, context)? {
        let item = array.get(index, context)?;
        if equal(&item, wanted, Rules::Loose, context)? {
            return Ok(true);
        }
    }
    Ok(false)
}
