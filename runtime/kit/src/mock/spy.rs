//! `spyOn()`, and everything else that stands in the place of a member until the end of the test.

use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue};

use super::function::{is_mock, make};
use crate::kit::Kit;
use crate::native::misuse;

/// A member that was replaced in the running test.
pub(crate) struct Replaced {
    object: JsObject,
    key: PropertyKey,
    /// What the object had itself; none where it had it from its prototype, or not at all.
    before: Option<PropertyDescriptor>,
    value: JsValue,
    is_spy: bool,
}

/// `spyOn(object, 'method')` and `spyOn(object, 'property', 'get' | 'set')`: what was there goes on as it was.
pub(super) fn spy_on(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    const USAGE: &str = "spyOn: write spyOn(object, 'method'), or spyOn(object, 'property', 'get')";
    let (Some(object), Some(name)) = (arguments.first().and_then(JsValue::as_object), arguments.get(1)) else {
        return Err(misuse(USAGE));
    };
    if !name.is_string() && !name.is_symbol() {
        return Err(misuse(USAGE));
    }
    let key = name.to_property_key(context)?;
    match arguments.get(2).filter(|access| !access.is_undefined()) {
        None => spy_on_method(&object, key, context),
        Some(access) => match access.as_string().map(|access| access.to_std_string_lossy()).as_deref() {
            Some("get") => spy_on_accessor(&object, key, true, context),
            Some("set") => spy_on_accessor(&object, key, false, context),
            _ => Err(misuse(USAGE)),
        },
    }
}

fn spy_on_method(object: &JsObject, key: PropertyKey, context: &mut Context) -> JsResult<JsValue> {
    let original = object.get(key.clone(), context)?;
    if is_mock(&original, context)? {
        return Ok(original);
    }
    if !original.is_callable() {
        let what = if original.is_undefined() { "has no method" } else { "has no function at" };
        return Err(misuse(format!("spyOn: the object {what} `{key}`")));
    }
    let mock = JsValue::from(make(original, context)?);
    put(object, key, mock.clone(), true, context)?;
    Ok(mock)
}

fn spy_on_accessor(object: &JsObject, key: PropertyKey, reads: bool, context: &mut Context) -> JsResult<JsValue> {
    let before = own(object, &key);
    let mut found = before.clone();
    let mut outer = object.prototype();
    while let Some(prototype) = outer.filter(|_| found.is_none()) {
        found = own(&prototype, &key);
        outer = prototype.prototype();
    }
    let word = if reads { "getter" } else { "setter" };
    let accessor = found.as_ref().and_then(|found| if reads { found.get() } else { found.set() });
    let Some(original) = accessor.filter(|accessor| accessor.is_callable()).cloned() else {
        return Err(misuse(format!("spyOn: the object has no {word} `{key}`")));
    };
    if is_mock(&original, context)? {
        return Ok(original);
    }
    let mock = JsValue::from(make(original, context)?);
    let other = found.as_ref().and_then(|found| if reads { found.set() } else { found.get() }).cloned();
    let enumerable = found.as_ref().and_then(PropertyDescriptor::enumerable).unwrap_or(true);
    let (get, set) = if reads { (Some(mock.clone()), other) } else { (other, Some(mock.clone())) };
    let property =
        PropertyDescriptor::builder().maybe_get(get).maybe_set(set).enumerable(enumerable).configurable(true);
    object.define_property_or_throw(key.clone(), property, context)?;
    note(Replaced { object: object.clone(), key, before, value: mock.clone(), is_spy: true }, context)?;
    Ok(mock)
}

/// Puts `value` in the place of a member until the end of the test.
pub(crate) fn replace(object: &JsObject, name: JsString, value: JsValue, context: &mut Context) -> JsResult<()> {
    put(object, name.into(), value, false, context)
}

fn put(object: &JsObject, key: PropertyKey, value: JsValue, is_spy: bool, context: &mut Context) -> JsResult<()> {
    let before = own(object, &key);
    let entry = Replaced { object: object.clone(), key: key.clone(), before, value: value.clone(), is_spy };
    match entry.before.as_ref().filter(|before| before.is_accessor_descriptor()) {
        // Its setter would not keep the function.
        Some(accessor) => {
            let enumerable = accessor.enumerable().unwrap_or(true);
            let property =
                PropertyDescriptor::builder().value(value).writable(true).enumerable(enumerable).configurable(true);
            object.define_property_or_throw(key, property, context)?;
        }
        None => {
            object.set(key, value, true, context)?;
        }
    }
    note(entry, context)
}

fn own(object: &JsObject, key: &PropertyKey) -> Option<PropertyDescriptor> {
    object.borrow().properties().get(key)
}

fn note(entry: Replaced, context: &Context) -> JsResult<()> {
    Kit::of(context)?.replaced.borrow_mut().push(entry);
    Ok(())
}

/// Puts back everything that was replaced, the latest first.
pub(crate) fn restore_all(kit: &Kit, context: &mut Context) {
    restore(kit, |_| true, context);
}

/// Puts back what `spyOn` replaced.
pub(super) fn restore_spies(kit: &Kit, context: &mut Context) {
    restore(kit, |entry| entry.is_spy, context);
}

/// Puts back what one mock function stands in for.
pub(super) fn restore_one(kit: &Kit, mock: &JsValue, context: &mut Context) {
    restore(kit, |entry| JsValue::same_value(&entry.value, mock), context);
    kit.stubs.forget(mock);
}

fn restore(kit: &Kit, wants: impl Fn(&Replaced) -> bool, context: &mut Context) {
    let (wanted, rest) = kit.replaced.take().into_iter().partition(wants);
    *kit.replaced.borrow_mut() = rest;
    let wanted: Vec<Replaced> = wanted;
    for Replaced { object, key, before, .. } in wanted.into_iter().rev() {
        // An object that was frozen meanwhile stays as it is.
        let _ = match before {
            Some(property) => match property.value().cloned() {
                Some(value) => object.set(key, value, false, context),
                None => object.define_property_or_throw(key, property, context),
            },
            None => object.delete_property_or_throw(key, context),
        };
    }
}
