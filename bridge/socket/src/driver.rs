//! One connection's driver: a local task that dials, moves frames both ways, and closes.
//!
//! It tells the machine what happened and asks it what to write. Never talks to the page, and never decides what the
//! page sees.

mod codec;
mod exchange;
mod finish;

use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use minihost_log::Stamp;
use minihost_mutant::{Mutant, is};
use tokio_tungstenite::WebSocketStream;
use tungstenite::protocol::Role;

use crate::connector::{self, Dialled, Transport};
use crate::deadlines::Deadline;
use crate::link::{Link, Phase};
use crate::machine::Machine;
use crate::service::{Connect, Shared, no_network};
use crate::trace::Trace;
use crate::{CloseFrame, Fault, HandshakeFault, Settings};

/// Dials and drives a connection until its transport has ended.
pub(crate) async fn run(shared: Rc<Shared>, link: Rc<Link>, connect: Connect) {
    let trace = shared.trace(link.generation);
    trace.dial(&connect);
    let dialled = match shared.is_reachable() {
        true => connector::dial(&shared.settings, &shared.tls, &connect, link.generation).await,
        false => Err(no_network(link.address())),
    };
    drop(connect);
    match dialled {
        Ok(dialled) => Driver::start(&shared, &link, trace.clone(), dialled).await.run().await,
        Err(fault) => {
            match fault {
                Fault::Refused { status, .. } | Fault::Handshake(HandshakeFault::NotSwitching { status, .. }) => {
                    trace.handshake(status, None);
                }
                _ => {}
            }
            trace.fault(&fault);
            trace.end("the dial failed");
            shared.input(|machine, now| machine.dial_failed(link.generation, fault, now));
        }
    }
    shared.unlink(link.generation);
}

/// How reading ended.
#[derive(Debug)]
enum End {
    /// The peer's close frame: its code (1005 for none) and reason. tungstenite has queued the answer.
    Closed { code: u16, reason: String },
    /// The peer's close frame has a code that must not be sent. tungstenite has queued 1002 as the answer.
    BadClose,
    /// The transport ended without a close frame; the fault unless it was a FIN.
    Lost(Option<Fault>),
    /// The peer broke the protocol or a limit: this side has to fail the connection.
    Violated(Fault),
    /// The peer took too long to answer the page's close frame.
    TimedOut,
}

/// An open connection's driver.
struct Driver<'a> {
    shared: &'a Shared,
    link: &'a Link,
    trace: Trace,
    socket: WebSocketStream<Transport>,
    deadline: Deadline,
    /// Whether something was handed to tungstenite that is not flushed.
    flushing: bool,
    /// Whether reading still makes sense.
    reading: bool,
    /// This side's close frame, once it was handed to tungstenite.
    closing: Option<CloseFrame>,
    /// Why writing failed.
    broken: Option<Fault>,
    /// Whether a full batch was read, which the host has to take before reading goes on.
    batched: bool,
}

impl<'a> Driver<'a> {
    async fn start(shared: &'a Shared, link: &'a Link, trace: Trace, dialled: Dialled) -> Self {
        trace.handshake(101, dialled.protocol.as_deref());
        let config = codec::config(&shared.settings);
        let socket = WebSocketStream::from_raw_socket(dialled.transport, Role::Client, Some(config)).await;
        let now = shared.log.clock().now();
        link.enter(Phase::Open, now);
        let (protocol, headers) = (dialled.protocol, dialled.headers);
        shared.input(|machine, now| machine.dialled(link.generation, protocol, headers, now));
        Self {
            shared,
            link,
            trace,
            socket,
            deadline: Deadline::new(&shared.deadlines),
            flushing: false,
            reading: true,
            closing: None,
            broken: None,
            batched: false,
        }
    }

    /// Drives until the transport has ended.
    async fn run(mut self) {
        let end = std::future::poll_fn(|cx| self.poll_exchange(cx)).await;
        self.finish(end).await;
    }

    /// Runs an input of the machine for this connection, without waking the host.
    fn machine<T>(&self, run: impl FnOnce(&mut Machine, &dyn Fn() -> Stamp) -> T) -> T {
        run(&mut self.shared.machine.borrow_mut(), &|| self.shared.log.stamp())
    }

    fn enter(&self, phase: Phase) {
        self.link.enter(phase, self.shared.log.clock().now());
    }

    /// The close frame that is due: the page's, after what it had queued, or the one that retires the connection.
    fn due_close_frame(&self) -> Option<CloseFrame> {
        let queued = || self.shared.machine.borrow().closing(self.link.generation).cloned();
        if self.closing.is_some() { None } else { self.link.retired().or_else(queued) }
    }

    /// Whether the closing handshake was begun from this side, though its frame may still wait for queued messages.
    fn is_closing(&self) -> bool {
        self.closing.is_some() || self.due_close_frame().is_some()
    }

    /// Arms the deadline as long as somebody waits for the peer, so that it cannot wait forever.
    fn poll_deadline(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.is_closing() || self.broken.is_some() {
            self.enter(Phase::Closing);
            self.poll_timeout(cx)
        } else {
            Poll::Pending
        }
    }

    /// Whether the peer has used up the close timeout, which starts when this is first asked.
    fn poll_timeout(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.deadline.poll(|| close_timeout(&self.shared.settings), cx)
    }
}

fn close_timeout(settings: &Settings) -> Duration {
    let rounds = if is(Mutant::CloseWaitsLong) { 10 } else { 1 };
    rounds * settings.patience(settings.close_timeout)
}
