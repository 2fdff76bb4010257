//! What a response is for the page: its result object, or its failure with what came all the same.

use boa_engine::{Context, JsObject, JsString, JsValue, js_string};
use minihost_mutant::{Mutant, is};
use minihost_socket::http::{Fault, Response};

use crate::base64;
use crate::bridge::Bridge;
use crate::literal::set;
use crate::options::first_line;
use crate::payload::array_buffer;
use crate::settlement::Outcome;

/// What the page wants the body to become: `dataType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DataType {
    Json,
    /// The value of JSON text, the text where it is none: what newer base libraries do by default.
    JsonOrText,
    Text,
    Base64,
    ArrayBuffer,
}

impl DataType {
    /// The type of that name, in any case: pages write `JSON` as well.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "json" => Self::Json,
            "json_or_text" => Self::JsonOrText,
            "text" => Self::Text,
            "base64" => Self::Base64,
            "arraybuffer" => Self::ArrayBuffer,
            _ => return None,
        })
    }
}

/// How the call ends for this result.
pub(super) fn outcome(
    bridge: &Bridge,
    data_type: DataType,
    result: Result<Response, Fault>,
    context: &mut Context,
) -> Outcome {
    let response = match result {
        Ok(response) => response,
        Err(fault) => return Outcome::Failure(fault.report()),
    };
    let data = data(bridge, data_type, &response, context);
    let fault = match &data {
        _ if response.status >= 400 && !is(Mutant::RequestStatusIgnored) => {
            Some(Fault::Status { status: response.status, reason: response.reason.clone() })
        }
        Ok(_) => None,
        Err(_) if is(Mutant::RequestBadJsonIsText) => None,
        Err(fault) => Some(fault.clone()),
    };
    // What cannot be decoded is shown as it came: pages print it.
    let data = data.unwrap_or_else(|_| JsString::from(String::from_utf8_lossy(&response.body).as_ref()).into());
    let report = fault.map(|fault| fault.report());
    let object = JsObject::with_object_proto(context.intrinsics());
    if let Some(report) = &report {
        set(&object, js_string!("error"), report.code);
        set(&object, js_string!("errorMessage"), JsString::from(report.message.as_str()));
    }
    let headers = headers(&response.headers, context);
    set(&object, js_string!("data"), data);
    set(&object, js_string!("status"), response.status);
    set(&object, js_string!("headers"), headers.clone());
    set(&object, js_string!("statusCode"), response.status);
    set(&object, js_string!("header"), headers);
    match report {
        Some(report) => Outcome::FailureObject(report, object),
        None => Outcome::Object(object),
    }
}

/// The headers as an object: names as received, values of the same name joined (RFC 9110 section 5.2).
pub(super) fn headers(headers: &[(String, String)], context: &mut Context) -> JsObject {
    let mut joined: Vec<(&str, String)> = Vec::with_capacity(headers.len());
    for (name, value) in headers {
        match joined.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, values)) => {
                values.push_str(", ");
                values.push_str(value);
            }
            None => joined.push((name, value.clone())),
        }
    }
    let object = JsObject::with_object_proto(context.intrinsics());
    for (name, value) in joined {
        set(&object, JsString::from(name), JsString::from(value.as_str()));
    }
    object
}

fn data(bridge: &Bridge, data_type: DataType, response: &Response, context: &mut Context) -> Result<JsValue, Fault> {
    let body = &response.body;
    match data_type {
        // There is nothing to decode.
        DataType::Json | DataType::JsonOrText if response.is_bodiless => Ok(JsString::default().into()),
        DataType::Json => json(bridge, response, context),
        DataType::JsonOrText => json(bridge, response, context).or_else(|_| text(response, "解码失败")),
        DataType::Text => text(response, "解码失败"),
        DataType::Base64 => Ok(base64::encode(body).into()),
        DataType::ArrayBuffer => {
            let buffer = array_buffer(body, context);
            let reason = || "there is no memory for it".to_owned();
            let fault = || Fault::Undecodable { heading: "parse arraybuffer data error", reason: reason() };
            if buffer.is_null() { Err(fault()) } else { Ok(buffer) }
        }
    }
}

const NO_JSON: &str = "JSON parse data error";

fn json(bridge: &Bridge, response: &Response, context: &mut Context) -> Result<JsValue, Fault> {
    let value = text(response, NO_JSON)?;
    let text = value.as_string().unwrap_or_default();
    let parsed = bridge.parse(text.clone(), context);
    parsed.map_err(|error| {
        let start: String = text.to_std_string_lossy().chars().take(32).collect();
        let looks = match start.chars().next() {
            None => "it is empty".to_owned(),
            Some('\u{feff}') => "it begins with a byte order mark".to_owned(),
            Some(_) => format!("it begins with `{}`", start.escape_debug()),
        };
        let reason =
            format!("the body is no JSON, {looks} ({}); dataType 'text' takes it as it is", first_line(&error));
        Fault::Undecodable { heading: NO_JSON, reason }
    })
}

fn text(response: &Response, heading: &'static str) -> Result<JsValue, Fault> {
    std::str::from_utf8(&response.body).map(|text| JsString::from(text).into()).map_err(|error| {
        let content_type = response.header("content-type").unwrap_or("no content type").to_owned();
        let reason = format!(
            "the body is no UTF-8 from byte {} on ({content_type}); dataType 'base64' or 'arraybuffer' takes its bytes",
            error.valid_up_to() + 1
        );
        Fault::Undecodable { heading, reason }
    })
}
