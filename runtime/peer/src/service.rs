//! What all connections of a server share, and the life of one connection.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::timeout;

use crate::connection::{Connection, Ended};
use crate::handshake::{Head, length, parse};
use crate::play::{Request, play};
use crate::room::Room;
use crate::route;
use crate::target::Target;
use crate::tls::{Certificates, Front};
use crate::transport::{Plain, Transport};
use crate::{Authority, Body, Disconnect, Event, Handshake, Log, PeerError, Respond, Script, Step, TlsKind};

/// How long a server that sent its close frame waits for the client's, and one that ended its stream for the client's
/// end.
const LINGER: Duration = Duration::from_secs(10);

/// A server without a listener: serves streams that somebody else accepted. A clone is another handle to the same one.
#[derive(Debug, Clone)]
pub struct Service {
    shared: Arc<Shared>,
    front: Front,
}

#[derive(Debug)]
struct Shared {
    script: Script,
    log: Log,
    room: Room,
    // How many requests each path had.
    visits: Mutex<HashMap<String, u32>>,
}

/// Serves one stream, as [`Service::serve`] does, as if it were its server's only one.
///
/// For several connections that meet in `/chat` or are told apart by [`ScriptRoute::nth`](crate::ScriptRoute::nth),
/// share a [`Service`].
pub async fn serve_stream<S: AsyncRead + AsyncWrite + Unpin>(stream: S, script: &Script, log: &Log) {
    Service::new(script.clone(), log.clone()).serve(stream).await;
}

impl Service {
    /// A service with the built-in routes and those of `script`.
    #[must_use]
    pub fn new(script: Script, log: Log) -> Self {
        let shared = Shared { script, log, room: Room::default(), visits: Mutex::default() };
        Self { shared: Arc::new(shared), front: Front::Plain }
    }

    /// The same service behind TLS, for clients that reach it as one of `hosts`.
    ///
    /// # Errors
    /// When there can be no certificate, or TLS of that kind cannot be served on this system.
    pub fn with_tls(self, kind: TlsKind, authority: &Authority, hosts: &[&str]) -> Result<Self, PeerError> {
        let certificates = Certificates::new(kind, authority, hosts)?;
        Ok(Self { front: Front::new(kind, &certificates)?, ..self })
    }

    /// The log that it writes to.
    #[must_use]
    pub fn log(&self) -> &Log {
        &self.shared.log
    }

    /// Serves one stream until it has ended. Times are tokio's, so a paused clock makes them virtual.
    ///
    /// A reset on such a stream is an ordinary end, since only TCP has resets.
    pub async fn serve<S: AsyncRead + AsyncWrite + Unpin>(&self, stream: S) {
        self.accept(Plain(stream)).await;
    }

    /// Serves a connection from its first byte on.
    pub(crate) async fn accept<T: Transport>(&self, transport: T) {
        let number = self.shared.log.connect();
        self.front.serve(transport, self, number).await;
    }

    pub(crate) fn room(&self) -> &Room {
        &self.shared.room
    }

    /// Serves what comes after [`Front`].
    pub(crate) async fn serve_transport<T: Transport>(&self, transport: T, number: u32) {
        let mut connection = Connection::new(transport, self.shared.log.clone(), number);
        let mut outcome = self.converse(&mut connection).await;
        if outcome.is_ok() && connection.open {
            outcome = stay(&mut connection).await;
        }
        let how = finish(&mut connection, outcome).await;
        connection.record(Event::Disconnected { how });
    }

    async fn converse<T: Transport>(&self, connection: &mut Connection<T>) -> Result<(), Ended> {
        play(connection, None, &self.shared.script.on_connect, self).await?;
        let handshake = match read_head(connection).await? {
            Ok(handshake) => handshake,
            Err(cause) => {
                connection.record(Event::Violation { cause: cause.clone() });
                return play(connection, None, &refuse(400, cause), self).await;
            }
        };
        connection.record(Event::Handshake(handshake.clone()));
        let body = match length(&handshake) {
            Ok(0) => Bytes::new(),
            Ok(length) => read_body(connection, length).await?,
            Err((status, cause)) => return play(connection, None, &refuse(status, cause), self).await,
        };
        let Target { path, query } = Target::parse(&handshake.path);
        let nth = self.visit(&path);
        let request = Request { handshake: &handshake, query: &query, body: &body };
        match self.shared.script.steps(&path, &handshake.method, nth) {
            Some(steps) => play(connection, Some(&request), steps, self).await,
            None => {
                let steps = match route::steps(&path, &request) {
                    Some(Ok(steps)) => steps,
                    Some(Err(problem)) => refuse(400, problem),
                    None => refuse(404, route::not_found(&path, &self.shared.script)),
                };
                play(connection, Some(&request), &steps, self).await
            }
        }
    }

    fn visit(&self, path: &str) -> u32 {
        let mut visits = self.shared.visits.lock().unwrap_or_else(PoisonError::into_inner);
        match visits.get_mut(path) {
            Some(count) => {
                *count += 1;
                *count
            }
            None => {
                visits.insert(path.to_owned(), 1);
                1
            }
        }
    }
}

fn refuse(status: u16, mut why: String) -> Vec<Step> {
    why.push('\n');
    vec![Step::Respond(Respond { status, body: crate::Data::Text(why), ..Respond::default() })]
}

async fn read_head<T: Transport>(connection: &mut Connection<T>) -> Result<Result<Handshake, String>, Ended> {
    loop {
        match parse(&mut connection.wire.input) {
            Head::Complete(handshake) => return Ok(Ok(handshake)),
            Head::Invalid(cause) => return Ok(Err(cause)),
            Head::Partial => connection.fill().await?,
        }
    }
}

async fn read_body<T: Transport>(connection: &mut Connection<T>, length: usize) -> Result<Bytes, Ended> {
    while connection.wire.input.len() < length {
        connection.fill().await?;
    }
    let payload = connection.wire.input.split_to(length).freeze();
    connection.record(Event::Body(Body { length: length as u64, payload: payload.clone() }));
    Ok(payload)
}

/// After the last step: polite until the connection ends.
async fn stay<T: Transport>(connection: &mut Connection<T>) -> Result<(), Ended> {
    let leaves = connection.close_sent && connection.habits.end_tcp;
    let until_ended = async {
        loop {
            if let Err(ended) = connection.message().await {
                return ended;
            }
        }
    };
    if leaves {
        return Err(timeout(LINGER, until_ended).await.unwrap_or(Ended::ByFin));
    }
    Err(until_ended.await)
}

async fn finish<T: Transport>(connection: &mut Connection<T>, outcome: Result<(), Ended>) -> Disconnect {
    match outcome {
        Err(Ended::ByReset) => {
            connection.wire.arm_reset();
            return Disconnect::ServerReset;
        }
        Err(Ended::Closed) if !connection.habits.end_tcp => {
            // What is left to write is the answer to the close frame; if it fails, the client is gone: read on to know.
            let _ = connection.wire.uncork().await;
            return drain(connection).await;
        }
        Err(Ended::Fin) => {
            let _ = connection.wire.shutdown().await;
            return Disconnect::Fin;
        }
        Err(Ended::Reset) => {
            // What came before the break can still be read; the error itself is told only once.
            let _ = timeout(LINGER, drain(connection)).await;
            return Disconnect::Reset;
        }
        Ok(()) | Err(Ended::Closed | Ended::Violated | Ended::ByFin) => {}
    }
    // Ends only the writing side: closing a socket with unread bytes would reset it and could take back what the
    // client has not read yet.
    let _ = connection.wire.shutdown().await;
    timeout(LINGER, drain(connection)).await.unwrap_or(Disconnect::Abandoned)
}

/// Reads until the stream ends, and answers nothing; frames are still recorded.
pub(crate) async fn drain<T: Transport>(connection: &mut Connection<T>) -> Disconnect {
    loop {
        if connection.open {
            while let Ok(Some(_)) = connection.frame() {}
        } else {
            connection.wire.input.clear();
        }
        match connection.fill().await {
            Ok(()) => {}
            Err(Ended::Fin) => return Disconnect::Fin,
            Err(_) => return Disconnect::Reset,
        }
    }
}
