//! What the bridge needs of the program that it serves.

use std::time::Duration;

use boa_engine::{Context, JsObject, JsValue};
use minihost_log::EventLog;

use crate::{Answer, Navigation, Occasion, UiCall};

/// Something to run later, on the JS thread, as a macrotask of its own.
///
/// What it captures is kept alive by it (JS values in it are roots of the garbage collector) and is released when it
/// has run.
pub type Task = Box<dyn FnOnce(&mut Context)>;

/// The program that the bridge serves: its loop, its log and its screen.
///
/// All functions are called on the JS thread and never re-enter the bridge before they return, except
/// [`call`](Embedder::call), which runs page code.
pub trait Embedder {
    /// The event log, which is also the clock.
    fn log(&self) -> &EventLog;

    /// Runs `task` after everything that is ready already, in the order of the calls (CB-1: never in the caller's own
    /// stack).
    fn post(&self, task: Task);

    /// The same for a task that no clause puts into an order with the events of connections: a callback that has nothing to do
    /// with them.
    fn post_loose(&self, task: Task);

    /// Runs `task` when so much time has passed, in one order with timers.
    fn post_after(&self, delay: Duration, task: Task);

    /// Calls a page function: a throw is reported and goes no further (CB-3), and microtasks are drained before this
    /// returns (EV-3). `what` names the callback for the report, such as `onSocketOpen listener`.
    fn call(&self, function: &JsObject, arguments: &[JsValue], what: Occasion<'_>, context: &mut Context);

    /// Drains microtasks: what promises that were just settled start (EV-3).
    fn checkpoint(&self, context: &mut Context);

    /// Tells the developer of something that a screen would show.
    fn show(&self, call: &UiCall);

    /// What the dialog `my.{api}` is answered, where that was said in advance.
    fn answer(&self, api: &str) -> Option<Answer>;

    /// Tells the developer that the page did something doubtful that this host tolerates.
    fn warn(&self, message: &str, context: &mut Context);

    /// Changes the page stack and runs the lifecycle functions that go with it (FW-6). Called in a macrotask of its own.
    ///
    /// # Errors
    /// Why the stack stays as it is.
    fn navigate(&self, navigation: &Navigation, context: &mut Context) -> Result<(), String>;

    /// The page that is shown: a number that no other page of the program has.
    fn shown_page(&self) -> Option<u64>;

    /// Whether a page is on the stack, or kept by the tab bar.
    fn has_page(&self, page: u64) -> bool;

    /// The place of the innermost page function that is running, as it is in its file: `path:line:column`.
    fn caller(&self, context: &Context) -> Option<String>;

    /// Whether the innermost page function has called in a place where nothing can see the result.
    fn lets_result_go(&self, context: &Context) -> bool;

    /// The options that the app's `onLaunch` received, or with `again` those of its latest `onShow` (FW-4).
    fn entered(&self, again: bool, context: &mut Context) -> JsValue;

    /// Ends the mini-program once the current task is done.
    fn exit(&self);
}
