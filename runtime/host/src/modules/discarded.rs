//! Calls whose result nothing can see: statements of their own, as most sends are.
//!
//! A native function is not told what becomes of its result, but the engine knows from where it was called, and the text
//! says what stands there.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use boa_engine::Context;
use boa_engine::ast::Position;
use boa_engine::vm::CodeBlock;
use boa_gc::Gc;

use super::lines::Lines;
use super::scanner::{self, Mark, Scanner};

/// The functions of which this is asked: those that are called often enough for it to matter.
const NAMES: [&str; 2] = ["send", "sendSocketMessage"];

/// Lines and columns of the opening brackets of such calls, as the engine counts them.
pub(super) type Places = HashSet<(u32, u32)>;

/// The places of such calls, file by file.
#[derive(Default)]
pub(crate) struct Discarded {
    places: RefCell<HashMap<PathBuf, Places>>,
    /// What was answered last: sends in a loop come from one place.
    last: RefCell<Option<Answer>>,
}

struct Answer {
    code: Gc<CodeBlock>,
    at: Position,
    is_discarded: bool,
}

impl Discarded {
    /// Notes the places of such calls in the file at `path`, of which another text may have been compiled before.
    pub(super) fn note(&self, path: &Path, places: Places) {
        let mut known = self.places.borrow_mut();
        if places.is_empty() {
            known.remove(path);
        } else {
            known.insert(path.to_owned(), places);
        }
    }

    /// Lets go of the code that it was asked about last.
    pub(crate) fn clear(&self) {
        self.last.take();
    }

    /// Whether the innermost page function that is running stands at such a call.
    pub(crate) fn is_caller_in(&self, context: &Context) -> bool {
        let places = self.places.borrow();
        if places.is_empty() {
            return false;
        }
        let Some(frame) = context.stack_trace().next() else { return false };
        let (code, location) = (frame.code_block(), frame.position());
        let Some(at) = location.position else { return false };
        if let Some(last) = &*self.last.borrow()
            && Gc::ptr_eq(&last.code, code)
            && last.at == at
        {
            return last.is_discarded;
        }
        let places = places.get(Path::new(&location.path.to_string()));
        let is_discarded = places.is_some_and(|places| places.contains(&(at.line_number(), at.column_number())));
        *self.last.borrow_mut() = Some(Answer { code: code.clone(), at, is_discarded });
        is_discarded
    }
}

/// What stands before the next word or bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing of the same statement.
    Nothing,
    /// A name, or names with dots between them, and nothing else; where the last one begins and ends, in bytes.
    Names(usize, usize),
    /// The same, and a dot.
    Dot,
    Other,
}

/// An open bracket.
struct Open {
    /// Whether statements may stand in it.
    is_curly: bool,
    /// Where it is, if it opens the arguments of a call that begins a statement.
    call: Option<usize>,
}

/// Where the calls of [`NAMES`] open their arguments that are statements of their own.
pub(super) fn places(source: &str) -> Places {
    // Most files are told apart without a closer look.
    let calls = |name: &&str| scanner::places(source, name).any(|at| source[at + name.len()..].starts_with('('));
    if !NAMES.iter().any(calls) {
        return Places::new();
    }
    let mut found = Vec::new();
    let mut scanner = Scanner::new(source);
    let mut open: Vec<Open> = Vec::new();
    let mut before = Before::Nothing;
    // A call that may end its statement: where its brackets are.
    let mut ended: Option<(usize, usize)> = None;
    while let Some(mark) = scanner.next_mark() {
        let call = ended.take();
        let may_begin = open.last().is_none_or(|open| open.is_curly);
        before = match mark {
            Mark::Word(start) => {
                scanner.word_starts_a_module();
                let end = scanner.position();
                let word = &source[start..end];
                // A line's end is a statement's end where the next line cannot go on with it.
                if let Some((at, end)) = call
                    && source[end..start].contains('\n')
                    && !matches!(word, "in" | "instanceof")
                {
                    found.push(at);
                }
                match before {
                    Before::Dot => Before::Names(start, end),
                    _ if matches!(word, "else" | "do") => Before::Nothing,
                    Before::Nothing if may_begin => Before::Names(start, end),
                    _ => Before::Other,
                }
            }
            Mark::Punctuation(_, b'.') if matches!(before, Before::Names(..)) => Before::Dot,
            Mark::Punctuation(at, byte @ (b'(' | b'[' | b'{')) => {
                let is_call =
                    byte == b'(' && matches!(before, Before::Names(start, end) if NAMES.contains(&&source[start..end]));
                open.push(Open { is_curly: byte == b'{', call: is_call.then_some(at) });
                if byte == b'{' { Before::Nothing } else { Before::Other }
            }
            Mark::Punctuation(at, byte @ (b')' | b']' | b'}')) => {
                if byte == b'}' {
                    found.extend(call.map(|(at, _)| at));
                }
                let closed = open.pop();
                ended = closed.and_then(|closed| closed.call).filter(|_| byte == b')').map(|call| (call, at + 1));
                if byte == b']' { Before::Other } else { Before::Nothing }
            }
            Mark::Punctuation(_, b';') => {
                found.extend(call.map(|(at, _)| at));
                Before::Nothing
            }
            _ => Before::Other,
        };
    }
    found.extend(ended.map(|(at, _)| at));
    found.sort_unstable();
    let mut lines = Lines::of(source);
    found.into_iter().map(|at| lines.place(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found, as the texts from each opening bracket on.
    fn found(source: &str) -> Vec<&str> {
        let mut places: Vec<_> = places(source).into_iter().collect();
        places.sort_unstable();
        let text = |(line, column): (u32, u32)| {
            let line = source.lines().nth(line as usize - 1).unwrap();
            let at = line.char_indices().nth(column as usize - 1).unwrap().0;
            &line[at..]
        };
        places.into_iter().map(text).collect()
    }

    #[test]
    fn a_file_that_is_loaded_anew_has_no_places_of_its_old_text() {
        let (discarded, path) = (Discarded::default(), Path::new("a.js"));
        discarded.note(path, places("task.send({});"));
        assert_eq!(discarded.places.borrow()[path], HashSet::from([(1, 10)]));
        discarded.note(path, places("\ntask.send({});"));
        assert_eq!(discarded.places.borrow()[path], HashSet::from([(2, 10)]));
        discarded.note(path, places("x = task.send({});"));
        assert!(discarded.places.borrow().is_empty());
    }

    #[test]
    fn statements_of_their_own_are_found() {
        for (source, wanted) in [
            ("my.sendSocketMessage({ data });", "({ data });"),
            ("é; 'é'; my.sendSocketMessage(a)", "(a)"),
            ("function f() { this.task.send(a(b), [c]) }", "(a(b), [c]) }"),
            ("if (x) send(a); else y", "(a); else y"),
            ("if (x) y; else send(a)\n", "(a)"),
            ("do my.send(a); while (x)", "(a); while (x)"),
            ("for (;;) my.send(a);", "(a);"),
            ("x\n.y();\nmy\n  .send(a)\ny = z", "(a)"),
            ("f(function () { my.send({ data: ')' }) }).g()", "({ data: ')' }) }).g()"),
            ("x => { my.send(a) // why\n}", "(a) // why"),
            ("{}\nmy.send(a) /*\n*/ x", "(a) /*"),
        ] {
            assert_eq!(found(source), [wanted], "{source}");
        }
        assert_eq!(found("my.send(a); my.send(b)"), ["(a); my.send(b)", "(b)"]);
    }

    #[test]
    fn what_is_seen_is_not() {
        for source in [
            "x = my.send(a);",
            "return my.send(a);",
            "await my.send(a);",
            "await\nmy.send(a);",
            "new my.send(a);",
            "void my.send(a);",
            "x => my.send(a);",
            "my.send(a).then(b);",
            "my.send(a)\n.then(b)",
            "my.send(a)\n(b)",
            "my.send(a)\n[0].x",
            "my.send(a)\n`x`",
            "my.send(a)\ninstanceof Promise",
            "my.send(a) ? b : c;",
            "my.send(a), b;",
            "b, my.send(a);",
            "for (;my.send(a);) {}",
            "for (my.send(a);;) {}",
            "x ? y : my.send(a);",
            "[my.send(a)];",
            "f(my.send(a));",
            "`${my.send(a)}`",
            "({ x: my.send(a) });",
            "my.send(a)`x`;",
            "my.send.call(my, a);",
            "my.send?.(a);",
            "x.y().send(a);",
            "my.sender(a);",
            "({ send(a) { } });",
            "class A { x = 1; send(a) { } }",
            "function send(a) { }",
            "'; my.send(a);'",
            "// ; my.send(a);",
            "/; my.send(a);/",
        ] {
            assert_eq!(found(source), [""; 0], "{source}");
        }
    }
}
