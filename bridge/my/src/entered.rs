//! `my.getLaunchOptionsSync`, `my.getEnterOptionsSync` and `my.getAppIdSync`: how the program came to be where it is, and
//! which one it is (FW-8).

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};

use crate::bridge::Bridge;
use crate::literal::set;

/// How the program was started.
pub(crate) fn get_launch_options(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Bridge::of(context)?.embedder.entered(false, context))
}

/// How it came to the foreground the last time.
pub(crate) fn get_enter_options(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Bridge::of(context)?.embedder.entered(true, context))
}

/// The id of a mini-program whose project does not say it.
pub const DEFAULT_APP_ID: &str = "2021000000000000";

/// The mini-program's own id.
pub(crate) fn get_app_id(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let object = JsObject::with_object_proto(context.intrinsics());
    set(&object, js_string!("appId"), JsString::from(bridge.settings.app_id()));
    Ok(object.into())
}
