//! The bridge's state: one per mini-program, kept for its realm.

mod inventory;

use std::cell::{Cell, OnceCell, RefCell};
use std::path::PathBuf;
use std::rc::Rc;
use std::task::{Context as Waiting, Poll};
use std::time::Duration;

use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue};
use minihost_log::Stamp;
use minihost_socket::http::{RequestId, Rules};
use minihost_socket::{Mapping, Policy, Profile, Service};

use crate::app_event::AppEvent;
use crate::ballast::Ballast;
use crate::channel::{Channel, TaskId};
use crate::embedder::Embedder;
use crate::entered::DEFAULT_APP_ID;
use crate::failed::FailedCalls;
use crate::listeners::Listeners;
use crate::mock::{Mocks, Turns};
use crate::network::NetworkType;
use crate::pending::Pending;
use crate::phone::Phone;
use crate::realm_data;
use crate::request::{self, Requests};
use crate::socket;
use crate::storage::Store;

pub use inventory::Counts;

/// How `my` behaves.
#[derive(Debug, Clone)]
pub struct BridgeSettings {
    /// Which document the codes and payloads follow.
    pub profile: Profile,
    /// How long a connection may take when the page does not say; 30 s by default.
    pub connect_timeout: Option<Duration>,
    /// How long a request may take when the page does not say; 30 s by default.
    pub request_timeout: Option<Duration>,
    /// Where pages may connect to (PL-1, PL-2).
    pub policy: Policy,
    /// Where urls go that are not dialled as they are (PL-4).
    pub mappings: Vec<Mapping>,
    /// What a second `connectSocket` does while the single connection exists (CS-7).
    pub single: Single,
    /// Whether a `connectSocket` that does not say `multiple` makes a SocketTask.
    pub multiple: bool,
    /// Whether a connection's events stop once the page that made it has left the stack, as on some phones. The
    /// connection itself stays; sends and closes work on.
    pub page_bound_socket: bool,
    /// Whether `onSocketClose` follows `onSocketError`, as the documents have it (EV-5).
    pub close_after_error: bool,
    /// The mini-program's id; [`DEFAULT_APP_ID`](crate::DEFAULT_APP_ID) where nobody says it.
    pub app_id: Option<String>,
    /// The folder that keeps what is stored, in a file for each app; nothing outlives the program without one.
    pub storage: Option<PathBuf>,
    /// The network that the phone has at first.
    pub network: NetworkType,
    /// The phone that `my.getSystemInfo` tells of.
    pub phone: Phone,
    /// What stands in for members of `my`.
    pub mocks: Mocks,
    /// Listeners of one event at a time, or of one request's headers; a call that would add one more throws. 10,000.
    pub max_listeners: usize,
    /// Calls at a time that are not settled; one more throws. 200,000.
    pub max_calls: usize,
}

/// What a second `connectSocket` does while the single connection exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Single {
    /// The old connection is closed, and replaced (CS-6).
    Replace,
    /// The call fails: 2 in `classic`, 3 in `latest`.
    Reject,
    /// Nothing: neither callback nor event, as on old phones.
    Ignore,
}

impl BridgeSettings {
    /// The mini-program's id.
    #[must_use]
    pub fn app_id(&self) -> &str {
        self.app_id.as_deref().unwrap_or(DEFAULT_APP_ID)
    }
}

impl Default for BridgeSettings {
    fn default() -> Self {
        Self {
            profile: Profile::Classic,
            connect_timeout: None,
            request_timeout: None,
            policy: Policy::default(),
            mappings: Vec::new(),
            single: Single::Replace,
            multiple: false,
            page_bound_socket: false,
            close_after_error: true,
            app_id: None,
            storage: None,
            network: NetworkType::default(),
            phone: Phone::default(),
            mocks: Mocks::default(),
            max_listeners: 10_000,
            max_calls: 200_000,
        }
    }
}

/// What has events for the page; each has an order of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The single connection.
    Single,
    /// A SocketTask, by its number.
    Task(TaskId),
    /// A request, by its number.
    Request(RequestId),
}

/// The state behind `my`.
pub struct Bridge {
    pub(crate) embedder: Rc<dyn Embedder>,
    pub(crate) settings: BridgeSettings,
    pub(crate) pending: Pending,
    pub(crate) single: Rc<Channel>,
    /// The listeners of the app's events.
    pub(crate) app_listeners: Listeners<{ AppEvent::COUNT }>,
    /// The tasks whose connections are not over, oldest first.
    tasks: RefCell<Vec<Rc<Channel>>>,
    last_task: Cell<TaskId>,
    pub(crate) network: Cell<NetworkType>,
    pub(crate) task_prototype: OnceCell<JsObject>,
    pub(crate) failed: FailedCalls,
    pub(crate) ballast: Ballast,
    /// The engine's own `JSON.stringify`, whatever page code makes of the global one.
    pub(crate) stringify: OnceCell<JsObject>,
    /// The engine's own `JSON.parse`.
    pub(crate) parse: OnceCell<JsObject>,
    pub(crate) store: RefCell<Store>,
    pub(crate) mock_turns: Turns,
    requests: OnceCell<Requests>,
}

impl Bridge {
    /// A bridge that runs its callbacks through `embedder` and its connections through `service`.
    #[must_use]
    pub fn new(embedder: Rc<dyn Embedder>, service: Service, settings: BridgeSettings) -> Self {
        service.set_reachable(settings.network.is_available());
        let store = settings.storage.as_deref().map(|folder| Store::kept_in(folder, settings.app_id()));
        let store = store.unwrap_or_default();
        Self {
            embedder,
            network: Cell::new(settings.network),
            settings,
            pending: Pending::default(),
            single: Rc::new(Channel::single(service)),
            app_listeners: Listeners::default(),
            tasks: RefCell::default(),
            last_task: Cell::new(0),
            task_prototype: OnceCell::new(),
            failed: FailedCalls::default(),
            ballast: Ballast::default(),
            stringify: OnceCell::new(),
            parse: OnceCell::new(),
            store: RefCell::new(store),
            mock_turns: Turns::default(),
            requests: OnceCell::new(),
        }
    }

    /// The bridge of the running mini-program.
    ///
    /// # Errors
    /// A `TypeError` where `my` was never installed in this realm.
    pub(crate) fn of(context: &Context) -> JsResult<Rc<Self>> {
        realm_data::get(context)
            .ok_or_else(|| JsError::from(JsNativeError::typ().with_message("my is not installed in this realm")))
    }

    /// `JSON.stringify(value)`; `None` where that is undefined.
    ///
    /// # Errors
    /// What page code throws meanwhile (`toJSON`, getters), and cycles.
    pub(crate) fn json(&self, value: &JsValue, context: &mut Context) -> JsResult<Option<JsString>> {
        let Some(stringify) = self.stringify.get() else { return Ok(None) };
        let text = stringify.call(&JsValue::undefined(), std::slice::from_ref(value), context)?;
        Ok(text.as_string())
    }

    /// The value of a JSON text that [`Bridge::json`] made.
    ///
    /// # Errors
    /// Only the engine's own limits.
    pub(crate) fn parse(&self, json: JsString, context: &mut Context) -> JsResult<JsValue> {
        let Some(parse) = self.parse.get() else { return Ok(JsValue::undefined()) };
        parse.call(&JsValue::undefined(), &[json.into()], context)
    }

    /// The requests; made when the first one is.
    pub(crate) fn requests(&self) -> &Requests {
        self.requests.get_or_init(|| {
            let rules = Rules { policy: self.settings.policy.clone(), mappings: self.settings.mappings.clone() };
            Requests::new(self.single.service.http_client(rules))
        })
    }

    /// The stamp of the next event of a socket or a request, to merge it with timers and posted tasks.
    #[must_use]
    pub fn peek(&self) -> Option<Stamp> {
        let of_requests = self.requests.get().and_then(|requests| requests.client.peek());
        self.peek_sockets().into_iter().chain(of_requests).min()
    }

    fn peek_sockets(&self) -> Option<Stamp> {
        let tasks = self.tasks.borrow();
        let of_tasks = tasks.iter().filter_map(|task| task.service.peek());
        self.single.service.peek().into_iter().chain(of_tasks).min()
    }

    /// The channel whose event became ready first: one order for all connections.
    fn oldest(&self) -> Option<Rc<Channel>> {
        let tasks = self.tasks.borrow();
        if tasks.is_empty() {
            return Some(Rc::clone(&self.single));
        }
        let channels = std::iter::once(&self.single).chain(&*tasks);
        let ready = channels.filter_map(|channel| Some((channel.service.peek()?, channel)));
        ready.min_by_key(|(stamp, _)| *stamp).map(|(_, channel)| Rc::clone(channel))
    }

    /// The stamp of the next event of each connection and of each request that has one.
    #[must_use]
    pub fn heads(&self) -> Vec<(Stamp, Source)> {
        let source = |channel: &Channel| channel.task.map_or(Source::Single, Source::Task);
        let channels = self.channels();
        let of_channels = channels.iter().filter_map(|channel| Some((channel.service.peek()?, source(channel))));
        let of_requests = self.requests.get().map(|requests| requests.client.heads()).unwrap_or_default();
        of_channels.chain(of_requests.into_iter().map(|(stamp, id)| (stamp, Source::Request(id)))).collect()
    }

    /// Delivers the next event of a socket or a request to the page: one macrotask (EV-3).
    pub fn deliver(&self, context: &mut Context) {
        if let Some(requests) = self.requests.get()
            && let Some(stamp) = requests.client.peek()
            && self.peek_sockets().is_none_or(|other| stamp < other)
        {
            return request::deliver(self, requests, requests.client.next_event(), context);
        }
        if let Some(channel) = self.oldest() {
            self.deliver_of(&channel, context);
        }
    }

    /// Delivers the next event of one connection or request.
    pub fn deliver_from(&self, source: Source, context: &mut Context) {
        let task = match source {
            Source::Single => None,
            Source::Task(task) => Some(task),
            Source::Request(id) => {
                let Some(requests) = self.requests.get() else { return };
                return request::deliver(self, requests, requests.client.next_event_of(id), context);
            }
        };
        if let Some(channel) = self.channels().into_iter().find(|channel| channel.task == task) {
            self.deliver_of(&channel, context);
        }
    }

    fn deliver_of(&self, channel: &Channel, context: &mut Context) {
        if let Some(delivery) = channel.service.next_event() {
            socket::deliver(self, channel, delivery, context);
        }
        if channel.task.is_some() && !channel.is_live() {
            // Nothing comes after a task's close, and nothing can be made of it: its listeners are let go.
            channel.clear();
            self.forget_ended_tasks();
        }
    }

    /// Ready when there is an undelivered event.
    pub fn poll_ready(&self, cx: &mut Waiting<'_>) -> Poll<()> {
        let is_ready = |channel: &Rc<Channel>, cx: &mut Waiting<'_>| channel.service.poll_ready(cx).is_ready();
        // Each is polled, ready or not: the first event of any of them wakes the host.
        let of_tasks = self.tasks.borrow().iter().fold(false, |ready, task| is_ready(task, cx) | ready);
        let of_requests = self.requests.get().is_some_and(|requests| requests.client.poll_ready(cx).is_ready());
        if is_ready(&self.single, cx) | of_tasks | of_requests { Poll::Ready(()) } else { Poll::Pending }
    }

    /// Gives the next task its number, whether it comes to live or not.
    pub(crate) fn number_task(&self) -> TaskId {
        let id = self.last_task.get() + 1;
        self.last_task.set(id);
        id
    }

    /// How many tasks the page has that are not closed (ST-2).
    pub(crate) fn live_tasks(&self) -> usize {
        self.tasks.borrow().iter().filter(|task| task.is_live()).count()
    }

    /// Makes the task that was numbered.
    pub(crate) fn add_task(&self, id: TaskId) -> Rc<Channel> {
        self.forget_ended_tasks();
        let channel = Rc::new(Channel::of_task(id, self.single.service.sibling(id)));
        self.tasks.borrow_mut().push(Rc::clone(&channel));
        channel
    }

    /// The task, unless it was closed.
    pub(crate) fn task(&self, id: TaskId) -> Option<Rc<Channel>> {
        let tasks = self.tasks.borrow();
        tasks.iter().find(|task| task.task == Some(id) && task.is_live()).cloned()
    }

    /// A task that the page knows as closed stays while its transport winds down, for the end of the program to await it.
    fn forget_ended_tasks(&self) {
        self.tasks.borrow_mut().retain(|task| !task.service.is_idle());
    }

    /// The single connection's channel, and then those of the tasks.
    pub(crate) fn channels(&self) -> Vec<Rc<Channel>> {
        std::iter::once(&self.single).chain(&*self.tasks.borrow()).cloned().collect()
    }

    /// Tells all connections and requests, and those to come, whether there is a network.
    pub(crate) fn tell_services(&self, network: NetworkType) {
        self.channels().iter().for_each(|channel| channel.service.set_reachable(network.is_available()));
        if let Some(requests) = self.requests.get().filter(|_| !network.is_available()) {
            requests.client.network_lost();
        }
    }

    /// Gives up all requests, closes all connections with `code` and returns when the peers have answered, at the latest
    /// after the close timeout.
    pub async fn shutdown(&self, code: u16) {
        if let Some(requests) = self.requests.get() {
            requests.client.stop();
        }
        // All frames are sent before the first answer is awaited.
        let endings: Vec<_> = self.channels().iter().map(|channel| channel.service.shutdown(code)).collect();
        for ending in endings {
            ending.await;
        }
    }

    /// Forgets every listener, call and connection; the program goes on.
    pub fn reset(&self) {
        self.channels().iter().for_each(|channel| channel.reset());
        self.app_listeners.clear();
        self.tasks.borrow_mut().clear();
        if let Some(requests) = self.requests.get() {
            requests.reset();
        }
    }

    /// Forgets every listener and gives up every call that is not settled: the program has ended.
    pub fn clear(&self) {
        self.pending.close();
        self.failed.clear();
        self.channels().iter().for_each(|channel| channel.clear());
        if let Some(requests) = self.requests.get() {
            requests.clear();
        }
        self.app_listeners.clear();
    }
}
