//! The one clock and the one event log of a mini-program.
//!
//! Owns: what time it is ([`Clock`]), the order in which things became ready ([`Stamp`]), and the record of every hop
//! that a call, a frame or a page callback makes ([`EventLog`]). Everything above (socket, bridge, runtime, reports)
//! reads time from here and writes its records here.
//!
//! Never: names the engine, opens a socket or a file, or decides what a record means.

mod clock;
mod generation;
mod kind;
mod log;
mod preview;
mod record;

pub use clock::{Clock, Timestamp};
pub use generation::Generation;
pub use kind::Kind;
pub use log::{EventLog, Sink, Stamp};
pub use preview::{PREVIEW_BYTES, preview};
pub use record::Record;
