//! The routes that plain requests talk to.

use serde_json::{Map, json};

use super::{RouteInfo, Steps, route};
use crate::play::Request;
use crate::{Data, Respond, Step};

pub(super) const ROUTES: &[RouteInfo] = &[
    route(
        "/http/echo",
        "wait=0",
        "tells a request as JSON: method, path, headers (in lower case) and body, wait ms later",
        echo,
    ),
    route(
        "/http/answer",
        "status=200&body=&size=&type=text/plain&wait=0&chunk=",
        "answers with a body, or one of size bytes, wait ms later; in chunks of so many bytes",
        answer,
    ),
    route(
        "/http/redirect",
        "n=1&status=302&to=/http/echo",
        "redirects to itself n - 1 times, then elsewhere",
        redirect,
    ),
    route("/http/cut", "size=100&sent=50", "announces size bytes and ends TCP after fewer", cut),
];

fn waiting(request: &Request<'_>, answer: Respond) -> Steps {
    let ms = request.query.number_or("wait", 0)?;
    let wait = (ms > 0).then_some(Step::Wait { ms });
    Ok(wait.into_iter().chain([Step::Respond(answer)]).collect())
}

fn of_type(name: &str) -> Vec<(String, String)> {
    vec![("Content-Type".to_owned(), name.to_owned())]
}

fn echo(request: &Request<'_>) -> Steps {
    let mut headers = Map::new();
    for (name, value) in &request.handshake.headers {
        headers.insert(name.to_ascii_lowercase(), value.as_str().into());
    }
    let body = match std::str::from_utf8(request.body) {
        Ok(text) => json!(text),
        Err(_) => json!({ "base64": base64_simd::STANDARD.encode_to_string(request.body) }),
    };
    let (method, path) = (&request.handshake.method, &request.handshake.path);
    let told = json!({ "method": method, "path": path, "headers": headers, "body": body });
    let body = Data::Text(told.to_string());
    waiting(request, Respond { status: 200, headers: of_type("application/json"), body, ..Respond::default() })
}

fn answer(request: &Request<'_>) -> Steps {
    let query = request.query;
    let body = match query.number("size")? {
        Some(size) => Data::Size(size),
        None => Data::Text(query.get("body").unwrap_or_default().to_owned()),
    };
    let headers = of_type(query.filled("type").unwrap_or("text/plain"));
    let (status, chunk) = (query.number_or("status", 200)?, query.number("chunk")?);
    waiting(request, Respond { status, headers, body, chunk, ..Respond::default() })
}

fn redirect(request: &Request<'_>) -> Steps {
    let query = request.query;
    let (left, status): (u32, u16) = (query.number_or("n", 1)?, query.number_or("status", 302)?);
    let to = query.filled("to").unwrap_or("/http/echo");
    // The query of a redirect is not encoded again: what stands in `to` may have none of its own, unless n is 1.
    let location =
        if left > 1 { format!("/http/redirect?n={}&status={status}&to={to}", left - 1) } else { to.to_owned() };
    let headers = vec![("Location".to_owned(), location)];
    Ok(vec![Step::Respond(Respond { status, headers, ..Respond::default() })])
}

fn cut(request: &Request<'_>) -> Steps {
    let (size, sent): (usize, usize) = (request.query.number_or("size", 100)?, request.query.number_or("sent", 50)?);
    let headers = vec![("Content-Length".to_owned(), size.to_string())];
    let answer = Respond { status: 200, headers, body: Data::Size(sent.min(size)), ..Respond::default() };
    Ok(vec![Step::Respond(answer), Step::Fin {}])
}
