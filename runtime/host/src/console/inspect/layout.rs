//! Entries on lines: all on one while they fit, else one each.

use super::Inspector;

/// What encloses the entries of an object.
pub(super) struct Frame {
    /// The text before the opening bracket; it may hold newlines.
    pub(super) base: String,
    /// The opening bracket and what belongs to it.
    pub(super) open: String,
    /// The closing bracket.
    pub(super) close: &'static str,
    /// Whether the entries are those of an array, which go in columns when there are many.
    pub(super) is_list: bool,
}

impl Frame {
    /// `prefix{ … }`.
    pub(super) fn braces(prefix: &str) -> Self {
        Self { base: String::new(), open: format!("{prefix}{{"), close: "}", is_list: false }
    }

    /// `prefix[ … ]`.
    pub(super) fn brackets(prefix: &str) -> Self {
        Self { base: String::new(), open: format!("{prefix}["), close: "]", is_list: true }
    }

    /// The text without any entry.
    pub(super) fn empty(&self) -> String {
        format!("{}{}", self.open, self.close)
    }

    /// Says that this is the object that a `[Circular *number]` inside it means.
    pub(super) fn refer(&mut self, number: usize) {
        let reference = format!("<ref *{number}>");
        self.base = if self.base.is_empty() { reference } else { format!("{reference} {}", self.base) };
    }

    fn opening(&self) -> String {
        if self.base.is_empty() { self.open.clone() } else { format!("{} {}", self.base, self.open) }
    }
}

impl Inspector<'_> {
    /// The entries of an object that is `depth` objects deep, in their frame. The first `numbers` items are numbers.
    pub(super) fn lay_out(&mut self, entries: Vec<String>, numbers: usize, frame: &Frame, depth: i32) -> String {
        let charged: usize = entries.iter().map(|entry| entry.len() + self.separator()).sum();
        let count = entries.len();
        let rows = if frame.is_list && count > 6 { self.columns(entries, numbers) } else { entries };
        let text = self.on_one_line(&rows, count, frame, depth).unwrap_or_else(|| {
            let indentation = " ".repeat(self.indentation);
            let separator = format!(",\n{indentation}  ");
            let (open, close) = (frame.opening(), frame.close);
            format!("{open}\n{indentation}  {}\n{indentation}{close}", rows.join(&separator))
        });
        self.charge(text.len().saturating_sub(charged));
        text
    }

    fn on_one_line(&self, rows: &[String], entries: usize, frame: &Frame, depth: i32) -> Option<String> {
        // Objects that nest deeper than `compact`, and columns, keep their lines.
        if self.deepest - depth >= self.options.compact || rows.len() != entries {
            return None;
        }
        // A few columns are left for what comes around the object.
        const ROOM: usize = 10;
        let start = rows.len() + self.indentation + units(&frame.open) + units(&frame.base) + ROOM;
        let length = start + rows.len() + rows.iter().map(|row| units(row)).sum::<usize>();
        let is_broken = frame.base.contains('\n') || rows.iter().any(|row| row.contains('\n'));
        if length > self.options.line || is_broken {
            return None;
        }
        Some(format!("{} {} {}", frame.opening(), rows.join(", "), frame.close))
    }
}

/// The length of a text in UTF-16 code units.
fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}
