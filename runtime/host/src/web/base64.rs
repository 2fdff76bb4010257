//! `atob` and `btoa` (HTML Standard, 8.3).

use base64_simd::{STANDARD, forgiving_decode_to_vec};
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::property::Attribute;
use boa_engine::string::JsStr;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction};

use super::class::{Native, type_error};
use super::exception;

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let functions: [(&str, Native); 2] = [("atob", atob), ("btoa", btoa)];
    for (name, function) in functions {
        let name = JsString::from(name);
        let native = NativeFunction::from_fn_ptr(function);
        let function = FunctionObjectBuilder::new(context.realm(), native).name(name.clone()).length(1).build();
        context.register_global_property(name, function, Attribute::all())?;
    }
    Ok(())
}

fn atob(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = arguments.first().ok_or_else(|| type_error("atob: argument 1 is missing"))?;
    let text = text.to_string(context)?.to_std_string_lossy();
    let bytes = forgiving_decode_to_vec(text.as_bytes())
        .map_err(|_| exception::error("InvalidCharacterError", "atob: the string is no base64", context))?;
    Ok(JsString::from(JsStr::latin1(&bytes)).into())
}

fn btoa(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = arguments.first().ok_or_else(|| type_error("btoa: argument 1 is missing"))?.to_string(context)?;
    let bytes: Option<Vec<u8>> = text.iter().map(|unit| u8::try_from(unit).ok()).collect();
    let message = "btoa: the string has characters above U+00FF; encode it to bytes first";
    let bytes = bytes.ok_or_else(|| exception::error("InvalidCharacterError", message, context))?;
    Ok(JsString::from(STANDARD.encode_to_string(&bytes).as_str()).into())
}
