//! What a row's page talks to: a server, or the lack of one.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr};
use std::rc::Rc;
use std::time::Duration;

use minihost_peer::{Event, Log, Peer, PeerSettings, Received, Script, ScriptRoute, Service};
use minihost_socket::{Network, Target};
use tokio::net::TcpSocket;
use tokio::runtime::Builder;

use crate::forward::Forward;
use crate::row::{Reach, Row, RowClock};

/// Only a broken test comes near it.
const PATIENCE: Duration = Duration::from_secs(20);

/// The name of the healthy server in memory.
pub(crate) const HEALTHY_HOST: &str = "healthy";

/// The other side of a row.
#[derive(Default)]
pub(crate) struct Counterpart {
    /// Its url without a path.
    pub(crate) url: String,
    peer: Option<Peer>,
    memory: Option<Memory>,
    // What keeps the port as it must be.
    _forward: Option<Forward>,
    _held: Vec<std::net::TcpStream>,
    _socket: Option<TcpSocket>,
    _listener: Option<std::net::TcpListener>,
}

/// Servers within the program's own event loop.
#[derive(Clone)]
pub(crate) struct Memory {
    service: Service,
    healthy: Service,
}

impl Memory {
    /// The way to them, for the program's own thread.
    pub(crate) fn network(&self) -> Network {
        let servers = self.clone();
        Network::memory(Rc::new(move |target: &Target| {
            let server = if target.host() == HEALTHY_HOST { &servers.healthy } else { &servers.service };
            let (near, far) = tokio::io::duplex(64 << 10);
            let server = server.clone();
            tokio::task::spawn_local(async move { server.serve(far).await });
            Some(near)
        }))
    }
}

impl Counterpart {
    /// Starts what `row` wants.
    ///
    /// # Errors
    /// Why that cannot be had on this machine.
    pub(crate) fn start(row: &Row) -> Result<Self, String> {
        let told = |error: io::Error| format!("cannot set up {:?}: {error}", row.reach);
        if row.clock == RowClock::Virtual {
            return Ok(Self::in_memory(row));
        }
        match row.reach {
            Reach::Direct | Reach::Ipv6 => Self::served(row),
            Reach::ClosedPort => Self::closed().map_err(told),
            Reach::FullQueue => Self::full().map_err(told),
        }
    }

    fn in_memory(row: &Row) -> Self {
        let service = Service::new(script(row), Log::new());
        let memory = Some(Memory { service, healthy: Service::new(Script::default(), Log::new()) });
        Self { url: "ws://peer".to_owned(), memory, ..Self::default() }
    }

    fn served(row: &Row) -> Result<Self, String> {
        let script = script(row);
        let settings = PeerSettings { tls: row.tls, script, ..PeerSettings::default() };
        let peer = Peer::start(settings).map_err(|error| error.to_string())?;
        let mut url = peer.url();
        let mut forward = None;
        if row.reach == Reach::Ipv6 {
            let started = Forward::start(peer.port()).map_err(|error| format!("cannot listen on [::1]: {error}"))?;
            let scheme = if row.tls.is_some() { "wss" } else { "ws" };
            url = format!("{scheme}://[::1]:{}", started.port());
            forward = Some(started);
        }
        Ok(Self { url, peer: Some(peer), _forward: forward, ..Self::default() })
    }

    /// A port that is bound, so that nobody else gets it, and does not listen.
    fn closed() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_io().build()?;
        let _entered = runtime.enter();
        let socket = bound()?;
        let url = format!("ws://{}", socket.local_addr()?);
        Ok(Self { url, _socket: Some(socket), ..Self::default() })
    }

    /// A listener whose queue is full: the system then ignores new connections, as a firewall does.
    fn full() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_io().build()?;
        let _entered = runtime.enter();
        let listener = bound()?.listen(0)?.into_std()?;
        let address = listener.local_addr()?;
        let mut held = Vec::new();
        while let Ok(stream) = std::net::TcpStream::connect_timeout(&address, Duration::from_millis(50)) {
            held.push(stream);
            if held.len() > 64 {
                return Err(io::Error::other("the listener's queue never fills up on this system"));
            }
        }
        let url = format!("ws://{address}");
        Ok(Self { url, _held: held, _listener: Some(listener), ..Self::default() })
    }

    /// The servers within the program's event loop, for rows that live by the virtual clock.
    pub(crate) fn memory(&self) -> Option<&Memory> {
        self.memory.as_ref()
    }

    /// The root certificate to trust.
    pub(crate) fn ca_pem(&self) -> Option<&str> {
        self.peer.as_ref().and_then(Peer::ca_pem)
    }

    /// Everything that the server has received so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        match &self.memory {
            Some(memory) => memory.service.log().received(),
            None => self.peer.as_ref().map(Peer::received).unwrap_or_default(),
        }
    }

    /// Everything that the server received of clients which are gone by now.
    ///
    /// A last connection of our own shows the end: a server accepts in order, so once it has dealt with that one, it
    /// knows of all before it.
    ///
    /// # Errors
    /// When a connection never ended, as far as the server knows.
    pub(crate) fn all_received(&self) -> Result<Vec<Received>, String> {
        // Servers in memory end with the program's event loop: there is nothing to wait for.
        let Some(peer) = &self.peer else { return Ok(self.received()) };
        visit(peer.port()).map_err(|error| format!("the server does not end our own connection: {error}"))?;
        let all = peer.wait_for(all_ended, PATIENCE).map_err(|error| format!("a connection never ended: {error}"))?;
        let own = all.iter().map(|record| record.connection).max();
        Ok(all.into_iter().filter(|record| Some(record.connection) != own).collect())
    }
}

/// What the server does with every request, whatever its path.
fn script(row: &Row) -> Script {
    let mut script = Script::default();
    if !row.steps.is_empty() {
        script.routes.push(ScriptRoute { path: "*".to_owned(), method: None, nth: None, steps: row.steps.clone() });
    }
    script
}

/// Asks for something that no server here upgrades, and waits for the end.
#[expect(clippy::disallowed_methods, reason = "this is no page's connection, but the test's own")]
fn visit(port: u16) -> io::Result<()> {
    let mut stream = std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    // A server may hang up at the first byte: then there is nothing to end.
    let asked = stream.write_all(b"GET /nowhere HTTP/1.1\r\n\r\n").and_then(|()| stream.shutdown(Shutdown::Write));
    match asked.and_then(|()| stream.read_to_end(&mut Vec::new())) {
        Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => Err(error),
        _ => Ok(()),
    }
}

fn all_ended(records: &[Received]) -> bool {
    let count = |wanted: fn(&Event) -> bool| records.iter().filter(|record| wanted(&record.event)).count();
    let begun = count(|event| matches!(event, Event::Connected));
    begun == count(|event| matches!(event, Event::Disconnected { .. } | Event::TlsFailure { .. }))
}

fn bound() -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
    Ok(socket)
}
