//! The routes that programs talk to.

use futures_util::{SinkExt, StreamExt};
use minihost_peer::{Disconnect, Event, Opcode};
use tungstenite::{Error, Message};

use crate::support::{PATIENCE, Raw, Ws, close_of, connect, connect_with, peer};

async fn next(ws: &mut Ws) -> Message {
    let next = tokio::time::timeout(PATIENCE, ws.next()).await.expect("a message in time");
    next.expect("an open connection").expect("a message")
}

#[tokio::test]
async fn echo_keeps_the_kind_and_the_order() {
    let peer = peer();
    let mut ws = connect(&peer, "/echo").await;
    let messages = [
        Message::text(""),
        Message::text("héllo 你好"),
        Message::binary(vec![0, 255, 128]),
        Message::binary(vec![7; 200_000]),
        Message::text("x".repeat(70_000)),
    ];
    for message in &messages {
        ws.send(message.clone()).await.expect("sent");
    }
    for message in &messages {
        assert_eq!(next(&mut ws).await, *message);
    }
    ws.send(Message::Ping(vec![1, 2].into())).await.expect("sent");
    assert_eq!(next(&mut ws).await, Message::Pong(vec![1, 2].into()));
    ws.close(None).await.expect("closed");
    assert_eq!(close_of(&mut ws).await, None);
    assert!(ws.next().await.is_none(), "the server ends TCP");
}

#[tokio::test]
async fn echo_joins_fragments_and_answers_a_ping_between_them() {
    let peer = peer();
    let mut raw = Raw::open(&peer, "/echo");
    raw.send(0x01, b"a");
    raw.send(0x89, b"?");
    raw.send(0x00, b"b");
    raw.send(0x80, b"c");
    assert_eq!((raw.frame().first, raw.frame().payload), (0x8a, b"abc".to_vec()));
}

#[tokio::test]
async fn push_sends_and_stays_open_or_closes() {
    let peer = peer();
    let mut ws = connect(&peer, "/push?n=3&every=1").await;
    for text in ["message 1", "message 2", "message 3"] {
        assert_eq!(next(&mut ws).await, Message::text(text));
    }
    // Still there: it answers.
    ws.send(Message::Ping(vec![].into())).await.expect("sent");
    assert_eq!(next(&mut ws).await, Message::Pong(vec![].into()));

    let mut ws = connect(&peer, "/push?n=2&text=hi+there&close=4001").await;
    assert_eq!(next(&mut ws).await, Message::text("hi there"));
    assert_eq!(next(&mut ws).await, Message::text("hi there"));
    assert_eq!(close_of(&mut ws).await, Some((4001, String::new())));

    let mut ws = connect(&peer, "/push?size=100000").await;
    assert_eq!(next(&mut ws).await.len(), 100_000);
}

#[tokio::test]
async fn close_says_its_code_and_reason() {
    let peer = peer();
    let mut ws = connect(&peer, "/close?code=4002&reason=by%20plan").await;
    assert_eq!(close_of(&mut ws).await, Some((4002, "by plan".to_owned())));
    let mut ws = connect(&peer, "/close?code=").await;
    assert_eq!(close_of(&mut ws).await, None);
    let mut ws = connect(&peer, "/close?after=2").await;
    for text in ["a", "b"] {
        ws.send(Message::text(text)).await.expect("sent");
    }
    assert_eq!(close_of(&mut ws).await, Some((1000, String::new())));
}

#[tokio::test]
async fn sink_counts_messages_and_bytes() {
    let peer = peer();
    let mut ws = connect(&peer, "/sink").await;
    for _ in 0..1000 {
        ws.feed(Message::text("0123456789")).await.expect("fed");
    }
    ws.send(Message::text("END")).await.expect("sent");
    assert_eq!(next(&mut ws).await, Message::text("1000 10000"));
    ws.send(Message::text("END")).await.expect("sent");
    assert_eq!(next(&mut ws).await, Message::text("0 0"));
}

#[tokio::test]
async fn burst_sends_as_often_as_it_is_asked() {
    let peer = peer();
    let mut ws = connect(&peer, "/burst?n=5000&size=10").await;
    for _ in 0..2 {
        ws.send(Message::text("GO")).await.expect("sent");
        for _ in 0..5000 {
            assert_eq!(next(&mut ws).await, Message::text("abcdefghij"));
        }
        assert_eq!(next(&mut ws).await, Message::text("END"));
    }
}

#[tokio::test]
async fn chat_tells_everybody() {
    let peer = peer();
    let mut all = [connect(&peer, "/chat").await, connect(&peer, "/chat").await, connect(&peer, "/chat").await];
    all[1].send(Message::text("hi")).await.expect("sent");
    for ws in &mut all {
        assert_eq!(next(ws).await, Message::text("hi"));
    }
    let [mut first, second, mut third] = all;
    drop(second);
    first.send(Message::text("who is there?")).await.expect("sent");
    assert_eq!(next(&mut third).await, Message::text("who is there?"));
    assert_eq!(next(&mut first).await, Message::text("who is there?"));
}

#[tokio::test]
async fn refuse_answers_with_the_status_and_the_body() {
    let peer = peer();
    for (target, status, body) in [
        ("/refuse", 503, ""),
        ("/refuse?status=401&body=who+are+you", 401, "who are you"),
        ("/nowhere", 404, "/push?n=1"),
    ] {
        let Err(Error::Http(answer)) = connect_with(&peer, target, &[]).await else { panic!("{target} opened") };
        assert_eq!(answer.status(), status, "{target}");
        let told = String::from_utf8_lossy(answer.body().as_deref().unwrap_or_default()).into_owned();
        assert!(told.contains(body), "{target}: {told}");
    }
    let mut raw = Raw::ask(&peer, "/refuse?status=418&reason=I+am+a+teapot&body=short&late=1", "");
    let head = raw.head();
    assert!(head.starts_with("HTTP/1.1 418 I am a teapot\r\nContent-Length: 5\r\n"), "{head}");
    assert_eq!(raw.rest().0, b"short");
}

#[tokio::test]
async fn drop_ends_tcp_without_a_close_frame() {
    let peer = peer();
    let mut raw = Raw::open(&peer, "/drop");
    raw.send(0x81, b"x");
    assert_eq!(raw.rest().0, b"");
    let mut raw = Raw::open(&peer, "/drop?after=0");
    assert_eq!(raw.rest().0, b"");
}

#[tokio::test]
async fn a_stalled_route_says_nothing_more_and_sees_the_client_leave() {
    let peer = peer();
    for (connection, at, expected) in
        [(1, "tcp", ""), (2, "upgrade", "HTTP/1.1 101 Sw"), (3, "open", "HTTP/1.1 101 Sw")]
    {
        let mut raw = Raw::ask(&peer, &format!("/stall?at={at}"), "");
        assert_eq!(raw.take(expected.len()), expected.as_bytes(), "{at}");
        if at == "open" {
            let _ = raw.head();
            raw.send(0x88, b"\x03\xe8");
        }
        raw.stream.shutdown(std::net::Shutdown::Write).expect("a living socket");
        let gone = |received: &[minihost_peer::Received]| {
            received.iter().any(|record| {
                record.connection == connection && record.event == Event::Disconnected { how: Disconnect::Fin }
            })
        };
        let received = peer.wait_for(gone, PATIENCE).expect("a client that left");
        let (rest, _) = raw.rest();
        assert!(!rest.contains(&0x88), "{at}: it answered the close frame");
        assert_eq!(received.iter().any(|record| record.close().is_some()), at == "open", "{at}");
    }
}

#[tokio::test]
async fn a_subprotocol_is_the_first_offered_or_the_one_asked_for() {
    let peer = peer();
    let offers = [("Sec-WebSocket-Protocol", "chat, superchat")];
    for (target, chosen) in [("/echo", Some("chat")), ("/echo?protocol=superchat", Some("superchat"))] {
        let (_, answer) = connect_with(&peer, target, &offers).await.expect("open");
        assert_eq!(
            answer.headers().get("Sec-WebSocket-Protocol").map(|value| value.as_bytes()),
            chosen.map(str::as_bytes)
        );
    }
    let mut raw = Raw::ask(&peer, "/echo?protocol=", "Sec-WebSocket-Protocol: chat\r\n");
    assert!(!raw.head().contains("Sec-WebSocket-Protocol"));
}

#[tokio::test]
async fn a_wrong_query_is_told() {
    let peer = peer();
    for target in ["/push?n=many", "/close?code=70000", "/stall?at=lunch", "/echo?delay=-1"] {
        let Err(Error::Http(answer)) = connect_with(&peer, target, &[]).await else { panic!("{target} opened") };
        assert_eq!(answer.status(), 400, "{target}");
    }
}

#[tokio::test]
async fn what_a_client_does_is_recorded_in_order() {
    let peer = peer();
    let mut raw = Raw::ask(&peer, "/echo?x=1", "x-CASE: kept\r\nCookie: a\r\nCookie: b\r\n");
    let _ = raw.head();
    raw.send(0x82, &[1, 2, 3]);
    raw.send(0x88, b"\x0f\xa1bye");
    assert_eq!(raw.frame().payload, [1, 2, 3]);
    assert_eq!(raw.frame().payload, b"\x0f\xa1bye");
    assert_eq!(raw.rest().0, b"");
    drop(raw);
    let ended = |received: &[minihost_peer::Received]| {
        received.last().is_some_and(|last| matches!(last.event, Event::Disconnected { .. }))
    };
    let received = peer.wait_for(ended, PATIENCE).expect("an ended connection");
    assert_eq!(received.iter().map(|record| record.order).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    let handshake = received[1].handshake().expect("a handshake");
    assert_eq!((handshake.method.as_str(), handshake.path.as_str()), ("GET", "/echo?x=1"));
    assert_eq!(handshake.headers[5], ("x-CASE".to_owned(), "kept".to_owned()));
    assert_eq!(handshake.header_values("cookie").collect::<Vec<_>>(), ["a", "b"]);
    let frame = received[2].frame().expect("a frame");
    assert_eq!((frame.opcode, frame.fin, &frame.payload[..]), (Opcode::BINARY, true, &[1, 2, 3][..]));
    let close = received[3].close().expect("a close frame");
    assert_eq!((close.code, &close.reason[..]), (Some(4001), &b"bye"[..]));
    let lines: Vec<_> = received.iter().map(|record| serde_json::to_string(record).expect("JSON")).collect();
    assert_eq!(lines[0], r#"{"order":1,"connection":1,"event":"connected"}"#);
    assert_eq!(
        lines[2],
        r#"{"order":3,"connection":1,"event":"frame","opcode":"binary","fin":true,"rsv":0,"masked":true,"length":3,"base64":"AQID"}"#
    );
    assert_eq!(lines[3], r#"{"order":4,"connection":1,"event":"close","code":4001,"reason":"bye"}"#);
    assert_eq!(lines[4], r#"{"order":5,"connection":1,"event":"disconnected","how":"fin"}"#);
}

#[tokio::test]
async fn a_client_that_resets_is_recorded_as_such_after_what_it_sent() {
    let peer = peer();
    let mut ws = connect(&peer, "/sink").await;
    ws.send(Message::text("last words")).await.expect("sent");
    let said = |received: &[minihost_peer::Received]| received.iter().any(|record| record.text() == Some("last words"));
    peer.wait_for(said, PATIENCE).expect("a message on record");
    ws.get_ref().set_zero_linger().expect("a living socket");
    drop(ws);
    let how = Event::Disconnected { how: Disconnect::Reset };
    let reset = |received: &[minihost_peer::Received]| received.last().is_some_and(|last| last.event == how);
    peer.wait_for(reset, PATIENCE).expect("a reset on record");
}
