//! A TCP forwarder from `[::1]` to a server on `127.0.0.1`.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::thread::{self, JoinHandle};

use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

/// Forwards until it is dropped.
pub(crate) struct Forward {
    port: u16,
    // Dropped to stop it.
    running: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Forward {
    /// Listens on a free port of `[::1]`.
    ///
    /// # Errors
    /// On a machine without IPv6, for one.
    pub(crate) fn start(to: u16) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_io().build()?;
        let listener = runtime.block_on(TcpListener::bind((Ipv6Addr::LOCALHOST, 0)))?;
        let port = listener.local_addr()?.port();
        let (running, stopped) = oneshot::channel();
        let thread = thread::Builder::new().spawn(move || run(&runtime, &listener, to, stopped))?;
        Ok(Self { port, running: Some(running), thread: Some(thread) })
    }

    /// Where it listens.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Forward {
    fn drop(&mut self) {
        drop(self.running.take());
        if let Some(thread) = self.thread.take() {
            // It panicked if this fails; a panic in a drop would hide that one.
            let _ = thread.join();
        }
    }
}

fn run(runtime: &Runtime, listener: &TcpListener, to: u16, stopped: oneshot::Receiver<()>) {
    runtime.block_on(async {
        tokio::select! {
            biased;
            _ = stopped => {}
            () = accept(listener, to) => {}
        }
    });
}

#[expect(clippy::disallowed_methods, reason = "the way to the server is the test's own")]
async fn accept(listener: &TcpListener, to: u16) {
    while let Ok((mut near, _)) = listener.accept().await {
        tokio::spawn(async move {
            if let Ok(mut far) = TcpStream::connect((Ipv4Addr::LOCALHOST, to)).await {
                // How either side ended is the row's business.
                let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
            }
        });
    }
}
