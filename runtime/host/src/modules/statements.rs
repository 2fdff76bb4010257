//! What an ES module imports: specifiers, names and places, read from its text without parsing it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::scanner::Scanner;

/// What a module has at its top level.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Statements {
    /// By specifier.
    pub(super) requests: HashMap<String, Request>,
    /// Whether it exports anything.
    pub(super) has_exports: bool,
    /// Whether it mentions `module` or `exports`.
    pub(super) is_mixed: bool,
}

/// What is imported from one specifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    /// Where the specifier stands first, in bytes.
    pub(super) at: usize,
    /// The names; `None` where all are wanted: `import *`, `export *`.
    pub(super) names: Option<Vec<String>>,
}

impl Request {
    /// Another statement imports these.
    fn add(&mut self, names: Option<Vec<String>>) {
        self.names = match (self.names.take(), names) {
            (Some(known), Some(names)) => Some([known, names].concat()),
            _ => None,
        };
    }
}

/// Reads the import and export statements of `source`.
pub(super) fn read(source: &str) -> Statements {
    let mut statements = Statements::default();
    let mut scanner = Scanner::new(source);
    while let Some(start) = scanner.next_word() {
        let is_statement = scanner.word_starts_a_module();
        let word = &source[start..scanner.position()];
        if !is_statement {
            statements.is_mixed |= matches!(word, "module" | "exports");
            continue;
        }
        let is_export = word == "export";
        statements.has_exports |= is_export;
        if let Some((specifier, at, names)) = clause(source, scanner.position(), is_export) {
            match statements.requests.entry(specifier) {
                Entry::Vacant(entry) => {
                    entry.insert(Request { at, names });
                }
                Entry::Occupied(mut entry) => entry.get_mut().add(names),
            }
        }
    }
    statements
}

/// The specifier of a statement whose clause begins at `at`, its place, and the names.
fn clause(source: &str, at: usize, is_export: bool) -> Option<(String, usize, Option<Vec<String>>)> {
    let mut tokens = Tokens { source, at };
    let mut names = Vec::new();
    let (mut takes_all, mut in_braces, mut is_name) = (false, false, true);
    loop {
        let token = tokens.next()?;
        match token {
            Token::Text(text, at) if !in_braces => return Some((text, at, (!takes_all).then_some(names))),
            Token::Sign('{') if !in_braces => (in_braces, is_name) = (true, true),
            Token::Sign('}') if in_braces => in_braces = false,
            Token::Sign(',') => is_name = true,
            Token::Sign('*') if !in_braces => takes_all = true,
            Token::Word(name) | Token::Text(name, _) if in_braces => {
                if is_name {
                    names.push(name);
                }
                is_name = false;
            }
            Token::Word(word) if is_export && !matches!(word.as_str(), "from" | "as") && !takes_all => return None,
            Token::Word(word) if !is_export && is_name && !takes_all && (word != "from" || names.is_empty()) => {
                // `import a from`: its default. `import { a } from` comes here with names, or with none in its braces.
                if word != "from" || tokens.peeks_from() {
                    names.push("default".to_owned());
                }
                is_name = false;
            }
            Token::Word(_) => {}
            _ => return None,
        }
    }
}

enum Token {
    Word(String),
    Text(String, usize),
    Sign(char),
}

struct Tokens<'a> {
    source: &'a str,
    at: usize,
}

impl Tokens<'_> {
    fn next(&mut self) -> Option<Token> {
        loop {
            let rest = self.source.get(self.at..)?;
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let comment = if trimmed.starts_with("//") {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                trimmed.find("*/")? + 2
            } else {
                break;
            };
            self.at += comment;
        }
        let rest = &self.source[self.at..];
        let first = rest.chars().next()?;
        let start = self.at;
        if matches!(first, '"' | '\'') {
            let length = rest[1..].find(first)?;
            self.at += length + 2;
            return Some(Token::Text(rest[1..=length].to_owned(), start));
        }
        let is_part = |it: char| it.is_alphanumeric() || it == '_' || it == '$';
        let length = rest.find(|it| !is_part(it)).unwrap_or(rest.len());
        if length > 0 {
            self.at += length;
            return Some(Token::Word(rest[..length].to_owned()));
        }
        self.at += first.len_utf8();
        Some(Token::Sign(first))
    }

    /// Whether the next token is the word `from`.
    fn peeks_from(&mut self) -> bool {
        let before = self.at;
        let is_from = matches!(self.next(), Some(Token::Word(word)) if word == "from");
        self.at = before;
        is_from
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(source: &str) -> Vec<(String, Option<Vec<String>>)> {
        let requests = read(source).requests;
        let mut all: Vec<_> = requests.into_iter().map(|(specifier, request)| (specifier, request.names)).collect();
        all.sort();
        all
    }

    #[test]
    fn names_are_those_of_the_other_module() {
        let list = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        for (source, wanted) in [
            ("import './a'", list(&[])),
            ("import a from './a'", list(&["default"])),
            ("import from from './a'", list(&["default"])),
            ("import { b } from './a'", list(&["b"])),
            ("import {} from './a'", list(&[])),
            ("import a, { b as c, default as d, from } from './a'", list(&["default", "b", "default", "from"])),
            ("import/* x */a,{b}from\"./a\"", list(&["default", "b"])),
            ("import * as a from './a'", None),
            ("import a, * as b from './a'", None),
            ("export { b as c, default } from './a'", list(&["b", "default"])),
            ("export * from './a'", None),
            ("export * as b from './a'", None),
            ("import { b } from './a'\nimport c from './a'", list(&["b", "default"])),
            ("import { b } from './a'\nimport * as c from './a'", None),
        ] {
            assert_eq!(names(source), [("./a".to_owned(), wanted)], "{source}");
        }
        for source in
            ["export { a }", "export default './a'", "export const a = './a'", "export function f() { './a' }"]
        {
            assert!(names(source).is_empty() && read(source).has_exports, "{source}");
        }
    }

    #[test]
    fn a_module_may_have_the_words_of_scripts() {
        assert!(read("import a from './a'\nmodule.exports = a").is_mixed);
        assert!(!read("import a from './a'\nconsole.log('module.exports')").is_mixed);
        assert_eq!(read("\nimport a from './a'").requests["./a"].at, 15);
    }
}
