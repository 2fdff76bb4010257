//! app.json and the `.json` files beside pages: where their values stand, and what is wrong with them.

use std::ops::Range;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use minihost_runtime::{strict_json, strip_position};

use crate::text;

/// Something that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: Option<&'static str>,
}

/// A string of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
}

/// Looks at the value that `text` is, and notes what is wrong.
pub(crate) struct Reading {
    /// How many bytes come before what is parsed: a byte-order mark.
    shift: usize,
    pub(crate) problems: Vec<Problem>,
}

impl Reading {
    /// Calls `read` with the file's object, where it is one.
    pub(crate) fn of(text: &str, read: impl FnOnce(&mut Self, &Object<'_>)) -> Vec<Problem> {
        let json = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reading = Self { shift: text.len() - json.len(), problems: Vec::new() };
        if let Err(error) = serde_json::from_str::<serde_json::Value>(&strict_json(text)) {
            let message = strip_position(&error.to_string());
            let at = text::byte_of(json, error.line(), error.column()) + reading.shift;
            let end = at + text[at..].chars().next().filter(|next| *next != '\n').map_or(0, char::len_utf8);
            reading.problems.push(Problem {
                span: at..end,
                message: format!("this is no JSON: {message}"),
                help: None,
            });
            return reading.problems;
        }
        let parsed = parse_to_ast(json, &CollectOptions::default(), &ParseOptions::default());
        match parsed.ok().and_then(|parsed| parsed.value) {
            Some(Value::Object(object)) => read(&mut reading, &object),
            Some(other) => reading.wrong(&other, "it is no object", None),
            None => {}
        }
        reading.problems
    }

    /// Notes that `value` is not what it should be.
    pub(crate) fn wrong(&mut self, value: &Value<'_>, message: &str, help: Option<&'static str>) {
        let span = self.span(value);
        self.problems.push(Problem { span, message: message.to_owned(), help });
    }

    fn span(&self, value: &impl Ranged) -> Range<usize> {
        value.start() + self.shift..value.end() + self.shift
    }

    /// The member of that name, unless it is not there, or null.
    pub(crate) fn member<'a, 'b>(&self, object: &'a Object<'b>, name: &str) -> Option<&'a Value<'b>> {
        let value = &object.get(name)?.value;
        (!matches!(value, Value::NullKeyword(_))).then_some(value)
    }

    /// The member as an object.
    pub(crate) fn object<'a, 'b>(&mut self, object: &'a Object<'b>, name: &str) -> Option<&'a Object<'b>> {
        match self.member(object, name)? {
            Value::Object(object) => Some(object),
            other => {
                self.wrong(other, &format!("\"{name}\" is no object"), None);
                None
            }
        }
    }

    /// The items of the member, a list.
    pub(crate) fn list<'a, 'b>(&mut self, object: &'a Object<'b>, name: &str) -> Option<&'a [Value<'b>]> {
        match self.member(object, name)? {
            Value::Array(array) => Some(&array.elements),
            other => {
                self.wrong(other, &format!("\"{name}\" is no list"), None);
                None
            }
        }
    }

    /// The member as a string.
    pub(crate) fn string(&mut self, object: &Object<'_>, name: &str) -> Option<Item> {
        let value = self.member(object, name)?;
        self.text(value, &format!("\"{name}\" is no string"))
    }

    /// A value as a string.
    pub(crate) fn text(&mut self, value: &Value<'_>, wrong: &str) -> Option<Item> {
        match value {
            Value::StringLit(text) => Some(Item { text: text.value.to_string(), span: self.span(text) }),
            other => {
                self.wrong(other, wrong, None);
                None
            }
        }
    }

    /// Notes where the member has another type than `is` tells.
    pub(crate) fn expect(&mut self, object: &Object<'_>, name: &str, kind: &str, is: fn(&Value<'_>) -> bool) {
        if let Some(value) = self.member(object, name).filter(|value| !is(value)) {
            self.wrong(value, &format!("\"{name}\" is no {kind}"), None);
        }
    }

    /// The components that the object names in `usingComponents`. A plugin lives on the platform's servers alone.
    pub(crate) fn components(&mut self, object: &Object<'_>) -> Vec<Item> {
        let Some(used) = self.object(object, "usingComponents") else { return Vec::new() };
        let texts: Vec<_> =
            used.properties.iter().filter_map(|it| self.text(&it.value, "a component's path is no string")).collect();
        texts.into_iter().filter(|item| !item.text.contains("://")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_has_its_place() {
        let text = "\u{feff}{\n  \"usingComponents\": { \"a\": \"/c/a\", \"b\": 1, \"p\": \"plugin://x/y\" },\n}";
        let mut components = Vec::new();
        let problems = Reading::of(text, |reading, object| components = reading.components(object));
        assert_eq!(components.len(), 1);
        assert_eq!(&text[components[0].span.clone()], "\"/c/a\"");
        assert_eq!((&text[problems[0].span.clone()], problems.len()), ("1", 1));
        for (text, at) in [("{\"é\": x}", "x"), ("[]", "[]"), ("", ""), ("{", "{")] {
            let problems = Reading::of(text, |_, _| {});
            assert_eq!(&text[problems[0].span.clone()], at, "{text}: {problems:?}");
        }
    }
}
