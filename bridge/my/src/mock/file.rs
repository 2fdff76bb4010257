//! How mocks are written: a map from names to answers, or to lists of them.
//!
//! It is read by serde, so that a wrong one is told with its place, whatever the format.

use std::fmt;
use std::time::Duration;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{Answers, Mock, Mocks, Settled, lasting};

const SHAPE: &str = r#"an answer: { "success": {…} }, { "fail": {…} }, { "returns": … } or { "value": … }"#;

/// How long an answer may be kept back: a day.
const MAX_AFTER: u64 = 24 * 60 * 60 * 1000;

impl<'de> Deserialize<'de> for Mocks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Mocks;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with the names of functions of `my`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Mocks, A::Error> {
                let mut mocks = Mocks::default();
                while let Some(name) = map.next_key::<String>()? {
                    let name = name.strip_prefix("my.").unwrap_or(&name);
                    let is_name = |character: char| character.is_alphanumeric() || matches!(character, '_' | '$');
                    if name.is_empty() || !name.chars().all(is_name) {
                        return Err(A::Error::custom(format_args!("`{name}` is no name of a member of `my`")));
                    }
                    if mocks.has(name) {
                        return Err(A::Error::custom(format_args!(
                            "`{name}` is there twice; answers in turn are a list"
                        )));
                    }
                    let answers = map.next_value()?;
                    mocks.list.push(Mock { name: lasting(name), answers });
                }
                Ok(mocks)
            }
        }
        deserializer.deserialize_map(Names)
    }
}

/// One answer.
enum Answer {
    Settled(Settled),
    Returned(Value),
    Value(Value),
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;
        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Answers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{SHAPE}, or a list of them")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Answers, A::Error> {
                Ok(match Answer::deserialize(MapAccessDeserializer::new(map))? {
                    Answer::Settled(answer) => Answers::Settled(vec![answer]),
                    Answer::Returned(value) => Answers::Returned(vec![value]),
                    Answer::Value(value) => Answers::Value(value),
                })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Answers, A::Error> {
                let mixed = || A::Error::custom("a function either settles its calls or returns: not both in one list");
                let mut answers: Option<Answers> = None;
                while let Some(answer) = list.next_element()? {
                    match (&mut answers, answer) {
                        (_, Answer::Value(_)) => {
                            return Err(A::Error::custom("a list has no `value`: that is no function"));
                        }
                        (None, Answer::Settled(answer)) => answers = Some(Answers::Settled(vec![answer])),
                        (None, Answer::Returned(value)) => answers = Some(Answers::Returned(vec![value])),
                        (Some(Answers::Settled(list)), Answer::Settled(answer)) => list.push(answer),
                        (Some(Answers::Returned(list)), Answer::Returned(value)) => list.push(value),
                        _ => return Err(mixed()),
                    }
                }
                answers.ok_or_else(|| A::Error::custom("the list is empty: write at least one answer"))
            }
        }
        deserializer.deserialize_any(OneOrMany)
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Answer;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(SHAPE)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answer, A::Error> {
                let (mut answer, mut after) = (None, None);
                while let Some(key) = map.next_key::<String>()? {
                    let is_answer = matches!(&*key, "success" | "fail" | "returns" | "value");
                    if is_answer && answer.is_some() {
                        return Err(A::Error::custom(format_args!("`{key}` beside another answer: a call ends once")));
                    }
                    match &*key {
                        "success" | "fail" => {
                            let is_success = key == "success";
                            let result = result(&key, map.next_value()?)?;
                            answer = Some(Answer::Settled(Settled { is_success, result, after: None }));
                        }
                        "returns" => answer = Some(Answer::Returned(plain(map.next_value()?))),
                        "value" => answer = Some(Answer::Value(plain(map.next_value()?))),
                        "after" => {
                            let millis = map.next_value::<Value>()?;
                            let Some(millis) = millis.as_u64().filter(|millis| *millis <= MAX_AFTER) else {
                                let message = "`after` is a whole number of milliseconds, a day at most";
                                return Err(A::Error::custom(message));
                            };
                            after = Some(Duration::from_millis(millis));
                        }
                        key => {
                            let message = "there are `success`, `fail`, `returns`, `value` and `after`";
                            return Err(A::Error::custom(format_args!("unknown key `{key}`; {message}")));
                        }
                    }
                }
                match (answer, after) {
                    (Some(Answer::Settled(settled)), after) => Ok(Answer::Settled(Settled { after, ..settled })),
                    (Some(answer), None) => Ok(answer),
                    (Some(_), Some(_)) => Err(A::Error::custom("`after` goes with `success` or `fail` alone")),
                    (None, _) => Err(A::Error::custom("there is no `success`, `fail`, `returns` or `value` here")),
                }
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// The result of a call: an object; a failure has a code (CB-2).
fn result<E: Error>(key: &str, value: Value) -> Result<Value, E> {
    let value = plain(value);
    let Some(fields) = value.as_object() else {
        return Err(E::custom(format_args!("`{key}` is an object, as the page receives it, not {value}")));
    };
    if key == "fail" && fields.get("error").is_none_or(|code| code.is_null() || *code == 0) {
        return Err(E::custom(r#"`fail` has a code that is not 0: { "error": 10, "errorMessage": "…" }"#));
    }
    Ok(value)
}

/// Dates of TOML, which JSON does not have, as texts.
fn plain(value: Value) -> Value {
    match value {
        Value::Object(fields) => match fields.get("$__toml_private_datetime") {
            Some(date) => date.clone(),
            None => Value::Object(fields.into_iter().map(|(name, value)| (name, plain(value))).collect()),
        },
        Value::Array(items) => Value::Array(items.into_iter().map(plain).collect()),
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Mocks, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn every_form_is_read() {
        let mocks = read(
            r#"{"getLocation": {"success": {"longitude": 1.5}, "after": 20}, "my.scan": {"fail": {"error": 10}},
                "getFooSync": {"returns": [1]}, "isIDE": {"value": true}, "turns": [{"success": {}}, {"fail": {"error": "x"}}]}"#,
        )
        .unwrap();
        assert_eq!(mocks.list.len(), 5);
        for yes in
            ["getLocation", "scan", "getLocation.callback.longitude", "getLocation.return", "isIDE", "scan.object.fail"]
        {
            assert!(mocks.can_i_use(yes), "{yes}");
        }
        for no in [
            "getFoo",
            "getLocation.callback.x",
            "isIDE.return",
            "scan.object.x",
            "scan.return.error",
            "scan.object.fail.x",
        ] {
            assert!(!mocks.can_i_use(no), "{no}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, expected) in [
            ("[]", "invalid type: sequence, expected an object with the names of functions of `my` at line 1 column 0"),
            (r#"{"a b": {}}"#, "`a b` is no name of a member of `my` at line 1 column 6"),
            (
                r#"{"a": {"success": {}}, "my.a": 1}"#,
                "`a` is there twice; answers in turn are a list at line 1 column 29",
            ),
            (
                r#"{"a": {"sucess": {}}}"#,
                "unknown key `sucess`; there are `success`, `fail`, `returns`, `value` and `after` at line 1 column 15",
            ),
            (
                r#"{"a": {"success": {}, "fail": {}}}"#,
                "`fail` beside another answer: a call ends once at line 1 column 28",
            ),
            (r#"{"a": {"success": 1}}"#, "`success` is an object, as the page receives it, not 1 at line 1 column 20"),
            (
                r#"{"a": {"fail": {"error": 0}}}"#,
                r#"`fail` has a code that is not 0: { "error": 10, "errorMessage": "…" } at line 1 column 28"#,
            ),
            (r#"{"a": {"after": 3}}"#, "there is no `success`, `fail`, `returns` or `value` here at line 1 column 18"),
            (r#"{"a": {"returns": 3, "after": 3}}"#, "`after` goes with `success` or `fail` alone at line 1 column 32"),
            (r#"{"a": {"after": -1}}"#, "`after` is a whole number of milliseconds, a day at most at line 1 column 19"),
            (r#"{"a": []}"#, "the list is empty: write at least one answer at line 1 column 8"),
            (
                r#"{"a": [{"returns": 1}, {"success": {}}]}"#,
                "a function either settles its calls or returns: not both in one list at line 1 column 39",
            ),
        ] {
            assert_eq!(read(text).unwrap_err(), expected, "{text}");
        }
        assert!(read(r#"{"a": 1}"#).unwrap_err().contains(", or a list of them"));
    }
}
