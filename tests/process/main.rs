//! The binary as a process: signals, servers that die, pipes that close. What needs no timing is a spec instead.

#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod child;
mod floods;
mod guide;
mod html_report;
mod init;
mod inspect;
mod memory;
mod network;
mod pack;
mod packaging;
mod runaway;
mod server;
mod signals;
mod storage;
mod terminal;
mod test_runs;
mod test_selection;
mod test_watch;
mod untrusted;
