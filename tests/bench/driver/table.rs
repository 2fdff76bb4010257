//! Tables as text and as Markdown.

use std::fmt::Write;

/// A table whose first columns are words, which stand left; the others are numbers, which stand right.
#[derive(Debug)]
pub(crate) struct Table {
    words: usize,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows, whose first `words` columns are words.
    pub(crate) fn new<S: Into<String>>(words: usize, header: impl IntoIterator<Item = S>) -> Self {
        Self { words, header: header.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row; cells that it lacks are empty.
    pub(crate) fn push(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    /// Aligned by spaces.
    pub(crate) fn text(&self) -> String {
        let widths = self.widths();
        let mut text = String::new();
        for row in std::iter::once(&self.header).chain(&self.rows) {
            let mut line = String::new();
            for (column, width) in widths.iter().enumerate() {
                let cell = row.get(column).map_or("", String::as_str);
                let gap = if column == 0 { "" } else { "  " };
                let _ = if column < self.words {
                    write!(line, "{gap}{cell:<width$}")
                } else {
                    write!(line, "{gap}{cell:>width$}")
                };
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// As a Markdown table.
    pub(crate) fn markdown(&self) -> String {
        let columns = self.header.len();
        let rule = (0..columns).map(|column| if column < self.words { "---" } else { "---:" }.to_owned()).collect();
        let mut text = String::new();
        for row in [&self.header, &rule].into_iter().chain(&self.rows) {
            for column in 0..columns {
                let _ = write!(text, "| {} ", row.get(column).map_or("", String::as_str).replace('|', "\\|"));
            }
            text.push_str("|\n");
        }
        text
    }

    fn widths(&self) -> Vec<usize> {
        let width = |row: &Vec<String>, column: usize| row.get(column).map_or(0, |cell| cell.chars().count());
        let rows = || std::iter::once(&self.header).chain(&self.rows);
        (0..self.header.len()).map(|column| rows().map(|row| width(row, column)).max().unwrap_or(0)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(1, ["peer", "ms", "× rust"]);
        table.push(vec!["rust".to_owned(), "406".to_owned(), "1.00".to_owned()]);
        table.push(vec!["node|ws".to_owned(), "–".to_owned()]);
        table
    }

    #[test]
    fn text_is_aligned_by_characters_not_by_bytes() {
        let expected = "\
peer      ms  × rust
rust     406    1.00
node|ws    –
";
        assert_eq!(table().text(), expected);
    }

    #[test]
    fn markdown_has_a_rule_and_escaped_bars() {
        let expected = "\
| peer | ms | × rust |
| --- | ---: | ---: |
| rust | 406 | 1.00 |
| node\\|ws | – |  |
";
        assert_eq!(table().markdown(), expected);
    }
}
