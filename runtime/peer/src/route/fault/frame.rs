//! Frames that a server must not send, and legal ones that are hard to take.
//!
//! Every route here also knows `before=`: a text that is sent first, in the same write.

use super::{ECHO, RouteInfo, Steps, accept, before, opened, route};
use crate::play::Request;
use crate::{Data, LengthForm, Message, Opcode, RawFrame, Step};

pub(in crate::route) const ROUTES: &[RouteInfo] = &[
    route("/fault/frame/drip", "bytes=1&every=0&size=200", "a legal text message, in small writes", drip),
    route("/fault/frame/opcode", "opcode=3", "a frame of a reserved opcode", opcode),
    route("/fault/frame/rsv", "bits=4", "a text with reserved bits set: RSV1 is 4, RSV2 2, RSV3 1", rsv),
    route("/fault/frame/masked", "", "a masked text", |request| {
        one(request, RawFrame { masked: true, ..text_frame("masked") })
    }),
    route("/fault/frame/long-ping", "size=126", "a ping longer than 125 bytes", long_ping),
    route("/fault/frame/fragmented-ping", "", "a ping in two fragments", |request| {
        let start = RawFrame { opcode: Opcode::PING, fin: false, ..text_frame("a") };
        let end = RawFrame { opcode: Opcode::CONTINUATION, ..text_frame("b") };
        Ok(opened(request, [frame(start), frame(end)]))
    }),
    route("/fault/frame/continuation-first", "", "a continuation frame that continues nothing", |request| {
        one(request, RawFrame { opcode: Opcode::CONTINUATION, ..text_frame("lost") })
    }),
    route("/fault/frame/text-in-fragments", "", "a text between the fragments of another", |request| {
        let start = RawFrame { fin: false, ..text_frame("a") };
        Ok(opened(request, [frame(start), frame(text_frame("b"))]))
    }),
    route("/fault/frame/bad-utf8", "", "a text that is not UTF-8", |request| text(request, b"a\xff\xfeb")),
    route("/fault/frame/surrogate", "", "a text with half a surrogate pair, encoded as CESU-8 does", |request| {
        text(request, b"\xed\xa0\x80")
    }),
    route("/fault/frame/cut-utf8", "", "a text that ends inside a character", |request| text(request, b"\xe4\xbd")),
    route("/fault/frame/split-utf8", "", "a legal text, fragmented inside its characters", |request| {
        let data = Data::Text("κόσμε 你好 🌍".to_owned());
        Ok(opened(request, [Step::Text(Message { data, fragment: Some(1), ..Message::default() })]))
    }),
    route("/fault/frame/announce", "length=1099511627776", "announces length bytes and sends ten", announce),
    route("/fault/frame/size", "size=10485761&fragment=", "really sends a binary message of size bytes", size),
    route("/fault/frame/empty-fragments", "n=70000", "a text of n empty fragments, then `end`", empty_fragments),
    route("/fault/frame/pings", "n=20000", "n pings, then the text `end`", pings),
    route("/fault/frame/long-form", "bits=64", "a short text whose length is written in 16 or 64 bits", long_form),
];

fn frame(frame: RawFrame) -> Step {
    Step::Frame(frame)
}

fn text_frame(text: &str) -> RawFrame {
    RawFrame { data: Data::Text(text.to_owned()), ..RawFrame::default() }
}

fn one(request: &Request<'_>, raw: RawFrame) -> Steps {
    Ok(opened(request, [frame(raw)]))
}

fn text(request: &Request<'_>, bytes: &'static [u8]) -> Steps {
    one(request, RawFrame { data: Data::bytes(bytes), ..RawFrame::default() })
}

fn drip(request: &Request<'_>) -> Steps {
    let query = request.query;
    let (bytes, every_ms) = (query.number_or("bytes", 1)?, query.number_or("every", 0)?);
    let data = Data::Size(query.number_or("size", 200)?);
    let mut steps = vec![accept(), Step::Drip { bytes, every_ms }];
    steps.extend(before(request));
    steps.extend([Step::Text(Message { data, ..Message::default() }), Step::Drip { bytes: 0, every_ms: 0 }, ECHO]);
    Ok(steps)
}

fn opcode(request: &Request<'_>) -> Steps {
    let number = request.query.number_or("opcode", 3)?;
    if number > 15 {
        return Err(format!("opcode={number} has more than four bits"));
    }
    one(request, RawFrame { opcode: Opcode::from_bits(number), ..text_frame("odd") })
}

fn rsv(request: &Request<'_>) -> Steps {
    let bits = request.query.number_or("bits", 4)?;
    if bits > 7 {
        return Err(format!("bits={bits} is more than the three reserved bits"));
    }
    one(request, RawFrame { rsv: bits, ..text_frame("reserved") })
}

fn long_ping(request: &Request<'_>) -> Steps {
    let data = Data::Size(request.query.number_or("size", 126)?);
    one(request, RawFrame { opcode: Opcode::PING, data, ..RawFrame::default() })
}

fn announce(request: &Request<'_>) -> Steps {
    let announce = Some(request.query.number_or("length", 1 << 40)?);
    one(request, RawFrame { opcode: Opcode::BINARY, announce, ..text_frame("ten bytes.") })
}

fn size(request: &Request<'_>) -> Steps {
    let data = Data::Size(request.query.number_or("size", (10 << 20) + 1)?);
    let fragment = request.query.number("fragment")?;
    // Not collected into one write: it may be large.
    let mut steps = vec![accept()];
    steps.extend(before(request));
    steps.push(Step::Binary(Message { data, fragment, ..Message::default() }));
    Ok(steps)
}

fn empty_fragments(request: &Request<'_>) -> Steps {
    let repeat: u64 = request.query.number_or("n", 70_000)?;
    let fragment = |opcode, fin, repeat| frame(RawFrame { opcode, fin, repeat, ..RawFrame::default() });
    let end = frame(RawFrame { opcode: Opcode::CONTINUATION, ..text_frame("end") });
    let rest = fragment(Opcode::CONTINUATION, false, repeat.saturating_sub(1));
    Ok(opened(request, [fragment(Opcode::TEXT, false, 1), rest, end]))
}

fn pings(request: &Request<'_>) -> Steps {
    let repeat = request.query.number_or("n", 20_000)?;
    let ping = RawFrame { opcode: Opcode::PING, repeat, ..text_frame("?") };
    Ok(opened(request, [frame(ping), frame(text_frame("end"))]))
}

fn long_form(request: &Request<'_>) -> Steps {
    let length_form = match request.query.number_or("bits", 64)? {
        16 => LengthForm::Bits16,
        64 => LengthForm::Bits64,
        bits => return Err(format!("bits={bits} is neither 16 nor 64")),
    };
    one(request, RawFrame { length_form, ..text_frame("short") })
}
