//! Byte streams that break, end or stop.

use std::io::{ErrorKind, Write};

use minihost_peer::{Disconnect, Event, Received};

use crate::support::{End, PATIENCE, Raw, peer};

pub(super) const TESTED: &[&str] =
    &["/fault/stream/reset", "/fault/stream/fin", "/fault/stream/garbage", "/fault/stream/stop-reading"];

#[test]
fn resets() {
    let peer = peer();
    assert_eq!(Raw::ask(&peer, "/fault/stream/reset?at=handshake", "").rest(), (Vec::new(), End::Reset));
    let mut raw = Raw::ask(&peer, "/fault/stream/reset?at=message", "");
    let _ = raw.head();
    raw.send(0x81, b"x");
    assert_eq!(raw.rest(), (Vec::new(), End::Reset));
    // The reset may overtake the 101.
    assert_eq!(Raw::ask(&peer, "/fault/stream/reset", "").rest().1, End::Reset);
    let reset = |received: &[Received]| {
        let how = Event::Disconnected { how: Disconnect::ServerReset };
        received.iter().filter(|record| record.event == how).count() == 3
    };
    peer.wait_for(reset, PATIENCE).expect("three resets on record");
}

#[test]
fn ends() {
    let peer = peer();
    let cases: &[(&str, &[u8])] = &[
        ("open", b""),
        ("open&before=ok", b"\x81\x02ok"),
        ("frame-header", b"\x81\x7e\x01"),
        ("frame", b"\x81\x64the first half"),
        ("message", b"\x01\x0ethe first half"),
    ];
    for (at, bytes) in cases {
        let mut raw = Raw::open(&peer, &format!("/fault/stream/fin?at={at}"));
        assert_eq!(raw.rest(), (bytes.to_vec(), End::Fin), "{at}");
    }
    assert_eq!(Raw::ask(&peer, "/fault/stream/fin?at=handshake", "").rest(), (Vec::new(), End::Fin));
    let (head, end) = Raw::ask(&peer, "/fault/stream/fin?at=head", "").rest();
    assert_eq!((&head[..], end), (&b"HTTP/1.1 101 Switching Protocols\r\nUpgr"[..], End::Fin));
}

#[test]
fn garbage_comes_after_so_many_bytes() {
    let peer = peer();
    let mut raw = Raw::open(&peer, "/fault/stream/garbage?after=3");
    assert_eq!(raw.take(5 + 64), [&b"\x82\x03abc"[..], &[0xff; 64]].concat());
    assert_eq!(Raw::open(&peer, "/fault/stream/garbage").take(64), [0xff; 64]);
}

#[test]
fn a_server_that_stops_reading_blocks_the_writer() {
    let peer = peer();
    let mut raw = Raw::open(&peer, "/fault/stream/stop-reading?before=hi");
    assert_eq!(raw.frame().payload, b"hi");
    raw.stream.set_nonblocking(true).expect("a living socket");
    let blocked = (0..10_000).find_map(|_| raw.stream.write(&[0; 65536]).err());
    assert_eq!(blocked.expect("the buffers between are full").kind(), ErrorKind::WouldBlock);
    assert!(peer.received().iter().all(|record| record.frame().is_none()), "nothing was read");
}
