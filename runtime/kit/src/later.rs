//! Promises for test code that are settled by work outside of the engine.

use std::rc::Rc;

use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::{Context, JsResult, JsValue};

use crate::kit::Kit;

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
