//! Which number and text a page sees for a fault: the one table of codes.

use std::fmt::Write as _;

use minihost_mutant::{Mutant, is};

use crate::{ConnectFault, Fault};

/// Which published table of codes a page is served by (contract, "Profiles").
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// One connection, codes 1 to 12.
    #[default]
    Classic,
    /// Today's pages: also 20, 50, 65; 2 and 3 mean something else.
    Latest,
}

/// What a page is told about a fault: `{error, errorMessage}` (`CB-2`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// `error`: a code of the contract's table, or the handshake's HTTP status.
    pub code: u16,
    /// `errorMessage`: the published text where there is one, then the concrete cause in English.
    pub message: String,
}

impl Fault {
    /// The code that `profile` gives to this fault (contract, "Error codes").
    #[must_use]
    pub fn code(&self, profile: Profile) -> u16 {
        if is(Mutant::EverythingIsOne) {
            return 1;
        }
        let is_latest = (profile == Profile::Latest) != is(Mutant::ProfilesMixed);
        let latest = |latest, classic| if is_latest { latest } else { classic };
        match self {
            Self::UrlEmpty | Self::TooManyTasks { .. } | Self::TooManyTransports { .. } => 3,
            Self::UrlMalformed { .. } => 4,
            Self::UrlScheme { .. } => 5,
            Self::HeaderInvalid { .. } | Self::ProtocolsInvalid { .. } | Self::ArgumentInvalid { .. } => latest(2, 1),
            Self::InsecureRefused => latest(20, 5),
            Self::ConnectionExists => latest(3, 2),
            Self::Timeout { .. } => 6,
            Self::NameNotFound { .. } if is(Mutant::NameNotFoundIsOne) => 1,
            Self::NameNotFound { .. } => latest(65, 1),
            Self::Connect { fault, .. } => match fault {
                ConnectFault::NoRoute => latest(65, 1),
                ConnectFault::NoNetwork => latest(50, 1),
                ConnectFault::Refused | ConnectFault::Reset | ConnectFault::Other(_) => 1,
            },
            Self::Certificate { .. } => 7,
            Self::Refused { .. } if is(Mutant::RefusalWithoutStatus) => 8,
            Self::Refused { status, .. } => *status,
            Self::Handshake(_) => 8,
            Self::Subprotocol { .. } => 9,
            Self::NotOpen => 10,
            Self::QueueFull { .. } | Self::SendFailed { .. } => 11,
            Self::MessageTooLarge { .. } if is(Mutant::LargeMessageIsOne) => 1,
            Self::MessageTooLarge { .. } => 12,
            Self::DomainRefused { .. }
            | Self::DataInvalid { .. }
            | Self::Tls { .. }
            | Self::Interrupted { .. }
            | Self::Lost { .. }
            | Self::Protocol(_) => 1,
        }
    }

    /// What a page of `profile` is told: the code, and `heading: cause`.
    #[must_use]
    pub fn report(&self, profile: Profile) -> Report {
        let code = self.code(profile);
        let mut message = String::from(heading(code, self, profile));
        if !message.is_empty() {
            message.push_str(": ");
        }
        if is(Mutant::TextWithoutCause) {
            return Report { code, message };
        }
        // Writing to a string cannot fail.
        let _ = write!(message, "{self}");
        Report { code, message: printable(message) }
    }
}

/// The text with its control characters escaped: a cause may quote what the server sent, and pages print it.
pub(crate) fn printable(text: String) -> String {
    if !text.contains(char::is_control) {
        return text;
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if character.is_control() { shown.extend(character.escape_default()) } else { shown.push(character) }
    }
    shown
}

/// The published text of a code, or a short English one; none where the cause says it all.
fn heading(code: u16, fault: &Fault, profile: Profile) -> &'static str {
    match code {
        1 => "未知错误",
        2 if profile == Profile::Latest => "invalid argument",
        2 => "connection exists",
        // The published text of 3 speaks of the url alone.
        3 if !matches!(fault, Fault::UrlEmpty) => "too many connections",
        3 => "URL 为空",
        4 => "URL 格式不合法",
        5 => "URL 地址不是ws或者wss.",
        6 => "Timed out connecting to server.",
        7 => "invalid server certificate",
        8 => "Invalid Sec-WebSocket-Accept response.",
        9 => "invalid Sec-WebSocket-Protocol",
        10 => "没有建连成功之前无法发送消息",
        11 => "sending failed",
        12 => "not enough memory to read",
        20 => "请求url不支持ws，请使用wss",
        50 => "no network",
        65 => "host not reachable",
        _ => "",
    }
}

#[cfg(test)]
mod tests;
