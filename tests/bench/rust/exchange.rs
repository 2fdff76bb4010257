//! The workloads of the bare client, each with the time that the page of the same name would tell.

use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{Bytes, Message, Utf8Bytes};

use crate::client::{self, Client, Problem};

const TEXT: Utf8Bytes = Utf8Bytes::from_static("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
const MIB: usize = 1 << 20;
/// How many messages of `json` are on their way: as many as `pages/json.js` says.
const WINDOW: u64 = 16;

#[expect(clippy::disallowed_methods, reason = "a measured time has to be the machine's")]
fn now() -> Instant {
    Instant::now()
}

/// Opens `base` + `path`.
async fn open(base: &str, path: &str) -> Result<Client<TcpStream>, Problem> {
    Client::open(format!("{base}{path}"), client::dial(base, "ws://").await?).await
}

/// Connect, one message, its echo.
pub(crate) async fn hello(base: &str) -> Result<Duration, Problem> {
    let start = now();
    open(base, "/echo").await?.hello().await?;
    Ok(start.elapsed())
}

/// `n` round trips of a text of 32 bytes.
pub(crate) async fn rtt(base: &str, n: u64) -> Result<Duration, Problem> {
    let mut client = open(base, "/echo").await?;
    let start = now();
    for _ in 0..n {
        client.send(Message::Text(TEXT)).await?;
        client.expect(&TEXT).await?;
    }
    let time = start.elapsed();
    client.close().await?;
    Ok(time)
}

/// `n` texts of 1 KiB to the server and back, [`WINDOW`] of them on their way at a time. What they say is not read.
pub(crate) async fn json(base: &str, n: u64) -> Result<Duration, Problem> {
    let mut client = open(base, "/echo").await?;
    let text = Utf8Bytes::from("x".repeat(1024));
    let start = now();
    for _ in 0..n.min(WINDOW) {
        client.send(Message::Text(text.clone())).await?;
    }
    for received in 1..=n {
        client.expect(&text).await?;
        if received + WINDOW <= n {
            client.send(Message::Text(text.clone())).await?;
        }
    }
    let time = start.elapsed();
    client.close().await?;
    Ok(time)
}

/// `n` texts of 32 bytes to the server, until it has counted them.
pub(crate) async fn burst_up(base: &str, n: u64) -> Result<Duration, Problem> {
    let mut client = open(base, "/sink").await?;
    let start = now();
    for _ in 0..n {
        client.feed(Message::Text(TEXT)).await?;
    }
    client.send(Message::text("END")).await?;
    client.expect(&format!("{n} {}", n * 32).into()).await?;
    let time = start.elapsed();
    client.close().await?;
    Ok(time)
}

/// `n` texts of 32 bytes from the server.
pub(crate) async fn burst_down(base: &str, n: u64) -> Result<Duration, Problem> {
    let mut client = open(base, &format!("/burst?n={n}&size=32")).await?;
    let start = now();
    client.send(Message::text("GO")).await?;
    let mut received = 0;
    while !matches!(client.receive().await?, Message::Text(text) if text.as_str() == "END") {
        received += 1;
    }
    let time = start.elapsed();
    if received != n {
        let (received, expected) = (format!("{received} messages"), n.to_string());
        return Err(Problem::Answer { received, expected });
    }
    client.close().await?;
    Ok(time)
}

/// `n` round trips of 1 MiB of binary.
pub(crate) async fn mib(base: &str, n: u64) -> Result<Duration, Problem> {
    let mut client = open(base, "/echo").await?;
    let bytes = Bytes::from(vec![7; MIB]);
    let start = now();
    for _ in 0..n {
        client.send(Message::Binary(bytes.clone())).await?;
        match client.receive().await? {
            Message::Binary(echo) if echo.len() == MIB => {}
            other => {
                let received = format!("{} bytes", other.len());
                return Err(Problem::Answer { received, expected: format!("{MIB} bytes of binary") });
            }
        }
    }
    let time = start.elapsed();
    client.close().await?;
    Ok(time)
}

/// `n` connections in sequence, each opened and closed.
pub(crate) async fn connects(base: &str, n: u64) -> Result<Duration, Problem> {
    let start = now();
    for _ in 0..n {
        open(base, "/echo").await?.close().await?;
    }
    Ok(start.elapsed())
}
