//! Streams in memory, under a clock that jumps.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use minihost_peer::{Log, Script, Service, serve_stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::time::Instant;
use tokio_tungstenite::{WebSocketStream, client_async};
use tungstenite::Message;

use crate::support::PATIENCE;

async fn open(stream: DuplexStream, target: &str) -> WebSocketStream<DuplexStream> {
    client_async(format!("ws://peer{target}"), stream).await.expect("an open connection").0
}

#[tokio::test(start_paused = true)]
async fn a_late_echo_is_late_by_the_delay_however_many_there_are() {
    let (client, server) = duplex(1 << 16);
    let log = Log::new();
    let served = tokio::spawn(async move { serve_stream(server, &Script::default(), &log).await });
    let mut ws = open(client, "/echo?delay=60000").await;
    let start = Instant::now();
    for text in ["1", "2", "3", "4"] {
        ws.send(Message::text(text)).await.expect("sent");
    }
    for text in ["1", "2", "3", "4"] {
        assert_eq!(ws.next().await.expect("open").expect("a message"), Message::text(text));
    }
    assert_eq!(start.elapsed().as_secs(), 60);
    ws.close(None).await.expect("closed");
    while ws.next().await.is_some() {}
    served.await.expect("the server's side ends too");
}

#[tokio::test(start_paused = true)]
async fn pushes_come_at_their_pace_and_pings_are_answered_in_between() {
    let (client, server) = duplex(1 << 16);
    let log = Log::new();
    let its = log.clone();
    tokio::spawn(async move { serve_stream(server, &Script::default(), &its).await });
    let start = Instant::now();
    let mut ws = open(client, "/push?n=3&every=1000").await;
    assert_eq!(ws.next().await.expect("open").expect("a message"), Message::text("message 1"));
    ws.send(Message::Ping(vec![7].into())).await.expect("sent");
    assert_eq!(ws.next().await.expect("open").expect("a message"), Message::Pong(vec![7].into()));
    assert_eq!(start.elapsed().as_millis(), 0);
    assert_eq!(ws.next().await.expect("open").expect("a message"), Message::text("message 2"));
    assert_eq!(ws.next().await.expect("open").expect("a message"), Message::text("message 3"));
    assert_eq!(start.elapsed().as_millis(), 2000);
}

const REQUEST: &str = "HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
    Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

#[tokio::test(start_paused = true)]
async fn a_client_that_never_answers_a_close_frame_is_left_after_ten_seconds() {
    let (mut client, server) = duplex(1 << 16);
    let log = Log::new();
    let its = log.clone();
    tokio::spawn(async move { serve_stream(server, &Script::default(), &its).await });
    client.write_all(format!("GET /close {REQUEST}").as_bytes()).await.expect("written");
    let start = Instant::now();
    let mut all = Vec::new();
    client.read_to_end(&mut all).await.expect("read");
    assert!(all.ends_with(b"\x88\x02\x03\xe8"));
    assert_eq!(start.elapsed(), Duration::from_secs(10));
}

#[tokio::test(start_paused = true)]
async fn a_server_that_keeps_tcp_keeps_it_whether_it_is_answered_or_not() {
    for answer in [&b""[..], b"\x88\x82\0\0\0\0\x03\xe8"] {
        let (mut client, server) = duplex(1 << 16);
        tokio::spawn(async move { serve_stream(server, &Script::default(), &Log::new()).await });
        client.write_all(format!("GET /fault/close/keep-tcp {REQUEST}").as_bytes()).await.expect("written");
        client.write_all(answer).await.expect("written");
        let mut all = Vec::new();
        let end = tokio::time::timeout(Duration::from_secs(86_400), client.read_to_end(&mut all)).await;
        assert!(end.is_err() && all.ends_with(b"\x88\x02\x03\xe8"), "{all:?}");
    }
}

#[tokio::test]
async fn connections_of_one_service_meet_and_share_the_log() {
    let service = Service::new(Script::default(), Log::new());
    let mut clients = Vec::new();
    for _ in 0..2 {
        let (client, server) = duplex(1 << 16);
        let its = service.clone();
        tokio::spawn(async move { its.serve(server).await });
        clients.push(open(client, "/chat").await);
    }
    clients[0].send(Message::text("hello")).await.expect("sent");
    for client in &mut clients {
        assert_eq!(client.next().await.expect("open").expect("a message"), Message::text("hello"));
    }
    let text = |received: &[minihost_peer::Received]| received.iter().any(|record| record.text() == Some("hello"));
    let received = service.log().wait_for_async(text, PATIENCE).await.expect("a record");
    assert_eq!(received.iter().filter_map(|record| record.handshake()).count(), 2);
}

#[tokio::test(start_paused = true)]
async fn waiting_for_what_does_not_happen_ends_and_says_what_did() {
    let log = Log::new();
    let (_client, server) = duplex(64);
    let its = log.clone();
    tokio::spawn(async move { serve_stream(server, &Script::default(), &its).await });
    let late = log.wait_for_async(|received| received.len() > 1, Duration::from_secs(3600)).await;
    let told = late.map(|received| received.len()).expect_err("nothing more").to_string();
    assert!(told.contains("1 records, the last: {\"order\":1,\"connection\":1,\"event\":\"connected\"}"), "{told}");
}

#[tokio::test(start_paused = true)]
async fn dripping_pauses_after_each_piece_and_only_while_it_is_on() {
    let (mut client, server) = duplex(1 << 16);
    tokio::spawn(async move { serve_stream(server, &Script::default(), &Log::new()).await });
    let start = Instant::now();
    client.write_all(format!("GET /fault/http/drip?bytes=7&every=10 {REQUEST}").as_bytes()).await.expect("written");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await.expect("a byte"));
    }
    let pieces = u32::try_from(head.len().div_ceil(7)).expect("a few");
    // The last piece is read before the pause after it.
    assert_eq!(start.elapsed(), Duration::from_millis(10) * (pieces - 1));
    client.write_all(b"\x81\x83\0\0\0\0abc").await.expect("written");
    let mut echo = [0; 5];
    client.read_exact(&mut echo).await.expect("an echo");
    assert_eq!((&echo, start.elapsed()), (b"\x81\x03abc", Duration::from_millis(10) * pieces));
}
