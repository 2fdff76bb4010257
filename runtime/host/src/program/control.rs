//! Watching a program from another thread, and stopping it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::Context;

use futures_util::task::AtomicWaker;

use crate::engine::Pulse;

/// Why a program is stopped from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Somebody pressed Ctrl-C (SIGINT).
    Interrupt,
    /// The process was asked to terminate (SIGTERM).
    Terminate,
}

/// A handle that stops a running program; a clone is another handle to the same program.
#[derive(Debug, Clone, Default)]
pub struct Control {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    stop: AtomicU8,
    waiting: AtomicWaker,
    pulse: Arc<Pulse>,
}

impl Control {
    /// Asks the program to end: it finishes its current callback, closes its sockets and leaves its pages. May be
    /// called from any thread; the first reason counts.
    pub fn stop(&self, stop: Stop) {
        let reason = match stop {
            Stop::Interrupt => 1,
            Stop::Terminate => 2,
        };
        // Whether it was the first does not matter here: the program is told either way.
        let _ = self.shared.stop.compare_exchange(0, reason, Ordering::AcqRel, Ordering::Acquire);
        self.shared.waiting.wake();
    }

    /// The turn of script that goes on, by a number that no other has; nothing, while the program waits.
    #[must_use]
    pub fn turn(&self) -> Option<u64> {
        self.shared.pulse.turn()
    }

    /// The function of page code that was entered last, or the file that was loaded, in words: `onLoad of page
    /// pages/index`. Empty where nothing was.
    #[must_use]
    pub fn entered(&self) -> String {
        self.shared.pulse.entered()
    }

    pub(super) fn pulse(&self) -> Arc<Pulse> {
        Arc::clone(&self.shared.pulse)
    }

    pub(super) fn requested(&self) -> Option<Stop> {
        match self.shared.stop.load(Ordering::Acquire) {
            0 => None,
            1 => Some(Stop::Interrupt),
            _ => Some(Stop::Terminate),
        }
    }

    /// Whether the program is to stop; if not, the waker of `cx` hears of it.
    pub(super) fn poll_requested(&self, cx: &Context<'_>) -> bool {
        self.shared.waiting.register(cx.waker());
        // Looked at only now: a request before the registration has woken nobody.
        self.requested().is_some()
    }
}
