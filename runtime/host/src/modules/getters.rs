//! Lets getters put a value in their own place.
//!
//! The engine remembers where a property was that a line of code has read, and that it was a getter. Where the getter has
//! made a value of itself meanwhile (`get x() { Object.defineProperty(this, 'x', { value }) … }`, as zod and others do), the
//! second time that the same line runs the value is called. What is read as `o["x"]` is not remembered. So such names are
//! written in brackets, in the file that has such a getter; others that read them are not known.

use super::mend::{Mended, in_brackets};
use super::scanner::{self, Scanner};

const DEFINE: &str = "defineProperty(";
const DELETE: &str = "delete this.";
/// How far into a descriptor is looked, in bytes.
const DESCRIPTOR: usize = 160;

/// `source` with the names of such getters in brackets; `None` where it has none.
pub(super) fn mend(source: &str) -> Option<Mended> {
    if !source.contains("get") {
        return None;
    }
    let names = names(source);
    if names.is_empty() {
        return None;
    }
    let mut members = Vec::new();
    let mut scanner = Scanner::new(source);
    while let Some(at) = scanner.next_word() {
        scanner.word_starts_a_module();
        let word = &source[at..scanner.position()];
        if is_member(&source[..at]) && names.binary_search(&word).is_ok() {
            members.push((at, word.len()));
        }
    }
    (!members.is_empty()).then(|| in_brackets(source, &members))
}

/// The names of properties that are getters and are given a value in their place, sorted.
fn names(source: &str) -> Vec<&str> {
    let (mut valued, mut got) = (Vec::new(), Vec::new());
    for at in scanner::places(source, DEFINE) {
        let Some((name, descriptor)) = definition(&source[at + DEFINE.len()..]) else { continue };
        if has_word(descriptor, "value") {
            valued.push(name);
        }
        if has_word(descriptor, "get") {
            got.push(name);
        }
    }
    for at in scanner::places(source, DELETE) {
        valued.push(word(&source[at + DELETE.len()..]));
    }
    valued.sort_unstable();
    valued.dedup();
    valued.retain(|name| !name.is_empty() && (got.contains(name) || source.contains(&format!("get {name}("))));
    valued
}

/// The name and the beginning of the descriptor, of a call whose arguments begin `arguments`.
fn definition(arguments: &str) -> Option<(&str, &str)> {
    let (_, rest) = arguments.split_once(',')?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(['"', '\''])?;
    let name = word(rest);
    let rest = rest[name.len()..].strip_prefix(['"', '\''])?.trim_start().strip_prefix(',')?;
    let end = rest.find('}').unwrap_or(rest.len()).min(DESCRIPTOR);
    // Not in the middle of a character.
    let end = (0..=end).rev().find(|&end| rest.is_char_boundary(end))?;
    Some((name, &rest[..end]))
}

/// The identifier that `text` begins with.
fn word(text: &str) -> &str {
    &text[..text.find(|it: char| !is_part(it)).unwrap_or(text.len())]
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !before.ends_with(is_part) && !after.starts_with(is_part)
    })
}

fn is_part(it: char) -> bool {
    it.is_alphanumeric() || matches!(it, '_' | '$')
}

/// Whether what follows `before` is the name of a member.
fn is_member(before: &str) -> bool {
    let Some(object) = before.strip_suffix('.') else { return false };
    // `...x`, and `new.target` and `import.meta`, which are no objects.
    !object.ends_with('.') && !object.ends_with("new") && !object.ends_with("import")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_getters_that_replace_themselves_are_mended() {
        for (source, wanted) in [
            (
                "o = { get x() { Object.defineProperty(this, 'x', { value: 1 }); return this.x } }; o.x",
                "o = { get x() { Object.defineProperty(this, 'x', { value: 1 }); return this[\"x\"] } }; o[\"x\"]",
            ),
            (
                "Object.defineProperty(d,\"s\",{get:()=>{Object.defineProperty(d,\"s\",{value:n});return n}});d?.s.t",
                "Object.defineProperty(d,\"s\",{get:()=>{Object.defineProperty(d,\"s\",{value:n});return n}});d?.[\"s\"].t",
            ),
            (
                "class A { get x() { delete this.x; return this.x = 1 } }",
                "class A { get x() { delete this[\"x\"]; return this[\"x\"] = 1 } }",
            ),
        ] {
            assert_eq!(mend(source).map(|mended| mended.source).as_deref(), Some(wanted), "{source}");
        }
        for source in [
            "Object.defineProperty(exports, '__esModule', { value: true }); a.__esModule",
            "Object.defineProperty(exports, 'a', { enumerable: true, get: function () { return b.a } })",
            "o = { get x() { return 1 } }; o.x",
            "Object.defineProperty(o, 'é', { value: 'ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé' })",
        ] {
            assert!(mend(source).is_none(), "{source}");
        }
    }
}
