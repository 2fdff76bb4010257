//! The error codes of sockets: what each means, what causes it, and what to do.

use crate::REQUEST_CODES;
use Applies::{Both, Classic, Latest};
use Channel::{ConnectFail, ErrorEvent, SendFail};

/// Where a page meets an error code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// In the `fail` callback of `connectSocket`, before anything is dialled.
    ConnectFail,
    /// In the `fail` callback (and the rejected promise) of `sendSocketMessage`.
    SendFail,
    /// In `onSocketError`, followed by `onSocketClose`.
    ErrorEvent,
    /// In the `fail` callback (and the rejected promise) of `request`.
    RequestFail,
}

/// Which profiles an entry is true for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// `classic` and `latest`.
    Both,
    /// `classic` alone.
    Classic,
    /// `latest` alone.
    Latest,
}

/// One error code, as one profile means it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorCode {
    /// The number; 400 stands for every HTTP status from 400 on.
    pub code: u16,
    /// A short name.
    pub name: &'static str,
    /// The profiles.
    pub applies: Applies,
    /// Where pages meet it.
    pub channels: &'static [Channel],
    /// The platform's own words; empty where it has none.
    pub published: &'static str,
    /// The platform's own remedy; empty where it has none.
    pub published_remedy: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What usually causes it.
    pub causes: &'static [&'static str],
    /// What to do.
    pub remedy: &'static str,
    /// The contract's clauses about it.
    pub clauses: &'static [&'static str],
}

/// Every code of sockets, by number.
pub const CODES: &[ErrorCode] = &[
    ErrorCode {
        code: 1,
        name: "unknown",
        applies: Both,
        channels: &[ErrorEvent, SendFail, ConnectFail],
        published: "未知错误。",
        published_remedy: "-",
        meaning: "something failed that has no code of its own; errorMessage tells what",
        causes: &[
            "nothing listens at that address, or the server reset the connection",
            "the host name has no address (classic)",
            "the TLS handshake failed for another reason than the certificate: plain text on that port, an old \
             protocol, a client certificate wanted",
            "sendSocketMessage got data that it cannot send: null, bad base64 (classic)",
            "the server broke the WebSocket protocol after it had opened",
            "the host is not on the domain list (--allow-domain)",
        ],
        remedy: "read the cause after the colon in errorMessage; check that the server runs and that host and port are right",
        clauses: &["CS-4", "SM-2", "PL-2"],
    },
    ErrorCode {
        code: 2,
        name: "connection-exists",
        applies: Classic,
        channels: &[ConnectFail],
        published: "网络连接已经存在。",
        published_remedy: "一个支付宝小程序在一段时间内只能保留一个 WebSocket 连接。如果当前已存在 WebSocket 连接，那么会自动关闭该连接，并重新创建一个新的 WebSocket 连接。",
        meaning: "there is a connection already, and the host is set to refuse a second one",
        causes: &["connectSocket was called again under --single=reject"],
        remedy: "call my.closeSocket() and wait for onSocketClose, or run with --single=replace, which is the default",
        clauses: &["CS-7"],
    },
    ErrorCode {
        code: 2,
        name: "invalid-arguments",
        applies: Latest,
        channels: &[ConnectFail, SendFail],
        published: "",
        published_remedy: "",
        meaning: "an option has a value that cannot be used",
        causes: &[
            "a close code other than 1000 and 3000 to 4999",
            "a header with a line break",
            "a getter that throws",
        ],
        remedy: "errorMessage names the option and what is wrong with it",
        clauses: &["CB-5", "CL-1"],
    },
    ErrorCode {
        code: 3,
        name: "url-empty",
        applies: Both,
        channels: &[ConnectFail],
        published: "URL 参数为空。",
        published_remedy: "替换 URL 链接。",
        meaning: "the url is missing, null, empty or blank",
        causes: &[
            "the page's data has no url yet when it connects",
            "a misspelt option, such as `uri`",
            "where the text says `too many connections`: there are five SocketTasks, or as many as --max-sockets allows",
        ],
        remedy: "pass url; with minihost, --data 'server=\"ws://…\"' fills page data before onLoad",
        clauses: &["CS-3"],
    },
    ErrorCode {
        code: 3,
        name: "connection-limit",
        applies: Latest,
        channels: &[ConnectFail],
        published: "",
        published_remedy: "",
        meaning: "the single connection exists already (--single=reject)",
        causes: &["connectSocket was called again before the first connection was closed"],
        remedy: "call my.closeSocket() and wait for onSocketClose first",
        clauses: &["CS-7"],
    },
    ErrorCode {
        code: 4,
        name: "url-malformed",
        applies: Both,
        channels: &[ConnectFail],
        published: "无法识别的 URL 格式。",
        published_remedy: "替换 URL 链接。",
        meaning: "the url is no absolute url: it has no scheme or no host, its port is out of range, or there is a space in it",
        causes: &["`example.com:9000` without ws://", "a port above 65535", "a space that was not written as %20"],
        remedy: "write ws://host:port/path; errorMessage names the part that is wrong",
        clauses: &["CS-3"],
    },
    ErrorCode {
        code: 5,
        name: "url-scheme",
        applies: Both,
        channels: &[ConnectFail],
        published: "URL 必须以 ws 或者 wss 开头。",
        published_remedy: "替换 URL 链接。",
        meaning: "the url begins with another scheme than ws: or wss:; in classic also ws: where only wss: is allowed",
        causes: &["an http:// or https:// url", "--wss-only, as published mini-programs have it"],
        remedy: "write ws:// for http://, and wss:// for https://",
        clauses: &["CS-3", "PL-1"],
    },
    ErrorCode {
        code: 6,
        name: "timeout",
        applies: Both,
        channels: &[ErrorEvent],
        published: "连接服务器超时。",
        published_remedy: "稍后重试。",
        meaning: "the timeout passed before the opening handshake was done; errorMessage names the stage",
        causes: &["a firewall that swallows packets", "a server that accepts but never answers", "TLS on a plain port"],
        remedy: "check the address; pass timeout (milliseconds) or run with --connect-timeout",
        clauses: &["CS-4"],
    },
    ErrorCode {
        code: 7,
        name: "certificate",
        applies: Both,
        channels: &[ErrorEvent],
        published: "服务器返回的 https 证书无效。",
        published_remedy: "小程序必须使用 HTTPS/WSS 发起网络请求。请求时系统会对服务器域名使用的 HTTPS 证书进行校验，如果校验失败，则请求不能成功发起。由于系统限制，不同平台对于证书要求的严格程度不同。为了保证小程序的兼容性，建议开发者按照最高标准进行证书配置，并使用相关工具检查现有证书，确保其符合要求。",
        meaning: "the server's certificate was checked and rejected",
        causes: &[
            "it expired, or is not yet valid",
            "it is for another host name",
            "it is self-signed, or its issuer is unknown",
        ],
        remedy: "errorMessage names the reason; trust a test authority with --ca FILE; checking cannot be turned off",
        clauses: &["PL-3"],
    },
    ErrorCode {
        code: 8,
        name: "handshake-invalid",
        applies: Both,
        channels: &[ErrorEvent],
        published: "服务端返回协议头无效。",
        published_remedy: "从 2019 年 5 月开始新创建的小程序，默认强制使用 HTTPS 和 WSS 协议，不再支持 HTTP 和WS 协议。",
        meaning: "the server answered, but not as a WebSocket server does: its answer has not the headers that RFC 6455 asks for",
        causes: &[
            "the path is served by a web server, not by the WebSocket endpoint: 200 or a redirect instead of 101",
            "a proxy that drops the Upgrade header, or a wrong Sec-WebSocket-Accept",
            "an extension that was not offered",
        ],
        remedy: "look at the handshake with --trace; check the path, and that proxies pass Upgrade and Connection on",
        clauses: &["CS-8", "EV-5"],
    },
    ErrorCode {
        code: 9,
        name: "subprotocol",
        applies: Both,
        channels: &[ErrorEvent],
        published: "WebSocket 请求没有指定 Sec-WebSocket-Protocol 请求头。",
        published_remedy: "请指定 Sec-WebSocket-Protocol 请求头。",
        meaning: "the server chose a subprotocol that the page did not offer; case counts",
        causes: &["the page offers none, and the server insists on one", "`MQTT` was offered and `mqtt` chosen"],
        remedy: "pass protocols: ['…'] with the name that the server wants",
        clauses: &["CS-4"],
    },
    ErrorCode {
        code: 10,
        name: "not-open",
        applies: Both,
        channels: &[SendFail],
        published: "网络连接没有打开，无法发送消息。",
        published_remedy: "请正常连接服务器后再调用 my.sendSocketMessage 发送数据消息，可通过 my.onSocketOpen 监听事件来判断与服务器建立正确连接。",
        meaning: "sendSocketMessage was called before the connection was open, or after it was closed",
        causes: &["sending right after connectSocket: its success means only that dialling began"],
        remedy: "send from onSocketOpen on, or queue messages until then",
        clauses: &["SM-3"],
    },
    ErrorCode {
        code: 11,
        name: "send-failed",
        applies: Both,
        channels: &[SendFail],
        published: "消息发送失败。",
        published_remedy: "稍后重试。",
        meaning: "the connection was open when the call was made, but the message could not be written",
        causes: &["the peer reset the connection", "the peer does not read, and too much is waiting to be sent"],
        remedy: "wait for success before sending more; expect onSocketClose",
        clauses: &["SM-3"],
    },
    ErrorCode {
        code: 12,
        name: "message-too-large",
        applies: Both,
        channels: &[ErrorEvent],
        published: "无法申请更多内存来读取网络数据。",
        published_remedy: "请检查内存。",
        meaning: "a message from the server is over the limit; the connection is closed with 1009",
        causes: &["a message of more than 10 MiB, which is the default limit"],
        remedy: "have the server send smaller messages, or run with --max-message SIZE",
        clauses: &["CL-3"],
    },
    ErrorCode {
        code: 20,
        name: "wss-only",
        applies: Latest,
        channels: &[ConnectFail],
        published: "请求url不支持ws，请使用wss",
        published_remedy: "",
        meaning: "the url is ws: where only wss: is allowed",
        causes: &["--wss-only, as published mini-programs have it"],
        remedy: "use wss://",
        clauses: &["PL-1"],
    },
    ErrorCode {
        code: 50,
        name: "no-network",
        applies: Latest,
        channels: &[ErrorEvent],
        published: "",
        published_remedy: "",
        meaning: "the machine has no network",
        causes: &["no interface but the loopback one is up"],
        remedy: "check the machine's network",
        clauses: &["CS-4"],
    },
    ErrorCode {
        code: 65,
        name: "no-route",
        applies: Latest,
        channels: &[ErrorEvent],
        published: "",
        published_remedy: "",
        meaning: "the host name has no address, or there is no route to it",
        causes: &["a misspelt host name", "a name server that does not answer"],
        remedy: "check the host name",
        clauses: &["CS-4"],
    },
    ErrorCode {
        code: 400,
        name: "handshake-refused",
        applies: Both,
        channels: &[ErrorEvent],
        published: "服务端拒绝握手，报错信息“refuse handshake”。",
        published_remedy: "检查服务端是否能够正常连接。",
        meaning: "the server refused the opening handshake with this HTTP status; success was called, open never is",
        causes: &["503: the server behind the proxy is down", "401, 403: no or wrong credentials", "404: wrong path"],
        remedy: "errorMessage has the status, its reason and the start of the body; ask the server's log",
        clauses: &["CS-5"],
    },
];

/// The entries for a code (an HTTP status counts as 400) or a name; those of sockets come first.
#[must_use]
pub fn lookup(question: &str) -> Vec<&'static ErrorCode> {
    let number = question.parse::<u16>().ok().map(|number| if (400..600).contains(&number) { 400 } else { number });
    let matches = |entry: &&ErrorCode| Some(entry.code) == number || entry.name == question;
    CODES.iter().chain(REQUEST_CODES).filter(matches).collect()
}

/// What `code` means in one profile: `latest`, or else `classic`.
#[must_use]
pub fn explain(code: u16, latest: bool) -> Option<&'static ErrorCode> {
    let other = if latest { Classic } else { Latest };
    let number = if (400..600).contains(&code) { 400 } else { code };
    CODES.iter().find(|entry| entry.code == number && entry.applies != other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_found() {
        let names = |question| lookup(question).iter().map(|entry| entry.name).collect::<Vec<_>>();
        assert_eq!(names("8"), ["handshake-invalid"]);
        assert_eq!(names("2"), ["connection-exists", "invalid-arguments", "request-invalid"]);
        assert_eq!(names("503"), ["handshake-refused"]);
        assert_eq!(names("certificate"), ["certificate"]);
        assert_eq!(names("13"), ["request-timeout"]);
        assert_eq!(names("21"), [""; 0]);
    }

    #[test]
    fn a_code_means_what_its_profile_says() {
        assert_eq!(explain(2, false).map(|entry| entry.name), Some("connection-exists"));
        assert_eq!(explain(2, true).map(|entry| entry.name), Some("invalid-arguments"));
        assert_eq!(explain(20, false), None);
        assert_eq!(explain(503, true).map(|entry| entry.code), Some(400));
    }

    #[test]
    fn codes_are_in_order_and_unambiguous_per_profile() {
        assert!(CODES.is_sorted_by_key(|entry| entry.code));
        for (at, entry) in CODES.iter().enumerate() {
            let twin = |other: &ErrorCode| other.code == entry.code && other.applies == entry.applies;
            assert!(!CODES[..at].iter().any(twin), "{}", entry.name);
        }
    }

    #[test]
    fn every_code_of_the_platforms_table_has_its_own_words() {
        for code in 1..=12 {
            assert!(CODES.iter().any(|entry| entry.code == code && !entry.published.is_empty()), "{code}");
        }
    }
}
