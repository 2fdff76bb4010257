//! A server that breaks the protocol: everything before counts, then the connection is failed (RFC 6455 section 7.1.7).

use minihost_socket::{CloseFrame, Event, Fault, Profile, ProtocolFault};

use crate::support::frame::{self, BINARY, CLOSE, CONTINUE, PING, TEXT};
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

fn masked() -> Vec<u8> {
    vec![0x81, 0x81, 1, 2, 3, 4, b'x' ^ 1]
}

#[test]
fn each_violation_is_an_error_and_fails_the_connection() {
    run(async {
        use ProtocolFault as P;
        let cases = [
            (frame::raw(0xc1, b"x"), P::ReservedBits, 1002),
            (frame::raw(0xa1, b"x"), P::ReservedBits, 1002),
            (frame::raw(0x91, b"x"), P::ReservedBits, 1002),
            (frame::frame(3, b"x"), P::Opcode(3), 1002),
            (frame::frame(11, b"x"), P::Opcode(11), 1002),
            (masked(), P::MaskedFrame, 1002),
            (frame::frame(PING, &[0; 126]), P::LongControl, 1002),
            (frame::raw(PING, b"x"), P::FragmentedControl, 1002),
            (frame::frame(CONTINUE, b"x"), P::StrayContinuation, 1002),
            ([frame::raw(TEXT, b"x"), frame::text("y")].concat(), P::InterruptedMessage, 1002),
            (frame::frame(CLOSE, b"x"), P::CloseLength, 1002),
            (frame::close(1005, ""), P::CloseCode, 1002),
            (frame::close(1006, ""), P::CloseCode, 1002),
            (frame::close(999, "x"), P::CloseCode, 1002),
            (frame::close(1016, ""), P::CloseCode, 1002),
            (frame::frame(TEXT, b"\xff"), P::InvalidUtf8, 1007),
            (frame::frame(TEXT, b"\xed\xa0\x80"), P::InvalidUtf8, 1007),
            ([frame::raw(TEXT, b"\xe2\x82"), frame::frame(CONTINUE, b"x")].concat(), P::InvalidUtf8, 1007),
            (frame::frame(CLOSE, b"\x03\xe8\xff"), P::InvalidUtf8, 1007),
        ];
        for (bytes, expected, code) in cases {
            let (_server, host, mut peer) = open().await;
            peer.write(&[frame::text("fine"), bytes.clone()].concat()).await;
            assert_eq!(host.text().await, "fine");
            let fault = host.error().await;
            assert_eq!(fault, Fault::Protocol(expected), "{bytes:?}");
            assert_eq!(fault.code(Profile::Classic), 1);
            assert_eq!(host.next().await, Event::Close { code, reason: String::new() }, "{bytes:?}");
            assert_eq!(peer.read_close().await, code, "{bytes:?}");
            assert_eq!(peer.read().await, None, "{bytes:?}: the client hangs up");
        }
    });
}

#[test]
fn the_pages_answers_go_out_before_the_connection_is_failed() {
    run(async {
        let (_server, host, mut peer) = open().await;
        peer.write(&[frame::text("one"), frame::text("two"), frame::frame(BINARY | 0x70, b"bad")].concat()).await;
        // The driver knows about the bad frame by now, but the page has not had its turn.
        assert_eq!(host.text().await, "one");
        tokio::task::yield_now().await;
        host.send("answer to one");
        assert_eq!(host.text().await, "two");
        tokio::task::yield_now().await;
        tokio::task::yield_now().await;
        host.send("answer to two");
        let events = host.until_close().await;
        assert!(events.iter().any(|event| matches!(event, Event::Sent { .. })), "{events:?}");
        assert!(!events.iter().any(|event| matches!(event, Event::SendFailed { .. })), "{events:?}");
        assert_eq!(peer.read_text().await, "answer to one");
        assert_eq!(peer.read_text().await, "answer to two");
        assert_eq!(peer.read_close().await, 1002);
    });
}

#[test]
fn a_page_that_closes_before_it_is_told_gets_no_error() {
    run(async {
        let (_server, host, mut peer) = open().await;
        peer.write(&[frame::text("one"), frame::raw(0xf1, b"bad")].concat()).await;
        assert_eq!(host.text().await, "one");
        host.send("bye");
        host.service.close(CloseFrame::new(4000, "").unwrap());
        let events = host.until_close().await;
        assert!(matches!(&events[..], [Event::Sent { .. }, Event::Close { code: 1006, .. }]), "{events:?}");
        assert_eq!(peer.read_text().await, "bye");
        assert_eq!(peer.read_close().await, 4000);
    });
}

#[test]
fn a_connection_that_is_being_failed_can_be_replaced() {
    run(async {
        let (server, host, mut peer) = open().await;
        peer.write(&[frame::text("one"), frame::raw(0xf1, b"bad")].concat()).await;
        host.service.ready().await;
        host.connect(&server.url());
        assert_eq!(host.next().await, Event::Close { code: 1000, reason: String::new() });
        assert_eq!(peer.read_close().await, 1000);
        let _new = server.accept_open().await;
        host.open().await;
    });
}
