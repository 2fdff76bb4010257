//! The record of what a server received, shared by all its connections.

use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::Notify;

use crate::{Body, Event, Frame, Received, TimedOut};

/// What a record costs besides its payload, roughly, in bytes.
const RECORD_BYTES: usize = 128;

/// What a [`Log`] keeps.
pub struct LogSettings {
    /// How many bytes of records are kept; what comes later is only counted. 256 MiB by default.
    pub kept_bytes: usize,
    /// How many bytes of a frame's payload are kept, all by default; [`Frame::length`](crate::Frame::length) tells the
    /// whole.
    pub payload_bytes: usize,
    /// Is shown each record as it is made, kept or not, with its whole payload, on the server's thread. It may not use
    /// the log, and delays the server for as long as it runs.
    pub observer: Option<Observer>,
}

/// Sees records as they are made.
pub type Observer = Box<dyn Fn(&Received) + Send + Sync>;

impl Default for LogSettings {
    fn default() -> Self {
        Self { kept_bytes: 256 << 20, payload_bytes: usize::MAX, observer: None }
    }
}

impl fmt::Debug for LogSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kept_bytes, payload_bytes, observer } = self;
        f.debug_struct("LogSettings")
            .field("kept_bytes", kept_bytes)
            .field("payload_bytes", payload_bytes)
            .field("observer", &observer.is_some())
            .finish()
    }
}

/// The log of one server, or of several that share it; a clone is another handle to the same log.
#[derive(Clone, Default)]
pub struct Log {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    // Waiting threads; waiting tasks.
    changed: Condvar,
    notify: Notify,
    settings: LogSettings,
}

#[derive(Default)]
struct State {
    records: Vec<Received>,
    order: u64,
    connections: u32,
    kept: usize,
    dropped: u64,
    // A condition variable's wake-up is a system call: only made when somebody waits.
    waiting: usize,
}

impl Log {
    /// An empty log that keeps everything, up to 256 MiB.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty log that keeps what `settings` say.
    #[must_use]
    pub fn with_settings(settings: LogSettings) -> Self {
        Self { shared: Arc::new(Shared { settings, ..Shared::default() }) }
    }

    /// A copy of everything so far.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.state().records.clone()
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.state().records.len()
    }

    /// Whether nothing was received so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many records were made but not kept because the log was full.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.state().dropped
    }

    /// Blocks until `predicate` holds for the records so far, and returns them.
    ///
    /// The predicate runs once at the start and once after each record, with the log locked: keep it short.
    ///
    /// # Errors
    /// [`TimedOut`] after `timeout` of real time.
    pub fn wait_for(
        &self,
        mut predicate: impl FnMut(&[Received]) -> bool,
        timeout: Duration,
    ) -> Result<Vec<Received>, TimedOut> {
        let mut state = self.state();
        state.waiting += 1;
        let (mut state, result) = self
            .shared
            .changed
            .wait_timeout_while(state, timeout, |state| !predicate(&state.records))
            .unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        if result.timed_out() { Err(timed_out(&state.records, timeout)) } else { Ok(state.records.clone()) }
    }

    /// Waits, as [`Log::wait_for`] does, without blocking the thread; `timeout` is in tokio's time.
    ///
    /// # Errors
    /// [`TimedOut`] after `timeout`.
    pub async fn wait_for_async(
        &self,
        mut predicate: impl FnMut(&[Received]) -> bool,
        timeout: Duration,
    ) -> Result<Vec<Received>, TimedOut> {
        let satisfied = async {
            loop {
                // Registered before the look, or a record made in between would go unnoticed.
                let mut changed = std::pin::pin!(self.shared.notify.notified());
                changed.as_mut().enable();
                {
                    let state = self.state();
                    if predicate(&state.records) {
                        return state.records.clone();
                    }
                }
                changed.await;
            }
        };
        match tokio::time::timeout(timeout, satisfied).await {
            Ok(records) => Ok(records),
            Err(_) => Err(timed_out(&self.state().records, timeout)),
        }
    }

    /// The number of a new connection.
    pub(crate) fn connect(&self) -> u32 {
        let number = {
            let mut state = self.state();
            state.connections += 1;
            state.connections
        };
        self.record(number, Event::Connected);
        number
    }

    /// Adds a record.
    pub(crate) fn record(&self, connection: u32, event: Event) {
        let waiting = {
            let mut state = self.state();
            state.order += 1;
            let mut received = Received { order: state.order, connection, event };
            let LogSettings { kept_bytes, payload_bytes, observer } = &self.shared.settings;
            if let Some(observer) = observer {
                observer(&received);
            }
            shorten(&mut received, *payload_bytes);
            let cost = RECORD_BYTES + received.payload_bytes();
            if state.dropped == 0 && state.kept + cost <= *kept_bytes {
                state.kept += cost;
                state.records.push(received);
            } else {
                state.dropped += 1;
            }
            state.waiting
        };
        if waiting > 0 {
            self.shared.changed.notify_all();
        }
        self.shared.notify.notify_waiters();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic while the log was locked can only have come from a predicate: the records are whole.
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Log").field("records", &self.len()).finish_non_exhaustive()
    }
}

/// Cuts a payload that is longer than `limit` bytes.
fn shorten(received: &mut Received, limit: usize) {
    // A payload is a slice of a read buffer: a small one would keep the whole buffer alive.
    const COPIED_BYTES: usize = 1024;
    if let Event::Frame(Frame { payload, .. }) | Event::Body(Body { payload, .. }) = &mut received.event {
        let kept = payload.len().min(limit);
        if kept <= COPIED_BYTES || kept < payload.len() {
            *payload = Bytes::copy_from_slice(&payload[..kept]);
        }
    }
}

fn timed_out(records: &[Received], within: Duration) -> TimedOut {
    let last = records.last().and_then(|record| serde_json::to_string(record).ok());
    TimedOut { within, records: records.len(), last: last.unwrap_or_else(|| "none".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Opcode;

    fn frame(length: usize) -> Event {
        let payload = Bytes::from(vec![7; length]);
        let (opcode, fin, rsv, masked) = (Opcode::BINARY, true, 0, true);
        Event::Frame(Frame { opcode, fin, rsv, masked, length: length as u64, payload })
    }

    #[test]
    fn a_full_log_counts_what_it_does_not_keep() {
        let log = Log::with_settings(LogSettings { kept_bytes: 3 * RECORD_BYTES, ..LogSettings::default() });
        log.record(1, frame(RECORD_BYTES));
        log.record(1, frame(1));
        // It would fit, but a log with a gap would mislead.
        log.record(1, Event::Connected);
        assert_eq!((log.len(), log.dropped()), (1, 2));
    }

    #[test]
    fn payloads_are_cut_to_the_limit_and_the_length_is_not() {
        for (limit, length) in [(10, 2000), (1500, 2000), (0, 5), (10, 5)] {
            let log = Log::with_settings(LogSettings { payload_bytes: limit, ..LogSettings::default() });
            log.record(1, frame(length));
            let received = log.received();
            let kept = received[0].frame().expect("a frame");
            assert_eq!((kept.payload.len(), kept.length), (length.min(limit), length as u64), "{limit}");
        }
    }
}
