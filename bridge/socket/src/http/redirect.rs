//! Redirects: what is asked next (RFC 9110 section 15.4, and what browsers make of it).

use minihost_mutant::{Mutant, is};

use super::client::Rules;
use super::{Fault, Method, Request};
use crate::connector::response::Head;
use crate::{Headers, Target};

/// How many redirects of one request are followed.
pub(super) const MAX_REDIRECTS: usize = 5;

/// Headers that are meant for the server that the page named, and for no other.
const FOR_ONE_SERVER: &[&str] = &["authorization", "cookie"];

/// Headers that tell of the body.
const OF_THE_BODY: &[&str] = &["content-type", "content-encoding", "content-language", "content-location"];

/// One request of those that a call of the page leads to.
#[derive(Debug)]
pub(super) struct Hop {
    pub(super) method: Method,
    /// Judged and mapped.
    pub(super) target: Target,
    pub(super) headers: Headers,
    pub(super) body: Option<Vec<u8>>,
}

impl From<Request> for Hop {
    fn from(Request { method, target, headers, body, .. }: Request) -> Self {
        Self { method, target, headers, body }
    }
}

impl Hop {
    /// Where `head`, the answer to this hop, leads; `Err(self)` where it is an answer to keep.
    ///
    /// # Errors
    /// For a redirect that leads nowhere, or to where the page may not go.
    pub(super) fn next(self, head: &Head, rules: &Rules) -> Result<Result<Self, Self>, Fault> {
        let location = head.values("location").next().map(str::trim);
        let is_redirect = matches!(head.status, 301 | 302 | 303 | 307 | 308) && !is(Mutant::RequestNotRedirected);
        let Some(location) = location.filter(|_| is_redirect) else {
            return Ok(Err(self));
        };
        let from = self.target.page_url().to_owned();
        let joined = self.target.join(location).map_err(|fault| Fault::Redirect {
            status: head.status,
            to: location.to_owned(),
            reason: fault.to_string(),
        })?;
        let stays = joined.same_origin(&self.target);
        let rules = if is(Mutant::RedirectUnjudged) { &rules.without_policy() } else { rules };
        let target = rules.admit(joined).map_err(|fault| fault.after_redirect(from))?;
        let Self { mut method, mut headers, mut body, .. } = self;
        if !stays && !is(Mutant::RedirectKeepsCredentials) {
            FOR_ONE_SERVER.iter().for_each(|name| headers.remove(name));
        }
        let becomes_get = match head.status {
            301 | 302 => method == Method::Post,
            303 => !matches!(method, Method::Get | Method::Head),
            _ => false,
        };
        if becomes_get {
            (method, body) = (Method::Get, None);
            OF_THE_BODY.iter().for_each(|name| headers.remove(name));
        }
        Ok(Ok(Self { method, target, headers, body }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connector::response;
    use crate::{Mapping, Policy};

    fn rules() -> Rules {
        let allow_domains = Some(vec!["good.example".to_owned()]);
        let mappings = vec![Mapping::parse("https://good.example=http://127.0.0.1:9000").unwrap()];
        Rules { policy: Policy { wss_only: true, allow_domains }, mappings }
    }

    fn hop(method: Method) -> Hop {
        let pairs = [("Authorization", "a"), ("Cookie", "c"), ("Content-Type", "t"), ("X-A", "x")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Hop {
            method,
            target: rules().admit(Target::parse_http("https://u:p@good.example/a/b?c", &[]).unwrap()).unwrap(),
            headers: Headers::of_request(pairs).unwrap().0,
            body: Some(b"body".to_vec()),
        }
    }

    fn next(method: Method, status: u16, location: &str) -> Result<Result<Hop, Hop>, Fault> {
        let answer = format!("HTTP/1.1 {status} x\r\nLocation: {location}\r\n\r\n");
        let (head, _) = response::parse(answer.as_bytes()).unwrap().unwrap();
        hop(method).next(&head, &rules())
    }

    fn names(hop: &Hop) -> Vec<&str> {
        hop.headers.iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn a_location_is_read_as_the_page_sees_its_url_and_mapped_again() {
        let hop = next(Method::Get, 302, "../x?y").unwrap().unwrap();
        assert_eq!(
            (hop.target.page_url(), hop.target.url()),
            ("https://good.example/x?y", "http://127.0.0.1:9000/x?y")
        );
        assert_eq!(names(&hop), ["Authorization", "Cookie", "Content-Type", "X-A"]);
        assert_eq!(hop.target.authorization(), Some("Basic dTpw"));
    }

    #[test]
    fn credentials_stay_with_their_server() {
        let hop = next(Method::Get, 307, "https://other.good.example/x").unwrap().unwrap();
        assert_eq!(names(&hop), ["Content-Type", "X-A"]);
        assert_eq!(hop.target.authorization(), None);
        let port = next(Method::Get, 307, "https://good.example:444/x").unwrap().unwrap();
        assert_eq!(names(&port), ["Content-Type", "X-A"]);
    }

    #[test]
    fn some_redirects_turn_a_post_into_a_get() {
        for (status, method, expected) in [
            (301, Method::Post, Method::Get),
            (302, Method::Post, Method::Get),
            (302, Method::Put, Method::Put),
            (303, Method::Put, Method::Get),
            (303, Method::Head, Method::Head),
            (307, Method::Post, Method::Post),
            (308, Method::Post, Method::Post),
        ] {
            let hop = next(method, status, "/x").unwrap().unwrap();
            assert_eq!(hop.method, expected, "{status} {method}");
            let dropped = expected == Method::Get;
            assert_eq!((hop.body.is_none(), names(&hop).contains(&"Content-Type")), (dropped, !dropped), "{status}");
        }
    }

    #[test]
    fn each_hop_is_judged() {
        let refused = next(Method::Get, 302, "https://evil.example/").unwrap_err();
        assert!(
            matches!(&refused, Fault::Domain { host, redirect: Some(from), .. }
            if host == "evil.example" && from == "https://good.example/a/b?c"),
            "{refused:?}"
        );
        assert!(matches!(next(Method::Get, 302, "http://good.example/"), Err(Fault::Insecure { .. })));
        for nowhere in ["ftp://good.example/", "https://", "//"] {
            assert!(matches!(next(Method::Get, 302, nowhere), Err(Fault::Redirect { .. })), "{nowhere}");
        }
    }

    #[test]
    fn other_answers_are_kept() {
        for status in [200, 300, 304, 404] {
            assert!(next(Method::Get, status, "/x").unwrap().is_err(), "{status}");
        }
        let (head, _) = response::parse(b"HTTP/1.1 302 x\r\n\r\n").unwrap().unwrap();
        assert!(hop(Method::Get).next(&head, &rules()).unwrap().is_err());
    }
}
