//! A listening server on its own thread.

use std::net::{Ipv4Addr, SocketAddr, TcpListener as StdListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use crate::{Authority, Log, PeerError, PeerSettings, Received, Service, TimedOut, TlsKind};

/// A running server; dropping it stops it.
#[derive(Debug)]
pub struct Peer {
    port: u16,
    log: Log,
    tls: Option<TlsKind>,
    ca: Option<String>,
    // Dropped to stop the server.
    running: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Peer {
    /// Listens on 127.0.0.1 and serves, on a thread and an event loop of its own.
    ///
    /// # Errors
    /// When the port cannot be had, the thread cannot be started, TLS of the wanted kind cannot be served or the script is
    /// not usable.
    pub fn start(settings: PeerSettings) -> Result<Self, PeerError> {
        let PeerSettings { port, tls, authority, script, log } = settings;
        script.check()?;
        let (mut service, mut ca) = (Service::new(script, log.clone()), None);
        if let Some(kind) = tls {
            let authority = authority.map_or_else(|| Authority::new().map(Arc::new), Ok)?;
            service = service.with_tls(kind, &authority, &["localhost", "127.0.0.1", "::1"])?;
            ca = Some(authority.pem().to_owned());
        }
        let bind = |source| PeerError::Bind { port, source };
        let listener = StdListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).map_err(bind)?;
        let port = listener.local_addr().map_err(bind)?.port();
        listener.set_nonblocking(true).map_err(bind)?;
        let runtime = Builder::new_current_thread().enable_all().build().map_err(PeerError::Thread)?;
        let listener = {
            let _entered = runtime.enter();
            TcpListener::from_std(listener).map_err(bind)?
        };
        let (running, stopped) = oneshot::channel();
        let thread = thread::Builder::new()
            .name(format!("peer-{port}"))
            .spawn(move || run(runtime, listener, &service, stopped))
            .map_err(PeerError::Thread)?;
        Ok(Self { port, log, tls, ca, running: Some(running), thread: Some(thread) })
    }

    /// Where it is reached: `ws://127.0.0.1:PORT`, or `wss://…` when it is meant for TLS.
    #[must_use]
    pub fn url(&self) -> String {
        let (scheme, host) = match self.tls {
            None => ("ws", "127.0.0.1"),
            // A name, so that it is the name that does not fit the certificate.
            Some(TlsKind::WrongHost) => ("wss", "localhost"),
            Some(_) => ("wss", "127.0.0.1"),
        };
        format!("{scheme}://{host}:{}", self.port)
    }

    /// The root certificate to trust, as PEM, when it is meant for TLS. It is made anew at each start.
    #[must_use]
    pub fn ca_pem(&self) -> Option<&str> {
        self.ca.as_deref()
    }

    /// The port that it listens on.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// What it records.
    #[must_use]
    pub const fn log(&self) -> &Log {
        &self.log
    }

    /// A copy of everything that it received so far.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.log.received()
    }

    /// Blocks until what it received satisfies `predicate`; see [`Log::wait_for`].
    ///
    /// # Errors
    /// [`TimedOut`] after `timeout`.
    pub fn wait_for(
        &self,
        predicate: impl FnMut(&[Received]) -> bool,
        timeout: Duration,
    ) -> Result<Vec<Received>, TimedOut> {
        self.log.wait_for(predicate, timeout)
    }

    /// Ends the listener and all connections at once, without close frames: a server that dies.
    ///
    /// The port is free again when this returns.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        drop(self.running.take());
        if let Some(thread) = self.thread.take() {
            // It panicked if this fails; a panic in a drop would hide that one.
            let _ = thread.join();
        }
    }
}

/// The server's thread: the connections' tasks and sockets end with the runtime.
fn run(runtime: Runtime, listener: TcpListener, service: &Service, stopped: oneshot::Receiver<()>) {
    runtime.block_on(async {
        tokio::select! {
            biased;
            _ = stopped => {}
            () = accept(&listener, service) => {}
        }
    });
    drop(listener);
    drop(runtime);
}

async fn accept(listener: &TcpListener, service: &Service) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Each write is meant to leave at once; only fails on a socket that is gone already.
                let _ = stream.set_nodelay(true);
                let service = service.clone();
                tokio::spawn(async move { service.accept(stream).await });
            }
            // Out of descriptors, or a client that was gone before it was accepted: the next one may fare better.
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}
