//! A byte stream with its buffers: how bytes are packed into writes.

use std::io;
use std::time::Duration;

use bytes::BytesMut;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::transport::Transport;

/// How much is read at once, and how much is collected before it is written, in bytes.
const BUFFER_BYTES: usize = 64 << 10;
/// From this length on, bytes are written from where they are instead of being collected.
const DIRECT_BYTES: usize = 16 << 10;

/// Writes in small pieces.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drip {
    /// The size of a piece.
    pub(crate) bytes: usize,
    /// The pause after each.
    pub(crate) every: Duration,
}

/// A stream, what was read from it and is not used yet, and what is to be written.
pub(crate) struct Wire<T> {
    transport: T,
    pub(crate) input: BytesMut,
    output: Vec<u8>,
    // How much of it is written.
    written: usize,
    corked: bool,
    drip: Option<Drip>,
}

impl<T: Transport> Wire<T> {
    pub(crate) fn new(transport: T) -> Self {
        Self { transport, input: BytesMut::new(), output: Vec::new(), written: 0, corked: false, drip: None }
    }

    /// Reads some bytes into `input`, at least one; 0 at the stream's end. `missing` is how many are needed.
    ///
    /// Dropping the future loses nothing.
    pub(crate) async fn fill(&mut self, missing: usize) -> io::Result<usize> {
        self.input.reserve(missing.max(4 << 10));
        if self.input.capacity() < BUFFER_BYTES {
            self.input.reserve(BUFFER_BYTES - self.input.len());
        }
        self.transport.read_buf(&mut self.input).await
    }

    /// The bytes to be written next, to append to; [`Wire::flush`] writes them.
    pub(crate) fn output(&mut self) -> &mut Vec<u8> {
        &mut self.output
    }

    /// Writes `payload` after what was collected; long ones without a copy.
    pub(crate) async fn write(&mut self, payload: &[u8]) -> io::Result<()> {
        if payload.len() < DIRECT_BYTES || self.corked || self.drip.is_some() {
            self.output.extend_from_slice(payload);
            return self.relieve().await;
        }
        self.flush().await?;
        self.transport.write_all(payload).await?;
        self.transport.flush().await
    }

    /// Writes what was collected if it is much.
    pub(crate) async fn relieve(&mut self) -> io::Result<()> {
        if self.output.len() < BUFFER_BYTES { Ok(()) } else { self.flush().await }
    }

    /// Writes what was collected, unless the wire is corked. Dropping the future loses nothing.
    pub(crate) async fn flush(&mut self) -> io::Result<()> {
        if self.corked || self.output.is_empty() {
            return Ok(());
        }
        while self.written < self.output.len() {
            let end =
                self.drip.map_or(self.output.len(), |drip| self.output.len().min(self.written + drip.bytes.max(1)));
            // Counted as it goes: dropping the future must not write anything twice.
            match self.transport.write(&self.output[self.written..end]).await? {
                0 => return Err(io::ErrorKind::WriteZero.into()),
                count => self.written += count,
            }
            if let Some(Drip { every, .. }) = self.drip {
                self.transport.flush().await?;
                tokio::time::sleep(every).await;
            }
        }
        self.output.clear();
        self.written = 0;
        self.transport.flush().await
    }

    /// Collects everything that follows, to be written at once by [`Wire::uncork`].
    pub(crate) fn cork(&mut self) {
        self.corked = true;
    }

    /// Writes everything since [`Wire::cork`] in one go.
    pub(crate) async fn uncork(&mut self) -> io::Result<()> {
        self.corked = false;
        self.flush().await
    }

    /// From now on writes go out in pieces, or whole again with `None`.
    pub(crate) fn set_drip(&mut self, drip: Option<Drip>) {
        self.drip = drip;
    }

    /// Ends the writing direction.
    pub(crate) async fn shutdown(&mut self) -> io::Result<()> {
        self.uncork().await?;
        self.transport.shutdown().await
    }

    /// Makes the drop of this wire a reset.
    pub(crate) fn arm_reset(&mut self) {
        self.transport.arm_reset();
    }
}
