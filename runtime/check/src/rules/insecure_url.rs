//! `insecure-url`: a page connects to `ws://` or `http://`, which published mini-programs may not.

use crate::facts::Url;
use crate::finding::Severity;
use crate::rule::{Checked, Draft, Rule};

pub(super) const RULE: Rule = Rule {
    id: "insecure-url",
    severity: Severity::Warning,
    summary: "a ws:// or http:// url that is not of this machine",
    check,
};

fn check(checked: &Checked<'_>, found: &mut Vec<Draft>) {
    for code in checked.own() {
        for url in &code.facts.urls {
            let Some((scheme, rest)) = url.text.split_once("://") else { continue };
            let scheme = scheme.to_ascii_lowercase();
            let is_used = match (scheme.as_str(), url.of.as_deref()) {
                ("ws", of) => of == Some("connectSocket"),
                (_, Some("request" | "httpRequest" | "uploadFile" | "downloadFile")) => true,
                _ => continue,
            };
            if is_local(rest, url) {
                continue;
            }
            let (message, help) = match scheme.as_str() {
                "ws" => (
                    "ws:// is not encrypted, and published mini-programs may not use it",
                    "use wss://; `minihost run --map wss://HOST=ws://127.0.0.1:9000` leads it to a server of your own",
                ),
                _ => ("http:// is not encrypted, and published mini-programs may not use it", "use https://"),
            };
            let draft = code.draft(url.at, message.to_owned()).help(help);
            found.push(if is_used { draft } else { draft.severity(Severity::Note) });
        }
    }
}

/// Whether the url leads to this machine; of one without a known host that is not known.
fn is_local(rest: &str, url: &Url) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let is_whole = !url.is_open || authority.len() < rest.len() || host.contains(':');
    let host = match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    if host.is_empty() {
        // The scheme alone, to compare with.
        return !url.is_open;
    }
    let is_loopback = host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback() || ip.is_unspecified());
    is_whole && (is_loopback || host.eq_ignore_ascii_case("localhost") || host.ends_with(".localhost"))
}
