//! The error codes of `my.request`, which has its own table in the platform's documents, the same in both profiles.

use crate::Applies::Both;
use crate::{Channel, ErrorCode};

const WHERE: &[Channel] = &[Channel::RequestFail];

/// Every code that `my.request` fails with here, by number.
pub const REQUEST_CODES: &[ErrorCode] = &[
    ErrorCode {
        code: 2,
        name: "request-invalid",
        applies: Both,
        channels: WHERE,
        published: "参数错误。",
        published_remedy: "可能是链接过长导致，建议参数放在 data 中处理。",
        meaning: "an option of my.request cannot be used; nothing was sent",
        causes: &[
            "the url is missing, has no scheme or no host, or is no http: or https: url",
            "a header with a line break",
            "a method that my.request does not have, such as PATCH",
            "data without a JSON form, or an ArrayBuffer for GET",
        ],
        remedy: "errorMessage names the option and what is wrong with it",
        clauses: &["FW-8"],
    },
    ErrorCode {
        code: 11,
        name: "request-domain",
        applies: Both,
        channels: WHERE,
        published: "无权跨域。",
        published_remedy: "检查请求域名是否添加了域名白名单。",
        meaning: "the host is not on the domain list (--allow-domain)",
        causes: &["the url's host is not on the list", "a redirect leads to a host that is not on it"],
        remedy: "add the host with --allow-domain, and to the app's list on the platform",
        clauses: &["FW-8", "PL-2"],
    },
    ErrorCode {
        code: 12,
        name: "request-network",
        applies: Both,
        channels: WHERE,
        published: "网络出错。",
        published_remedy: "建议检查网络环境是否正常，服务器是否稳定。",
        meaning: "no connection came about, it broke, or what came over it is no HTTP",
        causes: &[
            "nothing listens at that address, or the host name has no address",
            "the TLS handshake failed for another reason than the certificate",
            "the server hung up before its response was complete",
        ],
        remedy: "read the cause after the colon in errorMessage; check that the server runs and that host and port are right",
        clauses: &["FW-8"],
    },
    ErrorCode {
        code: 13,
        name: "request-timeout",
        applies: Both,
        channels: WHERE,
        published: "超时。",
        published_remedy: "若请求需要时间长，可适当设置超时时间 timeout。",
        meaning: "the timeout passed before the response was complete; errorMessage names the stage",
        causes: &["a slow server", "a firewall that swallows packets"],
        remedy: "pass timeout (30000 ms by default, 60000 at most), or set networkTimeout.request in app.json",
        clauses: &["FW-8"],
    },
    ErrorCode {
        code: 14,
        name: "request-decode",
        applies: Both,
        channels: WHERE,
        published: "JSON parse data error",
        published_remedy: "若服务端要返回非 JSON 字符串则需要把 my.request 的 dataType 参数设置成 text。",
        meaning: "the response came, but its body is not what dataType asks for; data, status and headers are there all the same",
        causes: &[
            "the body is no JSON, and dataType is json, as it is by default",
            "the body begins with a byte order mark",
            "the body is no UTF-8",
            "the body is compressed in a way that was not asked for",
        ],
        remedy: "pass dataType: 'text', 'base64' or 'arraybuffer', or have the server send JSON",
        clauses: &["FW-8"],
    },
    ErrorCode {
        code: 19,
        name: "request-http",
        applies: Both,
        channels: WHERE,
        published: "http status error",
        published_remedy: "一般如 HTTP 404、500、504 等异常错误，建议打开 IDE 调试器 > Network 可以查看具体的错误信息；SSL 证书不正确导致的，建议更换网站 SSL 证书。",
        meaning: "the server answered with a status of 400 or more, redirected to nowhere or too often, or its certificate was rejected",
        causes: &[
            "404: a wrong path; 401, 403: no or wrong credentials; 500, 502, 503: the server is in trouble",
            "more than five redirects",
            "a certificate that expired, is for another host, or whose issuer is unknown",
        ],
        remedy: "look at status and data of the failure; trust a test authority with --ca FILE",
        clauses: &["FW-8", "PL-3"],
    },
    ErrorCode {
        code: 20,
        name: "request-stopped",
        applies: Both,
        channels: WHERE,
        published: "请求已被停止/服务端限流；请求 URL 不支持 HTTP，请使用 HTTPS",
        published_remedy: "小程序已经不支持 HTTP 请求，请使用 HTTPS。",
        meaning: "the request was stopped, or is an http: one where only https: is allowed",
        causes: &[
            "the page called abort()",
            "the response is larger than --max-message",
            "as many connections and requests as --max-sockets allows, or more of bodies than --max-unsent",
            "--wss-only, as published mini-programs have it, and an http: url",
        ],
        remedy: "use https://; have the server send less, wait for requests before making others, or run with a larger limit",
        clauses: &["FW-8", "PL-1"],
    },
];

/// What `my.request` means by `code`.
#[must_use]
pub fn explain_request(code: u16) -> Option<&'static ErrorCode> {
    REQUEST_CODES.iter().find(|entry| entry.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_have_words_of_the_platforms() {
        assert!(REQUEST_CODES.is_sorted_by_key(|entry| entry.code));
        assert!(REQUEST_CODES.iter().all(|entry| !entry.published.is_empty()));
        assert_eq!(explain_request(14).map(|entry| entry.name), Some("request-decode"));
        assert_eq!(explain_request(3), None);
    }
}
