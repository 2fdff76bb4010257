//! The service: the machine, the driver tasks, and who wakes whom.

mod outage;
mod shared;

use std::borrow::Cow;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use minihost_log::{EventLog, Generation, Stamp};

use crate::link::{ConnectionInfo, Link, Phase};
use crate::machine::{Closing, Retire};
use crate::target::without_user_info;
use crate::{
    CloseFrame, Delivery, Fault, Headers, Message, Operation, Protocols, SendId, Settings, State, Target, http,
};
pub(crate) use outage::no_network;
pub(crate) use shared::Shared;

/// What to connect to, and how.
#[derive(Debug, Clone)]
pub struct Connect {
    /// Where to.
    pub target: Target,
    /// Headers to add to the handshake.
    pub headers: Headers,
    /// Subprotocols to offer.
    pub protocols: Protocols,
    /// For names, TCP, TLS and the upgrade together.
    pub timeout: Duration,
}

/// The WebSocket service of one mini-program; a clone is another handle to it.
///
/// Lives inside a `tokio::task::LocalSet`: [`Service::connect`] spawns a local task. One host takes its events.
#[derive(Debug, Clone)]
pub struct Service {
    shared: Rc<Shared>,
}

impl Service {
    /// A service without a connection.
    #[must_use]
    pub fn new(settings: Settings, log: EventLog) -> Self {
        Self { shared: Rc::new(Shared::new(settings, log)) }
    }

    /// A service for one more connection of the same mini-program, beside this one's: the two share settings, trust, log
    /// and the numbering of connections, and nothing that happens to one is seen by the other (`ST-2`). Its records have
    /// `task`.
    #[must_use]
    pub fn sibling(&self, task: u32) -> Self {
        Self { shared: Rc::new(self.shared.sibling(task)) }
    }

    /// A client for the HTTP requests of the same mini-program: it shares settings, trust and log.
    #[must_use]
    pub fn http_client(&self, rules: http::Rules) -> http::Client {
        let Shared { settings, tls, transports, log, reachable, .. } = &*self.shared;
        let common = (Rc::clone(tls), Rc::clone(transports));
        http::Client::new(Rc::clone(settings), common, log.clone(), rules, Rc::clone(reachable))
    }

    /// Whether the mini-program may have one more connection: `beside` this service's own, or in its place.
    ///
    /// # Errors
    /// [`Fault::TooManyTransports`] where connections that the page still has, and requests, are as many as may be.
    pub fn check_room(&self, beside: bool) -> Result<(), Fault> {
        self.shared.transports.check(if beside { None } else { Some(&self.shared) })
    }

    /// Starts to dial at once. What exists is replaced: its `Close` comes before any event of the new connection and
    /// nothing of it after that (`CS-6`).
    ///
    /// # Panics
    /// Outside of a `LocalSet`.
    pub fn connect(&self, connect: Connect) -> Generation {
        let shared = &self.shared;
        let (generation, replaced) = shared.input(|machine, now| machine.connect(now));
        if let Some(replaced) = replaced {
            shared.trace(replaced.generation).stale(replaced.stale);
            self.retire(replaced.generation, replaced.transport, "replaced");
        }
        if shared.is_stopped() {
            return generation;
        }
        let since = shared.log.clock().now();
        let link = Rc::new(Link::new(generation, &connect.target, since));
        shared.transports.add(shared, &link);
        shared.links.borrow_mut().push(Rc::clone(&link));
        let task = tokio::task::spawn_local(crate::driver::run(Rc::clone(shared), Rc::clone(&link), connect));
        link.set_task(task.abort_handle());
        generation
    }

    /// Queues a message; it is settled by a later [`Event::Sent`](crate::Event::Sent) or
    /// [`Event::SendFailed`](crate::Event::SendFailed).
    ///
    /// # Errors
    /// [`Fault::NotOpen`] unless the page knows the connection as open; [`Fault::QueueFull`] when more would wait than
    /// the settings allow. Nothing is queued then (`SM-3`).
    pub fn send(&self, message: Message) -> Result<SendId, Fault> {
        let settings = &self.shared.settings;
        if self.state() == State::Open && settings.mishap(Operation::Unsent).is_some() {
            let limit = settings.max_unsent_bytes;
            return Err(Fault::QueueFull { unsent: limit, adding: message.len(), limit });
        }
        let id = self.shared.input(|machine, now| machine.send(message, now))?;
        self.shared.wake_live();
        Ok(id)
    }

    /// Closes: what is queued is sent first, then `frame`. `Close` follows when the peer has answered, or after the
    /// close timeout (`CL-2`, `CL-3`). While connecting, the dial is aborted and `Close` 1000 follows at once.
    ///
    /// False when there was nothing to close: no connection, or one that is being closed already.
    pub fn close(&self, frame: CloseFrame) -> bool {
        match self.shared.input(|machine, now| machine.close(frame, now)) {
            Closing::Nothing => return false,
            Closing::Handshake(generation) => self.shared.wake_link(generation),
            Closing::Retired(generation, transport) => self.retire(generation, transport, "closed while connecting"),
        }
        true
    }

    /// The connection's state as the page knows it.
    #[must_use]
    pub fn state(&self) -> State {
        self.shared.machine.borrow().state()
    }

    /// The stamp of the next undelivered event, to merge it with timers and other tasks.
    #[must_use]
    pub fn peek(&self) -> Option<Stamp> {
        self.shared.host_is_back();
        self.shared.machine.borrow().peek()
    }

    /// Delivers the next event: the page's view of the state moves now.
    ///
    /// By the next call of this, [`Service::peek`] or [`Service::ready`], the page's listeners must have run: that is
    /// how the service knows that their answers are queued.
    #[must_use]
    pub fn next_event(&self) -> Option<Delivery> {
        self.shared.host_is_back();
        self.shared.machine.borrow_mut().deliver()
    }

    /// Returns when there is an undelivered event. Cancel-safe; for one waiter at a time.
    pub async fn ready(&self) {
        std::future::poll_fn(|cx| self.poll_ready(cx)).await;
    }

    /// [`Service::ready`] for hosts that wait for several services at once.
    pub fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<()> {
        self.shared.host_is_back();
        self.shared.poll_ready(cx)
    }

    /// Whether nothing is going on: no connection, none in a closing handshake, nothing undelivered.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.shared.machine.borrow().is_idle() && self.shared.is_quiet()
    }

    /// Returns when [`Service::is_idle`] holds: the last closing handshake may end without an event. Cancel-safe; for
    /// one waiter at a time.
    pub async fn idle(&self) {
        std::future::poll_fn(|cx| self.shared.poll_quiet(cx, true)).await;
    }

    /// The program ends: closes everything with `code` (1001, as a rule) and returns when the peers have answered, at
    /// the latest after the close timeout. No more events after this call, whatever still happens.
    ///
    /// The frames go out, and the timeout runs, from the call on and not only from the first poll.
    pub fn shutdown(&self, code: u16) -> impl Future<Output = ()> + use<> {
        let shared = Rc::clone(&self.shared);
        shared.stop();
        let links = shared.links.borrow().clone();
        for link in &links {
            match link.phase() {
                Phase::Connecting => self.retire(link.generation, Retire::Abort, "the program ended"),
                Phase::Open => link.retire(CloseFrame::of_host(code)),
                Phase::Closing => {}
            }
        }
        let waiter = Rc::clone(&shared);
        let quiet = std::future::poll_fn(move |cx| waiter.poll_quiet(cx, false));
        let quiet = tokio::time::timeout(shared.settings.patience(shared.settings.close_timeout), quiet);
        async move {
            // Whoever has not answered by now is cut off.
            let _ = quiet.await;
            for link in shared.links.take() {
                link.abort();
                shared.transports.remove(&link);
                if !link.is_over.get() {
                    shared.trace(link.generation).end("the program ended");
                }
            }
        }
    }

    /// Gives up the connection and everything undelivered: nothing of it is told any more. Another one can be made.
    pub fn abandon(&self) {
        let shared = &self.shared;
        shared.machine.borrow_mut().shut_down();
        for link in shared.links.take() {
            link.abort();
            shared.transports.remove(&link);
            if !link.is_over.get() {
                shared.trace(link.generation).end("abandoned");
            }
        }
    }

    /// `url` as the event log may show it: without its user info, unless the settings say otherwise.
    #[must_use]
    pub fn shown_url<'a>(&self, url: &'a str) -> Cow<'a, str> {
        if self.shared.settings.show_secrets { Cow::Borrowed(url) } else { without_user_info(url) }
    }

    /// The connections that keep the service busy.
    #[must_use]
    pub fn connections(&self) -> Vec<ConnectionInfo> {
        self.shared.links.borrow().iter().filter(|link| !link.is_over.get()).map(|link| link.info()).collect()
    }

    /// What a connection has not written yet: messages, and their bytes with the frames around them.
    #[must_use]
    pub fn unsent(&self, generation: Generation) -> (usize, usize) {
        self.shared.machine.borrow().unsent(generation)
    }

    fn retire(&self, generation: Generation, transport: Retire, reason: &str) {
        let Some(link) = self.shared.link(generation) else { return };
        match transport {
            Retire::Leave => {}
            Retire::Close(frame) => link.retire(frame),
            Retire::Abort => {
                link.abort();
                self.shared.trace(generation).end(reason);
                self.shared.unlink(generation);
            }
        }
    }
}
