//! The routes that programs talk to: echo, push, close and their like.

use super::{RouteInfo, Steps, route};
use crate::play::Request;
use crate::{Accept, Close, Data, Message, Respond, Step};

pub(super) const ROUTES: &[RouteInfo] = &[
    route("/echo", "delay=0", "sends every message back, delay ms later", echo),
    route(
        "/push",
        "n=1&every=0&text=&size=&close=",
        "sends n texts (numbered, or text, or size bytes), every ms apart; then closes with a code, or stays open",
        push,
    ),
    route("/close", "code=1000&reason=&after=0", "closes after so many messages; an empty code sends none", close),
    route("/sink", "", "counts messages and bytes until the text END, then answers `count bytes`", sink),
    route("/burst", "n=1000&size=32", "on the text GO sends n texts of size bytes, then END", burst),
    route("/chat", "", "sends every text to all connections here, the sender included", chat),
    route("/refuse", "status=503&reason=&body=&late=", "refuses the handshake; the body comes late ms after", refuse),
    route("/drop", "after=1", "ends TCP without a close frame after so many messages", drop),
    route("/stall", "at=upgrade", "goes silent: at=tcp (no answer), at=upgrade (half a 101) or at=open", stall),
];

pub(super) fn accept() -> Step {
    Step::Accept(Accept::default())
}

/// Waits for `after` messages, if any are asked for.
fn receive(messages: usize) -> Option<Step> {
    (messages > 0).then_some(Step::Receive { messages, text: None })
}

fn echo(request: &Request<'_>) -> Steps {
    Ok(vec![accept(), Step::Echo { delay_ms: request.query.number_or("delay", 0)? }])
}

fn push(request: &Request<'_>) -> Steps {
    let query = request.query;
    let (data, numbered) = match (query.filled("text"), query.number("size")?) {
        (Some(text), _) => (Data::Text(text.to_owned()), false),
        (None, Some(size)) => (Data::Size(size), false),
        (None, None) => (Data::Text("message".to_owned()), true),
    };
    let (repeat, every_ms) = (query.number_or("n", 1)?, query.number_or("every", 0)?);
    let mut steps = vec![accept(), Step::Text(Message { data, repeat, every_ms, numbered, ..Message::default() })];
    if let Some(code) = query.number("close")? {
        steps.push(Step::Close(Close { code: Some(code), ..Close::default() }));
    }
    Ok(steps)
}

fn close(request: &Request<'_>) -> Steps {
    let query = request.query;
    let code = if query.get("code") == Some("") { None } else { Some(query.number_or("code", 1000)?) };
    let reason = Data::Text(query.get("reason").unwrap_or_default().to_owned());
    let mut steps = vec![accept()];
    steps.extend(receive(query.number_or("after", 0)?));
    steps.push(Step::Close(Close { code, reason }));
    Ok(steps)
}

fn sink(_: &Request<'_>) -> Steps {
    Ok(vec![accept(), Step::Sink {}])
}

fn burst(request: &Request<'_>) -> Steps {
    let (messages, size) = (request.query.number_or("n", 1000)?, request.query.number_or("size", 32)?);
    Ok(vec![accept(), Step::Burst { messages, size }])
}

fn chat(_: &Request<'_>) -> Steps {
    Ok(vec![Step::Cork {}, accept(), Step::Chat {}])
}

fn refuse(request: &Request<'_>) -> Steps {
    let query = request.query;
    Ok(vec![Step::Respond(Respond {
        status: query.number_or("status", 503)?,
        reason: query.filled("reason").map(str::to_owned),
        body: Data::Text(query.get("body").unwrap_or_default().to_owned()),
        body_after_ms: query.number("late")?,
        ..Respond::default()
    })])
}

fn drop(request: &Request<'_>) -> Steps {
    let mut steps = vec![accept()];
    steps.extend(receive(request.query.number_or("after", 1)?));
    steps.push(Step::Fin {});
    Ok(steps)
}

fn stall(request: &Request<'_>) -> Steps {
    let silent = Step::Stall { read: true };
    match request.query.filled("at").unwrap_or("upgrade") {
        "tcp" => Ok(vec![silent]),
        "upgrade" => {
            let head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n";
            Ok(vec![Step::Raw { data: Data::Text(head.to_owned()) }, silent])
        }
        "open" => Ok(vec![accept(), silent]),
        other => Err(format!("at={other} is not one of tcp, upgrade, open")),
    }
}
