//! The requests of `my.request`: HTTP/1.1, one connection for each.
//!
//! Owns: what goes on the wire and how an answer is framed, redirects with the policy judged anew at each hop, the limits
//! on bodies and on how many requests run at a time, and the taxonomy of faults with their codes.
//!
//! Connections are made by the connector of the sockets: the same names, TCP, TLS with its trust, and networks in memory.
//! hyper would do the framing, but it hands out headers in lower case only, which pages do not expect; the head's parser is
//! here anyway.
//!
//! Never: names the JavaScript engine, keeps connections or cookies, or uses a proxy.

mod client;
mod coding;
mod exchange;
mod fault;
mod framing;
mod redirect;
mod request;
mod trace;

pub use client::{Client, Event, RequestId, RequestInfo, Rules};
pub use fault::Fault;
pub use request::{Method, Request, Response};

pub use crate::encoding::form;
