//! The single connection as page calls see it: which sends wait for their end.

use std::collections::VecDeque;

use minihost_socket::SendId;

use crate::settlement::Call;

/// The sends of the single connection that are not settled yet, in the order of the calls (SM-3: FIFO).
#[derive(Default)]
pub(crate) struct SingleClient {
    sends: VecDeque<(SendId, Call)>,
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

    /// All calls, oldest first: their connection cannot take them any more.
    pub(crate) fn take_all(&mut self) -> Vec<Call> {
        self.sends.drain(..).map(|(_, call)| call).collect()
    }
}
