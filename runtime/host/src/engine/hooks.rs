//! What the engine asks its host: rejected promises, and code made from strings.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::builtins::promise::{OperationType, Promise};
use boa_engine::context::HostHooks;
use boa_engine::job::JobCallback;
use boa_engine::object::builtins::JsFunction;
use boa_engine::realm::Realm;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue};

use super::async_functions::{AsyncFunctions, Stopped};
use super::garbage::Garbage;
use super::globals::code_from_text;

/// The largest buffer, in bytes; as the engine has it by itself.
const MAX_BUFFER: u64 = 1536 << 20;

/// A rejected promise that nobody has handled so far.
pub(crate) struct Rejection {
    pub(crate) promise: JsObject<Promise>,
    /// Where it was rejected.
    pub(crate) realm: Realm,
}

/// The host's answers.
#[derive(Default)]
pub(crate) struct Hooks {
    unhandled: RefCell<Vec<Rejection>>,
    garbage: Rc<Garbage>,
    pub(super) async_functions: AsyncFunctions,
}

impl Hooks {
    pub(super) fn new(garbage: Rc<Garbage>) -> Self {
        Self { garbage, ..Self::default() }
    }

    /// Where an async function had waited last that was ended by a limit of the engine, if one was; told once.
    pub(crate) fn take_stopped(&self) -> Option<Stopped> {
        self.async_functions.take_stopped()
    }

    /// No code of pages runs any more, in this turn.
    pub(crate) fn after_turn(&self) {
        self.async_functions.clear();
    }

    /// What happened to that promise is told otherwise.
    pub(super) fn forget(&self, promise: &JsObject<Promise>) {
        self.unhandled.borrow_mut().retain(|known| !JsObject::equals(&known.promise, promise));
    }

    /// Takes the promises that were rejected since the last call and that nobody has handled meanwhile.
    pub(crate) fn take_unhandled(&self) -> Vec<Rejection> {
        if self.unhandled.borrow().is_empty() {
            return Vec::new();
        }
        std::mem::take(&mut self.unhandled.borrow_mut())
    }
}

impl HostHooks for Hooks {
    fn promise_rejection_tracker(&self, promise: &JsObject<Promise>, operation: OperationType, context: &mut Context) {
        match operation {
            OperationType::Reject => {
                let realm = context.realm().clone();
                self.unhandled.borrow_mut().push(Rejection { promise: promise.clone(), realm });
            }
            OperationType::Handle => self.forget(promise),
        }
    }

    fn make_job_callback(&self, callback: JsFunction, context: &mut Context) -> JobCallback {
        self.async_functions.given(callback, context)
    }

    /// Calls what waits for a promise.
    fn call_job_callback(
        &self,
        job: &JobCallback,
        this: &JsValue,
        arguments: &[JsValue],
        context: &mut Context,
    ) -> JsResult<JsValue> {
        self.async_functions.go_on(job, this, arguments, context)
    }

    /// The engine asks before it makes a buffer.
    fn max_buffer_size(&self, _: &mut Context) -> u64 {
        self.garbage.before_buffer();
        MAX_BUFFER
    }

    fn ensure_can_compile_strings(
        &self,
        _: Realm,
        _: &[JsString],
        _: &JsString,
        _: bool,
        _: &mut Context,
    ) -> JsResult<()> {
        // FW-3: as on the platform. Bundles that only probe for it do so inside try/catch.
        Err(code_from_text())
    }
}
