//! The headers that a page adds to a handshake or a request: validated, and without those that are not the page's to set.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use minihost_mutant::{Mutant, is};

use crate::Fault;
use crate::protocols::is_token_byte;

/// A page's headers for a handshake or a request, in order; names are compared without regard to case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers {
    pairs: Vec<(String, String)>,
    protocols: Vec<String>,
}

/// A header that was left out because it is not the page's to set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoredHeader {
    /// Its name as the page wrote it.
    pub name: String,
    /// Why it is left out, for a warning.
    pub reason: &'static str,
}

/// Lower-case names that a page cannot set, and why.
const REFUSED: &[(&str, &str)] = &[
    ("referer", "Referer cannot be set"),
    ("host", "it is made from the url"),
    ("upgrade", "it belongs to the handshake"),
    ("connection", "it belongs to the handshake"),
    ("sec-websocket-key", "it belongs to the handshake"),
    ("sec-websocket-version", "it belongs to the handshake"),
    ("sec-websocket-accept", "it belongs to the server's answer"),
    ("sec-websocket-extensions", "no extension is supported, so none is offered"),
    ("content-length", "the handshake has no body"),
    ("transfer-encoding", "the handshake has no body"),
    ("te", "the handshake has no body"),
    ("trailer", "the handshake has no body"),
    ("expect", "the handshake has no body"),
    ("keep-alive", "it belongs to the connection"),
    ("proxy-connection", "it belongs to the connection"),
    ("http2-settings", "it belongs to the connection"),
];

/// The same for the headers of a `my.request`.
const REFUSED_OF_REQUESTS: &[(&str, &str)] = &[
    ("referer", "Referer cannot be set"),
    ("host", "it is made from the url"),
    ("content-length", "it is made from the data"),
    ("connection", BELONGS),
    ("transfer-encoding", BELONGS),
    ("te", BELONGS),
    ("trailer", BELONGS),
    ("upgrade", BELONGS),
    ("expect", BELONGS),
    ("keep-alive", BELONGS),
    ("proxy-connection", BELONGS),
    ("proxy-authorization", "there is no proxy"),
    ("http2-settings", BELONGS),
];

const BELONGS: &str = "it belongs to the connection";

const PROTOCOL: &str = "Sec-WebSocket-Protocol";

impl Headers {
    /// Takes a page's headers, in order; of two that differ in case only, the later value takes the earlier's place.
    ///
    /// Values are sent as UTF-8; spaces and tabs around them are dropped. `Sec-WebSocket-Protocol` is taken out: see
    /// [`Headers::protocols`]. Returned beside the headers are those that were left out.
    ///
    /// # Errors
    /// [`Fault::HeaderInvalid`] when a name is no HTTP token or a value holds a control character (CR, LF, NUL …):
    /// such a header would end up as another one, so nothing is sent at all.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Result<(Self, Vec<IgnoredHeader>), Fault> {
        Self::without(REFUSED, true, pairs)
    }

    /// Takes the headers that a page gives to `my.request`, by the same rules but for the subprotocols.
    ///
    /// # Errors
    /// As [`Headers::new`].
    pub fn of_request(pairs: impl IntoIterator<Item = (String, String)>) -> Result<(Self, Vec<IgnoredHeader>), Fault> {
        Self::without(REFUSED_OF_REQUESTS, false, pairs)
    }

    fn without(
        refused: &[(&str, &'static str)],
        is_handshake: bool,
        pairs: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(Self, Vec<IgnoredHeader>), Fault> {
        let mut headers = Self::default();
        let mut ignored = Vec::new();
        // A page may give very many, by passing something else than it meant to.
        let mut places: HashMap<String, usize> = HashMap::new();
        for (name, value) in pairs {
            if !is(Mutant::HeaderInjection) {
                check(&name, &value)?;
            }
            if !is(Mutant::ReservedHeaderSent)
                && let Some((_, reason)) = refused.iter().find(|(refused, _)| name.eq_ignore_ascii_case(refused))
            {
                ignored.push(IgnoredHeader { name, reason });
            } else if is_handshake && name.eq_ignore_ascii_case(PROTOCOL) {
                let items = value.split(',').map(str::trim).filter(|item| !item.is_empty());
                headers.protocols = items.map(str::to_owned).collect();
            } else {
                let value = value.trim_matches([' ', '\t']).to_owned();
                match places.entry(name.to_ascii_lowercase()) {
                    Entry::Occupied(place) => headers.pairs[*place.get()].1 = value,
                    Entry::Vacant(place) => {
                        place.insert(headers.pairs.len());
                        headers.pairs.push((name, value));
                    }
                }
            }
        }
        Ok((headers, ignored))
    }

    /// The subprotocols that a `Sec-WebSocket-Protocol` header of the page offers, split at commas.
    ///
    /// They are not yet checked: [`Protocols::with`](crate::Protocols::with) does that.
    #[must_use]
    pub fn protocols(&self) -> &[String] {
        &self.protocols
    }

    /// Names and values, in the order in which they are sent.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of the header called `name`, in any case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(candidate, _)| candidate.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Adds a header, unless it is there.
    pub fn or(&mut self, name: &str, value: &str) {
        if self.get(name).is_none() {
            self.pairs.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Drops the header called `name`, in any case.
    pub(crate) fn remove(&mut self, name: &str) {
        self.pairs.retain(|(candidate, _)| !candidate.eq_ignore_ascii_case(name));
    }
}

/// RFC 9110 sections 5.1 and 5.5: a name is a token; a value has no control characters but tabs.
fn check(name: &str, value: &str) -> Result<(), Fault> {
    let invalid = |reason: String| Err(Fault::HeaderInvalid { name: name.to_owned(), reason });
    if name.is_empty() {
        return invalid("the name is empty".to_owned());
    }
    if let Some(bad) = name.chars().find(|c| !u8::try_from(*c).is_ok_and(is_token_byte)) {
        return invalid(format!("the name contains `{}`", bad.escape_debug()));
    }
    if let Some(bad) = value.chars().find(|c| c.is_ascii_control() && *c != '\t') {
        return invalid(format!("the value contains the control character U+{:04X}", u32::from(bad)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(pairs: &[(&str, &str)]) -> Result<(Headers, Vec<IgnoredHeader>), Fault> {
        Headers::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn order_and_spelling_are_kept_and_the_last_of_a_name_wins() {
        let (headers, ignored) = new(&[("X-A", "1"), ("cookie", " a=b;\tc=é "), ("x-a", "2")]).unwrap();
        assert_eq!(headers.iter().collect::<Vec<_>>(), [("X-A", "2"), ("cookie", "a=b;\tc=é")]);
        assert_eq!(headers.get("COOKIE"), Some("a=b;\tc=é"));
        assert!(ignored.is_empty());
    }

    #[test]
    fn many_take_no_longer_than_they_should() {
        // Minutes, where each is compared with all before it.
        let pairs = (0..200_000).map(|number| (format!("X-{number}"), String::new()));
        assert_eq!(Headers::new(pairs).unwrap().0.iter().count(), 200_000);
    }

    #[test]
    fn injection_is_an_error() {
        for (name, value) in [
            ("X", "a\r\nY: b"),
            ("X", "a\nb"),
            ("X", "a\rb"),
            ("X", "a\0"),
            ("X", "a\u{7f}"),
            ("X\r\nY", "b"),
            ("X Y", "b"),
            ("", "b"),
            ("X:", "b"),
            ("é", "b"),
            ("Host\0", "b"),
            ("Host", "a\r\nb"),
        ] {
            let fault = new(&[(name, value)]).unwrap_err();
            assert!(matches!(fault, Fault::HeaderInvalid { .. }), "{name:?}");
            assert!(!fault.to_string().contains(['\r', '\n', '\0']), "{fault}");
        }
    }

    #[test]
    fn the_handshakes_own_headers_are_left_out() {
        for (name, _) in REFUSED {
            let (headers, ignored) = new(&[(&name.to_uppercase(), "x")]).unwrap();
            assert_eq!(headers.iter().count(), 0, "{name}");
            assert_eq!(ignored.len(), 1, "{name}");
        }
    }

    #[test]
    fn requests_have_their_own_list() {
        let pairs = ["Referer", "HOST", "Content-Length", "Connection", "Sec-WebSocket-Protocol", "Authorization"];
        let pairs = pairs.map(|name| (name.to_owned(), "x".to_owned()));
        let (headers, ignored) = Headers::of_request(pairs).unwrap();
        assert_eq!(headers.iter().collect::<Vec<_>>(), [("Sec-WebSocket-Protocol", "x"), ("Authorization", "x")]);
        assert_eq!(ignored.len(), 4);
    }

    #[test]
    fn the_subprotocol_header_is_an_offer() {
        let (headers, ignored) = new(&[("sec-WebSocket-protocol", "mqtt, v2 ,,x")]).unwrap();
        assert_eq!(headers.protocols(), ["mqtt", "v2", "x"]);
        assert_eq!((headers.iter().count(), ignored.len()), (0, 0));
    }
}
