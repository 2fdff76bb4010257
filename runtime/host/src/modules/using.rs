//! Lets files have variables named `using`.
//!
//! The engine takes the word for a keyword everywhere, which the standard does only where it begins a declaration.
//! Where a file does not compile, its variables of that name get a name that looks the same and is as wide.

use super::scanner::Scanner;

const WORD: &str = "using";
/// The last letter is U+0261, a `g` in another script.
const STAND_IN: &str = "usin\u{261}";

/// The source with those variables renamed, first as if `{using}` meant an object, then as if it meant a list of
/// variables in a block; none where the word is not in it.
pub(super) fn renamed(source: &str) -> Vec<String> {
    if !source.contains(WORD) {
        return Vec::new();
    }
    let places = Scanner::new(source).places_of(WORD.as_bytes());
    if places.is_empty() {
        return Vec::new();
    }
    [true, false].map(|objects| rename(source, &places, objects)).into()
}

fn rename(source: &str, places: &[usize], objects: bool) -> String {
    let mut renamed = String::with_capacity(source.len() + places.len() * STAND_IN.len());
    let mut from = 0;
    let mut is_exported = false;
    for &at in places {
        let (before, after) = (source[..at].trim_end(), source[at + WORD.len()..].trim_start());
        let is_member = before.ends_with('.') && !before.ends_with("...");
        let in_list = before.ends_with(['{', ',']);
        if is_member || (in_list && after.starts_with(':')) {
            continue;
        }
        let (prefix, suffix) = match listed(before, after) {
            // What the other module calls it, or what others call it.
            Some(Listed::OtherName) => continue,
            Some(Listed::Imported) => ("using as ", ""),
            Some(Listed::Exported) => ("", " as using"),
            Some(Listed::OwnName) => ("", ""),
            None if objects && in_list && after.starts_with(['}', ',']) && in_braces(source, at) => ("using:", ""),
            None => ("", ""),
        };
        is_exported |= declares_export(before);
        for part in [&source[from..at], prefix, STAND_IN, suffix] {
            renamed.push_str(part);
        }
        from = at + WORD.len();
    }
    renamed.push_str(&source[from..]);
    if is_exported {
        // On a line of its own: the last one may be a comment.
        renamed.push_str(&format!("\nexport {{ {STAND_IN} as {WORD} }};"));
    }
    renamed
}

/// What the word means in the braces of an import or export statement.
enum Listed {
    /// A name of another module, or one for other modules.
    OtherName,
    /// A variable that has a name of its own beside the one of the other module.
    OwnName,
    /// A variable that gets its name from the other module.
    Imported,
    /// A variable that other modules know by its name.
    Exported,
}

/// `None` where the word, between `before` and `after`, is not in such braces.
fn listed(before: &str, after: &str) -> Option<Listed> {
    let (head, list) = before.rsplit_once('{')?;
    let is_list = list.chars().all(|it| it.is_alphanumeric() || it.is_whitespace() || matches!(it, ',' | '_' | '$'));
    let (rest, closed) = after.split_once('}')?;
    if !is_list || rest.contains(['{', '(', ';', '=']) {
        return None;
    }
    let ends_with = |text: &str, word: &str| {
        let before = text.strip_suffix(word)?;
        (!before.ends_with(|it: char| it.is_alphanumeric() || matches!(it, '_' | '$' | '.'))).then_some(())
    };
    let head = head.trim_end();
    let is_renamed = ends_with(before, "as").is_some();
    let renames = after.starts_with("as") && after[2..].starts_with(char::is_whitespace);
    if ends_with(head, "export").is_some() {
        let is_own = !closed.trim_start().starts_with("from");
        return Some(match (is_own && !is_renamed, renames) {
            (false, _) => Listed::OtherName,
            (true, true) => Listed::OwnName,
            (true, false) => Listed::Exported,
        });
    }
    // `import {` and `import a, {`.
    let statement = head.strip_suffix(',').map_or(head, |head| {
        head.trim_end().trim_end_matches(|it: char| it.is_alphanumeric() || matches!(it, '_' | '$')).trim_end()
    });
    ends_with(statement, "import").map(|()| match (is_renamed, renames) {
        (true, _) => Listed::OwnName,
        (false, true) => Listed::OtherName,
        (false, false) => Listed::Imported,
    })
}

/// Whether the declaration that `before` ends with the beginning of is exported.
fn declares_export(before: &str) -> bool {
    let declarations = ["async function", "function", "class", "const", "let", "var"];
    declarations
        .iter()
        .any(|word| before.strip_suffix(word).is_some_and(|before| before.trim_end().ends_with("export")))
}

/// Whether the innermost bracket that is open at `at` is a brace, as far as the text before it tells.
fn in_braces(source: &str, at: usize) -> bool {
    let mut closed = 0_usize;
    for byte in source.as_bytes()[..at].iter().rev() {
        match byte {
            b')' | b']' | b'}' => closed += 1,
            b'(' | b'[' | b'{' if closed > 0 => closed -= 1,
            b'{' => return true,
            b'(' | b'[' => return false,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_renamed_and_members_are_not() {
        for (source, wanted) in [
            ("var using = 1; o.using = using", "var usinɡ = 1; o.using = usinɡ"),
            ("function using() {} f(a, using, b)", "function usinɡ() {} f(a, usinɡ, b)"),
            ("x = { using: 1, a: using }", "x = { using: 1, a: usinɡ }"),
            ("x = { a, using }", "x = { a, using:usinɡ }"),
            ("x = [...using, 'using', /using/] // using", "x = [...usinɡ, 'using', /using/] // using"),
            ("y = c ? using : 0; reusing", "y = c ? usinɡ : 0; reusing"),
        ] {
            assert_eq!(renamed(source).first().map(String::as_str), Some(wanted), "{source}");
        }
        for (source, wanted) in [
            ("import { a, using } from 'b'; using()", "import { a, using as usinɡ } from 'b'; usinɡ()"),
            ("import a, { using } from 'b'", "import a, { using as usinɡ } from 'b'"),
            ("import { using as a } from 'b'; let using", "import { using as a } from 'b'; let usinɡ"),
            ("import { a as using } from 'b'", "import { a as usinɡ } from 'b'"),
            ("export { using, a }; var using", "export { usinɡ as using, a }; var usinɡ"),
            ("export { using as a }; var using", "export { usinɡ as a }; var usinɡ"),
            ("export { a as using }; var using", "export { a as using }; var usinɡ"),
            ("export { using } from 'b'; var using", "export { using } from 'b'; var usinɡ"),
            ("export function using() {}", "export function usinɡ() {}\nexport { usinɡ as using };"),
        ] {
            assert_eq!(renamed(source).first().map(String::as_str), Some(wanted), "{source}");
            assert_eq!(renamed(source).last().map(String::as_str), Some(wanted), "{source}");
        }
        assert_eq!(renamed("var a, using, b").last().map(String::as_str), Some("var a, usinɡ, b"));
        assert!(renamed("'using'").is_empty());
    }
}
