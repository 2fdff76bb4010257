//! The chat room of a server: what one connection says, all hear.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// The members of one server's `/chat`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Room {
    members: Arc<Mutex<Vec<UnboundedSender<Bytes>>>>,
}

impl Room {
    /// Joins; dropping the receiver is leaving.
    pub(crate) fn join(&self) -> UnboundedReceiver<Bytes> {
        let (sender, receiver) = unbounded_channel();
        self.members.lock().unwrap_or_else(PoisonError::into_inner).push(sender);
        receiver
    }

    /// Says `text` to every member, the speaker included.
    pub(crate) fn say(&self, text: &Bytes) {
        let mut members = self.members.lock().unwrap_or_else(PoisonError::into_inner);
        members.retain(|member| member.send(text.clone()).is_ok());
    }
}
