//! The binary as a process: signals, servers that die, pipes that close. What needs no timing is a spec instead.

mod child;
mod server;
mod signals;
