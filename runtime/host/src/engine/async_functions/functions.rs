//! Async functions that wait.

use boa_engine::vm::CodeBlock;
use boa_engine::{Context, Finalize, JsResult, JsValue, Trace};
use boa_gc::Gc;

use super::running::Kind;
use super::{AsyncFunctions, Unsettled, Waits};

/// One call of an async function.
#[derive(Clone, Trace, Finalize)]
pub(super) struct AsyncFunction {
    pub(super) code: Gc<CodeBlock>,
    pub(super) promise: Unsettled,
}

/// One that has waited.
#[derive(Trace, Finalize)]
pub(super) struct Waiter {
    pub(super) function: AsyncFunction,
    pub(super) waits: Waits,
}

impl AsyncFunction {
    /// Whether it is a call of that code which has not ended.
    pub(super) fn is(&self, code: &Gc<CodeBlock>) -> bool {
        Gc::ptr_eq(&self.code, code) && self.promise.is_pending()
    }
}

impl Waiter {
    /// Whether it goes on with a call of the function of that number.
    pub(super) fn goes_on(&self, number: u64) -> bool {
        self.waits.end_with(number) && self.function.promise.is_pending()
    }
}

impl AsyncFunctions {
    /// Lets an async function go on that has waited.
    ///
    /// # Errors
    /// The limit that has ended it.
    pub(super) fn run_function(
        &self,
        waiter: &Gc<Waiter>,
        call: impl FnOnce(&mut Context) -> JsResult<JsValue>,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let Waiter { function, waits } = &**waiter;
        let given = waits.given();
        let kind = Kind::Waiter { waiter: waiter.clone(), is_suspended: false };
        let result = self.running.calling(kind, context, call);
        if result.is_err() || waits.given() > given || !function.promise.is_pending() {
            return result;
        }
        self.find_limit(&function.promise, waits, context).and(result)
    }
}
