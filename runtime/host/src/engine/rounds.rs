//! Where loops are that do not end, when somebody wants to know.
//!
//! The engine's own limit on loops tells only in which function a loop is. So where rounds are limited, the loader writes a
//! call into each loop (`modules/rounds.rs`), and a call has a place.

use std::cell::{Cell, RefCell};

use boa_engine::error::{EngineError, RuntimeLimitError};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction};
use minihost_bridge::Origin;

use crate::host::Host;

/// The name of the function that the loader writes into loops.
pub(crate) const COUNT_ROUND: &str = "minihostRound";

/// What is told of a loop that has gone round too often.
pub(crate) const WITHOUT_END: &str = "a loop goes round without end";

/// Rounds of the loops that run, by how deep their functions are in the stack.
#[derive(Debug, Default)]
pub(crate) struct Rounds {
    limit: Cell<Option<u64>>,
    counts: RefCell<Vec<u64>>,
    /// Where the loop is that has gone round too often; inside, nothing where its place is not known.
    culprit: RefCell<Option<Option<Origin>>>,
}

impl Rounds {
    /// Ends loops that go round more often than that.
    pub(super) fn limit(&self, rounds: Option<u64>) {
        self.limit.set(rounds);
    }

    /// Whether anybody counts.
    pub(crate) fn are_limited(&self) -> bool {
        self.limit.get().is_some()
    }

    /// Whether a loop has gone round too often.
    pub(crate) fn has_culprit(&self) -> bool {
        self.culprit.borrow().is_some()
    }

    /// Where a loop is that has gone round too often, if one has; told once.
    pub(crate) fn take_culprit(&self) -> Option<Option<Origin>> {
        self.culprit.borrow_mut().take()
    }

    /// Counts a round of a loop in the innermost function.
    fn count(&self, context: &Context) -> JsResult<()> {
        let depth = context.stack_trace().count();
        let mut counts = self.counts.borrow_mut();
        // What was called by this function has returned; and rounds of other functions as deep as this one, which were
        // called before it, count with its own: a caller without a loop calls few of them.
        counts.resize(depth + 1, 0);
        counts[depth] += 1;
        if self.limit.get().is_some_and(|limit| counts[depth] > limit) {
            *self.culprit.borrow_mut() = Some(Origin::of_caller(context));
            return Err(EngineError::RuntimeLimit(RuntimeLimitError::LoopIteration).into());
        }
        Ok(())
    }
}

/// Defines the function that the loader writes into loops, in the running realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let native = NativeFunction::from_fn_ptr(|_, _, context| {
        Host::of(context)?.agent.rounds.count(context)?;
        Ok(JsValue::undefined())
    });
    let function = native.to_js_function(context.realm());
    let hidden = PropertyDescriptor::builder().value(function).writable(false).enumerable(false).configurable(false);
    context.global_object().define_property_or_throw(JsString::from(COUNT_ROUND), hidden, context)?;
    Ok(())
}
