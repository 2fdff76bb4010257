//! The workloads of the bare client, each with the time that the page of the same name would tell.

use std::time::{Duration, Instant};

use tokio_tungstenite::tungstenite::{Bytes, Message, Utf8Bytes};

use crate::client::{Client, Problem};

const TEXT: Utf8Bytes = Utf8Bytes::from_static("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
const MIB: usize = 1 << 20;

#[expect(clippy::disallowed_methods, reason = "a measured time has to be the machine's")]
fn now() -> Instant {
    Instant::now()
}

/// Connect, one message, its echo. Ends without a closing handshake, as a page that exits does.
pub(crate) async fn hello(base: &str) -> Result<Duration, Problem> {
    let start = now();
    let greeting = Utf8Bytes::from_static("hi");
    let mut client = Client::open(base, "/echo").await?;
    client.send(Message::Text(greeting.clone())).await?;
    client.expect(&greeting).await?;
    Ok(start.elapsed())
}

/// `n` round trips of a text of 32 bytes.
pub(crate) async fn rtt(base: &str, n: u64) -> Result<Duration, Problem> {
    let mut client = Client::open(base, "/echo").await?;
    let start = now();
    for _ in 0..n {
        client.send(Message::Text(TEXT)).await?;
        client.expect(&TEXT).await?;
    }
    let time = start.elapsed();
    client.close().await?;
    Ok(time)
}

/// `n` texts of 32 bytes to the server, until it has counted them.
pub(crate) async fn burst_up(base: &str, n: u64) -> Result<Duration, Problem> {
    let mut client = Client::open(base, "/sink").await?;
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
    let mut client = Client::open(base, &format!("/burst?n={n}&size=32")).await?;
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
    let mut client = Client::open(base, "/echo").await?;
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
        Client::open(base, "/echo").await?.close().await?;
    }
    Ok(start.elapsed())
}
