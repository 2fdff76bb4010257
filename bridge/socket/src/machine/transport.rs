//! The driver's side of the machine. Whatever a driver of another than the live connection says is ignored.

use minihost_log::Generation;
use minihost_mutant::{Mutant, is};

use crate::machine::Now;
use crate::machine::connection::{Connection, Page, Wire};
use crate::machine::{Machine, queue};
use crate::{CloseFrame, Event, Fault, Message};

impl Machine {
    /// The opening handshake succeeded.
    pub(crate) fn dialled(
        &mut self,
        generation: Generation,
        protocol: Option<String>,
        headers: Vec<(String, String)>,
        now: Now<'_>,
    ) {
        if let Some((live, queue)) = self.running(generation)
            && live.wire == Wire::Dialling
        {
            live.wire = Wire::Open;
            queue.push(generation, now(), Event::Open { protocol, headers });
        }
    }

    /// The dial failed.
    pub(crate) fn dial_failed(&mut self, generation: Generation, fault: Fault, now: Now<'_>) {
        if self.running(generation).is_some_and(|(live, _)| live.wire == Wire::Dialling) {
            self.end(generation, Some(fault), 1006, String::new(), now);
        }
    }

    /// A whole message was received.
    pub(crate) fn received(&mut self, generation: Generation, message: Message, now: Now<'_>) {
        if let Some((live, queue)) = self.running(generation)
            && live.wire != Wire::Dialling
            && live.page != Page::Closing
        {
            queue.push(generation, now(), Event::Message(message));
        }
    }

    /// Everything that was taken with [`Machine::take`] has been flushed.
    pub(crate) fn written(&mut self, generation: Generation, now: Now<'_>) {
        if let Some((live, queue)) = self.running(generation)
            && let Some(through) = live.outbox.written()
        {
            queue.push(generation, now(), Event::Sent { through });
        }
    }

    /// Writing failed. Reading goes on; its end ends the connection.
    pub(crate) fn write_failed(&mut self, generation: Generation, fault: Fault, now: Now<'_>) {
        if let Some((live, queue)) = self.running(generation)
            && live.wire == Wire::Open
        {
            live.wire = Wire::Broken;
            if let Some(from) = live.outbox.fail() {
                queue.push(generation, now(), Event::SendFailed { from, fault });
            }
        }
    }

    /// The closing handshake is complete: the peer's close frame said this.
    pub(crate) fn peer_closed(&mut self, generation: Generation, code: u16, reason: String, now: Now<'_>) {
        self.end(generation, None, code, reason, now);
    }

    /// The transport ended without a closing handshake; `fault` tells why, if it was not the peer's FIN.
    pub(crate) fn lost(&mut self, generation: Generation, fault: Option<Fault>, now: Now<'_>) {
        self.end(generation, fault, 1006, String::new(), now);
    }

    /// This side failed the connection: `code` is what it put on the wire.
    pub(crate) fn failed(&mut self, generation: Generation, fault: Fault, code: u16, now: Now<'_>) {
        // A page that has sent its own close frame did not get an answer to it.
        let closing = self.running(generation).is_some_and(|(live, _)| live.page == Page::Closing);
        self.end(generation, Some(fault), if closing { 1006 } else { code }, String::new(), now);
    }

    /// The peer did not answer the page's close frame in time.
    pub(crate) fn close_timed_out(&mut self, generation: Generation, now: Now<'_>) {
        if self.running(generation).is_some_and(|(live, _)| live.page == Page::Closing) {
            self.end(generation, None, 1006, String::new(), now);
        }
    }

    /// The next message to write.
    pub(crate) fn take(&mut self, generation: Generation) -> Option<Message> {
        self.running(generation).and_then(|(live, _)| live.outbox.take())
    }

    /// The payload of the message that [take](Machine::take) would give, in bytes.
    pub(crate) fn next_bytes(&self, generation: Generation) -> Option<usize> {
        self.live.as_ref().filter(|live| live.generation == generation)?.outbox.next_bytes()
    }

    /// The close frame that the page wants sent, once nothing is left to [take](Machine::take).
    pub(crate) fn closing(&self, generation: Generation) -> Option<&CloseFrame> {
        self.live.as_ref().filter(|live| live.generation == generation)?.closing.as_ref()
    }

    /// Whether the driver may read on: not while the page has too much to catch up with.
    pub(crate) fn has_room(&self, generation: Generation) -> bool {
        let drops = self.live.as_ref().is_none_or(|live| live.generation != generation || live.page == Page::Closing);
        drops || self.queue.bytes() < self.limits.undelivered_bytes
    }

    /// Whether the page has had everything that was received and the chance to answer it.
    pub(crate) fn is_answered(&self) -> bool {
        self.queue.is_empty() && !self.answering
    }

    /// Whether nothing is left to write for `generation`.
    pub(crate) fn is_written(&self, generation: Generation) -> bool {
        self.live.as_ref().is_none_or(|live| live.generation != generation || live.outbox.is_empty())
    }

    /// The live connection, if it is `generation` and not over, beside the queue.
    fn running(&mut self, generation: Generation) -> Option<(&mut Connection, &mut queue::Queue)> {
        let live = self.live.as_mut().filter(|live| live.generation == generation && !live.ended)?;
        Some((live, &mut self.queue))
    }

    fn end(&mut self, generation: Generation, error: Option<Fault>, code: u16, reason: String, now: Now<'_>) {
        let Some((live, queue)) = self.running(generation) else { return };
        live.ended = true;
        live.wire = Wire::Gone;
        live.closing = None;
        if let Some(from) = live.outbox.fail() {
            let why = "the connection ended before the message was sent".to_owned();
            queue.push(generation, now(), Event::SendFailed { from, fault: Fault::SendFailed { reason: why } });
        }
        let is_close_lost = error.is_some() && is(Mutant::CloseAfterErrorMissing);
        if let Some(fault) = error.filter(|_| live.page != Page::Closing) {
            queue.push(generation, now(), Event::Error(fault));
        }
        if !is_close_lost {
            queue.push(generation, now(), Event::Close { code, reason });
        }
    }
}
