//! Counts the rounds of loops, when a loop without end is looked for: into each loop a call is written, and a call has a
//! place (`engine/rounds.rs`).

use super::mend::Mended;
use super::scanner::{Mark, Scanner};
use crate::engine::COUNT_ROUND;

/// An open bracket.
#[derive(Default)]
struct Open {
    /// Whether it belongs to the head of a `for` loop.
    is_head: bool,
    /// Where the semicolons of that head are.
    semicolons: Vec<usize>,
}

/// What the last words and brackets have begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begun {
    Nothing,
    /// `while`, whose condition comes.
    While,
    /// `for` or `for await`, whose head comes.
    For,
    /// The head of a `for` loop over the elements of something, whose body comes.
    Over,
    /// A dot: the next word is a member.
    Member,
}

/// `source` with a call in each of its loops; `None` where it has none.
pub(super) fn count(source: &str) -> Option<Mended> {
    let call = format!("{COUNT_ROUND}()");
    let (listed, statement) = (format!("{call},"), format!("{call};"));
    let mut insertions: Vec<(usize, &str)> = Vec::new();
    let mut scanner = Scanner::new(source);
    let mut open: Vec<Open> = Vec::new();
    let mut begun = Begun::Nothing;
    while let Some(mark) = scanner.next_mark() {
        begun = match mark {
            Mark::Word(start) => {
                scanner.word_starts_a_module();
                match &source[start..scanner.position()] {
                    _ if begun == Begun::Member => Begun::Nothing,
                    "while" => Begun::While,
                    "for" => Begun::For,
                    "await" if begun == Begun::For => Begun::For,
                    _ => Begun::Nothing,
                }
            }
            Mark::Punctuation(at, b'(' | b'[' | b'{') => {
                match begun {
                    Begun::While => insertions.push((at + 1, &listed)),
                    Begun::Over if source[at..].starts_with('{') => insertions.push((at + 1, &statement)),
                    _ => {}
                }
                open.push(Open { is_head: begun == Begun::For, semicolons: Vec::new() });
                Begun::Nothing
            }
            Mark::Punctuation(at, b')' | b']' | b'}') => match open.pop() {
                Some(Open { is_head: true, semicolons }) => match semicolons.last() {
                    // What is done after each round, if there is anything.
                    Some(last) if source[last + 1..at].trim().is_empty() => {
                        insertions.push((last + 1, &call));
                        Begun::Nothing
                    }
                    Some(last) => {
                        insertions.push((last + 1, &listed));
                        Begun::Nothing
                    }
                    None => Begun::Over,
                },
                _ => Begun::Nothing,
            },
            Mark::Punctuation(at, b';') => {
                if let Some(head) = open.last_mut().filter(|open| open.is_head) {
                    head.semicolons.push(at);
                }
                Begun::Nothing
            }
            Mark::Punctuation(_, b'.') => Begun::Member,
            _ => Begun::Nothing,
        };
    }
    if insertions.is_empty() {
        return None;
    }
    // The head of a loop is finished after the loops within it.
    insertions.sort_by_key(|(at, _)| *at);
    Some(Mended::with(source, &insertions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_loop_has_a_call() {
        for (source, counted) in [
            ("while (true) {}", "while (R(),true) {}"),
            ("do x(); while(y)", "do x(); while(R(),y)"),
            ("for (;;);", "for (;;R());"),
            ("for (let i = 0; i < (1); i++) x", "for (let i = 0; i < (1);R(), i++) x"),
            ("for (const x of y()) { z }", "for (const x of y()) {R(); z }"),
            ("for await (const x of y) { z }", "for await (const x of y) {R(); z }"),
            ("for (x = f(() => { for (;;) {} }); ; ) {}", "for (x = f(() => { for (;;R()) {} }); ;R() ) {}"),
        ] {
            let counted = counted.replace('R', COUNT_ROUND);
            assert_eq!(count(source).map(|mended| mended.source), Some(counted), "{source}");
        }
    }

    #[test]
    fn what_is_no_loop_has_none() {
        for source in ["a.while(b)", "'for (;;)'", "// while (x)", "x => { y }", "/while (x)/.test(y)"] {
            assert!(count(source).is_none(), "{source}");
        }
    }
}
