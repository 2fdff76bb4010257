//! The program's state outside the engine: what the bridge, the timers and the pages share.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, JsValue};
use minihost_bridge::{Answer, AppEvent, Bridge, Embedder, Navigation, Occasion, Origin, Task, UiCall, realm_data};
use minihost_log::{EventLog, Kind, Stamp, preview};
use minihost_mutant::{Mutant, is};
use minihost_socket::{Mishap, Mishaps, Operation};
use serde_json::json;

use crate::app::{self, Framework};
use crate::engine::{Agent, Rejection, WITHOUT_END};
use crate::modules::Loader;
use crate::output::Output;
use crate::program::Ended;
use crate::project::Project;
use crate::settings::Settings;
use crate::timers::Timers;
use crate::uncaught::{Frame, Position, Uncaught, UncaughtKind};

/// One running program. It is kept for its realm and shared by everything that natives need.
///
/// Invariant: no borrow of a cell here is held while page code runs.
pub(crate) struct Host {
    pub(crate) log: EventLog,
    pub(crate) output: Rc<dyn Output>,
    pub(crate) timers: RefCell<Timers>,
    pub(crate) framework: Framework,
    pub(crate) loader: Rc<Loader>,
    project: Project,
    pub(crate) agent: Rc<Agent>,
    /// How many timers there may be at a time, and listeners of one event.
    pub(crate) max_timers: usize,
    pub(crate) max_listeners: usize,
    tasks: RefCell<VecDeque<Posted>>,
    /// Tasks that wait for their time.
    delayed: RefCell<BTreeMap<Stamp, Task>>,
    /// What dialogs are answered, in this order.
    answers: RefCell<Vec<Answer>>,
    uncaught: Cell<usize>,
    exit: Cell<bool>,
    /// Why the program must end, where it cannot be driven any further.
    stuck: RefCell<Option<Ended>>,
    reporting: Cell<bool>,
    /// What is to fail on purpose.
    mishaps: Option<Arc<Mishaps>>,
}

/// A task that waits for its turn.
struct Posted {
    stamp: Stamp,
    /// Whether no clause puts it into an order with the events of connections.
    is_loose: bool,
    task: Task,
}

impl Host {
    pub(crate) fn new(log: EventLog, output: Rc<dyn Output>, settings: &Settings, agent: Rc<Agent>) -> Self {
        let project = settings.project.clone();
        let loader = Rc::new(Loader::new(&project, settings.dynamic_import, Rc::clone(&agent)));
        Self {
            log,
            output,
            timers: RefCell::default(),
            framework: Framework::default(),
            loader,
            project,
            agent,
            max_timers: settings.limits.timers,
            max_listeners: settings.bridge.max_listeners,
            tasks: RefCell::default(),
            delayed: RefCell::default(),
            answers: RefCell::default(),
            uncaught: Cell::new(0),
            exit: Cell::new(false),
            stuck: RefCell::default(),
            reporting: Cell::new(false),
            mishaps: settings.socket.mishaps.clone(),
        }
    }

    /// The host of the running program.
    ///
    /// # Errors
    /// A `TypeError` in a realm that no program owns.
    pub(crate) fn of(context: &Context) -> JsResult<Rc<Self>> {
        realm_data::get(context)
            .ok_or_else(|| JsNativeError::typ().with_message("no mini-program runs in this realm").into())
    }

    /// Calls a page function with `this`: a throw is reported, then microtasks are drained. Returns what it returned.
    pub(crate) fn invoke(
        &self,
        function: &JsObject,
        this: &JsValue,
        arguments: &[JsValue],
        what: Occasion<'_>,
        context: &mut Context,
    ) -> Option<JsValue> {
        if self.is_poisoned() {
            return None;
        }
        self.agent.heart.enter(what);
        self.output.entered(what);
        let result = match self.try_call(function, this, arguments, context) {
            Ok(value) => Some(value),
            Err(error) => {
                self.report(&error, format_args!("{what}"), context);
                None
            }
        };
        if !is(Mutant::JobsNotDrained) {
            self.checkpoint(context);
        }
        result
    }

    /// Calls a page function; it throws as well where this call is to fail on purpose.
    pub(crate) fn try_call(
        &self,
        function: &JsObject,
        this: &JsValue,
        arguments: &[JsValue],
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let mishap = self.mishap(Operation::Callback);
        if mishap != Some(Mishap::CallbackThrows) {
            let result = function.call(this, arguments, context);
            if mishap.is_none() || result.is_err() {
                return result;
            }
        }
        Err(JsNativeError::error().with_message("a mishap").into())
    }

    /// How an operation is to fail that is about to be tried: as it likes, but for tests.
    pub(crate) fn mishap(&self, operation: Operation) -> Option<Mishap> {
        self.mishaps.as_ref()?.strikes(operation)
    }

    /// Runs all microtasks, then reports the promises that were rejected and left alone.
    pub(crate) fn checkpoint(&self, context: &mut Context) {
        // One that was found before is told by who has called this.
        let is_known = self.agent.rounds.has_culprit();
        for error in self.agent.jobs.drain(true, context) {
            self.report(&error, format_args!("a promise job"), context);
        }
        let endless = self.endless_jobs("promise jobs make others without end");
        let endless = endless.or_else(|| if is_known { None } else { self.endless_loop() });
        if let Some(mut uncaught) = endless {
            self.agent.poison();
            self.correct(&mut uncaught);
            self.tell(&mut uncaught, None, context);
        }
        context.clear_kept_objects();
        self.agent.hooks.after_turn();
        for rejection in self.agent.hooks.take_unhandled() {
            match realm_data::of::<Self>(&rejection.realm, context) {
                Some(host) => {
                    let outer = context.enter_realm(rejection.realm.clone());
                    host.report_rejection(rejection, context);
                    context.enter_realm(outer);
                }
                None => self.report_rejection(rejection, context),
            }
        }
        self.agent.garbage.after_event();
    }

    /// What is told where jobs have made more others than their limit, if they have.
    fn endless_jobs(&self, message: &str) -> Option<Uncaught> {
        Some(stopped_job(message, Some(self.agent.jobs.take_culprit()?)))
    }

    /// What is told of a loop that has gone round too often in an async function that went on after it had waited: the engine
    /// keeps its own errors in there to itself.
    fn endless_loop(&self) -> Option<Uncaught> {
        Some(stopped_job(WITHOUT_END, self.agent.rounds.take_culprit()?))
    }

    /// As [`Host::checkpoint`], for code that a person typed: what jobs beyond `most` in a row make is dropped, and neither
    /// that nor a limit of the engine ends the program. Returns what went wrong of that kind.
    pub(crate) fn limited_checkpoint(&self, most: u64, context: &mut Context) -> Option<Uncaught> {
        let usual = self.agent.jobs.limit(Some(most));
        let errors = self.agent.jobs.drain(false, context);
        self.agent.jobs.limit(usual);
        let culprit = self.endless_jobs("stopped: promise jobs make others without end");
        let mut culprit = culprit.or_else(|| self.endless_loop());
        culprit.iter_mut().for_each(|uncaught| self.correct(uncaught));
        let failed = errors.first().map(|error| self.describe(error, "a promise job", context));
        self.checkpoint(context);
        culprit.or(failed)
    }

    /// Reports what page code threw (CB-3): to the developer, the log, the verdict and `App.onError`.
    pub(crate) fn report(&self, error: &JsError, what: fmt::Arguments<'_>, context: &mut Context) {
        if error.as_engine().is_some() {
            // The engine's stack cannot be trusted after one of its own limits was hit: the program must end.
            self.agent.poison();
        }
        if is(Mutant::ThrowUnreported) {
            return;
        }
        let mut uncaught = self.describe(error, &what.to_string(), context);
        if uncaught.kind == UncaughtKind::Engine && self.agent.rounds.take_culprit().is_some() {
            uncaught.message = WITHOUT_END.to_owned();
        }
        self.tell(&mut uncaught, None, context);
    }

    /// An error as plain data, with its places in the files as people know them.
    pub(crate) fn describe(&self, error: &JsError, what: &str, context: &mut Context) -> Uncaught {
        let mut uncaught = Uncaught::from_error(error, what.to_owned(), context);
        if uncaught.kind == UncaughtKind::Engine
            && let Some(stopped) = self.agent.hooks.take_stopped()
        {
            uncaught.message.push_str(", after an `await` in this function");
            uncaught.frames =
                vec![Frame { function: stopped.function, position: stopped.waited_at.map(Position::from) }];
        }
        self.correct(&mut uncaught);
        uncaught
    }

    pub(crate) fn correct(&self, uncaught: &mut Uncaught) {
        let mut is_first = true;
        for at in uncaught.frames.iter_mut().filter_map(|frame| frame.position.as_mut()) {
            self.loader.correct(at);
            let text = self.loader.original(at);
            if std::mem::take(&mut is_first) {
                uncaught.source_line = text;
            }
        }
    }

    fn report_rejection(&self, rejection: Rejection, context: &mut Context) {
        let Ok(promise) = JsPromise::from_object(rejection.promise.upcast()) else { return };
        let PromiseState::Rejected(reason) = promise.state() else { return };
        let mut uncaught = Uncaught::from_rejection(&reason, context);
        self.correct(&mut uncaught);
        if let Some(failure) = self.loader.failure_behind(&JsError::from_opaque(reason.clone()), context)
            && uncaught.place().is_none()
        {
            // An import() has no stack: its place is told by the loader.
            uncaught.message = uncaught.message.replace(&failure.text(), &failure.message);
            uncaught.frames = vec![Frame { function: "<main>".to_owned(), position: failure.at }];
            uncaught.source_line = failure.source_line;
        }
        self.tell(&mut uncaught, Some((reason, promise)), context);
    }

    fn tell(&self, uncaught: &mut Uncaught, rejected: Option<(JsValue, JsPromise)>, context: &mut Context) {
        self.uncaught.set(self.uncaught.get() + 1);
        self.log.record(Kind::Error, None, || {
            json!({"kind": uncaught.kind.as_str(), "message": preview(&uncaught.message), "in": uncaught.what,
                "at": uncaught.frames.first().map(ToString::to_string)})
        });
        self.output.uncaught(uncaught);
        // An error inside the page's own error handler is reported, but not handed to that handler again.
        if self.is_poisoned() || self.reporting.replace(true) {
            return;
        }
        app::on_uncaught(self, uncaught, rejected, context);
        self.reporting.set(false);
    }

    /// Whether page code listens to `event` with a function of `my`; the program's realm must be the running one.
    pub(crate) fn is_heard(&self, event: AppEvent, context: &Context) -> bool {
        realm_data::get::<Bridge>(context).is_some_and(|bridge| bridge.is_heard(event))
    }

    /// Calls what `my.on…` was given for `event`; the program's realm must be the running one.
    pub(crate) fn emit(&self, event: AppEvent, arguments: &[JsValue], context: &mut Context) {
        if let Some(bridge) = realm_data::get::<Bridge>(context) {
            bridge.emit(event, arguments, context);
        }
    }

    /// Tells the developer of something doubtful at a place of the project.
    pub(crate) fn warn_at(&self, message: &str, at: Option<&Position>) {
        self.log.record(
            Kind::Console,
            None,
            || json!({"level": "warn", "text": preview(message), "at": at.map(ToString::to_string)}),
        );
        self.output.warning(message, at);
    }

    /// Gives the answer to a coming dialog, after those that were given before.
    pub(crate) fn will_answer(&self, answer: Answer) {
        self.answers.borrow_mut().push(answer);
    }

    /// Posts a task while the event loop may be waiting; natives, which it waits for, use [`Embedder::post`].
    pub(crate) fn post_from_outside(&self, task: Task) {
        self.post(task);
        self.agent.wake();
    }

    /// The oldest posted task's place in the order of things.
    pub(crate) fn peek_task(&self) -> Option<Stamp> {
        self.tasks.borrow().front().map(|posted| posted.stamp)
    }

    /// The same of the tasks that are in one order with the events of connections, or of the others.
    pub(crate) fn peek_task_of(&self, is_loose: bool) -> Option<Stamp> {
        self.tasks.borrow().iter().find(|posted| posted.is_loose == is_loose).map(|posted| posted.stamp)
    }

    /// Runs the oldest posted task.
    pub(crate) fn run_task(&self, context: &mut Context) {
        let posted = self.tasks.borrow_mut().pop_front();
        self.run_posted(posted, context);
    }

    /// Runs the oldest task of those that are in one order with the events of connections, or of the others.
    pub(crate) fn run_task_of(&self, is_loose: bool, context: &mut Context) {
        let at = self.tasks.borrow().iter().position(|posted| posted.is_loose == is_loose);
        let posted = at.and_then(|at| self.tasks.borrow_mut().remove(at));
        self.run_posted(posted, context);
    }

    fn run_posted(&self, posted: Option<Posted>, context: &mut Context) {
        if let Some(Posted { task, .. }) = posted {
            task(context);
            self.checkpoint(context);
        }
    }

    /// When the next timer or delayed task is due.
    pub(crate) fn next_due(&self) -> Option<Stamp> {
        let delayed = self.delayed.borrow().first_key_value().map(|(stamp, _)| *stamp);
        self.timers.borrow().next_due().into_iter().chain(delayed).min()
    }

    /// Runs the timer, or the delayed task, that is due next.
    pub(crate) fn run_timer(&self, context: &mut Context) {
        let next = self.next_due();
        let delayed = next.and_then(|next| self.delayed.borrow_mut().remove(&next));
        if let Some(task) = delayed {
            task(context);
            return self.checkpoint(context);
        }
        let timer = self.timers.borrow_mut().take_next(&self.log);
        let Some(timer) = timer else { return };
        self.log.record(Kind::Timer, None, || {
            json!({"id": timer.id, "repeats": timer.period.is_some(),
                "set": timer.set_at.as_ref().map(ToString::to_string)})
        });
        let what = if timer.period.is_some() { "setInterval callback" } else { "setTimeout callback" };
        let arguments = &timer.arguments;
        self.invoke(&timer.callback, &JsValue::undefined(), arguments, format_args!("{what}").into(), context);
    }

    pub(crate) fn has_tasks(&self) -> bool {
        !self.tasks.borrow().is_empty()
    }

    /// The project that is run.
    pub(crate) fn project(&self) -> &Project {
        &self.project
    }

    /// How many errors nobody caught.
    pub(crate) fn uncaught(&self) -> usize {
        self.uncaught.get()
    }

    /// Whether the page asked to end the program.
    pub(crate) fn wants_exit(&self) -> bool {
        self.exit.get()
    }

    /// Ends the program once the current task is done: what was asked of it cannot be done.
    pub(crate) fn give_up(&self, why: Ended) {
        self.stuck.borrow_mut().get_or_insert(why);
    }

    /// Why the program was given up, if it was.
    pub(crate) fn given_up(&self) -> Option<Ended> {
        self.stuck.borrow().clone()
    }

    /// Whether the engine gave up: no page code may run any more.
    pub(crate) fn is_poisoned(&self) -> bool {
        self.agent.is_poisoned()
    }

    /// Drops everything that waits to run.
    pub(crate) fn clear(&self) {
        let tasks = std::mem::take(&mut *self.tasks.borrow_mut());
        drop(tasks);
        let delayed = std::mem::take(&mut *self.delayed.borrow_mut());
        drop(delayed);
        self.timers.borrow_mut().clear_all();
        self.loader.discarded.clear();
    }
}

/// What is told of a promise job that was stopped at `origin`, which is corrected later.
fn stopped_job(message: &str, origin: Option<Origin>) -> Uncaught {
    let position = origin.map(Position::from);
    Uncaught {
        kind: UncaughtKind::Engine,
        what: "a promise job".to_owned(),
        message: message.to_owned(),
        frames: vec![Frame { function: "<main>".to_owned(), position }],
        failed_call: None,
        source_line: None,
    }
}

impl Embedder for Host {
    fn log(&self) -> &EventLog {
        &self.log
    }

    fn post(&self, task: Task) {
        self.tasks.borrow_mut().push_back(Posted { stamp: self.log.stamp(), is_loose: false, task });
    }

    fn post_loose(&self, task: Task) {
        self.tasks.borrow_mut().push_back(Posted { stamp: self.log.stamp(), is_loose: true, task });
    }

    fn post_after(&self, delay: Duration, task: Task) {
        let due = self.log.stamp_at(self.log.clock().now().after(delay));
        self.delayed.borrow_mut().insert(due, task);
    }

    fn call(&self, function: &JsObject, arguments: &[JsValue], what: Occasion<'_>, context: &mut Context) {
        self.invoke(function, &JsValue::undefined(), arguments, what, context);
    }

    fn checkpoint(&self, context: &mut Context) {
        Self::checkpoint(self, context);
    }

    fn show(&self, call: &UiCall) {
        self.output.ui(call);
    }

    fn answer(&self, api: &str) -> Option<Answer> {
        let mut answers = self.answers.borrow_mut();
        let next = answers.iter().position(|answer| answer.api() == api);
        next.map(|next| answers.remove(next)).or_else(|| self.output.answer(api))
    }

    fn warn(&self, message: &str, context: &mut Context) {
        self.warn_at(message, self.loader.caller(context).as_ref());
    }

    fn navigate(&self, navigation: &Navigation, context: &mut Context) -> Result<(), String> {
        app::navigate(self, &self.project, navigation, context)
    }

    fn shown_page(&self) -> Option<u64> {
        self.framework.current().map(|page| page.id)
    }

    fn has_page(&self, page: u64) -> bool {
        self.framework.has_page(page)
    }

    fn caller(&self, context: &Context) -> Option<String> {
        self.loader.caller(context).map(|at| at.to_string())
    }

    fn lets_result_go(&self, context: &Context) -> bool {
        self.loader.discarded.is_caller_in(context)
    }

    fn entered(&self, again: bool, context: &mut Context) -> JsValue {
        app::entered(self, again, context)
    }

    fn exit(&self) {
        self.exit.set(true);
    }
}
