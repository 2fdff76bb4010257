use std::collections::BTreeSet;
use std::time::Duration;

use super::*;
use crate::{CertificateFault, CloseFault, HandshakeFault, ProtocolFault, Stage};

/// Every fault, with its code in classic and in latest, and the text that its classic message begins with.
fn table() -> Vec<(Fault, u16, u16, &'static str)> {
    let text = || "why".to_owned();
    let connect = |fault| Fault::Connect { address: "1.2.3.4:5".to_owned(), fault };
    let certificate = |fault| Fault::Certificate { host: "h".to_owned(), fault };
    vec![
        (Fault::UrlEmpty, 3, 3, "URL 为空: "),
        (Fault::UrlMalformed { reason: text() }, 4, 4, "URL 格式不合法: why"),
        (
            Fault::UrlScheme { scheme: "http".to_owned(), use_instead: "ws:// or wss://" },
            5,
            5,
            "URL 地址不是ws或者wss.: the scheme is `http`",
        ),
        (Fault::HeaderInvalid { name: "X\r".to_owned(), reason: text() }, 1, 2, "未知错误: header `X\\r`"),
        (Fault::ProtocolsInvalid { protocol: text(), reason: text() }, 1, 2, "未知错误: subprotocol `why`"),
        (Fault::ArgumentInvalid { reason: text() }, 1, 2, "未知错误: why"),
        (CloseFault::Code(1001).into(), 1, 2, "未知错误: close code 1001"),
        (CloseFault::Reason(124).into(), 1, 2, "未知错误: the close reason has 124 bytes"),
        (Fault::InsecureRefused, 5, 20, "URL 地址不是ws或者wss.: ws:// is refused"),
        (Fault::DomainRefused { host: "h".to_owned(), allowed: vec!["a".to_owned()] }, 1, 1, "未知错误: host `h`"),
        (Fault::ConnectionExists, 2, 3, "connection exists: "),
        (Fault::TooManyTasks { limit: 5 }, 3, 3, "too many connections: there are 5 connections"),
        (
            Fault::TooManyTransports { limit: 256 },
            3,
            3,
            "too many connections: there are 256 connections and requests already, which is the limit (--max-sockets)",
        ),
        (
            Fault::Timeout { stage: Stage::Tls, after: Duration::from_secs(3) },
            6,
            6,
            "Timed out connecting to server.: gave up after 3000 ms, while negotiating TLS",
        ),
        (Fault::NameNotFound { host: "h".to_owned(), reason: text() }, 1, 65, "未知错误: no address was found"),
        (connect(ConnectFault::Refused), 1, 1, "未知错误: connection refused"),
        (connect(ConnectFault::Reset), 1, 1, "未知错误: connection reset"),
        (connect(ConnectFault::NoRoute), 1, 65, "未知错误: no route to the host"),
        (connect(ConnectFault::NoNetwork), 1, 50, "未知错误: the network is unreachable"),
        (connect(ConnectFault::Other(text())), 1, 1, "未知错误: cannot connect: why"),
        (certificate(CertificateFault::Expired), 7, 7, "invalid server certificate: certificate expired"),
        (certificate(CertificateFault::NotYetValid), 7, 7, "invalid server certificate: certificate is not yet valid"),
        (certificate(CertificateFault::HostMismatch), 7, 7, "invalid server certificate: host name does not match"),
        (certificate(CertificateFault::SelfSigned), 7, 7, "invalid server certificate: self-signed certificate"),
        (
            certificate(CertificateFault::UnknownIssuer),
            7,
            7,
            "invalid server certificate: certificate of an unknown issuer",
        ),
        (
            certificate(CertificateFault::WrongPurpose),
            7,
            7,
            "invalid server certificate: certificate is not for servers",
        ),
        (certificate(CertificateFault::Revoked), 7, 7, "invalid server certificate: certificate was revoked"),
        (certificate(CertificateFault::Other(79)), 7, 7, "invalid server certificate: certificate is invalid"),
        (Fault::Tls { reason: text() }, 1, 1, "未知错误: TLS handshake failed: why"),
        (
            Fault::Refused { status: 503, reason: "Busy".to_owned(), body: "later".to_owned() },
            503,
            503,
            "refuse handshake: the server answered 503 Busy: later",
        ),
        (
            Fault::Refused { status: 400, reason: String::new(), body: String::new() },
            400,
            400,
            "refuse handshake: the server answered 400",
        ),
        (
            Fault::Handshake(HandshakeFault::Missing("Upgrade")),
            8,
            8,
            "Invalid Sec-WebSocket-Accept response.: the response has no `Upgrade` header",
        ),
        (Fault::Interrupted { stage: Stage::Upgrade, reason: text() }, 1, 1, "未知错误: the connection ended while"),
        (
            Fault::Subprotocol { chosen: "b".to_owned(), offered: vec!["a".to_owned(), "c".to_owned()] },
            9,
            9,
            "invalid Sec-WebSocket-Protocol: the server chose subprotocol `b`, offered a, c",
        ),
        (Fault::DataInvalid { reason: text() }, 1, 1, "未知错误: why"),
        (Fault::NotOpen, 10, 10, "没有建连成功之前无法发送消息: "),
        (Fault::QueueFull { unsent: 1, adding: 2, limit: 2 }, 11, 11, "sending failed: 1 bytes are waiting"),
        (Fault::SendFailed { reason: text() }, 11, 11, "sending failed: why"),
        (Fault::Lost { reason: text() }, 1, 1, "未知错误: the connection was lost: why"),
        (
            Fault::Protocol(ProtocolFault::Opcode(3)),
            1,
            1,
            "未知错误: the server broke the protocol: it sent reserved opcode 3",
        ),
        (Fault::Protocol(ProtocolFault::InvalidUtf8), 1, 1, "未知错误: the server broke the protocol"),
        (Fault::MessageTooLarge { size: 9, limit: 8 }, 12, 12, "not enough memory to read: a message of 9 bytes"),
    ]
}

/// A new variant does not compile here until it has a number; the test then asks for its row.
fn variant(fault: &Fault) -> usize {
    match fault {
        Fault::UrlEmpty => 0,
        Fault::UrlMalformed { .. } => 1,
        Fault::UrlScheme { .. } => 2,
        Fault::HeaderInvalid { .. } => 3,
        Fault::ProtocolsInvalid { .. } => 4,
        Fault::ArgumentInvalid { .. } => 5,
        Fault::InsecureRefused => 6,
        Fault::DomainRefused { .. } => 7,
        Fault::ConnectionExists => 8,
        Fault::TooManyTasks { .. } => 9,
        Fault::TooManyTransports { .. } => 26,
        Fault::Timeout { .. } => 10,
        Fault::NameNotFound { .. } => 11,
        Fault::Connect { .. } => 12,
        Fault::Certificate { .. } => 13,
        Fault::Tls { .. } => 14,
        Fault::Refused { .. } => 15,
        Fault::Handshake(_) => 16,
        Fault::Interrupted { .. } => 17,
        Fault::Subprotocol { .. } => 18,
        Fault::NotOpen => 19,
        Fault::QueueFull { .. } => 20,
        Fault::SendFailed { .. } => 21,
        Fault::Lost { .. } => 22,
        Fault::Protocol(_) => 23,
        Fault::MessageTooLarge { .. } => 24,
        Fault::DataInvalid { .. } => 25,
    }
}

#[test]
fn every_fault_has_its_code_and_text() {
    let mut seen = BTreeSet::new();
    for (fault, classic, latest, start) in table() {
        seen.insert(variant(&fault));
        let report = fault.report(Profile::Classic);
        assert_eq!(report.code, classic, "{fault:?}");
        assert!(report.message.starts_with(start), "{:?} does not start with {start:?}", report.message);
        assert!(report.message.ends_with(&fault.to_string()), "{}", report.message);
        assert_eq!(fault.report(Profile::Latest).code, latest, "{fault:?}");
        assert!(!report.message.contains(['\r', '\n']), "{:?}", report.message);
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), (0..=26).collect::<Vec<_>>());
}

#[test]
fn the_latest_profile_has_headings_of_its_own() {
    let start = |fault: &Fault| fault.report(Profile::Latest).message.split(':').next().unwrap_or_default().to_owned();
    assert_eq!(start(&Fault::ArgumentInvalid { reason: "x".to_owned() }), "invalid argument");
    assert_eq!(start(&Fault::InsecureRefused), "请求url不支持ws，请使用wss");
    assert_eq!(start(&Fault::ConnectionExists), "too many connections");
    assert_eq!(start(&Fault::NameNotFound { host: "h".to_owned(), reason: "x".to_owned() }), "host not reachable");
    let fault = ConnectFault::NoNetwork;
    assert_eq!(start(&Fault::Connect { address: "a".to_owned(), fault }), "no network");
}

#[test]
fn close_codes_follow_the_fault() {
    assert_eq!(Fault::Protocol(ProtocolFault::MaskedFrame).close_code(), 1002);
    assert_eq!(Fault::Protocol(ProtocolFault::InvalidUtf8).close_code(), 1007);
    assert_eq!(Fault::MessageTooLarge { size: 2, limit: 1 }.close_code(), 1009);
    assert_eq!(Fault::Lost { reason: String::new() }.close_code(), 1006);
}

#[test]
fn what_a_server_sent_reaches_no_terminal_as_it_is() {
    let location = Some("ws://\u{1b}[2J\t\u{9b}31m\u{7f}/".to_owned());
    let fault = Fault::Handshake(HandshakeFault::NotSwitching { status: 302, reason: "Found".to_owned(), location });
    let message = fault.report(Profile::Classic).message;
    assert!(message.ends_with(r"(to ws://\u{1b}[2J\t\u{9b}31m\u{7f}/)"), "{message}");
}
