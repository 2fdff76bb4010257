//! What a mock function can be told: `mockReturnValue(1)`, `mockName('save')`, `mockRestore()`.

use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::{Context, JsError, JsResult, JsValue, NativeFunction};

use super::function::Inside;
use super::spy;
use crate::call::as_promise;
use crate::kit::Kit;
use crate::native::{function, method, misuse, text};

/// The name of a mock function that was given none; Jest's.
const NAMELESS: &str = "jest.fn()";

/// From a method's argument to the function that is called then.
type Behave = fn(JsValue, &mut Context) -> JsResult<JsValue>;

const WAYS: [(&str, Behave); 4] = [
    ("mockImplementation", |implementation, _| Ok(implementation)),
    ("mockReturnValue", |value, context| Ok(constant(value, context))),
    ("mockResolvedValue", |value, context| {
        let native = NativeFunction::from_copy_closure_with_captures(
            |_, _, value: &JsValue, context| Ok(JsPromise::resolve(value.clone(), context)?.into()),
            value,
        );
        Ok(function("", 0, native, context).into())
    }),
    ("mockRejectedValue", |value, context| {
        // Made at the call: a promise that is rejected before anybody has it would be reported.
        let native = NativeFunction::from_copy_closure_with_captures(
            |_, _, value: &JsValue, context| Ok(JsPromise::reject(JsError::from_opaque(value.clone()), context)?.into()),
            value,
        );
        Ok(function("", 0, native, context).into())
    }),
];

/// A method of mock functions.
type Told = fn(&JsValue, &[JsValue], &Inside, &mut Context) -> JsResult<JsValue>;

const OTHERS: [(&str, usize, Told); 8] = [
    ("mockReturnThis", 0, |this, _, inside, context| {
        let native = NativeFunction::from_copy_closure(|this, _, _| Ok(this.clone()));
        let returns = JsValue::from(function("", 0, native, context));
        inside.with(context, |mock| mock.always = returns)?;
        Ok(this.clone())
    }),
    ("mockName", 1, |this, arguments, inside, context| {
        let Some(name) = arguments.first().and_then(JsValue::as_string) else {
            return Err(misuse("mockName: write mockName('what it stands for')"));
        };
        inside.with(context, |mock| mock.name = Some(name).filter(|name| !name.is_empty()))?;
        Ok(this.clone())
    }),
    ("getMockName", 0, |_, _, inside, context| {
        let name = inside.with(context, |mock| mock.name.clone())?;
        Ok(name.map_or_else(|| text(NAMELESS), JsValue::from))
    }),
    ("getMockImplementation", 0, |_, _, inside, context| {
        inside.with(context, |mock| mock.once.front().unwrap_or(&mock.always).clone())
    }),
    ("withImplementation", 2, with_implementation),
    ("mockClear", 0, |this, _, inside, context| {
        inside.with(context, |_| ())?;
        inside.clear(context)?;
        Ok(this.clone())
    }),
    ("mockReset", 0, |this, _, inside, context| {
        inside.with(context, |mock| mock.reset())?;
        inside.clear(context)?;
        Ok(this.clone())
    }),
    ("mockRestore", 0, |this, _, inside, context| {
        inside.with(context, |mock| mock.reset())?;
        inside.clear(context)?;
        let kit = Kit::of(context)?;
        spy::restore_one(&kit, this, context);
        Ok(JsValue::undefined())
    }),
];

pub(super) fn add(mock: &JsFunction, inside: &Inside, context: &mut Context) -> JsResult<()> {
    for (name, behave) in WAYS {
        let always = NativeFunction::from_copy_closure_with_captures(
            move |this, arguments, inside: &Inside, context| {
                let next = behave(arguments.first().cloned().unwrap_or_default(), context)?;
                inside.with(context, |mock| mock.always = next)?;
                Ok(this.clone())
            },
            inside.clone(),
        );
        method(mock, name, 1, always, context)?;
        let once = NativeFunction::from_copy_closure_with_captures(
            move |this, arguments, inside: &Inside, context| {
                let next = behave(arguments.first().cloned().unwrap_or_default(), context)?;
                inside.with(context, |mock| mock.once.push_back(next))?;
                Ok(this.clone())
            },
            inside.clone(),
        );
        method(mock, &format!("{name}Once"), 1, once, context)?;
    }
    for (name, length, told) in OTHERS {
        let native = NativeFunction::from_copy_closure_with_captures(
            move |this, arguments, inside: &Inside, context| told(this, arguments, inside, context),
            inside.clone(),
        );
        method(mock, name, length, native, context)?;
    }
    Ok(())
}

fn constant(value: JsValue, context: &mut Context) -> JsValue {
    let native = NativeFunction::from_copy_closure_with_captures(|_, _, value: &JsValue, _| Ok(value.clone()), value);
    function("", 0, native, context).into()
}

/// `withImplementation(implementation, callback)`: until `callback` has returned, and its promise is settled.
fn with_implementation(
    _: &JsValue,
    arguments: &[JsValue],
    inside: &Inside,
    context: &mut Context,
) -> JsResult<JsValue> {
    let implementation = arguments.first().cloned().unwrap_or_default();
    let Some(callback) = arguments.get(1).and_then(JsValue::as_function) else {
        return Err(misuse("withImplementation: write withImplementation(() => …, () => { … })"));
    };
    let before = inside
        .with(context, |mock| (std::mem::replace(&mut mock.always, implementation), std::mem::take(&mut mock.once)))?;
    let result = callback.call(&JsValue::undefined(), &[], context);
    let promise = result.as_ref().ok().and_then(as_promise);
    let Some(promise) = promise else {
        inside.with(context, |mock| (mock.always, mock.once) = before)?;
        return result.map(|_| JsValue::undefined());
    };
    let (always, once) = before;
    let put_back = NativeFunction::from_copy_closure_with_captures(
        |_, _, (inside, always, once): &(Inside, JsValue, Vec<JsValue>), context| {
            inside.with(context, |mock| {
                mock.always = always.clone();
                mock.once = once.iter().cloned().collect();
            })?;
            Ok(JsValue::undefined())
        },
        (inside.clone(), always, Vec::from(once)),
    );
    let put_back = function("", 0, put_back, context);
    Ok(promise.finally(put_back, context)?.into())
}
