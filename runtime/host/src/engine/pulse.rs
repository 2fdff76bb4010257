//! What another thread can see of a program while its script runs: whether it gets on, and what it is in.
//!
//! A script that does not come back cannot be asked anything any more, so this is written down before it is entered. It
//! happens for every message, hence without a clock, without an allocation, and most often without a lock.

use std::cell::Cell;
use std::fmt::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use minihost_bridge::Occasion;

/// The side of those who watch.
#[derive(Debug, Default)]
pub(crate) struct Pulse {
    /// Odd while script runs; each change is a sign of life.
    beats: AtomicU64,
    entered: Mutex<String>,
}

impl Pulse {
    /// The turn of script that goes on, by a number that no other has; nothing, while the program waits.
    pub(crate) fn turn(&self) -> Option<u64> {
        let beats = self.beats.load(Ordering::Relaxed);
        (beats % 2 == 1).then_some(beats)
    }

    /// What of page code was entered last, in words; empty where nothing was.
    pub(crate) fn entered(&self) -> String {
        self.entered.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn enter(&self, what: fmt::Arguments<'_>) {
        let mut entered = self.entered.lock().unwrap_or_else(PoisonError::into_inner);
        entered.clear();
        // Writing into a string does not fail.
        let _ = entered.write_fmt(what);
    }
}

/// The side of the program, which is the only one that writes.
#[derive(Debug, Default)]
pub(crate) struct Heart {
    pulse: Arc<Pulse>,
    /// What was entered last, where that is one of the names that the host calls listeners by.
    listener: Cell<Option<&'static str>>,
}

impl Heart {
    pub(crate) fn new(pulse: Arc<Pulse>) -> Self {
        Self { pulse, listener: Cell::new(None) }
    }

    /// Script is about to run, or to go on with something else.
    pub(crate) fn beat(&self) {
        let beats = self.pulse.beats.load(Ordering::Relaxed);
        self.pulse.beats.store((beats + 1) | 1, Ordering::Relaxed);
    }

    /// No script runs.
    pub(crate) fn rest(&self) {
        let beats = self.pulse.beats.load(Ordering::Relaxed);
        self.pulse.beats.store((beats + 1) & !1, Ordering::Relaxed);
    }

    /// A function of page code, or a file, is about to be entered.
    pub(crate) fn enter(&self, what: Occasion<'_>) {
        self.beat();
        let listener = what.listener();
        // The same event again and again, as on a busy connection: it is written down already.
        if let (Some(new), Some(known)) = (listener, self.listener.get())
            && std::ptr::eq(new, known)
        {
            return;
        }
        self.listener.set(listener);
        self.pulse.enter(format_args!("{what}"));
    }

    /// What was entered last, to be entered again after something that comes between.
    pub(crate) fn entered(&self) -> String {
        self.pulse.entered()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_told_from_rest_and_from_other_turns() {
        let pulse = Arc::<Pulse>::default();
        let heart = Heart::new(Arc::clone(&pulse));
        assert_eq!(pulse.turn(), None);
        heart.beat();
        let first = pulse.turn();
        heart.beat();
        let second = pulse.turn();
        assert!(first.is_some() && second.is_some() && first != second);
        heart.rest();
        assert_eq!(pulse.turn(), None);
        heart.rest();
        assert_eq!(pulse.turn(), None);
        heart.beat();
        assert!(pulse.turn() > second);
    }

    #[test]
    fn what_was_entered_last_is_known() {
        let pulse = Arc::<Pulse>::default();
        let heart = Heart::new(Arc::clone(&pulse));
        for (what, words) in [
            (Occasion::Listener("my.onSocketOpen"), "my.onSocketOpen listener"),
            (Occasion::Listener("my.onSocketMessage"), "my.onSocketMessage listener"),
            (Occasion::Listener("my.onSocketMessage"), "my.onSocketMessage listener"),
            (Occasion::Other(format_args!("loading page.js")), "loading page.js"),
            (Occasion::Listener("my.onSocketMessage"), "my.onSocketMessage listener"),
        ] {
            heart.enter(what);
            assert_eq!(pulse.entered(), words);
        }
    }
}
