//! Async functions that hit one of the engine's limits after they have waited.
//!
//! The engine lets such a function go on from within a built-in function that drops what it ends with: where that is a limit,
//! the function just does not go on. But its promise tells: a function that neither waits nor has settled its promise was
//! ended. So this host makes the engine's promises, and looks at that of a function each time that it has gone on.

use std::cell::{Cell, RefCell};

use boa_engine::builtins::promise::PromiseState;
use boa_engine::error::{EngineError, RuntimeLimitError};
use boa_engine::job::JobCallback;
use boa_engine::native_function::NativeFunctionObject;
use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::vm::CodeBlock;
use boa_engine::{Context, Finalize, JsArgs, JsData, JsNativeError, JsObject, JsResult, JsValue, Trace, js_string};
use boa_gc::Gc;
use minihost_bridge::Origin;

use super::built_in;
use crate::host::Host;

/// How the engine calls the code of a module.
const MODULE: &str = "<main>";

/// The async functions of one engine.
#[derive(Default)]
pub(super) struct AsyncFunctions {
    /// What runs, outermost first; and some that did, until others take their places on the stack.
    running: RefCell<Vec<Running>>,
    /// Whether a promise is told what to call when it is settled, by page code.
    in_then: Cell<bool>,
    stopped: RefCell<Option<Stopped>>,
}

/// What runs.
struct Running {
    /// How many calls there are on the stack, its own included.
    depth: usize,
    kind: Kind,
}

enum Kind {
    /// An async function that has not waited so far.
    New(AsyncFunction),
    /// One that has.
    Waiter { waiter: Gc<Waiter>, is_suspended: bool },
    /// Something else, such as an async generator.
    Other,
}

/// One call of an async function.
#[derive(Clone, Trace, Finalize)]
struct AsyncFunction {
    code: Gc<CodeBlock>,
    promise: JsPromise,
    reject: JsFunction,
}

/// One that has waited.
#[derive(Trace, Finalize)]
struct Waiter {
    function: AsyncFunction,
    /// How many functions the engine has given to promises for it. The last two are those that let it go on.
    given: Cell<u64>,
    #[unsafe_ignore_trace]
    last: RefCell<Stopped>,
}

/// That a promise calls something for an async function, when it is settled.
#[derive(Trace, Finalize, JsData)]
struct Waited {
    waiter: Gc<Waiter>,
    number: u64,
}

/// A function that was ended by a limit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stopped {
    /// Its name.
    pub(crate) function: String,
    /// Where it had waited, or the last place before that which the engine knows.
    pub(crate) waited_at: Option<Origin>,
}

impl AsyncFunctions {
    /// Forgets what has run.
    pub(super) fn clear(&self) {
        self.running.borrow_mut().clear();
    }

    /// Where the function had waited that was ended by a limit, if one was; told once.
    pub(super) fn take_stopped(&self) -> Option<Stopped> {
        self.stopped.borrow_mut().take()
    }

    /// Runs `work`, which may let something go on that is no async function.
    pub(super) fn other<R>(&self, context: &mut Context, work: impl FnOnce(&mut Context) -> R) -> R {
        let depth = depth(context) + 1;
        self.push(Running { depth, kind: Kind::Other });
        let result = work(context);
        self.truncate(depth);
        result
    }

    /// A function is given to a promise.
    pub(super) fn given(&self, callback: JsFunction, context: &mut Context) -> JobCallback {
        match self.waited(&callback, context) {
            Some(waited) => JobCallback::new(callback, waited),
            None => JobCallback::new(callback, ()),
        }
    }

    /// Calls what was given to a promise, where that lets an async function go on; elsewhere nothing is done. Where a limit
    /// ends the function, its promise is rejected, and `ended` with it.
    ///
    /// # Errors
    /// The limit that has ended the function.
    pub(super) fn go_on(
        &self,
        job: &JobCallback,
        this: &JsValue,
        arguments: &[JsValue],
        ended: impl FnOnce(&JsPromise),
        context: &mut Context,
    ) -> Option<JsResult<JsValue>> {
        let Waited { waiter, number } = job.host_defined().downcast_ref::<Waited>()?;
        let given = waiter.given.get();
        if number + 1 < given || !waiter.function.is_pending() {
            return None;
        }
        let kind = Kind::Waiter { waiter: waiter.clone(), is_suspended: false };
        self.push(Running { depth: depth(context) + 1, kind });
        let result = job.callback().call(this, arguments, context);
        if result.is_err() || waiter.given.get() > given || !waiter.function.is_pending() {
            return Some(result);
        }
        let found = self.find_limit(waiter, context);
        if found.is_err() {
            ended(&waiter.function.promise);
        }
        Some(found.and(result))
    }

    /// Looks at a function that neither waits nor has settled its promise, unless with another promise.
    fn find_limit(&self, waiter: &Waiter, context: &mut Context) -> JsResult<()> {
        // A loop's limit is told with its place by who has counted.
        if Host::of(context)?.agent.rounds.has_culprit() {
            return Ok(());
        }
        let reason = JsNativeError::range().with_message("the function was ended by a limit").into_opaque(context);
        // It does nothing where the promise was settled with another one.
        waiter.function.reject.call(&JsValue::undefined(), &[reason.into()], context)?;
        if waiter.function.is_pending() {
            return Ok(());
        }
        *self.stopped.borrow_mut() = Some(waiter.last.borrow().clone());
        Err(EngineError::RuntimeLimit(RuntimeLimitError::Recursion).into())
    }

    /// The engine has made a promise. The first one that it makes in an async function is that of the function; others follow,
    /// as for what is waited for.
    fn made(&self, promise: &JsPromise, reject: &JsFunction, context: &Context) {
        let Some((depth, code)) = self.caller(context) else { return };
        let is_known = || self.running.borrow().last().is_some_and(|last| last.depth == depth && last.is_code(code));
        if *code.name() == MODULE || is_known() {
            return;
        }
        let function = AsyncFunction { code: code.clone(), promise: promise.clone(), reject: reject.clone() };
        self.push(Running { depth, kind: Kind::New(function) });
    }

    /// The async function that may go on by a call of `callback`, which is given to a promise.
    fn waited(&self, callback: &JsFunction, context: &mut Context) -> Option<Waited> {
        if self.in_then.get() || !callback.is::<NativeFunctionObject>() || !takes_one(callback, context) {
            return None;
        }
        let (depth, code) = self.caller(context)?;
        let mut all = self.running.borrow_mut();
        let running = all.last_mut().filter(|last| last.depth == depth)?;
        if let Kind::New(function) = &running.kind
            && function.is(code)
        {
            let function = function.clone();
            let waiter = Waiter { function, given: Cell::default(), last: RefCell::default() };
            running.kind = Kind::Waiter { waiter: Gc::new(waiter), is_suspended: false };
        }
        let Kind::Waiter { waiter, is_suspended } = &mut running.kind else { return None };
        if !waiter.function.is(code) {
            return None;
        }
        *is_suspended = true;
        let number = waiter.given.get() + 1;
        waiter.given.set(number);
        let function = code.name().to_std_string_lossy();
        *waiter.last.borrow_mut() = Stopped { function, waited_at: Origin::of_caller(context) };
        Some(Waited { waiter: waiter.clone(), number })
    }

    /// What code runs, and how deep; what ran deeper is forgotten. Nothing, where a built-in function runs that lets something
    /// else go on: what it makes and gives is its own.
    fn caller<'a>(&self, context: &'a Context) -> Option<(usize, &'a Gc<CodeBlock>)> {
        let code = context.stack_trace().next()?.code_block();
        let depth = depth(context);
        self.truncate(depth + 2);
        let goes_on = |last: &Running| last.depth == depth + 1 && matches!(last.kind, Kind::Other);
        if self.running.borrow().last().is_some_and(goes_on) {
            return None;
        }
        self.truncate(depth + 1);
        Some((depth, code))
    }

    fn push(&self, running: Running) {
        self.truncate(running.depth);
        self.running.borrow_mut().push(running);
    }

    /// Forgets what ran at that depth, and deeper.
    fn truncate(&self, depth: usize) {
        let mut all = self.running.borrow_mut();
        while all.last().is_some_and(|last| last.depth >= depth) {
            all.pop();
        }
    }
}

impl Running {
    /// Whether this is what runs that code, and not something that ran at its place before it.
    fn is_code(&self, code: &Gc<CodeBlock>) -> bool {
        match &self.kind {
            Kind::New(function) => function.is(code),
            Kind::Waiter { waiter, is_suspended } => !is_suspended && waiter.function.is(code),
            Kind::Other => true,
        }
    }
}

impl AsyncFunction {
    /// Whether it is a call of that code which has not ended.
    fn is(&self, code: &Gc<CodeBlock>) -> bool {
        Gc::ptr_eq(&self.code, code) && self.is_pending()
    }

    fn is_pending(&self) -> bool {
        self.promise.state() == PromiseState::Pending
    }
}

/// Whether a built-in function says that it takes one argument, as those of the engine do that let a function go on. Those that
/// this host gives to promises while page code runs say that they take none.
fn takes_one(function: &JsFunction, context: &mut Context) -> bool {
    function.get(js_string!("length"), context).is_ok_and(|length| length.as_i32() == Some(1))
}

/// How many calls there are on the stack.
fn depth(context: &Context) -> usize {
    let frames = context.stack_trace();
    // Without a walk, since this is asked for each `await`.
    frames.size_hint().1.unwrap_or_else(|| frames.count())
}

/// Makes the engine tell of its promises, and of what pages give to promises.
pub(super) fn replace(context: &mut Context) -> JsResult<()> {
    let promise = context.intrinsics().constructors().promise().constructor();
    built_in::exchange(&promise, construct, context);

    let prototype = context.intrinsics().constructors().promise().prototype();
    built_in::wrap(&prototype, "then", 2, then, context)
}

/// `Promise.prototype.then` (ECMA-262, 27.2.5.4).
fn then(this: &JsValue, arguments: &[JsValue], original: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context)?;
    let in_then = &host.agent.hooks.async_functions.in_then;
    let outer = in_then.replace(true);
    let result = original.call(this, arguments, context);
    in_then.set(outer);
    result
}

/// `new Promise(executor)` (ECMA-262, 27.2.3.1).
fn construct(
    new_target: &JsValue,
    arguments: &[JsValue],
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(new_target) = new_target.as_object() else {
        return original.call(new_target, arguments, context);
    };
    let executor = arguments.get_or_undefined(0).as_callable();
    let is_plain = new_target == context.intrinsics().constructors().promise().constructor();
    let Some(executor) = executor.filter(|_| is_plain) else {
        return original.construct(arguments, Some(&new_target), context).map(JsValue::from);
    };
    let (promise, settle) = JsPromise::new_pending(context);
    if executor.is::<NativeFunctionObject>() {
        Host::of(context)?.agent.hooks.async_functions.made(&promise, &settle.reject, context);
    }
    let given = [settle.resolve.into(), settle.reject.clone().into()];
    if let Err(error) = executor.call(&JsValue::undefined(), &given, context) {
        let reason = error.into_opaque(context)?;
        settle.reject.call(&JsValue::undefined(), &[reason], context)?;
    }
    Ok(promise.into())
}
