//! `fn()` and `spyOn()`: functions that remember how they were called, as Jest has them.

use boa_engine::object::builtins::{JsArray, JsFunction, JsPromise};
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};

use crate::kit::Kit;
use crate::native::{function, global, method, misuse, set};

/// Where a mock keeps what it does: `always` for every call, the items of `once` for one call each.
const ALWAYS: &str = "always";
const ONCE: &str = "once";

/// Defines `fn` and `spyOn`.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    global("fn", 1, mock, context)?;
    global("spyOn", 2, spy_on, context)?;
    Ok(())
}

fn mock(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(make(arguments.first().cloned().unwrap_or_default(), context)?.into())
}

/// A mock function that does what `implementation` does.
pub(crate) fn make(implementation: JsValue, context: &mut Context) -> JsResult<JsFunction> {
    let record = JsObject::with_object_proto(context.intrinsics());
    let behaviour = JsObject::with_object_proto(context.intrinsics());
    set(&behaviour, ALWAYS, implementation, context);
    let once = JsArray::new(context)?;
    set(&behaviour, ONCE, once, context);
    clear(&record, context)?;
    let native = NativeFunction::from_copy_closure_with_captures(
        |this, arguments, (record, behaviour), context| call(this, arguments, record, behaviour, context),
        (record.clone(), behaviour.clone()),
    );
    let mock = function("mockFunction", 0, native, context);
    mock.create_data_property_or_throw(js_string!("mock"), record, context)?;
    add_methods(&mock, &behaviour, context)?;
    Ok(mock)
}

fn call(
    this: &JsValue,
    arguments: &[JsValue],
    record: &JsObject,
    behaviour: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let list = JsArray::from_iter(arguments.iter().cloned(), context);
    set(record, "lastCall", list.clone(), context);
    push(record, "calls", list, context)?;
    push(record, "contexts", this.clone(), context)?;
    let once = behaviour.get(JsString::from(ONCE), context)?;
    let next = match once.as_object().and_then(|list| JsArray::from_object(list).ok()) {
        Some(list) if !list.is_empty(context)? => list.shift(context)?,
        _ => behaviour.get(JsString::from(ALWAYS), context)?,
    };
    let result = match next.as_function() {
        Some(function) => function.call(this, arguments, context),
        None => Ok(JsValue::undefined()),
    };
    let outcome = JsObject::with_object_proto(context.intrinsics());
    match &result {
        Ok(value) => {
            set(&outcome, "type", JsString::from("return"), context);
            set(&outcome, "value", value.clone(), context);
        }
        Err(error) if error.as_engine().is_some() => return result,
        Err(error) => {
            let value = error.clone().into_opaque(context)?;
            set(&outcome, "type", JsString::from("throw"), context);
            set(&outcome, "value", value, context);
        }
    }
    push(record, "results", outcome, context)?;
    result
}

fn push(record: &JsObject, name: &str, item: impl Into<JsValue>, context: &mut Context) -> JsResult<()> {
    if let Some(list) = record.get(JsString::from(name), context)?.as_object() {
        JsArray::from_object(list)?.push(item.into(), context)?;
    }
    Ok(())
}

/// Forgets the calls.
fn clear(record: &JsObject, context: &mut Context) -> JsResult<()> {
    for name in ["calls", "results", "contexts"] {
        let list = JsArray::new(context)?;
        record.set(JsString::from(name), list, true, context)?;
    }
    record.set(js_string!("lastCall"), JsValue::undefined(), true, context)?;
    Ok(())
}

/// What a mock is told to do: from the method's argument to the function that is then called.
type Behave = fn(JsValue, &mut Context) -> JsResult<JsValue>;

fn add_methods(mock: &JsFunction, behaviour: &JsObject, context: &mut Context) -> JsResult<()> {
    let ways: [(&str, Behave); 4] = [
        ("mockImplementation", |implementation, _| Ok(implementation)),
        ("mockReturnValue", |value, context| constant(value, context)),
        ("mockResolvedValue", |value, context| {
            let promise = JsPromise::resolve(value, context)?;
            constant(promise.into(), context)
        }),
        ("mockRejectedValue", |value, context| {
            // Made at the call: a promise that is rejected before anybody has it would be reported.
            let native = NativeFunction::from_copy_closure_with_captures(
                |_, _, value, context| {
                    Ok(JsPromise::reject(boa_engine::JsError::from_opaque(value.clone()), context)?.into())
                },
                value,
            );
            Ok(function("", 0, native, context).into())
        }),
    ];
    for (name, behave) in ways {
        let always = NativeFunction::from_copy_closure_with_captures(
            move |this, arguments, behaviour, context| {
                let next = behave(arguments.first().cloned().unwrap_or_default(), context)?;
                behaviour.set(JsString::from(ALWAYS), next, true, context)?;
                Ok(this.clone())
            },
            behaviour.clone(),
        );
        method(mock, name, 1, always, context)?;
        let once = NativeFunction::from_copy_closure_with_captures(
            move |this, arguments, behaviour, context| {
                let next = behave(arguments.first().cloned().unwrap_or_default(), context)?;
                push(behaviour, ONCE, next, context)?;
                Ok(this.clone())
            },
            behaviour.clone(),
        );
        method(mock, &format!("{name}Once"), 1, once, context)?;
    }
    for (name, resets) in [("mockClear", false), ("mockReset", true)] {
        let native = NativeFunction::from_copy_closure_with_captures(
            move |this, _, behaviour, context| {
                if let Some(record) = this.as_object().map(|mock| mock.get(js_string!("mock"), context)).transpose()?
                    && let Some(record) = record.as_object()
                {
                    clear(&record, context)?;
                }
                if resets {
                    behaviour.set(JsString::from(ALWAYS), JsValue::undefined(), true, context)?;
                    let none = JsArray::new(context)?;
                    behaviour.set(JsString::from(ONCE), none, true, context)?;
                }
                Ok(this.clone())
            },
            behaviour.clone(),
        );
        method(mock, name, 0, native, context)?;
    }
    Ok(())
}

fn constant(value: JsValue, context: &mut Context) -> JsResult<JsValue> {
    let native = NativeFunction::from_copy_closure_with_captures(|_, _, value, _| Ok(value.clone()), value);
    Ok(function("", 0, native, context).into())
}

/// `spyOn(object, 'method')`: the method goes on as it was, and is put back at the end of the test.
fn spy_on(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (Some(object), Some(name)) =
        (arguments.first().and_then(JsValue::as_object), arguments.get(1).and_then(JsValue::as_string))
    else {
        return Err(misuse("spyOn: write spyOn(object, 'method')"));
    };
    let original = object.get(name.clone(), context)?;
    if !original.is_callable() {
        return Err(misuse(format!("spyOn: the object has no method `{}`", name.to_std_string_lossy())));
    }
    let mock = make(original, context)?;
    replace(&object, name, mock.clone().into(), context)?;
    Ok(mock.into())
}

/// Puts `value` in the place of a member until the end of the test.
pub(crate) fn replace(object: &JsObject, name: JsString, value: JsValue, context: &mut Context) -> JsResult<()> {
    let had = object.has_own_property(name.clone(), context)?;
    let before = if had { Some(object.get(name.clone(), context)?) } else { None };
    object.set(name.clone(), value, true, context)?;
    Kit::of(context)?.replaced.borrow_mut().push((object.clone(), name, before));
    Ok(())
}

/// Puts back everything that was replaced, the latest first.
pub(crate) fn restore_all(kit: &Kit, context: &mut Context) {
    let replaced = kit.replaced.take();
    for (object, name, before) in replaced.into_iter().rev() {
        // An object that was frozen meanwhile stays as it is.
        let _ = match before {
            Some(value) => object.set(name, value, false, context),
            None => object.delete_property_or_throw(name, context),
        };
    }
}
