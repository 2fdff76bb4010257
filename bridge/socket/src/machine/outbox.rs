//! Accepted sends that are not yet settled.

use std::collections::VecDeque;

use minihost_mutant::{Mutant, is};

use crate::{Message, SendId};

/// The bytes that `message` takes on the wire at most: its payload and a masked frame header (RFC 6455 section 5.2).
pub(super) fn wire_bytes(message: &Message) -> usize {
    message.len().saturating_add(14)
}

/// Messages in order: first those that the driver has taken and not yet flushed, then those that wait.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    waiting: VecDeque<(SendId, Message)>,
    bytes: usize,
    oldest: Option<SendId>,
    taken: Option<SendId>,
    taken_bytes: usize,
    taken_messages: usize,
}

impl Outbox {
    pub(super) fn push(&mut self, id: SendId, message: Message) {
        self.bytes += wire_bytes(&message);
        self.oldest.get_or_insert(id);
        self.waiting.push_back((id, message));
    }

    /// Bytes of all unsettled sends.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Messages that are not flushed.
    pub(super) fn messages(&self) -> usize {
        self.waiting.len() + self.taken_messages
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The payload of the next message to write, in bytes.
    pub(super) fn next_bytes(&self) -> Option<usize> {
        self.waiting.front().map(|(_, message)| message.len())
    }

    /// The next message to write.
    pub(super) fn take(&mut self) -> Option<Message> {
        let next = if is(Mutant::SendsReversed) { self.waiting.pop_back() } else { self.waiting.pop_front() };
        let (id, message) = next?;
        self.taken = Some(id);
        self.taken_bytes += wire_bytes(&message);
        self.taken_messages += 1;
        Some(message)
    }

    /// All taken messages are flushed: settles them and says which was the last.
    pub(super) fn written(&mut self) -> Option<SendId> {
        let through = self.taken.take()?;
        self.bytes -= self.taken_bytes;
        self.taken_bytes = 0;
        self.taken_messages = 0;
        self.oldest = self.waiting.front().map(|(id, _)| *id);
        Some(through)
    }

    /// Drops everything unsettled and says which was the first.
    pub(super) fn fail(&mut self) -> Option<SendId> {
        std::mem::take(self).oldest
    }
}
