//! Async functions that hit one of the engine's limits after they have waited.
//!
//! The engine lets such a function go on from within a built-in function that drops what it ends with: where that is a limit,
//! the function just does not go on. But its promise tells: a function that neither waits nor has settled its promise was
//! ended. So this host makes the engine's promises, and looks at that of a function each time that it has gone on. For an async
//! generator, it looks at those of its requests: `async_generators.rs`.

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

use super::async_generators::{Generator, Generators};
use super::built_in;
use crate::host::Host;

/// How the engine calls the code of a module. So are functions called that have no name, where errors are told.
const MODULE: &str = "<main>";

/// The async functions and async generators of one engine.
#[derive(Default)]
pub(super) struct AsyncFunctions {
    pub(super) generators: Generators,
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
    /// An async generator, by one of its requests or after it has waited; and whether the promise of that request was made.
    Generator { generator: Gc<Generator>, has_request: bool },
    /// Something else, such as a module.
    Other,
}

/// Who has called a built-in function.
enum Caller<'a> {
    /// That code, so deep.
    Code(usize, &'a Gc<CodeBlock>),
    /// Another one, which lets something go on that is not so deep: what it makes and gives to promises is for that.
    GoesOn,
}

/// One call of an async function.
#[derive(Clone, Trace, Finalize)]
struct AsyncFunction {
    code: Gc<CodeBlock>,
    promise: Unsettled,
}

/// A promise of which it is to be known whether it is settled.
#[derive(Clone, Trace, Finalize)]
pub(super) struct Unsettled {
    pub(super) promise: JsPromise,
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

/// What waits for a promise, and how many functions had been given to promises for it.
#[derive(Trace, Finalize, JsData)]
enum Waits {
    Function(Gc<Waiter>, u64),
    Generator(Gc<Generator>, u64),
}

/// That a page has given a function to a promise, or that it is one of a page's: nothing goes on with it.
#[derive(Trace, Finalize, JsData)]
struct ByPage;

/// A function that was ended by a limit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stopped {
    /// Its name, as in [`Frame`](crate::Frame).
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

    /// Runs `work`, a request to an async generator or what lets it go on.
    pub(super) fn within_generator<R>(
        &self,
        generator: &Gc<Generator>,
        is_request: bool,
        context: &mut Context,
        work: impl FnOnce(&mut Context) -> R,
    ) -> R {
        self.within(Kind::Generator { generator: generator.clone(), has_request: !is_request }, context, work)
    }

    fn within<R>(&self, kind: Kind, context: &mut Context, work: impl FnOnce(&mut Context) -> R) -> R {
        let depth = depth(context) + 1;
        self.push(Running { depth, kind });
        let result = work(context);
        self.truncate(depth);
        result
    }

    /// A function is given to a promise.
    pub(super) fn given(&self, callback: JsFunction, context: &mut Context) -> JobCallback {
        if self.in_then.get() || !callback.is::<NativeFunctionObject>() {
            return JobCallback::new(callback, ByPage);
        }
        match self.waits(&callback, context) {
            Some(waits) => JobCallback::new(callback, waits),
            None => JobCallback::new(callback, ()),
        }
    }

    /// Calls what was given to a promise. Where a limit ends an async function or generator that goes on, its promise is
    /// rejected, and `ended` with it.
    ///
    /// # Errors
    /// What that throws, and the limit that has ended it.
    pub(super) fn go_on(
        &self,
        job: &JobCallback,
        this: &JsValue,
        arguments: &[JsValue],
        ended: impl FnOnce(&JsPromise),
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let call = |context: &mut Context| job.callback().call(this, arguments, context);
        match job.host_defined().downcast_ref::<Waits>() {
            Some(Waits::Function(waiter, number)) if waiter.goes_on(*number) => {
                self.run_function(waiter, call, ended, context)
            }
            Some(Waits::Generator(generator, number)) if generator.goes_on(*number) => {
                self.run_generator(generator, false, call, ended, context)
            }
            None if job.host_defined().is::<ByPage>() => call(context),
            _ => self.within(Kind::Other, context, call),
        }
    }

    fn run_function(
        &self,
        waiter: &Gc<Waiter>,
        call: impl FnOnce(&mut Context) -> JsResult<JsValue>,
        ended: impl FnOnce(&JsPromise),
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let given = waiter.given.get();
        let kind = Kind::Waiter { waiter: waiter.clone(), is_suspended: false };
        self.push(Running { depth: depth(context) + 1, kind });
        let result = call(context);
        if result.is_err() || waiter.given.get() > given || !waiter.function.promise.is_pending() {
            return result;
        }
        self.find_limit(&waiter.function.promise, &waiter.last.borrow(), ended, context).and(result)
    }

    /// Looks at the promise of what neither waits nor has settled it, unless with another promise.
    ///
    /// # Errors
    /// The limit by which that was ended, after it had waited.
    pub(super) fn find_limit(
        &self,
        unsettled: &Unsettled,
        last: &Stopped,
        ended: impl FnOnce(&JsPromise),
        context: &mut Context,
    ) -> JsResult<()> {
        // A loop's limit is told with its place by who has counted.
        if Host::of(context)?.agent.rounds.has_culprit() {
            return Ok(());
        }
        let reason = JsNativeError::range().with_message("the function was ended by a limit").into_opaque(context);
        // It does nothing where the promise was settled with another one.
        unsettled.reject.call(&JsValue::undefined(), &[reason.into()], context)?;
        if unsettled.is_pending() {
            return Ok(());
        }
        ended(&unsettled.promise);
        *self.stopped.borrow_mut() = Some(last.clone());
        Err(EngineError::RuntimeLimit(RuntimeLimitError::Recursion).into())
    }

    /// The engine has made a promise. The first one that it makes in an async function is that of the function; others follow,
    /// as for what is waited for. So it is with the first one that it makes for a request to an async generator.
    fn made(&self, unsettled: Unsettled, context: &Context) {
        match self.caller(context) {
            Some(Caller::Code(depth, code)) => {
                let is_known = |last: &Running| last.depth == depth && last.is_code(code);
                if *code.name() == MODULE || self.running.borrow().last().is_some_and(is_known) {
                    return;
                }
                let function = AsyncFunction { code: code.clone(), promise: unsettled };
                self.push(Running { depth, kind: Kind::New(function) });
            }
            Some(Caller::GoesOn) => {
                if let Some(Running { kind: Kind::Generator { generator, has_request }, .. }) =
                    self.running.borrow_mut().last_mut()
                    && !std::mem::replace(has_request, true)
                {
                    generator.is_asked(unsettled);
                }
            }
            None => {}
        }
    }

    /// What may go on by a call of `callback`, which is given to a promise.
    fn waits(&self, callback: &JsFunction, context: &mut Context) -> Option<Waits> {
        if !takes_one(callback, context) {
            return None;
        }
        let caller = self.caller(context)?;
        let mut all = self.running.borrow_mut();
        let running = all.last_mut()?;
        let (depth, code) = match caller {
            Caller::Code(depth, code) => (depth, code),
            Caller::GoesOn => {
                let Kind::Generator { generator, .. } = &running.kind else { return None };
                return Some(Waits::Generator(generator.clone(), generator.waits(None)));
            }
        };
        if running.depth != depth {
            return None;
        }
        if let Kind::New(function) = &running.kind
            && function.is(code)
        {
            let function = function.clone();
            let waiter = Waiter { function, given: Cell::default(), last: RefCell::default() };
            running.kind = Kind::Waiter { waiter: Gc::new(waiter), is_suspended: false };
        }
        let stopped = || Stopped::at(code, context);
        match &mut running.kind {
            Kind::Waiter { waiter, is_suspended } if waiter.function.is(code) => {
                *is_suspended = true;
                let number = waiter.given.get() + 1;
                waiter.given.set(number);
                *waiter.last.borrow_mut() = stopped();
                Some(Waits::Function(waiter.clone(), number))
            }
            Kind::Generator { generator, .. } => {
                Some(Waits::Generator(generator.clone(), generator.waits(Some(stopped()))))
            }
            _ => None,
        }
    }

    /// Who has called the built-in function that runs; what ran deeper is forgotten.
    fn caller<'a>(&self, context: &'a Context) -> Option<Caller<'a>> {
        let depth = depth(context);
        self.truncate(depth + 2);
        let goes_on =
            |last: &Running| last.depth == depth + 1 && matches!(last.kind, Kind::Other | Kind::Generator { .. });
        if self.running.borrow().last().is_some_and(goes_on) {
            return Some(Caller::GoesOn);
        }
        self.truncate(depth + 1);
        Some(Caller::Code(depth, context.stack_trace().next()?.code_block()))
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

impl Stopped {
    /// That code, where it runs.
    fn at(code: &CodeBlock, context: &Context) -> Self {
        let name = code.name();
        let function = if name.is_empty() { MODULE.to_owned() } else { name.to_std_string_lossy() };
        Self { function, waited_at: Origin::of_caller(context) }
    }
}

impl Running {
    /// Whether this is what runs that code, and not something that ran at its place before it.
    fn is_code(&self, code: &Gc<CodeBlock>) -> bool {
        match &self.kind {
            Kind::New(function) => function.is(code),
            Kind::Waiter { waiter, is_suspended } => !is_suspended && waiter.function.is(code),
            Kind::Generator { .. } | Kind::Other => true,
        }
    }
}

impl AsyncFunction {
    /// Whether it is a call of that code which has not ended.
    fn is(&self, code: &Gc<CodeBlock>) -> bool {
        Gc::ptr_eq(&self.code, code) && self.promise.is_pending()
    }
}

impl Waiter {
    /// Whether it goes on with a call of the function of that number.
    fn goes_on(&self, number: u64) -> bool {
        number + 1 >= self.given.get() && self.function.promise.is_pending()
    }
}

impl Unsettled {
    pub(super) fn is_pending(&self) -> bool {
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
        let unsettled = Unsettled { promise: promise.clone(), reject: settle.reject.clone() };
        Host::of(context)?.agent.hooks.async_functions.made(unsettled, context);
    }
    let given = [settle.resolve.into(), settle.reject.clone().into()];
    if let Err(error) = executor.call(&JsValue::undefined(), &given, context) {
        let reason = error.into_opaque(context)?;
        settle.reject.call(&JsValue::undefined(), &[reason], context)?;
    }
    Ok(promise.into())
}
