//! The words of tests (`it`, `expect`): a mini-program has no globals of its own, so test files import them.

/// What `harness/words.js` exports.
const WORDS: [&str; 20] = [
    "describe",
    "it",
    "test",
    "clause",
    "beforeAll",
    "beforeEach",
    "afterEach",
    "afterAll",
    "expect",
    "fn",
    "events",
    "waitFor",
    "expectEvents",
    "minihost",
    "peer",
    "clock",
    "launch",
    "mock",
    "answer",
    "spyOn",
];

/// A line without an end that makes the words which `text` uses known to it; nothing if it uses none. Words that it
/// declares itself stay its own.
pub(super) fn import(text: &str, module: &str) -> String {
    let used: Vec<_> = WORDS.into_iter().filter(|word| uses(text, word) && !declares(text, word)).collect();
    if used.is_empty() { String::new() } else { format!("const {{ {} }} = require('{module}'); ", used.join(", ")) }
}

fn uses(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_of_name) && !after.is_some_and(is_of_name)
    })
}

/// Whether a line at the top level declares it.
fn declares(text: &str, word: &str) -> bool {
    text.lines().any(|line| {
        let line = line.strip_prefix("export ").unwrap_or(line);
        ["const ", "let ", "var ", "function ", "async function ", "class ", "import "].iter().any(|keyword| {
            let Some(rest) = line.strip_prefix(keyword) else { return false };
            let names = rest.split(['=', '(']).next().unwrap_or_default();
            names.split(|c: char| !is_of_name(c)).any(|name| name == word)
        })
    })
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_harness_has_every_word() {
        let harness = include_str!("../../../templates/pack/harness/words.js");
        let (_, exported) = harness.split_once("module.exports").unwrap();
        for word in WORDS {
            assert!(uses(exported, word), "{word}");
        }
    }

    #[test]
    fn words_that_are_used_are_imported() {
        let line = import("it('x', () => { expect(1).toBe(1); });", "../harness/words");
        assert_eq!(line, "const { it, expect } = require('../harness/words'); ");
        assert_eq!(import("const item = permit(waiting, $peer);", "m"), "");
    }

    #[test]
    fn words_that_a_file_declares_are_its_own() {
        for own in [
            "const fn = 1;",
            "function fn() {}",
            "import fn from './fn';",
            "import { fn } from './fn';",
            "let a, fn = 2;",
            "export const fn = 3;",
        ] {
            assert!(!import(&format!("{own}\nit('x', fn);"), "m").contains("fn"), "{own}");
        }
        assert!(import("it('x', () => {\n  const fn = 1;\n});\nfn();", "m").contains("fn"));
        assert!(import("const mine = fn();", "m").contains("fn"));
    }
}
