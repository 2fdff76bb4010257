//! The JS engine, set up as this host needs it.
//!
//! Owns: the context's construction: clock, job queue, hooks, limits and the globals that pages may not have.
//!
//! Never: decides when page code runs.

mod clock;
mod globals;
mod hooks;
mod jobs;
mod sort;

use std::rc::Rc;

use boa_engine::context::ContextBuilder;
use boa_engine::vm::RuntimeLimits;
use boa_engine::{Context, JsResult};
use minihost_log::Clock;

pub(crate) use hooks::{Hooks, Rejection};
pub(crate) use jobs::Jobs;

use crate::modules::Loader;
use clock::EngineClock;

/// The native stack that the JS thread needs: deep recursion in page code uses it, and only touched pages count.
pub(crate) const STACK_BYTES: usize = 256 << 20;

/// Calls of page functions within page functions; more than any page needs, less than the stack holds even where each
/// goes through a native function.
const RECURSION_LIMIT: usize = 8_000;

/// Values on the engine's own stack: room for that recursion, and for `f.apply(null, bigArray)`.
const VALUE_STACK_LIMIT: usize = 1_000_000;

/// A context whose time, jobs, hooks and modules are this host's.
pub(crate) fn context(clock: Clock, jobs: Rc<Jobs>, hooks: Rc<Hooks>, loader: Rc<Loader>) -> JsResult<Context> {
    let mut context = ContextBuilder::new()
        .clock(Rc::new(EngineClock::new(clock)))
        .job_executor(jobs)
        .host_hooks(hooks)
        .module_loader(loader)
        .build()?;
    let mut limits = RuntimeLimits::default();
    limits.set_recursion_limit(RECURSION_LIMIT);
    limits.set_stack_size_limit(VALUE_STACK_LIMIT);
    context.set_runtime_limits(limits);
    globals::hide(&mut context)?;
    sort::replace(&mut context)?;
    Ok(context)
}
