//! What untrusted text may do to a terminal: show itself, in colours at most.
//!
//! Page code and servers choose what is printed. A terminal takes some of that for commands: to move the cursor over what
//! stands there already, to set the window's title, to answer as if somebody typed.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Ends colours.
const RESET: &str = "\u{1b}[0m";

/// `text` as a terminal may have it: line feeds, tabs and colours (`ESC [ … m`) stay, other control characters are
/// written out (`\x1b`).
fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find(is_control) {
        shown.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(end) = colour(rest) {
            shown.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if rest.starts_with("\r\n") {
            rest = &rest[1..];
        } else if let Some(control) = rest.chars().next() {
            // Writing to a string cannot fail.
            let _ = write!(shown, "\\x{:02x}", u32::from(control));
            rest = &rest[control.len_utf8()..];
        }
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// `text` for a stream: only a terminal takes any of it for commands.
pub(crate) fn shown(text: &str, is_terminal: bool) -> Cow<'_, str> {
    if is_terminal { printable(text) } else { Cow::Borrowed(text) }
}

/// A line of page code's, of which nothing goes on behind it.
pub(crate) fn printable_line(text: &str) -> Cow<'_, str> {
    let shown = printable(text);
    if shown.contains('\u{1b}') { Cow::Owned(format!("{shown}{RESET}")) } else { shown }
}

fn is_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
}

/// How long the sequence is that sets colours, if `text` begins with one.
fn colour(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("\u{1b}[")?;
    let end = rest.find(|character: char| !character.is_ascii_digit() && character != ';' && character != ':')?;
    rest[end..].starts_with('m').then_some(2 + end + 1)
}

/// A terminal that only gets what is printable. What is written at once must be whole text.
pub(crate) struct Printable<W>(pub(crate) W);

impl<W: Write> Write for Printable<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        self.0.write_all(printable(&text).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_get_text_and_colours_alone() {
        for (text, shown) in [
            ("plain\ttext\n世界", "plain\ttext\n世界"),
            ("\u{1b}[31mred\u{1b}[0m", "\u{1b}[31mred\u{1b}[0m"),
            ("\u{1b}[38;2;1;2;3mtrue colour", "\u{1b}[38;2;1;2;3mtrue colour"),
            ("\u{1b}[2J\u{1b}[H", "\\x1b[2J\\x1b[H"),
            ("\u{1b}]0;title\u{7}", "\\x1b]0;title\\x07"),
            ("done\rgone", "done\\x0dgone"),
            ("a\r\nb", "a\nb"),
            ("\u{9b}31m\u{7f}\u{8}", "\\x9b31m\\x7f\\x08"),
            ("\u{1b}[31", "\\x1b[31"),
        ] {
            assert_eq!(printable(text), shown, "{text:?}");
        }
    }

    #[test]
    fn colours_end_with_their_line() {
        assert_eq!(printable_line("\u{1b}[31mred"), "\u{1b}[31mred\u{1b}[0m");
        assert_eq!(printable_line("plain"), "plain");
    }

    #[test]
    fn a_writer_counts_what_it_was_given() {
        let mut out = Printable(Vec::new());
        out.write_all("a\u{1b}[2Jb".as_bytes()).unwrap();
        assert_eq!(String::from_utf8(out.0).unwrap(), "a\\x1b[2Jb");
    }
}
