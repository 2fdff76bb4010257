//! A file's text as the parser gets it, and where the parser says that it is wrong.

/// The code of a file with that text. Neither a byte-order mark nor a `#!` line is code; the line stays, so that the others
/// keep their numbers.
pub(super) fn code(text: String) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
    if text.starts_with("#!") { format!("//{text}") } else { text }
}

/// What is wrong in `source`, the line and the column, from the message that the engine shows. The columns of the first line
/// were moved by `shift`.
pub(super) fn place<'a>(shown: &'a str, source: &str, shift: u32) -> (&'a str, u32, u32) {
    let (message, line, column) = split_position(shown);
    let lines = u32::try_from(source.lines().count().max(1)).unwrap_or(u32::MAX);
    match (line, column) {
        (Some(1), Some(column)) => (message, 1, column.saturating_sub(shift).max(1)),
        (Some(line), Some(column)) if line <= lines => (message, line, column),
        // The error is in what was put around the source: something in it was never closed.
        _ => {
            let end = source.lines().last().map_or(0, |last| last.chars().count());
            ("unexpected end of the file", lines, u32::try_from(end + 1).unwrap_or(u32::MAX))
        }
    }
}

/// The engine ends the messages of syntax errors with `at line L, col C`.
pub(super) fn split_position(message: &str) -> (&str, Option<u32>, Option<u32>) {
    let Some((before, place)) = message.rsplit_once(" at line ") else { return (message, None, None) };
    let mut numbers = place.split(", col ").map(|number| number.trim().parse().ok());
    (before, numbers.next().flatten(), numbers.next().flatten())
}
