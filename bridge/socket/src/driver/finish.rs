//! The end of a connection: the rest of the closing handshake, the report, and the transport's end.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::Sink as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::{Driver, End, close_timeout, codec};
use crate::link::Phase;
use crate::{CloseFrame, Fault, ProtocolFault};

impl Driver<'_> {
    /// The connection is over when its last event is queued, and the log says so then: how long the server takes to end
    /// the TCP connection after that is nobody's business.
    pub(super) async fn finish(mut self, end: End) {
        self.reading = false;
        let generation = self.link.generation;
        match end {
            End::Closed { code, reason } => {
                self.trace.close_received(code, &reason);
                self.acknowledge(code, &reason).await;
                self.trace.end("closed");
                self.shared.input(|machine, now| machine.peer_closed(generation, code, reason, now));
                self.end_transport(false).await;
            }
            End::BadClose => {
                let fault = Fault::Protocol(ProtocolFault::CloseCode);
                self.trace.fault(&fault);
                self.acknowledge(fault.close_code(), "").await;
                let code = fault.close_code();
                self.trace.end("failed");
                self.shared.input(|machine, now| machine.failed(generation, fault, code, now));
                self.end_transport(true).await;
            }
            End::Violated(fault) => {
                self.trace.fault(&fault);
                let code = self.fail(&fault).await;
                self.trace.end("failed");
                self.shared.input(|machine, now| machine.failed(generation, fault, code, now));
                self.end_transport(true).await;
            }
            End::Lost(fault) => {
                let fault = fault.or_else(|| self.broken.take());
                if let Some(fault) = &fault {
                    self.trace.fault(fault);
                }
                self.trace.end("lost");
                self.shared.input(|machine, now| machine.lost(generation, fault, now));
            }
            End::TimedOut => {
                self.trace.end("the peer did not answer the close frame in time");
                self.shared.input(|machine, now| machine.close_timed_out(generation, now));
            }
        }
    }

    /// Flushes the answer to the peer's close frame, or this side's own that crossed it.
    async fn acknowledge(&mut self, code: u16, reason: &str) {
        self.enter(Phase::Closing);
        let flushed = poll_fn(|cx| self.poll_flush(cx)).await;
        if flushed && self.closing.is_none() {
            self.trace.close_sent(code, reason);
        } else if flushed && self.flushing {
            self.flushed_close();
        }
    }

    /// Fails the connection (RFC 6455 section 7.1.7), but not before the page has answered what came before the
    /// violation, and its answers are out. Says which close code was put on the wire.
    async fn fail(&mut self, fault: &Fault) -> u16 {
        poll_fn(|cx| self.poll_answered(cx)).await;
        self.enter(Phase::Closing);
        if self.closing.is_none() && self.broken.is_none() {
            let frame = CloseFrame::of_host(fault.close_code());
            match Pin::new(&mut self.socket).start_send(codec::close(&frame)) {
                Ok(()) => {
                    self.closing = Some(frame);
                    self.flushing = true;
                }
                Err(error) => self.write_failed(&error),
            }
        }
        if self.broken.is_none() && (!self.flushing || poll_fn(|cx| self.poll_flush(cx)).await) {
            if self.flushing {
                self.flushed_close();
            }
            return fault.close_code();
        }
        1006
    }

    fn flushed_close(&mut self) {
        self.flushing = false;
        if let Some(frame) = &self.closing {
            self.trace.close_sent(frame.code(), frame.reason());
        }
    }

    /// Writes on until the page has had everything and its answers are flushed, or nothing more can be written.
    fn poll_answered(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.link.register(cx.waker());
        self.poll_write(cx);
        self.shared.wake_host_if_ready();
        if self.broken.is_some() || (self.closing.is_some() && !self.flushing) {
            return Poll::Ready(());
        }
        let machine = self.shared.machine.borrow();
        let answered = machine.is_answered() || self.link.is_retired();
        let written = !self.flushing && machine.is_written(self.link.generation);
        drop(machine);
        if !answered {
            self.shared.await_host(self.link);
        } else if written || self.poll_timeout(cx).is_ready() {
            return Poll::Ready(());
        }
        self.poll_deadline(cx)
    }

    /// Whether everything was flushed before the deadline.
    fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<bool> {
        match Pin::new(&mut self.socket).poll_flush(cx) {
            Poll::Ready(result) => Poll::Ready(result.is_ok()),
            Poll::Pending => self.poll_timeout(cx).map(|()| false),
        }
    }

    /// Waits for the server to end the transport (RFC 6455 section 7.1.1), at most for the close timeout, and reads
    /// what is still in flight: closing over unread bytes would reset the connection and destroy the close frame.
    ///
    /// A connection that this side failed is `hung_up` from this side too: its server may not expect the end.
    async fn end_transport(&mut self, hung_up: bool) {
        self.shared.over(self.link);
        self.deadline.reset();
        let (deadline, transport) = (&mut self.deadline, self.socket.get_mut());
        let settings = &self.shared.settings;
        let end = async {
            // A peer that stops reading at the close frame cannot be told more than that; errors change nothing.
            if hung_up {
                let _ = transport.shutdown().await;
            }
            let mut discarded = [0; 1024];
            while matches!(transport.read(&mut discarded).await, Ok(1..)) {}
        };
        tokio::pin!(end);
        poll_fn(|cx| match end.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(()),
            Poll::Pending => deadline.poll(|| close_timeout(settings), cx),
        })
        .await;
    }
}
