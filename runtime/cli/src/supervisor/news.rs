//! What the thread that watches waits for: the program's end, and signals.
//!
//! Signals are looked at a few times a second, as the program is. A thread that waits for nothing else would hear of them
//! sooner than a person notices, and costs every start thirty system calls and a heap of its own.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use minihost_runtime::{Outcome, Stop};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// How often signals, the script and its memory are looked at. At two gigabytes a second, which is what a script can fill,
/// a limit on memory is passed by 100 MiB at most.
pub(super) const LOOK: Duration = Duration::from_millis(50);

pub(super) enum News {
    Ended(Result<Outcome, String>),
    Signal(Stop),
}

/// Where news comes in.
pub(super) struct Newsroom {
    results: Receiver<Result<Outcome, String>>,
    interrupted: Arc<AtomicBool>,
    terminated: Arc<AtomicBool>,
}

impl Newsroom {
    /// Listens for Ctrl-C and SIGTERM from now on.
    pub(super) fn new(results: Receiver<Result<Outcome, String>>) -> io::Result<Self> {
        let (interrupted, terminated) = (Arc::<AtomicBool>::default(), Arc::<AtomicBool>::default());
        flag::register(SIGINT, Arc::clone(&interrupted))?;
        flag::register(SIGTERM, Arc::clone(&terminated))?;
        Ok(Self { results, interrupted, terminated })
    }

    /// What comes next, for as long as `limit`; signals up to [`LOOK`] after they came.
    pub(super) fn next(&self, limit: Duration) -> Result<News, RecvTimeoutError> {
        let mut left = limit;
        loop {
            let step = left.min(LOOK);
            match self.results.recv_timeout(step) {
                Ok(result) => return Ok(News::Ended(result)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(gone) => return Err(gone),
            }
            if let Some(stop) = self.signal() {
                return Ok(News::Signal(stop));
            }
            left = left.saturating_sub(step);
            if left.is_zero() {
                return Err(RecvTimeoutError::Timeout);
            }
        }
    }

    fn signal(&self) -> Option<Stop> {
        let came = |flag: &AtomicBool| flag.swap(false, Ordering::Relaxed);
        match came(&self.terminated) {
            true => Some(Stop::Terminate),
            false => came(&self.interrupted).then_some(Stop::Interrupt),
        }
    }
}
