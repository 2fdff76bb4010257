//! The timers that are set.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use boa_engine::object::builtins::JsFunction;
use boa_engine::{JsObject, JsValue};
use minihost_log::{EventLog, Stamp};
use minihost_mutant::{Mutant, is};

use crate::uncaught::Position;

/// One timer.
#[derive(Debug, Clone)]
pub(crate) struct Timer {
    /// What page code knows it by; never 0.
    pub(crate) id: u32,
    /// What to call, and with what.
    pub(crate) callback: JsObject,
    pub(crate) arguments: Vec<JsValue>,
    /// The interval's period; `None` for a timeout.
    pub(crate) period: Option<Duration>,
    /// Where it was set, to name it when it keeps the program alive.
    pub(crate) set_at: Option<Position>,
}

/// All timers of one mini-program, by when they are due.
#[derive(Debug, Default)]
pub(crate) struct Timers {
    next_id: u32,
    due: BTreeMap<Stamp, Timer>,
    stamps: HashMap<u32, Stamp>,
}

impl Timers {
    /// Sets a timer that is due in `delay`.
    pub(crate) fn set(
        &mut self,
        callback: JsFunction,
        arguments: Vec<JsValue>,
        delay: Duration,
        repeat: bool,
        set_at: Option<Position>,
        log: &EventLog,
    ) -> u32 {
        self.next_id = self.next_id.wrapping_add(1).max(1);
        let id = self.next_id;
        let period = repeat.then_some(delay);
        self.insert(
            log.stamp_at(log.clock().now().after(delay)),
            Timer { id, callback: callback.into(), arguments, period, set_at },
        );
        id
    }

    /// Removes a timer; an unknown id is ignored.
    pub(crate) fn clear(&mut self, id: u32) {
        if let Some(stamp) = self.stamps.remove(&id) {
            self.due.remove(&stamp);
        }
    }

    /// When the next timer is due.
    pub(crate) fn next_due(&self) -> Option<Stamp> {
        self.due.first_key_value().map(|(stamp, _)| *stamp)
    }

    /// Takes the next timer to run it now. An interval is set again before its callback runs, so that the callback
    /// can clear it; it keeps its pace, but runs once where several periods have passed.
    pub(crate) fn take_next(&mut self, log: &EventLog) -> Option<Timer> {
        let (stamp, timer) = self.due.pop_first()?;
        self.stamps.remove(&timer.id);
        if let Some(period) = timer.period.filter(|_| !is(Mutant::IntervalOnce)) {
            let next = stamp.time.after(period).max(log.clock().now());
            self.insert(log.stamp_at(next), timer.clone());
        }
        Some(timer)
    }

    /// The timers that are set, next one first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Timer> {
        self.due.values()
    }

    /// The same, with when they are due.
    pub(crate) fn iter_due(&self) -> impl Iterator<Item = (Stamp, &Timer)> {
        self.due.iter().map(|(stamp, timer)| (*stamp, timer))
    }

    pub(crate) fn len(&self) -> usize {
        self.due.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.due.is_empty()
    }

    pub(crate) fn clear_all(&mut self) {
        self.due.clear();
        self.stamps.clear();
    }

    fn insert(&mut self, stamp: Stamp, timer: Timer) {
        self.stamps.insert(timer.id, stamp);
        self.due.insert(stamp, timer);
    }
}
