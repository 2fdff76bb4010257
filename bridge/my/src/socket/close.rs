//! `my.closeSocket(options?)` (CL).

use boa_engine::{Context, JsNativeError, JsResult, JsValue, js_string};
use minihost_log::Kind;
use minihost_mutant::{Mutant, is};
use minihost_socket::{CloseFrame, Fault, Profile, State};
use serde_json::json;

use crate::bridge::Bridge;
use crate::callbacks::Callbacks;
use crate::options::Options;
use crate::settlement::{Call, Outcome};

const API: &str = "closeSocket";
const NORMAL_CLOSURE: f64 = 1000.0;

/// The native behind `my.closeSocket`.
pub(crate) fn close_socket(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let mut options = Options::new(arguments, context);
    let code = options.get(js_string!("code"));
    let reason = options.text(js_string!("reason")).map(|reason| reason.to_std_string_lossy()).unwrap_or_default();
    let callbacks = Callbacks::read(&mut options);
    let unreadable = options.failure()?;
    bridge.embedder.log().record(Kind::ApiCall, None, || {
        json!({"api": API, "code": wire_code(&code), "reason": reason,
            "at": bridge.embedder.caller(context)})
    });
    if is(Mutant::CloseThrows) && bridge.service.state() == State::Idle {
        return Err(JsNativeError::error().with_message("there is no connection").into());
    }
    let (code, reason) = mutated(code, reason);
    let (call, promise) = Call::with_promise(&bridge, API, callbacks, context);
    let frame = match unreadable {
        Some(reason) => Err(Fault::ArgumentInvalid { reason }),
        None => frame(&code, &reason, &bridge, context),
    };
    match frame {
        Ok(_) if is(Mutant::CloseOfNothingFails) && bridge.service.state() == State::Idle => {
            call.fail_later(&bridge, &Fault::NotOpen, context);
        }
        Ok(frame) if is(Mutant::SuccessInCallersStack) => {
            call.settle(&bridge, &Outcome::Success, context);
            bridge.service.close(frame);
        }
        Ok(frame) => {
            // Posted before the connection hears of it: success comes first, onSocketClose later (CL-1).
            call.settle_later(&bridge, Outcome::Success);
            bridge.service.close(frame);
        }
        Err(fault) => call.fail_later(&bridge, &fault, context),
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
fn frame(code: &JsValue, reason: &str, bridge: &Bridge, context: &mut Context) -> Result<CloseFrame, Fault> {
    let code = wire_code(code);
    if bridge.settings.profile == Profile::Latest {
        return CloseFrame::new(code, reason).map_err(|fault| Fault::ArgumentInvalid { reason: fault.to_string() });
    }
    let (frame, repaired) = CloseFrame::clamped(code, reason);
    if let Some(fault) = repaired {
        let sent = format!("sent as {} {:?}", frame.code(), frame.reason());
        bridge.embedder.warn(&format!("my.{API}: {fault}; {sent}"), context);
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
