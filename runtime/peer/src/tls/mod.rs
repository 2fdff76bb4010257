//! TLS on the listener: right, or wrong in one way.
//!
//! Owns: the kinds of TLS server ([`TlsKind`]), the certificates that are made for them at each start, and the
//! handshake. Never: judges a client's certificate as valid, or writes a key anywhere.

mod acceptor;
mod certificates;
mod kind;
#[cfg(not(any(target_os = "windows", target_vendor = "apple")))]
mod oddity;

pub(crate) use acceptor::Front;
pub use certificates::{Authority, Certificates};
pub use kind::TlsKind;
