//! A server that does what a test tells it, byte by byte.

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tungstenite::handshake::derive_accept_key;

use super::frame::{self, Frame};

pub struct Server {
    listener: TcpListener,
}

impl Server {
    pub async fn bind() -> Self {
        Self { listener: TcpListener::bind("127.0.0.1:0").await.unwrap() }
    }

    pub fn port(&self) -> u16 {
        self.listener.local_addr().unwrap().port()
    }

    pub fn url(&self) -> String {
        format!("ws://127.0.0.1:{}/", self.port())
    }

    pub async fn accept_tcp(&self) -> TcpStream {
        let (stream, _) = self.listener.accept().await.unwrap();
        stream.set_nodelay(true).unwrap();
        stream
    }

    /// Accepts a connection and reads its request; answers nothing.
    pub async fn accept(&self) -> Peer<TcpStream> {
        Peer::read_request(self.accept_tcp().await).await
    }

    /// Accepts a connection and opens the WebSocket.
    pub async fn accept_open(&self) -> Peer<TcpStream> {
        let mut peer = self.accept().await;
        peer.write(peer.switching().as_bytes()).await;
        peer
    }
}

/// The server's end of one connection.
pub struct Peer<S> {
    pub stream: S,
    pub request: String,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Peer<S> {
    pub async fn read_request(mut stream: S) -> Self {
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            request.push(stream.read_u8().await.expect("a whole request"));
        }
        Self { stream, request: String::from_utf8(request).unwrap() }
    }

    pub async fn open(stream: S) -> Self {
        let mut peer = Self::read_request(stream).await;
        peer.write(peer.switching().as_bytes()).await;
        peer
    }

    /// The value of a request header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let line = |line: &'_ str| line.split_once(": ").map(|(n, v)| (n.to_owned(), v.len()));
        let found = self.request.lines().find(|l| line(l).is_some_and(|(n, _)| n.eq_ignore_ascii_case(name)))?;
        found.split_once(": ").map(|(_, value)| value)
    }

    pub fn accept_key(&self) -> String {
        derive_accept_key(self.header("Sec-WebSocket-Key").unwrap().as_bytes())
    }

    /// A right answer to the request.
    pub fn switching(&self) -> String {
        self.switching_with("")
    }

    /// A right answer with more header lines, each ended by CR LF.
    pub fn switching_with(&self, lines: &str) -> String {
        let accept = self.accept_key();
        format!(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Accept: {accept}\r\n{lines}\r\n"
        )
    }

    pub async fn write(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
        self.stream.flush().await.unwrap();
    }

    pub async fn read(&mut self) -> Option<Frame> {
        frame::read(&mut self.stream).await
    }

    pub async fn read_text(&mut self) -> String {
        self.read().await.expect("a frame").text().to_owned()
    }

    /// Reads a close frame's code.
    pub async fn read_close(&mut self) -> u16 {
        self.read().await.expect("a close frame").close_code()
    }

    /// Echoes messages and answers a close frame, as a well-behaved server does.
    pub async fn echo(mut self) {
        while let Some(frame) = self.read().await {
            self.write(&frame::frame(frame.opcode, &frame.payload)).await;
            if frame.opcode == frame::CLOSE {
                return;
            }
        }
    }
}
