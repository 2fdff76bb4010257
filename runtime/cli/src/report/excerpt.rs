//! A message with the line of source that it is about, and a caret.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use minihost_runtime::Position;

use crate::paths;

/// As [`render_line`], with the line that the file has.
pub(super) fn render(title: &str, at: &Position) -> String {
    render_line(title, at, None)
}

/// The message, then `path:line:column`, the line and a caret; only the message and the place where the file cannot
/// be read and `known` is not its text. The renderer cuts long lines around the caret.
#[expect(clippy::disallowed_methods, reason = "the binary shows the line of source that an error is about")]
pub(super) fn render_line(title: &str, at: &Position, known: Option<&str>) -> String {
    let path = paths::shown(&at.path);
    let source = if known.is_some() { String::new() } else { std::fs::read_to_string(&at.path).unwrap_or_default() };
    let number = usize::try_from(at.line).unwrap_or(1);
    let Some(line) = known.or_else(|| source.lines().nth(number.saturating_sub(1))) else {
        return format!("{}\n  --> {path}:{}:{}", super::error(title), at.line, at.column);
    };
    let caret = caret(line, at.column);
    let annotation = AnnotationKind::Primary.span(caret);
    // The renderer adds the line and the column of the caret to the path.
    let snippet = Snippet::source(line).line_start(number).path(path).annotation(annotation);
    let report = [Level::ERROR.primary_title(title).element(snippet)];
    Renderer::styled().render(&report)
}

/// The bytes of the character in a column (counted from 1, in characters), or the end of the line.
fn caret(line: &str, column: u32) -> std::ops::Range<usize> {
    let before = usize::try_from(column).unwrap_or(usize::MAX).saturating_sub(1);
    let (start, length) =
        line.char_indices().nth(before).map_or((line.len(), 0), |(start, character)| (start, character.len_utf8()));
    start..start + length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        assert_eq!(caret("let é = x;", 5), 4..6);
        assert_eq!(caret("let é = x;", 6), 6..7);
        assert_eq!(caret("x", 9), 1..1);
        assert_eq!(caret("", 1), 0..0);
    }
}
