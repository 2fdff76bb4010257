//! `setTimeout`, `setInterval` and their twins.
//!
//! Owns: the timers that are set and the order in which they are due.
//!
//! Never: sleeps, or reads any clock but the program's.

mod natives;
mod table;

pub(crate) use natives::install;
pub(crate) use table::Timers;
