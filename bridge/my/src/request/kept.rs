//! The requests of a mini-program that are not over, and what their ends need.

use std::cell::RefCell;
use std::collections::BTreeMap;

use boa_engine::object::builtins::JsFunction;
use minihost_socket::http::{Client, Method, RequestId};

use super::answer::DataType;
use crate::origin::Origin;
use crate::settlement::Call;

/// A request that is not over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingRequest {
    /// Its method.
    pub method: &'static str,
    /// Its url, as the page has it.
    pub url: String,
    /// What it is doing, in words.
    pub state: String,
    /// Where `my.request` was called.
    pub origin: Option<Origin>,
}

impl PendingRequest {
    pub(super) fn new(method: Method, url: String, origin: Option<Origin>) -> Self {
        Self { method: method.as_str(), url, state: String::new(), origin }
    }
}

/// The client, and the calls that it works for.
pub(crate) struct Requests {
    pub(crate) client: Client,
    kept: RefCell<BTreeMap<RequestId, Kept>>,
}

pub(super) struct Kept {
    pub(super) call: Call,
    pub(super) data_type: DataType,
    about: PendingRequest,
    /// Who listens for the response's headers, each with a number that no other has.
    listeners: Vec<(u32, JsFunction)>,
    last_listener: u32,
}

impl Requests {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, kept: RefCell::default() }
    }

    pub(super) fn keep(&self, id: RequestId, call: Call, data_type: DataType, about: PendingRequest) {
        let kept = Kept { call, data_type, about, listeners: Vec::new(), last_listener: 0 };
        self.kept.borrow_mut().insert(id, kept);
    }

    /// The request's call, which is no longer kept.
    pub(super) fn take(&self, id: RequestId) -> Option<Kept> {
        self.kept.borrow_mut().remove(&id)
    }

    /// Adds a listener for the response's headers; nothing comes of it once the request is over. False where it has `most`
    /// already.
    pub(super) fn on_headers(&self, id: RequestId, function: JsFunction, most: usize) -> bool {
        let mut kept = self.kept.borrow_mut();
        let Some(kept) = kept.get_mut(&id) else { return true };
        if kept.listeners.len() >= most {
            return false;
        }
        if kept.last_listener == 0 {
            self.client.tell_head(id);
        }
        kept.last_listener += 1;
        kept.listeners.push((kept.last_listener, function));
        true
    }

    /// Removes a listener, or all of them.
    pub(super) fn off_headers(&self, id: RequestId, function: Option<&JsFunction>) {
        // Dropped once the borrow has ended: what a listener keeps alive may be anything.
        let _removed: Vec<_> = match self.kept.borrow_mut().get_mut(&id) {
            Some(kept) => kept
                .listeners
                .extract_if(.., |(_, known)| {
                    function.is_none_or(|function| boa_engine::JsObject::equals(known, function))
                })
                .collect(),
            None => Vec::new(),
        };
    }

    /// The first listener whose number is over `after` and at most `through`.
    pub(super) fn next_listener(&self, id: RequestId, after: u32, through: u32) -> Option<(u32, JsFunction)> {
        let kept = self.kept.borrow();
        let listeners = &kept.get(&id)?.listeners;
        listeners.iter().find(|(number, _)| (after + 1..=through).contains(number)).cloned()
    }

    /// The number of the listener that was added last.
    pub(super) fn last_listener(&self, id: RequestId) -> u32 {
        self.kept.borrow().get(&id).map_or(0, |kept| kept.last_listener)
    }

    pub(crate) fn len(&self) -> usize {
        self.kept.borrow().len()
    }

    pub(crate) fn pending(&self) -> Vec<PendingRequest> {
        let running = self.client.requests();
        let kept = self.kept.borrow();
        let pending = kept.iter().map(|(id, kept)| {
            let state = match running.iter().find(|info| info.id == *id).map(|info| info.stage) {
                Some(Some(stage)) => stage.to_string(),
                Some(None) => "waiting for others to end".to_owned(),
                None => "over, and not told yet".to_owned(),
            };
            PendingRequest { state, ..kept.about.clone() }
        });
        pending.collect()
    }

    /// Gives up everything; the program goes on.
    pub(crate) fn reset(&self) {
        self.client.abandon();
        let kept = self.kept.take();
        kept.into_values().for_each(|kept| kept.call.drop_silently());
    }

    /// Gives up everything: the program has ended.
    pub(crate) fn clear(&self) {
        self.client.stop();
        // Dropped only once the borrow has ended.
        let kept = self.kept.take();
        drop(kept);
    }
}
