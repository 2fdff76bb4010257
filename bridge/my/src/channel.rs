//! A way to talk to a server as page calls see it: the single connection, or a SocketTask.

use std::cell::RefCell;
use std::collections::VecDeque;

use minihost_log::Generation;
use minihost_socket::{SendId, Service, State};
use serde_json::Value;

use crate::listeners::{EventName, Listeners};
use crate::origin::Origin;
use crate::settlement::Call;

/// The number of a SocketTask, counted from 1 in the order of the calls of one mini-program: its `socketTaskID`.
pub(crate) type TaskId = u32;

/// A record's detail, with the task that it is about, if any.
pub(crate) fn of_task(mut detail: Value, task: Option<TaskId>) -> Value {
    if let (Some(task), Some(fields)) = (task, detail.as_object_mut()) {
        fields.insert("task".to_owned(), task.into());
    }
    detail
}

/// The single connection with the app-wide listeners, or a task with its own: everything but that is the same for both.
pub(crate) struct Channel {
    /// Which task it is; none for the single connection.
    pub(crate) task: Option<TaskId>,
    pub(crate) service: Service,
    pub(crate) listeners: Listeners,
    pub(crate) client: RefCell<Client>,
}

impl Channel {
    pub(crate) fn single(service: Service) -> Self {
        Self { task: None, service, listeners: Listeners::default(), client: RefCell::default() }
    }

    pub(crate) fn of_task(task: TaskId, service: Service) -> Self {
        Self { task: Some(task), ..Self::single(service) }
    }

    /// Whether there is a connection as the page knows it.
    pub(crate) fn is_live(&self) -> bool {
        self.service.state() != State::Idle
    }

    /// Forgets every listener, call and connection.
    pub(crate) fn reset(&self) {
        self.service.abandon();
        self.listeners.clear();
        let calls = self.client.borrow_mut().take_all();
        calls.into_iter().for_each(Call::drop_silently);
        self.client.borrow_mut().forget_makers();
    }

    /// Forgets every listener and gives up every call.
    pub(crate) fn clear(&self) {
        self.listeners.clear();
        // Dropped only once the borrow has ended: what a call keeps alive may be anything.
        let calls = self.client.borrow_mut().take_all();
        drop(calls);
    }
}

/// The sends of a channel that are not settled yet, in the order of the calls (SM-3: FIFO).
#[derive(Default)]
pub(crate) struct Client {
    sends: VecDeque<(SendId, Call)>,
    /// The connection whose error was told last.
    failed: Option<Generation>,
    /// Who made the connections which are not closed yet.
    makers: Vec<Maker>,
}

/// Who made a connection.
struct Maker {
    generation: Generation,
    /// The page that was shown.
    page: Option<u64>,
    /// Where `connectSocket` was called.
    origin: Option<Origin>,
}

impl Client {
    /// Keeps a call until its message was handed to the connection, or could not be.
    pub(crate) fn keep(&mut self, id: SendId, call: Call) {
        self.sends.push_back((id, call));
    }

    /// The oldest call whose message has an id up to `through`.
    pub(crate) fn take_through(&mut self, through: SendId) -> Option<Call> {
        let (id, _) = self.sends.front()?;
        if *id > through {
            return None;
        }
        self.sends.pop_front().map(|(_, call)| call)
    }

    /// Whether the page hears of this event: everything, but for the close after an error where that is switched off
    /// (EV-5).
    pub(crate) fn tells(&mut self, generation: Generation, event: EventName, close_after_error: bool) -> bool {
        match event {
            EventName::Error => self.failed = Some(generation),
            EventName::Close => return close_after_error || self.failed != Some(generation),
            EventName::Open | EventName::Message => {}
        }
        true
    }

    /// Notes who made a connection.
    pub(crate) fn made_by(&mut self, generation: Generation, page: Option<u64>, origin: Option<Origin>) {
        self.makers.push(Maker { generation, page, origin });
    }

    /// The page that made the connection; forgotten with its close.
    pub(crate) fn page(&mut self, generation: Generation, event: EventName) -> Option<u64> {
        let index = self.makers.iter().position(|maker| maker.generation == generation)?;
        let page = self.makers[index].page;
        if event == EventName::Close {
            self.makers.swap_remove(index);
        }
        page
    }

    /// Where the connection was made.
    pub(crate) fn origin(&self, generation: Generation) -> Option<Origin> {
        self.makers.iter().find(|maker| maker.generation == generation)?.origin.clone()
    }

    /// Forgets who made what: the connections are given up.
    pub(crate) fn forget_makers(&mut self) {
        self.makers.clear();
    }

    /// All calls, oldest first: their connection cannot take them any more.
    pub(crate) fn take_all(&mut self) -> Vec<Call> {
        self.sends.drain(..).map(|(_, call)| call).collect()
    }
}
