//! What `data` becomes: a query for GET, a body for POST, as the content type says.

use boa_engine::{JsResult, JsValue, js_string};
use minihost_mutant::{Mutant, is};
use minihost_socket::http::form;

use crate::bridge::Bridge;
use crate::options::{Options, first_line};
use crate::socket::bytes;
use crate::strings;

/// The data of a request.
pub(super) enum Data {
    /// There is none.
    None,
    /// Names and values for the url's query.
    Query(Vec<(String, String)>),
    /// A query that the page has written itself.
    QueryText(String),
    /// The body.
    Body(Vec<u8>),
}

/// The content type of a form.
pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// Reads `data`; `Err` says why it cannot be sent. What cannot be read is noted in `options`.
///
/// # Errors
/// The engine's own limit, hit by page code that the conversion runs.
pub(super) fn read(
    options: &mut Options<'_>,
    has_body: bool,
    content_type: &str,
    warnings: &mut Vec<String>,
) -> JsResult<Result<Data, String>> {
    let name = js_string!("data");
    let value = options.get(name.clone());
    if value.is_null_or_undefined() {
        return Ok(Ok(Data::None));
    }
    let Some(object) = value.as_object() else {
        if value.is_symbol() {
            return Ok(Err("data is a symbol; give an object, a string or an ArrayBuffer".to_owned()));
        }
        let text = options.string_of(&name, &value).map(|text| text.to_std_string_lossy()).unwrap_or_default();
        return Ok(Ok(if has_body { Data::Body(text.into_bytes()) } else { Data::QueryText(text) }));
    };
    match bytes(&object, options.context) {
        Some(Ok(bytes)) if has_body => return Ok(Ok(Data::Body(bytes.to_vec()))),
        Some(Ok(_)) => return Ok(Err("data is an ArrayBuffer, which has no place in a url; use POST".to_owned())),
        Some(Err(reason)) => return Ok(Err(reason.to_owned())),
        None if object.is_callable() => {
            return Ok(Err("data is a function; give an object, a string or an ArrayBuffer".to_owned()));
        }
        None => {}
    }
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    let is_form = media_type.eq_ignore_ascii_case(FORM);
    if !has_body || (is_form && !is(Mutant::RequestFormAsJson)) {
        let pairs = strings::pairs(options, name, &value, JsValue::is_null_or_undefined, strings::by_json);
        return Ok(Ok(if has_body { Data::Body(form(&pairs).into_bytes()) } else { Data::Query(pairs) }));
    }
    let is_json = media_type.to_ascii_lowercase().ends_with("json");
    if !is_json {
        warnings.push(format!("data is an object and content-type `{media_type}`: it is sent as JSON"));
    }
    json(options, &value)
}

fn json(options: &mut Options<'_>, value: &JsValue) -> JsResult<Result<Data, String>> {
    let bridge = Bridge::of(options.context)?;
    Ok(match bridge.json(value, options.context) {
        Ok(Some(text)) => Ok(Data::Body(text.to_std_string_lossy().into_bytes())),
        Ok(None) => Err("data has no JSON form".to_owned()),
        Err(error) if error.as_engine().is_some() => return Err(error),
        Err(error) => Err(format!("data has no JSON form: {}", first_line(&error))),
    })
}
