//! One connection: the handshake, then its route's exchange until the client leaves.

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::http::StatusCode;
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};
use tokio_tungstenite::{WebSocketStream, accept_hdr_async};

use crate::route::Route;

/// Serves one client until it leaves; a path without a route is answered with 404.
pub(crate) async fn connection<S: AsyncRead + AsyncWrite + Unpin>(stream: S) -> Result<(), Error> {
    let mut route = None;
    #[expect(clippy::result_large_err, reason = "the callback's type is tungstenite's")]
    let choose = |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        route = Route::find(request.uri().path(), request.uri().query());
        if route.is_some() {
            return Ok(response);
        }
        let mut refusal =
            ErrorResponse::new(Some("no such path: use /echo, /sink or /burst?n=N&size=BYTES".to_owned()));
        *refusal.status_mut() = StatusCode::NOT_FOUND;
        Err(refusal)
    };
    let socket = accept_hdr_async(stream, choose).await?;
    match route {
        Some(Route::Echo) => echo(socket).await,
        Some(Route::Sink) => sink(socket).await,
        Some(Route::Burst { count, size }) => burst(socket, count, size).await,
        None => Ok(()),
    }
}

async fn echo<S: AsyncRead + AsyncWrite + Unpin>(mut socket: WebSocketStream<S>) -> Result<(), Error> {
    while let Some(message) = socket.next().await {
        let message = message?;
        if message.is_text() || message.is_binary() {
            socket.send(message).await?;
        }
    }
    Ok(())
}

async fn sink<S: AsyncRead + AsyncWrite + Unpin>(mut socket: WebSocketStream<S>) -> Result<(), Error> {
    let (mut count, mut bytes) = (0_u64, 0_usize);
    while let Some(message) = socket.next().await {
        match message? {
            Message::Text(text) if text.as_str() == "END" => {
                socket.send(Message::text(format!("{count} {bytes}"))).await?;
                (count, bytes) = (0, 0);
            }
            Message::Text(text) => {
                count += 1;
                bytes += text.len();
            }
            _ => {}
        }
    }
    Ok(())
}

async fn burst<S>(mut socket: WebSocketStream<S>, count: u64, size: usize) -> Result<(), Error>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let text = Utf8Bytes::from("x".repeat(size));
    while let Some(message) = socket.next().await {
        if !matches!(message?, Message::Text(text) if text.as_str() == "GO") {
            continue;
        }
        for _ in 0..count {
            // Fed, not sent: a write per message would measure the kernel.
            socket.feed(Message::Text(text.clone())).await?;
        }
        socket.send(Message::text("END")).await?;
    }
    Ok(())
}
