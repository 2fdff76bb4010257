//! The routes that every server has.

mod basic;
mod fault;
mod http;

use crate::play::Request;
use crate::{Script, Step};

type Steps = Result<Vec<Step>, String>;

/// A built-in route.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct RouteInfo {
    /// The path.
    pub path: &'static str,
    /// The query's parameters with their defaults, such as `n=1&size=`; empty when there are none.
    pub parameters: &'static str,
    /// What it does, in a line.
    pub about: &'static str,
    /// Its steps; `Err` says what is wrong with the query.
    steps: fn(&Request<'_>) -> Steps,
}

const fn route(
    path: &'static str,
    parameters: &'static str,
    about: &'static str,
    steps: fn(&Request<'_>) -> Steps,
) -> RouteInfo {
    RouteInfo { path, parameters, about, steps }
}

/// The tables of routes, in the order in which they are shown.
const TABLES: &[&[RouteInfo]] =
    &[basic::ROUTES, http::ROUTES, fault::HTTP, fault::UPGRADE, fault::FRAME, fault::CLOSE, fault::STREAM];

/// The built-in routes. Those that open a connection also know `protocol=`: the subprotocol to choose.
pub fn routes() -> impl Iterator<Item = &'static RouteInfo> {
    TABLES.iter().copied().flatten()
}

/// The steps of the built-in route `path`, if there is one; `Err` says what is wrong with the query.
pub(crate) fn steps(path: &str, request: &Request<'_>) -> Option<Steps> {
    routes().find(|route| route.path == path).map(|route| (route.steps)(request))
}

/// What a client reads that asks for a path which is not served.
pub(crate) fn not_found(path: &str, script: &Script) -> String {
    let mut text = format!("nothing is served at {path}; the routes are:");
    for route in &script.routes {
        text.push_str("\n  ");
        text.push_str(&route.path);
    }
    for RouteInfo { path, parameters, about, .. } in routes() {
        let mark = if parameters.is_empty() { "" } else { "?" };
        text.push_str(&format!("\n  {path}{mark}{parameters}  {about}"));
    }
    text
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::target::Target;
    use crate::{Handshake, ScriptRoute};

    /// The steps of every route for its shown parameters.
    pub(crate) fn all() -> impl Iterator<Item = (&'static RouteInfo, Vec<Step>)> {
        let offers = ("Sec-WebSocket-Protocol".to_owned(), "chat, other".to_owned());
        let handshake =
            Handshake { method: "GET".to_owned(), path: "/".to_owned(), http_minor: 1, headers: vec![offers] };
        routes().map(move |route| {
            let target = Target::parse(&format!("{}?{}", route.path, route.parameters));
            let request = Request { handshake: &handshake, query: &target.query, body: b"" };
            let steps = steps(route.path, &request).expect("a route of its own");
            (route, steps.unwrap_or_else(|problem| panic!("{}: {problem}", route.path)))
        })
    }

    #[test]
    fn what_is_shown_of_a_route_are_its_defaults() {
        let handshake = Handshake { method: String::new(), path: String::new(), http_minor: 1, headers: Vec::new() };
        // The echo of a request tells the handshake, which is another one here.
        for (route, shown) in all().filter(|(route, _)| route.path != "/http/echo") {
            let request = Request { handshake: &handshake, query: &Target::default().query, body: b"" };
            if let Ok(defaults) = (route.steps)(&request) {
                assert_eq!(shown, defaults, "{}", route.path);
            } else {
                assert!(route.path.contains("/protocol-"), "{}", route.path);
            }
        }
    }

    #[test]
    fn a_script_can_do_all_that_the_routes_do() {
        let routes =
            all().map(|(route, steps)| ScriptRoute { path: route.path.to_owned(), method: None, nth: None, steps });
        let routes = routes.collect();
        let script = Script { routes, ..Script::default() };
        let text = serde_json::to_string(&script).expect("JSON");
        assert_eq!(Script::from_json(&text).map_err(|error| error.to_string()), Ok(script));
    }

    #[test]
    fn no_path_is_served_twice() {
        let mut paths: Vec<_> = routes().map(|route| route.path).collect();
        let count = paths.len();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), count);
    }
}
