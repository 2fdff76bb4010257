//! The service over real sockets and over in-memory streams, against servers that do as told, byte by byte.
#![allow(unreachable_pub, reason = "a test binary has no outside")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail as tests do")]

mod close;
mod exchange;
mod handshake;
mod limits;
mod replacement;
mod requests;
mod support;
mod timeouts;
mod tls;
mod violations;
