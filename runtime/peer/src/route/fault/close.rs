//! Closing handshakes that go wrong.
//!
//! Every route here but `no-reply` also knows `before=`: a text that is sent first, in the same write.

use super::{RouteInfo, Steps, accept, opened, route, text};
use crate::play::Request;
use crate::{Close, Data, Habits, Opcode, RawFrame, Step};

pub(in crate::route) const ROUTES: &[RouteInfo] = &[
    route("/fault/close/code", "code=1005&reason=", "any code, such as 999, 1005, 1006, 1015 or 5000", code),
    route("/fault/close/none", "", "a close frame without a code", |request| {
        Ok(opened(request, [Step::Close(Close::default())]))
    }),
    route("/fault/close/one-byte", "", "a close frame with half a code", |request| payload(request, b"\x03")),
    route("/fault/close/bad-reason", "", "a reason that is not UTF-8", |request| payload(request, b"\x03\xe8a\xff")),
    route("/fault/close/long-reason", "", "a close frame longer than 125 bytes", |request| {
        Ok(opened(request, [Step::Close(Close { code: Some(1000), reason: Data::Size(124) })]))
    }),
    route("/fault/close/no-reply", "", "never answers the client's close frame, nor ends TCP", |_| {
        Ok(vec![accept(), Step::Habits(Habits { answer_close: false, end_tcp: false, ..Habits::default() })])
    }),
    route("/fault/close/keep-tcp", "code=1000", "closes, and never ends TCP", keep_tcp),
    route("/fault/close/data-after", "code=1000", "closes, and sends a text after it", data_after),
    route("/fault/close/twice", "code=1000", "sends two close frames, the second with code 4000", twice),
];

fn closing(code: u16) -> Step {
    Step::Close(Close { code: Some(code), ..Close::default() })
}

fn payload(request: &Request<'_>, bytes: &'static [u8]) -> Steps {
    let frame = RawFrame { opcode: Opcode::CLOSE, data: Data::bytes(bytes), ..RawFrame::default() };
    Ok(opened(request, [Step::Frame(frame)]))
}

fn code(request: &Request<'_>) -> Steps {
    let code = Some(request.query.number_or("code", 1005)?);
    let reason = Data::Text(request.query.get("reason").unwrap_or_default().to_owned());
    Ok(opened(request, [Step::Close(Close { code, reason })]))
}

fn keep_tcp(request: &Request<'_>) -> Steps {
    let habits = Habits { end_tcp: false, ..Habits::default() };
    Ok(opened(request, [Step::Habits(habits), closing(request.query.number_or("code", 1000)?)]))
}

fn data_after(request: &Request<'_>) -> Steps {
    Ok(opened(request, [closing(request.query.number_or("code", 1000)?), text("too late")]))
}

fn twice(request: &Request<'_>) -> Steps {
    Ok(opened(request, [closing(request.query.number_or("code", 1000)?), closing(4000)]))
}
