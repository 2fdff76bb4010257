//! What has happened in the program: its last records, what went over its connections, and who waits for what.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use minihost_log::{Kind, Record, Sink};

use crate::trace::Trace;

/// Records that are kept.
const KEPT: usize = 1_000;

/// Connections whose traffic is kept.
const KEPT_CONNECTIONS: usize = 1_000;

/// The names of the socket events, and how the functions that listen to them end.
pub(super) const EVENTS: [(&str, &str); 4] =
    [("open", "Open"), ("message", "Message"), ("error", "Error"), ("close", "Close")];

/// Takes the record that was waited for.
pub(super) type Found = Box<dyn FnOnce(Record) + Send>;

/// What went over a connection.
#[derive(Debug, Clone, Default)]
pub(super) struct Traffic {
    /// Messages that were sent.
    pub(super) sent: u64,
    /// Messages that were received.
    pub(super) received: u64,
    /// The subprotocol that the server chose.
    pub(super) protocol: Option<String>,
}

/// The records; a clone is another handle to the same ones.
#[derive(Clone)]
pub(super) struct Records {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    /// Whether a wait is for what has not happened yet; otherwise it is for the first that no wait has told.
    only_new: bool,
    last: VecDeque<Record>,
    traffic: BTreeMap<u32, Traffic>,
    waiting: Option<(String, Found)>,
    /// The place in the log of what was told last, by name.
    told: HashMap<String, u64>,
}

impl Records {
    /// Nothing so far. With `only_new` nobody waits for what has happened before: a person means the next one, while a
    /// script cannot know how far the program is.
    pub(super) fn new(only_new: bool) -> Self {
        Self { inner: Arc::new(Mutex::new(Inner { only_new, ..Inner::default() })) }
    }

    /// The sink of the program's log; `trace` gets all records as well.
    pub(super) fn sink(&self, trace: Option<&Trace>) -> impl Sink + use<> {
        let (records, mut trace) = (self.clone(), trace.map(Trace::sink));
        move |record: &Record| {
            if let Some(trace) = &mut trace {
                trace.write(record);
            }
            records.add(record);
        }
    }

    fn add(&self, record: &Record) {
        let inner = &mut *self.lock();
        inner.count(record);
        if let Some((name, found)) = inner.waiting.take_if(|(name, _)| is_called(record, name)) {
            inner.told.insert(name, record.seq);
            found(record.clone());
        }
        if inner.last.len() == KEPT {
            inner.last.pop_front();
        }
        inner.last.push_back(record.clone());
    }

    /// Hands the next record of that name to `found`, which may be at once.
    pub(super) fn wait(&self, name: &str, found: Found) {
        let inner = &mut *self.lock();
        let after = inner.told.get(name).copied().unwrap_or_default();
        let known = inner.last.iter().find(|record| record.seq > after && is_called(record, name));
        match known.filter(|_| !inner.only_new) {
            Some(record) => {
                inner.told.insert(name.to_owned(), record.seq);
                found(record.clone());
            }
            None => inner.waiting = Some((name.to_owned(), found)),
        }
    }

    /// Nobody waits any more.
    pub(super) fn give_up(&self) {
        self.lock().waiting = None;
    }

    /// The last `count` records, the oldest first.
    pub(super) fn last(&self, count: usize) -> Vec<Record> {
        let inner = self.lock();
        inner.last.iter().skip(inner.last.len().saturating_sub(count)).cloned().collect()
    }

    /// What went over a connection.
    pub(super) fn traffic(&self, generation: u32) -> Traffic {
        self.lock().traffic.get(&generation).cloned().unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // A thread that panicked meanwhile leaves at most a record out.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn count(&mut self, record: &Record) {
        let Some(generation) = record.generation else { return };
        if !matches!(record.kind, Kind::SocketSend | Kind::SocketReceive | Kind::SocketHandshake) {
            return;
        }
        let traffic = self.traffic.entry(generation.get()).or_default();
        match record.kind {
            Kind::SocketSend => traffic.sent += 1,
            Kind::SocketReceive => traffic.received += 1,
            _ => traffic.protocol = record.detail["protocol"].as_str().map(str::to_owned),
        }
        if self.traffic.len() > KEPT_CONNECTIONS {
            self.traffic.pop_first();
        }
    }
}

/// Whether a wait for `name` is for this record: a socket event, or any record by its kind.
fn is_called(record: &Record, name: &str) -> bool {
    match EVENTS.iter().find(|(event, _)| *event == name) {
        Some((_, ending)) => {
            record.kind == Kind::Event && record.detail["event"].as_str().is_some_and(|event| event.ends_with(ending))
        }
        None => record.kind.as_str() == name,
    }
}

/// Everything that can be waited for.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    EVENTS
        .iter()
        .map(|(name, _)| *name)
        .chain(Kind::ALL.iter().map(|kind| kind.as_str()).filter(|kind| *kind != "error"))
}
