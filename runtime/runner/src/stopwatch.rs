//! Real time: how long things took, and how long a process has been silent.

use std::time::{Duration, Instant};

/// Measures real time, whatever clock the tests live by.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch {
    since: Instant,
}

impl Stopwatch {
    /// Starts now.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the fence around a process and the time that a person waits are real"
    )]
    pub fn start() -> Self {
        Self { since: Instant::now() }
    }

    /// How long ago that was.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.since.elapsed()
    }

    /// The same in milliseconds.
    #[must_use]
    pub fn millis(&self) -> f64 {
        self.elapsed().as_secs_f64() * 1000.0
    }
}
