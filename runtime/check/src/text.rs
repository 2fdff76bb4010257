//! A file's text: from places as the parser and editors count them to bytes, and back.

use std::ops::Range;

use crate::facts::Spot;
use crate::finding::Place;

/// How alike two names must be for one to be meant by the other.
const ALIKE: f64 = 0.85;

/// The name that was probably meant by `wrong`.
pub(crate) fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let scored = names.map(|name| (strsim::jaro_winkler(wrong, name), name));
    let best = scored.max_by(|one, other| one.0.total_cmp(&other.0))?;
    (best.0 >= ALIKE).then_some(best.1)
}

/// The bytes of what the parser places at `spot`; its lines end where the language says so.
pub(crate) fn bytes(text: &str, spot: Spot) -> Range<usize> {
    let start = offset(text, spot.start);
    let end = offset(text, spot.end).max(start);
    start..end
}

fn offset(text: &str, (line, column): (u32, u32)) -> usize {
    let mut start = 0;
    for _ in 1..line {
        let Some(length) = line_end(&text[start..]) else { return text.len() };
        start += length;
    }
    let before = usize::try_from(column).unwrap_or(usize::MAX).saturating_sub(1);
    text[start..].char_indices().nth(before).map_or(text.len(), |(at, _)| start + at)
}

/// The bytes of the first line, with its end.
fn line_end(text: &str) -> Option<usize> {
    let at = text.find(['\n', '\r', '\u{2028}', '\u{2029}'])?;
    let ending = &text[at..];
    Some(at + if ending.starts_with("\r\n") { 2 } else { ending.chars().next().map_or(1, char::len_utf8) })
}

/// The line and the column of a byte, as editors count them.
pub(crate) fn place(text: &str, byte: usize) -> Place {
    let before = text.get(..byte).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    Place { line: before.matches('\n').count() + 1, column: before[start..].chars().count() + 1 }
}

/// The text of the line that a byte is in, without its end.
pub(crate) fn line(text: &str, byte: usize) -> &str {
    let before = text.get(..byte).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    text[start..].lines().next().unwrap_or_default()
}

/// The byte of a line and a column in bytes, both from 1, as serde_json counts them.
pub(crate) fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut byte = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_bytes_agree() {
        let text = "a\r\né = my.x;\n\u{2028}b";
        let spot = Spot { start: (2, 5), end: (2, 9) };
        let range = bytes(text, spot);
        assert_eq!(&text[range.clone()], "my.x");
        assert_eq!(place(text, range.start), Place { line: 2, column: 5 });
        assert_eq!(line(text, range.start), "é = my.x;");
        // The parser's line 4 is the third one of editors.
        let range = bytes(text, Spot { start: (4, 1), end: (4, 2) });
        assert_eq!((&text[range.clone()], place(text, range.start)), ("b", Place { line: 3, column: 2 }));
        assert_eq!(bytes(text, Spot { start: (9, 9), end: (1, 1) }), text.len()..text.len());
    }

    #[test]
    fn names_are_suggested_only_where_they_are_alike() {
        assert_eq!(nearest("conectSocket", ["connectSocket", "closeSocket"].into_iter()), Some("connectSocket"));
        assert_eq!(nearest("getLocation", ["alert"].into_iter()), None);
    }
}
