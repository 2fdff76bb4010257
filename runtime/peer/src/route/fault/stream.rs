//! Byte streams that break, end or stop.

use super::{RouteInfo, Steps, accept, before, opened, raw, route};
use crate::play::Request;
use crate::{Data, Message, RawFrame, Step};

pub(in crate::route) const ROUTES: &[RouteInfo] = &[
    route("/fault/stream/reset", "at=open", "resets TCP: at=handshake, open, or message (after the first one)", reset),
    route(
        "/fault/stream/fin",
        "at=open",
        "ends TCP: at=handshake, head (inside the 101), open, frame-header, frame or message (inside one)",
        fin,
    ),
    route("/fault/stream/garbage", "after=0", "sends a binary message of so many bytes, then no frames", garbage),
    route("/fault/stream/stop-reading", "", "opens and never reads again", |request| {
        let mut steps = vec![accept()];
        steps.extend(before(request));
        steps.push(Step::Stall { read: false });
        Ok(steps)
    }),
];

fn reset(request: &Request<'_>) -> Steps {
    let mut steps = match request.query.filled("at").unwrap_or("open") {
        "handshake" => Vec::new(),
        "open" => opened(request, []),
        "message" => vec![accept(), Step::Receive { messages: 1, text: None }],
        other => return Err(format!("at={other} is not one of handshake, open, message")),
    };
    steps.push(Step::Reset {});
    Ok(steps)
}

fn fin(request: &Request<'_>) -> Steps {
    let fragment = RawFrame { fin: false, data: Data::Text("the first half".to_owned()), ..RawFrame::default() };
    let half = RawFrame { fin: true, announce: Some(100), ..fragment.clone() };
    let mut steps = match request.query.filled("at").unwrap_or("open") {
        "handshake" => Vec::new(),
        "head" => vec![raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgr")],
        "open" => opened(request, []),
        // Says that two bytes of length follow, and gives one.
        "frame-header" => opened(request, [raw(&[0x81, 126, 1])]),
        "frame" => opened(request, [Step::Frame(half)]),
        "message" => opened(request, [Step::Frame(fragment)]),
        other => {
            let places = "handshake, head, open, frame-header, frame, message";
            return Err(format!("at={other} is not one of {places}"));
        }
    };
    steps.push(Step::Fin {});
    Ok(steps)
}

fn garbage(request: &Request<'_>) -> Steps {
    let after = request.query.number_or("after", 0)?;
    let message = Message { data: Data::Size(after), ..Message::default() };
    let legal = (after > 0).then_some(Step::Binary(message));
    // As a frame: every reserved bit set, a reserved opcode, masked, and longer than any memory.
    Ok(opened(request, legal.into_iter().chain([raw(&[0xff; 64])])))
}
