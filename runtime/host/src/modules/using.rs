//! Lets files have variables named `using`.
//!
//! The engine takes the word for a keyword everywhere, which the standard does only where it begins a declaration.
//! Where a file does not compile, its variables of that name get a name that looks the same and is as wide.

use super::form::Scanner;

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
    for &at in places {
        let (before, after) = (source[..at].trim_end(), source[at + WORD.len()..].trim_start());
        let is_member = before.ends_with('.') && !before.ends_with("...");
        let in_list = before.ends_with(['{', ',']);
        if is_member || (in_list && after.starts_with(':')) {
            continue;
        }
        renamed.push_str(&source[from..at]);
        if objects && in_list && after.starts_with(['}', ',']) && in_braces(source, at) {
            renamed.push_str("using:");
        }
        renamed.push_str(STAND_IN);
        from = at + WORD.len();
    }
    renamed.push_str(&source[from..]);
    renamed
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
        assert_eq!(renamed("var a, using, b").last().map(String::as_str), Some("var a, usinɡ, b"));
        assert!(renamed("'using'").is_empty());
    }
}
