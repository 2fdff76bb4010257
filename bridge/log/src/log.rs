//! The event log: a handle that every layer writes to.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use serde_json::Value;

use crate::{Clock, Generation, Kind, Record, Timestamp};

/// Where records go: a trace file, a test's memory, a report.
pub trait Sink {
    /// Takes one record; called in the order of [`Record::seq`].
    fn write(&mut self, record: &Record);
}

impl<F: FnMut(&Record)> Sink for F {
    fn write(&mut self, record: &Record) {
        self(record);
    }
}

/// The place of a task in the one order of everything that becomes ready: first by time, then by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// When it became ready.
    pub time: Timestamp,
    /// Tells apart what became ready at the same time; no two stamps of one log share it.
    pub order: u64,
}

/// The event log of one mini-program, and of those that live in the same event loop; a clone is another handle to the
/// same log.
///
/// Without a sink a record costs one branch: its detail is not even built.
#[derive(Clone)]
pub struct EventLog {
    inner: Rc<Inner>,
    program: u32,
}

struct Inner {
    clock: Clock,
    order: Cell<u64>,
    seq: Cell<u64>,
    sink: RefCell<Option<Box<dyn Sink>>>,
}

impl EventLog {
    /// A log that keeps nothing but tells the time.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self::build(clock, None)
    }

    /// A log that hands every record to `sink`.
    #[must_use]
    pub fn with_sink(clock: Clock, sink: Box<dyn Sink>) -> Self {
        Self::build(clock, Some(sink))
    }

    fn build(clock: Clock, sink: Option<Box<dyn Sink>>) -> Self {
        let inner = Inner { clock, order: Cell::new(0), seq: Cell::new(0), sink: RefCell::new(sink) };
        Self { inner: Rc::new(inner), program: 0 }
    }

    /// A handle to the same log for another mini-program of the same event loop: same clock, same order, same sink; its
    /// records carry `program`. The first program of a log is number 0.
    #[must_use]
    pub fn for_program(&self, program: u32) -> Self {
        Self { inner: Rc::clone(&self.inner), program }
    }

    /// The number of the mini-program that this handle's records tell of.
    #[must_use]
    pub fn program(&self) -> u32 {
        self.program
    }

    /// The clock of the mini-program.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.inner.clock
    }

    /// Whether records are kept at all.
    #[must_use]
    pub fn is_recording(&self) -> bool {
        self.inner.sink.try_borrow().is_ok_and(|sink| sink.is_some())
    }

    /// A stamp for something that becomes ready now.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        self.stamp_at(self.inner.clock.now())
    }

    /// A stamp for something that becomes ready at `time`, such as a timer.
    #[must_use]
    pub fn stamp_at(&self, time: Timestamp) -> Stamp {
        let order = self.inner.order.get();
        self.inner.order.set(order + 1);
        Stamp { time, order }
    }

    /// Adds a record, now. `detail` runs only when the log is kept.
    pub fn record(&self, kind: Kind, generation: Option<Generation>, detail: impl FnOnce() -> Value) {
        if !self.is_recording() {
            return;
        }
        let seq = self.inner.seq.get() + 1;
        self.inner.seq.set(seq);
        let (time, program) = (self.inner.clock.now(), self.program);
        let record = Record { time, seq, program, generation, kind, detail: detail() };
        // A sink that logs itself would re-enter: its own record is dropped rather than lost in a panic.
        if let Ok(mut sink) = self.inner.sink.try_borrow_mut()
            && let Some(sink) = sink.as_mut()
        {
            sink.write(&record);
        }
    }
}

impl fmt::Debug for EventLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventLog").field("records", &self.inner.seq.get()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn records_reach_the_sink_in_order_and_without_gaps() {
        let seen = Rc::new(RefCell::new(Vec::new()));
        let kept = Rc::clone(&seen);
        let sink = move |record: &Record| kept.borrow_mut().push(record.clone());
        let log = EventLog::with_sink(Clock::starting_at(0), Box::new(sink));
        log.record(Kind::RunStart, None, || json!({}));
        let _ = log.stamp();
        log.record(Kind::SocketDial, Some(Generation::FIRST), || json!({"url": "ws://h/"}));
        let seen = seen.borrow();
        assert_eq!(seen.iter().map(|record| record.seq).collect::<Vec<_>>(), [1, 2]);
        let line = serde_json::to_value(&seen[1]).unwrap_or_default();
        assert_eq!(line["kind"], "socket.dial");
        assert_eq!(line["generation"], 1);
        assert_eq!(line["detail"]["url"], "ws://h/");
    }

    #[test]
    fn programs_of_one_log_share_its_order_and_are_told_apart() {
        let seen = Rc::new(RefCell::new(Vec::new()));
        let kept = Rc::clone(&seen);
        let sink = move |record: &Record| kept.borrow_mut().push((record.seq, record.program));
        let first = EventLog::with_sink(Clock::starting_at(0), Box::new(sink));
        let second = first.for_program(1);
        let time = Timestamp::default();
        assert!(first.stamp_at(time) < second.stamp_at(time) && second.stamp_at(time) < first.stamp_at(time));
        second.record(Kind::RunStart, None, || json!({}));
        first.record(Kind::RunEnd, None, || json!({}));
        assert_eq!(*seen.borrow(), [(1, 1), (2, 0)]);
    }

    #[test]
    fn without_a_sink_no_detail_is_built() {
        let log = EventLog::new(Clock::starting_at(0));
        log.record(Kind::RunStart, None, || unreachable!("nobody reads it"));
        assert!(!log.is_recording());
    }

    #[test]
    fn stamps_of_one_time_keep_the_order_in_which_they_were_taken() {
        let log = EventLog::new(Clock::starting_at(0));
        let time = Timestamp::from_nanos(5);
        assert!(log.stamp_at(time) < log.stamp_at(time));
    }
}
