//! The connection of the bare client: open, send, receive, close.

use std::io;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};
use tokio_tungstenite::{WebSocketStream, client_async};

/// Why a workload could not be done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    /// The base is no `ws://HOST:PORT`, or no `wss://HOST:PORT` for the client that speaks TLS.
    #[error("base {0:?} does not begin with {1}")]
    Base(String, &'static str),
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
pub(crate) struct Client<S> {
    socket: WebSocketStream<S>,
}

/// Connects to the address of `base`, which begins with `scheme`.
#[expect(clippy::disallowed_methods, reason = "this client is what minihost is compared with: no layer of it is used")]
pub(crate) async fn dial(base: &str, scheme: &'static str) -> Result<TcpStream, Problem> {
    let address = base.strip_prefix(scheme).ok_or_else(|| Problem::Base(base.to_owned(), scheme))?;
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

impl<S: AsyncRead + AsyncWrite + Unpin> Client<S> {
    /// Opens `url` on `stream`.
    pub(crate) async fn open(url: String, stream: S) -> Result<Self, Problem> {
        let (socket, _) = client_async(url, stream).await?;
        Ok(Self { socket })
    }

    /// One message, and its echo. Ends without a closing handshake, as a page that exits does.
    pub(crate) async fn hello(mut self) -> Result<(), Problem> {
        let greeting = Utf8Bytes::from_static("hi");
        self.send(Message::Text(greeting.clone())).await?;
        self.expect(&greeting).await
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
