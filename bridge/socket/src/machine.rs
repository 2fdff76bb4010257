//! The sans-IO state machine of one connection and its successors: of the single connection, or of a task.
//!
//! Owns two views of it and keeps them consistent: the *transport's* (what the driver reports) and the *page's* (what
//! it has been told). Between the two lies the queue of undelivered events; delivering one moves the page's view.
//! At most one connection is live; a replaced one keeps at most its last undelivered events (`CS-6`).
//!
//! Never: does I/O, reads a clock, wakes anyone or writes a record. Stamps are handed in.
//!
//! Once the page has called `close`, messages are dropped, as the WHATWG WebSocket does in its CLOSING state, and a
//! transport that breaks is not an error any more: the page learns from close code 1006 that there was no handshake.

mod connection;
mod outbox;
mod queue;
mod transport;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod siblings;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::rc::Rc;

use minihost_log::{Generation, Stamp};
use minihost_mutant::{Mutant, is};

use crate::{CloseFrame, Delivery, Event, Fault, Message, SendId, State};
use connection::{Connection, Page, Wire};
use outbox::wire_bytes;
use queue::Queue;

/// Takes a stamp for an event that becomes ready now.
pub(crate) type Now<'a> = &'a dyn Fn() -> Stamp;

/// The numbers of connections: those of one mini-program never share one, whichever machine they belong to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Numbers {
    last: Rc<Cell<Option<Generation>>>,
}

impl Numbers {
    fn next(&self) -> Generation {
        let next = self.last.get().map_or(Generation::FIRST, Generation::next);
        self.last.set(Some(next));
        next
    }
}

/// What the machine bounds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Bytes of accepted sends that are not yet written, framing included.
    pub(crate) unsent_bytes: usize,
    /// Bytes of received messages that are not yet delivered, with a fixed overhead for each.
    pub(crate) undelivered_bytes: usize,
}

/// What is to become of the transport of a connection that the machine has let go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Retire {
    /// It is not yet open: abort the dial.
    Abort,
    /// Send this close frame (unless one was sent) and linger for the peer's, silently.
    Close(CloseFrame),
    /// It ends, or has ended, by itself.
    Leave,
}

/// A connection that `connect` replaced.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Replaced {
    pub(crate) generation: Generation,
    pub(crate) transport: Retire,
    /// How many of its events were dropped.
    pub(crate) stale: usize,
}

/// What `close` came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Closing {
    /// There was nothing to close.
    Nothing,
    /// The driver has a close frame to send after the queued messages: see [`Machine::closing`].
    Handshake(Generation),
    /// The connection was not open to the page, and is over for it.
    Retired(Generation, Retire),
}

/// See the module.
#[derive(Debug)]
pub(crate) struct Machine {
    limits: Limits,
    numbers: Numbers,
    sends: u64,
    live: Option<Connection>,
    queue: Queue,
    /// Whether the host took an event and has not come back since: its listeners may still answer.
    answering: bool,
}

impl Machine {
    pub(crate) fn new(limits: Limits, numbers: Numbers) -> Self {
        let queue = Queue::default();
        Self { limits, numbers, sends: 0, live: None, queue, answering: false }
    }

    /// What a connection has not written yet: messages and bytes.
    pub(crate) fn unsent(&self, generation: Generation) -> (usize, usize) {
        let live = self.live.as_ref().filter(|live| live.generation == generation);
        live.map_or((0, 0), |live| (live.outbox.messages(), live.outbox.bytes()))
    }

    /// A new connection; what exists is replaced (`CS-6`).
    pub(crate) fn connect(&mut self, now: Now<'_>) -> (Generation, Option<Replaced>) {
        let replaced = self.live.take().map(|old| self.replace(old, now));
        let generation = self.numbers.next();
        self.live = Some(Connection::new(generation));
        (generation, replaced)
    }

    fn replace(&mut self, mut old: Connection, now: Now<'_>) -> Replaced {
        let generation = old.generation;
        let stale = self.queue.purge(generation, |event| {
            matches!(event, Event::Open { .. } | Event::Message(_)) && !is(Mutant::StaleDelivered)
        });
        if old.ended {
            // The page was told nothing of it, nor will it be: a close frame of a connection that never opened for the
            // page is no code that it could make sense of.
            let of_old = |event: &Event| matches!(event, Event::Close { code, .. } if *code != 1006);
            if old.page == Page::Connecting && self.queue.purge(generation, of_old) > 0 {
                self.queue.push(generation, now(), Event::Close { code: 1006, reason: String::new() });
            }
            return Replaced { generation, transport: Retire::Leave, stale };
        }
        let frame = old.closing.take().unwrap_or_else(CloseFrame::normal);
        let transport = old.retire(frame.clone());
        let (code, reason) = if old.page == Page::Connecting {
            (if is(Mutant::ReplacedCode) { 1000 } else { 1006 }, "")
        } else {
            (frame.code(), frame.reason())
        };
        let reason = reason.to_owned();
        if is(Mutant::ReplacedSendsForgotten) {
            old.outbox.fail();
        }
        self.fail_sends(&mut old, "the connection was replaced by a new one before the message was sent", now);
        if !is(Mutant::ReplacedCloseMissing) {
            self.queue.push(generation, now(), Event::Close { code, reason });
        }
        Replaced { generation, transport, stale }
    }

    /// Accepts a message of the page (`SM-3`).
    pub(crate) fn send(&mut self, message: Message, now: Now<'_>) -> Result<SendId, Fault> {
        let Some(live) = self.live.as_mut().filter(|live| live.page == Page::Open) else {
            return Err(Fault::NotOpen);
        };
        let (unsent, adding, limit) = (live.outbox.bytes(), wire_bytes(&message), self.limits.unsent_bytes);
        if unsent.saturating_add(adding) > limit {
            return Err(Fault::QueueFull { unsent, adding, limit });
        }
        self.sends += 1;
        let id = SendId(self.sends);
        if live.wire == Wire::Open {
            live.outbox.push(id, message);
        } else {
            let reason = "the connection is gone, though the page has not been told yet".to_owned();
            self.queue.fail_late(live.generation, id, Fault::SendFailed { reason }, now);
        }
        Ok(id)
    }

    /// The page closes (`CL`).
    pub(crate) fn close(&mut self, frame: CloseFrame, now: Now<'_>) -> Closing {
        let Some(live) = self.live.as_mut() else { return Closing::Nothing };
        let generation = live.generation;
        match live.page {
            Page::Closing => Closing::Nothing,
            Page::Failed => {
                live.page = Page::Closing;
                // The call's success comes before the close that is queued already (`CL-1`).
                self.queue.restamp(generation, now);
                Closing::Nothing
            }
            Page::Connecting => {
                let transport = live.retire(CloseFrame::normal());
                live.page = Page::Closing;
                live.ended = true;
                live.wire = Wire::Gone;
                self.queue.purge(generation, |_| true);
                let code = if is(Mutant::CloseWhileConnecting1006) { 1006 } else { 1000 };
                self.queue.push(generation, now(), Event::Close { code, reason: String::new() });
                Closing::Retired(generation, transport)
            }
            Page::Open => {
                live.page = Page::Closing;
                self.queue.purge(generation, |event| matches!(event, Event::Message(_)));
                if live.ended {
                    // The call's success comes before the close that is queued already (`CL-1`).
                    self.queue.restamp(generation, now);
                } else {
                    live.closing = Some(frame);
                }
                Closing::Handshake(generation)
            }
        }
    }

    /// The program ends: everything undelivered is dropped and nothing more will be queued.
    pub(crate) fn shut_down(&mut self) {
        self.queue = Queue::default();
        self.live = None;
    }

    /// Where the page's view is.
    pub(crate) fn state(&self) -> State {
        match self.live.as_ref().map(|live| live.page) {
            None => State::Idle,
            Some(Page::Connecting) => State::Connecting,
            Some(Page::Open) => State::Open,
            Some(Page::Failed | Page::Closing) => State::Closing,
        }
    }

    /// Whether there is no connection and nothing undelivered.
    pub(crate) fn is_idle(&self) -> bool {
        self.live.is_none() && self.queue.is_empty()
    }

    /// The next undelivered event's stamp.
    pub(crate) fn peek(&self) -> Option<Stamp> {
        self.queue.front().map(|next| next.stamp)
    }

    /// Delivers the next event: the page's view moves.
    pub(crate) fn deliver(&mut self) -> Option<Delivery> {
        let delivery = self.queue.pop()?;
        if let Some(live) = self.live.as_mut().filter(|live| live.generation == delivery.generation) {
            match delivery.event {
                Event::Open { .. } => live.page = Page::Open,
                // It is over, and its close is queued: there is nothing left to send over or to close (`EV-5`).
                Event::Error(_) => live.page = Page::Failed,
                Event::Close { .. } => self.live = None,
                _ => {}
            }
        }
        self.answering = true;
        Some(delivery)
    }

    /// The host is back for more: the listeners of the event that it took last have run.
    pub(crate) fn host_is_back(&mut self) {
        self.answering = false;
    }

    fn fail_sends(&mut self, connection: &mut Connection, reason: &str, now: Now<'_>) {
        if let Some(from) = connection.outbox.fail() {
            let fault = Fault::SendFailed { reason: reason.to_owned() };
            self.queue.push(connection.generation, now(), Event::SendFailed { from, fault });
        }
    }
}
