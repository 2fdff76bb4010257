//! Cells between box-drawing characters.

use crate::console::MAX_TEXT;
use crate::console::inspect::width;

/// A table: its columns, and how many rows they have.
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) rows: usize,
}

/// A column: its name, and its cells by row; rows without one are left blank.
pub(super) struct Column {
    pub(super) head: String,
    pub(super) cells: Vec<Option<String>>,
}

impl Column {
    pub(super) fn new(head: impl Into<String>) -> Self {
        Self { head: head.into(), cells: Vec::new() }
    }

    /// Puts `text` into the cell of `row`.
    pub(super) fn set(&mut self, row: usize, text: String) {
        if self.cells.len() <= row {
            self.cells.resize(row + 1, None);
        }
        self.cells[row] = Some(text);
    }

    fn cell(&self, row: usize) -> &str {
        self.cells.get(row).and_then(Option::as_deref).unwrap_or_default()
    }

    fn width(&self) -> usize {
        let cells = self.cells.iter().flatten().map(|cell| width(cell));
        cells.max().unwrap_or_default().max(width(&self.head))
    }
}

/// The table as text.
pub(super) fn draw(table: &Table) -> String {
    let widths: Vec<usize> = table.columns.iter().map(Column::width).collect();
    let rule = |left: &str, middle: &str, right: &str| {
        let lines: Vec<String> = widths.iter().map(|width| "─".repeat(width + 2)).collect();
        format!("{left}{}{right}", lines.join(middle))
    };
    let mut out = format!("{}\n", rule("┌", "┬", "┐"));
    push_row(&mut out, &widths, table.columns.iter().map(|column| column.head.as_str()));
    out.push_str(&rule("├", "┼", "┤"));
    out.push('\n');
    for row in 0..table.rows {
        // One wide cell among many rows would make a text of spaces.
        if out.len() > MAX_TEXT {
            out.push_str(&format!("... {} more rows\n", table.rows - row));
            break;
        }
        push_row(&mut out, &widths, table.columns.iter().map(|column| column.cell(row)));
    }
    out.push_str(&rule("└", "┴", "┘"));
    out
}

fn push_row<'a>(out: &mut String, widths: &[usize], cells: impl Iterator<Item = &'a str>) {
    out.push_str("│ ");
    for (index, (cell, column)) in cells.zip(widths).enumerate() {
        if index > 0 {
            out.push_str(" │ ");
        }
        out.push_str(cell);
        out.extend(std::iter::repeat_n(' ', column - width(cell)));
    }
    out.push_str(" │\n");
}
