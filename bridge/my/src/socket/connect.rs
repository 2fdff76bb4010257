//! `my.connectSocket(options)` (CS).

use std::rc::Rc;
use std::time::Duration;

use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsResult, JsValue, js_string};
use minihost_log::Kind;
use minihost_mutant::{Mutant, is};
use minihost_socket::{CloseFrame, Connect, Fault, Headers, IgnoredHeader, Protocols, Target, map};
use serde_json::json;

use super::task;
use crate::bridge::{Bridge, Single};
use crate::callbacks::Callbacks;
use crate::channel::{TaskId, of_task};
use crate::options::{Options, duration};
use crate::origin::Origin;
use crate::settlement::{Call, Outcome};
use crate::strings;

const API: &str = "connectSocket";

/// How long a connection may take where nobody says otherwise.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// How many tasks a page may have at a time (ST-2).
const MAX_TASKS: usize = 5;

/// What the page asked for, as plain values.
struct Request {
    url: String,
    data: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    protocols: Vec<String>,
    /// Whether a SocketTask is wanted, where the page says.
    multiple: Option<bool>,
    timeout: Option<Duration>,
    callbacks: Callbacks,
    unreadable: Option<String>,
}

/// The native behind `my.connectSocket`; returns undefined, or a SocketTask for `multiple` (CS-1): even where the call
/// fails, as pages add their listeners to it without a look.
pub(crate) fn connect_socket(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let mut request = read(Options::new(arguments, context))?;
    let task = request.multiple.unwrap_or(bridge.settings.multiple).then(|| bridge.number_task());
    bridge.embedder.log().record(Kind::ApiCall, None, || {
        let url = bridge.single.service.shown_url(&request.url);
        of_task(json!({"api": API, "url": url, "at": bridge.embedder.caller(context)}), task)
    });
    let callbacks = std::mem::take(&mut request.callbacks);
    let call = Call::without_promise(&bridge, API, callbacks)?.of(task);
    match prepare(request, task, &bridge, context) {
        Ok(None) => call.drop_silently(),
        Ok(Some(connect)) => {
            // Posted before dialling starts: success comes before any event of this connection (CS-2).
            call.settle_later(&bridge, Outcome::Success);
            let channel = task.map_or_else(|| Rc::clone(&bridge.single), |task| bridge.add_task(task));
            let generation = channel.service.connect(connect);
            let page = bridge.embedder.shown_page();
            channel.client.borrow_mut().made_by(generation, page, Origin::of_caller(context));
        }
        Err(fault) => {
            if is(Mutant::FailedConnectCloses) {
                bridge.single.service.close(CloseFrame::normal());
            }
            call.fail_later(&bridge, &fault, context);
        }
    }
    if is(Mutant::ConnectReturnsPromise) {
        return Ok(JsPromise::resolve(JsValue::undefined(), context)?.into());
    }
    Ok(task.map_or_else(JsValue::undefined, |task| task::object(task, &bridge, context)))
}

/// Reads every option once, in the table's order (CB-5).
///
/// # Errors
/// The engine's own limit, hit by a getter.
fn read(mut options: Options<'_>) -> JsResult<Request> {
    let url = options.text(js_string!("url")).map(|url| url.to_std_string_lossy()).unwrap_or_default();
    let data = options.get(js_string!("data"));
    let data = strings::pairs(&mut options, js_string!("data"), &data, is_left_out, strings::by_json);
    let mut header = options.get(js_string!("header"));
    if header.is_null_or_undefined() && !is(Mutant::HeadersAliasIgnored) {
        header = options.get(js_string!("headers"));
    }
    let headers =
        strings::pairs(&mut options, js_string!("header"), &header, JsValue::is_undefined, strings::by_string);
    let protocols = options.get(js_string!("protocols"));
    let protocols = strings::list(&mut options, js_string!("protocols"), &protocols);
    let multiple = options.get(js_string!("multiple"));
    let multiple = if multiple.is_undefined() { None } else { Some(multiple.to_boolean()) };
    let timeout = duration(&options.get(js_string!("timeout")));
    let callbacks = Callbacks::read(&mut options);
    let unreadable = options.failure()?;
    Ok(Request { url, data, headers, protocols, multiple, timeout, callbacks, unreadable })
}

/// What of `data` does not go into the query.
fn is_left_out(value: &JsValue) -> bool {
    value.is_null_or_undefined() && !is(Mutant::QueryNullKept)
}

/// Everything that can be known before dialling (CS-3), in the documented order; `None` for a call that is to do
/// nothing at all.
fn prepare(
    request: Request,
    task: Option<TaskId>,
    bridge: &Rc<Bridge>,
    context: &mut Context,
) -> Result<Option<Connect>, Fault> {
    if let Some(reason) = request.unreadable.filter(|_| !is(Mutant::GetterIgnored)) {
        return Err(Fault::ArgumentInvalid { reason });
    }
    let data = if is(Mutant::QueryDropped) { Vec::new() } else { request.data };
    let target = Target::parse(&request.url, &data)?;
    // The policy is that of the app's own urls: a mapping must not hide what production would refuse.
    bridge.settings.policy.check(&target)?;
    let target = if is(Mutant::MapIgnored) { target } else { map(target, &bridge.settings.mappings)? };
    let given = if is(Mutant::HeaderDropped) { Vec::new() } else { request.headers };
    let (headers, ignored) = Headers::new(given)?;
    for IgnoredHeader { name, reason } in &ignored {
        bridge.embedder.warn(&format!("my.connectSocket: header `{name}` is not sent: {reason}"), context);
    }
    // `header['Sec-WebSocket-Protocol']` counts as the same offer; published clients use either.
    let offered = if is(Mutant::ProtocolsDropped) { Vec::new() } else { request.protocols };
    let protocols = Protocols::new(offered)?;
    let protocols = if is(Mutant::ProtocolHeaderDropped) { protocols } else { protocols.with(&headers)? };
    if task.is_some() {
        if bridge.live_tasks() >= MAX_TASKS {
            return Err(Fault::TooManyTasks { limit: MAX_TASKS });
        }
    } else if bridge.single.is_live() {
        match bridge.settings.single {
            _ if is(Mutant::SingleIgnored) => {}
            Single::Replace if is(Mutant::NotReplaced) => return Err(Fault::ConnectionExists),
            Single::Replace => {}
            Single::Reject => return Err(Fault::ConnectionExists),
            Single::Ignore if is(Mutant::IgnoreTells) => return Err(Fault::ConnectionExists),
            Single::Ignore => return Ok(None),
        }
    }
    // A task has a connection of its own; the single connection's place is taken by what replaces it.
    bridge.single.service.check_room(task.is_some())?;
    let timeout = request.timeout.or(bridge.settings.connect_timeout).unwrap_or(DEFAULT_TIMEOUT);
    let timeout = if is(Mutant::TimeoutIgnored) { Duration::from_secs(3600) } else { timeout };
    Ok(Some(Connect { target, headers, protocols, timeout }))
}
