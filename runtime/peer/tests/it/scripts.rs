//! Scripts on a running server.

use std::time::Duration;

use minihost_peer::{Log, LogSettings, Peer, PeerError, PeerSettings, Received, Script};

use crate::support::{End, PATIENCE, Raw, peer, scripted};

/// A server for a client that keeps itself alive: see the comments in the file.
const HEARTBEAT: &str = include_str!("scripts/heartbeat.toml");

#[test]
fn a_route_can_differ_from_visit_to_visit() {
    let peer = scripted(HEARTBEAT);
    let mut first = Raw::open(&peer, "/live");
    assert_eq!(first.frame().payload, b"hello 1");
    first.send(0x81, b"ping!");
    first.send(0x81, b"something else");
    first.send(0x81, b"ping!");
    assert_eq!(first.frame().payload, b"pong");
    assert_eq!(first.frame().payload, b"pong");
    assert_eq!(first.rest(), (Vec::new(), End::Fin));
    assert!(Raw::ask(&peer, "/live", "").head().starts_with("HTTP/1.1 503 "));
    for _ in 3..5 {
        let mut later = Raw::open(&peer, "/live?token=1");
        later.send(0x81, b"x");
        assert_eq!(later.frame().payload, b"x");
    }
}

#[test]
fn built_in_routes_stay_and_any_path_can_be_caught() {
    let peer = scripted("[[route]]\npath = '/own'\nsteps = [{ do = 'accept' }, { do = 'text', data = 'mine' }]");
    assert_eq!(Raw::open(&peer, "/own?whatever").frame().payload, b"mine");
    let _ = Raw::open(&peer, "/echo");
    let mut lost = Raw::ask(&peer, "/lost", "");
    let _ = lost.head();
    let listed = String::from_utf8(lost.rest().0).expect("text");
    assert!(listed.starts_with("nothing is served at /lost; the routes are:\n  /own\n  /echo"), "{listed}");

    let peer = scripted("[[route]]\npath = '*'\nsteps = [{ do = 'accept' }, { do = 'binary', data = { hex = '07' } }]");
    assert_eq!(Raw::open(&peer, "/any/path").frame().payload, [7]);
    assert_eq!(Raw::open(&peer, "/echo").frame().payload, [7]);
}

#[test]
fn a_server_can_speak_before_it_is_asked_or_never() {
    let peer = scripted("on_connect = [{ do = 'raw', data = \"220 ready\\r\\n\" }, { do = 'fin' }]");
    assert_eq!(Raw::connect(&peer).rest().0, b"220 ready\r\n");
    let peer = scripted("on_connect = [{ do = 'await-bytes' }, { do = 'reset' }]");
    let mut raw = Raw::connect(&peer);
    raw.write(b"x");
    assert_eq!(raw.rest().1, End::Reset);
    let peer = scripted("on_connect = [{ do = 'stall' }]");
    let raw = Raw::ask(&peer, "/echo", "");
    peer.wait_for(|received| received.len() == 1, PATIENCE).expect("a connection");
    peer.stop();
    // With the server dead the connection is too, and nothing was ever said.
    assert_eq!({ raw }.rest().0, b"");
}

#[test]
fn a_client_that_breaks_the_protocol_is_told_so() {
    let peer = peer();
    let cases: &[(&[u8], u16, &str)] = &[
        (b"\x81\x02hi", 1002, "not masked"),
        (b"\xc1\x80\0\0\0\0", 1002, "reserved bit"),
        (b"\x83\x80\0\0\0\0", 1002, "opcode"),
        (b"\x09\x80\0\0\0\0", 1002, "fragmented"),
        (b"\x80\x80\0\0\0\0", 1002, "continues no message"),
        (b"\x01\x80\0\0\0\0\x81\x80\0\0\0\0", 1002, "inside another"),
        (b"\x81\x81\0\0\0\0\xff", 1007, "UTF-8"),
        (b"\x88\x81\0\0\0\0\x03", 1002, "half a close code"),
        (b"\x88\x82\0\0\0\0\x03\xed", 1002, "may not be sent"),
        (b"\x88\x83\0\0\0\0\x03\xe8\xff", 1007, "reason"),
        (b"\x82\xff\0\0\x01\0\0\0\0\0", 1009, "1099511627776 bytes"),
    ];
    for ((bytes, code, cause), connection) in cases.iter().zip(1..) {
        let mut raw = Raw::open(&peer, "/echo");
        raw.write(bytes);
        let frame = raw.frame();
        assert_eq!((frame.first, &frame.payload[..]), (0x88, &code.to_be_bytes()[..]), "{cause}");
        assert_eq!(raw.rest(), (Vec::new(), End::Fin), "{cause}");
        drop(raw);
        let violation = |record: &Received| {
            let line = serde_json::to_string(record).expect("JSON");
            record.connection == connection && line.contains("\"violation\"") && line.contains(cause)
        };
        peer.wait_for(|received| received.iter().any(violation), PATIENCE).expect("a violation on record");
    }
}

#[test]
fn what_is_no_request_is_refused() {
    let peer = peer();
    let mut raw = Raw::connect(&peer);
    raw.write(b"\x16\x03\x01 hello there\r\n\r\n");
    assert!(raw.head().starts_with("HTTP/1.1 400 "));
    let mut raw = Raw::connect(&peer);
    raw.write(b"GET /echo HTTP/1.1\r\nHost: h\r\n\r\n");
    let head = raw.head();
    assert!(head.starts_with("HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\n"), "{head}");
    assert_eq!(raw.rest().1, End::Fin);
}

#[test]
fn a_stopped_server_is_gone_and_its_port_is_free() {
    let peer = peer();
    let port = peer.port();
    let mut raw = Raw::open(&peer, "/echo");
    peer.stop();
    assert_eq!(raw.rest().0, b"");
    let again = Peer::start(PeerSettings { port, ..PeerSettings::default() }).expect("the port is free");
    let _ = Raw::open(&again, "/echo");
    let taken = Peer::start(PeerSettings { port, ..PeerSettings::default() });
    assert!(matches!(taken, Err(PeerError::Bind { port: told, .. }) if told == port));
}

#[test]
fn an_observer_sees_each_record_as_it_is_made() {
    let (sender, lines) = std::sync::mpsc::channel();
    let observer = move |record: &Received| {
        let _ = sender.send(serde_json::to_string(record).expect("JSON"));
    };
    let log = Log::with_settings(LogSettings { observer: Some(Box::new(observer)), ..LogSettings::default() });
    let peer = Peer::start(PeerSettings { log, ..PeerSettings::default() }).expect("a free port");
    let mut raw = Raw::open(&peer, "/sink");
    raw.send(0x81, b"hi");
    for part in ["connected", "\"path\":\"/sink\"", "\"text\":\"hi\""] {
        let line = lines.recv_timeout(PATIENCE).expect("a line");
        assert!(line.contains(part), "{line}");
    }
}

#[test]
fn waiting_gives_up_in_time() {
    let peer = peer();
    let late = peer.wait_for(|received| !received.is_empty(), Duration::from_millis(1));
    assert!(late.map(drop).expect_err("nothing came").to_string().contains("0 records, the last: none"));
}

#[test]
fn a_script_that_cannot_work_does_not_start() {
    let script: Script =
        serde_json::from_str(r#"{"route": [{"path": "/x", "steps": [{"do": "echo"}]}]}"#).expect("JSON");
    let started = Peer::start(PeerSettings { script, ..PeerSettings::default() });
    assert!(matches!(started, Err(PeerError::Script(_))));
}
