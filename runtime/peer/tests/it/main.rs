//! The server from outside, over real sockets: a raw client that checks bytes, and tungstenite as an independent one.
#![expect(clippy::expect_used, clippy::panic, reason = "a test's way to fail, in its helpers too")]

mod docs;
mod fault;
mod memory;
mod routes;
mod scripts;
mod support;
mod tls;
