//! Lines and columns of places in a text.

/// Counts on from one place to the next: they are asked for in the order of the text.
pub(super) struct Lines<'a> {
    source: &'a str,
    from: usize,
    line: usize,
    column: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(source: &'a str) -> Self {
        Self { source, from: 0, line: 1, column: 1 }
    }

    /// The line and the column, from 1 and in characters, of the place `at`, in bytes.
    pub(super) fn place(&mut self, at: usize) -> (u32, u32) {
        let passed = self.source.get(self.from..at).unwrap_or_default();
        self.from = at;
        match passed.rfind('\n') {
            Some(last) => {
                self.line += passed.matches('\n').count();
                self.column = passed[last + 1..].chars().count() + 1;
            }
            None => self.column += passed.chars().count(),
        }
        (narrow(self.line), narrow(self.column))
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[test]
fn places_are_counted_on() {
    let mut lines = Lines::of("a é\nb\n\ncd");
    let places: Vec<_> = [0, 2, 5, 7, 8, 9].into_iter().map(|at| lines.place(at)).collect();
    assert_eq!(places, [(1, 1), (1, 3), (2, 1), (3, 1), (4, 1), (4, 2)]);
}
