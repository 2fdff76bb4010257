//! A message with the line of source that it is about, and a caret.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use minihost_runtime::Position;

use crate::paths;

/// Lines longer than this are cut around the caret: bundles have lines of hundreds of kilobytes.
const SHOWN_COLUMNS: usize = 160;

/// The message, then `path:line:column`, the line and a caret; only the message and the place where the file cannot
/// be read.
#[expect(clippy::disallowed_methods, reason = "the binary shows the line of source that an error is about")]
pub(super) fn render(title: &str, at: &Position) -> String {
    let path = paths::shown(&at.path);
    let source = std::fs::read_to_string(&at.path).unwrap_or_default();
    let number = usize::try_from(at.line).unwrap_or(1);
    let Some(line) = source.lines().nth(number.saturating_sub(1)) else {
        return format!("{}\n  --> {path}:{}:{}", super::error(title), at.line, at.column);
    };
    let (shown, caret) = window(line, usize::try_from(at.column).unwrap_or(1));
    let end = shown[caret..].chars().next().map_or(caret, |character| caret + character.len_utf8());
    let annotation = AnnotationKind::Primary.span(caret..end);
    // The renderer adds the line and the column of the caret to the path.
    let snippet = Snippet::source(shown).line_start(number).path(path).annotation(annotation);
    let report = [Level::ERROR.primary_title(title).element(snippet)];
    Renderer::styled().render(&report)
}

/// The part of `line` around a column (counted from 1, in characters), and the byte in it that the caret goes under.
fn window(line: &str, column: usize) -> (String, usize) {
    let before = column.saturating_sub(1).min(line.chars().count());
    if line.chars().count() <= SHOWN_COLUMNS {
        let caret = line.char_indices().nth(before).map_or(line.len(), |(at, _)| at);
        return (line.to_owned(), caret);
    }
    let skipped = before.saturating_sub(SHOWN_COLUMNS / 2);
    let shown: String = line.chars().skip(skipped).take(SHOWN_COLUMNS).collect();
    let caret = shown.char_indices().nth(before - skipped).map_or(shown.len(), |(at, _)| at);
    (shown, caret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(window("let é = x;", 9), ("let é = x;".to_owned(), 9));
        assert_eq!(window("x", 9), ("x".to_owned(), 1));
        assert_eq!(window("", 1), (String::new(), 0));
    }

    #[test]
    fn a_long_line_is_cut_around_the_caret() {
        let line = format!("{}!{}", "a".repeat(1000), "b".repeat(1000));
        let (shown, caret) = window(&line, 1001);
        assert_eq!(shown.chars().count(), SHOWN_COLUMNS);
        assert_eq!(&shown[caret..=caret], "!");
    }
}
