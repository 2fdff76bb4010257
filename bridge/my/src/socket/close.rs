//! `my.closeSocket(options?)` and `task.close(options?)` (CL).

use std::rc::Rc;

use boa_engine::{Context, JsNativeError, JsResult, JsValue, js_string};
use minihost_log::Kind;
use minihost_mutant::{Mutant, is};
use minihost_socket::{CloseFrame, Fault, Profile};
use serde_json::json;

use super::task::Receiver;
use crate::bridge::Bridge;
use crate::callbacks::Callbacks;
use crate::options::Options;
use crate::settlement::{Call, Outcome, call_name};

const NORMAL_CLOSURE: f64 = 1000.0;

/// The native behind `my.closeSocket`.
pub(crate) fn close_socket(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let receiver = Receiver::single("closeSocket", &bridge);
    close(&bridge, &receiver, arguments, context)
}

/// Closes the receiver's connection.
pub(super) fn close(
    bridge: &Rc<Bridge>,
    receiver: &Receiver,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let api = receiver.api;
    let mut options = Options::new(arguments, context);
    let code = options.get(js_string!("code"));
    let reason = options.text(js_string!("reason")).map(|reason| reason.to_std_string_lossy()).unwrap_or_default();
    let callbacks = Callbacks::read(&mut options);
    let unreadable = options.failure()?;
    bridge.embedder.log().record(Kind::ApiCall, None, || {
        receiver.tag(json!({"api": api, "code": wire_code(&code), "reason": reason,
            "at": bridge.embedder.caller(context)}))
    });
    let channel = receiver.channel();
    let has_connection = matches!(&channel, Ok(Some(channel)) if channel.is_live());
    if is(Mutant::CloseThrows) && !has_connection {
        return Err(JsNativeError::error().with_message("there is no connection").into());
    }
    let (code, reason) = mutated(code, reason);
    let (call, promise) = Call::with_promise(bridge, api, callbacks, context)?;
    let call = call.of(receiver.task);
    let frame = match unreadable {
        Some(reason) => Err(Fault::ArgumentInvalid { reason }),
        None => frame(api, &code, &reason, bridge, context),
    };
    let accepted = frame.and_then(|frame| Ok((frame, channel?)));
    match accepted {
        Ok(_) if is(Mutant::CloseOfNothingFails) && !has_connection => {
            call.fail_later(bridge, &Fault::NotOpen, context);
        }
        Ok((frame, channel)) if is(Mutant::SuccessInCallersStack) => {
            call.settle(bridge, &Outcome::Success, context);
            if let Some(channel) = channel {
                channel.service.close(frame);
            }
        }
        Ok((frame, channel)) => {
            // Posted before the connection hears of it: success comes first, onSocketClose later (CL-1).
            call.settle_later(bridge, Outcome::Success);
            if let Some(channel) = channel {
                channel.service.close(frame);
            }
        }
        Err(fault) => call.fail_later(bridge, &fault, context),
    }
    Ok(promise)
}

/// The code and the reason, as a wrong host has them.
fn mutated(code: JsValue, reason: String) -> (JsValue, String) {
    let code = if is(Mutant::CloseCodeDropped) { JsValue::undefined() } else { code };
    let reason = if is(Mutant::CloseReasonDropped) { String::new() } else { reason };
    (code, reason)
}

/// The close frame that the options ask for: `classic` repairs what cannot be sent and says so, `latest` refuses it.
fn frame(api: &str, code: &JsValue, reason: &str, bridge: &Bridge, context: &mut Context) -> Result<CloseFrame, Fault> {
    let code = wire_code(code);
    if bridge.settings.profile == Profile::Latest {
        return CloseFrame::new(code, reason).map_err(|fault| Fault::ArgumentInvalid { reason: fault.to_string() });
    }
    let (frame, repaired) = CloseFrame::clamped(code, reason);
    if let Some(fault) = repaired {
        let sent = format!("sent as {} {:?}", frame.code(), frame.reason());
        bridge.embedder.warn(&format!("{}: {fault}; {sent}", call_name(api)), context);
    }
    Ok(frame)
}

/// The code as an unsigned 16-bit number; what is no such number becomes 0, which no close frame may carry.
fn wire_code(code: &JsValue) -> u16 {
    if code.is_null_or_undefined() {
        return NORMAL_CLOSURE as u16;
    }
    let number = code.as_number().unwrap_or_default();
    if number.fract() == 0.0 && (0.0..=f64::from(u16::MAX)).contains(&number) { number as u16 } else { 0 }
}
