//! Events that became ready and are not yet delivered, in order.

use std::collections::VecDeque;

use minihost_log::{Generation, Stamp};
use minihost_mutant::{Mutant, is};

use crate::machine::Now;
use crate::{Delivery, Event, Fault, SendId};

/// What a queued message costs beside its payload, so that a flood of empty ones is bounded too.
const OVERHEAD: usize = 64;

#[derive(Debug, Default)]
pub(super) struct Queue {
    events: VecDeque<Delivery>,
    bytes: usize,
}

impl Queue {
    pub(super) fn push(&mut self, generation: Generation, stamp: Stamp, event: Event) {
        self.bytes += cost(&event);
        if is(Mutant::MessageBeforeOpen) && matches!(event, Event::Message(_)) {
            // A queue is in the order of its stamps.
            let stamp = self.events.front().map_or(stamp, |first| first.stamp);
            return self.events.push_front(Delivery { generation, stamp, event });
        }
        self.events.push_back(Delivery { generation, stamp, event });
    }

    pub(super) fn pop(&mut self) -> Option<Delivery> {
        let delivery = self.events.pop_front()?;
        self.bytes -= cost(&delivery.event);
        Some(delivery)
    }

    pub(super) fn front(&self) -> Option<&Delivery> {
        self.events.front()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Bytes of all queued messages.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Drops the events of `generation` that are `stale`, and says how many there were.
    pub(super) fn purge(&mut self, generation: Generation, stale: impl Fn(&Event) -> bool) -> usize {
        let before = self.events.len();
        let mut bytes = 0;
        self.events.retain(|delivery| {
            let keep = delivery.generation != generation || !stale(&delivery.event);
            bytes += if keep { 0 } else { cost(&delivery.event) };
            keep
        });
        self.bytes -= bytes;
        before - self.events.len()
    }

    /// Has the events of `generation`, which are the last ones, become ready now instead of when they were queued.
    pub(super) fn restamp(&mut self, generation: Generation, now: Now<'_>) {
        for delivery in self.events.iter_mut().filter(|delivery| delivery.generation == generation) {
            delivery.stamp = now();
        }
    }

    /// Reports that a send failed which was accepted after the transport broke: before the connection's `Error` and
    /// `Close`, if these are queued already. An undelivered `SendFailed` covers it as it is.
    pub(super) fn fail_late(&mut self, generation: Generation, from: SendId, fault: Fault, now: Now<'_>) {
        let own = |delivery: &&Delivery| delivery.generation == generation;
        if self.events.iter().filter(own).any(|delivery| matches!(delivery.event, Event::SendFailed { .. })) {
            return;
        }
        let event = Event::SendFailed { from, fault };
        let last = |delivery: &Delivery| {
            delivery.generation == generation && matches!(delivery.event, Event::Error(_) | Event::Close { .. })
        };
        match self.events.iter().position(last) {
            Some(at) => {
                // It becomes ready together with what it precedes: a later stamp would break the queue's order.
                let stamp = self.events[at].stamp;
                self.events.insert(at, Delivery { generation, stamp, event });
            }
            None => self.push(generation, now(), event),
        }
    }
}

fn cost(event: &Event) -> usize {
    match event {
        Event::Message(message) => message.len() + OVERHEAD,
        _ => 0,
    }
}
