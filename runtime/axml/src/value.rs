//! Values: a page's data as they were at one moment, and what expressions make of them.

use std::cmp::Ordering;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::number;

/// The fields of an object, in their order.
pub type Fields = IndexMap<Rc<str>, Value>;

/// A value without behaviour; a clone shares what is inside.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// `undefined`.
    #[default]
    Undefined,
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(Rc<str>),
    /// An array.
    List(Rc<Vec<Self>>),
    /// An object.
    Object(Rc<Fields>),
    /// What is none of these, such as a function; the text is what the console shows of it.
    Opaque(Rc<str>),
}

/// Texts of lists that are nested deeper than this leave the rest out.
const MAX_LIST_DEPTH: usize = 32;

impl Value {
    /// A string.
    #[must_use]
    pub fn text(text: impl Into<Rc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// Whether a condition holds for it.
    #[must_use]
    pub fn is_truthy(&self) -> bool {
        match self {
            Self::Undefined | Self::Null => false,
            Self::Boolean(flag) => *flag,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::List(_) | Self::Object(_) | Self::Opaque(_) => true,
        }
    }

    /// What a view shows of it: nothing, where there is nothing.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Undefined | Self::Null => String::new(),
            value => value.to_text(),
        }
    }

    /// `String(value)`, of plain data.
    pub(crate) fn to_text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, MAX_LIST_DEPTH);
        text
    }

    fn write(&self, out: &mut String, depth: usize) {
        match self {
            Self::Undefined => out.push_str("undefined"),
            Self::Null => out.push_str("null"),
            Self::Boolean(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Self::Number(number) => out.push_str(&number::to_text(*number)),
            Self::Text(text) | Self::Opaque(text) => out.push_str(text),
            Self::Object(_) => out.push_str("[object Object]"),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    if depth > 0 && !matches!(item, Self::Undefined | Self::Null) {
                        item.write(out, depth - 1);
                    }
                }
            }
        }
    }

    /// How long [`to_text`](Self::to_text) is, about: what making it costs.
    pub(crate) fn text_cost(&self) -> usize {
        fn cost(value: &Value, depth: usize) -> usize {
            match value {
                Value::Text(text) | Value::Opaque(text) => text.len(),
                Value::List(items) if depth > 0 => {
                    items.iter().fold(items.len(), |sum, item| sum.saturating_add(cost(item, depth - 1)))
                }
                Value::List(items) => items.len(),
                _ => 24,
            }
        }
        cost(self, MAX_LIST_DEPTH)
    }

    /// `Number(value)`.
    pub(crate) fn to_number(&self) -> f64 {
        match self {
            Self::Undefined | Self::Object(_) | Self::Opaque(_) => f64::NAN,
            Self::Null => 0.0,
            Self::Boolean(flag) => f64::from(u8::from(*flag)),
            Self::Number(number) => *number,
            Self::Text(text) => number::from_text(text),
            Self::List(_) => number::from_text(&self.to_text()),
        }
    }

    /// `typeof value`.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Self::Undefined => "undefined",
            Self::Boolean(_) => "boolean",
            Self::Number(_) => "number",
            Self::Text(_) => "string",
            Self::Null | Self::List(_) | Self::Object(_) => "object",
            Self::Opaque(_) => "function",
        }
    }

    /// The member of that name; undefined, where there is none.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        match self {
            Self::Object(fields) => fields.get(name).cloned().unwrap_or_default(),
            Self::List(items) if name == "length" => Self::of_count(items.len()),
            Self::List(items) => index(name).and_then(|at| items.get(at)).cloned().unwrap_or_default(),
            Self::Text(text) if name == "length" => Self::of_count(text.encode_utf16().count()),
            Self::Text(text) => {
                let at = index(name).and_then(|at| text.chars().nth(at));
                at.map_or(Self::Undefined, |character| Self::text(character.to_string()))
            }
            _ => Self::Undefined,
        }
    }

    /// A count as a number.
    #[must_use]
    pub fn of_count(count: usize) -> Self {
        Self::Number(u32::try_from(count).map_or(f64::INFINITY, f64::from))
    }

    /// `===`. Lists and objects are equal where they are the same one.
    pub(crate) fn strictly_equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(left), Self::List(right)) => Rc::ptr_eq(left, right),
            (Self::Object(left), Self::Object(right)) => Rc::ptr_eq(left, right),
            (left, right) => left == right,
        }
    }

    /// `==`.
    pub(crate) fn loosely_equals(&self, other: &Self) -> bool {
        let is_nothing = |value: &Self| matches!(value, Self::Undefined | Self::Null);
        let is_object = |value: &Self| matches!(value, Self::List(_) | Self::Object(_) | Self::Opaque(_));
        if is_nothing(self) || is_nothing(other) {
            return is_nothing(self) && is_nothing(other);
        }
        if self.type_name() == other.type_name() {
            return self.strictly_equals(other);
        }
        match (is_object(self), is_object(other)) {
            (true, true) => false,
            (true, false) => Self::text(self.to_text()).loosely_equals(other),
            (false, true) => self.loosely_equals(&Self::text(other.to_text())),
            (false, false) => self.to_number() == other.to_number(),
        }
    }

    /// The order of two values under `<` and its kin; none, where neither is smaller.
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        let is_text =
            |value: &Self| !matches!(value, Self::Undefined | Self::Null | Self::Boolean(_) | Self::Number(_));
        if is_text(self) && is_text(other) {
            return Some(self.to_text().encode_utf16().cmp(other.to_text().encode_utf16()));
        }
        let number = |value: &Self| match value {
            Self::Object(_) => f64::NAN,
            value => value.to_number(),
        };
        number(self).partial_cmp(&number(other))
    }
}

fn index(name: &str) -> Option<usize> {
    let is_canonical = name == "0" || !name.starts_with('0') && name.bytes().all(|byte| byte.is_ascii_digit());
    name.parse().ok().filter(|_| is_canonical)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equality_is_that_of_the_language() {
        let text = |text: &str| Value::text(text);
        let list = Value::List(Rc::new(vec![Value::Number(1.0)]));
        assert!(Value::Number(1.0).loosely_equals(&text("1")));
        assert!(list.loosely_equals(&text("1")) && list.loosely_equals(&Value::Number(1.0)));
        assert!(Value::Null.loosely_equals(&Value::Undefined) && !Value::Null.strictly_equals(&Value::Undefined));
        assert!(!Value::Null.loosely_equals(&Value::Number(0.0)));
        assert!(Value::Boolean(true).loosely_equals(&text("1")));
        assert!(!Value::Number(f64::NAN).strictly_equals(&Value::Number(f64::NAN)));
        assert!(list.strictly_equals(&list.clone()));
        assert!(!list.strictly_equals(&Value::List(Rc::new(vec![Value::Number(1.0)]))));
    }

    #[test]
    fn order_is_by_number_unless_both_are_texts() {
        let text = |text: &str| Value::text(text);
        assert_eq!(text("10").compare(&text("9")), Some(Ordering::Less));
        assert_eq!(text("10").compare(&Value::Number(9.0)), Some(Ordering::Greater));
        assert_eq!(Value::Undefined.compare(&Value::Number(0.0)), None);
    }
}
