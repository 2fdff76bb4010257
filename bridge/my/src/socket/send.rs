//! `my.sendSocketMessage(options)` (SM).

use boa_engine::{Context, JsResult, JsValue, js_string};
use minihost_log::Kind;
use minihost_socket::Fault;
use serde_json::json;

use super::outgoing;
use crate::bridge::Bridge;
use crate::callbacks::Callbacks;
use crate::options::Options;
use crate::settlement::Call;

const API: &str = "sendSocketMessage";

/// The native behind `my.sendSocketMessage`.
pub(crate) fn send_socket_message(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let mut options = Options::new(arguments, context);
    let data = options.get(js_string!("data"));
    let is_buffer = options.get(js_string!("isBuffer")).to_boolean();
    let callbacks = Callbacks::read(&mut options);
    let unreadable = options.failure()?;
    bridge.embedder.log().record(
        Kind::ApiCall,
        None,
        || json!({"api": API, "isBuffer": is_buffer, "at": bridge.embedder.caller(context)}),
    );
    let (call, promise) = Call::with_promise(&bridge, API, callbacks, context);
    let outgoing = match unreadable {
        Some(reason) => Err(Fault::ArgumentInvalid { reason }),
        None => outgoing::message(&bridge, &data, is_buffer, context)?.map_err(|reason| Fault::DataInvalid { reason }),
    };
    let accepted = outgoing.and_then(|outgoing| {
        if let Some(warning) = outgoing.warning {
            bridge.embedder.warn(&format!("my.{API}: {warning}"), context);
        }
        bridge.service.send(outgoing.message)
    });
    match accepted {
        Ok(id) => bridge.single.borrow_mut().keep(id, call),
        Err(fault) => call.fail_later(&bridge, &fault, context),
    }
    Ok(promise)
}
