//! Messages both ways, until something ends the reading.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::{Sink as _, Stream as _};
use minihost_log::Timestamp;

use super::{Driver, End, codec};
use crate::{Fault, Message, Operation};

/// How many messages, and how many bytes of them, are read before the host has to have taken them all. Few: a timer that
/// becomes due meanwhile waits for all of them, since they were there before it.
const BATCH_MESSAGES: usize = 32;
const BATCH_BYTES: usize = 256 << 10;

/// How many bytes are handed to tungstenite before they are flushed.
const FLUSH_BYTES: usize = 256 << 10;

impl Driver<'_> {
    pub(super) fn poll_exchange(&mut self, cx: &mut Context<'_>) -> Poll<End> {
        self.link.register(cx.waker());
        self.poll_write(cx);
        let end = self.poll_read(cx);
        self.shared.wake_host_if_ready();
        if end.is_ready() {
            return end;
        }
        if self.poll_deadline(cx).is_ready() {
            let lost = self.broken.clone();
            return Poll::Ready(if lost.is_some() { End::Lost(lost) } else { End::TimedOut });
        }
        Poll::Pending
    }

    /// Writes what is queued, as far as the peer takes it.
    pub(super) fn poll_write(&mut self, cx: &mut Context<'_>) {
        while self.broken.is_none() {
            if self.flushing {
                match Pin::new(&mut self.socket).poll_flush(cx) {
                    Poll::Pending => return,
                    Poll::Ready(Ok(())) => self.flushed(),
                    Poll::Ready(Err(error)) => return self.write_failed(&error),
                }
            }
            match self.feed(cx) {
                Ok(true) => self.flushing = true,
                Ok(false) => return,
                Err(error) => return self.write_failed(&error),
            }
        }
    }

    /// Hands messages, then the close frame that is due, to tungstenite; says whether there was anything.
    fn feed(&mut self, cx: &mut Context<'_>) -> Result<bool, tungstenite::Error> {
        let mut bytes = 0;
        while bytes < FLUSH_BYTES
            && self.closing.is_none()
            && !(bytes > 0 && self.next_is_large())
            && Pin::new(&mut self.socket).poll_ready(cx)?.is_ready()
        {
            if let Some(message) = self.machine(|machine, _| machine.take(self.link.generation)) {
                self.trace.sent(&message);
                bytes += message.len() + 1;
                Pin::new(&mut self.socket).start_send(message.into())?;
            } else if let Some(frame) = self.due_close_frame() {
                bytes += 1;
                let message = codec::close(&frame);
                self.closing = Some(frame);
                Pin::new(&mut self.socket).start_send(message)?;
            } else {
                break;
            }
        }
        Ok(bytes > 0)
    }

    /// Whether the next message is worth a flush of those before it: they are settled then, and do not fail with it.
    fn next_is_large(&self) -> bool {
        let next = self.shared.machine.borrow().next_bytes(self.link.generation);
        next.is_some_and(|bytes| bytes > FLUSH_BYTES)
    }

    fn flushed(&mut self) {
        self.flushing = false;
        self.deadline.reset();
        self.machine(|machine, now| machine.written(self.link.generation, now));
        if let Some(frame) = &self.closing {
            self.trace.close_sent(frame.code(), frame.reason());
        }
    }

    pub(super) fn write_failed(&mut self, error: &tungstenite::Error) {
        let reason = codec::write_error(error);
        let fault = Fault::SendFailed { reason: reason.clone() };
        self.machine(|machine, now| machine.write_failed(self.link.generation, fault, now));
        self.flushing = false;
        self.broken = Some(Fault::Lost { reason });
    }

    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<End> {
        let mut batch = Batch::default();
        while self.may_read() {
            let item = match Pin::new(&mut self.socket).poll_next(cx) {
                Poll::Pending => {
                    // All complete frames were taken; the one that is coming may be wrong from its first bytes on.
                    let fault = self.socket.get_ref().frame_fault();
                    return fault.map_or(Poll::Pending, |fault| Poll::Ready(End::Violated(Fault::Protocol(fault))));
                }
                Poll::Ready(None) => return Poll::Ready(End::Lost(None)),
                Poll::Ready(Some(Ok(item))) => item,
                Poll::Ready(Some(Err(error))) => return Poll::Ready(codec::ended(&error)),
            };
            let message = match item {
                tungstenite::Message::Text(text) => Message::Text(text),
                tungstenite::Message::Binary(bytes) => Message::Binary(bytes),
                tungstenite::Message::Close(frame) => {
                    return Poll::Ready(codec::closed(frame, self.socket.get_ref().close_code()));
                }
                // Pings are answered by tungstenite with the next read, which follows at once.
                _ => continue,
            };
            self.receive(message, &mut batch);
        }
        Poll::Pending
    }

    fn receive(&mut self, message: Message, batch: &mut Batch) {
        self.trace.received(&message);
        batch.messages += 1;
        batch.bytes += message.len();
        let generation = self.link.generation;
        // One reading of the clock per batch: its messages became ready together.
        let log = &self.shared.log;
        let time = *batch.time.get_or_insert_with(|| log.clock().now());
        self.shared.machine.borrow_mut().received(generation, message, &|| log.stamp_at(time));
        if batch.is_full() || self.shared.settings.mishap(Operation::Undelivered).is_some() {
            self.batched = true;
        }
    }

    /// Whether reading goes on; if not, the driver is woken when the host has taken everything.
    fn may_read(&mut self) -> bool {
        if !self.reading {
            return false;
        }
        let machine = self.shared.machine.borrow();
        let had_its_turn = !self.batched || machine.peek().is_none();
        let may = had_its_turn && machine.has_room(self.link.generation);
        drop(machine);
        if may {
            self.batched = false;
        } else {
            self.shared.await_host(self.link);
        }
        may
    }
}

/// What was read since the host had its turn.
#[derive(Debug, Default)]
struct Batch {
    messages: usize,
    bytes: usize,
    time: Option<Timestamp>,
}

impl Batch {
    fn is_full(&self) -> bool {
        self.messages >= BATCH_MESSAGES || self.bytes >= BATCH_BYTES
    }
}
