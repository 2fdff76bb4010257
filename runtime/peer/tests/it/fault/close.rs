//! Closing handshakes that go wrong.

use minihost_peer::Received;

use crate::support::{End, PATIENCE, Raw, peer};

pub(super) const TESTED: &[&str] = &[
    "/fault/close/code",
    "/fault/close/none",
    "/fault/close/one-byte",
    "/fault/close/bad-reason",
    "/fault/close/long-reason",
    "/fault/close/no-reply",
    "/fault/close/keep-tcp",
    "/fault/close/data-after",
    "/fault/close/twice",
];

#[test]
fn each_sends_its_close_frame_and_ends_tcp_after_the_answer() {
    let peer = peer();
    let mut long = b"\x88\x7e\0\x7e\x03\xe8".to_vec();
    long.extend((b'a'..=b'z').cycle().take(124));
    let cases: &[(&str, &[u8])] = &[
        ("code", b"\x88\x02\x03\xed"),
        ("code?code=999", b"\x88\x02\x03\xe7"),
        ("code?code=4000&reason=why", b"\x88\x05\x0f\xa0why"),
        ("none", b"\x88\0"),
        ("one-byte", b"\x88\x01\x03"),
        ("bad-reason", b"\x88\x04\x03\xe8a\xff"),
        ("long-reason", &long),
        ("data-after", b"\x88\x02\x03\xe8\x81\x08too late"),
        ("twice", b"\x88\x02\x03\xe8\x88\x02\x0f\xa0"),
    ];
    for (name, bytes) in cases {
        let mut raw = Raw::open(&peer, &format!("/fault/close/{name}"));
        assert_eq!(raw.take(bytes.len()), *bytes, "{name}");
        raw.send(0x88, b"\x03\xe8");
        assert_eq!(raw.rest(), (Vec::new(), End::Fin), "{name}");
    }
}

/// Waits until the nth connection's close frame is recorded.
fn close_seen(nth: u32) -> impl FnMut(&[Received]) -> bool {
    move |received| received.iter().any(|record| record.connection == nth && record.close().is_some())
}

#[test]
fn no_reply_is_none_at_all() {
    let peer = peer();
    let mut raw = Raw::open(&peer, "/fault/close/no-reply");
    raw.send(0x88, b"\x03\xe8");
    peer.wait_for(close_seen(1), PATIENCE).expect("the close frame was read");
    // A pong behind the close frame: had the server answered that, its answer would stand before it.
    raw.send(0x89, b"alive?");
    assert_eq!(raw.frame().first, 0x8a);
    assert_eq!(raw.ahead, b"");
}

#[test]
fn keep_tcp_leaves_the_end_to_the_client() {
    let peer = peer();
    let mut raw = Raw::open(&peer, "/fault/close/keep-tcp");
    assert_eq!(raw.frame().first, 0x88);
    raw.send(0x88, b"\x03\xe8");
    raw.send(0x8a, b"later");
    // What ends TCP does it before it reads on.
    let later = |received: &[Received]| received.iter().any(|record| record.frame().is_some());
    let received = peer.wait_for(later, PATIENCE).expect("the server reads on");
    assert!(close_seen(1)(&received));
    raw.stream.set_nonblocking(true).expect("a living socket");
    let read = std::io::Read::read(&mut raw.stream, &mut [0; 1]).map_err(|error| error.kind());
    assert_eq!(read, Err(std::io::ErrorKind::WouldBlock), "neither bytes nor an end");
}
