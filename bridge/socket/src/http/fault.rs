//! What can go wrong with a request, and which number and text a page sees for it.

use std::time::Duration;

use crate::code::printable;
use crate::{Fault as Cause, Report, Stage};

/// Why a request failed. Its `Display` is the concrete cause in English, without the published heading of its code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// An option of the page's call is unusable: the url, the method, a header, the data.
    #[error("{reason}")]
    Argument {
        /// Which option, and why.
        reason: String,
    },
    /// An `http://` url under the host's wss-only policy (`PL-1`).
    #[error("http:// is refused because the wss-only policy is on; use https:// or turn the policy off{}", redirected(.redirect))]
    Insecure {
        /// Where the redirect came from that leads there, if one does.
        redirect: Option<String>,
    },
    /// The host is not on the domain list (`PL-2`).
    #[error("host `{host}` is not in the list of allowed domains (allow_domains: {}){}", .allowed.join(", "), redirected(.redirect))]
    Domain {
        /// The url's host.
        host: String,
        /// The list.
        allowed: Vec<String>,
        /// Where the redirect came from that leads there, if one does.
        redirect: Option<String>,
    },
    /// No connection came about, or it broke before the response's head was there.
    #[error("{0}")]
    Network(Cause),
    /// The server's certificate was rejected (`PL-3`).
    #[error("{0}")]
    Certificate(Cause),
    /// The timeout passed.
    #[error("gave up after {} ms, while {stage}", .after.as_millis())]
    Timeout {
        /// The phase in which time ran out.
        stage: Stage,
        /// The timeout that was in force.
        after: Duration,
    },
    /// The answer is no HTTP/1.1 response, or one whose length nobody can tell.
    #[error("{reason}")]
    Malformed {
        /// What is wrong with it.
        reason: String,
    },
    /// The connection ended before the response was complete.
    #[error("the connection ended while {stage}: {reason}")]
    Interrupted {
        /// The phase that was cut short.
        stage: Stage,
        /// How it ended.
        reason: String,
    },
    /// The response's body is over the limit, on the wire or when its compression is undone.
    #[error("a response of {} bytes exceeds the limit of {limit} (--max-message)", size_text(.size))]
    TooLarge {
        /// Its size where the server announced it, in bytes.
        size: Option<u64>,
        /// The limit in bytes.
        limit: usize,
    },
    /// It would go over a limit on what this process holds: on transports, or on bytes that wait to be sent.
    #[error("{0}")]
    Limit(Cause),
    /// There are more redirects than are followed.
    #[error("more than {limit} redirects, the last one to {to}")]
    TooManyRedirects {
        /// How many are followed.
        limit: usize,
        /// Where the next one leads.
        to: String,
    },
    /// A redirect leads to nothing that can be asked.
    #[error("the server answered {status}, a redirect to `{to}`: {reason}")]
    Redirect {
        /// The status.
        status: u16,
        /// What its `Location` says.
        to: String,
        /// What is wrong with that.
        reason: String,
    },
    /// The server answered with a status of 400 or more.
    #[error("the server answered {status}{}", spaced(.reason))]
    Status {
        /// The status.
        status: u16,
        /// The reason phrase, possibly empty.
        reason: String,
    },
    /// The body is not what the page asked for.
    #[error("{reason}")]
    Undecodable {
        /// The published text for this kind of data.
        heading: &'static str,
        /// What is wrong with the body.
        reason: String,
    },
    /// The page called `abort`.
    #[error("the page aborted it")]
    Aborted,
}

impl Fault {
    /// The same, where a redirect of the page `from` led to it.
    pub(super) fn after_redirect(mut self, from: String) -> Self {
        if let Self::Insecure { redirect } | Self::Domain { redirect, .. } = &mut self {
            *redirect = Some(from);
        }
        self
    }

    /// The code of the platform's table for `my.request`, which is the same in both profiles.
    #[must_use]
    pub const fn code(&self) -> u16 {
        match self {
            Self::Argument { .. } => 2,
            Self::Domain { .. } => 11,
            Self::Network(_) | Self::Malformed { .. } | Self::Interrupted { .. } => 12,
            Self::Timeout { .. } => 13,
            Self::Undecodable { .. } => 14,
            // The platform's remedy for 19 names statuses and certificates.
            Self::Certificate(_) | Self::TooManyRedirects { .. } | Self::Redirect { .. } | Self::Status { .. } => 19,
            Self::Insecure { .. } | Self::TooLarge { .. } | Self::Limit(_) | Self::Aborted => 20,
        }
    }

    /// What a page is told: the code, and `heading: cause`.
    #[must_use]
    pub fn report(&self) -> Report {
        let heading = match self {
            Self::Argument { .. } => "参数错误",
            Self::Domain { .. } => "无权跨域",
            Self::Network(_) | Self::Malformed { .. } | Self::Interrupted { .. } => "网络出错",
            Self::Timeout { .. } => "超时",
            Self::Undecodable { heading, .. } => heading,
            Self::Certificate(_) => "HTTP错误",
            Self::TooManyRedirects { .. } | Self::Redirect { .. } | Self::Status { .. } => "http status error",
            Self::Insecure { .. } => "请求 URL 不支持 HTTP，请使用 HTTPS",
            Self::TooLarge { .. } | Self::Limit(_) | Self::Aborted => "请求已被停止",
        };
        Report { code: self.code(), message: printable(format!("{heading}: {self}")) }
    }
}

impl From<Cause> for Fault {
    fn from(cause: Cause) -> Self {
        match cause {
            Cause::UrlEmpty
            | Cause::UrlMalformed { .. }
            | Cause::UrlScheme { .. }
            | Cause::HeaderInvalid { .. }
            | Cause::ArgumentInvalid { .. }
            | Cause::DataInvalid { .. } => Self::Argument { reason: cause.to_string() },
            Cause::InsecureRefused => Self::Insecure { redirect: None },
            Cause::DomainRefused { host, allowed } => Self::Domain { host, allowed, redirect: None },
            Cause::Certificate { .. } => Self::Certificate(cause),
            Cause::Timeout { stage, after } => Self::Timeout { stage, after },
            Cause::Interrupted { stage, reason } => Self::Interrupted { stage, reason },
            Cause::TooManyTransports { .. } | Cause::QueueFull { .. } => Self::Limit(cause),
            Cause::Handshake(fault) => Self::Malformed { reason: fault.to_string() },
            cause => Self::Network(cause),
        }
    }
}

fn redirected(from: &Option<String>) -> String {
    from.as_ref().map(|from| format!("; {from} redirects there")).unwrap_or_default()
}

fn spaced(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" {text}") }
}

fn size_text(size: &Option<u64>) -> String {
    size.map_or_else(|| "more".to_owned(), |size| size.to_string())
}
