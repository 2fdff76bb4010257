//! tungstenite as a client.

use futures_util::StreamExt;
use minihost_peer::Peer;
use tokio::net::TcpStream;
use tokio_tungstenite::{WebSocketStream, client_async};
use tungstenite::Message;
use tungstenite::client::IntoClientRequest;
use tungstenite::http::Response;

use super::PATIENCE;

pub(crate) type Ws = WebSocketStream<TcpStream>;

/// Connects to `target`.
pub(crate) async fn connect(peer: &Peer, target: &str) -> Ws {
    connect_with(peer, target, &[]).await.expect("an open connection").0
}

/// Connects to `target` with more headers.
pub(crate) async fn connect_with(
    peer: &Peer,
    target: &str,
    headers: &[(&'static str, &str)],
) -> tungstenite::Result<(Ws, Response<Option<Vec<u8>>>)> {
    let mut request = format!("{}{target}", peer.url()).into_client_request()?;
    for (name, value) in headers {
        request.headers_mut().append(*name, value.parse().expect("a header value"));
    }
    #[expect(clippy::disallowed_methods, reason = "a test's own client")]
    let stream = TcpStream::connect(("127.0.0.1", peer.port())).await?;
    stream.set_nodelay(true)?;
    client_async(request, stream).await
}

/// The code and the reason of the close frame that comes next.
pub(crate) async fn close_of(ws: &mut Ws) -> Option<(u16, String)> {
    match tokio::time::timeout(PATIENCE, ws.next()).await.expect("a message in time") {
        Some(Ok(Message::Close(frame))) => frame.map(|frame| (frame.code.into(), frame.reason.to_string())),
        other => panic!("{other:?} instead of a close frame"),
    }
}
