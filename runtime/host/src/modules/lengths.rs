//! Lets pages set the length of arrays.
//!
//! The engine remembers where a property was that a line of code has set, and then writes there directly. For the length
//! of an array that is wrong: the second time that a line says `queue.length = 0`, the elements stay. What is written as
//! `queue["length"] = 0` is not remembered.

use super::mend::{Mended, in_brackets};
use super::scanner::{self, Scanner};

const WORD: &str = "length";
const MEMBER: &str = ".length";
const ASSIGNMENTS: [&str; 16] =
    ["+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=", "??=", "++"];

/// `source` with what it assigns to `.length` written in brackets; `None` where it assigns nothing.
pub(super) fn mend(source: &str) -> Option<Mended> {
    // Most files are told apart without a closer look.
    if !scanner::places(source, MEMBER).any(|at| is_assigned(&source[at + MEMBER.len()..])) {
        return None;
    }
    let is_member = |at: usize| {
        let before = &source[..at];
        before.ends_with('.') && !before.ends_with("..") && !before.ends_with("?.")
    };
    let places = Scanner::new(source).places_of(WORD.as_bytes()).into_iter();
    let places = places.filter(|&at| is_member(at) && is_assigned(&source[at + WORD.len()..]));
    let members: Vec<(usize, usize)> = places.map(|at| (at, WORD.len())).collect();
    (!members.is_empty()).then(|| in_brackets(source, &members))
}

/// Whether an assignment begins in `after`.
fn is_assigned(after: &str) -> bool {
    let after = after.trim_start();
    let plain = after.starts_with('=') && !after.starts_with("==") && !after.starts_with("=>");
    plain || after.starts_with("--") || ASSIGNMENTS.iter().any(|operator| after.starts_with(operator))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assignments_are_mended_and_nothing_else_is() {
        for (source, wanted) in [
            ("a.length = 0", "a[\"length\"] = 0"),
            ("a.b.length=1; c.length--", "a.b[\"length\"]=1; c[\"length\"]--"),
            ("this.list\n  .length += 2", "this.list\n  [\"length\"] += 2"),
        ] {
            assert_eq!(mend(source).map(|mended| mended.source).as_deref(), Some(wanted), "{source}");
        }
        for source in
            ["a.length == 0", "a.length => 1", "length = 0", "'a.length = 0'", "// a.length = 0", "a.lengths = 0"]
        {
            assert!(mend(source).is_none(), "{source}");
        }
    }
}
