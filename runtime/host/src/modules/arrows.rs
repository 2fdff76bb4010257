//! Keeps `this` in arrow functions inside of arrow functions.
//!
//! The engine keeps a function's `this` for its arrow functions only where one that stands directly in it mentions
//! `this`; in `list.map((a) => a.map((b) => this.x))` the inner one then sees another object. So a mention that is never
//! evaluated is put into the outer arrow function: `(a) => (0&&this,…)`, or `{if(0)this;…`.
//!
//! Owns: finding those arrow functions, and where the columns of a mended line really are.

use std::ops::ControlFlow;

use boa_ast::LinearSpan;
use boa_ast::function::{ArrowFunction, AsyncArrowFunction, FormalParameterList, FunctionBody};
use boa_ast::operations::{ContainsSymbol, contains};
use boa_ast::scope::Scope;
use boa_ast::visitor::{VisitWith, Visitor};
use boa_engine::Source;
use boa_interner::Interner;
use boa_parser::Parser;

use super::form::Scanner;

const IN_BLOCK: &str = "if(0)this;";
const BEFORE_EXPRESSION: &str = "(0&&this,";
const AFTER_EXPRESSION: &str = ")";

/// Source text that was mended.
pub(super) struct Mended {
    pub(super) source: String,
    pub(super) shifts: Vec<Shift>,
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
    let before = shifts.iter().filter(|shift| shift.line == line && shift.column < column);
    column.saturating_sub(before.map(|shift| shift.width).sum()).max(1)
}

/// `source` with its nested arrow functions mended; `None` where it needs none, or is no legal text. It is not parsed
/// again: whether it is still legal, the compiler tells.
pub(super) fn mend(source: &str, is_module: bool) -> Option<Mended> {
    // Nearly all files are told apart without parsing them twice.
    if !source.contains("this") || source.matches("=>").nth(1).is_none() {
        return None;
    }
    if !Scanner::new(source).may_nest_arrows() {
        return None;
    }
    let spans = outer_arrows(source, is_module)?;
    let units = Units::new(source);
    let mut insertions = Vec::new();
    for (start, end) in spans {
        insertions.extend(insertions_for(source, units.byte(start)?, units.byte(end)?));
    }
    if insertions.is_empty() {
        return None;
    }
    insertions.sort_by_key(|(at, _)| *at);
    Some(Mended { source: inserted(source, &insertions), shifts: shifts(source, &insertions) })
}

/// The spans, in UTF-16 units, of arrow functions with `this` that have another one of these inside.
fn outer_arrows(source: &str, is_module: bool) -> Option<Vec<(usize, usize)>> {
    let mut interner = Interner::default();
    let mut parser = Parser::new(Source::from_bytes(source));
    let scope = Scope::new_global();
    let mut arrows = Arrows::default();
    // The visitor never breaks off.
    let _ = if is_module {
        parser.parse_module(&scope, &mut interner).ok()?.visit_with(&mut arrows)
    } else {
        parser.parse_script(&scope, &mut interner).ok()?.visit_with(&mut arrows)
    };
    arrows.with_this.sort_unstable();
    let next = arrows.with_this.iter().skip(1);
    let outer = arrows.with_this.iter().zip(next).filter(|(this, next)| next.0 < this.1);
    Some(outer.map(|(this, _)| *this).collect())
}

#[derive(Default)]
struct Arrows {
    with_this: Vec<(usize, usize)>,
}

impl<'ast> Visitor<'ast> for Arrows {
    type BreakTy = ();

    fn visit_arrow_function(&mut self, node: &'ast ArrowFunction) -> ControlFlow<()> {
        self.note(node.parameters(), node.body(), node.linear_span());
        node.visit_with(self)
    }

    fn visit_async_arrow_function(&mut self, node: &'ast AsyncArrowFunction) -> ControlFlow<()> {
        self.note(node.parameters(), node.body(), node.linear_span());
        node.visit_with(self)
    }
}

impl Arrows {
    fn note(&mut self, parameters: &FormalParameterList, body: &FunctionBody, span: LinearSpan) {
        if contains(body, ContainsSymbol::This) || contains(parameters, ContainsSymbol::This) {
            self.with_this.push((span.start().pos(), span.end().pos()));
        }
    }
}

/// What to insert into the arrow function at `start..end`, in bytes.
fn insertions_for(source: &str, start: usize, end: usize) -> Vec<(usize, &'static str)> {
    let Some(text) = source.get(start..end) else { return Vec::new() };
    let Some(arrow) = arrow_token(text) else { return Vec::new() };
    let body = arrow + 2 + text[arrow + 2..].len() - text[arrow + 2..].trim_start().len();
    if !text[body..].starts_with('{') {
        // The parser's span of a template ends where its last hole does.
        let is_open = text.matches('`').count() % 2 == 1;
        let end = if is_open { end + source[end..].find('`').map_or(0, |at| at + 1) } else { end };
        return vec![(start + body, BEFORE_EXPRESSION), (end, AFTER_EXPRESSION)];
    }
    let inside = text[body + 1..].trim_start();
    // A directive must stay the first thing in its function.
    if inside.starts_with(['"', '\'']) { Vec::new() } else { vec![(start + body + 1, IN_BLOCK)] }
}

/// Where the `=>` of an arrow function is, whose text begins with its parameters.
fn arrow_token(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match (quote, character) {
            (Some(_), '\\') => drop(characters.next()),
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(character),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.checked_sub(1)?,
            (None, '=') if depth == 0 => return text[at..].starts_with("=>").then_some(at),
            (None, _) => {}
        }
    }
    None
}

/// `source` with these texts put into it, in the order of their places.
pub(super) fn inserted(source: &str, insertions: &[(usize, &str)]) -> String {
    let mut mended = String::with_capacity(source.len() + insertions.len() * IN_BLOCK.len());
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
    let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut shifts = Vec::with_capacity(insertions.len());
    let (mut line, mut column, mut moved, mut from) = (1, 1, 0, 0);
    for (at, text) in insertions {
        let passed = &source[from..*at];
        from = *at;
        match passed.rfind('\n') {
            Some(last) => {
                line += passed.matches('\n').count();
                column = passed[last + 1..].chars().count() + 1;
                moved = 0;
            }
            None => column += passed.chars().count(),
        }
        // What was put into the same line before has moved this one, too.
        shifts.push(Shift { line: narrow(line), column: narrow(column) + moved, width: narrow(text.len()) });
        moved += narrow(text.len());
    }
    shifts
}

/// From places in UTF-16 units, which the parser counts, to places in bytes.
struct Units<'a> {
    source: &'a str,
    /// The byte of each unit, where the text is not ASCII alone.
    bytes: Option<Vec<usize>>,
}

impl<'a> Units<'a> {
    fn new(source: &'a str) -> Self {
        let bytes = (!source.is_ascii()).then(|| {
            let units =
                source.char_indices().flat_map(|(at, character)| std::iter::repeat_n(at, character.len_utf16()));
            units.chain([source.len()]).collect()
        });
        Self { source, bytes }
    }

    fn byte(&self, unit: usize) -> Option<usize> {
        let byte = self.bytes.as_ref().map_or(Some(unit), |bytes| bytes.get(unit).copied())?;
        self.source.is_char_boundary(byte).then_some(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_arrows_mention_this() {
        for (source, mended) in [
            ("f(a => b => this.c)", "f(a => (0&&this,b => this.c))"),
            ("f((é) => { g(() => this) })", "f((é) => {if(0)this; g(() => this) })"),
            ("x = (a, b = ')') => ({ m: () => this }); y", "x = (a, b = ')') => (0&&this,({ m: () => this })); y"),
            ("f(async () => { await g(() => this) })", "f(async () => {if(0)this; await g(() => this) })"),
            ("f(a => `x${() => this}y`)", "f(a => (0&&this,`x${() => this}y`))"),
            ("a => b => c => this", "a => (0&&this,b => (0&&this,c => this))"),
        ] {
            assert_eq!(mend(source, false).map(|mended| mended.source).as_deref(), Some(mended), "{source}");
        }
    }

    #[test]
    fn what_needs_nothing_stays_as_it_is() {
        for source in [
            "f(() => this, () => this)",
            "f(a => { function g() { return () => this } })",
            "f(a => b => c)",
            "f(a => { 'use strict'; return () => this })",
            "f(a => b => this",
        ] {
            assert!(mend(source, false).is_none(), "{source}");
        }
    }

    #[test]
    fn the_text_tells_what_need_not_be_parsed() {
        for source in [
            "f(() => this, () => this)",
            "f(a => b => c); g(() => this)",
            "f(() => { x }); this.y = (a) => this",
            "f(() => `${a}`, (b) => { g({ c: this }) })",
        ] {
            assert!(!Scanner::new(source).may_nest_arrows(), "{source}");
        }
        for source in [
            "f(a => b => this)",
            "f(a => { g(b => { if (c) { this } }) })",
            "f(a => (b = this) => b)",
            "f(a => g(`${() => this}`))",
            "f(a => { return () => ({ c: [this] }) })",
            "f(a => b\n=> this)",
            "f(() => this))",
        ] {
            assert!(Scanner::new(source).may_nest_arrows(), "{source}");
        }
    }

    #[test]
    fn columns_are_those_of_the_file() {
        let source = "x\nf(a => b => { throw this })";
        let mended = mend(source, false).unwrap();
        let line = mended.source.lines().nth(1).unwrap();
        for word in ["f(", "b =>", "throw", "this }"] {
            let (now, before) = (line.find(word).unwrap(), source[2..].find(word).unwrap());
            assert_eq!(original_column(&mended.shifts, 2, now as u32 + 1), before as u32 + 1, "{word}");
        }
        assert_eq!(original_column(&mended.shifts, 1, 20), 20);
    }
}
