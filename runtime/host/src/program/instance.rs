//! One mini-program in an engine: its realm, and everything that belongs to it.

use std::path::Path;
use std::rc::Rc;

use boa_engine::realm::Realm;
use boa_engine::{Context, JsError, JsResult};
use minihost_bridge::{Bridge, Counts, NetworkType, Source, install as install_my, realm_data};
use minihost_log::{EventLog, Kind, Stamp};
use minihost_mutant::{Mutant, is};
use minihost_socket::{Phase, Profile, Service};
use serde_json::json;

use super::outcome::{Ended, Pending};
use crate::app::{self, Launch, PageData};
use crate::console;
use crate::engine::{self, Agent, prepare_realm};
use crate::host::Host;
use crate::modules::{self, LoadFailure};
use crate::output::Output;
use crate::project::Project;
use crate::settings::Settings;
use crate::timers;
use crate::uncaught::Position;
use crate::web::{self, Globals};

/// The close code of sockets that are open when their program ends: the endpoint is going away.
const GOING_AWAY: u16 = 1001;

/// With so many pages, their files are prepared by another thread before they are loaded. It takes as long to start as a small file
/// takes to load.
const MANY_PAGES: usize = 4;

/// A program with everything that it needs.
pub(crate) struct Instance {
    pub(super) settings: Settings,
    pub(super) host: Rc<Host>,
    pub(super) bridge: Rc<Bridge>,
    realm: Realm,
}

/// What is ready to run in a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ready {
    Task,
    /// The oldest task that is, or is not, in one order with the events of connections.
    TaskOf {
        is_loose: bool,
    },
    Timer,
    /// The oldest event of all connections and requests.
    Socket,
    /// The oldest event of one of them.
    From(Source),
}

impl Instance {
    /// A program in the running realm, which must be fresh.
    pub(super) fn new(
        agent: &Rc<Agent>,
        settings: Settings,
        output: Rc<dyn Output>,
        log: EventLog,
        context: &mut Context,
    ) -> JsResult<Self> {
        let host = Rc::new(Host::new(log.clone(), Rc::clone(&output), &settings, Rc::clone(agent)));
        // While the realm is made.
        go_ahead(&host, &settings.project);
        prepare_realm(context)?;
        settings.answers.iter().cloned().for_each(|answer| host.will_answer(answer));
        let socket = minihost_socket::Settings { key_seed: settings.seed, ..settings.socket.clone() };
        let service = Service::new(socket, log.clone());
        let embedder: Rc<Host> = Rc::clone(&host);
        let mut bridge = settings.bridge.clone();
        bridge.connect_timeout = bridge.connect_timeout.or(settings.project.connect_timeout());
        bridge.request_timeout = bridge.request_timeout.or(settings.project.request_timeout());
        bridge.multiple |= settings.project.connect_multiple() && bridge.profile == Profile::Latest;
        bridge.app_id = bridge.app_id.or_else(|| settings.project.app_id().map(str::to_owned));
        let bridge = Rc::new(Bridge::new(embedder, service, bridge));
        realm_data::insert(Rc::clone(&host), context);
        if agent.rounds.are_limited() {
            engine::install_rounds(context)?;
        }
        // The console keeps hold of what it finds.
        modules::install_stacks(context)?;
        console::install(context, output, log)?;
        timers::install(context)?;
        modules::install(context)?;
        if settings.globals == Globals::Web {
            web::install(context)?;
        }
        app::install(context)?;
        install_my(Rc::clone(&bridge), context)?;
        if let Some(seed) = settings.seed {
            engine::seed(seed, context)?;
        }
        Ok(Self { settings, host, bridge, realm: context.realm().clone() })
    }

    /// Runs `work` in this program's realm.
    pub(super) fn enter<T>(&self, context: &mut Context, work: impl FnOnce(&mut Context) -> T) -> T {
        let outer = context.enter_realm(self.realm.clone());
        let result = work(context);
        context.enter_realm(outer);
        result
    }

    /// Evaluates the modules and runs the lifecycle functions, in the documented order (FW-4).
    pub(super) fn start(&self, context: &mut Context) -> Result<(), Ended> {
        self.enter(context, |context| self.start_in_realm(context))
    }

    fn start_in_realm(&self, context: &mut Context) -> Result<(), Ended> {
        let Self { settings, host, .. } = self;
        // The caller has checked that the page is there; a project that changed meanwhile is reported as a failure.
        let (route, page) = settings
            .project
            .page(settings.page.as_deref())
            .map_err(|error| Ended::LoadFailed(LoadFailure::new(error.to_string(), None)))?;
        host.log.record(Kind::RunStart, None, || json!({"page": route, "version": env!("CARGO_PKG_VERSION")}));
        for doubt in settings.project.doubts() {
            host.warn_at(&doubt.message, Some(&doubt.at));
        }
        let launch = Launch { route: &route, query: settings.app_query() };
        app::note_launch(host, &launch);
        if let Some(script) = settings.project.app() {
            load(host, script, context)?;
            app::discard_pages(host, context);
            app::launch(host, &launch, context);
            self.register_pages(&route, context)?;
        } else if settings.project.is_single_file() {
            // One file may hold both: App(…) and then Page(…).
            register(host, &route, &page, context)?;
            app::launch(host, &launch, context);
        } else {
            self.register_pages(&route, context)?;
        }
        host.loader.stay();
        let opened = app::open_page(host, settings, &route, context);
        let opened = opened.map_err(|error| thrown(host, &error, format_args!("page {route}"), context))?;
        if !opened && !settings.project.is_single_file() {
            let message = format!("{} never called Page({{ … }})", page.display());
            return Err(Ended::LoadFailed(LoadFailure::new(message, None)));
        }
        app::post_actions(host, &settings.actions, context)
    }

    /// Evaluates the modules of the components that all pages may use, and those of all pages of the main package, in the order
    /// of app.json, and that of the entry page.
    /// Where another page throws, the program goes on without it.
    fn register_pages(&self, entry: &str, context: &mut Context) -> Result<(), Ended> {
        let project = &self.settings.project;
        if project.has_components() {
            app::load_components(&self.host, &project.root().join("app.js"), context);
        }
        let main = project.main_pages();
        let entry_apart = if main.iter().any(|page| page == entry) { None } else { Some(entry) };
        for route in main.iter().map(String::as_str).chain(entry_apart) {
            let (_, path) = project
                .page(Some(route))
                .map_err(|error| Ended::LoadFailed(LoadFailure::new(error.to_string(), None)))?;
            match register(&self.host, route, &path, context) {
                Err(Ended::LoadThrew) if route != entry => {}
                result => result?,
            }
        }
        Ok(())
    }

    /// The oldest of everything that is ready: by time, then by the order in which it became ready.
    pub(super) fn next_ready(&self) -> Option<(Stamp, Ready)> {
        let host = &self.host;
        let due = host.next_due().filter(|due| due.time <= host.log.clock().now());
        let candidates = [(host.peek_task(), Ready::Task), (due, Ready::Timer), (self.bridge.peek(), Ready::Socket)];
        candidates.into_iter().filter_map(|(stamp, ready)| Some((stamp?, ready))).min()
    }

    /// What is ready, of each source the oldest: of posted tasks of both kinds, of timers that are due, of each connection and each request.
    pub(super) fn heads(&self) -> Vec<(Stamp, Ready)> {
        let host = &self.host;
        let due = host.next_due().filter(|due| due.time <= host.log.clock().now());
        let task = |is_loose| (host.peek_task_of(is_loose), Ready::TaskOf { is_loose });
        let own = [task(false), task(true), (due, Ready::Timer)];
        let own = own.into_iter().filter_map(|(stamp, ready)| Some((stamp?, ready)));
        own.chain(self.bridge.heads().into_iter().map(|(stamp, source)| (stamp, Ready::From(source)))).collect()
    }

    /// Runs one macrotask.
    pub(super) fn turn(&self, ready: Ready, context: &mut Context) {
        self.enter(context, |context| match ready {
            Ready::Task => self.host.run_task(context),
            Ready::TaskOf { is_loose } => self.host.run_task_of(is_loose, context),
            Ready::Timer => self.host.run_timer(context),
            Ready::Socket => self.bridge.deliver(context),
            Ready::From(source) => self.bridge.deliver_from(source, context),
        });
        if self.host.framework.is_waiting() && !self.host.is_poisoned() {
            self.enter(context, |context| app::resume(&self.host, context));
        }
        if is(Mutant::JobsNotDrained) {
            self.enter(context, |context| self.host.checkpoint(context));
        }
    }

    /// Whether nothing can run in it any more unless somebody else makes it.
    pub(super) fn nothing_pending(&self) -> bool {
        self.host.timers.borrow().is_empty() && !self.host.has_tasks() && self.bridge.is_idle()
    }

    /// Leaves the pages and drops everything that waits. Connections are closed by [`Instance::shut_down`].
    pub(super) fn leave(&self, context: &mut Context) {
        self.leave_pages(context);
        self.bridge.clear();
        self.host.clear();
        self.host.output.flush();
    }

    /// Runs `onHide` and `onUnload` of the pages, and `onHide` of the app.
    pub(super) fn leave_pages(&self, context: &mut Context) {
        self.enter(context, |context| {
            if !self.host.is_poisoned() {
                app::leave(&self.host, context);
            }
        });
    }

    /// Sends it to the background.
    pub(super) fn hide(&self, context: &mut Context) {
        self.enter(context, |context| app::background(&self.host, context));
    }

    /// Brings it back from the background.
    pub(super) fn show(&self, context: &mut Context) {
        self.enter(context, |context| app::foreground(&self.host, self.settings.app_query(), context));
    }

    /// How it ended, where the loop ended like this: something may have been waited for in vain.
    pub(super) fn judged(&self, ended: Ended, context: &mut Context) -> Ended {
        self.enter(context, |context| app::ended(&self.host, ended, context))
    }

    /// The data of its open pages, where the settings ask for them.
    pub(super) fn page_data(&self, context: &mut Context) -> Vec<PageData> {
        match self.settings.dump_data {
            true => self.enter(context, |context| app::page_data(&self.host, context)),
            false => Vec::new(),
        }
    }

    /// Gives the phone another network, or none.
    pub(super) fn change_network(&self, network: NetworkType, context: &mut Context) {
        self.enter(context, |context| self.bridge.change_network(network, context));
    }

    /// Drops everything that could still call into it.
    pub(super) fn reset(&self) {
        self.bridge.reset();
        self.host.timers.borrow_mut().clear_all();
    }

    /// Closes the connections.
    pub(super) async fn shut_down(&self) {
        self.bridge.shutdown(GOING_AWAY).await;
    }

    /// Takes the program out of the engine's books; its realm goes with the next collection.
    pub(super) fn forget(&self, context: &mut Context) {
        self.enter(context, |context| {
            drop(realm_data::remove::<Host>(context));
            drop(realm_data::remove::<Bridge>(context));
            console::remove(context);
            modules::remove_stacks(context);
        });
    }

    /// What keeps it from ending.
    pub(super) fn pending(&self) -> Vec<Pending> {
        let sockets = self.bridge.connections().into_iter().map(|(connection, origin)| {
            let made_at = origin.map(|origin| self.original(self.host.loader.corrected(origin)));
            Pending::Socket { url: connection.url, state: phase(connection.state), made_at }
        });
        let requests = self.bridge.pending_requests().into_iter().map(|request| {
            let made_at = request.origin.map(|origin| self.original(self.host.loader.corrected(origin)));
            Pending::Request { method: request.method, url: request.url, state: request.state, made_at }
        });
        let calls = self.bridge.pending_calls().into_iter().map(|call| Pending::Call { api: call.api });
        let timers = self.host.timers.borrow();
        let timers = timers.iter().map(|timer| Pending::Timer {
            repeats: timer.period.is_some(),
            set_at: timer.set_at.clone().map(|at| self.original(at)),
        });
        sockets.chain(requests).chain(timers).chain(calls).collect()
    }

    /// A place as people wrote it.
    pub(super) fn original(&self, mut at: Position) -> Position {
        self.host.loader.original(&mut at);
        at
    }

    pub(super) fn counts(&self) -> Counts {
        self.bridge.counts()
    }
}

/// Has the files prepared that the program begins with, where there are many.
fn go_ahead(host: &Host, project: &Project) {
    let pages = project.main_pages();
    if pages.len() >= MANY_PAGES {
        let app = project.app().map(|_| "/app".to_owned());
        host.loader.go_ahead(app.into_iter().chain(pages.iter().map(|page| format!("/{page}"))).collect());
    }
}

/// Evaluates the module of a page as part of the program's start.
fn register(host: &Host, route: &str, path: &Path, context: &mut Context) -> Result<(), Ended> {
    host.log.record(Kind::ModuleLoad, None, || json!({"path": path}));
    let result = app::register_page(host, route, path, context);
    result.map_err(|error| thrown(host, &error, format_args!("loading {}", host.loader.shown(path)), context))
}

/// Evaluates `app.js`.
fn load(host: &Host, path: &Path, context: &mut Context) -> Result<(), Ended> {
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

pub(super) fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Connecting => "connecting",
        Phase::Open => "open",
        Phase::Closing => "closing",
    }
}
