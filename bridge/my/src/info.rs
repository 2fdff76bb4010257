//! What pages ask about the host itself.

use boa_engine::{Context, JsResult, JsValue};
use minihost_mutant::{Mutant, is};

use crate::bridge::Bridge;

/// The version of the base library that this host stands in for: `my.SDKVersion`.
pub const SDK_VERSION: &str = "2.8.0";

/// The native behind `my.canIUse(question)`; what is no string is nothing that this host has.
pub(crate) fn can_i_use(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let question = arguments.first().and_then(JsValue::as_string);
    if is(Mutant::CanIUseAlways) {
        return Ok(true.into());
    }
    let Some(question) = question.map(|question| question.to_std_string_lossy()) else { return Ok(false.into()) };
    let is_mocked = || Bridge::of(context).is_ok_and(|bridge| bridge.settings.mocks.can_i_use(&question));
    Ok((minihost_shim::can_i_use(&question) || is_mocked()).into())
}
