//! Time: one monotonic clock for timers, `Date`, timeouts and records.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

/// A point in a mini-program's life: nanoseconds since its clock was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(u64);

impl Timestamp {
    /// The timestamp `nanos` nanoseconds after the clock's start.
    #[must_use]
    pub const fn from_nanos(nanos: u64) -> Self {
        Self(nanos)
    }

    /// Nanoseconds since the clock's start.
    #[must_use]
    pub const fn as_nanos(self) -> u64 {
        self.0
    }

    /// Milliseconds since the clock's start, with the fraction down to a microsecond.
    #[must_use]
    pub fn as_millis_f64(self) -> f64 {
        // Microseconds fit a double exactly for 285 years.
        #[expect(clippy::cast_precision_loss, reason = "exact below 2^53 microseconds")]
        let micros = (self.0 / 1_000) as f64;
        micros / 1_000.0
    }

    /// The timestamp `delay` later; saturates at the end of time (584 years).
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        let nanos = u64::try_from(delay.as_nanos()).unwrap_or(u64::MAX);
        Self(self.0.saturating_add(nanos))
    }

    /// The time from `earlier` to this timestamp, zero when `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Duration {
        Duration::from_nanos(self.0.saturating_sub(earlier.0))
    }
}

/// The one clock of a mini-program.
///
/// It reads tokio's time, so a runtime that starts paused makes it virtual: timers, `Date`, connect timeouts, close
/// timeouts and record times then all jump together.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    start: Instant,
    epoch_millis: i64,
}

impl Clock {
    /// A clock that starts now and whose `Date` follows the machine's.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's date")]
    pub fn system() -> Self {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self::starting_at(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
    }

    /// A clock that starts now and whose `Date` starts at `epoch_millis` (milliseconds since 1970-01-01T00:00Z): the
    /// same program then sees the same dates in every run.
    #[must_use]
    pub fn starting_at(epoch_millis: i64) -> Self {
        Self { start: Instant::now(), epoch_millis }
    }

    /// The current timestamp.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        Timestamp(u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(u64::MAX))
    }

    /// The current date, in milliseconds since 1970-01-01T00:00Z.
    #[must_use]
    pub fn unix_millis(&self) -> i64 {
        let elapsed = i64::try_from(self.start.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.epoch_millis.saturating_add(elapsed)
    }

    /// The instant of tokio's clock that `at` stands for, to sleep until it.
    #[must_use]
    pub fn instant_at(&self, at: Timestamp) -> Instant {
        // Tokio itself treats "far away" as thirty years; an overflow would panic.
        const FAR: Duration = Duration::from_secs(86_400 * 365 * 30);
        self.start + Duration::from_nanos(at.0).min(FAR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_paused_runtime_makes_the_clock_virtual() {
        let clock = Clock::starting_at(1_000);
        tokio::time::sleep(Duration::from_secs(300)).await;
        assert_eq!(clock.now(), Timestamp::default().after(Duration::from_secs(300)));
        assert_eq!(clock.unix_millis(), 301_000);
    }

    #[test]
    fn a_timestamp_is_told_in_milliseconds_to_the_microsecond() {
        assert!((Timestamp::from_nanos(1_234_567).as_millis_f64() - 1.234).abs() < 1e-12);
    }

    #[test]
    fn the_end_of_time_does_not_overflow() {
        let end = Timestamp::from_nanos(u64::MAX).after(Duration::from_secs(1));
        assert_eq!(end.as_nanos(), u64::MAX);
        let _ = Clock::system().instant_at(end);
    }
}
