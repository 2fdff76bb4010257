//! The connection of the bare client: open, send, receive, close.

use std::io;

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};
use tokio_tungstenite::{WebSocketStream, client_async};

/// Why a workload could not be done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    /// The base is no `ws://HOST:PORT`.
    #[error("base {0:?} does not begin with ws://")]
    Base(String),
    /// The transport failed.
    #[error("the transport failed: {0}")]
    Transport(#[from] io::Error),
    /// The handshake or the protocol failed.
    #[error("the connection failed: {0}")]
    Connection(#[from] Box<Error>),
    /// The server left in the middle.
    #[error("the server closed before the workload was done")]
    Closed,
    /// The server answered something else than it should.
    #[error("the server answered {received}, not {expected}")]
    Answer {
        /// What came.
        received: String,
        /// What should have come.
        expected: String,
    },
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::Connection(Box::new(error))
    }
}

/// One open connection.
pub(crate) struct Client {
    socket: WebSocketStream<TcpStream>,
}

impl Client {
    /// Opens `base` + `path`.
    #[expect(
        clippy::disallowed_methods,
        reason = "this client is what minihost is compared with: no layer of it is used"
    )]
    pub(crate) async fn open(base: &str, path: &str) -> Result<Self, Problem> {
        let address = base.strip_prefix("ws://").ok_or_else(|| Problem::Base(base.to_owned()))?;
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (socket, _) = client_async(format!("{base}{path}"), stream).await?;
        Ok(Self { socket })
    }

    /// Sends one message and flushes it.
    pub(crate) async fn send(&mut self, message: Message) -> Result<(), Problem> {
        Ok(self.socket.send(message).await?)
    }

    /// Hands one message to the write buffer, which is written when it is full or flushed.
    pub(crate) async fn feed(&mut self, message: Message) -> Result<(), Problem> {
        Ok(self.socket.feed(message).await?)
    }

    /// The next text or binary message.
    pub(crate) async fn receive(&mut self) -> Result<Message, Problem> {
        while let Some(message) = self.socket.next().await {
            let message = message?;
            if message.is_text() || message.is_binary() {
                return Ok(message);
            }
        }
        Err(Problem::Closed)
    }

    /// The next message, which must be `expected`.
    pub(crate) async fn expect(&mut self, expected: &Utf8Bytes) -> Result<(), Problem> {
        match self.receive().await? {
            Message::Text(text) if text == *expected => Ok(()),
            other => Err(Problem::Answer { received: format!("{other:?}"), expected: format!("{expected:?}") }),
        }
    }

    /// Does the closing handshake and waits until the transport is closed.
    pub(crate) async fn close(mut self) -> Result<(), Problem> {
        self.socket.close(None).await?;
        while let Some(message) = self.socket.next().await {
            message?;
        }
        Ok(())
    }
}
