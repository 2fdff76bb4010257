//! The JS engine, set up as this host needs it.
//!
//! Owns: the context's construction: clock, job queue, hooks, limits and the globals that pages may not have.
//!
//! Never: decides when page code runs.

mod agent;
mod clock;
mod date;
mod date_text;
mod globals;
mod hooks;
mod jobs;
mod json;
mod pulse;
mod random;
mod rounds;
mod sort;
mod stress;

pub use agent::Hold;
pub(crate) use agent::{Agent, prepare_realm};
pub(crate) use hooks::Rejection;
pub(crate) use pulse::Pulse;
pub(crate) use random::{fill, seed};
pub(crate) use rounds::{COUNT_ROUND, WITHOUT_END, install as install_rounds};
pub use stress::VARIABLE as GC_STRESS;

/// The native stack that page code needs, in bytes, where only what the engine's own limits allow is called within each other:
/// deep recursion uses it, and only touched pages count.
pub const STACK_BYTES: usize = 256 << 20;
