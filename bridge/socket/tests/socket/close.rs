//! How an open connection ends (CL, EV-5, EV-6).

use minihost_log::Kind;
use minihost_socket::{CloseFrame, Event, Fault, Message, Profile};
use tokio::io::AsyncWriteExt;

use crate::support::frame::{self, CLOSE};
use crate::support::host::Host;
use crate::support::run;
use crate::support::server::{Peer, Server};
use tokio::net::TcpStream;

async fn open() -> (Server, Host, Peer<TcpStream>) {
    let (server, host) = (Server::bind().await, Host::new());
    host.connect(&server.url());
    let peer = server.accept_open().await;
    host.open().await;
    (server, host, peer)
}

#[test]
fn the_peers_code_and_reason_are_told_and_answered() {
    run(async {
        let reason = "r".repeat(123);
        let cases = [
            (frame::close(1000, "fin"), 1000, "fin", 1000),
            (frame::frame(CLOSE, b""), 1005, "", 1005),
            (frame::close(4001, &reason), 4001, reason.as_str(), 4001),
            (frame::close(1002, "your fault"), 1002, "your fault", 1002),
            (frame::close(1011, ""), 1011, "", 1011),
            (frame::close(1012, ""), 1012, "", 1012),
        ];
        for (bytes, code, reason, answer) in cases {
            let (_server, host, mut peer) = open().await;
            peer.write(&bytes).await;
            assert_eq!(host.next().await, Event::Close { code, reason: reason.to_owned() });
            assert_eq!(peer.read_close().await, answer);
            assert!(host.service.is_idle(), "the transport's end keeps nobody waiting");
        }
    });
}

#[test]
fn data_after_the_peers_close_is_ignored() {
    run(async {
        let (_server, host, mut peer) = open().await;
        let bytes = [frame::text("before"), frame::close(1000, ""), frame::text("after"), frame::close(1001, "")];
        peer.write(&bytes.concat()).await;
        assert_eq!(host.text().await, "before");
        assert_eq!(host.closed().await, (1000, String::new()));
        assert_eq!(peer.read_close().await, 1000);
        drop(peer);
        assert!(host.service.is_idle());
    });
}

#[test]
fn a_fin_without_a_close_frame_is_1006_without_an_error() {
    run(async {
        for bytes in [&b""[..], &[0x81], &[0x81, 5, b'h', b'e'], &[0x01, 1, b'h']] {
            let (_server, host, mut peer) = open().await;
            peer.write(bytes).await;
            peer.stream.shutdown().await.unwrap();
            assert_eq!(host.next().await, Event::Close { code: 1006, reason: String::new() });
            assert_eq!(peer.read().await, None);
        }
    });
}

#[test]
fn a_reset_is_an_error_and_1006() {
    run(async {
        let (_server, host, mut peer) = open().await;
        peer.write(&frame::text("last words")).await;
        assert_eq!(host.text().await, "last words");
        peer.stream.set_zero_linger().unwrap();
        drop(peer);
        let fault = host.error().await;
        assert!(matches!(fault, Fault::Lost { .. }), "{fault}");
        assert_eq!(fault.code(Profile::Latest), 1);
        assert_eq!(host.closed().await, (1006, String::new()));
        assert_eq!(host.records(Kind::SocketEnd).len(), 1);
    });
}

#[test]
fn a_send_to_a_connection_that_is_gone_fails() {
    run(async {
        let (_server, host, peer) = open().await;
        peer.stream.set_zero_linger().unwrap();
        drop(peer);
        host.service.ready().await;
        let id = host.service.send(Message::text("x")).expect("the page does not know yet");
        let events = host.until_close().await;
        assert!(
            matches!(&events[0], Event::SendFailed { from, fault } if *from == id && fault.code(Profile::Classic) == 11)
        );
        assert!(matches!(&events[1], Event::Error(Fault::Lost { .. })));
        assert_eq!(events.len(), 3);
    });
}

#[test]
fn a_write_that_fails_is_told_before_the_error() {
    run(async {
        let (_server, host, peer) = open().await;
        peer.stream.set_zero_linger().unwrap();
        drop(peer);
        // The driver has not been polled since: it finds out by writing.
        let id = host.service.send(Message::text("x")).unwrap();
        let events = host.until_close().await;
        assert!(matches!(&events[0], Event::SendFailed { from, .. } if *from == id), "{events:?}");
        assert!(matches!(&events[1..], [Event::Error(_), Event::Close { code: 1006, .. }]), "{events:?}");
    });
}

#[test]
fn what_was_queued_is_sent_before_the_close_frame() {
    run(async {
        let (_server, host, mut peer) = open().await;
        peer.write(&frame::text("dropped")).await;
        host.service.ready().await;
        host.send("one");
        host.send("two");
        host.service.close(CloseFrame::new(3000, "enough").unwrap());
        assert_eq!(peer.read_text().await, "one");
        assert_eq!(peer.read_text().await, "two");
        assert_eq!(peer.read_close().await, 3000);
        peer.write(&[frame::text("dropped too"), frame::close(3001, "ok")].concat()).await;
        let events = host.until_close().await;
        assert!(matches!(events[0], Event::Sent { .. }), "{events:?}");
        assert_eq!(events[1..], [Event::Close { code: 3001, reason: "ok".to_owned() }]);
    });
}

#[test]
fn when_close_frames_cross_the_peers_code_is_told() {
    run(async {
        let (_server, host, mut peer) = open().await;
        peer.write(&frame::close(4444, "theirs")).await;
        host.service.close(CloseFrame::new(3333, "mine").unwrap());
        assert_eq!(peer.read_close().await, 3333);
        assert_eq!(host.closed().await, (4444, "theirs".to_owned()));
        assert_eq!(host.records(Kind::SocketCloseSent), [r#"{"code":3333,"reason":"mine"}"#]);
        assert_eq!(peer.read().await, None);
    });
}

#[test]
fn a_peer_that_hangs_up_instead_of_answering_is_1006() {
    run(async {
        let (_server, host, mut peer) = open().await;
        host.service.close(CloseFrame::normal());
        assert_eq!(peer.read_close().await, 1000);
        drop(peer);
        assert_eq!(host.until_close().await, [Event::Close { code: 1006, reason: String::new() }]);
    });
}

#[test]
fn shutdown_says_1001_and_ends_the_events() {
    run(async {
        let (_server, host, mut peer) = open().await;
        peer.write(&frame::text("never delivered")).await;
        host.service.ready().await;
        let server = async {
            assert_eq!(peer.read_close().await, 1001);
            peer.write(&frame::close(1001, "")).await;
        };
        tokio::join!(host.service.shutdown(1001), server);
        assert!(host.service.is_idle());
        assert_eq!(host.service.next_event(), None);
        assert_eq!(host.service.connections(), []);
        host.connect("ws://127.0.0.1:1/");
        assert_eq!(host.service.connections(), []);
    });
}
