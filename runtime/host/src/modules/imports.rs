//! Lets modules import things that are called `of` or `async`.
//!
//! The engine takes both for keywords where they stand alone in an import statement: `import { of } from 'rxjs'` and
//! `import async from 'async'` are syntax errors to it, `{ of as of }` and `{ default as async }` are not.

use super::mend::{Mended, inserted, shifts};
use super::scanner::{self, Scanner};

const WORDS: [&str; 2] = ["of", "async"];

/// `source` with such names written so that the engine takes them; `None` where it imports none.
pub(super) fn mend(source: &str) -> Option<Mended> {
    // Most files are told apart without a closer look.
    if !scanner::contains(source, "import")
        || !WORDS.iter().any(|word| scanner::places(source, word).any(|at| is_alone(source, at, word)))
    {
        return None;
    }
    // An opening brace that is not needed any more, and what is put in.
    let (mut braces, mut insertions) = (Vec::new(), Vec::new());
    let mut scanner = Scanner::new(source);
    while let Some(start) = scanner.next_word() {
        let is_statement = scanner.word_starts_a_module();
        let from = scanner.position();
        if !is_statement || &source[start..from] != "import" {
            continue;
        }
        // The clause ends where the specifier begins.
        let Some(length) = source[from..].find(['"', '\'']) else { continue };
        mend_clause(source, from, from + length, &mut braces, &mut insertions);
    }
    if insertions.is_empty() {
        return None;
    }
    let mut without = source.to_owned();
    for at in braces {
        // As wide, so that all places stay.
        without.replace_range(at..=at, " ");
    }
    Some(Mended { source: inserted(&without, &insertions), shifts: shifts(source, &insertions) })
}

/// Mends the clause that stands from `from` to `to`.
fn mend_clause(
    source: &str,
    from: usize,
    to: usize,
    braces: &mut Vec<usize>,
    insertions: &mut Vec<(usize, &'static str)>,
) {
    let clause = &source[from..to];
    let first = from + clause.len() - clause.trim_start().len();
    for word in WORDS.iter().filter(|word| source[first..to].starts_with(**word)) {
        let end = first + word.len();
        let after = source[end..to].trim_start();
        let at = to - after.len();
        if after.strip_prefix("from").is_some_and(|rest| rest.trim().is_empty()) {
            insertions.extend([(first, "{default as "), (end, "}")]);
        } else if let Some(rest) = after.strip_prefix(',')
            && rest.trim_start().starts_with('{')
        {
            insertions.push((first, "{default as "));
            braces.push(at + 1 + rest.len() - rest.trim_start().len());
        }
    }
    let Some(open) = clause.find('{') else { return };
    let mut at = from + open + 1;
    let names = clause[open + 1..].split('}').next().unwrap_or_default();
    for name in names.split(',') {
        if WORDS.contains(&name.trim()) {
            insertions.push((at + name.trim_end().len(), if name.trim() == "of" { " as of" } else { " as async" }));
        }
        at += name.len() + 1;
    }
}

/// Whether the `word` at `at` could be an imported name that nothing was done for.
fn is_alone(source: &str, at: usize, word: &str) -> bool {
    let (before, after) = (source[..at].trim_end(), source[at + word.len()..].trim_start());
    (before.ends_with(['{', ',']) || before.ends_with("import"))
        && (after.starts_with(['}', ',']) || after.starts_with("from"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_mended_and_nothing_else_is() {
        for (source, wanted) in [
            ("import { of } from 'rxjs'", "import { of as of } from 'rxjs'"),
            ("import{map,of,async}from\"rxjs\";of()", "import{map,of as of,async as async}from\"rxjs\";of()"),
            ("import async from 'async'", "import {default as async} from 'async'"),
            ("import of, { a } from './a'", "import {default as of,   a } from './a'"),
            ("import {\n  a,\n  of,\n} from './a'", "import {\n  a,\n  of as of,\n} from './a'"),
            ("import b, { of } from './a'", "import b, { of as of } from './a'"),
        ] {
            assert_eq!(mend(source).map(|mended| mended.source).as_deref(), Some(wanted), "{source}");
        }
        for source in [
            "import { of as a } from 'rxjs'",
            "import { a as of } from 'rxjs'",
            "import * as of from './a'",
            "export { of } from './a'",
            "for (const a of b) {} import('./a').then(({ of, async }) => of)",
            "import 'of'; const a = { of, async }",
            "const { of } = require('rxjs')",
            "'import { of } from'",
        ] {
            assert!(mend(source).is_none(), "{source}");
        }
    }
}
