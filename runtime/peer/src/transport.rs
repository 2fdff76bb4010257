//! The byte streams that can be served.

use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{self, AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// A byte stream that may know how to end with a reset.
pub(crate) trait Transport: AsyncRead + AsyncWrite + Unpin {
    /// Makes the coming drop of the stream a TCP reset instead of a normal end, where the stream can do that.
    fn arm_reset(&mut self) {}
}

impl Transport for TcpStream {
    fn arm_reset(&mut self) {
        // Only fails on a socket that is gone already.
        let _ = self.set_zero_linger();
    }
}

impl<T: Transport> Transport for tokio_native_tls::TlsStream<T> {
    fn arm_reset(&mut self) {
        self.get_mut().get_mut().get_mut().arm_reset();
    }
}

#[cfg(not(any(target_os = "windows", target_vendor = "apple")))]
impl<T: Transport> Transport for tokio_openssl::SslStream<T> {
    fn arm_reset(&mut self) {
        self.get_mut().arm_reset();
    }
}

/// Any other stream: it cannot be reset, its end is an end.
pub(crate) struct Plain<S>(pub(crate) S);

impl<S: AsyncRead + AsyncWrite + Unpin> Transport for Plain<S> {}

impl<S: AsyncRead + Unpin> AsyncRead for Plain<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, buf)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Plain<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
