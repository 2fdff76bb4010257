//! The byte stream below a WebSocket.

use std::io::Result;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};
use tokio::net::TcpStream;
use tokio_native_tls::TlsStream;

use super::doomed::Doomed;
use super::frames::FrameWatch;
use crate::ProtocolFault;

/// The byte stream below a WebSocket.
#[derive(Debug)]
pub(crate) struct Transport {
    stream: Stream,
    /// Bytes that were read too far and come first.
    early: Vec<u8>,
    /// From the end of the handshake on: the frames that go by.
    frames: Option<FrameWatch>,
}

/// What a transport consists of.
#[derive(Debug)]
pub(crate) enum Stream {
    Tcp(TcpStream),
    Tls(TlsStream<TcpStream>),
    Memory(DuplexStream),
    MemoryTls(TlsStream<DuplexStream>),
    Doomed(Doomed),
    DoomedTls(TlsStream<Doomed>),
}

impl Transport {
    pub(crate) fn new(stream: Stream) -> Self {
        Self { stream, early: Vec::new(), frames: None }
    }

    /// Puts bytes back that are to be read again: the first frames, which came with the response's head.
    ///
    /// tungstenite could take them too, but from then on it would read in tiny pieces: the buffer that it makes of them
    /// never grows back to the configured size.
    pub(super) fn put_back(&mut self, bytes: Vec<u8>) {
        self.early = bytes;
        self.frames = Some(FrameWatch::default());
    }

    /// What the last frame header that was read does wrong.
    pub(crate) fn frame_fault(&self) -> Option<ProtocolFault> {
        self.frames.as_ref()?.fault()
    }

    /// The code of the close frame that was read, as it was on the wire.
    pub(crate) fn close_code(&self) -> Option<u16> {
        self.frames.as_ref()?.close_code()
    }
}

macro_rules! delegate {
    ($this:expr, $stream:ident => $call:expr) => {
        match &mut $this.get_mut().stream {
            Stream::Tcp(stream) => {
                let $stream = Pin::new(stream);
                $call
            }
            Stream::Tls(stream) => {
                let $stream = Pin::new(stream);
                $call
            }
            Stream::Memory(stream) => {
                let $stream = Pin::new(stream);
                $call
            }
            Stream::MemoryTls(stream) => {
                let $stream = Pin::new(stream);
                $call
            }
            Stream::Doomed(stream) => {
                let $stream = Pin::new(stream);
                $call
            }
            Stream::DoomedTls(stream) => {
                let $stream = Pin::new(stream);
                $call
            }
        }
    };
}

impl AsyncRead for Transport {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let before = buf.filled().len();
        let polled = if self.early.is_empty() {
            delegate!(self.as_mut(), stream => stream.poll_read(cx, buf))
        } else {
            let length = self.early.len().min(buf.remaining());
            buf.put_slice(&self.early[..length]);
            self.early.drain(..length);
            Poll::Ready(Ok(()))
        };
        if let Some(frames) = &mut self.frames {
            frames.watch(&buf.filled()[before..]);
        }
        polled
    }
}

impl AsyncWrite for Transport {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        delegate!(self, stream => stream.poll_write(cx, buf))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        delegate!(self, stream => stream.poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        delegate!(self, stream => stream.poll_shutdown(cx))
    }
}
