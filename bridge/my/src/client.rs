//! The single connection as page calls see it: which sends wait for their end.

use std::collections::VecDeque;

use minihost_log::Generation;
use minihost_socket::SendId;

use crate::listeners::EventName;
use crate::settlement::Call;

/// The sends of the single connection that are not settled yet, in the order of the calls (SM-3: FIFO).
#[derive(Default)]
pub(crate) struct SingleClient {
    sends: VecDeque<(SendId, Call)>,
    /// The connection whose error was told last.
    failed: Option<Generation>,
    /// The pages that made the connections which are not closed yet.
    pages: Vec<(Generation, u64)>,
}

impl SingleClient {
    /// Keeps a call until its message was handed to the connection, or could not be.
    pub(crate) fn keep(&mut self, id: SendId, call: Call) {
        self.sends.push_back((id, call));
    }

    /// The oldest call whose message has an id up to `through`.
    pub(crate) fn take_through(&mut self, through: SendId) -> Option<Call> {
        let (id, _) = self.sends.front()?;
        if *id > through {
            return None;
        }
        self.sends.pop_front().map(|(_, call)| call)
    }

    /// Whether the page hears of this event: everything, but for the close after an error where that is switched off
    /// (EV-5).
    pub(crate) fn tells(&mut self, generation: Generation, event: EventName, close_after_error: bool) -> bool {
        match event {
            EventName::Error => self.failed = Some(generation),
            EventName::Close => return close_after_error || self.failed != Some(generation),
            EventName::Open | EventName::Message => {}
        }
        true
    }

    /// Notes which page made a connection.
    pub(crate) fn made_by(&mut self, generation: Generation, page: Option<u64>) {
        self.pages.extend(page.map(|page| (generation, page)));
    }

    /// The page that made the connection; forgotten with its close.
    pub(crate) fn maker(&mut self, generation: Generation, event: EventName) -> Option<u64> {
        let index = self.pages.iter().position(|(known, _)| *known == generation)?;
        let (_, page) = self.pages[index];
        if event == EventName::Close {
            self.pages.swap_remove(index);
        }
        Some(page)
    }

    /// All calls, oldest first: their connection cannot take them any more.
    pub(crate) fn take_all(&mut self) -> Vec<Call> {
        self.sends.drain(..).map(|(_, call)| call).collect()
    }
}
