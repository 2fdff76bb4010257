//! What happened: the event log, as tests see it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use minihost_log::{Record, Sink, Timestamp};
use tokio::sync::Notify;

/// How many records of one test are kept; a test that makes more has its first ones.
const MOST_RECORDS: usize = 200_000;

/// The records of the running test.
#[derive(Default)]
pub(crate) struct History {
    records: RefCell<Vec<Record>>,
    started: Cell<Timestamp>,
    dropped: Cell<usize>,
}

impl History {
    /// Forgets everything: a test starts.
    pub(crate) fn restart(&self, now: Timestamp) {
        self.records.borrow_mut().clear();
        self.started.set(now);
        self.dropped.set(0);
    }

    pub(crate) fn len(&self) -> usize {
        self.records.borrow().len()
    }

    /// Runs `look` on the records from `from` on.
    pub(crate) fn look<T>(&self, from: usize, look: impl FnOnce(&[Record]) -> T) -> T {
        let records = self.records.borrow();
        look(&records[from.min(records.len())..])
    }

    /// Milliseconds from the start of the running test to `time`.
    pub(crate) fn millis(&self, time: Timestamp) -> f64 {
        time.as_millis_f64() - self.started.get().as_millis_f64()
    }
}

/// Writes the event log into a history, and tells those who wait for something to happen.
pub(crate) fn sink(history: Rc<History>, changed: Arc<Notify>) -> Box<dyn Sink> {
    Box::new(move |record: &Record| {
        let mut records = history.records.borrow_mut();
        if records.len() < MOST_RECORDS {
            records.push(record.clone());
        } else {
            history.dropped.set(history.dropped.get() + 1);
        }
        changed.notify_waiters();
    })
}
