//! Streams, and the way to them, that fail when [`Mishaps`] say so.

use std::cell::Cell;
use std::future::pending;
use std::io::{Error, ErrorKind, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::{Stream, Tls, open_memory, open_tcp};
use crate::{ConnectFault, Fault, Mishap, Mishaps, Operation, Settings, Stage, Target};

/// As [`reach`](super::reach), with mishaps on the way.
pub(super) async fn reach(
    mishaps: &Arc<Mishaps>,
    settings: &Settings,
    tls: &Tls,
    target: &Target,
    stage: &Cell<Stage>,
) -> std::result::Result<Stream, Fault> {
    match mishaps.strikes(Operation::Names) {
        None => {}
        Some(Mishap::NameStalls) => pending().await,
        Some(_) => {
            return Err(Fault::NameNotFound { host: target.host().to_owned(), reason: "a mishap".to_owned() });
        }
    }
    match mishaps.strikes(Operation::Connect) {
        None => {}
        Some(Mishap::ConnectStalls) => {
            stage.set(Stage::Tcp);
            pending::<()>().await;
        }
        Some(_) => {
            let address = format!("{}:{}", target.host(), target.port());
            return Err(Fault::Connect { address, fault: ConnectFault::Refused });
        }
    }
    let inner: Box<dyn Bytes> = match settings.network.dialer() {
        Some(dial) => Box::new(open_memory(dial, target)?),
        None => Box::new(open_tcp(target, stage).await?),
    };
    let stream = Doomed::new(inner, Arc::clone(mishaps));
    if !target.is_secure() {
        return Ok(Stream::Doomed(stream));
    }
    stage.set(Stage::Tls);
    match mishaps.strikes(Operation::Tls) {
        None => tls.connect(target.host(), stream).await.map(Stream::DoomedTls),
        Some(Mishap::TlsStalls) => pending().await,
        Some(_) => Err(Fault::Tls { reason: "a mishap".to_owned() }),
    }
}

/// What a stream of bytes can do.
trait Bytes: AsyncRead + AsyncWrite + Unpin + std::fmt::Debug {}

impl<S: AsyncRead + AsyncWrite + Unpin + std::fmt::Debug> Bytes for S {}

/// A stream below TLS, one direction of which may fail, for good, at any of its operations.
#[derive(Debug)]
pub(crate) struct Doomed {
    inner: Box<dyn Bytes>,
    mishaps: Arc<Mishaps>,
    read: Option<Mishap>,
    write: Option<Mishap>,
}

impl Doomed {
    fn new(inner: Box<dyn Bytes>, mishaps: Arc<Mishaps>) -> Self {
        mishaps.opened();
        Self { inner, mishaps, read: None, write: None }
    }

    /// How an operation of the writing side ends that must not be tried; none where it may be.
    fn doom<T>(&mut self, operation: Operation) -> Option<Poll<Result<T>>> {
        if self.write.is_none() {
            self.write = self.mishaps.strikes(operation);
        }
        self.write.map(|mishap| match mishap {
            // Nobody is woken: that it never goes on is the mishap.
            Mishap::WriteStalls | Mishap::FlushStalls | Mishap::ShutdownStalls => Poll::Pending,
            _ => Poll::Ready(Err(ErrorKind::BrokenPipe.into())),
        })
    }
}

impl Drop for Doomed {
    fn drop(&mut self) {
        self.mishaps.dropped();
    }
}

impl AsyncRead for Doomed {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let before = buf.filled().len();
        if self.read.is_none() {
            let polled = Pin::new(&mut self.inner).poll_read(cx, buf);
            if polled.is_pending() {
                return polled;
            }
            self.read = self.mishaps.strikes(Operation::Read);
            if self.read.is_none() {
                return polled;
            }
            buf.set_filled(before);
        }
        match self.read {
            Some(Mishap::ReadStalls) => Poll::Pending,
            Some(Mishap::ReadEnds) => Poll::Ready(Ok(())),
            _ => Poll::Ready(Err(Error::from(ErrorKind::ConnectionReset))),
        }
    }
}

impl AsyncWrite for Doomed {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        let doomed = self.doom(Operation::Write);
        doomed.unwrap_or_else(|| Pin::new(&mut self.inner).poll_write(cx, buf))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let doomed = self.doom(Operation::Flush);
        doomed.unwrap_or_else(|| Pin::new(&mut self.inner).poll_flush(cx))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let doomed = self.doom(Operation::Shutdown);
        doomed.unwrap_or_else(|| Pin::new(&mut self.inner).poll_shutdown(cx))
    }
}
