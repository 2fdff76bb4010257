//! What a page's url means: where to dial and what to ask for there.
//!
//! Never dials, and never shows the url's user name and password: they leave the url at once and go nowhere but into
//! the request's `Authorization` header.

use std::borrow::Cow;
use std::fmt;

use minihost_mutant::{Mutant, is};
use url::{Host, Url};

use crate::Fault;
use crate::encoding::{encode_component, percent_decode};

/// Which urls are meant: those of sockets or those of requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// `ws` and `wss`.
    Socket,
    /// `http` and `https`.
    Http,
}

impl Family {
    /// The schemes, without and with TLS.
    const fn schemes(self) -> [&'static str; 2] {
        match self {
            Self::Socket => ["ws", "wss"],
            Self::Http => ["http", "https"],
        }
    }

    /// What such urls begin with, in words.
    const fn prefixes(self) -> &'static str {
        match self {
            Self::Socket => "ws:// or wss://",
            Self::Http => "http:// or https://",
        }
    }

    /// The family of a scheme, if it has one.
    pub(crate) fn of_scheme(scheme: &str) -> Option<Self> {
        [Self::Socket, Self::Http].into_iter().find(|family| family.schemes().contains(&scheme))
    }
}

/// Where a connection goes: the parsed url, its query data appended, its user info split off.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    url: Url,
    family: Family,
    host: String,
    port: u16,
    secure: bool,
    authorization: Option<String>,
    asked: Option<String>,
}

impl Target {
    /// Reads a page's `url` and appends `data` to its query, in order (`CS` options `url` and `data`).
    ///
    /// Names and values of `data` are percent-encoded like `encodeURIComponent`, except that `'` is encoded too, as
    /// every url parser does inside of a query. The fragment is removed. The url is not repaired: what only a
    /// browser's parser would put right (surrounding spaces, missing slashes, backslashes) is malformed here.
    ///
    /// # Errors
    /// [`Fault::UrlEmpty`], [`Fault::UrlMalformed`] and [`Fault::UrlScheme`], looked for in that order (`CS-3`).
    pub fn parse(url: &str, data: &[(String, String)]) -> Result<Self, Fault> {
        Self::of(Family::Socket, url, data)
    }

    /// Reads the `url` of a `my.request` and appends `data` to its query, by the same rules ([`Target::parse`]) for
    /// `http` and `https`.
    ///
    /// # Errors
    /// As [`Target::parse`].
    pub fn parse_http(url: &str, data: &[(String, String)]) -> Result<Self, Fault> {
        Self::of(Family::Http, url, data)
    }

    pub(crate) fn of(family: Family, url: &str, data: &[(String, String)]) -> Result<Self, Fault> {
        if url.trim().is_empty() {
            return Err(Fault::UrlEmpty);
        }
        let (scheme, authority) = split(url, family)?;
        let mut parsed = Url::parse(url).map_err(|error| malformed(error.to_string()))?;
        let host = match parsed.host() {
            Some(Host::Domain(name)) if !name.is_empty() && !authority.is_empty() => name.to_owned(),
            Some(Host::Ipv4(address)) => address.to_string(),
            Some(Host::Ipv6(address)) => address.to_string(),
            _ => return Err(malformed("the url has no host")),
        };
        let [plain, tls] = family.schemes();
        let secure = match parsed.scheme() {
            scheme if scheme == plain => false,
            scheme if scheme == tls => true,
            _ => return Err(Fault::UrlScheme { scheme: scheme.to_ascii_lowercase(), use_instead: family.prefixes() }),
        };
        let port = parsed.port_or_known_default().unwrap_or(if secure { 443 } else { 80 });
        let authorization = take_user(&mut parsed)?;
        parsed.set_fragment(None);
        append(&mut parsed, data);
        Ok(Self { url: parsed, family, host, port, secure, authorization, asked: None })
    }

    /// Which kind of server it leads to.
    pub(crate) fn family(&self) -> Family {
        self.family
    }

    /// With a query appended that is written out already; what may not stand in one is percent-encoded.
    #[must_use]
    pub fn with_query(mut self, text: &str) -> Self {
        let mut query = self.url.query().unwrap_or_default().to_owned();
        if !query.is_empty() && !query.ends_with('&') && !text.is_empty() {
            query.push('&');
        }
        query.push_str(text);
        if !query.is_empty() {
            self.url.set_query(Some(&query));
        }
        self
    }

    /// Where a `Location` header of this target's answer leads: `reference` may be relative (RFC 9110 section 10.2.2).
    ///
    /// # Errors
    /// As [`Target::parse`].
    pub(crate) fn join(&self, reference: &str) -> Result<Self, Fault> {
        let base = self.asked.as_deref().map(Url::parse).transpose();
        let base = base.map_err(|error| malformed(error.to_string()))?;
        let joined =
            base.as_ref().unwrap_or(&self.url).join(reference).map_err(|error| malformed(error.to_string()))?;
        let mut joined = Self::of(self.family, joined.as_str(), &[])?;
        if joined.authorization.is_none() && joined.same_origin(self) {
            joined.authorization.clone_from(&self.authorization);
        }
        Ok(joined)
    }

    /// The url that page code sees: without a mapping.
    pub(crate) fn page_url(&self) -> &str {
        self.asked.as_deref().unwrap_or(self.url.as_str())
    }

    /// Whether both urls, as page code sees them, have the same scheme, host and port.
    pub(crate) fn same_origin(&self, other: &Self) -> bool {
        let origin = |target: &Self| Url::parse(target.page_url()).map(|url| url.origin());
        matches!((origin(self), origin(other)), (Ok(one), Ok(two)) if one == two)
    }

    /// The url as it is dialled: normalised, with the data, without fragment and user info.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The url that page code asked for, where another one is dialled instead (`PL-4`).
    #[must_use]
    pub fn asked_url(&self) -> Option<&str> {
        self.asked.as_deref()
    }

    /// This target in place of `asked`, whose user info goes along unless this one has its own.
    pub(crate) fn instead_of(mut self, asked: Self) -> Self {
        self.authorization = self.authorization.or(asked.authorization);
        self.asked = Some(asked.url.into());
        self
    }

    /// Whether it is a `wss` or `https` url.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// The host: a lower-case name (internationalised ones in punycode), or an IP address without brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, the scheme's default one where the url has none.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The request target of the handshake: path and query.
    pub(crate) fn request_target(&self) -> (&str, Option<&str>) {
        (self.url.path(), self.url.query())
    }

    /// The value of the handshake's `Host` header.
    pub(crate) fn host_header(&self) -> String {
        let host = self.url.host_str().unwrap_or(&self.host);
        // `url` drops a port that is the scheme's default, as the header wants it.
        self.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// The value of the `Authorization` header that the url's user info stands for.
    pub(crate) fn authorization(&self) -> Option<&str> {
        self.authorization.as_deref()
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Target").field(&self.url.as_str()).finish()
    }
}

fn malformed(reason: impl Into<String>) -> Fault {
    Fault::UrlMalformed { reason: reason.into() }
}

/// The scheme and the authority as written, of a url that has both and needs no repair.
fn split(url: &str, family: Family) -> Result<(&str, &str), Fault> {
    if let Some(found) = url.chars().find(|c| c.is_whitespace() || c.is_control()) {
        let reason = format!("the url contains {}; percent-encode it", name_of(found));
        return Err(malformed(reason));
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        return Err(no_scheme(family));
    };
    let letters = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    if !letters || !scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) {
        return Err(no_scheme(family));
    }
    let path_end = rest.find(['?', '#']).unwrap_or(rest.len());
    if rest[..path_end].contains('\\') {
        return Err(malformed("the url contains a backslash; use / or percent-encode it"));
    }
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    if authority.is_empty() {
        return Err(malformed("the url has no host"));
    }
    Ok((scheme, authority))
}

fn no_scheme(family: Family) -> Fault {
    malformed(format!("the url has no scheme; it must begin with {}", family.prefixes()))
}

fn name_of(found: char) -> String {
    match found {
        ' ' => "a space".to_owned(),
        other => format!("the character U+{:04X}", u32::from(other)),
    }
}

/// Moves the user info out of the url, as the value of an `Authorization` header (RFC 7617).
fn take_user(url: &mut Url) -> Result<Option<String>, Fault> {
    if url.username().is_empty() && url.password().is_none() {
        return Ok(None);
    }
    let mut pair = percent_decode(url.username());
    pair.push(b':');
    pair.extend(percent_decode(url.password().unwrap_or_default()));
    let cleared = url.set_username("").and_then(|()| url.set_password(None));
    cleared.map_err(|()| malformed("the url's user name and password cannot be used"))?;
    Ok(Some(format!("Basic {}", base64_simd::STANDARD.encode_to_string(&pair))))
}

/// `url` with `***` for its user info. It need not be a url at all: pages may write anything.
pub(crate) fn without_user_info(url: &str) -> Cow<'_, str> {
    let Some(start) = url.find("//").map(|at| at + 2) else { return Cow::Borrowed(url) };
    let end = url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at);
    match url[start..end].rfind('@') {
        Some(at) => Cow::Owned(format!("{}***{}", &url[..start], &url[start + at..])),
        None => Cow::Borrowed(url),
    }
}

fn append(url: &mut Url, data: &[(String, String)]) {
    if data.is_empty() {
        return;
    }
    let mut query = url.query().unwrap_or_default().to_owned();
    for (name, value) in data {
        if !query.is_empty() && !query.ends_with('&') {
            query.push('&');
        }
        encode_component(name, &mut query);
        query.push('=');
        if is(Mutant::QueryNotEncoded) {
            query.push_str(value);
        } else {
            encode_component(value, &mut query);
        }
    }
    url.set_query(Some(&query));
}

#[cfg(test)]
mod tests;
