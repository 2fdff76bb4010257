//! Garbage collected between any two events: what the collector must see and does not is found at once.
//!
//! It is asked for by the environment, and not by a setting, so that the whole test suite can be run with it: programs that
//! tests start as processes, and those that live in a test.

use std::env::var_os;

/// The environment variable that asks for it, by `1`.
pub const VARIABLE: &str = "MINIHOST_GC_STRESS";

/// Whether it is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Stress(bool);

impl Stress {
    /// As the environment says.
    pub(super) fn from_environment() -> Self {
        Self(var_os(VARIABLE).is_some_and(|value| value == "1"))
    }

    /// Between two events: collects garbage, if that was asked for.
    pub(crate) fn apply(self) {
        if self.0 {
            boa_gc::force_collect();
        }
    }
}
