//! The client: which requests run, which wait, and what they have told that the page has not seen yet.

mod outage;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use minihost_log::{EventLog, Stamp};
use tokio::task::AbortHandle;

use super::redirect::{Hop, MAX_REDIRECTS};
use super::trace::Trace;
use super::{Fault, Method, Request, Response, exchange};
use crate::connector::Tls;
use crate::connector::response::Head;
use crate::transports::{Permit, Transports};
use crate::{Fault as Cause, Mapping, Policy, Settings, Stage, Target, map};

/// The number of a request, counted from 1 in the order of the calls of one mini-program.
pub type RequestId = u32;

/// Where requests may go, and where they go instead.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Where pages may go (`PL-1`, `PL-2`).
    pub policy: Policy,
    /// Which urls are dialled as others (`PL-4`).
    pub mappings: Vec<Mapping>,
}

impl Rules {
    /// The same, with everything allowed: for a mutant alone.
    pub(super) fn without_policy(&self) -> Self {
        Self { policy: Policy::default(), mappings: self.mappings.clone() }
    }

    /// The target as it is dialled, if it may be. The policy judges the url as the app has it.
    ///
    /// # Errors
    /// [`Fault::Insecure`], [`Fault::Domain`], and [`Fault::Argument`] where a mapping makes no url of it.
    pub fn admit(&self, target: Target) -> Result<Target, Fault> {
        self.policy.check(&target)?;
        Ok(map(target, &self.mappings)?)
    }
}

/// What a request tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The head of the final answer came; told only where it was [asked for](Client::tell_head).
    Head {
        /// The headers, as received and in order.
        headers: Vec<(String, String)>,
    },
    /// It is over: the last event of a request.
    Done(Result<Response, Fault>),
}

impl Event {
    /// What it holds of a body.
    fn bytes(&self) -> usize {
        match self {
            Self::Done(Ok(response)) => response.body.len(),
            Self::Head { .. } | Self::Done(_) => 0,
        }
    }
}

/// A request that is not over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestInfo {
    /// Its number.
    pub id: RequestId,
    /// Its method.
    pub method: Method,
    /// Its url, as the page has it.
    pub url: String,
    /// What it is doing; none while it waits for its turn.
    pub stage: Option<Stage>,
}

/// The HTTP client of one mini-program. It lives inside a `tokio::task::LocalSet`; one host takes its events.
#[derive(Debug)]
pub struct Client {
    shared: Rc<Shared>,
}

#[derive(Debug)]
struct Shared {
    settings: Rc<Settings>,
    tls: Rc<Tls>,
    transports: Rc<Transports>,
    log: EventLog,
    rules: Rules,
    /// Whether the phone has a network.
    reachable: Rc<Cell<bool>>,
    state: RefCell<State>,
    host: RefCell<Option<Waker>>,
}

#[derive(Debug, Default)]
struct State {
    last: RequestId,
    running: Vec<Running>,
    waiting: VecDeque<(RequestId, Request, Held)>,
    /// Bytes of the bodies of all requests that are not over.
    unsent: Rc<Cell<usize>>,
    /// What the page has not seen yet, oldest first.
    ready: VecDeque<(Stamp, RequestId, Event)>,
    /// Bytes of the bodies of what is ready.
    undelivered: usize,
    /// Who wants to hear of heads.
    tells_head: Vec<RequestId>,
    is_stopped: bool,
}

#[derive(Debug)]
struct Running {
    id: RequestId,
    method: Method,
    url: String,
    stage: Rc<Cell<Stage>>,
    task: AbortHandle,
    _permit: Permit,
    _body: Held,
}

/// Bytes of a body that is counted for as long as this lives.
#[derive(Debug)]
struct Held {
    bytes: usize,
    all: Rc<Cell<usize>>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.all.set(self.all.get() - self.bytes);
    }
}

impl Client {
    pub(crate) fn new(
        settings: Rc<Settings>,
        (tls, transports): (Rc<Tls>, Rc<Transports>),
        log: EventLog,
        rules: Rules,
        reachable: Rc<Cell<bool>>,
    ) -> Self {
        let (state, host) = (RefCell::default(), RefCell::default());
        Self { shared: Rc::new(Shared { settings, tls, transports, log, rules, reachable, state, host }) }
    }

    /// Where requests may go.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.shared.rules
    }

    /// Sends a request whose target was [admitted](Rules::admit), or lets it wait for its turn.
    ///
    /// # Errors
    /// [`Fault::Limit`] where the bodies of the requests that are not over would be more than may wait to be sent.
    ///
    /// # Panics
    /// Outside of a `LocalSet`.
    pub fn start(&self, request: Request) -> Result<RequestId, Fault> {
        let id = {
            let mut state = self.shared.state.borrow_mut();
            let body = state.hold(&request, self.shared.settings.max_unsent_bytes)?;
            state.last += 1;
            let id = state.last;
            state.waiting.push_back((id, request, body));
            id
        };
        self.shared.start_waiting();
        Ok(id)
    }

    /// Has the request tell of its answer's head as well.
    pub fn tell_head(&self, id: RequestId) {
        self.shared.state.borrow_mut().tells_head.push(id);
    }

    /// Ends the request; nothing is told of it any more. False when it is over already, or was never started.
    pub fn abort(&self, id: RequestId) -> bool {
        let shared = &self.shared;
        let known = {
            let mut state = shared.state.borrow_mut();
            let before = (state.waiting.len(), state.ready.len());
            state.waiting.retain(|(other, ..)| *other != id);
            let mut dropped = 0;
            state.ready.retain(|(_, other, event)| {
                let keep = *other != id;
                dropped += if keep { 0 } else { event.bytes() };
                keep
            });
            state.undelivered -= dropped;
            let changed = before != (state.waiting.len(), state.ready.len());
            state.stop_running(id) || changed
        };
        if known {
            shared.trace(id).end(Err(&Fault::Aborted));
            shared.start_waiting();
        }
        known
    }

    /// The stamp of the next event, to merge it with other tasks.
    #[must_use]
    pub fn peek(&self) -> Option<Stamp> {
        self.shared.state.borrow().ready.front().map(|(stamp, ..)| *stamp)
    }

    /// The next event.
    #[must_use]
    pub fn next_event(&self) -> Option<(RequestId, Event)> {
        self.take(0)
    }

    fn take(&self, at: usize) -> Option<(RequestId, Event)> {
        let (_, id, event) = {
            let mut state = self.shared.state.borrow_mut();
            let next = state.ready.remove(at)?;
            state.undelivered -= next.2.bytes();
            next
        };
        // It may have been what others waited for.
        self.shared.start_waiting();
        Some((id, event))
    }

    /// The stamp of the next event of each request that has one.
    #[must_use]
    pub fn heads(&self) -> Vec<(Stamp, RequestId)> {
        let state = self.shared.state.borrow();
        let mut heads: Vec<(Stamp, RequestId)> = Vec::new();
        for (stamp, id, _) in &state.ready {
            if heads.iter().all(|(_, known)| known != id) {
                heads.push((*stamp, *id));
            }
        }
        heads
    }

    /// The next event of one request.
    #[must_use]
    pub fn next_event_of(&self, id: RequestId) -> Option<(RequestId, Event)> {
        let at = self.shared.state.borrow().ready.iter().position(|(_, other, _)| *other == id)?;
        self.take(at)
    }

    /// Ready when there is an event; for one waiter at a time.
    pub fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<()> {
        if self.peek().is_some() {
            return Poll::Ready(());
        }
        *self.shared.host.borrow_mut() = Some(cx.waker().clone());
        Poll::Pending
    }

    /// The requests that are not over, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<RequestInfo> {
        let state = self.shared.state.borrow();
        let running = state.running.iter().map(|running| RequestInfo {
            id: running.id,
            method: running.method,
            url: running.url.clone(),
            stage: Some(running.stage.get()),
        });
        let waiting = state.waiting.iter().map(|(id, request, _)| RequestInfo {
            id: *id,
            method: request.method,
            url: request.target.page_url().to_owned(),
            stage: None,
        });
        let mut requests: Vec<_> = running.chain(waiting).collect();
        requests.sort_by_key(|request| request.id);
        requests
    }

    /// Gives up all requests and what they have told; others can be started.
    pub fn abandon(&self) {
        let running = {
            let mut state = self.shared.state.borrow_mut();
            state.waiting.clear();
            state.ready.clear();
            state.undelivered = 0;
            state.tells_head.clear();
            std::mem::take(&mut state.running)
        };
        for Running { id, task, .. } in running {
            task.abort();
            self.shared.trace(id).end(Err(&Fault::Aborted));
        }
    }

    /// Gives up all requests for good: the program has ended.
    pub fn stop(&self) {
        self.shared.state.borrow_mut().is_stopped = true;
        self.abandon();
    }
}

impl State {
    /// Counts the request's body.
    fn hold(&self, request: &Request, limit: usize) -> Result<Held, Fault> {
        let (unsent, adding) = (self.unsent.get(), request.body.as_ref().map_or(0, |body| body.len()));
        if unsent.saturating_add(adding) > limit {
            return Err(Cause::QueueFull { unsent, adding, limit }.into());
        }
        self.unsent.set(unsent + adding);
        Ok(Held { bytes: adding, all: Rc::clone(&self.unsent) })
    }

    /// Takes a request off the list of those that run, and ends its task.
    fn stop_running(&mut self, id: RequestId) -> bool {
        self.tells_head.retain(|other| *other != id);
        let Some(at) = self.running.iter().position(|running| running.id == id) else { return false };
        self.running.remove(at).task.abort();
        true
    }
}

impl Shared {
    fn trace(&self, request: RequestId) -> Trace<'_> {
        Trace { log: &self.log, request, show_secrets: self.settings.show_secrets }
    }

    fn start_waiting(self: &Rc<Self>) {
        let mut state = self.state.borrow_mut();
        let mut refused = Vec::new();
        while state.running.len() < self.settings.max_requests
            && state.undelivered < self.settings.max_undelivered_bytes
            && !state.is_stopped
            && !state.waiting.is_empty()
        {
            let permit = match self.transports.permit() {
                Ok(permit) => permit,
                // The end of one that runs is the next one's turn.
                Err(_) if !state.running.is_empty() => break,
                Err(fault) => {
                    refused.extend(state.waiting.pop_front().map(|(id, ..)| (id, fault)));
                    continue;
                }
            };
            let Some((id, request, body)) = state.waiting.pop_front() else { break };
            let (method, url) = (request.method, request.target.page_url().to_owned());
            let stage = Rc::new(Cell::new(Stage::Names));
            // The task first runs when this function has long returned.
            let task = tokio::task::spawn_local(run(Rc::clone(self), id, request, Rc::clone(&stage)));
            state.running.push(Running {
                id,
                method,
                url,
                stage,
                task: task.abort_handle(),
                _permit: permit,
                _body: body,
            });
        }
        drop(state);
        for (id, fault) in refused {
            let fault = Fault::from(fault);
            self.trace(id).end(Err(&fault));
            self.tell(id, Event::Done(Err(fault)));
        }
    }

    fn tell(&self, id: RequestId, event: Event) {
        let stamp = self.log.stamp();
        let mut state = self.state.borrow_mut();
        state.undelivered += event.bytes();
        state.ready.push_back((stamp, id, event));
        drop(state);
        if let Some(waker) = self.host.borrow_mut().take() {
            waker.wake();
        }
    }

    fn tell_head(&self, id: RequestId, head: &Head) {
        if self.state.borrow().tells_head.contains(&id) {
            self.tell(id, Event::Head { headers: head.headers.clone() });
        }
    }
}

/// The task of one request.
async fn run(shared: Rc<Shared>, id: RequestId, request: Request, stage: Rc<Cell<Stage>>) {
    let after = request.timeout;
    let result = match tokio::time::timeout(shared.settings.patience(after), fetch(&shared, id, request, &stage)).await
    {
        Ok(result) => result,
        Err(_) => Err(Fault::Timeout { stage: stage.get(), after }),
    };
    shared.trace(id).end(result.as_ref());
    shared.tell(id, Event::Done(result));
    // Its own task is at its end: aborting it does nothing any more.
    shared.state.borrow_mut().stop_running(id);
    shared.start_waiting();
}

/// Asks, and follows redirects, until there is an answer to keep.
async fn fetch(shared: &Shared, id: RequestId, request: Request, stage: &Cell<Stage>) -> Result<Response, Fault> {
    let trace = shared.trace(id);
    let mut hop = Hop::from(request);
    for _ in 0..=MAX_REDIRECTS {
        trace.send(&hop);
        shared.require_network(&hop.target)?;
        let answer = exchange::ask(&shared.settings, &shared.tls, &hop, stage).await?;
        trace.response(&answer.head);
        match hop.next(&answer.head, &shared.rules)? {
            Ok(next) => hop = next,
            Err(asked) => {
                shared.tell_head(id, &answer.head);
                stage.set(Stage::Body);
                return answer.finish(asked.method, shared.settings.max_message_bytes).await;
            }
        }
    }
    Err(Fault::TooManyRedirects { limit: MAX_REDIRECTS, to: hop.target.page_url().to_owned() })
}
