//! What to run, and how.

use std::rc::Rc;
use std::time::Duration;

use minihost_axml::Selector;
use minihost_bridge::{Answer, BridgeSettings, NetworkType};
use serde_json::Value;

use crate::app::ElementEvent;
use crate::program::Schedule;
use crate::project::Project;
use crate::web::Globals;

/// One run of a mini-program.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The mini-program.
    pub project: Project,
    /// The page to open; the project's first one by default.
    pub page: Option<String>,
    /// What the page's `onLoad` receives.
    pub query: Vec<(String, String)>,
    /// What the app's `onLaunch` and `onShow` receive as `query`; that of the page by default.
    pub launch_query: Option<Vec<(String, String)>>,
    /// Merged into the page's data before `onLoad`, with `setData`'s paths as keys.
    pub data: Vec<(String, Value)>,
    /// What is done to the page after `onReady`, in this order.
    pub actions: Vec<Action>,
    /// Whether the [`Outcome`](crate::Outcome) tells the data of the open pages.
    pub dump_data: bool,
    /// What dialogs are answered; each answer is for the next dialog of its kind.
    pub answers: Vec<Answer>,
    /// Which globals there are besides those of mini-programs.
    pub globals: Globals,
    /// Whether `import()` loads modules, which mini-programs do not have (FW-2): for tests' own scripts.
    pub dynamic_import: bool,
    /// How `my` behaves.
    pub bridge: BridgeSettings,
    /// How connections behave.
    pub socket: minihost_socket::Settings,
    /// What `Math.random` and the keys of handshakes depend on; nothing, by default: they are random.
    pub seed: Option<u64>,
    /// When a person leaves the mini-program and comes back, from the end of its start on.
    pub background: Background,
    /// How the phone's network changes, from the end of the program's start on.
    pub network: Vec<NetworkChange>,
    /// Which clock the program lives by.
    pub time: Time,
    /// How much page code may do in one go.
    pub limits: Limits,
    /// The program is stopped after this long.
    pub timeout: Option<Duration>,
    /// The program is ended cleanly when nothing has happened for this long.
    pub idle: Option<Duration>,
    /// Who chooses among what is ready together; the oldest comes first without one.
    pub schedule: Option<Rc<Schedule>>,
}

impl Settings {
    /// A run of `project` with everything by default and without a time limit.
    #[must_use]
    pub fn new(project: Project) -> Self {
        Self {
            project,
            page: None,
            query: Vec::new(),
            launch_query: None,
            data: Vec::new(),
            actions: Vec::new(),
            dump_data: false,
            answers: Vec::new(),
            globals: Globals::default(),
            dynamic_import: false,
            bridge: BridgeSettings::default(),
            socket: minihost_socket::Settings::default(),
            seed: None,
            background: Background::default(),
            network: Vec::new(),
            time: Time::Real,
            limits: Limits::default(),
            timeout: None,
            idle: None,
            schedule: None,
        }
    }

    /// What the app receives as `query`.
    pub(crate) fn app_query(&self) -> &[(String, String)] {
        self.launch_query.as_ref().unwrap_or(&self.query)
    }
}

/// How much page code may do, or keep; without a number, as much as it likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Rounds of one loop; the engine gives up beyond them.
    pub loop_iterations: Option<u64>,
    /// Promise jobs that run in a row; the rest of them is dropped.
    pub jobs: Option<u64>,
    /// Calls within calls; the engine gives up beyond them. 8,000: more than any page needs, less than the stack holds
    /// even where each goes through a native function.
    pub calls: usize,
    /// Timers that are set at a time; `setTimeout` and `setInterval` throw beyond them. 100,000.
    pub timers: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { loop_iterations: None, jobs: None, calls: 8_000, timers: 100_000 }
    }
}

/// Something that is done to a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A handler is called.
    Call(HandlerCall),
    /// A person touches an element.
    Touch(ElementEvent),
    /// A person waits until there is such an element.
    Wait(Selector),
}

/// A page handler to call with an event object (FW-7).
#[derive(Debug, Clone, PartialEq)]
pub struct HandlerCall {
    /// The page's member.
    pub handler: String,
    /// What the event carries. An object with one of the event's own keys (`type`, `timeStamp`, `target`,
    /// `currentTarget`, `detail`) is laid over the default event; any other value is its `detail`.
    pub event: Option<Value>,
}

/// When a program goes to the background, and when it comes back (FW-4). It does not end before by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Background {
    /// How long after its start it is hidden; never, by default.
    pub hide_after: Option<Duration>,
    /// How long after that it is shown again; never, by default.
    pub show_after: Option<Duration>,
}

/// A change of the phone's network. The program does not end before the last one by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NetworkChange {
    /// How long after the program's start.
    pub after: Duration,
    /// What the phone has then.
    pub network: NetworkType,
}

/// Which clock a program lives by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// The machine's.
    Real,
    /// One that jumps to the next deadline whenever nothing else can happen, and whose `Date` starts at
    /// `epoch_millis` (milliseconds since 1970). Only for programs whose peers live in memory.
    Virtual {
        /// The first moment of the program's life.
        epoch_millis: i64,
    },
}
