//! The dial, in stages: names, TCP, TLS, the opening handshake.
//!
//! Each stage is cancelled by dropping it and gives faults of its own. Never retries, follows a redirect or uses a
//! proxy (`PL-3`), and never speaks WebSocket frames.

mod doomed;
mod frames;
mod request;
pub(crate) mod response;
mod tcp;
mod text;
mod tls;
mod transport;
mod upgrade;

use std::cell::Cell;

use minihost_log::Generation;
use tokio::io::DuplexStream;
use tokio::net::TcpStream;

use crate::network::Dial;
use crate::service::Connect;
use crate::{ConnectFault, Fault, Settings, Stage, Target};
pub(crate) use tls::Tls;
pub(crate) use transport::{Stream, Transport};

/// A transport on which the opening handshake succeeded.
#[derive(Debug)]
pub(crate) struct Dialled {
    pub(crate) transport: Transport,
    pub(crate) protocol: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
}

/// Dials connection `generation`, under the timeout of `connect`.
pub(crate) async fn dial(
    settings: &Settings,
    tls: &Tls,
    connect: &Connect,
    generation: Generation,
) -> Result<Dialled, Fault> {
    let stage = Cell::new(Stage::Names);
    let stages = async {
        let stream = reach(settings, tls, &connect.target, &stage).await?;
        stage.set(Stage::Upgrade);
        let key = match (settings.network.dialer(), settings.key_seed) {
            (Some(_), Some(seed)) => upgrade::seeded_key(seed, generation),
            _ => upgrade::random_key(),
        };
        upgrade::upgrade(Transport::new(stream), connect, &key).await
    };
    match tokio::time::timeout(settings.patience(connect.timeout), stages).await {
        Ok(result) => result,
        Err(_) => Err(Fault::Timeout { stage: stage.get(), after: connect.timeout }),
    }
}

/// A byte stream to `target`, which `stage` follows; no time limit of its own.
pub(crate) async fn reach(
    settings: &Settings,
    tls: &Tls,
    target: &Target,
    stage: &Cell<Stage>,
) -> Result<Stream, Fault> {
    if let Some(mishaps) = &settings.mishaps {
        return doomed::reach(mishaps, settings, tls, target, stage).await;
    }
    if let Some(dial) = settings.network.dialer() {
        let stream = open_memory(dial, target)?;
        if !target.is_secure() {
            return Ok(Stream::Memory(stream));
        }
        stage.set(Stage::Tls);
        return tls.connect(target.host(), stream).await.map(Stream::MemoryTls);
    }
    let stream = open_tcp(target, stage).await?;
    if !target.is_secure() {
        return Ok(Stream::Tcp(stream));
    }
    stage.set(Stage::Tls);
    tls.connect(target.host(), stream).await.map(Stream::Tls)
}

fn open_memory(dial: &Dial, target: &Target) -> Result<DuplexStream, Fault> {
    let address = || format!("{}:{} in memory", target.host(), target.port());
    dial(target).ok_or_else(|| Fault::Connect { address: address(), fault: ConnectFault::Refused })
}

async fn open_tcp(target: &Target, stage: &Cell<Stage>) -> Result<TcpStream, Fault> {
    let addresses = tcp::resolve(target.host(), target.port()).await?;
    stage.set(Stage::Tcp);
    tcp::connect(&addresses).await
}
