//! Texts with `{{ expressions }}` in them.

use std::rc::Rc;

use crate::entities::decoded;
use crate::expression::{Expression, parse};
use crate::source::Wrong;

/// A text with expressions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Template {
    pub(crate) parts: Vec<Part>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    Text(Rc<str>),
    Expression(Expression),
}

impl Template {
    /// The template in `text`, which begins at `base` in its file.
    pub(crate) fn parse(text: &str, base: usize) -> Result<Self, Wrong> {
        let mut parts = Vec::new();
        let mut rest = text;
        let at = |rest: &str| base + text.len() - rest.len();
        while let Some(start) = rest.find("{{") {
            push_text(&mut parts, &rest[..start], at(rest));
            rest = &rest[start..];
            let Some(length) = expression_length(&rest[2..]) else {
                return Err(Wrong::new(at(rest), "this `{{` has no `}}`"));
            };
            let inside = &rest[2..2 + length];
            parts.push(Part::Expression(parse(&decoded(inside, at(rest) + 2), at(rest))?));
            rest = &rest[2 + length + 2..];
        }
        push_text(&mut parts, rest, at(rest));
        Ok(Self { parts })
    }

    /// The text, where there is no expression in it.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match &*self.parts {
            [] => Some(""),
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }
}

fn push_text(parts: &mut Vec<Part>, text: &str, base: usize) {
    if !text.is_empty() {
        let text: String = decoded(text, base).into_iter().map(|(character, _)| character).collect();
        parts.push(Part::Text(text.into()));
    }
}

/// How long the expression at the start of `text` is: up to the `}}` that is in no string and closes no object.
pub(crate) fn expression_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut quote) = (0, 0_usize, None);
    while let Some(&byte) = bytes.get(at) {
        match (quote, byte) {
            (Some(_), b'\\') => at += 1,
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') if depth > 0 => depth -= 1,
            (None, b'}') if bytes.get(at + 1) == Some(&b'}') => return Some(at),
            _ => {}
        }
        at += 1;
    }
    // A quote that is none, as in `{{a}}'s {{b}}` with a mistake before it: the next `}}` will do.
    text.find("}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_expressions_are_told_apart() {
        let template = Template::parse("a{{b}}c{{ {d: '}}'} }}", 0).unwrap();
        assert_eq!(template.parts.len(), 4);
        assert_eq!(Template::parse("plain &lt;", 0).unwrap().as_text(), Some("plain <"));
        assert_eq!(Template::parse("", 0).unwrap().as_text(), Some(""));
        assert_eq!(Template::parse("x {{ a", 10).unwrap_err(), Wrong::new(12, "this `{{` has no `}}`"));
    }
}
