//! Many array items in columns.

use super::Inspector;
use super::width::width;

/// Between two items: a comma and a space.
const GAP: usize = 2;

/// How much higher than wide a character is, about: what makes a square of items look like one.
const ASPECT: f64 = 2.5;

const MAX_COLUMNS: usize = 15;

impl Inspector<'_> {
    /// `entries` as rows of several each; unchanged when they do not fit next to each other. If all are numbers, of
    /// which the first `numbers` items tell, they are aligned on the right.
    pub(super) fn columns(&self, mut entries: Vec<String>, numbers: usize) -> Vec<String> {
        // The count of what is not shown, if that is the last entry, gets a row of its own.
        let more = if entries.len() > self.options.max_items { entries.pop() } else { None };
        let all = entries.len() + usize::from(more.is_some());
        let widths: Vec<usize> = entries.iter().map(|entry| width(entry)).collect();
        let Some(columns) = self.column_count(&widths, all) else {
            entries.extend(more);
            return entries;
        };
        let column_width = |column: usize| widths.iter().skip(column).step_by(columns).max().map_or(0, |max| *max);
        let column_widths: Vec<usize> = (0..columns).map(column_width).collect();
        let aligns_right = numbers >= all;

        let mut rows: Vec<String> = Vec::with_capacity(entries.len() / columns + 2);
        for (entries, widths) in entries.chunks(columns).zip(widths.chunks(columns)) {
            let mut row = String::new();
            for (index, (entry, width)) in entries.iter().zip(widths).enumerate() {
                let is_last = index + 1 == entries.len();
                let padding = " ".repeat(column_widths[index] - width);
                match (aligns_right, is_last) {
                    (true, true) => row.extend([&padding, entry.as_str()]),
                    (true, false) => row.extend([&padding, entry, ", "]),
                    (false, true) => row.push_str(entry),
                    (false, false) => row.extend([entry, ", ", &padding]),
                }
            }
            rows.push(row);
        }
        rows.extend(more);
        rows
    }

    /// How many entries go next to each other; `None` when it is one, or when they differ too much in length.
    fn column_count(&self, widths: &[usize], all: usize) -> Option<usize> {
        let longest = widths.iter().copied().max()?;
        let cell = longest + GAP;
        let total: usize = widths.iter().map(|width| width + GAP).sum();
        let fits = cell.saturating_mul(3).saturating_add(self.indentation) < self.options.line;
        if !fits || !(ratio(total, cell) > 5.0 || longest <= 6) {
            return None;
        }
        // Short entries among long ones make room for more columns.
        let bias = (real(cell) - ratio(total, all)).sqrt();
        let biased_cell = (real(cell) - 3.0 - bias).max(1.0);
        let square = (ASPECT * biased_cell * real(widths.len())).sqrt() / biased_cell;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive, and far below the limits"
        )]
        let square = (square + 0.5).floor() as usize;
        let room = self.options.line.saturating_sub(self.indentation) / cell;
        let compact = self.options.compact.unsigned_abs() as usize * 4;
        let columns = square.min(room).min(compact).min(MAX_COLUMNS);
        (columns > 1).then_some(columns)
    }
}

#[expect(clippy::cast_precision_loss, reason = "lengths of texts are far below 2^53")]
const fn real(length: usize) -> f64 {
    length as f64
}

fn ratio(part: usize, whole: usize) -> f64 {
    real(part) / real(whole)
}
