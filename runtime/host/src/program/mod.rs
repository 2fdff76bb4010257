//! The life of one program: made, started, run, ended, judged.

mod control;
mod event_loop;
mod extension;
pub mod inspect;
mod instance;
mod life;
mod outcome;
mod schedule;
mod thread;
mod world;

pub use control::{Control, Stop};
pub use extension::{CallError, Extension, Program};
pub use outcome::{Ended, Outcome, Pending};
pub use schedule::{Course, Schedule};
pub use thread::{Running, Setup, spawn};
