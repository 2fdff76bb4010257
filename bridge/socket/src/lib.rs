//! The WebSocket service of a mini-program, and its HTTP requests ([`http`]). Of the sockets: each [`Service`] has one connection at a time, seen
//! through the page's eyes; [siblings](Service::sibling) live side by side.
//!
//! Owns everything between a page's `connectSocket` and the wire: what a url, a header or a close code may be; the dial
//! in stages (names, TCP, TLS, the opening handshake) under one timeout; frames (by tungstenite); the state machine
//! that turns what the network does into events in the contract's order; and the taxonomy of faults with their codes.
//!
//! Never: names the JavaScript engine, prints, or reads a clock other than tokio's. Everything is single-threaded: a
//! [`Service`] lives inside a `tokio::task::LocalSet` on a current-thread runtime.

mod close;
mod code;
mod connector;
mod deadlines;
mod driver;
mod encoding;
mod event;
mod fault;
mod headers;
pub mod http;
mod link;
mod machine;
mod mapping;
mod message;
mod mishap;
mod network;
mod policy;
mod protocols;
mod roots;
mod service;
mod settings;
mod target;
mod trace;
mod transports;

pub use close::{CloseFault, CloseFrame, MAX_REASON_BYTES};
pub use code::{Profile, Report};
pub use event::{Delivery, Event, State};
pub use fault::{CertificateFault, ConnectFault, Fault, HandshakeFault, ProtocolFault, Stage};
pub use headers::{Headers, IgnoredHeader};
pub use link::{ConnectionInfo, Phase};
pub use mapping::{Mapping, MappingError, map};
pub use message::{Message, SendId};
pub use mishap::{Mishap, Mishaps, Operation};
pub use network::{Dial, Network};
pub use policy::Policy;
pub use protocols::Protocols;
pub use roots::{Roots, RootsFault, Supply};
pub use service::{Connect, Service};
pub use settings::Settings;
pub use target::Target;
pub use tungstenite::Utf8Bytes;
