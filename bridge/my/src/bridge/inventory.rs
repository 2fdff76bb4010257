//! What the bridge keeps alive: for the end of a program, for people, and for leak checks.

use std::rc::Rc;

use boa_engine::JsValue;
use minihost_socket::ConnectionInfo;

use super::Bridge;
use crate::channel::Channel;
use crate::failed::FailedCall;
use crate::origin::Origin;
use crate::pending::PendingCall;
use crate::request::{self, PendingRequest, Requests};

/// How many things the bridge keeps alive; a program at rest has none but its listeners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// App-wide listeners: of the single connection, of the app and of the phone.
    pub listeners: usize,
    /// Listeners of SocketTasks that are not over.
    pub task_listeners: usize,
    /// Calls that are not settled yet.
    pub pending_calls: usize,
    /// Calls that were dropped without being settled: always 0, unless minihost has a bug.
    pub lost_calls: usize,
}

impl Bridge {
    /// The connections that are not over, oldest first, each with the place in page code that made it.
    #[must_use]
    pub fn connections(&self) -> Vec<(ConnectionInfo, Option<Origin>)> {
        let channels = self.channels();
        let connections = channels.iter().flat_map(|channel| {
            let client = channel.client.borrow();
            let with_origin = |info: ConnectionInfo| {
                let origin = client.origin(info.generation);
                (info, origin)
            };
            channel.service.connections().into_iter().map(with_origin).collect::<Vec<_>>()
        });
        let mut connections: Vec<_> = connections.collect();
        connections.sort_by_key(|(info, _)| info.generation);
        connections
    }

    /// Whether nothing of the bridge can call page code any more: no connection as the page knows it, no undelivered
    /// event, no call that is not settled. The transport of a closed connection may still be winding down.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        let is_quiet = |channel: &Rc<Channel>| !channel.is_live() && channel.service.peek().is_none();
        is_quiet(&self.single) && self.tasks.borrow().iter().all(is_quiet) && self.pending.len() == 0
    }

    /// What is kept alive right now.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let listeners = self.single.listeners.len() + self.app_listeners.len();
        let task_listeners = self.tasks.borrow().iter().map(|task| task.listeners.len()).sum();
        Counts { listeners, task_listeners, pending_calls: self.pending.len(), lost_calls: self.pending.lost() }
    }

    /// The call whose promise was rejected with `reason`, if it was a recent one.
    #[must_use]
    pub fn failed_call(&self, reason: &JsValue) -> Option<FailedCall> {
        self.failed.find(reason)
    }

    /// The calls that are not settled yet, oldest first; but for the [requests](Bridge::pending_requests).
    #[must_use]
    pub fn pending_calls(&self) -> Vec<PendingCall> {
        let mut requests = self.requests.get().map_or(0, Requests::len);
        let mut calls = self.pending.list();
        calls.retain(|call| {
            let is_told_elsewhere = request::is_request(call.api) && requests > 0;
            requests -= usize::from(is_told_elsewhere);
            !is_told_elsewhere
        });
        calls
    }

    /// The requests that are not over, oldest first.
    #[must_use]
    pub fn pending_requests(&self) -> Vec<PendingRequest> {
        self.requests.get().map(Requests::pending).unwrap_or_default()
    }
}
