//! Matchers inside of expected values: `expect.any(Number)`, `expect.objectContaining({ … })`.

use boa_engine::builtins::function::OrdinaryFunction;
use boa_engine::object::builtins::{JsFunction, JsRegExp};
use boa_engine::{Context, JsData, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};
use boa_gc::{Finalize, Trace};

use super::calls::items;
use super::equality::{Rules, equal, keys, length};
use super::extend::{Own, kept};
use super::show::pretty;
use crate::native::{method, misuse, set};

/// What such an object is made of; native, so that no object of page code can be taken for one.
#[derive(Debug, Trace, Finalize, JsData)]
struct Asymmetric {
    /// Its place among [`KINDS`].
    kind: usize,
    value: JsValue,
    /// The digits of `closeTo`.
    digits: f64,
    negated: bool,
    /// One that the test wrote; `value` are its arguments.
    own: Option<Own>,
}

const KINDS: [&str; 7] =
    ["any", "anything", "objectContaining", "arrayContaining", "stringContaining", "stringMatching", "closeTo"];

/// Adds `any`, `anything` and the others to `expect`, and their opposites to `expect.not`.
pub(super) fn install(expect: &JsObject, context: &mut Context) -> JsResult<()> {
    let not = JsObject::with_object_proto(context.intrinsics());
    for (index, kind) in KINDS.into_iter().enumerate() {
        for (owner, negated) in [(expect, false), (&not, true)] {
            let native = NativeFunction::from_copy_closure(move |_, arguments, context| {
                make(index, negated, arguments, context)
            });
            method(owner, kind, 1, native, context)?;
        }
    }
    set(expect, "not", not, context);
    Ok(())
}

fn make(index: usize, negated: bool, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kind = KINDS[index];
    let value = arguments.first().cloned().unwrap_or_default();
    if kind != "anything" && value.is_undefined() {
        return Err(misuse(format!("expect.{kind} needs an argument")));
    }
    let wrong = match kind {
        "objectContaining" if !value.is_object() => Some("an object"),
        "arrayContaining" if !value.as_object().is_some_and(|object| object.is_array()) => Some("an array"),
        "stringContaining" if !value.is_string() => Some("a string"),
        "stringMatching" if !value.is_string() && !is_pattern(&value) => Some("a string or a pattern"),
        "closeTo" if !value.is_number() => Some("a number"),
        _ => None,
    };
    if let Some(wanted) = wrong {
        return Err(misuse(format!("expect.{kind} needs {wanted}")));
    }
    let digits = arguments.get(1).and_then(JsValue::as_number).unwrap_or(2.0);
    let prototype = context.intrinsics().constructors().object().prototype();
    Ok(JsObject::from_proto_and_data(prototype, Asymmetric { kind: index, value, digits, negated, own: None }).into())
}

/// One that the test wrote.
pub(super) fn of_own(own: &Own, negated: bool, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = kept(arguments, context);
    let prototype = context.intrinsics().constructors().object().prototype();
    let made = Asymmetric { kind: KINDS.len(), value, digits: 0.0, negated, own: Some(own.clone()) };
    Ok(JsObject::from_proto_and_data(prototype, made).into())
}

fn own(object: &JsObject) -> Option<(Own, JsValue, bool)> {
    let matcher = object.downcast_ref::<Asymmetric>()?;
    Some((matcher.own.clone()?, matcher.value.clone(), matcher.negated))
}

fn is_pattern(value: &JsValue) -> bool {
    value.as_object().is_some_and(|object| JsRegExp::from_object(object).is_ok())
}

fn parts(object: &JsObject) -> Option<(&'static str, JsValue, f64, bool)> {
    let matcher = object.downcast_ref::<Asymmetric>()?;
    Some((KINDS.get(matcher.kind)?, matcher.value.clone(), matcher.digits, matcher.negated))
}

/// How such an object is shown.
pub(super) fn name(object: &JsObject, context: &mut Context) -> JsResult<Option<String>> {
    if let Some((own, arguments, negated)) = own(object) {
        let arguments = arguments.as_object().map(|list| items(&list, context)).transpose()?.unwrap_or_default();
        let shown: Vec<_> = arguments.iter().map(|argument| pretty(argument, context)).collect();
        let not = if negated { "not." } else { "" };
        return Ok(Some(format!("{not}{}({})", own.name.to_std_string_lossy(), shown.join(", "))));
    }
    let Some((kind, value, _, negated)) = parts(object) else { return Ok(None) };
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
    if let Some((own, arguments, negated)) = own(&object) {
        return Ok(Some(own.passes(received, &arguments, context)? != negated));
    }
    let Some((kind, value, digits, negated)) = parts(&object) else { return Ok(None) };
    let matches = match kind {
        "any" => is_any(received, &value, context)?,
        "anything" => !received.is_null_or_undefined(),
        "objectContaining" => has_members(received, &value, context)?,
        "arrayContaining" => contains_all(received, &value, context)?,
        "stringContaining" => match (received.as_string(), value.as_string()) {
            (Some(text), Some(part)) => text.to_std_string_lossy().contains(&part.to_std_string_lossy()),
            _ => false,
        },
        "closeTo" => match (received.as_number(), value.as_number()) {
            (Some(a), Some(b)) => near(a, b, digits),
            _ => false,
        },
        _ => match received.as_string() {
            Some(text) => is_match(&text, &value, context)?,
            None => false,
        },
    };
    Ok(Some(matches != negated))
}

/// Whether two numbers are the same to so many digits after the point; infinities are near to themselves.
pub(super) fn near(a: f64, b: f64, digits: f64) -> bool {
    if a.is_infinite() && b.is_infinite() {
        return a.is_sign_positive() == b.is_sign_positive();
    }
    (a - b).abs() < 10_f64.powf(-digits) / 2.0
}

/// Whether each member of `expected` is one of `received`, whose values are compared whole.
fn has_members(received: &JsValue, expected: &JsValue, context: &mut Context) -> JsResult<bool> {
    let (Some(received), Some(expected)) = (received.as_object(), expected.as_object()) else { return Ok(false) };
    for key in keys(&expected, context)? {
        let wanted = expected.get(key.clone(), context)?;
        if !received.has_property(key.clone(), context)? {
            return Ok(false);
        }
        if !equal(&received.get(key, context)?, &wanted, Rules::Loose, context)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a text matches a pattern, or contains a text.
pub(super) fn is_match(text: &JsString, pattern: &JsValue, context: &mut Context) -> JsResult<bool> {
    if is_pattern(pattern) {
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
        // `typeof null`, as Jest has it.
        "Object" => value.is_object() || value.is_null(),
        "Array" => value.as_object().is_some_and(|object| object.is_array()),
        _ => is_instance(value, &class, &name, context)?,
    })
}

/// `instanceof`, or a class of the same name along the prototypes.
pub(super) fn is_instance(value: &JsValue, class: &JsFunction, name: &str, context: &mut Context) -> JsResult<bool> {
    if value.instance_of(&class.clone().into(), context)? {
        return Ok(true);
    }
    // A class that page code wrote is one object in all realms.
    if class.is::<OrdinaryFunction>() {
        return Ok(false);
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
