//! Wrong and odd headers in a 101.

use crate::support::{ACCEPT, Raw, peer};

pub(super) const TESTED: &[&str] = &[
    "/fault/upgrade/accept-wrong",
    "/fault/upgrade/accept-missing",
    "/fault/upgrade/accept-twice",
    "/fault/upgrade/accept-two",
    "/fault/upgrade/upgrade-wrong",
    "/fault/upgrade/upgrade-missing",
    "/fault/upgrade/upgrade-case",
    "/fault/upgrade/connection-wrong",
    "/fault/upgrade/connection-missing",
    "/fault/upgrade/connection-list",
    "/fault/upgrade/connection-lines",
    "/fault/upgrade/protocol-unasked",
    "/fault/upgrade/protocol-case",
    "/fault/upgrade/protocol-two",
    "/fault/upgrade/protocol-list",
    "/fault/upgrade/protocol-none",
    "/fault/upgrade/extension",
    "/fault/upgrade/with-frame",
];

#[test]
fn each_differs_from_a_right_answer_in_its_header_alone() {
    let peer = peer();
    let upgrade = "Upgrade: websocket";
    let connection = "Connection: Upgrade";
    let accept = format!("Sec-WebSocket-Accept: {ACCEPT}");
    let protocol = "Sec-WebSocket-Protocol: chat";
    let right = [upgrade, connection, &accept, protocol];
    // What is asked for, what is missing of a right answer, and what is there besides.
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("accept-missing", &[&accept], &[]),
        ("accept-twice", &[], &[&accept]),
        ("upgrade-wrong", &[upgrade], &["Upgrade: h2c"]),
        ("upgrade-missing", &[upgrade], &[]),
        ("upgrade-case", &[upgrade], &["Upgrade: WebSocket"]),
        ("connection-wrong", &[connection], &["Connection: close"]),
        ("connection-missing", &[connection], &[]),
        ("connection-list", &[connection], &["Connection: keep-alive, Upgrade"]),
        ("connection-lines", &[connection], &["Connection: keep-alive", "Connection: upgrade"]),
        ("protocol-unasked", &[protocol], &["Sec-WebSocket-Protocol: unasked"]),
        ("protocol-case", &[protocol], &["Sec-WebSocket-Protocol: CHAT"]),
        ("protocol-two", &[], &["Sec-WebSocket-Protocol: Other"]),
        ("protocol-list", &[protocol], &["Sec-WebSocket-Protocol: chat, Other, third"]),
        ("protocol-none", &[protocol], &[]),
        ("extension", &[], &["Sec-WebSocket-Extensions: permessage-deflate"]),
    ];
    for (name, missing, besides) in cases {
        let mut raw =
            Raw::ask(&peer, &format!("/fault/upgrade/{name}"), "Sec-WebSocket-Protocol: chat, Other, third\r\n");
        let head = raw.head();
        let mut lines: Vec<&str> = head.trim_end().split("\r\n").collect();
        assert_eq!(lines.remove(0), "HTTP/1.1 101 Switching Protocols", "{name}");
        let mut expected: Vec<&str> = right.into_iter().filter(|line| !missing.contains(line)).collect();
        expected.extend(*besides);
        lines.sort_unstable();
        expected.sort_unstable();
        assert_eq!(lines, expected, "{name}");
        // A client that puts up with it can go on.
        raw.send(0x81, b"still here");
        assert_eq!(raw.frame().payload, b"still here", "{name}");
    }
}

#[test]
fn a_wrong_accept_is_a_well_formed_one() {
    let peer = peer();
    let accepts = |target: &str| -> Vec<String> {
        let head = Raw::ask(&peer, target, "").head();
        head.lines().filter_map(|line| line.strip_prefix("Sec-WebSocket-Accept: ")).map(str::to_owned).collect()
    };
    let wrong = accepts("/fault/upgrade/accept-wrong");
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0].len(), ACCEPT.len());
    assert_ne!(wrong[0], ACCEPT);
    assert_eq!(accepts("/fault/upgrade/accept-two"), [ACCEPT, &wrong[0]]);
}

#[test]
fn what_needs_an_offer_says_so() {
    let peer = peer();
    for name in ["protocol-case", "protocol-two", "protocol-list"] {
        let head = Raw::ask(&peer, &format!("/fault/upgrade/{name}"), "").head();
        assert!(head.starts_with("HTTP/1.1 400 "), "{name}: {head}");
    }
}

#[test]
fn a_frame_and_the_close_frame_come_with_the_101() {
    let peer = peer();
    let raw = Raw::open(&peer, "/fault/upgrade/with-frame?text=hi&close=4000");
    assert_eq!(raw.ahead, b"\x81\x02hi\x88\x02\x0f\xa0", "in the same segment");
    let raw = Raw::open(&peer, "/fault/upgrade/with-frame?close=");
    assert_eq!(raw.ahead, b"\x81\x05first");
}
