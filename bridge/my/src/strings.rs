//! Objects of strings, as `data` and `header` are: of sockets and of requests.

use boa_engine::property::PropertyKey;
use boa_engine::{JsResult, JsString, JsValue};

use crate::bridge::Bridge;
use crate::options::Options;

/// The own enumerable fields of `value` as pairs of strings, in insertion order, without those that `is_missing`. What is
/// no object has none. A field that cannot be read is noted in `options`.
pub(crate) fn pairs(
    options: &mut Options<'_>,
    option: JsString,
    value: &JsValue,
    is_missing: fn(&JsValue) -> bool,
    to_string: fn(&JsValue, &mut Options<'_>) -> JsResult<String>,
) -> Vec<(String, String)> {
    let Some(object) = value.as_object() else { return Vec::new() };
    let keys = match object.own_property_keys(options.context) {
        Ok(keys) => keys,
        Err(cause) => {
            options.unreadable(&option, cause);
            return Vec::new();
        }
    };
    let mut pairs = Vec::with_capacity(keys.len());
    for key in keys {
        let name = match &key {
            PropertyKey::String(name) => name.clone(),
            PropertyKey::Index(index) => JsString::from(index.get().to_string()),
            PropertyKey::Symbol(_) => continue,
        };
        let field = || JsString::from(format!("{}.{}", option.to_std_string_lossy(), name.to_std_string_lossy()));
        let result = match object.get(key, options.context) {
            Ok(value) if is_missing(&value) => continue,
            Ok(value) => to_string(&value, options),
            Err(cause) => Err(cause),
        };
        match result {
            Ok(text) => pairs.push((name.to_std_string_lossy(), text)),
            Err(cause) => options.unreadable(&field(), cause),
        }
    }
    pairs
}

/// `String(value)`: how header values become text.
pub(crate) fn by_string(value: &JsValue, options: &mut Options<'_>) -> JsResult<String> {
    Ok(value.to_string(options.context)?.to_std_string_lossy())
}

/// How query values become text: objects as `JSON.stringify` has them, everything else through `String(value)`.
pub(crate) fn by_json(value: &JsValue, options: &mut Options<'_>) -> JsResult<String> {
    if value.is_object() && !value.is_callable() {
        let bridge = Bridge::of(options.context)?;
        if let Some(json) = bridge.json(value, options.context)? {
            return Ok(json.to_std_string_lossy());
        }
    }
    by_string(value, options)
}

/// A list of strings: an array's elements, or the one string (both forms are in use for `protocols`).
pub(crate) fn list(options: &mut Options<'_>, option: JsString, value: &JsValue) -> Vec<String> {
    match value.as_object() {
        Some(object) if object.is_array() => {
            let array = JsValue::from(object);
            pairs(options, option, &array, JsValue::is_null_or_undefined, by_string)
                .into_iter()
                .filter(|(name, _)| name != "length")
                .map(|(_, text)| text)
                .collect()
        }
        Some(_) => Vec::new(),
        None => options.string_of(&option, value).map(|text| text.to_std_string_lossy()).into_iter().collect(),
    }
}
