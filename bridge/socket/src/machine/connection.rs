//! The live connection in both views.

use minihost_log::Generation;

use crate::CloseFrame;
use crate::machine::Retire;
use crate::machine::outbox::Outbox;

/// What the page has been told, or has done itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Connecting,
    Open,
    /// It was told of the error; the close follows.
    Failed,
    Closing,
}

/// What the driver has reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wire {
    Dialling,
    Open,
    /// Writing has failed; reading goes on, since what the peer sent before still counts.
    Broken,
    Gone,
}

#[derive(Debug)]
pub(super) struct Connection {
    pub(super) generation: Generation,
    pub(super) page: Page,
    pub(super) wire: Wire,
    pub(super) outbox: Outbox,
    /// The page's close frame, to be sent after what is in the outbox.
    pub(super) closing: Option<CloseFrame>,
    /// Whether its `Close` is queued: nothing may be queued after it.
    pub(super) ended: bool,
}

impl Connection {
    pub(super) fn new(generation: Generation) -> Self {
        let outbox = Outbox::default();
        Self { generation, page: Page::Connecting, wire: Wire::Dialling, outbox, closing: None, ended: false }
    }

    /// What becomes of its transport when the machine lets it go now.
    pub(super) fn retire(&self, frame: CloseFrame) -> Retire {
        match self.wire {
            Wire::Dialling => Retire::Abort,
            Wire::Open | Wire::Broken => Retire::Close(frame),
            Wire::Gone => Retire::Leave,
        }
    }
}
