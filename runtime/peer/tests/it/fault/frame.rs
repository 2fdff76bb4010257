//! Frames that a server must not send.

use crate::support::{Raw, RawFrame, peer};

pub(super) const TESTED: &[&str] = &[
    "/fault/frame/drip",
    "/fault/frame/opcode",
    "/fault/frame/rsv",
    "/fault/frame/masked",
    "/fault/frame/long-ping",
    "/fault/frame/fragmented-ping",
    "/fault/frame/continuation-first",
    "/fault/frame/text-in-fragments",
    "/fault/frame/bad-utf8",
    "/fault/frame/surrogate",
    "/fault/frame/cut-utf8",
    "/fault/frame/split-utf8",
    "/fault/frame/announce",
    "/fault/frame/size",
    "/fault/frame/empty-fragments",
    "/fault/frame/pings",
    "/fault/frame/long-form",
];

#[test]
fn each_sends_exactly_its_bytes() {
    let peer = peer();
    let mut ping = vec![0x89, 126, 0, 126];
    ping.extend((b'a'..=b'z').cycle().take(126));
    // "masked", with the key 4d 61 73 6b.
    let masked = b"\x81\x86\x4d\x61\x73\x6b\x20\x00\x00\x00\x28\x05";
    let cases: &[(&str, &[u8])] = &[
        ("opcode", b"\x83\x03odd"),
        ("opcode?opcode=11", b"\x8b\x03odd"),
        ("rsv", b"\xc1\x08reserved"),
        ("rsv?bits=2", b"\xa1\x08reserved"),
        ("rsv?bits=1", b"\x91\x08reserved"),
        ("masked", masked),
        ("long-ping", &ping),
        ("fragmented-ping", b"\x09\x01a\x80\x01b"),
        ("continuation-first", b"\x80\x04lost"),
        ("text-in-fragments", b"\x01\x01a\x81\x01b"),
        ("bad-utf8", b"\x81\x04a\xff\xfeb"),
        ("surrogate", b"\x81\x03\xed\xa0\x80"),
        ("cut-utf8", b"\x81\x02\xe4\xbd"),
        ("announce", b"\x82\x7f\0\0\x01\0\0\0\0\0ten bytes."),
        ("announce?length=9223372036854775809", b"\x82\x7f\x80\0\0\0\0\0\0\x01ten bytes."),
        ("long-form", b"\x81\x7f\0\0\0\0\0\0\0\x05short"),
        ("long-form?bits=16", b"\x81\x7e\0\x05short"),
    ];
    for (name, bytes) in cases {
        let mut raw = Raw::open(&peer, &format!("/fault/frame/{name}"));
        assert_eq!(raw.take(bytes.len()), *bytes, "{name}");
        assert_eq!(raw.ahead, b"", "{name}: nothing follows");
        let before = if name.contains('?') { "&before=ok" } else { "?before=ok" };
        let mut raw = Raw::open(&peer, &format!("/fault/frame/{name}{before}"));
        assert_eq!(raw.take(4 + bytes.len()), [b"\x81\x02ok", *bytes].concat(), "{name}");
    }
}

#[test]
fn a_legal_text_is_dripped() {
    let peer = peer();
    let mut raw = Raw::open(&peer, "/fault/frame/drip?size=30&before=a");
    assert_eq!(raw.frame(), RawFrame { first: 0x81, payload: b"a".to_vec() });
    assert_eq!(raw.frame(), RawFrame { first: 0x81, payload: b"abcdefghijklmnopqrstuvwxyzabcd".to_vec() });
}

#[test]
fn a_legal_text_is_cut_inside_its_characters() {
    let peer = peer();
    let mut raw = Raw::open(&peer, "/fault/frame/split-utf8");
    let text = "κόσμε 你好 🌍".as_bytes();
    for (at, byte) in text.iter().enumerate() {
        let first = u8::from(at == 0) | if at + 1 == text.len() { 0x80 } else { 0 };
        assert_eq!(raw.frame(), RawFrame { first, payload: vec![*byte] }, "{at}");
    }
}

#[test]
fn a_message_of_any_size_is_really_sent() {
    let peer = peer();
    let mut raw = Raw::open(&peer, "/fault/frame/size?size=3000000");
    let whole = raw.frame();
    assert_eq!((whole.first, whole.payload.len()), (0x82, 3_000_000));
    assert_eq!(whole.payload[2_999_999], b'a' + u8::try_from(2_999_999 % 26).expect("a letter"));
    let mut raw = Raw::open(&peer, "/fault/frame/size?size=250&fragment=100");
    let frames = [raw.frame(), raw.frame(), raw.frame()];
    assert_eq!(frames.each_ref().map(|frame| (frame.first, frame.payload.len())), [(0x02, 100), (0, 100), (0x80, 50)]);
    assert_eq!(frames.map(|frame| frame.payload).concat(), whole.payload[..250]);
}

#[test]
fn floods_end_with_a_message() {
    let peer = peer();
    let mut raw = Raw::open(&peer, "/fault/frame/empty-fragments");
    for number in 0..70_000 {
        let first = u8::from(number == 0);
        assert_eq!(raw.frame(), RawFrame { first, payload: Vec::new() }, "{number}");
    }
    assert_eq!(raw.frame(), RawFrame { first: 0x80, payload: b"end".to_vec() });
    let mut raw = Raw::open(&peer, "/fault/frame/pings");
    for number in 0..20_000 {
        assert_eq!(raw.frame(), RawFrame { first: 0x89, payload: b"?".to_vec() }, "{number}");
    }
    assert_eq!(raw.frame(), RawFrame { first: 0x81, payload: b"end".to_vec() });
}
