//! The state of one test file: what its tools share.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashSet;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use boa_engine::{Context, JsError, JsObject, JsResult, JsValue};
use minihost_bridge::realm_data;
use minihost_runner::protocol::{ClockKind, Failure, RequestOptions, Site, WorkerEvent};
use minihost_runtime::{Course, Program, Schedule, Uncaught, UncaughtKind};
use tokio::sync::Notify;

use crate::call::Calls;
use crate::expect::Assertions;
use crate::failure;
use crate::history::History;
use crate::mock::{Ages, Replaced};
use crate::native::misuse;
use crate::run;
use crate::tools::{Answers, Launched, Peers, Stubs};
use crate::tree::Tree;

/// Takes what the worker tells its runner.
pub trait Reporter {
    /// One event, in the order of their happening.
    fn event(&self, event: &WorkerEvent);
}

/// Everything that a test script's tools share; kept for the script's realm.
pub(crate) struct Kit {
    program: OnceCell<Program>,
    pub(crate) options: RequestOptions,
    pub(crate) reporter: Rc<dyn Reporter>,
    pub(crate) tree: RefCell<Tree>,
    pub(crate) calls: Calls,
    pub(crate) history: Rc<History>,
    pub(crate) peers: Rc<Peers>,
    pub(crate) launched: RefCell<Vec<Rc<Launched>>>,
    pub(crate) stubs: Stubs,
    pub(crate) answers: Answers,
    /// The object with all matchers, once it is needed.
    pub(crate) matchers: OnceCell<JsObject>,
    /// Members that were replaced in the running test.
    pub(crate) replaced: RefCell<Vec<Replaced>>,
    pub(crate) mocks: Ages,
    /// How far `waitFor` has used up the events of the running test.
    pub(crate) waited: Cell<usize>,
    /// What is known of errors that tools threw, by the errors.
    prepared: RefCell<Vec<(JsObject, Failure)>>,
    /// Woken whenever something happened that a test may wait for; peers of the real clock do so from their threads.
    pub(crate) changed: Arc<Notify>,
    running: RefCell<Option<Running>>,
    /// The options object that the last `clause(…)` returned, while it may still become those of a test.
    loose_clauses: RefCell<Option<(JsObject, usize)>>,
    next_program: Cell<u32>,
    /// Files and folders that the runner knows of.
    told_reads: RefCell<HashSet<String>>,
    /// Who chooses among what is ready together, where an order is given.
    schedule: Option<Rc<Schedule>>,
}

/// The test that is running.
pub(crate) struct Running {
    pub(crate) index: usize,
    pub(crate) failures: Vec<Failure>,
    pub(crate) clauses: Vec<String>,
    pub(crate) assertions: Assertions,
}

impl Kit {
    pub(crate) fn new(
        options: RequestOptions,
        reporter: Rc<dyn Reporter>,
        history: Rc<History>,
        peers: Rc<Peers>,
        changed: Arc<Notify>,
        schedule: Option<Rc<Schedule>>,
    ) -> Self {
        Self {
            program: OnceCell::new(),
            options,
            reporter,
            tree: RefCell::default(),
            calls: Calls::default(),
            history,
            peers,
            launched: RefCell::default(),
            stubs: Stubs::default(),
            answers: Answers::default(),
            matchers: OnceCell::new(),
            replaced: RefCell::default(),
            mocks: Ages::default(),
            waited: Cell::new(0),
            prepared: RefCell::default(),
            changed,
            running: RefCell::default(),
            loose_clauses: RefCell::default(),
            next_program: Cell::new(1),
            told_reads: RefCell::default(),
            schedule,
        }
    }

    /// The kit of the running realm.
    ///
    /// # Errors
    /// A `TypeError` in the realm of a program that is no test.
    pub(crate) fn of(context: &Context) -> JsResult<Rc<Self>> {
        realm_data::get(context).ok_or_else(|| misuse("this is a tool of tests, and no test runs here"))
    }

    /// The test script itself.
    pub(crate) fn program(&self) -> &Program {
        // Set when the kit is installed, before any native can run.
        #[expect(clippy::expect_used, reason = "natives exist only once the kit is installed")]
        self.program.get().expect("an installed kit")
    }

    pub(crate) fn set_program(&self, program: &Program) {
        // The first one stays; a kit is installed once.
        let _ = self.program.set(program.clone());
    }

    /// Notes that something happened that a test may wait for.
    pub(crate) fn change(&self) {
        self.changed.notify_waiters();
    }

    /// Tells what page code is about to run, where the runner looks for a place.
    pub(crate) fn entered(&self, what: &str) {
        if self.options.limits.is_some() {
            self.reporter.event(&WorkerEvent::Entered { what: what.to_owned() });
        }
    }

    /// Whether the runner wants to know what runs.
    pub(crate) fn tells_entered(&self) -> bool {
        self.options.limits.is_some()
    }

    /// Tells which files `program` has read, where the runner wants to know. Each file is told once.
    pub(crate) fn tell_reads(&self, program: &Program) {
        if self.options.tells_reads {
            let files = program.files_read().iter().map(|path| path.display().to_string()).collect();
            self.tell_read(files, Vec::new());
        }
    }

    /// Tells that a program in `folder` is about to be launched.
    pub(crate) fn tell_launch(&self, folder: &Path) {
        if self.options.tells_reads {
            self.tell_read(Vec::new(), vec![folder.display().to_string()]);
        }
    }

    fn tell_read(&self, mut files: Vec<String>, mut folders: Vec<String>) {
        let mut told = self.told_reads.borrow_mut();
        [&mut files, &mut folders].into_iter().for_each(|names| names.retain(|name| told.insert(name.clone())));
        if !files.is_empty() || !folders.is_empty() {
            self.reporter.event(&WorkerEvent::Read { files, folders });
        }
    }

    pub(crate) fn begin(&self, index: usize) {
        let running = Running { index, failures: Vec::new(), clauses: Vec::new(), assertions: Assertions::default() };
        self.waited.set(0);
        self.prepared.borrow_mut().clear();
        *self.running.borrow_mut() = Some(running);
    }

    /// From now on, what is ready together runs in the order that is given for the test.
    pub(crate) fn begin_order(&self, index: usize) {
        if let Some(schedule) = &self.schedule {
            let order = self.options.orders.get(&index).or(self.options.order.as_ref());
            schedule.begin(order.map(|order| order.choices().clone()).unwrap_or_default());
        }
    }

    /// From now on, the oldest comes first; what there was to choose from since [`Kit::begin_order`].
    pub(crate) fn end_order(&self) -> Course {
        self.schedule.as_ref().map(|schedule| schedule.end()).unwrap_or_default()
    }

    /// Whether the file is still being evaluated.
    pub(crate) fn is_before_tests(&self) -> bool {
        self.running.borrow().as_ref().is_some_and(|running| running.index == usize::MAX)
    }

    pub(crate) fn finish(&self) -> Option<Running> {
        self.running.borrow_mut().take()
    }

    /// Runs `look` on the running test; none where none runs.
    pub(crate) fn with_running<T>(&self, look: impl FnOnce(&mut Running) -> T) -> Option<T> {
        self.running.borrow_mut().as_mut().filter(|running| running.index != usize::MAX).map(look)
    }

    /// Counts a call of a matcher.
    pub(crate) fn count_assertion(&self) {
        // None is counted while the file loads.
        let _ = self.with_running(|running| running.assertions.count());
    }

    /// Makes the running test fail, beside whatever else it does. Returns `false` where none runs.
    pub(crate) fn fail(&self, failure: Failure) -> bool {
        let mut running = self.running.borrow_mut();
        let Some(running) = running.as_mut() else { return false };
        running.failures.push(failure);
        self.change();
        true
    }

    /// An error that nobody caught, in a program of this file; `program` is what the test calls it.
    /// `false` where no test runs.
    pub(crate) fn uncaught(&self, error: &Uncaught, program: Option<&str>) -> bool {
        let failure = failure::of_uncaught(error, program);
        let is_engine = error.kind == UncaughtKind::Engine;
        let fails = self.fail(failure.clone());
        // The event loop ends now, and with it everything that could still tell of this test or hook.
        if fails && is_engine {
            run::give_up(self);
        } else if is_engine {
            self.reporter.event(&WorkerEvent::LoadFailed { failure });
            self.reporter.event(&WorkerEvent::Finished {});
        }
        fails || is_engine
    }

    /// Notes what is known of an error that is about to be thrown.
    pub(crate) fn prepare(&self, error: JsObject, failure: Failure) {
        self.prepared.borrow_mut().push((error, failure));
    }

    /// Notes where a prepared error belongs, where that is not known.
    pub(crate) fn locate(&self, error: &JsError, site: Site) {
        let Some(thrown) = error.as_opaque().and_then(JsValue::as_object) else { return };
        let mut prepared = self.prepared.borrow_mut();
        if let Some((_, failure)) = prepared.iter_mut().find(|(known, _)| JsObject::equals(known, &thrown)) {
            failure.site.get_or_insert(site);
        }
    }

    /// What is known of an error beyond its message.
    pub(crate) fn prepared(&self, error: &JsError) -> Option<Failure> {
        let thrown = error.as_opaque()?.as_object()?;
        let prepared = self.prepared.borrow();
        prepared.iter().find(|(known, _)| JsObject::equals(known, &thrown)).map(|(_, failure)| failure.clone())
    }

    /// The place in the test script that calls a tool.
    pub(crate) fn caller(&self, context: &Context) -> Option<Site> {
        self.program().caller(context).map(|at| failure::site(&at, None))
    }

    /// Which clock the file lives by.
    pub(crate) fn clock_kind(&self) -> ClockKind {
        self.options.clock
    }

    pub(crate) fn is_virtual(&self) -> bool {
        self.clock_kind() == ClockKind::Virtual
    }

    /// Notes the clauses that `clause(…)` was called with.
    pub(crate) fn note_clauses(&self, ids: Vec<String>, options: &JsObject) {
        if let Some(running) = self.running.borrow_mut().as_mut().filter(|running| running.index != usize::MAX) {
            running.clauses.extend(ids);
            return;
        }
        let count = ids.len();
        self.tree.borrow_mut().current().options.clauses.extend(ids);
        *self.loose_clauses.borrow_mut() = Some((options.clone(), count));
    }

    /// `options` are those of a test: where they came from `clause(…)`, they are not the suite's.
    pub(crate) fn consume_clauses(&self, options: &JsObject) {
        let loose = self.loose_clauses.borrow_mut().take_if(|(known, _)| JsObject::equals(known, options));
        if let Some((_, count)) = loose {
            let mut tree = self.tree.borrow_mut();
            let clauses = &mut tree.current().options.clauses;
            clauses.truncate(clauses.len().saturating_sub(count));
        }
    }

    /// The name of the next program that is launched from `folder`.
    pub(crate) fn name_program(&self, folder: &str) -> String {
        let number = self.next_program.get();
        self.next_program.set(number + 1);
        if number == 1 { folder.to_owned() } else { format!("{folder}#{number}") }
    }

    /// Names of programs start anew with each test.
    pub(crate) fn forget_names(&self) {
        self.next_program.set(1);
    }
}
