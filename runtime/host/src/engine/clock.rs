//! The engine's view of the one clock: `Date` and everything else in JS that asks for the time.

use boa_engine::context::time::{Clock as EngineTime, JsInstant};
use minihost_log::Clock;

/// Makes the engine read the mini-program's clock.
pub(super) struct EngineClock {
    clock: Clock,
}

impl EngineClock {
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock }
    }
}

impl EngineTime for EngineClock {
    fn now(&self) -> JsInstant {
        let nanos = self.clock.now().as_nanos();
        let part = u32::try_from(nanos % 1_000_000_000).unwrap_or(0);
        JsInstant::new(nanos / 1_000_000_000, part)
    }

    fn system_time_millis(&self) -> i64 {
        self.clock.unix_millis()
    }
}
