//! `my.getLaunchOptionsSync` and `my.getEnterOptionsSync`: how the program came to be where it is (FW-8).

use boa_engine::{Context, JsResult, JsValue};

use crate::bridge::Bridge;

/// How the program was started.
pub(crate) fn get_launch_options(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Bridge::of(context)?.embedder.entered(false, context))
}

/// How it came to the foreground the last time.
pub(crate) fn get_enter_options(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Bridge::of(context)?.embedder.entered(true, context))
}
