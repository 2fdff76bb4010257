//! The opening handshake (RFC 6455, section 4.2) and other requests, from the server's side.

mod body;
mod request;
mod response;

pub(crate) use body::length;
pub(crate) use request::{Head, parse};
pub(crate) use response::{refusal, switching};
