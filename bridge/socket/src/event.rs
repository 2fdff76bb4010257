//! What a connection tells the page's side.

use minihost_log::{Generation, Stamp};

use crate::{Fault, Message, SendId};

/// Something that happened to a connection.
///
/// For one generation: at most one `Open`, before any `Message`; at most one `Error`, followed by the `Close` (between
/// them at most the failure of what was sent in between); exactly one `Close` in the end, and nothing after it (`EV-4`,
/// `EV-5`). Every accepted send is settled exactly once, by the
/// first `Sent` or `SendFailed` that covers it, before the `Close`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The opening handshake succeeded.
    Open {
        /// The subprotocol that the server chose.
        protocol: Option<String>,
        /// The response's headers, as received and in order.
        headers: Vec<(String, String)>,
    },
    /// A message was received.
    Message(Message),
    /// The dial failed, or the open connection did; a `Close` follows.
    Error(Fault),
    /// The connection is over.
    Close {
        /// The peer's close code; 1005 when its frame had none, 1006 when there was no closing handshake. For a
        /// connection that this side failed: the code that it sent.
        code: u16,
        /// The peer's reason, possibly empty.
        reason: String,
    },
    /// All accepted sends up to and including this one have been handed to the connection, in order.
    Sent {
        /// The last of them.
        through: SendId,
    },
    /// All accepted and unsettled sends of this generation have failed: those up to now, and those accepted before
    /// this event is delivered.
    SendFailed {
        /// The first of them.
        from: SendId,
        /// Why.
        fault: Fault,
    },
}

/// An event on its way to the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The connection that it belongs to.
    pub generation: Generation,
    /// When it became ready, and its place among all tasks that did.
    pub stamp: Stamp,
    /// What happened.
    pub event: Event,
}

/// The single connection's state as the page knows it: it moves when the page is told, not when the network moves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum State {
    /// There is no connection.
    #[default]
    Idle,
    /// From `connect` until `Open` is delivered.
    Connecting,
    /// Until `Close` is delivered or `close` is called.
    Open,
    /// From `close` until `Close` is delivered.
    Closing,
}
