//! What the service keeps of a connection's driver while it runs.

use std::cell::{Cell, RefCell};
use std::task::Waker;

use minihost_log::{Generation, Timestamp};
use tokio::task::AbortHandle;

use crate::{CloseFrame, Target};

/// Where a connection's transport is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Being dialled.
    Connecting,
    /// Open.
    Open,
    /// In the closing handshake, or being failed.
    Closing,
}

/// A connection that still keeps the service busy, for "what was pending".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectionInfo {
    /// Its number.
    pub generation: Generation,
    /// The url as dialled.
    pub url: String,
    /// Where its transport is.
    pub state: Phase,
    /// Since when it is there.
    pub since: Timestamp,
}

/// `host:port` of a target.
fn address(target: &Target) -> String {
    format!("{}:{}", target.host(), target.port())
}

/// One driver task, as the service sees it.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) generation: Generation,
    url: String,
    /// `host:port`.
    address: String,
    phase: Cell<(Phase, Timestamp)>,
    /// The close frame to send when the machine has let the connection go.
    retired: RefCell<Option<CloseFrame>>,
    waker: RefCell<Option<Waker>>,
    task: RefCell<Option<AbortHandle>>,
    /// Whether the driver waits for the host to catch up.
    pub(crate) waits_for_host: Cell<bool>,
    /// Whether nothing but the transport's end is awaited: that keeps nobody busy.
    pub(crate) is_over: Cell<bool>,
}

impl Link {
    pub(crate) fn new(generation: Generation, target: &Target, since: Timestamp) -> Self {
        Self {
            generation,
            url: target.url().to_owned(),
            address: address(target),
            phase: Cell::new((Phase::Connecting, since)),
            retired: RefCell::default(),
            waker: RefCell::default(),
            task: RefCell::default(),
            waits_for_host: Cell::new(false),
            is_over: Cell::new(false),
        }
    }

    /// Where it leads: `host:port`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn phase(&self) -> Phase {
        self.phase.get().0
    }

    pub(crate) fn enter(&self, phase: Phase, since: Timestamp) {
        if self.phase() != phase {
            self.phase.set((phase, since));
        }
    }

    pub(crate) fn info(&self) -> ConnectionInfo {
        let (state, since) = self.phase.get();
        ConnectionInfo { generation: self.generation, url: self.url.clone(), state, since }
    }

    pub(crate) fn set_task(&self, task: AbortHandle) {
        *self.task.borrow_mut() = Some(task);
    }

    pub(crate) fn abort(&self) {
        if let Some(task) = self.task.borrow_mut().take() {
            task.abort();
        }
    }

    /// Has the driver send `frame` and linger.
    pub(crate) fn retire(&self, frame: CloseFrame) {
        *self.retired.borrow_mut() = Some(frame);
        self.wake();
    }

    /// Whether the page has not been told yet that it is over.
    pub(crate) fn is_needed(&self) -> bool {
        !self.is_over.get() && !self.is_retired()
    }

    pub(crate) fn is_retired(&self) -> bool {
        self.retired.borrow().is_some()
    }

    pub(crate) fn retired(&self) -> Option<CloseFrame> {
        self.retired.borrow().clone()
    }

    /// Called by the driver whenever it is polled: later [wakes](Link::wake) go to `waker`.
    pub(crate) fn register(&self, waker: &Waker) {
        let mut slot = self.waker.borrow_mut();
        match slot.as_mut() {
            Some(known) => known.clone_from(waker),
            None => *slot = Some(waker.clone()),
        }
    }

    pub(crate) fn wake(&self) {
        if let Some(waker) = self.waker.borrow().as_ref() {
            waker.wake_by_ref();
        }
    }
}
