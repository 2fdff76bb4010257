//! How long a closing connection may keep this side waiting.

use std::future::Future as _;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use minihost_mutant::{Mutant, is};
use tokio::time::{Sleep, sleep};

use crate::Settings;

/// A timer of the close timeout's length that starts when it is first polled and can be set back to its start.
#[derive(Debug)]
pub(super) struct Deadline {
    settings: Rc<Settings>,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Deadline {
    pub(super) fn new(settings: &Rc<Settings>) -> Self {
        Self { settings: Rc::clone(settings), sleep: None }
    }

    /// Starts anew: there was progress.
    pub(super) fn reset(&mut self) {
        self.sleep = None;
    }

    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let settings = &self.settings;
        let start = || {
            let rounds = if is(Mutant::CloseWaitsLong) { 10 } else { 1 };
            Box::pin(sleep(rounds * settings.patience(settings.close_timeout)))
        };
        self.sleep.get_or_insert_with(start).as_mut().poll(cx)
    }
}
