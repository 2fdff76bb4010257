//! Answers that are no 101, or hard to read.

use minihost_peer::Peer;

use crate::support::{ACCEPT, End, Raw, peer};

pub(super) const TESTED: &[&str] = &[
    "/fault/http/ok",
    "/fault/http/redirect",
    "/fault/http/continue",
    "/fault/http/garbage-after-101",
    "/fault/http/late-body",
    "/fault/http/endless-body",
    "/fault/http/version-1.0",
    "/fault/http/ssh",
    "/fault/http/http2",
    "/fault/http/nul",
    "/fault/http/obs-fold",
    "/fault/http/no-colon",
    "/fault/http/bad-name",
    "/fault/http/line-feeds",
    "/fault/http/many-headers",
    "/fault/http/long-header",
    "/fault/http/drip",
];

fn head(peer: &Peer, target: &str) -> String {
    Raw::ask(peer, target, "").head()
}

/// Everything that the server says before it ends TCP.
fn all(peer: &Peer, target: &str) -> String {
    let (bytes, end) = Raw::ask(peer, target, "").rest();
    assert_eq!(end, End::Fin, "{target}");
    String::from_utf8(bytes).expect("text")
}

#[test]
fn refusals() {
    let peer = peer();
    let ok = all(&peer, "/fault/http/ok?body=hello");
    assert!(ok.starts_with("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n") && ok.ends_with("\r\n\r\nhello"), "{ok}");
    let redirect = all(&peer, "/fault/http/redirect?location=ws://h/x");
    assert!(redirect.starts_with("HTTP/1.1 302 Found\r\nLocation: ws://h/x\r\nContent-Length: 0\r\n"), "{redirect}");
    let late = all(&peer, "/fault/http/late-body?late=1");
    assert!(late.starts_with("HTTP/1.1 503 ") && late.ends_with("\r\n\r\nlate"), "{late}");
    let line_feeds = all(&peer, "/fault/http/line-feeds");
    assert!(line_feeds.starts_with("HTTP/1.1 503 Service Unavailable\nC") && line_feeds.ends_with("\n\n"));
    let endless = all(&peer, "/fault/http/endless-body?size=300000");
    assert!(endless.len() > 300_000 && endless.contains("Content-Length: 300000\r\n"));
    assert_eq!(all(&peer, "/fault/http/continue"), "HTTP/1.1 100 Continue\r\n\r\nnothing to continue with\r\n\r\n");
}

#[test]
fn a_late_body_comes_in_a_write_of_its_own() {
    let peer = peer();
    // So late that it never comes during this test.
    let mut raw = Raw::ask(&peer, "/fault/http/late-body?late=600000", "");
    assert!(raw.head().contains("Content-Length: 4\r\n"));
    assert!(raw.ahead.is_empty(), "{:?}", raw.ahead);
}

#[test]
fn strangers() {
    let peer = peer();
    let mut raw = Raw::ask(&peer, "/fault/http/ssh", "");
    let banner = b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n";
    assert_eq!(raw.take(banner.len()), banner);
    let mut raw = Raw::ask(&peer, "/fault/http/http2", "");
    assert_eq!(raw.take(9), [0, 0, 0, 4, 0, 0, 0, 0, 0]);
}

#[test]
fn unreadable_headers() {
    let peer = peer();
    for (target, line) in [
        ("/fault/http/nul", "\r\nX-Nul: a\0b\r\n\r\n"),
        ("/fault/http/obs-fold", "\r\nX-Folded: a\r\n b\r\n\r\n"),
        ("/fault/http/no-colon", "\r\nthis line has no colon\r\n\r\n"),
        ("/fault/http/bad-name", "\r\nX Name: a\r\n\r\n"),
    ] {
        let head = head(&peer, target);
        assert!(head.starts_with("HTTP/1.1 101 ") && head.contains(ACCEPT) && head.ends_with(line), "{target}: {head}");
    }
    assert!(head(&peer, "/fault/http/version-1.0").starts_with("HTTP/1.0 101 Switching Protocols\r\n"));
    let many = head(&peer, "/fault/http/many-headers?n=130");
    assert_eq!(many.lines().filter(|line| line.starts_with("X-")).count(), 130);
    assert!(head(&peer, "/fault/http/long-header").len() > 71_680);
}

#[test]
fn a_dripped_head_opens_the_connection() {
    let peer = peer();
    let mut raw = Raw::open(&peer, "/fault/http/drip");
    raw.send(0x81, b"x");
    assert_eq!(raw.frame().payload, b"x");
}

#[test]
fn garbage_after_a_right_101_comes_with_it() {
    let peer = peer();
    let mut raw = Raw::open(&peer, "/fault/http/garbage-after-101");
    assert_eq!(raw.ahead, b"HTTP/1.1 200 OK\r\n\r\nhello", "in the same segment");
    raw.ahead.clear();
}
