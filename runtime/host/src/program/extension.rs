//! What may be added to the first program of an engine: globals of its own, and programs beside it.

use std::fmt;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, JsValue, js_string};
use minihost_bridge::{Counts, Embedder, NetworkType, Task};
use minihost_log::{EventLog, Timestamp};

use super::instance::Instance;
use super::outcome::{Ended, Pending};
use super::world::World;
use minihost_axml::Selector;

use crate::app::{self, ElementEvent, ViewElement, ViewFault};
use crate::engine::Hold;
use crate::output::Output;
use crate::settings::Settings;
use crate::uncaught::{Position, Uncaught};

/// Adds to a program what mini-programs do not have.
pub trait Extension {
    /// Called in the program's realm, before any of its code runs.
    ///
    /// # Errors
    /// Where the engine refuses a global.
    fn install(&self, program: &Program, context: &mut Context) -> JsResult<()>;

    /// Called in the program's realm when its modules were evaluated and its lifecycle functions have run, or why that
    /// failed; then the event loop starts. It ends at once unless something is pending or [held](Program::hold).
    ///
    /// # Errors
    /// What the program ends with, before the event loop starts.
    fn started(&self, program: &Program, result: Result<(), Ended>, context: &mut Context) -> Result<(), Ended>;
}

/// A handle to a mini-program; a clone is another handle to the same one.
#[derive(Clone)]
pub struct Program {
    pub(super) world: Rc<World>,
    pub(super) instance: Rc<Instance>,
}

/// Why a page handler could not be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallError {
    /// There is no such handler; the text says which ones there are.
    NoSuchHandler(String),
}

impl Program {
    /// Makes another program in the same engine, with a realm of its own. Nothing of it runs before [`Program::start`].
    ///
    /// # Errors
    /// Where the engine cannot make a realm or its globals.
    pub fn add(&self, settings: Settings, output: Rc<dyn Output>, context: &mut Context) -> JsResult<Self> {
        let instance = self.world.add(settings, output, context)?;
        Ok(Self { world: Rc::clone(&self.world), instance })
    }

    /// Evaluates its modules and runs the lifecycle functions, in the documented order (FW-4).
    ///
    /// # Errors
    /// Why it did not start; what page code threw was reported to its output.
    pub fn start(&self, context: &mut Context) -> Result<(), Ended> {
        self.instance.start(context)
    }

    /// Leaves its pages, drops everything that waits, and takes it out of the engine. Its connections are closed with
    /// 1001; the future is done when their peers have answered, at the latest after the close timeout.
    pub fn end(&self, context: &mut Context) -> impl Future<Output = ()> + use<> {
        self.instance.leave(context);
        self.world.remove(&self.instance);
        self.instance.forget(context);
        let instance = Rc::clone(&self.instance);
        async move { instance.shut_down().await }
    }

    /// Runs `work` in its realm.
    pub fn enter<T>(&self, context: &mut Context, work: impl FnOnce(&mut Context) -> T) -> T {
        self.instance.enter(context, work)
    }

    /// Posts a macrotask of this program; may be called while the event loop waits. The task runs in its realm, and
    /// microtasks are drained after it.
    pub fn post(&self, task: Task) {
        self.instance.host.post_from_outside(task);
    }

    /// Keeps the event loop from ending until the hold is dropped.
    #[must_use]
    pub fn hold(&self) -> Hold {
        self.world.hold()
    }

    /// The event log, which is also the clock.
    #[must_use]
    pub fn log(&self) -> &EventLog {
        &self.instance.host.log
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.log().clock().now()
    }

    /// What it was started with.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.instance.settings
    }

    /// The number that its records carry.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.log().program()
    }

    /// Drains microtasks and reports the promises that were rejected and left alone.
    pub fn checkpoint(&self, context: &mut Context) {
        self.instance.host.checkpoint(context);
    }

    /// The object that `App` was given.
    #[must_use]
    pub fn app(&self) -> Option<JsObject> {
        self.instance.host.framework.app()
    }

    /// The paths of the open pages, the last one is shown.
    #[must_use]
    pub fn routes(&self) -> Vec<String> {
        self.instance.host.framework.stack().into_iter().map(|page| page.route).collect()
    }

    /// Its `my` object, as its global has it now.
    ///
    /// # Errors
    /// Where page code has put something else there.
    pub fn my(&self, context: &mut Context) -> JsResult<JsObject> {
        let my = self.enter(context, |context| context.global_object().get(js_string!("my"), context))?;
        my.as_object().ok_or_else(|| JsNativeError::typ().with_message("the program's `my` is no object").into())
    }

    /// Reports an error as if page code had thrown it.
    pub fn report(&self, error: &JsError, what: &str, context: &mut Context) {
        self.enter(context, |context| self.instance.host.report(error, format_args!("{what}"), context));
    }

    /// Runs `onHide` and `onUnload` of its pages; it goes on running.
    pub fn leave_pages(&self, context: &mut Context) {
        self.instance.leave_pages(context);
    }

    /// Sends it to the background: `onHide` of its page and of its app. Nothing, where it is there already.
    pub fn hide(&self, context: &mut Context) {
        self.instance.hide(context);
    }

    /// Brings it back from the background: `onShow` of its app and of its page. Nothing, where it is in the foreground.
    pub fn show_again(&self, context: &mut Context) {
        self.instance.show(context);
    }

    /// Gives its phone another network, or none: connections are lost with it, and page code is told.
    pub fn change_network(&self, network: NetworkType, context: &mut Context) {
        self.instance.change_network(network, context);
    }

    /// Drops its timers, its listeners, its connections and its unsettled calls; it goes on running.
    pub fn reset(&self) {
        self.instance.reset();
    }

    /// The page that is shown: its instance, and its path.
    #[must_use]
    pub fn page(&self) -> Option<(JsObject, String)> {
        self.instance.host.framework.current().map(|page| (page.object, page.route))
    }

    /// Calls a handler of the page that is shown with `event` (FW-7) and returns what it returns. Microtasks are not
    /// drained.
    ///
    /// # Errors
    /// Where there is no such handler; inside of the result, what the handler throws.
    pub fn call_handler(
        &self,
        handler: &str,
        event: Option<&serde_json::Value>,
        context: &mut Context,
    ) -> Result<JsResult<JsValue>, CallError> {
        self.enter(context, |context| app::call_handler(&self.instance.host, handler, event, context))
            .map_err(CallError::NoSuchHandler)
    }

    /// The elements of the page that is shown which a selector means.
    ///
    /// # Errors
    /// Where the page has no view, or there is none for its data.
    pub fn find(&self, selector: &Selector, context: &mut Context) -> Result<Vec<ViewElement>, ViewFault> {
        self.enter(context, |context| app::find(&self.instance.host, selector, context))
    }

    /// Touches an element of the page that is shown (FW-7). Each handler is called, and microtasks are drained after it;
    /// returns what the first one returned, or the first that one of them threw. What others throw is reported.
    ///
    /// # Errors
    /// Why nothing was touched.
    pub fn touch(&self, event: &ElementEvent, context: &mut Context) -> Result<JsResult<JsValue>, ViewFault> {
        self.enter(context, |context| {
            let host = &self.instance.host;
            let app::Touch { page, calls } = app::touch(host, event, context)?;
            let mut result = None;
            for (handler, event) in calls {
                let called = app::call_function(host, &page, &handler, event, context);
                match (&mut result, called) {
                    (None, called) => result = Some(called),
                    (Some(Err(_)), Err(error)) => host.report(&error, format_args!("{handler}"), context),
                    (Some(_), Ok(_)) => {}
                    (result, Err(error)) => *result = Some(Err(error)),
                }
                host.checkpoint(context);
            }
            Ok(result.unwrap_or(Ok(JsValue::undefined())))
        })
    }

    /// What keeps it from ending.
    #[must_use]
    pub fn pending(&self) -> Vec<Pending> {
        self.instance.pending()
    }

    /// Whether nothing can run in it unless somebody else makes it.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        self.instance.nothing_pending()
    }

    /// Whether nothing can run in any program of the engine, now.
    #[must_use]
    pub fn has_nothing_ready(&self) -> bool {
        self.world.oldest_ready().is_none()
    }

    /// How long it is until the next timer of any program is due.
    #[must_use]
    pub fn until_next_timer(&self) -> Option<Duration> {
        self.world.next_timer().map(|due| due.since(self.now()))
    }

    /// The modules, data and views that it has read so far, or was to read.
    #[must_use]
    pub fn files_read(&self) -> Vec<PathBuf> {
        let Instance { host, .. } = &*self.instance;
        let mut files = host.loader.files_read();
        files.extend(host.framework.views.files_read());
        files
    }

    /// How many things it keeps alive.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.instance.counts()
    }

    /// Whether page code asked to end it.
    #[must_use]
    pub fn wants_exit(&self) -> bool {
        self.instance.host.wants_exit()
    }

    /// Ends it cleanly once the current task is done.
    pub fn exit(&self) {
        self.instance.host.exit();
        self.world.agent.wake();
    }

    /// Whether one of the engine's limits was hit: no page code may run any more.
    #[must_use]
    pub fn is_poisoned(&self) -> bool {
        self.world.agent.is_poisoned()
    }

    /// An error as plain data, as it would be reported.
    pub fn describe(&self, error: &JsError, what: &str, context: &mut Context) -> Uncaught {
        self.instance.host.describe(error, what, context)
    }

    /// The place of the innermost function of page code that is running.
    #[must_use]
    pub fn caller(&self, context: &Context) -> Option<Position> {
        self.instance.host.loader.caller(context)
    }

    /// A value as `console.log` shows it inside of objects. No page code is run.
    #[must_use]
    pub fn show(&self, value: &JsValue, context: &mut Context) -> String {
        crate::console::show_value(value, context)
    }
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Program").field("number", &self.number()).finish_non_exhaustive()
    }
}
