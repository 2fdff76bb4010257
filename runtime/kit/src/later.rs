//! Promises for test code that are settled by work outside of the engine.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::{Context, JsResult, JsValue};
use minihost_runtime::Program;
use tokio::sync::oneshot;

use crate::kit::Kit;
use crate::native::error;

/// What settles such a promise: runs as a macrotask of the test, and returns the value or throws.
pub(crate) type Finish = Box<dyn FnOnce(&mut Context) -> JsResult<JsValue>>;

/// A promise that `work` settles when it is done. The file does not end before.
pub(crate) fn promise<F>(kit: &Rc<Kit>, work: F, context: &mut Context) -> JsValue
where
    F: Future<Output = Finish> + 'static,
{
    let (promise, functions) = JsPromise::new_pending(context);
    let (resolve, reject): (JsFunction, JsFunction) = (functions.resolve, functions.reject);
    let hold = kit.program().hold();
    let kit = Rc::clone(kit);
    tokio::task::spawn_local(async move {
        let finish = work.await;
        kit.program().post(Box::new(move |context| {
            let (function, argument) = match finish(context) {
                Ok(value) => (resolve, value),
                Err(error) => match error.into_opaque(context) {
                    Ok(reason) => (reject, reason),
                    Err(_) => return,
                },
            };
            // Resolving functions never throw.
            let _ = function.call(&JsValue::undefined(), &[argument], context);
            drop(hold);
        }));
    });
    promise.into()
}

/// A promise that resolves with what `work` returns, as a macrotask of `program`; a promise that it returns is awaited. It
/// rejects with what page code throws in it, and with the text of an error where there was nothing to run. `done` says what
/// was to happen, for a program that ends before.
pub(crate) fn in_program<W>(
    kit: &Rc<Kit>,
    program: Program,
    done: &'static str,
    work: W,
    context: &mut Context,
) -> JsValue
where
    W: FnOnce(&Program, &mut Context) -> Result<JsResult<JsValue>, String> + 'static,
{
    let waits = async move {
        let result = Rc::new(RefCell::new(None));
        let (sender, ran) = oneshot::channel::<()>();
        let (kept, inside) = (Rc::clone(&result), program.clone());
        program.post(Box::new(move |context| {
            *kept.borrow_mut() = Some(work(&inside, context));
            // The test waits for it.
            let _ = sender.send(());
        }));
        let _ = ran.await;
        let finish: Finish = Box::new(move |_| match result.borrow_mut().take() {
            Some(Ok(returned)) => returned,
            Some(Err(message)) => Err(error(message)),
            None => Err(error(format!("the program ended before {done}"))),
        });
        finish
    };
    promise(kit, waits, context)
}
