//! From settings to verdict.

use std::panic::resume_unwind;
use std::rc::Rc;

use boa_engine::{Context, JsError};
use minihost_bridge::{Bridge, install as install_my};
use minihost_log::{Clock, EventLog, Kind};
use minihost_socket::{Phase, Service};
use serde_json::json;
use tokio::runtime::Builder;
use tokio::task::{LocalSet, spawn_local};

use super::control::Control;
use super::event_loop::EventLoop;
use super::outcome::{Ended, Outcome, Pending};
use super::thread::Setup;
use crate::app::{self, Launch};
use crate::console;
use crate::engine::{self, Hooks, Jobs};
use crate::host::Host;
use crate::modules::{self, LoadFailure, Loader};
use crate::settings::{Settings, Time};
use crate::timers;

/// The close code of sockets that are open when their program ends: the endpoint is going away.
const GOING_AWAY: u16 = 1001;

/// Runs a program on this thread until it ends.
///
/// # Errors
/// Why minihost itself could not run it; never what page code did.
pub(super) fn run(setup: Setup, control: &Control) -> Result<Outcome, String> {
    let is_virtual = matches!(setup.settings.time, Time::Virtual { .. });
    let runtime = Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .start_paused(is_virtual)
        .build()
        .map_err(|error| format!("cannot start the event loop: {error}"))?;
    let live = live(setup, control.clone());
    // The program is a task of the set and not its root: what wakes the root from inside costs a system call, and page
    // and socket wake each other twice for every message.
    let joined = LocalSet::new().block_on(&runtime, async { spawn_local(live).await });
    // Dropping the runtime would wait for a name look-up that is still under way.
    runtime.shutdown_background();
    joined.unwrap_or_else(|error| match error.try_into_panic() {
        // The thread's own fence deals with it.
        Ok(panic) => resume_unwind(panic),
        Err(error) => Err(error.to_string()),
    })
}

async fn live(setup: Setup, control: Control) -> Result<Outcome, String> {
    let mut program = Program::new(setup).map_err(|error| format!("cannot start the engine: {error}"))?;
    let ended = program.start_and_run(&control).await;
    Ok(program.end(ended).await)
}

/// A program with everything that it needs.
struct Program {
    settings: Settings,
    host: Rc<Host>,
    bridge: Rc<Bridge>,
    context: Context,
}

impl Program {
    fn new(setup: Setup) -> Result<Self, JsError> {
        let Setup { settings, output, trace } = setup;
        let clock = match settings.time {
            Time::Real => Clock::system(),
            Time::Virtual { epoch_millis } => Clock::starting_at(epoch_millis),
        };
        let log = match trace {
            Some(sink) => EventLog::with_sink(clock, sink),
            None => EventLog::new(clock),
        };
        let (jobs, hooks) = (Rc::<Jobs>::default(), Rc::<Hooks>::default());
        let loader = Rc::new(Loader::new(settings.project.root().to_owned(), Rc::clone(&jobs)));
        let mut context = engine::context(clock, Rc::clone(&jobs), Rc::clone(&hooks), Rc::clone(&loader))?;
        let host = Rc::new(Host::new(log.clone(), Rc::clone(&output), loader, jobs, hooks));
        let service = Service::new(settings.socket.clone(), log.clone());
        let embedder: Rc<Host> = Rc::clone(&host);
        let mut bridge = settings.bridge.clone();
        bridge.connect_timeout = bridge.connect_timeout.or(settings.project.connect_timeout());
        let bridge = Rc::new(Bridge::new(embedder, service, bridge));
        context.insert_data(Rc::clone(&host));
        console::install(&mut context, output, log)?;
        timers::install(&mut context)?;
        modules::install(&mut context)?;
        app::install(&mut context)?;
        install_my(Rc::clone(&bridge), &mut context)?;
        Ok(Self { settings, host, bridge, context })
    }

    async fn start_and_run(&mut self, control: &Control) -> Ended {
        if let Err(ended) = self.start() {
            return ended;
        }
        let limits = (self.settings.timeout, self.settings.idle);
        EventLoop::new(&self.host, &self.bridge, control, limits).run(&mut self.context).await
    }

    /// Evaluates the modules and runs the lifecycle functions, in the documented order (FW-4).
    fn start(&mut self) -> Result<(), Ended> {
        let Self { settings, host, context, .. } = self;
        // The caller has checked that the page is there; a project that changed meanwhile is reported as a failure.
        let (route, page) = settings
            .project
            .page(settings.page.as_deref())
            .map_err(|error| Ended::LoadFailed(LoadFailure::new(error.to_string(), None)))?;
        host.log.record(Kind::RunStart, None, || json!({"page": route, "version": env!("CARGO_PKG_VERSION")}));
        let launch = Launch { route: &route, query: &settings.query };
        if let Some(script) = settings.project.app() {
            load(host, script, context)?;
            app::discard_pages(host, context);
            app::launch(host, &launch, context);
            load(host, &page, context)?;
        } else {
            // One file may hold both: App(…) and then Page(…).
            load(host, &page, context)?;
            app::launch(host, &launch, context);
        }
        let opened = app::open_page(host, &launch, &settings.data, context);
        let opened = opened.map_err(|error| thrown(host, &error, format_args!("page {route}"), context))?;
        if !opened && !settings.project.is_single_file() {
            let message = format!("{} never called Page({{ … }})", page.display());
            return Err(Ended::LoadFailed(LoadFailure::new(message, None)));
        }
        app::post_calls(host, &settings.calls, context).map_err(Ended::NoSuchHandler)
    }

    /// Leaves the pages, closes everything, and judges.
    async fn end(mut self, ended: Ended) -> Outcome {
        let pending = if ended == Ended::Exhausted { Vec::new() } else { self.pending() };
        if !self.host.is_poisoned() {
            app::leave(&self.host, &mut self.context);
        }
        self.bridge.clear();
        self.host.clear();
        self.host.output.flush();
        self.bridge.service().shutdown(GOING_AWAY).await;
        let outcome = Outcome { ended, uncaught: self.host.uncaught(), pending, counts: self.bridge.counts() };
        self.host.log.record(
            Kind::RunEnd,
            None,
            || json!({"ended": format!("{:?}", outcome.ended), "uncaught": outcome.uncaught}),
        );
        self.host.output.flush();
        outcome
    }

    fn pending(&self) -> Vec<Pending> {
        let sockets = self
            .bridge
            .service()
            .connections()
            .into_iter()
            .map(|connection| Pending::Socket { url: connection.url, state: phase(connection.state) });
        let calls = self.bridge.pending_calls().into_iter().map(|call| Pending::Call { api: call.api });
        let timers = self.host.timers.borrow();
        let timers =
            timers.iter().map(|timer| Pending::Timer { repeats: timer.period.is_some(), set_at: timer.set_at.clone() });
        sockets.chain(timers).chain(calls).collect()
    }
}

/// Evaluates a module of the project as the program's own start.
fn load(host: &Host, path: &std::path::Path, context: &mut Context) -> Result<(), Ended> {
    host.log.record(Kind::ModuleLoad, None, || json!({"path": path}));
    let result = host.loader.run(path, context);
    let result =
        result.map_err(|error| thrown(host, &error, format_args!("loading {}", host.loader.shown(path)), context));
    host.checkpoint(context);
    result.map(drop)
}

/// Tells a failed load from code that ran and threw, and reports the latter.
fn thrown(host: &Host, error: &JsError, what: std::fmt::Arguments<'_>, context: &mut Context) -> Ended {
    if let Some(failure) = host.loader.failure_behind(error, context) {
        return Ended::LoadFailed(failure);
    }
    host.report(error, what, context);
    Ended::LoadThrew
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Connecting => "connecting",
        Phase::Open => "open",
        Phase::Closing => "closing",
    }
}
