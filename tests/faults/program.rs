//! Runs a row's page in the real runtime, in this process.

use std::path::Path;
use std::rc::Rc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use minihost_log::{Record, Sink};
use minihost_peer::{Peer, PeerSettings};
use minihost_runtime::console::{ConsoleOutput, Level};
use minihost_runtime::{
    Outcome, Output, Position, Project, STACK_BYTES, Settings, Setup, Single, Time, UiCall, Uncaught, spawn,
};
use minihost_socket::{Profile, Roots};

use crate::counterpart::{Counterpart, HEALTHY_HOST};
use crate::row::{Mode, Row, SecondConnect};

/// After this long a program is stopped: it waits for what will not come.
const STUCK_AFTER: Duration = Duration::from_secs(20);

/// After this long even that did not help.
const HUNG_AFTER: Duration = Duration::from_secs(40);

/// The server of the healthy connection that follows a row; its close frame has a code that no row uses.
static HEALTHY: LazyLock<Result<Peer, String>> =
    LazyLock::new(|| Peer::start(PeerSettings::default()).map_err(|error| error.to_string()));

const HEALTHY_PATH: &str = "/close?code=4999";

/// What the page tells of it.
pub(crate) const HEALTHY_LINES: &[&str] = &["success", "complete", "open", "close 4999 \"\""];

/// What a program said, in the order of its saying.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    /// The lines of callbacks and events.
    pub(crate) lines: Vec<String>,
    /// The texts of errors.
    pub(crate) errors: Vec<String>,
    pub(crate) warnings: Vec<String>,
    pub(crate) uncaught: Vec<String>,
    /// The event log, a record a line, of a program that lives by the virtual clock.
    pub(crate) log: Vec<String>,
}

/// What came of a program.
pub(crate) struct Ran {
    pub(crate) told: Told,
    /// The verdict; an error when minihost itself failed.
    pub(crate) outcome: Result<Outcome, String>,
}

/// Runs the page of `row` against `counterpart` until it ends; `lines` is how many lines are expected.
///
/// # Errors
/// When there is no way to run it.
pub(crate) fn run(row: &Row, mode: Mode, counterpart: &Counterpart, lines: usize) -> Result<Ran, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let file = folder.path().join("page.js");
    let page = page(row, mode, counterpart, lines)?;
    std::fs::write(&file, page).map_err(|error| format!("{}: {error}", file.display()))?;
    let told = Arc::<Mutex<Told>>::default();
    let settings = settings(row, mode.profile, counterpart, &file)?;
    let (done, ended) = mpsc::channel();
    let collector = Collector { told: Arc::clone(&told) };
    let trace = counterpart.memory().map(|_| trace(&told, folder.path()));
    let setup = move || {
        let trace: Option<Box<dyn Sink>> = trace.map(|trace| Box::new(trace) as _);
        Setup { settings: settings(), output: Rc::new(collector), trace, extension: None }
    };
    // Nobody listens any more once this gave up.
    let running =
        spawn(STACK_BYTES, setup, move |outcome| drop(done.send(outcome))).map_err(|error| error.to_string())?;
    let outcome = match ended.recv_timeout(HUNG_AFTER) {
        Ok(outcome) => {
            running.thread.join().map_err(|_| "the program's thread panicked".to_owned())?;
            outcome
        }
        Err(RecvTimeoutError::Timeout) => Err("it hangs: not even the time limit ends it".to_owned()),
        Err(RecvTimeoutError::Disconnected) => Err("its thread ended without a verdict".to_owned()),
    };
    let told = told.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(Ran { told, outcome })
}

/// Keeps the event log, without what differs from run to run.
fn trace(told: &Arc<Mutex<Told>>, folder: &Path) -> impl FnMut(&Record) + Send + 'static {
    let (told, folder) = (Arc::clone(told), folder.display().to_string());
    move |record| {
        let line = serde_json::to_string(record).unwrap_or_default().replace(&folder, "");
        told.lock().unwrap_or_else(PoisonError::into_inner).log.push(line);
    }
}

/// The settings, to be made on the program's own thread.
fn settings(
    row: &Row,
    profile: Profile,
    counterpart: &Counterpart,
    file: &Path,
) -> Result<impl FnOnce() -> Settings + Send + 'static, String> {
    let wanted = row.settings.clone();
    let memory = counterpart.memory().cloned();
    let roots = match counterpart.ca_pem() {
        Some(pem) if !wanted.distrust => Roots::from_pem(pem.as_bytes()).map_err(|error| error.to_string())?,
        _ => Roots::default(),
    };
    let project = Project::open(file).map_err(|error| error.to_string())?;
    Ok(move || {
        let mut settings = Settings::new(project);
        settings.timeout = Some(STUCK_AFTER);
        settings.bridge.profile = profile;
        settings.bridge.policy.wss_only = wanted.wss_only;
        settings.bridge.policy.allow_domains = wanted.allow_domains;
        if let Some(ms) = wanted.connect_timeout_ms {
            settings.bridge.connect_timeout = Some(Duration::from_millis(ms));
        }
        settings.bridge.single = match wanted.single {
            SecondConnect::Replace => Single::Replace,
            SecondConnect::Reject => Single::Reject,
            SecondConnect::Ignore => Single::Ignore,
        };
        settings.bridge.close_after_error = !wanted.no_close_after_error;
        let socket = &mut settings.socket;
        if let Some(ms) = wanted.close_timeout_ms {
            socket.close_timeout = Duration::from_millis(ms);
        }
        socket.max_message_bytes = wanted.max_message_bytes.unwrap_or(socket.max_message_bytes);
        socket.max_unsent_bytes = wanted.max_unsent_bytes.unwrap_or(socket.max_unsent_bytes);
        socket.extra_roots = roots;
        if let Some(memory) = &memory {
            socket.network = memory.network();
            settings.time = Time::Virtual { epoch_millis: 0 };
            // Its own limits come first, and cost nothing.
            settings.timeout = Some(Duration::from_secs(3600));
        }
        settings
    })
}

/// The page's file: the row's constants, the page of all rows, and what this row's page does.
fn page(row: &Row, mode: Mode, counterpart: &Counterpart, lines: usize) -> Result<String, String> {
    let healthy = match (row.afterwards, HEALTHY.as_ref()) {
        (true, _) if counterpart.memory().is_some() => Some(format!("ws://{HEALTHY_HOST}{HEALTHY_PATH}")),
        (true, Ok(peer)) => Some(format!("{}{HEALTHY_PATH}", peer.url())),
        (true, Err(error)) => return Err(format!("there is no healthy server: {error}")),
        (false, _) => None,
    };
    let profile = match mode.profile {
        Profile::Classic => "classic",
        Profile::Latest => "latest",
    };
    let constants = serde_json::json!({
        "PEER": counterpart.url, "PATH": row.path, "OPTIONS": row.options, "PROFILE": profile, "TASK": mode.task,
        "LINES": lines, "AFTERWARDS": healthy,
    });
    let names = "PEER, PATH, OPTIONS, PROFILE, TASK, LINES, AFTERWARDS";
    let mut rules = String::new();
    for (at, run) in &row.when {
        rules.push_str(&format!("  [{}, function (event) {{ {run} }}],\n", serde_json::json!(at)));
    }
    let shared = include_str!("page.js");
    Ok(format!("const {{ {names} }} = {constants};\n{shared}\nbegin(function () {{ {} }}, [\n{rules}]);\n", row.page))
}

/// Keeps what a program says.
struct Collector {
    told: Arc<Mutex<Told>>,
}

impl Collector {
    fn tell(&self, add: impl FnOnce(&mut Told)) {
        add(&mut self.told.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl ConsoleOutput for Collector {
    fn line(&self, level: Level, text: &str) {
        self.tell(|told| match level {
            Level::Debug => told.errors.push(text.to_owned()),
            _ => told.lines.push(text.to_owned()),
        });
    }
}

impl Output for Collector {
    fn ui(&self, call: &UiCall) {
        self.tell(|told| told.lines.push(format!("my.{}", call.api)));
    }

    fn warning(&self, message: &str, _: Option<&Position>) {
        self.tell(|told| told.warnings.push(message.to_owned()));
    }

    fn uncaught(&self, error: &Uncaught) {
        self.tell(|told| told.uncaught.push(format!("{error:?}")));
    }

    fn flush(&self) {}
}
