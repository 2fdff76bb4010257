//! Text of pages and servers on a terminal where a line is being edited.

use std::borrow::Cow;

const ESCAPE: char = '\u{1b}';

/// `text` with colours, but without anything else that moves the cursor or changes the terminal.
pub(super) fn sanitised(text: &str) -> Cow<'_, str> {
    if !text.contains(is_refused) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if let Some(length) = colour(rest) {
            shown.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        if is_refused(next) {
            shown.extend(next.escape_default());
        } else {
            shown.push(next);
        }
        rest = &rest[next.len_utf8()..];
    }
    Cow::Owned(shown)
}

fn is_refused(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
}

/// The length of the colour sequence (`ESC [ 1 ; 31 m`) at the start of `text`.
fn colour(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix(ESCAPE)?.strip_prefix('[')?;
    let end = parameters.find(|character: char| !(character.is_ascii_digit() || character == ';'))?;
    parameters[end..].starts_with('m').then_some(end + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_stay_and_the_cursor_stays_where_it_is() {
        for (text, shown) in [
            ("plain\ttext\n", "plain\ttext\n"),
            ("\u{1b}[1;31mred\u{1b}[0m\u{1b}[m", "\u{1b}[1;31mred\u{1b}[0m\u{1b}[m"),
            ("\u{1b}[2J\u{1b}]0;title\u{7}", "\\u{1b}[2J\\u{1b}]0;title\\u{7}"),
            ("a\rb\u{9b}1A", "a\\rb\\u{9b}1A"),
            ("\u{1b}[31", "\\u{1b}[31"),
        ] {
            assert_eq!(sanitised(text), shown);
        }
    }
}
