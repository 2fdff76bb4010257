//! Answers to the handshake that are no 101, no HTTP, or HTTP that is hard to read.

use super::{ECHO, RouteInfo, Steps, accept, raw, route};
use crate::play::Request;
use crate::{Accept, Data, Respond, Step};

pub(in crate::route) const ROUTES: &[RouteInfo] = &[
    route("/fault/http/ok", "body=", "answers 200 with a body", ok),
    route("/fault/http/redirect", "status=302&location=/echo", "answers a redirect", redirect),
    route("/fault/http/continue", "", "answers 100, then bytes that are no answer", |_| {
        Ok(vec![raw(b"HTTP/1.1 100 Continue\r\n\r\nnothing to continue with\r\n\r\n"), Step::Fin {}])
    }),
    route("/fault/http/garbage-after-101", "", "a right 101 with text after it instead of frames", |_| {
        Ok(vec![Step::Cork {}, accept(), raw(b"HTTP/1.1 200 OK\r\n\r\nhello"), Step::Uncork {}])
    }),
    route("/fault/http/late-body", "status=503&body=late&late=50", "the body comes in a write of its own", late_body),
    route("/fault/http/endless-body", "status=503&size=1073741824", "announces and sends a huge body", endless_body),
    route("/fault/http/version-1.0", "", "a 101 of HTTP/1.0", |_| {
        Ok(opening(Accept { version: "HTTP/1.0".to_owned(), ..Accept::default() }))
    }),
    route("/fault/http/ssh", "", "answers as an SSH server", |_| Ok(stranger(b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"))),
    route("/fault/http/http2", "", "answers with the preface of HTTP/2, an empty SETTINGS frame", |_| {
        Ok(stranger(&[0, 0, 0, 4, 0, 0, 0, 0, 0]))
    }),
    route("/fault/http/nul", "", "a 101 with a NUL in a header", |_| Ok(header("X-Nul", "a\0b"))),
    route("/fault/http/obs-fold", "", "a 101 with a header folded over two lines", |_| {
        Ok(header("X-Folded", "a\r\n b"))
    }),
    route("/fault/http/no-colon", "", "a 101 with a line that has no colon", |_| {
        Ok(header("X-Before", "a\r\nthis line has no colon"))
    }),
    route("/fault/http/bad-name", "", "a 101 with a space in a header's name", |_| Ok(header("X Name", "a"))),
    route("/fault/http/line-feeds", "", "a 503 whose lines end with LF alone", |_| {
        Ok(vec![raw(b"HTTP/1.1 503 Service Unavailable\nContent-Length: 0\nConnection: close\n\n"), Step::Fin {}])
    }),
    route("/fault/http/many-headers", "n=125", "a 101 with n headers more than it needs", many_headers),
    route("/fault/http/long-header", "size=71680", "a 101 with a header of size bytes", long_header),
    route("/fault/http/drip", "bytes=1&every=0", "a right 101 in small writes, every ms apart", drip),
];

/// A 101 and what follows when a client takes it for good.
pub(super) fn opening(accept: Accept) -> Vec<Step> {
    vec![Step::Accept(accept), ECHO]
}

/// The first words of another protocol's server, which then waits for an answer.
fn stranger(words: &'static [u8]) -> Vec<Step> {
    vec![raw(words), Step::Stall { read: true }]
}

fn header(name: &str, value: &str) -> Vec<Step> {
    opening(Accept { headers: vec![(name.to_owned(), value.to_owned())], ..Accept::default() })
}

fn ok(request: &Request<'_>) -> Steps {
    let body = Data::Text(request.query.filled("body").unwrap_or("this is no WebSocket\n").to_owned());
    Ok(vec![Step::Respond(Respond { status: 200, body, ..Respond::default() })])
}

fn redirect(request: &Request<'_>) -> Steps {
    let location = request.query.filled("location").unwrap_or("/echo").to_owned();
    let status = request.query.number_or("status", 302)?;
    let headers = vec![("Location".to_owned(), location)];
    Ok(vec![Step::Respond(Respond { status, headers, ..Respond::default() })])
}

fn late_body(request: &Request<'_>) -> Steps {
    let query = request.query;
    let body = Data::Text(query.filled("body").unwrap_or("late").to_owned());
    let (status, late) = (query.number_or("status", 503)?, query.number_or("late", 50)?);
    Ok(vec![Step::Respond(Respond { status, body, body_after_ms: Some(late), ..Respond::default() })])
}

fn endless_body(request: &Request<'_>) -> Steps {
    let (status, size) = (request.query.number_or("status", 503)?, request.query.number_or("size", 1 << 30)?);
    Ok(vec![Step::Respond(Respond { status, body: Data::Size(size), ..Respond::default() })])
}

fn many_headers(request: &Request<'_>) -> Steps {
    let count: u32 = request.query.number_or("n", 125)?;
    let headers = (1..=count).map(|number| (format!("X-{number}"), number.to_string())).collect();
    Ok(opening(Accept { headers, ..Accept::default() }))
}

fn long_header(request: &Request<'_>) -> Steps {
    Ok(header("X-Long", &"x".repeat(request.query.number_or("size", 71_680)?)))
}

fn drip(request: &Request<'_>) -> Steps {
    let (bytes, every_ms) = (request.query.number_or("bytes", 1)?, request.query.number_or("every", 0)?);
    Ok(vec![Step::Drip { bytes, every_ms }, accept(), Step::Drip { bytes: 0, every_ms: 0 }, ECHO])
}
