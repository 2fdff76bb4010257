//! A scripted WebSocket and HTTP server: the counterpart that tests, samples and people talk to.
//!
//! Owns: a listening server on its own thread ([`Peer`]), the same service for a stream in memory ([`Service`],
//! [`serve_stream`]), the routes that every server has (`/echo`, `/push`, `/fault/…`; see [`routes`]), scripts that add
//! routes ([`Script`]) and the record of everything that clients sent ([`Log`], [`Received`]).
//!
//! ```
//! use std::time::Duration;
//!
//! use minihost_peer::{Peer, PeerSettings, Script};
//!
//! let script = Script::from_toml(
//!     r#"
//!         [[route]]
//!         path = "/greet"
//!         steps = [
//!             { do = "accept" },
//!             { do = "text", data = "hello" },
//!             { do = "receive", text = "bye" },
//!             { do = "close", code = 4000, reason = "so long" },
//!         ]
//!     "#,
//! )?;
//! let peer = Peer::start(PeerSettings { script, ..PeerSettings::default() })?;
//! println!("connect to {}/greet", peer.url());
//! # let mut client = std::net::TcpStream::connect(("127.0.0.1", peer.port())).unwrap();
//! # std::io::Write::write_all(&mut client, b"GET /nowhere HTTP/1.1\r\n\r\n").unwrap();
//! // After a client was there:
//! let received = peer.wait_for(
//!     |received| received.iter().any(|record| record.handshake().is_some()),
//!     Duration::from_secs(10),
//! )?;
//! for record in received {
//!     println!("{}", serde_json::to_string(&record)?);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! It speaks the protocol (RFC 6455) in raw bytes, since it must also be able to speak it wrongly.
//!
//! Never: prints, ends the process, listens on anything but the loopback address, or shares code with the client that
//! it is there to test.

mod connection;
mod error;
mod frame;
mod handshake;
mod log;
mod peer;
mod play;
mod received;
mod room;
mod route;
mod script;
mod service;
mod settings;
mod target;
mod tls;
mod transport;
mod wire;

pub use error::{PeerError, ScriptError, TimedOut};
pub use frame::Opcode;
pub use log::{Log, LogSettings, Observer};
pub use peer::Peer;
pub use received::{Body, CloseFrame, Disconnect, Event, Frame, Handshake, Received};
pub use route::{RouteInfo, routes};
pub use script::{
    Accept, AcceptKey, Close, Data, Habits, LengthForm, Message, RawFrame, Respond, Script, ScriptRoute, Step,
};
pub use service::{Service, serve_stream};
pub use settings::PeerSettings;
pub use tls::{Authority, Certificates, TlsKind};
