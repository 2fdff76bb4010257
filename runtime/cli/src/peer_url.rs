//! `${peer}`: the url of the embedded server, known only once it runs; `${peer.http}` is that for requests.

use serde_json::Value;

const PLACEHOLDER: &str = "${peer}";
const OF_REQUESTS: &str = "${peer.http}";

/// Whether `text` has the placeholder.
pub(crate) fn is_in_text(text: &str) -> bool {
    text.contains(PLACEHOLDER) || text.contains(OF_REQUESTS)
}

/// Whether `value` has the placeholder anywhere.
pub(crate) fn is_in_value(value: &Value) -> bool {
    match value {
        Value::String(text) => is_in_text(text),
        Value::Array(items) => items.iter().any(is_in_value),
        Value::Object(fields) => fields.values().any(is_in_value),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Replaces the placeholder in `text`.
pub(crate) fn in_text(text: &mut String, url: &str) {
    if is_in_text(text) {
        // `ws` becomes `http`, and `wss` `https`.
        *text = text.replace(PLACEHOLDER, url).replace(OF_REQUESTS, &url.replacen("ws", "http", 1));
    }
}

/// Replaces the placeholder in every string of `value`.
pub(crate) fn in_value(value: &mut Value, url: &str) {
    match value {
        Value::String(text) => in_text(text, url),
        Value::Array(items) => items.iter_mut().for_each(|item| in_value(item, url)),
        Value::Object(fields) => fields.values_mut().for_each(|field| in_value(field, url)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_placeholder_is_replaced_wherever_text_is() {
        let mut value = json!({"a": ["${peer}/echo", 1], "b": {"c": "x ${peer} ${peer.http}"}});
        assert!(is_in_value(&value));
        in_value(&mut value, "ws://h:1");
        assert!(!is_in_value(&value));
        assert_eq!(value, json!({"a": ["ws://h:1/echo", 1], "b": {"c": "x ws://h:1 http://h:1"}}));
    }
}
