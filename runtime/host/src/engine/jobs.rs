//! The job queue: promise jobs in order, and the loader's asynchronous jobs, all run to the end at a checkpoint.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use boa_engine::job::{GenericJob, Job, JobExecutor, NativeAsyncJob, PromiseJob};
use boa_engine::{Context, JsError, JsResult};
use minihost_bridge::Origin;

/// The microtasks of one context.
#[derive(Default)]
pub(crate) struct Jobs {
    queue: RefCell<VecDeque<Microtask>>,
    limit: Cell<Option<u64>>,
    /// How many jobs have run in the drain that goes on.
    run: Cell<u64>,
    /// The job beyond the limit was made here.
    culprit: RefCell<Option<Origin>>,
}

enum Microtask {
    Promise(PromiseJob),
    Generic(GenericJob),
    /// Loading of an imported module. The loader reads files as it goes, so one poll is enough.
    Load(NativeAsyncJob),
}

impl Jobs {
    /// Runs every job, also those that jobs add; the errors of those that fail. Only engine errors (limits) come out
    /// of promise jobs: what page code throws stays in its promise. `ends_at_limit` says whether none runs after one that has
    /// hit such a limit.
    pub(crate) fn drain(&self, ends_at_limit: bool, context: &mut Context) -> Vec<JsError> {
        let mut errors = Vec::new();
        self.run.set(0);
        while let Some(job) = self.pop() {
            self.run.set(self.run.get() + 1);
            let result = match job {
                Microtask::Promise(job) => job.call(context).map(drop),
                Microtask::Generic(job) => job.call(context).map(drop),
                Microtask::Load(job) => load(job, context),
            };
            if let Err(error) = result {
                let is_limit = error.as_engine().is_some();
                errors.push(error);
                if is_limit && ends_at_limit {
                    break;
                }
            }
        }
        errors
    }

    /// Ends a drain of more jobs than that; returns the limit that there was.
    pub(crate) fn limit(&self, jobs: Option<u64>) -> Option<u64> {
        self.limit.replace(jobs)
    }

    /// Where the first job beyond the limit was made, if that was reached.
    pub(crate) fn take_culprit(&self) -> Option<Origin> {
        self.culprit.borrow_mut().take()
    }

    /// Runs only the loading of modules, so that `require` can evaluate an ES module without letting promise jobs of
    /// the page run in the middle of its caller.
    pub(crate) fn drain_loads(&self, context: &mut Context) -> JsResult<()> {
        while let Some(job) = self.pop_load() {
            load(job, context)?;
        }
        Ok(())
    }

    fn pop(&self) -> Option<Microtask> {
        self.queue.borrow_mut().pop_front()
    }

    fn pop_load(&self) -> Option<NativeAsyncJob> {
        let mut queue = self.queue.borrow_mut();
        let index = queue.iter().position(|job| matches!(job, Microtask::Load(_)))?;
        match queue.remove(index) {
            Some(Microtask::Load(job)) => Some(job),
            _ => None,
        }
    }
}

fn load(job: NativeAsyncJob, context: &mut Context) -> JsResult<()> {
    let context = RefCell::new(context);
    let mut future = pin!(job.call(&context));
    match future.as_mut().poll(&mut std::task::Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result.map(drop),
        // The loader never waits; an engine job that did would never be woken, so it is dropped rather than kept.
        Poll::Pending => Ok(()),
    }
}

impl JobExecutor for Jobs {
    fn enqueue_job(self: Rc<Self>, job: Job, context: &mut Context) {
        if self.limit.get().is_some_and(|limit| self.run.get() > limit)
            && let Some(origin) = Origin::of_caller(context)
        {
            self.culprit.borrow_mut().get_or_insert(origin);
            return;
        }
        let job = match job {
            Job::PromiseJob(job) => Microtask::Promise(job),
            Job::GenericJob(job) => Microtask::Generic(job),
            Job::AsyncJob(job) => Microtask::Load(job),
            // Timers are this host's own; clean-up of finalization registries is optional by the standard.
            _ => return,
        };
        self.queue.borrow_mut().push_back(job);
    }

    fn run_jobs(self: Rc<Self>, context: &mut Context) -> JsResult<()> {
        self.drain(true, context).into_iter().next().map_or(Ok(()), Err)
    }

    async fn run_jobs_async(self: Rc<Self>, context: &RefCell<&mut Context>) -> JsResult<()> {
        self.run_jobs(&mut context.borrow_mut())
    }
}
