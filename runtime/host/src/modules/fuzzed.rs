//! What must hold of any text that pretends to be a module, or a source map: `tests/fuzz/README.md`.

use std::collections::HashSet;
use std::convert::Infallible;
use std::ops::ControlFlow;
use std::path::Path;
use std::thread::Builder;

use boa_ast::expression::Call;
use boa_ast::scope::Scope;
use boa_ast::visitor::{VisitWith, Visitor};
use boa_ast::{Expression, Spanned, Statement};
use boa_engine::Source;
use boa_interner::Interner;
use boa_parser::Parser;

use super::mend::{Mended, original_column};
use super::source_map::{self, SourceMap};
use super::{arrows, code, discarded, environment, getters, imports, lengths, rounds, statements, typed};

/// What is changed in a text before it is compiled, each by the name of its file.
type Mending = (&'static str, fn(&str) -> Option<Mended>);

const MENDINGS: [Mending; 6] = [
    ("arrows", arrows::mend),
    ("environment", environment::mend),
    ("getters", getters::mend),
    ("imports", imports::mend),
    ("lengths", lengths::mend),
    ("rounds", rounds::count),
];

/// Longer texts tell nothing more, and the parser takes its time.
const MAX_TEXT: usize = 4096;

/// Checks one input: the text of a module.
///
/// # Panics
/// Where one of the scanners does, where mending makes an illegal text of a legal one, where a column leads outside of its
/// line, or where a call is said to be a statement of its own that is none.
pub fn texts(input: &[u8]) {
    let text = String::from_utf8_lossy(&input[..input.len().min(MAX_TEXT)]).into_owned();
    // The parser needs a page's stack.
    let checked = Builder::new().stack_size(crate::engine::STACK_BYTES).spawn(move || check_text(text));
    assert!(checked.is_ok_and(|thread| thread.join().is_ok()));
}

fn check_text(text: String) {
    let text = code::of_text(text);
    let is_module = code::form(Path::new("a.js"), &text, false) == Some(code::Form::Module);
    let calls = Calls::of(&text, is_module);
    let statements = statements::read(&text);
    for (specifier, request) in &statements.requests {
        let quoted = text.get(request.at + 1..).is_some_and(|rest| rest.starts_with(specifier.as_str()));
        assert!(quoted, "{specifier:?} does not stand at {}", request.at);
    }
    for (name, mend) in MENDINGS {
        let Some(mended) = mend(&text) else { continue };
        let is_legal = || Calls::of(&mended.source, is_module).is_some();
        assert!(calls.is_none() || is_legal(), "{name} makes illegal: {:?}", mended.source);
        check_columns(&text, &mended, name);
    }
    if let Some(calls) = calls {
        for at in discarded::places(&text) {
            // A place in a regular expression that was taken for something else is no call, and never asked for.
            assert!(calls.statements.contains(&at) || !calls.all.contains(&at), "the result at {at:?} can be seen");
        }
    }
    let _ = code::alternatives(&text);
    let _ = typed::is_complete(&text);
    let _ = typed::prepare(&text);
    let _ = typed::place_of(&text, "using");
    let _ = (source_map::url(&text).map(source_map::inline), code::syntax_error("x at line 2, col 3", &text, 5));
}

/// The calls of a text: the lines and columns where their arguments begin.
#[derive(Default)]
struct Calls {
    all: HashSet<(u32, u32)>,
    /// Those that are statements of their own.
    statements: HashSet<(u32, u32)>,
}

impl Calls {
    /// `None` where the text is not legal.
    fn of(text: &str, is_module: bool) -> Option<Self> {
        let mut calls = Self::default();
        let mut interner = Interner::default();
        let mut parser = Parser::new(Source::from_bytes(text));
        let scope = Scope::new_global();
        // Nothing breaks off the visit.
        let ControlFlow::Continue(()) = if is_module {
            parser.parse_module(&scope, &mut interner).ok()?.visit_with(&mut calls)
        } else {
            parser.parse_script(&scope, &mut interner).ok()?.visit_with(&mut calls)
        };
        Some(calls)
    }

    fn place(call: &Call) -> (u32, u32) {
        let start = call.span().start();
        (start.line_number(), start.column_number())
    }
}

impl<'ast> Visitor<'ast> for Calls {
    type BreakTy = Infallible;

    fn visit_call(&mut self, call: &'ast Call) -> ControlFlow<Infallible> {
        self.all.insert(Self::place(call));
        call.visit_with(self)
    }

    fn visit_statement(&mut self, statement: &'ast Statement) -> ControlFlow<Infallible> {
        if let Statement::Expression(Expression::Call(call)) = statement {
            self.statements.insert(Self::place(call));
        }
        statement.visit_with(self)
    }
}

/// Every column of the mended text leads into the same line of the text, and never back.
fn check_columns(text: &str, mended: &Mended, name: &str) {
    let (before, after): (Vec<_>, Vec<_>) = (text.split('\n').collect(), mended.source.split('\n').collect());
    assert_eq!(before.len(), after.len(), "{name} changes the lines");
    for (index, (before, after)) in before.iter().zip(after).enumerate() {
        let width = u32::try_from(before.chars().count()).unwrap_or(u32::MAX);
        let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let mut last = 1;
        for column in (1..).take(after.chars().count() + 1) {
            let original = original_column(&mended.shifts, line, column);
            assert!((last..=width + 1).contains(&original), "{name}: {line}:{column} is {original}, after {last}");
            last = original;
        }
        assert_eq!(last, width + 1, "{name}: the end of line {line}");
    }
}

/// Checks one input: the text of a source map.
///
/// # Panics
/// Where reading it, or asking it, does.
pub fn map(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (folder, project) = (Path::new("/p/dist"), Path::new("/p"));
    let Some(map) = SourceMap::parse(&text, folder, project) else { return };
    for line in (0..64).chain([u32::MAX]) {
        for column in (0..64).chain([u32::MAX]) {
            let Some(original) = map.original(line, column) else { continue };
            assert!(original.line > 0 && original.column > 0 && !original.path.as_os_str().is_empty());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::disallowed_methods, reason = "reads the corpus")]
    fn replay(target: &str, check: fn(&[u8])) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/corpus").join(target);
        let mut files: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(files.len() >= 20, "the corpus has {} inputs", files.len());
        for file in files {
            println!("{}", file.display());
            check(&std::fs::read(&file).unwrap());
        }
    }

    #[test]
    fn calls_are_where_the_parser_has_them() {
        let text = "my.send(a);\n'é'; send(b(c))\nx = my.send(d);\ny.z\n  .send(e)";
        let calls = Calls::of(text, false).unwrap();
        assert_eq!((calls.statements.len(), calls.all.len()), (3, 5));
        assert_eq!(discarded::places(text), calls.statements);
    }

    #[test]
    fn text_corpus() {
        replay("texts", texts);
    }

    #[test]
    fn map_corpus() {
        replay("source_map", map);
    }
}
