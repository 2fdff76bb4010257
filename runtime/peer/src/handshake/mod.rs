//! The opening handshake (RFC 6455, section 4.2), from the server's side.

mod request;
mod response;

pub(crate) use request::{Head, parse};
pub(crate) use response::{refusal, switching};
