//! The JS engine, set up as this host needs it.
//!
//! Owns: the context's construction: clock, job queue, hooks, limits and the globals that pages may not have.
//!
//! Never: decides when page code runs.

mod agent;
mod async_functions;
mod bounds;
mod built_in;
mod clock;
mod date;
mod date_text;
mod garbage;
mod globals;
mod hooks;
mod jobs;
mod json;
mod memory;
mod proxies;
mod pulse;
mod random;
mod rounds;
mod sort;

pub use agent::Hold;
pub(crate) use agent::{Agent, prepare_realm};
pub use garbage::GC_STRESS;
pub(crate) use hooks::Rejection;
pub use memory::Memory;
pub(crate) use pulse::Pulse;
pub(crate) use random::{fill, seed};
pub(crate) use rounds::{COUNT_ROUND, WITHOUT_END, install as install_rounds};

/// The native stack that page code needs, in bytes, where only what the engine's own limits allow is called within each other:
/// deep recursion uses it, and only touched pages count.
pub const STACK_BYTES: usize = 256 << 20;
