//! Names and TCP.

use std::net::SocketAddr;

use tokio::net::{TcpStream, lookup_host};

use crate::{ConnectFault, Fault};

/// The addresses of `host`, in the resolver's order; an IP address is its own.
pub(super) async fn resolve(host: &str, port: u16) -> Result<Vec<SocketAddr>, Fault> {
    let fault = |reason: String| Fault::NameNotFound { host: host.to_owned(), reason };
    let found = lookup_host((host, port)).await.map_err(|error| fault(error.to_string()))?;
    let addresses: Vec<_> = found.collect();
    if addresses.is_empty() { Err(fault("it has none".to_owned())) } else { Ok(addresses) }
}

/// A connection to the first of `addresses` that accepts one; the last one's fault when none does.
pub(super) async fn connect(addresses: &[SocketAddr]) -> Result<TcpStream, Fault> {
    let mut last = None;
    for address in addresses {
        match open(*address).await {
            Ok(stream) => return Ok(stream),
            Err(error) => last = Some((address, error)),
        }
    }
    let fault = |(address, error): (&SocketAddr, std::io::Error)| Fault::Connect {
        address: address.to_string(),
        fault: ConnectFault::from(&error),
    };
    let none = || Fault::Connect { address: "?".to_owned(), fault: ConnectFault::Other("no address".to_owned()) };
    Err(last.map_or_else(none, fault))
}

#[expect(clippy::disallowed_methods, reason = "this is the connector")]
async fn open(address: SocketAddr) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    // A message is written as a whole: waiting for more to send only adds latency.
    stream.set_nodelay(true)?;
    Ok(stream)
}
