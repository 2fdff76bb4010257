//! What is asked, and what is answered.

use std::fmt;
use std::time::Duration;

use crate::{Headers, Target};

/// A method of `my.request`: those that the platform's declarations name, but for `CONNECT`, which is no request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `TRACE`
    Trace,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Get, Self::Post, Self::Put, Self::Delete, Self::Head, Self::Options, Self::Trace];

    /// The method of that name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(name))
    }

    /// Its name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Trace => "TRACE",
        }
    }

    /// Whether its data goes into a body, and not into the url's query.
    #[must_use]
    pub const fn has_body(self) -> bool {
        matches!(self, Self::Post | Self::Put | Self::Delete | Self::Options)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A request.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Where to, as the page has it: the client judges and maps it.
    pub target: Target,
    /// The page's headers. `Accept-Encoding` and `User-Agent` are added where they are not there.
    pub headers: Headers,
    /// The body, if there is one.
    pub body: Option<Vec<u8>>,
    /// For the whole of it, redirects included; counted from when it is sent.
    pub timeout: Duration,
}

/// A response of any status, with its whole body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The reason phrase, possibly empty.
    pub reason: String,
    /// The headers, as received and in order.
    pub headers: Vec<(String, String)>,
    /// The body, without its transfer and content codings.
    pub body: Vec<u8>,
    /// Whether there can be no body at all, by the method or the status.
    pub is_bodiless: bool,
}

impl Response {
    /// The first value of a header, in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(candidate, _)| candidate.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}
