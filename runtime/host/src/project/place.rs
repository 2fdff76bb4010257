//! Where a value stands in a JSON text: the parser keeps no places, and people want to know the line.

use serde_json::Value;

use crate::uncaught::Position;
use std::path::Path;

/// A step from a value to one inside of it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'a> {
    /// A member of an object.
    Key(&'a str),
    /// An item of a list, counted from 0.
    Index(usize),
}

/// The place of the value that `steps` lead to in `text`, which is JSON; of the last one on the way that is there.
pub(super) fn place(path: &Path, text: &str, steps: &[Step<'_>]) -> Position {
    let bytes = text.as_bytes();
    let mut at = skip_space(bytes, 0);
    for step in steps {
        match inside(bytes, at, *step) {
            Some(found) => at = found,
            None => break,
        }
    }
    let before = text.get(..at).unwrap_or_default();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Position::new(path.to_owned(), before.matches('\n').count() + 1, column)
}

/// Where the value begins that `step` leads to from the one at `at`.
fn inside(bytes: &[u8], at: usize, step: Step<'_>) -> Option<usize> {
    let is_object = matches!(step, Step::Key(_));
    let (open, close) = if is_object { (b'{', b'}') } else { (b'[', b']') };
    if bytes.get(at) != Some(&open) {
        return None;
    }
    let (mut at, mut index, mut found) = (skip_space(bytes, at + 1), 0, None);
    while bytes.get(at).is_some_and(|byte| *byte != close) {
        let start = at;
        if is_object {
            at = skip_space(bytes, end(bytes, at));
            // Past the colon.
            at = skip_space(bytes, at + 1);
        }
        let is_wanted = match step {
            Step::Key(key) => {
                let name =
                    bytes.get(start..end(bytes, start)).and_then(|name| serde_json::from_slice::<Value>(name).ok());
                name.is_some_and(|name| name == key)
            }
            Step::Index(wanted) => wanted == index,
        };
        if is_wanted {
            // Of equal names the last one counts, as the parser has it.
            found = Some(at);
        }
        index += 1;
        at = skip_space(bytes, end(bytes, at));
        if bytes.get(at) == Some(&b',') {
            at = skip_space(bytes, at + 1);
        }
    }
    found
}

fn skip_space(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// Where the value that begins at `at` ends.
fn end(bytes: &[u8], at: usize) -> usize {
    let (mut at, mut depth) = (at, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at),
            b'{' | b'[' => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                at += 1;
            }
            b',' | b':' if depth == 0 => return at,
            byte if depth == 0 && byte.is_ascii_whitespace() => return at,
            _ => {
                at += 1;
                continue;
            }
        }
        if depth == 0 {
            return at;
        }
    }
    at
}

fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "{\n  \"a\": [1, {\"b}\": \"x,\\\"]\"}, true],\n  \"c\": {\"d\": -1.5e3, \"e\" : null},\n  \"\\u0066\": 2\n}";

    #[test]
    fn every_value_has_its_place() {
        use Step::{Index, Key};
        let place = |steps: &[Step<'_>]| {
            let at = place(Path::new("x"), TEXT, steps);
            (at.line, at.column)
        };
        assert_eq!(place(&[]), (1, 1));
        assert_eq!(place(&[Key("a")]), (2, 8));
        assert_eq!(place(&[Key("a"), Index(1), Key("b}")]), (2, 19));
        assert_eq!(place(&[Key("a"), Index(2)]), (2, 29));
        assert_eq!(place(&[Key("c"), Key("e")]), (3, 28));
        assert_eq!(place(&[Key("f")]), (4, 13));
        // What is missing is looked for in what is there.
        assert_eq!(place(&[Key("c"), Key("none")]), (3, 8));
        assert_eq!(place(&[Key("a"), Key("none")]), (2, 8));
    }
}
