//! The life of one program: made, started, run, ended, judged.

mod control;
mod event_loop;
mod life;
mod outcome;
mod thread;

pub use control::{Control, Stop};
pub use outcome::{Ended, Outcome, Pending};
pub use thread::{Running, Setup, spawn};
