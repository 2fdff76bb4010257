//! When garbage is collected, beside when the engine thinks so.
//!
//! The engine counts its objects alone, and not what they keep elsewhere: the bytes of buffers, texts, the entries of lists. A
//! page that lets go of large ones would run into the limit on memory while the engine sees a few small objects. So the
//! process's memory is looked at, where buffers are made and now and then between two events.

use std::cell::{Cell, OnceCell};
use std::env::var_os;
use std::time::{Duration, Instant};

use super::memory::Memory;

/// The environment variable that, with the value `1`, asks for a collection between any two events: what the collector must see
/// and does not is found at once. No setting, so that the whole test suite can be run with it: programs that tests start as
/// processes, and those that live in a test.
pub const GC_STRESS: &str = "MINIHOST_GC_STRESS";

/// The process may grow by so many bytes before what was let go is looked for, or by a quarter.
const GROWTH: usize = 32 << 20;

/// Where a process holds more, garbage is looked for though it has not grown: what was collected before may be filled again.
const PLENTY: usize = 96 << 20;

/// Looking takes a microsecond or two: it is done after so many events.
const EVENTS: u32 = 8;

/// And not before so long after the last time: what can be filled in this time is not much.
const PAUSE: Duration = Duration::from_millis(2);

/// The next collection of a process that has not grown is so many times as far away as the last one took.
const REST: u32 = 20;

/// Decides when.
#[derive(Default)]
pub(crate) struct Garbage {
    is_stressed: bool,
    memory: OnceCell<Option<Memory>>,
    events: Cell<u32>,
    /// What the process held when there was no garbage in it, as far as is known; nothing, at first.
    base: Cell<usize>,
    /// Before this it is not looked at.
    pause: Cell<Option<Instant>>,
    /// Before this garbage is collected only where it has grown.
    rest: Cell<Option<Instant>>,
}

#[expect(clippy::disallowed_methods, reason = "real memory fills in real time; no program sees what comes of it")]
impl Garbage {
    /// As the environment says.
    pub(super) fn new() -> Self {
        Self { is_stressed: var_os(GC_STRESS).is_some_and(|value| value == "1"), ..Self::default() }
    }

    /// An event is over.
    pub(crate) fn after_event(&self) {
        if self.is_stressed {
            boa_gc::force_collect();
        }
        let events = self.events.get() + 1;
        self.events.set(events % EVENTS);
        if events == EVENTS {
            self.look();
        }
    }

    /// A buffer is about to be made, of a size that is not known.
    pub(super) fn before_buffer(&self) {
        self.look();
    }

    fn look(&self) {
        let now = Instant::now();
        let is_over = |time: &Cell<Option<Instant>>| time.get().is_none_or(|time| now >= time);
        if !is_over(&self.pause) {
            return;
        }
        self.pause.set(Some(now + PAUSE));
        let Some(used) = self.used() else { return };
        let base = if self.base.get() == 0 { used } else { self.base.get().min(used) };
        self.base.set(base);
        let has_grown = used - base > GROWTH.max(base / 4);
        if has_grown || (used > PLENTY && is_over(&self.rest)) {
            boa_gc::force_collect();
            let end = Instant::now();
            self.rest.set(Some(end + (end - now) * REST));
            self.base.set(self.used().unwrap_or(used));
        }
    }

    fn used(&self) -> Option<usize> {
        self.memory.get_or_init(Memory::open).as_ref().and_then(Memory::used)
    }
}
