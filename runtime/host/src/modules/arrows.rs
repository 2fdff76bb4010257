//! Keeps `this` in arrow functions inside of arrow functions.
//!
//! The engine keeps a function's `this` for its arrow functions only where one that stands directly in it mentions
//! `this`; in `list.map((a) => a.map((b) => this.x))` the inner one then sees another object. So a mention that is never
//! evaluated is put into the outer arrow function: `(a) =>0?this: …`, or `{if(0)this; …`.
//!
//! It is told from the text alone, since a parse costs a millisecond per kilobyte: where that cannot tell, one mention
//! too many does no harm.

use std::ops::Range;

use super::mend::Mended;
use super::scanner::{self, Mark, Scanner};

const IN_BLOCK: &str = "if(0)this;";
const BEFORE_EXPRESSION: &str = "0?this:";

/// `source` with its nested arrow functions mended; `None` where it needs none. It is not parsed: whether it is still
/// legal, the compiler tells.
pub(super) fn mend(source: &str) -> Option<Mended> {
    // Most files are told apart without a closer look: by this, and by how many arrows they have (`survey`).
    if !scanner::contains(source, "this") {
        return None;
    }
    let mut places = Vec::new();
    let mut parts = Vec::from([Range { start: 0, end: source.len() }]);
    while let Some(part) = parts.pop() {
        let mut arrows = Arrows { at: part.start, ..Arrows::default() };
        arrows.read(&source[part]);
        places.append(&mut arrows.places);
        parts.append(&mut arrows.holes);
    }
    let mut insertions: Vec<_> = places.into_iter().filter_map(|arrow| insertion(source, arrow)).collect();
    if insertions.is_empty() {
        return None;
    }
    insertions.sort_unstable();
    Some(Mended::with(source, &insertions))
}

/// The mention of an arrow function whose `=>` ends at `end`, and where it goes.
fn insertion(source: &str, end: usize) -> Option<(usize, &'static str)> {
    let body = end + blank(&source[end..]);
    if !source[body..].starts_with('{') {
        return Some((end, BEFORE_EXPRESSION));
    }
    // A directive must stay the first thing in its function.
    let inside = &source[body + 1..];
    let has_directive = inside[blank(inside)..].starts_with(['"', '\'']);
    (!has_directive).then_some((body + 1, IN_BLOCK))
}

/// How many bytes of white space and comments `text` begins with.
fn blank(text: &str) -> usize {
    let mut rest = text.trim_start();
    loop {
        let end = match rest.as_bytes() {
            [b'/', b'/', ..] => rest.find('\n'),
            [b'/', b'*', ..] => rest.find("*/").map(|at| at + 2),
            _ => return text.len() - rest.len(),
        };
        rest = rest[end.unwrap_or(rest.len())..].trim_start();
    }
}

/// The arrow functions of a part of the text.
#[derive(Default)]
struct Arrows {
    /// Where the part begins.
    at: usize,
    /// Those that are open.
    open: Vec<Open>,
    /// The brackets that are open: whether `this` is in them.
    brackets: Vec<bool>,
    /// Where the arrows of those end that need a mention.
    places: Vec<usize>,
    /// The holes of templates, which are read after this.
    holes: Vec<Range<usize>>,
}

/// An arrow function.
struct Open {
    /// Where its `=>` ends.
    end: usize,
    depth: usize,
    is_block: bool,
    is_noted: bool,
}

impl Arrows {
    fn read(&mut self, part: &str) {
        let mut scanner = Scanner::new(part);
        let (mut after_arrow, mut closed_with_this) = (false, false);
        while let Some(mark) = scanner.next_mark() {
            let (was_arrow, had_this) = (after_arrow, closed_with_this);
            (after_arrow, closed_with_this) = (false, false);
            match mark {
                Mark::Word(start) => {
                    scanner.word_starts_a_module();
                    if &part[start..scanner.position()] == "this" {
                        // The innermost mentions it itself.
                        self.note(self.open.len().saturating_sub(1));
                        self.brackets.iter_mut().for_each(|bracket| *bracket = true);
                    }
                }
                Mark::Arrow(end) => {
                    // What was in the brackets before it are its parameters.
                    if had_this {
                        self.note(self.open.len());
                    }
                    let (end, depth) = (self.at + end, self.brackets.len());
                    self.open.push(Open { end, depth, is_block: false, is_noted: false });
                    after_arrow = true;
                }
                Mark::Template(range) => {
                    // A template that is not closed may end within a character.
                    let holes = holes(part.get(range.clone()).unwrap_or_default());
                    let holes = holes.into_iter().map(|hole| range.start + hole.start..range.start + hole.end);
                    for hole in holes.filter(|hole| part[hole.clone()].contains("this")) {
                        // Whether in an arrow function of its own or not.
                        self.note(self.open.len());
                        self.brackets.iter_mut().for_each(|bracket| *bracket = true);
                        self.holes.push(self.at + hole.start..self.at + hole.end);
                    }
                }
                Mark::Operand => {}
                Mark::Punctuation(_, byte @ (b'{' | b'(' | b'[')) => {
                    if byte == b'{'
                        && was_arrow
                        && let Some(last) = self.open.last_mut()
                    {
                        last.is_block = true;
                    }
                    self.brackets.push(false);
                }
                Mark::Punctuation(_, b'}' | b')' | b']') => {
                    closed_with_this = self.brackets.pop().unwrap_or_default();
                    let depth = self.brackets.len();
                    self.open.retain(|open| if open.is_block { open.depth < depth } else { open.depth <= depth });
                }
                Mark::Punctuation(_, b',' | b';') => {
                    let depth = self.brackets.len();
                    self.open.retain(|open| open.is_block || open.depth < depth);
                }
                Mark::Punctuation(..) => {}
            }
        }
    }

    /// The first `count` of those that are open need a mention.
    fn note(&mut self, count: usize) {
        for open in self.open.iter_mut().take(count).filter(|open| !open.is_noted) {
            open.is_noted = true;
            self.places.push(open.end);
        }
    }
}

/// The places between `${` and `}` in a template.
fn holes(template: &str) -> Vec<Range<usize>> {
    let bytes = template.as_bytes();
    let (mut holes, mut at) = (Vec::new(), 1);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'$' if bytes.get(at + 1) == Some(&b'{') => {
                let start = at + 2;
                let end = start + expression(&template[start..]);
                holes.push(start..end);
                at = end + 1;
            }
            _ => at += 1,
        }
    }
    holes
}

/// How far `text` goes until a bracket is closed that was not opened in it.
fn expression(text: &str) -> usize {
    let mut scanner = Scanner::new(text);
    let mut depth = 0_usize;
    while let Some(mark) = scanner.next_mark() {
        match mark {
            Mark::Word(_) => {
                scanner.word_starts_a_module();
            }
            Mark::Punctuation(_, b'{' | b'(' | b'[') => depth += 1,
            Mark::Punctuation(at, b'}' | b')' | b']') => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return at,
            },
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_arrows_mention_this() {
        for (source, mended) in [
            ("f(a => b => this.c)", "f(a =>0?this: b => this.c)"),
            ("f((é) => { g(() => this) })", "f((é) => {if(0)this; g(() => this) })"),
            ("x = (a, b = ')') => ({ m: () => this }); y", "x = (a, b = ')') =>0?this: ({ m: () => this }); y"),
            ("f(async () => { await g(() => this) })", "f(async () => {if(0)this; await g(() => this) })"),
            ("f(a => `x${() => this}y`)", "f(a =>0?this: `x${() => this}y`)"),
            (
                "`${a => b => this}` + `${'}'}${c =>\n{ d => this }}`",
                "`${a =>0?this: b => this}` + `${'}'}${c =>\n{if(0)this; d => this }}`",
            ),
            ("a => b => c => this", "a =>0?this: b =>0?this: c => this"),
            ("f(a => (b = this) => b)", "f(a =>0?this: (b = this) => b)"),
            (
                "f(a => // {\n { g(b => { if (c) { this } }) })",
                "f(a => // {\n {if(0)this; g(b => { if (c) { this } }) })",
            ),
            ("f(a => { return () => ({ c: [this] }) })", "f(a => {if(0)this; return () => ({ c: [this] }) })"),
            ("f(a => b\n=> this)", "f(a =>0?this: b\n=> this)"),
        ] {
            assert_eq!(mend(source).map(|mended| mended.source).as_deref(), Some(mended), "{source}");
        }
    }

    #[test]
    fn what_needs_nothing_stays_as_it_is() {
        for source in [
            "f(() => this, () => this)",
            "f(a => b => c); g(() => this)",
            "f(a => b => c)",
            "f(a => { 'use strict'; return () => this })",
            "f(() => { x }); this.y = (a) => this",
            "f(() => `${a}`, (b) => { g({ c: this }) })",
            "f(a => b => '=> this')",
        ] {
            assert!(mend(source).is_none(), "{source}");
        }
    }

    #[test]
    fn no_text_is_too_strange() {
        for source in [
            "a=>b=>`${this",
            "=>}=>this)]",
            "`\\",
            "a=>b=>/this",
            "a => b => this /*",
            "a=>b=>this=>/*",
            "é=>é=>`\\é${this}",
        ] {
            drop(mend(source));
        }
    }
}
