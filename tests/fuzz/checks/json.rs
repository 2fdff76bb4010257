//! `JSON.parse` and `JSON.stringify` agree with themselves, and with another reader.

use serde_json::Value;

use crate::bytes::Bytes;
use crate::program::run;
use crate::project::page;

const SCRIPT: &str = r#"
let value;
try { value = JSON.parse(TEXT); } catch (error) { console.log('refused', error.name); }
if (value !== undefined) {
  const once = JSON.stringify(value);
  const same = (text, what) => { if (text !== once) console.log('differs', what, once, text); };
  same(JSON.stringify(JSON.parse(once)), 'again');
  same(JSON.stringify(JSON.parse(JSON.stringify(value, null, INDENT))), 'indented');
  same(JSON.stringify(JSON.parse(TEXT, (key, value) => value)), 'revived');
  same(JSON.stringify(value, (key, value) => value), 'replaced');
  same(JSON.stringify([value]).slice(1, -1), 'in a list');
  console.log('parsed', once);
}
Page({});
"#;

/// Checks one input: a byte for the indentation, then a text.
///
/// # Panics
/// When a value changes, or another reader sees another one.
pub(crate) fn check(input: &[u8]) {
    let mut bytes = Bytes::new(input);
    let indent = bytes.one_of(&["0", "2", "10", "'\\t'", "'\\r\\n '"]);
    let text = String::from_utf8_lossy(bytes.rest()).into_owned();
    let literal = Value::from(text.clone()).to_string();
    let ran = run(page(&SCRIPT.replace("TEXT", &literal).replace("INDENT", indent)), |_| ());
    let [line] = &ran.lines[..] else { panic!("{text:?}: {:?} {:?}", ran.lines, ran.outcome) };
    match (serde_json::from_str::<Value>(&text), line.strip_prefix("parsed ")) {
        (Ok(other), Some(ours)) => {
            let ours: Value = serde_json::from_str(ours).unwrap_or_else(|error| panic!("{ours}: {error}"));
            assert!(same(&ours, &other), "{ours} is not {other}");
        }
        (Ok(_), None) => panic!("{text:?} is refused: {line}"),
        (Err(error), Some(_)) => {
            // Limits of the other reader, which the language does not have.
            let error = error.to_string();
            let known = ["out of range", "recursion limit", "surrogate", "hex escape"];
            assert!(known.iter().any(|known| error.contains(known)), "{text:?} is taken: {error}");
        }
        (Err(_), None) => assert_eq!(line, "refused SyntaxError", "{text:?}"),
    }
}

/// Equal, but for how exactly the other reader rounds.
fn same(ours: &Value, other: &Value) -> bool {
    match (ours, other) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN));
            (a - b).abs() <= b.abs() * 1e-15
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => ours == other,
    }
}
