//! The client's records in the event log: short, and without secrets.

use minihost_log::{EventLog, Kind, preview};
use serde_json::{Map, Value, json};

use super::redirect::Hop;
use super::{Fault, RequestId, Response};
use crate::connector::response::Head;
use crate::trace::is_secret;

/// One request's log.
pub(super) struct Trace<'a> {
    pub(super) log: &'a EventLog,
    pub(super) request: RequestId,
    pub(super) show_secrets: bool,
}

impl Trace<'_> {
    fn record(&self, kind: Kind, fields: impl FnOnce(&mut Map<String, Value>)) {
        self.log.record(kind, None, || {
            let mut detail = Map::from_iter([("request".to_owned(), self.request.into())]);
            fields(&mut detail);
            detail.into()
        });
    }

    fn shown<'h>(&self, headers: impl Iterator<Item = (&'h str, &'h str)>) -> Value {
        let shown = |(name, value): (&str, &str)| {
            let hidden = !self.show_secrets && is_secret(name);
            json!([name, if hidden { Value::from("***") } else { preview(value) }])
        };
        headers.map(shown).collect()
    }

    pub(super) fn send(&self, hop: &Hop) {
        self.record(Kind::RequestSend, |detail| {
            detail.insert("method".to_owned(), hop.method.as_str().into());
            detail.insert("url".to_owned(), hop.target.page_url().into());
            if hop.target.asked_url().is_some() {
                detail.insert("mapped".to_owned(), hop.target.url().into());
            }
            let of_url = hop.target.authorization().filter(|_| hop.headers.get("authorization").is_none());
            let of_url = of_url.map(|value| ("Authorization", value));
            detail.insert("headers".to_owned(), self.shown(hop.headers.iter().chain(of_url)));
            if let Some(body) = &hop.body {
                detail.insert("bytes".to_owned(), body.len().into());
                detail.insert("preview".to_owned(), body_preview(body));
            }
        });
    }

    pub(super) fn response(&self, head: &Head) {
        self.record(Kind::RequestResponse, |detail| {
            detail.insert("status".to_owned(), head.status.into());
            let headers = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            detail.insert("headers".to_owned(), self.shown(headers));
        });
    }

    pub(super) fn end(&self, result: Result<&Response, &Fault>) {
        self.record(Kind::RequestEnd, |detail| match result {
            Ok(response) => {
                detail.insert("bytes".to_owned(), response.body.len().into());
                detail.insert("preview".to_owned(), body_preview(&response.body));
            }
            Err(fault) => {
                detail.insert("code".to_owned(), fault.code().into());
                detail.insert("text".to_owned(), fault.to_string().into());
            }
        });
    }
}

/// The start of a body: as text where it is text.
fn body_preview(body: &[u8]) -> Value {
    match std::str::from_utf8(body) {
        Ok(text) => preview(text),
        Err(_) => Value::from(crate::trace::hex_preview(body)),
    }
}
