//! The bridge's state: one per mini-program, kept for its realm.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue};
use minihost_log::{Generation, Stamp};
use minihost_socket::{Mapping, Policy, Profile, Service, State};

use crate::ballast::Ballast;
use crate::client::SingleClient;
use crate::device::{DEVICES, Device};
use crate::embedder::Embedder;
use crate::failed::{FailedCall, FailedCalls};
use crate::listeners::Listeners;
use crate::origin::Origin;
use crate::payload::Factory;
use crate::pending::{Pending, PendingCall};
use crate::realm_data;
use crate::settlement::Call;
use crate::socket;
use crate::storage::Store;

/// How `my` behaves.
#[derive(Debug, Clone)]
pub struct BridgeSettings {
    /// Which document the codes and payloads follow.
    pub profile: Profile,
    /// How long a connection may take when the page does not say; 30 s by default.
    pub connect_timeout: Option<Duration>,
    /// Where pages may connect to (PL-1, PL-2).
    pub policy: Policy,
    /// Where urls go that are not dialled as they are (PL-4).
    pub mappings: Vec<Mapping>,
    /// What a second `connectSocket` does while the single connection exists (CS-7).
    pub single: Single,
    /// Whether a connection's events stop once the page that made it has left the stack, as on some phones. The
    /// connection itself stays; sends and closes work on.
    pub page_bound_socket: bool,
    /// Whether `onSocketClose` follows `onSocketError`, as the documents have it (EV-5).
    pub close_after_error: bool,
    /// The phone that `my.getSystemInfo` tells of.
    pub device: &'static Device,
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

impl Default for BridgeSettings {
    fn default() -> Self {
        Self {
            profile: Profile::Classic,
            connect_timeout: None,
            policy: Policy::default(),
            mappings: Vec::new(),
            single: Single::Replace,
            page_bound_socket: false,
            close_after_error: true,
            device: &DEVICES[0],
        }
    }
}

/// The state behind `my`.
pub struct Bridge {
    pub(crate) embedder: Rc<dyn Embedder>,
    pub(crate) service: Service,
    pub(crate) settings: BridgeSettings,
    pub(crate) listeners: Listeners,
    pub(crate) pending: Pending,
    pub(crate) single: RefCell<SingleClient>,
    pub(crate) factory: Factory,
    pub(crate) failed: FailedCalls,
    pub(crate) ballast: Ballast,
    /// The engine's own `JSON.stringify`, whatever page code makes of the global one.
    pub(crate) stringify: OnceCell<JsObject>,
    /// The engine's own `JSON.parse`.
    pub(crate) parse: OnceCell<JsObject>,
    pub(crate) store: RefCell<Store>,
}

/// How many things the bridge keeps alive; a program at rest has none but its listeners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Listeners of all four events.
    pub listeners: usize,
    /// Calls that are not settled yet.
    pub pending_calls: usize,
    /// Calls that were dropped without being settled: always 0, unless minihost has a bug.
    pub lost_calls: usize,
}

impl Bridge {
    /// A bridge that runs its callbacks through `embedder` and its connections through `service`.
    #[must_use]
    pub fn new(embedder: Rc<dyn Embedder>, service: Service, settings: BridgeSettings) -> Self {
        Self {
            embedder,
            service,
            settings,
            listeners: Listeners::default(),
            pending: Pending::default(),
            single: RefCell::default(),
            factory: Factory::default(),
            failed: FailedCalls::default(),
            ballast: Ballast::default(),
            stringify: OnceCell::new(),
            parse: OnceCell::new(),
            store: RefCell::default(),
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

    /// The stamp of the next socket event, to merge it with timers and posted tasks.
    #[must_use]
    pub fn peek(&self) -> Option<Stamp> {
        self.service.peek()
    }

    /// Delivers the next socket event to the page: one macrotask (EV-3).
    pub fn deliver(&self, context: &mut Context) {
        if let Some(delivery) = self.service.next_event() {
            socket::deliver(self, delivery, context);
        }
    }

    /// The socket service.
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// Whether nothing of the bridge can call page code any more: no connection as the page knows it, no undelivered
    /// event, no call that is not settled. The transport of a closed connection may still be winding down.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.service.state() == State::Idle && self.service.peek().is_none() && self.pending.len() == 0
    }

    /// What is kept alive right now.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts { listeners: self.listeners.len(), pending_calls: self.pending.len(), lost_calls: self.pending.lost() }
    }

    /// Where in page code a connection was made.
    #[must_use]
    pub fn origin_of(&self, connection: Generation) -> Option<Origin> {
        self.single.borrow().origin(connection)
    }

    /// The call whose promise was rejected with `reason`, if it was a recent one.
    #[must_use]
    pub fn failed_call(&self, reason: &JsValue) -> Option<FailedCall> {
        self.failed.find(reason)
    }

    /// The calls that are not settled yet, oldest first.
    #[must_use]
    pub fn pending_calls(&self) -> Vec<PendingCall> {
        self.pending.list()
    }

    /// Forgets every listener, call and connection; the program goes on.
    pub fn reset(&self) {
        self.service.abandon();
        self.listeners.clear();
        let calls = self.single.borrow_mut().take_all();
        calls.into_iter().for_each(Call::drop_silently);
        self.single.borrow_mut().forget_makers();
    }

    /// Forgets every listener and gives up every call that is not settled: the program has ended.
    pub fn clear(&self) {
        self.pending.close();
        self.listeners.clear();
        self.failed.clear();
        // Dropped only once the borrow has ended: what a call keeps alive may be anything.
        let calls = self.single.borrow_mut().take_all();
        drop(calls);
    }
}
