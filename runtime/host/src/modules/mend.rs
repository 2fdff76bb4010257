//! Source text with something put into it before it is compiled, and where the columns of such lines really are.

use super::lines::Lines;

/// Source text that was mended.
pub(super) struct Mended {
    pub(super) source: String,
    pub(super) shifts: Vec<Shift>,
}

impl Mended {
    /// `source` with `insertions` in it, which are in the order of their places.
    pub(super) fn with(source: &str, insertions: &[(usize, &str)]) -> Self {
        Self { source: inserted(source, insertions), shifts: shifts(source, insertions) }
    }
}

/// `source` with members in brackets, `o["x"]` for `o.x`; the places of their names and how long these are, in bytes.
pub(super) fn in_brackets(source: &str, members: &[(usize, usize)]) -> Mended {
    let mut opened = String::with_capacity(source.len());
    let mut insertions = Vec::with_capacity(members.len() * 2);
    let mut from = 0;
    for &(at, length) in members {
        let dot = at - 1;
        opened.push_str(&source[from..dot]);
        if source[..dot].ends_with('?') {
            // `o?.["x"]` keeps its dot.
            opened.push('.');
            insertions.push((at, "[\""));
        } else {
            opened.push('[');
            insertions.push((at, "\""));
        }
        from = at;
        insertions.push((at + length, "\"]"));
    }
    opened.push_str(&source[from..]);
    Mended { source: inserted(&opened, &insertions), shifts: shifts(source, &insertions) }
}

/// A text that was put into a line: what stands at `column` or after it has moved by `width`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shift {
    line: u32,
    column: u32,
    width: u32,
}

/// The column that a column of the mended text had before.
pub(super) fn original_column(shifts: &[Shift], line: u32, column: u32) -> u32 {
    let mut moved = 0;
    for shift in shifts.iter().filter(|shift| shift.line == line && shift.column < column) {
        if column < shift.column + shift.width {
            // In the middle of what was put in: where that was done.
            return shift.column.saturating_sub(moved).max(1);
        }
        moved += shift.width;
    }
    column.saturating_sub(moved).max(1)
}

/// `source` with these texts put into it, in the order of their places.
pub(super) fn inserted(source: &str, insertions: &[(usize, &str)]) -> String {
    let mut mended = String::with_capacity(source.len() + insertions.len() * 8);
    let mut from = 0;
    for (at, text) in insertions {
        mended.push_str(&source[from..*at]);
        mended.push_str(text);
        from = *at;
    }
    mended.push_str(&source[from..]);
    mended
}

/// Where each insertion, in the order of the text, has moved what follows in its line.
pub(super) fn shifts(source: &str, insertions: &[(usize, &str)]) -> Vec<Shift> {
    let mut shifts = Vec::with_capacity(insertions.len());
    let mut lines = Lines::of(source);
    let (mut last, mut moved) = (1, 0);
    for (at, text) in insertions {
        let (line, column) = lines.place(*at);
        if line != last {
            (last, moved) = (line, 0);
        }
        let width = u32::try_from(text.len()).unwrap_or(u32::MAX);
        // What was put into the same line before has moved this one, too.
        shifts.push(Shift { line, column: column + moved, width });
        moved += width;
    }
    shifts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_the_file() {
        let source = "x\ng(a => b => { throw this })";
        let insertions = [(9, "0?this:"), (15, "if(0)this;")];
        let mended = Mended::with(source, &insertions);
        let line = mended.source.lines().nth(1).unwrap();
        for word in ["g(", "b =>", "throw", "this })"] {
            let (now, before) = (line.rfind(word).unwrap(), source[2..].rfind(word).unwrap());
            assert_eq!(original_column(&mended.shifts, 2, now as u32 + 1), before as u32 + 1, "{word}");
        }
        assert_eq!(original_column(&mended.shifts, 1, 20), 20);
    }

    #[test]
    fn what_was_put_in_is_where_that_was_done() {
        let mended = Mended::with("while (a) b", &[(7, "count(),")]);
        assert_eq!(mended.source, "while (count(),a) b");
        assert_eq!(original_column(&mended.shifts, 1, 13), 8, "the bracket of the call");
        assert_eq!(original_column(&mended.shifts, 1, 16), 8, "the condition");
    }
}
