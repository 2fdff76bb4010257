//! `my.request(options)` (FW-8): HTTP requests, by the same policy as the sockets.
//!
//! `options` (read once, in order) → `data` (what becomes query or body) → the client of the socket crate → `deliver` →
//! `answer` (what a response is for the page) → the settlement of every call. `task` is what the page holds.

mod answer;
mod data;
mod deliver;
mod kept;
mod options;
mod task;

use std::time::Duration;

use boa_engine::{Context, JsResult, JsValue};
use minihost_log::Kind;
use minihost_mutant::{Mutant, is};
use minihost_socket::http::{Fault, Method, Request, Rules};
use minihost_socket::{Headers, IgnoredHeader, Target};
use serde_json::json;

use crate::bridge::Bridge;
use crate::options::Options;
use crate::origin::Origin;
use crate::settlement::{Call, Outcome, call_name};

use data::Data;
pub(crate) use deliver::deliver;
pub use kept::PendingRequest;
pub(crate) use kept::Requests;
use options::Asked;

/// The call's name, and what its data is sent as where the page does not say.
#[derive(Debug, Clone, Copy)]
struct Variant {
    api: &'static str,
    content_type: &'static str,
}

const REQUEST: Variant = Variant { api: "request", content_type: "application/json" };

/// The old name of the call, which published libraries still use.
const HTTP_REQUEST: Variant = Variant { api: "httpRequest", content_type: data::FORM };

/// Whether `my.{api}` is a request.
pub(crate) fn is_request(api: &str) -> bool {
    [REQUEST, HTTP_REQUEST].iter().any(|variant| variant.api == api)
}

/// How long a request may take where nobody says otherwise.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a request may take at all, as the platform has it.
const LONGEST_TIMEOUT: Duration = Duration::from_secs(60);

/// The native behind `my.request`: returns a promise with `abort`, even where the call fails.
pub(crate) fn request(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    send(REQUEST, arguments, context)
}

/// The native behind `my.httpRequest`.
pub(crate) fn http_request(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    send(HTTP_REQUEST, arguments, context)
}

fn send(variant: Variant, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let mut asked = Asked::read(&mut Options::new(arguments, context), variant.content_type)?;
    bridge.embedder.log().record(Kind::ApiCall, None, || {
        let url = bridge.single.service.shown_url(&asked.url);
        json!({"api": variant.api, "method": asked.method, "url": url, "at": bridge.embedder.caller(context)})
    });
    let (mut call, promise) = Call::with_promise(&bridge, variant.api, std::mem::take(&mut asked.callbacks), context)?;
    let origin = Origin::of_caller(context);
    call.made_at(origin.clone());
    let data_type = asked.data_type;
    let requests = bridge.requests();
    let prepared = prepare(variant, asked, requests.client.rules(), &bridge, context);
    let started = prepared.and_then(|request| {
        let url = request.target.asked_url().unwrap_or(request.target.url()).to_owned();
        let about = PendingRequest::new(request.method, url, origin);
        Ok((requests.client.start(request)?, about))
    });
    let id = match started {
        Ok((id, about)) => {
            requests.keep(id, call, data_type, about);
            Some(id)
        }
        Err(fault) => {
            call.settle_later(&bridge, Outcome::Failure(fault.report()));
            None
        }
    };
    task::equip(&promise, id, context);
    Ok(promise)
}

/// Everything that can be known before anything is sent.
fn prepare(
    variant: Variant,
    asked: Asked,
    rules: &Rules,
    bridge: &Bridge,
    context: &mut Context,
) -> Result<Request, Fault> {
    let Asked { url, method, headers, data, timeout, unreadable, warnings, .. } = asked;
    if let Some(reason) = unreadable {
        return Err(Fault::Argument { reason });
    }
    let Some(named) = Method::named(&method) else {
        let known = Method::ALL.map(Method::as_str).join(", ");
        return Err(Fault::Argument { reason: format!("method `{method}` is not one of {known}") });
    };
    let target = data.target(&url)?;
    let (mut headers, ignored) = Headers::of_request(headers)?;
    let target = rules.admit(target)?;
    for IgnoredHeader { name, reason } in &ignored {
        bridge.embedder.warn(&format!("{}: header `{name}` is not sent: {reason}", call_name(variant.api)), context);
    }
    for warning in warnings {
        bridge.embedder.warn(&format!("{}: {warning}", call_name(variant.api)), context);
    }
    headers.or(options::CONTENT_TYPE, variant.content_type);
    let timeout = timeout.or(bridge.settings.request_timeout).unwrap_or(DEFAULT_TIMEOUT).min(LONGEST_TIMEOUT);
    let data = if is(Mutant::RequestDataDropped) { Data::None } else { data };
    let timeout = if is(Mutant::RequestTimeoutIgnored) { LONGEST_TIMEOUT } else { timeout };
    let body = match data {
        Data::Body(body) => Some(body),
        Data::None | Data::Query(_) | Data::QueryText(_) => None,
    };
    Ok(Request { method: named, target, headers, body, timeout })
}

impl Data {
    /// Where `url` leads with this data in its query, if it belongs there.
    fn target(&self, url: &str) -> Result<Target, Fault> {
        let pairs = if let Self::Query(pairs) = self { &pairs[..] } else { &[] };
        let target = Target::parse_http(url, pairs)?;
        Ok(if let Self::QueryText(text) = self { target.with_query(text) } else { target })
    }
}
