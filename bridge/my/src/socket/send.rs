//! `my.sendSocketMessage(options)` and `task.send(options)` (SM).

use std::rc::Rc;

use boa_engine::{Context, JsResult, JsValue, js_string};
use minihost_log::Kind;
use minihost_mutant::{Mutant, is};
use minihost_socket::{Fault, Message};
use serde_json::json;

use super::outgoing;
use super::task::Receiver;
use crate::bridge::Bridge;
use crate::callbacks::Callbacks;
use crate::options::Options;
use crate::settlement::{Call, Outcome, call_name};

/// The native behind `my.sendSocketMessage`.
pub(crate) fn send_socket_message(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let receiver = Receiver::single("sendSocketMessage", &bridge);
    send(&bridge, &receiver, arguments, context)
}

/// Sends over the receiver's connection.
pub(super) fn send(
    bridge: &Rc<Bridge>,
    receiver: &Receiver,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let api = receiver.api;
    let mut options = Options::new(arguments, context);
    let data = options.get(js_string!("data"));
    let is_buffer = options.get(js_string!("isBuffer")).to_boolean();
    let callbacks = Callbacks::read(&mut options);
    let unreadable = options.failure()?;
    bridge.embedder.log().record(Kind::ApiCall, None, || {
        receiver.tag(json!({"api": api, "isBuffer": is_buffer, "at": bridge.embedder.caller(context)}))
    });
    let (call, promise) = match arguments {
        // As the engine's own functions, which pass on more than that, or something else, call nobody.
        [options] if options.is_object() && bridge.embedder.lets_result_go(context) => {
            (Call::with_unseen_promise(bridge, api, callbacks)?, JsValue::undefined())
        }
        _ => Call::with_promise(bridge, api, callbacks, context)?,
    };
    let call = call.of(receiver.task);
    let outgoing = match unreadable {
        Some(reason) => Err(Fault::ArgumentInvalid { reason }),
        None => outgoing::message(bridge, &data, is_buffer, context)?.map_err(|reason| Fault::DataInvalid { reason }),
    };
    let accepted = outgoing.and_then(|outgoing| {
        if let Some(warning) = outgoing.warning {
            bridge.embedder.warn(&format!("{}: {warning}", call_name(api)), context);
        }
        let is_lost = match &outgoing.message {
            Message::Text(text) if text.is_empty() => is(Mutant::EmptyTextLost),
            message => is(Mutant::LargeSendsLost) && message.len() > 64 << 10,
        };
        let channel = receiver.channel()?.ok_or(Fault::NotOpen)?;
        let id = if is_lost { None } else { Some(channel.service.send(outgoing.message)?) };
        Ok((id, channel))
    });
    match accepted {
        Ok((None, _)) => call.settle_later(bridge, Outcome::Success),
        Err(Fault::NotOpen) if is(Mutant::FailedSendSilent) => call.settle_later(bridge, Outcome::Success),
        Ok((Some(id), channel)) => channel.client.borrow_mut().keep(id, call),
        Err(fault) => call.fail_later(bridge, &fault, context),
    }
    Ok(promise)
}
