//! The opening handshake's response: its head, and the client's checks of it (RFC 6455 section 4.1).

use minihost_mutant::{Mutant, is};

use crate::{Fault, HandshakeFault};

/// The longest head that is read, in bytes.
pub(crate) const MAX_HEAD_BYTES: usize = 64 << 10;

/// The most header lines that are read.
pub(super) const MAX_HEADERS: usize = 124;

/// A response's head.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) reason: String,
    minor_version: u8,
    pub(crate) headers: Vec<(String, String)>,
}

impl Head {
    pub(crate) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.headers.iter().filter(move |(candidate, _)| candidate.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str())
    }

    /// The items of all `name` headers together, split at commas.
    pub(crate) fn items<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values(name).flat_map(|value| value.split(',')).map(str::trim).filter(|item| !item.is_empty())
    }

    /// The one value of the `name` header.
    fn single<'a>(&'a self, name: &'static str) -> Result<Option<&'a str>, HandshakeFault> {
        let mut values = self.values(name);
        let value = values.next();
        if values.next().is_some() { Err(HandshakeFault::Duplicate(name)) } else { Ok(value) }
    }

    /// The body's length in bytes, if the head says it.
    pub(super) fn body_length(&self) -> Option<usize> {
        self.values("content-length").next()?.trim().parse().ok()
    }

    fn is_chunked(&self) -> bool {
        self.items("transfer-encoding").any(|coding| coding.eq_ignore_ascii_case("chunked"))
    }
}

/// The head at the start of `bytes` and its length, or `None` while it is incomplete.
pub(crate) fn parse(bytes: &[u8]) -> Result<Option<(Head, usize)>, Fault> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let length = match response.parse(bytes) {
        Ok(httparse::Status::Complete(length)) if length <= MAX_HEAD_BYTES => length,
        Ok(httparse::Status::Complete(_)) => {
            return Err(Fault::Handshake(HandshakeFault::HeadTooLarge { limit: MAX_HEAD_BYTES }));
        }
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => {
            return Err(Fault::Handshake(HandshakeFault::TooManyHeaders { limit: MAX_HEADERS }));
        }
        Err(error) => return Err(not_http(&error.to_string(), bytes)),
    };
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let head = Head {
        status: response.code.unwrap_or_default(),
        reason: response.reason.unwrap_or_default().to_owned(),
        minor_version: response.version.unwrap_or_default(),
        headers: response.headers.iter().map(|header| (header.name.to_owned(), text(header.value))).collect(),
    };
    Ok(Some((head, length)))
}

fn not_http(reason: &str, bytes: &[u8]) -> Fault {
    let start = bytes[..bytes.len().min(32)].escape_ascii().to_string();
    Fault::Handshake(HandshakeFault::NotHttp { reason: reason.to_owned(), start })
}

/// Checks that the head opens a WebSocket; says which subprotocol it chose.
pub(super) fn check(head: &Head, accept: &str, offered: &[String]) -> Result<Option<String>, Fault> {
    check_head(head, accept).map_err(Fault::Handshake)?;
    match head.single("Sec-WebSocket-Protocol").map_err(Fault::Handshake)? {
        Some(chosen)
            if is(Mutant::SubprotocolCaseIgnored) && offered.iter().any(|item| item.eq_ignore_ascii_case(chosen)) =>
        {
            Ok(Some(chosen.to_owned()))
        }
        Some(chosen) if offered.iter().any(|item| item == chosen) || is(Mutant::SubprotocolUnchecked) => {
            Ok(Some(chosen.to_owned()))
        }
        Some(chosen) => Err(Fault::Subprotocol { chosen: chosen.to_owned(), offered: offered.to_vec() }),
        // The contract lets a connection open when the server picks none of what was offered (code 9).
        None => Ok(None),
    }
}

fn check_head(head: &Head, accept: &str) -> Result<(), HandshakeFault> {
    if head.status != 101 {
        let location = head.values("location").next().filter(|_| (300..400).contains(&head.status));
        let (reason, location) = (head.reason.clone(), location.map(str::to_owned));
        return Err(HandshakeFault::NotSwitching { status: head.status, reason, location });
    }
    if head.minor_version != 1 {
        return Err(HandshakeFault::WrongVersion { minor: head.minor_version });
    }
    let listed = |name, token: &str| head.items(name).any(|item| item.eq_ignore_ascii_case(token));
    let shown = |name| head.values(name).collect::<Vec<_>>().join(", ");
    for name in ["Upgrade", "Connection", "Sec-WebSocket-Accept"] {
        if head.values(name).next().is_none() && !is(Mutant::UpgradeUnchecked) {
            return Err(HandshakeFault::Missing(name));
        }
    }
    if !listed("Upgrade", "websocket") && !is(Mutant::UpgradeUnchecked) {
        return Err(HandshakeFault::WrongUpgrade(shown("Upgrade")));
    }
    if !listed("Connection", "upgrade") && !is(Mutant::UpgradeUnchecked) {
        return Err(HandshakeFault::WrongConnection(shown("Connection")));
    }
    let got = head.single("Sec-WebSocket-Accept")?.unwrap_or_default().trim();
    if got != accept && !is(Mutant::AcceptUnchecked) {
        return Err(HandshakeFault::WrongAccept { got: got.to_owned(), expected: accept.to_owned() });
    }
    match head.items("Sec-WebSocket-Extensions").next() {
        Some(_) if is(Mutant::ExtensionAccepted) => Ok(()),
        Some(extension) => Err(HandshakeFault::UnaskedExtension(extension.to_owned())),
        None => Ok(()),
    }
}

/// The first `limit` bytes of a body as one line of text.
pub(super) fn body_text(head: &Head, body: &[u8], limit: usize) -> String {
    let mut body = body;
    if head.is_chunked()
        && let Ok(httparse::Status::Complete((start, size))) = httparse::parse_chunk_size(body)
    {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        body = &body[start..];
        body = &body[..body.len().min(size)];
    }
    let text = String::from_utf8_lossy(&body[..body.len().min(limit)]);
    let printable = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    printable.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
