//! How the opening handshake can go (RFC 6455 section 4, CS-4, CS-5, CS-8).

use std::io;

use minihost_log::Kind;
use minihost_socket::{CloseFrame, ConnectFault, Event, Fault, HandshakeFault, Profile, Stage};
use tokio::io::AsyncWriteExt;

use crate::support::host::{Host, offering, to};
use crate::support::run;
use crate::support::server::{Peer, Server};
use tokio::net::TcpStream;

/// Answers a handshake with `answer` (made from the request) and hangs up; gives the fault.
async fn answered(answer: impl Fn(&Peer<TcpStream>) -> Vec<u8>) -> Fault {
    answered_to(&[], answer).await
}

async fn answered_to(protocols: &[&str], answer: impl Fn(&Peer<TcpStream>) -> Vec<u8>) -> Fault {
    let (server, host) = (Server::bind().await, Host::new());
    host.service.connect(offering(&server.url(), protocols));
    let mut peer = server.accept().await;
    let bytes = answer(&peer);
    // The client may hang up before it has read everything.
    let _ = peer.stream.write_all(&bytes).await;
    let _ = peer.stream.shutdown().await;
    let fault = host.error().await;
    assert_eq!(host.closed().await, (1006, String::new()));
    assert_eq!(host.records(Kind::SocketFault).len(), 1);
    fault
}

/// Whether the connection opens with `answer`.
async fn opens(protocols: &[&str], answer: impl Fn(&Peer<TcpStream>) -> Vec<u8>) -> Option<String> {
    let (server, host) = (Server::bind().await, Host::new());
    host.service.connect(offering(&server.url(), protocols));
    let mut peer = server.accept().await;
    let bytes = answer(&peer);
    peer.write(&bytes).await;
    match host.next().await {
        Event::Open { protocol, .. } => protocol,
        other => panic!("expected to open, got {other:?}"),
    }
}

fn with(peer: &Peer<TcpStream>, lines: &str) -> Vec<u8> {
    format!("HTTP/1.1 101 Switching Protocols\r\n{}\r\n", lines.replace("KEY", &peer.accept_key())).into_bytes()
}

const FINE: &str = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: KEY\r\n";

fn eight(fault: &Fault) -> &HandshakeFault {
    assert_eq!((fault.code(Profile::Classic), fault.code(Profile::Latest)), (8, 8), "{fault}");
    match fault {
        Fault::Handshake(fault) => fault,
        other => panic!("{other}"),
    }
}

#[test]
fn a_refusal_carries_the_status_and_the_bodys_start() {
    run(async {
        let body = "x".repeat(2_000);
        let answer = format!("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2000\r\n\r\n{body}");
        let fault = answered(|_| answer.clone().into_bytes()).await;
        let Fault::Refused { status: 503, reason, body } = &fault else { panic!("{fault}") };
        assert_eq!((reason.as_str(), body.len()), ("Service Unavailable", 512));
        let report = fault.report(Profile::Classic);
        assert_eq!(report.code, 503);
        assert!(report.message.contains("refuse handshake") && report.message.contains("503"), "{}", report.message);
    });
}

#[test]
fn a_refusals_body_may_come_later() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        let mut peer = server.accept().await;
        peer.write(b"HTTP/1.1 403 Nope\r\nContent-Length: 11\r\n\r\n").await;
        tokio::task::yield_now().await;
        peer.write(b"not\r\ntoday!").await;
        let Fault::Refused { status, body, .. } = host.error().await else { panic!("not refused") };
        assert_eq!((status, body.as_str()), (403, "not today!"));
        assert_eq!(host.records(Kind::SocketHandshake), [r#"{"status":403,"protocol":null}"#]);
    });
}

#[test]
fn refusals_of_all_shapes() {
    run(async {
        let status = |fault: Fault| match fault {
            Fault::Refused { status, body, .. } => (status, body),
            other => panic!("{other}"),
        };
        let plain = |text: &'static str| move |_: &Peer<TcpStream>| text.as_bytes().to_vec();
        assert_eq!(status(answered(plain("HTTP/1.1 401 \r\n\r\n")).await), (401, String::new()));
        assert_eq!(status(answered(plain("HTTP/1.0 404 Not Found\r\n\r\ngone")).await), (404, "gone".to_owned()));
        assert_eq!(status(answered(plain("HTTP/1.1 426 U\r\nUpgrade: h2c\r\n\r\n")).await), (426, String::new()));
        let chunked = "HTTP/1.1 500 E\r\nTransfer-Encoding: chunked\r\n\r\n4\r\noops\r\n0\r\n\r\n";
        assert_eq!(status(answered(plain(chunked)).await), (500, "oops".to_owned()));
        assert_eq!(
            status(answered(plain("HTTP/1.1 599 X\r\nContent-Length: 9999999999999999999999\r\n\r\n")).await).0,
            599
        );
    });
}

#[test]
fn other_statuses_below_400_are_code_8_and_redirects_are_not_followed() {
    run(async {
        for (line, status) in [("200 OK", 200), ("204 No Content", 204), ("302 Found", 302), ("100 Continue", 100)] {
            let fault =
                answered(|_| format!("HTTP/1.1 {line}\r\nLocation: ws://elsewhere/\r\n\r\n").into_bytes()).await;
            assert!(matches!(eight(&fault), HandshakeFault::NotSwitching { status: s, .. } if *s == status), "{fault}");
            assert!(fault.to_string().contains(&status.to_string()), "{fault}");
            assert_eq!(fault.to_string().contains("ws://elsewhere/"), status == 302, "{fault}");
        }
    });
}

#[test]
fn the_upgrade_must_be_right() {
    run(async {
        use HandshakeFault as H;
        let key = "Sec-WebSocket-Accept: KEY\r\n";
        type Expected = fn(&H) -> bool;
        let cases: [(String, Expected); 9] = [
            (format!("Connection: Upgrade\r\n{key}"), |f| *f == H::Missing("Upgrade")),
            (format!("Upgrade: h2c\r\nConnection: Upgrade\r\n{key}"), |f| *f == H::WrongUpgrade("h2c".into())),
            (format!("Upgrade: websocket\r\n{key}"), |f| *f == H::Missing("Connection")),
            (format!("Upgrade: websocket\r\nConnection: close\r\n{key}"), |f| *f == H::WrongConnection("close".into())),
            ("Upgrade: websocket\r\nConnection: Upgrade\r\n".into(), |f| *f == H::Missing("Sec-WebSocket-Accept")),
            (FINE.replace("KEY", "nope"), |f| matches!(f, H::WrongAccept { got, .. } if got == "nope")),
            (FINE.replace("KEY", ""), |f| matches!(f, H::WrongAccept { .. })),
            (format!("{FINE}{key}"), |f| *f == H::Duplicate("Sec-WebSocket-Accept")),
            (format!("{FINE}Sec-WebSocket-Extensions: permessage-deflate; x=1\r\n"), |f| {
                *f == H::UnaskedExtension("permessage-deflate; x=1".into())
            }),
        ];
        for (lines, expected) in cases {
            let fault = answered(|peer| with(peer, &lines)).await;
            assert!(expected(eight(&fault)), "{lines}: {fault}");
        }
    });
}

#[test]
fn unusual_but_legal_answers_open() {
    run(async {
        for lines in [
            "upgrade: WebSocket\r\nconnection: keep-alive, Upgrade\r\nsec-websocket-accept: KEY\r\n",
            "Upgrade: foo/2, websocket\r\nConnection: x\r\nConnection: UPGRADE\r\nSec-WebSocket-Accept:  KEY \r\n",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: KEY\r\nSec-WebSocket-Extensions: \r\n",
            "Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Accept: KEY\n",
        ] {
            assert_eq!(opens(&[], |peer| with(peer, lines)).await, None, "{lines}");
        }
    });
}

#[test]
fn a_head_may_drip_in() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        let mut peer = server.accept().await;
        for byte in peer.switching().into_bytes() {
            peer.write(&[byte]).await;
            tokio::task::yield_now().await;
        }
        host.open().await;
    });
}

#[test]
fn a_subprotocol_must_be_one_of_the_offered() {
    run(async {
        let choose = |value: &'static str| move |peer: &Peer<TcpStream>| with(peer, &format!("{FINE}{value}"));
        assert_eq!(opens(&["a", "B"], choose("sec-websocket-protocol: B\r\n")).await.as_deref(), Some("B"));
        assert_eq!(opens(&["a", "b"], choose("")).await, None, "none chosen is fine");
        for (offered, value) in [
            (&[][..], "Sec-WebSocket-Protocol: a\r\n"),
            (&["a"], "Sec-WebSocket-Protocol: A\r\n"),
            (&["a"], "Sec-WebSocket-Protocol: b\r\n"),
            (&["a", "b"], "Sec-WebSocket-Protocol: a, b\r\n"),
            (&["a"], "Sec-WebSocket-Protocol: \r\n"),
        ] {
            let fault = answered_to(offered, choose(value)).await;
            assert!(matches!(fault, Fault::Subprotocol { .. }), "{value}: {fault}");
            assert_eq!(fault.code(Profile::Classic), 9);
        }
        let twice = "Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Protocol: a\r\n";
        let fault = answered_to(&["a"], choose(twice)).await;
        assert_eq!(*eight(&fault), HandshakeFault::Duplicate("Sec-WebSocket-Protocol"));
    });
}

#[test]
fn what_is_no_http_is_code_8() {
    run(async {
        let long = format!("HTTP/1.1 101 S\r\nX: {}\r\n\r\n", "x".repeat(70_000));
        let many = format!("HTTP/1.1 101 S\r\n{}\r\n", "X: y\r\n".repeat(125));
        for (bytes, part) in [
            (&b"SSH-2.0-OpenSSH_9.2\r\n"[..], "SSH-2.0"),
            (b"\0\0\x12\x04\0\0\0\0\0", "not HTTP"),
            (b"hello", "not HTTP"),
            (b"HTTP/2 101 S\r\n\r\n", "not HTTP"),
            (b"HTTP/1.1 101 S\r\nX\0: y\r\n\r\n", "header name"),
            (b"HTTP/1.1 101 S\r\nX: y\0\r\n\r\n", "header value"),
            (b"HTTP/1.1 101 S\r\nno colon\r\n\r\n", "header name"),
            (b"HTTP/1.1 101 S\r\nX: y\r\n folded\r\n\r\n", "header"),
            (b"HTTP/1.0 101 S\r\nUpgrade: websocket\r\n\r\n", "HTTP/1.0"),
            (long.as_bytes(), "65536 bytes"),
            (many.as_bytes(), "124 headers"),
        ] {
            let fault = answered(|_| bytes.to_vec()).await;
            eight(&fault);
            assert!(fault.to_string().contains(part), "{}: {fault}", bytes[..bytes.len().min(30)].escape_ascii());
        }
    });
}

#[test]
fn an_end_within_the_head_is_code_1() {
    run(async {
        for bytes in [&b""[..], b"HTTP/1.1 1", b"HTTP/1.1 101 Switching\r\nUpgr"] {
            let fault = answered(|_| bytes.to_vec()).await;
            assert!(matches!(fault, Fault::Interrupted { stage: Stage::Upgrade, .. }), "{fault}");
            assert_eq!(fault.code(Profile::Classic), 1);
        }
    });
}

#[test]
fn a_reset_within_the_handshake_is_code_1() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        let peer = server.accept().await;
        peer.stream.set_zero_linger().unwrap();
        drop(peer);
        let fault = host.error().await;
        assert!(matches!(&fault, Fault::Interrupted { reason, .. } if reason.contains("reset")), "{fault}");
        assert_eq!(host.closed().await.0, 1006);
    });
}

#[test]
fn nobody_listens() {
    run(async {
        let host = Host::new();
        let url = Server::bind().await.url();
        let fault = host.refused(&url).await;
        assert!(matches!(fault, Fault::Connect { fault: ConnectFault::Refused, .. }), "{fault}");
        assert_eq!(fault.report(Profile::Classic).code, 1);
    });
}

#[test]
fn an_unknown_name_has_codes_of_its_own() {
    run(async {
        let fault = Host::new().refused("ws://no-such-host.invalid/").await;
        assert!(matches!(&fault, Fault::NameNotFound { host, .. } if host == "no-such-host.invalid"), "{fault}");
        assert_eq!((fault.code(Profile::Classic), fault.code(Profile::Latest)), (1, 65));
    });
}

#[test]
fn kinds_of_network_trouble_are_told_apart() {
    let fault = |kind: io::ErrorKind| ConnectFault::from(&io::Error::from(kind));
    let code = |fault| Fault::Connect { address: "a:1".into(), fault }.code(Profile::Latest);
    assert_eq!(code(fault(io::ErrorKind::NetworkUnreachable)), 50);
    assert_eq!(code(fault(io::ErrorKind::HostUnreachable)), 65);
    assert_eq!(code(fault(io::ErrorKind::ConnectionRefused)), 1);
}

#[test]
fn closing_while_connecting_aborts_the_dial() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.connect(&server.url());
        let mut peer = server.accept().await;
        assert!(host.service.close(CloseFrame::new(4000, "x").unwrap()));
        assert_eq!(host.closed().await, (1000, String::new()));
        assert!(host.service.is_idle());
        // The server sees the transport end without a frame, whatever it answers.
        let answer = peer.switching();
        let _ = peer.stream.write_all(answer.as_bytes()).await;
        assert_eq!(peer.read().await, None);
        host.connect(&server.url());
        let _peer = server.accept_open().await;
        host.open().await;
    });
}

#[test]
fn closing_before_open_is_delivered_closes_the_open_transport() {
    run(async {
        let (server, host) = (Server::bind().await, Host::new());
        host.service.connect(to(&server.url()));
        let mut peer = server.accept_open().await;
        host.service.ready().await;
        assert!(host.service.close(CloseFrame::new(4000, "x").unwrap()));
        assert_eq!(host.until_close().await, [Event::Close { code: 1000, reason: String::new() }]);
        assert!(!host.service.is_idle(), "the closing handshake is under way");
        assert_eq!(peer.read_close().await, 1000);
        peer.write(&crate::support::frame::close(1000, "")).await;
        host.service.idle().await;
        assert!(host.service.is_idle());
    });
}
