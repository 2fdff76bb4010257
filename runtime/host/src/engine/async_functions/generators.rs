//! Async generators in which one of the engine's limits is hit.
//!
//! Each call of `next`, `return` or `throw` is a request, which has a promise (ECMA-262, 27.6.3). A generator that neither waits
//! nor runs, and has not settled the promises of all its requests, was ended by a limit: the engine drops the error where the
//! generator had waited before, and panics where it had not, since it takes for impossible that one ends so.

use std::any::Any;
use std::cell::{Cell, OnceCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, resume_unwind, set_hook, take_hook};
use std::sync::Once;

use boa_engine::builtins::async_generator::AsyncGenerator;
use boa_engine::error::{EngineError, RuntimeLimitError};
use boa_engine::object::builtins::JsWeakMap;
use boa_engine::{Context, Finalize, JsData, JsError, JsObject, JsResult, JsValue, Trace};
use boa_gc::{Gc, GcRefCell};

use super::running::Kind;
use super::{AsyncFunctions, Unsettled, Waits};
use crate::engine::built_in;
use crate::host::Host;

/// What the engine panics with where a limit ends a generator.
const IMPOSSIBLE: &str = "assertion failed: !result.is_throw_completion()";

/// The async generators of one engine.
#[derive(Default)]
pub(super) struct Generators {
    known: OnceCell<JsWeakMap>,
}

/// One of them.
#[derive(Default, Trace, Finalize)]
pub(super) struct Generator {
    /// The promises of its requests, as far as they may still be pending, in order.
    requests: GcRefCell<Vec<Unsettled>>,
    pub(super) waits: Waits,
    is_waiting: Cell<bool>,
    is_running: Cell<bool>,
}

/// What is known of an object.
#[derive(Trace, Finalize, JsData)]
struct Known(Gc<Generator>);

/// Puts functions around those of the engine that ask an async generator for something (ECMA-262, 27.6.1).
pub(super) fn replace(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().objects().async_generator();
    for name in ["next", "return", "throw"] {
        built_in::wrap(&prototype, name, 1, ask, context)?;
    }
    Ok(())
}

fn ask(this: &JsValue, arguments: &[JsValue], original: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object().filter(JsObject::is::<AsyncGenerator>) else {
        return original.call(this, arguments, context);
    };
    let host = Host::of(context)?;
    let functions = &host.agent.hooks.async_functions;
    let generator = functions.generators.known(&object, context)?;
    let call = |context: &mut Context| without_panic(|| original.call(this, arguments, context));
    functions.run_generator(&generator, true, call, context)
}

impl Generators {
    /// What is known of a generator.
    fn known(&self, object: &JsObject, context: &mut Context) -> JsResult<Gc<Generator>> {
        let map = self.known.get_or_init(|| JsWeakMap::new(context));
        let known = map.get(object, context)?;
        if let Some(Known(generator)) = known.as_object().as_ref().and_then(JsObject::downcast_ref::<Known>).as_deref()
        {
            return Ok(generator.clone());
        }
        let generator = Gc::new(Generator::default());
        map.set(object, JsObject::from_proto_and_data(None, Known(generator.clone())).into(), context)?;
        Ok(generator)
    }
}

impl Generator {
    /// A promise was made for a request.
    pub(super) fn is_asked(&self, request: Unsettled) {
        self.requests.borrow_mut().push(request);
    }

    /// The engine gives a promise a function for it. Returns the number of that function.
    pub(super) fn wait(&self) -> u64 {
        self.is_waiting.set(true);
        self.waits.give()
    }

    /// Whether it goes on with a call of the function of that number; it waits no more then.
    pub(super) fn goes_on(&self, number: u64) -> bool {
        let goes_on = self.waits.end_with(number);
        if goes_on {
            self.is_waiting.set(false);
        }
        goes_on
    }
}

impl AsyncFunctions {
    /// Lets an async generator run, which may be because of a request.
    ///
    /// # Errors
    /// The limit that has ended it.
    pub(super) fn run_generator(
        &self,
        generator: &Gc<Generator>,
        is_request: bool,
        call: impl FnOnce(&mut Context) -> JsResult<JsValue>,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let is_inner = generator.is_running.replace(true);
        let kind = Kind::Generator { generator: generator.clone(), has_request: !is_request };
        let result = self.running.calling(kind, context, call);
        generator.is_running.set(is_inner);
        generator.requests.borrow_mut().retain(Unsettled::is_pending);
        if is_inner || generator.is_waiting.get() || result.is_err() {
            return result;
        }
        let Some(oldest) = generator.requests.borrow().first().cloned() else { return result };
        self.find_limit(&oldest, &generator.waits, context).and(result)
    }
}

/// Runs `work`; where the engine panics because a limit has ended a generator, the result is that limit.
fn without_panic(work: impl FnOnce() -> JsResult<JsValue>) -> JsResult<JsValue> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic: &PanicHookInfo<'_>| {
            if !is_impossible(panic.payload()) {
                usual(panic);
            }
        }));
    });
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        if is_impossible(&*panic) {
            return Err(JsError::from(EngineError::RuntimeLimit(RuntimeLimitError::Recursion)));
        }
        resume_unwind(panic)
    })
}

fn is_impossible(panic: &(dyn Any + Send)) -> bool {
    panic.downcast_ref::<&str>().is_some_and(|message| *message == IMPOSSIBLE)
}
