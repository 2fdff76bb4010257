//! One engine with everything that its realms share (ECMA-262: an agent).

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::task::Waker;

use boa_engine::context::ContextBuilder;
use boa_engine::optimizer::OptimizerOptions;
use boa_engine::vm::RuntimeLimits;
use boa_engine::{Context, JsResult};
use minihost_log::Clock;

use super::clock::EngineClock;
use super::garbage::Garbage;
use super::hooks::Hooks;
use super::jobs::Jobs;
use super::pulse::{Heart, Pulse};
use super::rounds::Rounds;
use super::{async_functions, bounds, date, globals, json, proxies, sort};
use crate::modules::Loaders;
use crate::settings::Limits;

/// Values on the engine's own stack: room for that recursion, and for `f.apply(null, bigArray)`.
const VALUE_STACK_LIMIT: usize = 1_000_000;

/// What all mini-programs in one engine share.
#[derive(Default)]
pub(crate) struct Agent {
    pub(crate) jobs: Rc<Jobs>,
    pub(crate) hooks: Rc<Hooks>,
    pub(crate) rounds: Rc<Rounds>,
    /// What other threads see of the script.
    pub(crate) heart: Heart,
    pub(crate) garbage: Rc<Garbage>,
    poisoned: Cell<bool>,
    /// Whether the event loop is to look again, though nothing that it waits for is ready.
    woken: Cell<bool>,
    /// The event loop, while it waits.
    waiting: RefCell<Option<Waker>>,
    holds: Cell<usize>,
}

impl Agent {
    /// One whose script others watch by its pulse.
    pub(crate) fn new(pulse: Arc<Pulse>) -> Self {
        let garbage = Rc::new(Garbage::new());
        let hooks = Rc::new(Hooks::new(Rc::clone(&garbage)));
        Self { heart: Heart::new(pulse), garbage, hooks, ..Self::default() }
    }

    /// A context whose time, jobs, hooks and modules are this host's, with its first realm running.
    pub(crate) fn context(&self, clock: Clock, given: Limits) -> JsResult<Context> {
        let hooks = Rc::clone(&self.hooks);
        let mut context = ContextBuilder::new()
            .clock(Rc::new(EngineClock::new(clock)))
            .job_executor(Rc::clone(&self.jobs))
            .host_hooks(hooks)
            .module_loader(Rc::new(Loaders))
            .build()?;
        let mut limits = RuntimeLimits::default();
        limits.set_recursion_limit(given.calls);
        self.rounds.limit(given.loop_iterations);
        // For loops into which no call could be written.
        if let Some(rounds) = given.loop_iterations {
            limits.set_loop_iteration_limit(rounds);
        }
        self.jobs.limit(given.jobs);
        limits.set_stack_size_limit(VALUE_STACK_LIMIT);
        context.set_runtime_limits(limits);
        // Folding constants takes longer than what it saves: most code of a start runs once.
        context.set_optimizer_options(OptimizerOptions::empty());
        Ok(context)
    }

    /// One of the engine's limits was hit: its stack cannot be trusted any more, in none of its realms.
    pub(crate) fn poison(&self) {
        self.poisoned.set(true);
    }

    /// Whether the engine gave up: no page code may run any more.
    pub(crate) fn is_poisoned(&self) -> bool {
        self.poisoned.get()
    }

    /// Makes a waiting event loop look again.
    pub(crate) fn wake(&self) {
        self.woken.set(true);
        if let Some(waker) = self.waiting.borrow_mut().take() {
            waker.wake();
        }
    }

    /// Whether [`Agent::wake`] was called since the last time; if not, the next call wakes `waker`.
    pub(crate) fn poll_woken(&self, waker: &Waker) -> bool {
        let is_woken = self.woken.take();
        if !is_woken {
            *self.waiting.borrow_mut() = Some(waker.clone());
        }
        is_woken
    }

    /// Whether somebody outside of the engine still has work for it.
    pub(crate) fn is_held(&self) -> bool {
        self.holds.get() > 0
    }
}

/// Keeps the event loop from ending for as long as it lives.
pub struct Hold {
    agent: Rc<Agent>,
}

impl Hold {
    pub(crate) fn new(agent: &Rc<Agent>) -> Self {
        agent.holds.set(agent.holds.get() + 1);
        Self { agent: Rc::clone(agent) }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.agent.holds.set(self.agent.holds.get() - 1);
        self.agent.wake();
    }
}

/// Makes the running realm one that a mini-program may have.
pub(crate) fn prepare_realm(context: &mut Context) -> JsResult<()> {
    globals::hide(context)?;
    date::replace(context)?;
    json::replace(context)?;
    sort::replace(context)?;
    proxies::replace(context)?;
    async_functions::replace(context)?;
    bounds::replace(context)
}
