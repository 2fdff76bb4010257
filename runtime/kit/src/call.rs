//! Calls functions of the test script and waits for what they promise.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::{Context, JsResult, JsValue, NativeFunction, js_string};
use minihost_runner::protocol::{Failure, FailureKind};
use tokio::sync::oneshot;

use crate::failure;
use crate::kit::Kit;
use crate::native::{function, method, misuse, text};

/// The result of a function of the test script: nothing, or why it failed.
type Settled = Result<(), Box<Failure>>;

/// The calls that are not settled yet. Natives cannot hold on to anything of ours, so they know the number of their call.
#[derive(Default)]
pub(crate) struct Calls {
    next: Cell<u64>,
    waiting: RefCell<HashMap<u64, oneshot::Sender<Settled>>>,
}

impl Calls {
    fn begin(&self) -> (u64, oneshot::Receiver<Settled>) {
        let (sender, receiver) = oneshot::channel();
        let number = self.next.get();
        self.next.set(number + 1);
        self.waiting.borrow_mut().insert(number, sender);
        (number, receiver)
    }

    fn is_waiting(&self, number: u64) -> bool {
        self.waiting.borrow().contains_key(&number)
    }

    fn settle(&self, number: u64, result: Settled) {
        if let Some(sender) = self.waiting.borrow_mut().remove(&number) {
            // Whoever gave up waiting is not interested.
            let _ = sender.send(result);
        }
    }
}

/// What to call, and how it says that it is done.
pub(crate) struct Call {
    pub(crate) function: JsFunction,
    pub(crate) arguments: Vec<JsValue>,
    /// Whether one more parameter is Jest's `done`.
    pub(crate) takes_done: bool,
}

/// Calls it as a macrotask of the test script; done when it has returned and what it returned is settled.
pub(crate) async fn call(kit: &Rc<Kit>, call: Call) -> Settled {
    let (number, receiver) = kit.calls.begin();
    let inner = Rc::clone(kit);
    kit.program().post(Box::new(move |context| start(&inner, call, number, context)));
    // The sender is dropped unused only where the engine gave up.
    receiver.await.unwrap_or_else(|_| Err(Box::new(failure::of_engine())))
}

fn start(kit: &Kit, call: Call, number: u64, context: &mut Context) {
    let Call { function, mut arguments, takes_done } = call;
    if takes_done {
        arguments.push(done(number, context).into());
    }
    let result = function.call(&JsValue::undefined(), &arguments, context);
    let result = result.and_then(|value| match thenable(&value, context)? {
        Some(_) if takes_done => Err(misuse("the function takes `done` and returns a promise; use one of the two")),
        Some(promise) => follow(&promise, number, context),
        None if takes_done => Ok(()),
        None => {
            kit.calls.settle(number, Ok(()));
            Ok(())
        }
    });
    if let Err(cause) = result {
        let is_fatal = cause.as_engine().is_some();
        let failure = failure::of_error(kit, &cause, context);
        if kit.calls.is_waiting(number) {
            kit.calls.settle(number, Err(Box::new(failure)));
        } else {
            // After `done` was called.
            kit.fail(failure);
        }
        if is_fatal {
            kit.program().report(&cause, "a test", context);
        }
    }
}

/// The promise that a value is, if it is one.
pub(crate) fn as_promise(value: &JsValue) -> Option<JsPromise> {
    value.as_object().and_then(|object| JsPromise::from_object(object).ok())
}

/// The promise that a value is, or that follows what else has a `then`.
fn thenable(value: &JsValue, context: &mut Context) -> JsResult<Option<JsPromise>> {
    if let Some(promise) = as_promise(value) {
        return Ok(Some(promise));
    }
    match value.as_object() {
        Some(object) if object.get(js_string!("then"), context)?.is_callable() => {
            Ok(Some(JsPromise::resolve(value.clone(), context)?))
        }
        _ => Ok(None),
    }
}

/// The call settles with `promise`.
fn follow(promise: &JsPromise, number: u64, context: &mut Context) -> JsResult<()> {
    let fulfilled = NativeFunction::from_copy_closure(move |_, _, context| {
        Kit::of(context)?.calls.settle(number, Ok(()));
        Ok(JsValue::undefined())
    });
    let rejected = NativeFunction::from_copy_closure(move |_, arguments, context| {
        let reason = arguments.first().cloned().unwrap_or_default();
        fail(number, reason, context)
    });
    let fulfilled = function("", 0, fulfilled, context);
    let rejected = function("", 0, rejected, context);
    promise.then(Some(fulfilled), Some(rejected), context)?;
    Ok(())
}

/// The `done` of a callback-style test: without an argument the test is done, with one it failed.
fn done(number: u64, context: &mut Context) -> JsFunction {
    let test = Kit::of(context).ok().and_then(|kit| kit.with_running(|running| running.index));
    let native = NativeFunction::from_copy_closure(move |_, arguments, context| {
        let kit = Kit::of(context)?;
        if !kit.calls.is_waiting(number) {
            again(&kit, test, context);
            return Ok(JsValue::undefined());
        }
        match arguments.first() {
            Some(reason) if !reason.is_undefined() && !reason.is_null() => fail(number, reason.clone(), context),
            _ => {
                kit.calls.settle(number, Ok(()));
                Ok(JsValue::undefined())
            }
        }
    });
    let failing = NativeFunction::from_copy_closure(move |_, arguments, context| {
        let reason = arguments.first().cloned().unwrap_or_else(|| text("done.fail() was called"));
        fail(number, reason, context)
    });
    let done = function("done", 1, native, context);
    // A fresh function takes the field.
    let _ = method(&done, "fail", 1, failing, context);
    done
}

/// `done` was called again: the test fails, if it is the one that still runs.
fn again(kit: &Kit, test: Option<usize>, context: &Context) {
    let message = "`done` was called more than once".to_owned();
    let mut failure = Failure::new(FailureKind::Thrown, message);
    failure.site = kit.caller(context);
    if test.is_some() && kit.with_running(|running| running.index) == test {
        kit.fail(failure);
    }
}

fn fail(number: u64, reason: JsValue, context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    let failure = failure::of_thrown(&kit, reason, context);
    kit.calls.settle(number, Err(Box::new(failure)));
    Ok(JsValue::undefined())
}
