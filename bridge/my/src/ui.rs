//! The companions that a screen would show: recorded and told, never drawn (FW-8).

use boa_engine::{Context, JsResult, JsString, JsValue};
use minihost_log::{Kind, preview};
use serde_json::{Map, Value};

use crate::bridge::Bridge;
use crate::callbacks::Callbacks;
use crate::options::Options;
use crate::settlement::{Call, Outcome};

/// A call that a screen would show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UiCall {
    /// The function's name: `my.{api}`.
    pub api: &'static str,
    /// The options that say what is shown, in the table's order.
    pub options: Vec<(&'static str, String)>,
    /// What a dialog was answered, as JSON.
    pub answer: Option<String>,
}

/// The native behind `my.{api}` for all of [`Form::Ui`](minihost_shim::Form::Ui).
pub(crate) fn show(api: &'static str, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    present(api, arguments, |_| None, context)
}

/// Tells what a screen would show, and settles the call: with what `answer` gives, where it is a dialog.
pub(crate) fn present(
    api: &'static str,
    arguments: &[JsValue],
    answer: impl FnOnce(&Bridge) -> Option<Value>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let fields = minihost_shim::find(api).map_or(&[][..], |api| api.options);
    let mut options = Options::new(arguments, context);
    let mut shown = Vec::new();
    for field in fields {
        if let Some(text) = options.text(JsString::from(field.name)) {
            shown.push((field.name, text.to_std_string_lossy()));
        }
    }
    let callbacks = Callbacks::read(&mut options);
    // A text that cannot be read is not shown; the call itself does not depend on it.
    options.failure()?;
    let answer = answer(&bridge);
    tell(&bridge, &UiCall { api, options: shown, answer: answer.as_ref().map(Value::to_string) });
    let (call, promise) = Call::with_promise(&bridge, api, callbacks, context)?;
    call.settle_later(&bridge, answer.map_or(Outcome::Success, Outcome::Result));
    Ok(promise)
}

/// Tells the log and the developer of a call.
fn tell(bridge: &Bridge, call: &UiCall) {
    bridge.embedder.log().record(Kind::Ui, None, || {
        let options: Map<_, _> = call.options.iter().map(|(name, text)| ((*name).to_owned(), preview(text))).collect();
        let mut detail = Map::from_iter([("api".to_owned(), call.api.into()), ("options".to_owned(), options.into())]);
        detail.extend(call.answer.as_ref().map(|answer| ("answer".to_owned(), preview(answer))));
        Value::from(detail)
    });
    bridge.embedder.show(call);
}

/// The native behind `my.exitMiniProgram`.
pub(crate) fn exit_mini_program(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let mut options = Options::new(arguments, context);
    let callbacks = Callbacks::read(&mut options);
    options.failure()?;
    let (call, promise) = Call::with_promise(&bridge, "exitMiniProgram", callbacks, context)?;
    call.settle_later(&bridge, Outcome::Success);
    // Posted after the settlement, so that its callbacks still run.
    let later = std::rc::Rc::clone(&bridge);
    bridge.embedder.post(Box::new(move |_| later.embedder.exit()));
    Ok(promise)
}
