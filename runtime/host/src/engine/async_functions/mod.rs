//! Async functions and generators that hit one of the engine's limits after they have waited.
//!
//! The engine lets such a function go on from within a built-in function that drops what it ends with: where that is a limit,
//! the function just does not go on. But its promise tells: a function that neither waits nor has settled its promise was
//! ended. So this host makes the engine's promises, and looks at that of a function each time that it has gone on. For an async
//! generator, it looks at those of its requests.

mod functions;
mod generators;
mod promises;
mod running;
mod waits;

use std::cell::{Cell, RefCell};

use boa_engine::builtins::promise::PromiseState;
use boa_engine::error::{EngineError, RuntimeLimitError};
use boa_engine::job::JobCallback;
use boa_engine::native_function::NativeFunctionObject;
use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::{Context, Finalize, JsData, JsNativeError, JsResult, JsValue, Trace, js_string};
use boa_gc::Gc;

use functions::{AsyncFunction, Waiter};
use generators::{Generator, Generators};
use running::{Caller, Kind, Stack};
pub(crate) use waits::Stopped;
use waits::Waits;

use crate::host::Host;

/// How the engine calls the code of a module. So are functions called that have no name, where errors are told.
const MODULE: &str = "<main>";

/// The async functions and async generators of one engine.
#[derive(Default)]
pub(super) struct AsyncFunctions {
    running: Stack,
    generators: Generators,
    /// Whether a promise is told what to call when it is settled, by page code.
    in_then: Cell<bool>,
    stopped: RefCell<Option<Stopped>>,
}

/// A promise of which it is to be known whether it is settled.
#[derive(Clone, Trace, Finalize)]
struct Unsettled {
    promise: JsPromise,
    reject: JsFunction,
}

/// What goes on when a promise is settled, and the number of the function by which it does.
#[derive(Trace, Finalize, JsData)]
enum GoesOn {
    Function(Gc<Waiter>, u64),
    Generator(Gc<Generator>, u64),
}

/// That a page has given a function to a promise, or that it is one of a page's: nothing goes on with it.
#[derive(Trace, Finalize, JsData)]
struct ByPage;

/// Makes the engine tell of what waits.
pub(super) fn replace(context: &mut Context) -> JsResult<()> {
    promises::replace(context)?;
    generators::replace(context)
}

impl AsyncFunctions {
    /// Forgets what has run.
    pub(super) fn clear(&self) {
        self.running.clear();
    }

    /// What was ended by a limit, after it had waited, if anything was; told once.
    pub(super) fn take_stopped(&self) -> Option<Stopped> {
        self.stopped.borrow_mut().take()
    }

    /// A function is given to a promise.
    pub(super) fn given(&self, callback: JsFunction, context: &mut Context) -> JobCallback {
        if self.in_then.get() || !callback.is::<NativeFunctionObject>() {
            return JobCallback::new(callback, ByPage);
        }
        match self.waits(&callback, context) {
            Some(goes_on) => JobCallback::new(callback, goes_on),
            None => JobCallback::new(callback, ()),
        }
    }

    /// Calls what was given to a promise. Where a limit ends an async function or generator that goes on, its promise is
    /// rejected, and nobody is told of that: the limit is told.
    ///
    /// # Errors
    /// What that throws, and the limit that has ended it.
    pub(super) fn go_on(
        &self,
        job: &JobCallback,
        this: &JsValue,
        arguments: &[JsValue],
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let call = |context: &mut Context| job.callback().call(this, arguments, context);
        match job.host_defined().downcast_ref::<GoesOn>() {
            Some(GoesOn::Function(waiter, number)) if waiter.goes_on(*number) => {
                self.run_function(waiter, call, context)
            }
            Some(GoesOn::Generator(generator, number)) if generator.goes_on(*number) => {
                self.run_generator(generator, false, call, context)
            }
            None if job.host_defined().is::<ByPage>() => call(context),
            _ => self.running.calling(Kind::Other, context, call),
        }
    }

    /// The engine has made a promise. The first one that it makes in an async function is that of the function; others follow,
    /// as for what is waited for. So it is with the first one that it makes for a request to an async generator.
    fn made(&self, unsettled: Unsettled, context: &Context) {
        let Some(caller) = self.running.caller(context) else { return };
        match caller {
            Caller::Code(depth, code) => {
                let is_known = self.running.of(&caller).is_some_and(|kind| kind.is_code(code));
                if *code.name() != MODULE && !is_known {
                    self.running.push(depth, Kind::New(AsyncFunction { code: code.clone(), promise: unsettled }));
                }
            }
            Caller::GoesOn => {
                if let Some(mut kind) = self.running.of(&caller)
                    && let Kind::Generator { generator, has_request } = &mut *kind
                    && !std::mem::replace(has_request, true)
                {
                    generator.is_asked(unsettled);
                }
            }
        }
    }

    /// What may go on by a call of `callback`, which is given to a promise.
    fn waits(&self, callback: &JsFunction, context: &mut Context) -> Option<GoesOn> {
        if !takes_one(callback, context) {
            return None;
        }
        let caller = self.running.caller(context)?;
        let mut kind = self.running.of(&caller)?;
        let code = match caller {
            Caller::Code(_, code) => Some(code),
            Caller::GoesOn => None,
        };
        if let Kind::New(function) = &*kind
            && code.is_some_and(|code| function.is(code))
        {
            let waiter = Waiter { function: function.clone(), waits: Waits::default() };
            *kind = Kind::Waiter { waiter: Gc::new(waiter), is_suspended: false };
        }
        let (waits, goes_on) = match &mut *kind {
            Kind::Waiter { waiter, is_suspended } if code.is_some_and(|code| waiter.function.is(code)) => {
                *is_suspended = true;
                (&waiter.waits, GoesOn::Function(waiter.clone(), waiter.waits.give()))
            }
            Kind::Generator { generator, .. } => {
                (&generator.waits, GoesOn::Generator(generator.clone(), generator.wait()))
            }
            _ => return None,
        };
        if let Some(code) = code {
            waits.stand(code, context);
        }
        Some(goes_on)
    }

    /// Looks at the promise of what neither waits nor has settled it, unless with another promise.
    ///
    /// # Errors
    /// The limit by which that was ended, after it had waited.
    fn find_limit(&self, unsettled: &Unsettled, waits: &Waits, context: &mut Context) -> JsResult<()> {
        let host = Host::of(context)?;
        // A loop's limit is told with its place by who has counted.
        if host.agent.rounds.has_culprit() {
            return Ok(());
        }
        let reason = JsNativeError::range().with_message("the function was ended by a limit").into_opaque(context);
        // It does nothing where the promise was settled with another one.
        unsettled.reject.call(&JsValue::undefined(), &[reason.into()], context)?;
        if unsettled.is_pending() {
            return Ok(());
        }
        host.agent.hooks.forget(&unsettled.promise);
        *self.stopped.borrow_mut() = Some(waits.last());
        Err(EngineError::RuntimeLimit(RuntimeLimitError::Recursion).into())
    }
}

impl Unsettled {
    fn is_pending(&self) -> bool {
        self.promise.state() == PromiseState::Pending
    }
}

/// Whether a built-in function says that it takes one argument, as those of the engine do that let a function go on. Those that
/// this host gives to promises while page code runs say that they take none.
fn takes_one(function: &JsFunction, context: &mut Context) -> bool {
    function.get(js_string!("length"), context).is_ok_and(|length| length.as_i32() == Some(1))
}
