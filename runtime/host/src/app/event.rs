//! The event object that a page handler is called with (FW-7).

use minihost_log::Clock;
use serde_json::{Map, Value, json};

const OWN_KEYS: [&str; 5] = ["type", "timeStamp", "target", "currentTarget", "detail"];

/// A tap on an element without id and data, with `given` laid over it: an object with one of the event's own keys is
/// merged, any other value is the event's `detail`.
pub(super) fn event(given: Option<&Value>, clock: Clock) -> Value {
    let element = json!({"id": "", "dataset": {}});
    let mut event = Map::new();
    event.insert("type".to_owned(), "tap".into());
    event.insert("timeStamp".to_owned(), clock.unix_millis().into());
    event.insert("target".to_owned(), element.clone());
    event.insert("currentTarget".to_owned(), element);
    event.insert("detail".to_owned(), json!({}));
    match given {
        None => {}
        Some(Value::Object(fields)) if fields.keys().any(|key| OWN_KEYS.contains(&key.as_str())) => {
            event.extend(fields.clone());
        }
        Some(detail) => {
            event.insert("detail".to_owned(), detail.clone());
        }
    }
    Value::Object(event)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_the_detail_unless_it_looks_like_an_event() {
        let clock = Clock::starting_at(7);
        let plain = event(Some(&json!({"value": "hi"})), clock);
        assert_eq!(plain["detail"], json!({"value": "hi"}));
        assert_eq!(plain["type"], "tap");
        let merged = event(Some(&json!({"type": "input", "target": {"dataset": {"k": 1}}})), clock);
        assert_eq!(merged["type"], "input");
        assert_eq!(merged["target"]["dataset"]["k"], 1);
        assert_eq!(merged["detail"], json!({}));
    }
}
