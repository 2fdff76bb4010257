//! Messages over a real socket.

use crate::support::frame::{self, BINARY, CONTINUE, PING, PONG, TEXT};
use crate::support::host::{Host, offering, to};
use crate::support::run;
use crate::support::server::Server;
use bytes::Bytes;
use minihost_log::Kind;
use minihost_socket::{CloseFrame, Connect, Event, Fault, Headers, Message, State, Target};

#[test]
fn text_and_bytes_are_echoed_and_the_close_is_answered() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        assert_eq!(host.service.state(), State::Connecting);
        let peer = tokio::task::spawn_local(server.accept_open().await.echo());
        host.open().await;
        assert_eq!(host.service.state(), State::Open);

        let first = host.service.send(Message::text("héllo")).unwrap();
        let second = host.service.send(Message::binary(Bytes::from_static(&[0, 255, 1]))).unwrap();
        assert_eq!(host.next().await, Event::Sent { through: second });
        assert!(first < second);
        assert_eq!(host.text().await, "héllo");
        assert_eq!(host.next().await, Event::Message(Message::binary(Bytes::from_static(&[0, 255, 1]))));

        assert!(host.service.close(CloseFrame::new(4001, "done").unwrap()));
        assert_eq!(host.service.state(), State::Closing);
        assert!(!host.service.close(CloseFrame::normal()));
        assert_eq!(host.closed().await, (4001, "done".to_owned()));
        assert_eq!(host.service.state(), State::Idle);
        assert!(host.service.is_idle());
        peer.await.unwrap();
        assert_eq!(host.records(Kind::SocketSend).len(), 2);
        assert_eq!(host.records(Kind::SocketReceive)[0], r#"{"type":"text","bytes":6,"preview":"héllo"}"#);
        assert_eq!(host.records(Kind::SocketCloseSent), [r#"{"code":4001,"reason":"done"}"#]);
        assert_eq!(host.records(Kind::SocketCloseReceived), [r#"{"code":4001,"reason":"done"}"#]);
    });
}

#[test]
fn the_request_carries_url_headers_and_protocols() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let url = format!("ws://us:pw@127.0.0.1:{}/pa%20th?a=1#no", server.port());
        let pairs = [pair("X-One", "é"), pair("cookie", "s=secret"), pair("Host", "evil")];
        let (headers, ignored) = Headers::new(pairs).unwrap();
        assert_eq!(ignored[0].name, "Host");
        let target = Target::parse(&url, &[pair("b", "x y")]).unwrap();
        let connect = Connect { target, headers, ..offering(&url, &["mqtt", "v2"]) };
        host.service.connect(connect);
        let mut peer = server.accept().await;
        let lines: Vec<_> = peer.request.lines().map(str::to_owned).collect();
        assert_eq!(lines[0], "GET /pa%20th?a=1&b=x%20y HTTP/1.1");
        assert_eq!(lines[1], format!("Host: 127.0.0.1:{}", server.port()));
        assert!(lines[4].starts_with("Sec-WebSocket-Key: ") && lines[4].len() == "Sec-WebSocket-Key: ".len() + 24);
        let rest: Vec<_> = lines.iter().enumerate().filter(|(n, _)| ![0, 1, 4].contains(n)).map(|(_, l)| l).collect();
        assert_eq!(
            rest,
            [
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Protocol: mqtt, v2",
                "Authorization: Basic dXM6cHc=",
                "X-One: é",
                "cookie: s=secret",
                "",
            ]
        );
        peer.write(peer.switching_with("Sec-WebSocket-Protocol: v2\r\nX-Served-By: me\r\n").as_bytes()).await;
        let Event::Open { protocol, headers } = host.next().await else { panic!("not open") };
        assert_eq!(protocol.as_deref(), Some("v2"));
        assert!(headers.contains(&pair("X-Served-By", "me")));

        let dial = &host.records(Kind::SocketDial)[0];
        assert!(dial.contains("/pa%20th?a=1&b=x%20y") && dial.contains("X-One"), "{dial}");
        let records = format!("{:?}", host.records.borrow());
        for secret in ["secret", "dXM6cHc=", "pw", "us:"] {
            assert!(!records.contains(secret), "{secret} is in {records}");
        }
        assert_eq!(host.records(Kind::SocketHandshake), [r#"{"status":101,"protocol":"v2"}"#]);
    });
}

#[test]
fn the_pages_own_authorization_beats_the_urls() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        let pair = ("authorization".to_owned(), "Bearer x".to_owned());
        let headers = Headers::new([pair]).unwrap().0;
        host.service.connect(Connect { headers, ..to(&format!("ws://us:pw@127.0.0.1:{}/", server.port())) });
        let peer = server.accept().await;
        assert_eq!(peer.request.matches("uthorization").count(), 1);
        assert_eq!(peer.header("authorization"), Some("Bearer x"));
    });
}

#[test]
fn what_comes_with_the_response_comes_after_open() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        let mut peer = server.accept().await;
        let mut bytes = peer.switching().into_bytes();
        bytes.extend(frame::text("first"));
        bytes.extend(frame::text("second"));
        bytes.extend(frame::close(1000, "bye"));
        peer.write(&bytes).await;
        let events = host.until_close().await;
        assert!(matches!(events[0], Event::Open { .. }));
        let expected = [
            Event::Message(Message::text("first")),
            Event::Message(Message::text("second")),
            Event::Close { code: 1000, reason: "bye".to_owned() },
        ];
        assert_eq!(events[1..], expected);
        assert_eq!(peer.read_close().await, 1000);
    });
}

#[test]
fn a_message_may_come_in_single_bytes_and_fragments() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        let mut peer = server.accept().await;
        let mut bytes = peer.switching().into_bytes();
        bytes.extend(frame::raw(TEXT, "a\u{20ac}".as_bytes().split_at(2).0));
        bytes.extend(frame::frame(PING, b"now"));
        bytes.extend(frame::raw(CONTINUE, "a\u{20ac}".as_bytes().split_at(2).1));
        bytes.extend(frame::frame(CONTINUE, b"!"));
        bytes.extend(frame::text(""));
        for byte in bytes {
            peer.write(&[byte]).await;
        }
        host.open().await;
        assert_eq!(host.text().await, "a\u{20ac}!");
        assert_eq!(host.text().await, "");
        let pong = peer.read().await.unwrap();
        assert_eq!((pong.opcode, &pong.payload[..]), (PONG, &b"now"[..]));
    });
}

#[test]
fn lengths_around_the_headers_sizes_survive() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        tokio::task::spawn_local(server.accept_open().await.echo());
        host.open().await;
        for length in [0, 1, 125, 126, 127, 65_535, 65_536, 300_000, 5 << 20] {
            let bytes: Bytes = (0..length).map(|n: usize| (n % 251) as u8).collect::<Vec<_>>().into();
            host.service.send(Message::binary(bytes.clone())).unwrap();
            assert!(matches!(host.next().await, Event::Sent { .. }));
            assert!(host.next().await == Event::Message(Message::Binary(bytes)), "{length} bytes");
        }
    });
}

#[test]
fn a_hundred_thousand_sends_arrive_in_order() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        let mut peer = server.accept_open().await;
        host.open().await;
        let count = 100_000;
        let mut last = None;
        for n in 0..count {
            last = Some(host.service.send(Message::text(n.to_string())).unwrap());
        }
        let reader = tokio::task::spawn_local(async move {
            let mut buffered = tokio::io::BufReader::new(&mut peer.stream);
            for n in 0..count {
                assert_eq!(frame::read(&mut buffered).await.unwrap().text(), n.to_string());
            }
        });
        let mut settled = 0;
        while settled < last.unwrap().get() {
            let Event::Sent { through } = host.next().await else { panic!("not sent") };
            assert!(through.get() > settled);
            settled = through.get();
        }
        reader.await.unwrap();
    });
}

#[test]
fn a_hundred_thousand_messages_are_received_in_order() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        let mut peer = server.accept_open().await;
        host.open().await;
        let count = 100_000;
        let bytes: Vec<u8> = (0..count).flat_map(|n: u32| frame::text(&n.to_string())).collect();
        let writer = tokio::task::spawn_local(async move {
            peer.write(&bytes).await;
            peer
        });
        for n in 0..count {
            assert_eq!(host.text().await, n.to_string());
        }
        let _peer = writer.await.unwrap();
    });
}

#[test]
fn many_pings_are_no_events() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        let mut peer = server.accept_open().await;
        host.open().await;
        for n in 0..2_000u32 {
            peer.write(&frame::frame(PING, &n.to_be_bytes())).await;
        }
        peer.write(&frame::frame(BINARY, b"after")).await;
        assert_eq!(host.next().await, Event::Message(Message::binary(&b"after"[..])));
        // Pongs may be left out for pings that were overtaken; the last one is answered.
        loop {
            let pong = peer.read().await.unwrap();
            assert_eq!(pong.opcode, PONG);
            if pong.payload == 1_999u32.to_be_bytes() {
                break;
            }
        }
    });
}

#[test]
fn a_send_is_refused_unless_the_page_knows_of_an_open_connection() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        let refused = |host: &Host| assert_eq!(host.service.send(Message::text("x")), Err(Fault::NotOpen));
        refused(&host);
        host.connect(&server.url());
        refused(&host);
        let peer = server.accept_open().await;
        host.service.ready().await;
        refused(&host);
        host.open().await;
        assert!(host.service.send(Message::text("x")).is_ok());
        host.service.close(CloseFrame::normal());
        refused(&host);
        tokio::task::spawn_local(peer.echo());
        host.closed().await;
        refused(&host);
    });
}
