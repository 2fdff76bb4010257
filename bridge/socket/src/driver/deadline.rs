//! How long a closing connection may keep this side waiting.

use std::future::Future as _;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

/// A timer that starts when it is first polled and can be set back to its start.
#[derive(Debug)]
pub(super) struct Deadline {
    after: Duration,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Deadline {
    pub(super) fn new(after: Duration) -> Self {
        Self { after, sleep: None }
    }

    /// Starts anew: there was progress.
    pub(super) fn reset(&mut self) {
        self.sleep = None;
    }

    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let after = self.after;
        self.sleep.get_or_insert_with(|| Box::pin(sleep(after))).as_mut().poll(cx)
    }
}
