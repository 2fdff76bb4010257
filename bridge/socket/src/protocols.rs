//! The subprotocols that a handshake offers.

use std::collections::HashSet;

use crate::{Fault, Headers};

/// Subprotocols in order of preference: tokens, each once (RFC 6455 section 4.1). None is the usual case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Protocols(Vec<String>);

impl Protocols {
    /// Takes a page's list.
    ///
    /// # Errors
    /// [`Fault::ProtocolsInvalid`] when an item is empty, is no token, or is there twice. Case counts.
    pub fn new(items: impl IntoIterator<Item = String>) -> Result<Self, Fault> {
        let mut protocols = Self::default();
        let mut known = HashSet::new();
        for item in items {
            check(&item)?;
            if !known.insert(item.clone()) {
                return Err(Fault::ProtocolsInvalid { protocol: item, reason: "it is given twice".to_owned() });
            }
            protocols.0.push(item);
        }
        Ok(protocols)
    }

    /// Adds what a `Sec-WebSocket-Protocol` header of the page offers and the list does not offer yet.
    ///
    /// # Errors
    /// [`Fault::ProtocolsInvalid`] when an item of the header is no token.
    pub fn with(mut self, headers: &Headers) -> Result<Self, Fault> {
        let mut known: HashSet<String> = self.0.iter().cloned().collect();
        for item in headers.protocols() {
            check(item)?;
            if known.insert(item.clone()) {
                self.0.push(item.clone());
            }
        }
        Ok(self)
    }

    /// The offered subprotocols.
    #[must_use]
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }
}

/// RFC 9110 section 5.6.2: `tchar`.
pub(crate) const fn is_token_byte(byte: u8) -> bool {
    matches!(byte, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~')
        || byte.is_ascii_alphanumeric()
}

fn check(item: &str) -> Result<(), Fault> {
    let invalid = |reason: String| Err(Fault::ProtocolsInvalid { protocol: item.to_owned(), reason });
    if item.is_empty() {
        return invalid("it is empty".to_owned());
    }
    match item.chars().find(|c| !u8::try_from(*c).is_ok_and(is_token_byte)) {
        Some(bad) => invalid(format!("it contains `{}`", bad.escape_debug())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(items: &[&str]) -> Result<Protocols, Fault> {
        Protocols::new(items.iter().map(|&item| item.to_owned()))
    }

    #[test]
    fn items_are_tokens_and_unique() {
        assert_eq!(new(&["a", "A", "v1.x-y_z"]).unwrap().as_slice(), ["a", "A", "v1.x-y_z"]);
        for bad in [&[""][..], &["a b"], &["a,b"], &["é"], &["a\n"], &["(x)"], &["a/b"], &["a", "a"]] {
            assert!(matches!(new(bad), Err(Fault::ProtocolsInvalid { .. })), "{bad:?}");
        }
    }

    #[test]
    fn many_take_no_longer_than_they_should() {
        // Minutes, where each is compared with all before it.
        let items: Vec<_> = (0..200_000).map(|number| format!("v{number}")).collect();
        let header = ("Sec-WebSocket-Protocol".to_owned(), items.join(","));
        let headers = Headers::new([header]).unwrap().0;
        assert_eq!(Protocols::new(items).unwrap().with(&headers).unwrap().as_slice().len(), 200_000);
    }

    #[test]
    fn the_header_adds_what_is_not_yet_there() {
        let header = |value: &str| Headers::new([("Sec-WebSocket-Protocol".to_owned(), value.to_owned())]).unwrap().0;
        let both = new(&["b"]).unwrap().with(&header("a, b, a")).unwrap();
        assert_eq!(both.as_slice(), ["b", "a"]);
        assert!(new(&[]).unwrap().with(&header("a b")).is_err());
    }
}
