//! Answers of 101 with something wrong, or odd but right, in the headers that open a connection.

use super::http::opening;
use super::{RouteInfo, Steps, accept, route, text};
use crate::play::Request;
use crate::{Accept, AcceptKey, Close, Step};

pub(in crate::route) const ROUTES: &[RouteInfo] = &[
    route("/fault/upgrade/accept-wrong", "", "the hash of another key", |_| {
        Ok(opening(Accept { accept: vec![AcceptKey::Wrong], ..Accept::default() }))
    }),
    route("/fault/upgrade/accept-missing", "", "no Sec-WebSocket-Accept", |_| {
        Ok(opening(Accept { accept: Vec::new(), ..Accept::default() }))
    }),
    route("/fault/upgrade/accept-twice", "", "the right Sec-WebSocket-Accept, twice", |_| {
        Ok(opening(Accept { accept: vec![AcceptKey::Right; 2], ..Accept::default() }))
    }),
    route("/fault/upgrade/accept-two", "", "a right Sec-WebSocket-Accept, then a wrong one", |_| {
        Ok(opening(Accept { accept: vec![AcceptKey::Right, AcceptKey::Wrong], ..Accept::default() }))
    }),
    route("/fault/upgrade/upgrade-wrong", "", "Upgrade: h2c", |_| Ok(upgrade(&["h2c"]))),
    route("/fault/upgrade/upgrade-missing", "", "no Upgrade", |_| Ok(upgrade(&[]))),
    route("/fault/upgrade/upgrade-case", "", "Upgrade: WebSocket, which is right", |_| Ok(upgrade(&["WebSocket"]))),
    route("/fault/upgrade/connection-wrong", "", "Connection: close", |_| Ok(connection(&["close"]))),
    route("/fault/upgrade/connection-missing", "", "no Connection", |_| Ok(connection(&[]))),
    route("/fault/upgrade/connection-list", "", "Connection: keep-alive, Upgrade, which is right", |_| {
        Ok(connection(&["keep-alive, Upgrade"]))
    }),
    route("/fault/upgrade/connection-lines", "", "the same in two header lines, which is right", |_| {
        Ok(connection(&["keep-alive", "upgrade"]))
    }),
    route("/fault/upgrade/protocol-unasked", "", "chooses a subprotocol that was not offered", |_| {
        Ok(protocol(vec!["unasked".to_owned()]))
    }),
    route("/fault/upgrade/protocol-case", "", "chooses the first offered subprotocol in the other case", protocol_case),
    route("/fault/upgrade/protocol-two", "", "chooses the first two offered, in two header lines", protocol_two),
    route("/fault/upgrade/protocol-list", "", "chooses all that were offered, in one header line", protocol_list),
    route("/fault/upgrade/protocol-none", "", "chooses none", |_| Ok(protocol(Vec::new()))),
    route("/fault/upgrade/extension", "", "agrees to an extension that was not offered", |_| {
        let extension = ("Sec-WebSocket-Extensions".to_owned(), "permessage-deflate".to_owned());
        Ok(opening(Accept { headers: vec![extension], ..Accept::default() }))
    }),
    route("/fault/upgrade/with-frame", "text=first&close=1000", "text and close frame in the same write", with_frame),
];

fn upgrade(values: &[&str]) -> Vec<Step> {
    opening(Accept { upgrade: values.iter().map(|&value| value.to_owned()).collect(), ..Accept::default() })
}

fn connection(values: &[&str]) -> Vec<Step> {
    opening(Accept { connection: values.iter().map(|&value| value.to_owned()).collect(), ..Accept::default() })
}

fn protocol(names: Vec<String>) -> Vec<Step> {
    opening(Accept { protocol: Some(names), ..Accept::default() })
}

fn protocol_case(request: &Request<'_>) -> Steps {
    let swap =
        |char: char| if char.is_ascii_lowercase() { char.to_ascii_uppercase() } else { char.to_ascii_lowercase() };
    let first = request.handshake.offered_protocols().next();
    let first = first.ok_or("this route needs an offered subprotocol: none was offered")?;
    Ok(protocol(vec![first.chars().map(swap).collect()]))
}

fn protocol_two(request: &Request<'_>) -> Steps {
    let two: Vec<String> = request.handshake.offered_protocols().take(2).map(str::to_owned).collect();
    if two.len() < 2 {
        return Err("this route needs two offered subprotocols".to_owned());
    }
    Ok(protocol(two))
}

fn protocol_list(request: &Request<'_>) -> Steps {
    let all: Vec<&str> = request.handshake.offered_protocols().collect();
    if all.is_empty() {
        return Err("this route needs an offered subprotocol: none was offered".to_owned());
    }
    Ok(protocol(vec![all.join(", ")]))
}

fn with_frame(request: &Request<'_>) -> Steps {
    let query = request.query;
    let mut steps = vec![Step::Cork {}, accept(), text(query.get("text").unwrap_or("first"))];
    if query.get("close") != Some("") {
        steps.push(Step::Close(Close { code: Some(query.number_or("close", 1000)?), ..Close::default() }));
    }
    steps.push(Step::Uncork {});
    Ok(steps)
}
