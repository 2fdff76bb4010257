//! Stack frames, read from the engine's text form (it has no other public one).

use std::fmt;
use std::path::PathBuf;

/// One frame of a stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The function's name; `<main>` for the top level of a file and for functions without a name.
    pub function: String,
    /// Where it is; `None` for a native function.
    pub position: Option<Position>,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: u32,
    /// The column, counted from 1.
    pub column: u32,
}

impl Position {
    /// The place at a line and a column, both counted from 1; what no file can have is cut to what fits.
    #[must_use]
    pub fn new(path: PathBuf, line: usize, column: usize) -> Self {
        let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).max(1);
        Self { path, line: narrow(line), column: narrow(column) }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path.display(), self.line, self.column)
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.position {
            Some(at) => write!(f, "{} ({at})", self.function),
            None => write!(f, "{} (native)", self.function),
        }
    }
}

const PREFIX: &str = "    at ";

/// The frames in `shown`, innermost first; lines that are no frames, and the host's own frames, are passed over.
pub(super) fn parse(shown: &str) -> Vec<Frame> {
    shown.lines().filter_map(frame).filter(|frame| !is_of_host(frame)).collect()
}

/// `shown` up to its first frame.
pub(super) fn without_frames(shown: &str) -> &str {
    shown.find(&format!("\n{PREFIX}")).map_or(shown, |end| &shown[..end])
}

/// Whether the host put it there, to evaluate modules.
fn is_of_host(frame: &Frame) -> bool {
    match &frame.position {
        Some(at) => at.path.as_os_str() == "unknown at ",
        // What was left in the middle, since a person stopped it, stays on the engine's stack.
        None if frame.function == "<main>" => true,
        None => matches!(frame.function.as_str(), "" | "<synthetic>"),
    }
}

/// The frame that a line of a stack tells.
pub(crate) fn frame(line: &str) -> Option<Frame> {
    let rest = line.strip_prefix(PREFIX)?.strip_suffix(')')?;
    let (function, place) = rest.rsplit_once(" (")?;
    Some(Frame { function: function.to_owned(), position: position(place) })
}

fn position(place: &str) -> Option<Position> {
    let (rest, column) = place.rsplit_once(':')?;
    let (path, line) = rest.rsplit_once(':')?;
    if path.starts_with("native at ") {
        return None;
    }
    Some(Position { path: PathBuf::from(path), line: line.parse().ok()?, column: column.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: &str = "TypeError: not a callable function\n    at go (/app/pages/a b.js:3:7)\n    at forEach (native)\n    at <main> (/app/app.js:12:1)";

    #[test]
    fn frames_are_read_innermost_first() {
        let frames = parse(SHOWN);
        assert_eq!(
            frames.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["go (/app/pages/a b.js:3:7)", "forEach (native)", "<main> (/app/app.js:12:1)"]
        );
        assert_eq!(without_frames(SHOWN), "TypeError: not a callable function");
    }

    #[test]
    fn a_message_of_several_lines_is_kept_whole() {
        assert_eq!(without_frames("Error: a\nat b\n    at c (d.js:1:1)"), "Error: a\nat b");
        assert_eq!(parse("Error: a\nat b").len(), 0);
    }

    #[test]
    fn places_inside_the_engine_are_native() {
        assert_eq!(parse("    at map (native at /src/array.rs:1:2)")[0].position, None);
    }
}
