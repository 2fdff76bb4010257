//! `expect.extend({ toBeEven(received) { return { pass, message } } })`: matchers of the test's own.

use boa_engine::object::builtins::{JsArray, JsFunction};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};
use boa_gc::{Finalize, Trace};
use minihost_runner::protocol::{Failure, FailureKind};

use super::equality::{Rules, equal, keys};
use super::matchers::throw;
use super::object::{self, Called, CapturedPlace, Subject};
use super::show::pretty;
use super::{asymmetric, calls};
use crate::call::as_promise;
use crate::native::{function, method, misuse, set, text};

/// A matcher that the test wrote.
#[derive(Debug, Clone, Trace, Finalize)]
pub(super) struct Own {
    pub(super) name: JsString,
    function: JsFunction,
}

pub(super) fn install(expect: &JsObject, context: &mut Context) -> JsResult<()> {
    let native = NativeFunction::from_copy_closure_with_captures(
        |_, arguments, expect: &JsObject, context| extend(expect, arguments, context),
        expect.clone(),
    );
    method(expect, "extend", 1, native, context)
}

fn extend(expect: &JsObject, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    const USAGE: &str =
        "expect.extend: write expect.extend({ toBeEven(received) { return { pass, message: () => '…' } } })";
    let Some(matchers) = arguments.first().and_then(JsValue::as_object) else { return Err(misuse(USAGE)) };
    let prototype = object::prototype(context)?;
    let not = expect.get(js_string!("not"), context)?.as_object();
    for key in keys(&matchers, context)? {
        let PropertyKey::String(name) = key.clone() else { continue };
        let Some(written) = matchers.get(key, context)?.as_function() else {
            return Err(misuse(format!("expect.extend: `{}` is no function", name.to_std_string_lossy())));
        };
        let own = Own { name: name.clone(), function: written };
        let called = NativeFunction::from_copy_closure_with_captures(
            |this, arguments, called: &Called, context| object::run(called, this, arguments, context),
            Called::Own(own.clone()),
        );
        let shown = name.to_std_string_lossy();
        method(&prototype, &shown, 1, called, context)?;
        for (owner, negated) in [(Some(expect), false), (not.as_ref(), true)] {
            let Some(owner) = owner else { continue };
            let native = NativeFunction::from_copy_closure_with_captures(
                move |_, arguments, own: &Own, context| asymmetric::of_own(own, negated, arguments, context),
                own.clone(),
            );
            method(owner, &shown, 1, native, context)?;
        }
    }
    Ok(JsValue::undefined())
}

impl Own {
    /// What the matcher returns for a value.
    fn call(&self, value: &JsValue, negated: bool, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
        let this = this(negated, context)?;
        let values: Vec<_> = std::iter::once(value.clone()).chain(arguments.iter().cloned()).collect();
        self.function.call(&this.into(), &values, context)
    }

    /// Runs it as a matcher: what it returns is a promise where it waits for something.
    pub(super) fn check(
        &self,
        subject: &Subject,
        arguments: &[JsValue],
        place: &CapturedPlace,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let result = self.call(&subject.value, subject.negated, arguments, context)?;
        let negated = subject.negated;
        let Some(promise) = as_promise(&result) else {
            self.judge(&result, negated, context)?;
            return Ok(JsValue::undefined());
        };
        let judge = NativeFunction::from_copy_closure_with_captures(
            move |_, values, (own, place): &(Self, CapturedPlace), context| {
                let judged = own.judge(&values.first().cloned().unwrap_or_default(), negated, context);
                judged.map(|()| JsValue::undefined()).map_err(|error| object::locate(error, place, context))
            },
            (self.clone(), place.clone()),
        );
        let judge = function("", 0, judge, context);
        Ok(promise.then(Some(judge), None, context)?.into())
    }

    /// Whether it takes a value, inside of an expected one.
    pub(super) fn passes(&self, value: &JsValue, arguments: &JsValue, context: &mut Context) -> JsResult<bool> {
        let arguments = match arguments.as_object() {
            Some(list) => calls::items(&list, context)?,
            None => Vec::new(),
        };
        let result = self.call(value, false, &arguments, context)?;
        self.pass(&result, context)
    }

    fn pass(&self, result: &JsValue, context: &mut Context) -> JsResult<bool> {
        let pass = result.as_object().map(|object| object.get(js_string!("pass"), context)).transpose()?;
        let name = self.name.to_std_string_lossy();
        pass.map(|pass| pass.to_boolean())
            .ok_or_else(|| misuse(format!("{name}: a matcher returns {{ pass, message: () => '…' }}")))
    }

    fn judge(&self, result: &JsValue, negated: bool, context: &mut Context) -> JsResult<()> {
        if self.pass(result, context)? != negated {
            return Ok(());
        }
        let message = result.as_object().map(|object| object.get(js_string!("message"), context)).transpose()?;
        let message = message.unwrap_or_default();
        let message = match message.as_function() {
            Some(function) => function.call(&JsValue::undefined(), &[], context)?,
            None => message,
        };
        let message = match message.as_string() {
            Some(text) => text.to_std_string_lossy(),
            None => {
                let not = if negated { "not." } else { "" };
                format!("expect(…).{not}{}(…) failed, and gives no message", self.name.to_std_string_lossy())
            }
        };
        Err(throw(Failure::new(FailureKind::Assertion, message), context))
    }
}

/// What a matcher has as `this`.
fn this(negated: bool, context: &mut Context) -> JsResult<JsObject> {
    let this = JsObject::with_object_proto(context.intrinsics());
    set(&this, "isNot", negated, context);
    let equals = NativeFunction::from_fn_ptr(|_, arguments, context| {
        let [left, right] = [0, 1].map(|at| arguments.get(at).cloned().unwrap_or_default());
        Ok(equal(&left, &right, Rules::Loose, context)?.into())
    });
    method(&this, "equals", 2, equals, context)?;
    let utils = JsObject::with_object_proto(context.intrinsics());
    for name in ["printReceived", "printExpected", "stringify"] {
        let native = NativeFunction::from_fn_ptr(|_, arguments, context| {
            Ok(text(&pretty(&arguments.first().cloned().unwrap_or_default(), context)))
        });
        method(&utils, name, 1, native, context)?;
    }
    let hint = NativeFunction::from_fn_ptr(|_, arguments, context| {
        let part = |at: usize, other: &str| {
            let text = arguments.get(at).and_then(JsValue::as_string);
            text.map_or_else(|| other.to_owned(), |text| text.to_std_string_lossy())
        };
        let not = arguments.get(3).and_then(JsValue::as_object);
        let not = crate::native::field(not.as_ref(), "isNot", context)?.to_boolean();
        let not = if not { "not." } else { "" };
        Ok(text(&format!("expect({}).{not}{}({})", part(1, "received"), part(0, ""), part(2, "expected"))))
    });
    method(&utils, "matcherHint", 1, hint, context)?;
    set(&this, "utils", utils, context);
    Ok(this)
}

/// The arguments of a matcher inside of an expected value, to be kept with it.
pub(super) fn kept(arguments: &[JsValue], context: &mut Context) -> JsValue {
    JsArray::from_iter(arguments.iter().cloned(), context).into()
}
