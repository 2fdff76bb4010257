//! The frame codec (RFC 6455, section 5), from the server's side.
//!
//! The encoder writes whatever it is told, legal or not; the decoder takes any frame apart and judges nothing but its
//! size, so that the log shows what a client really sent.

mod decode;
mod encode;
mod opcode;

pub(crate) use decode::{Decoded, apply_mask, decode};
pub(crate) use encode::Header;
pub use opcode::Opcode;
