//! `import()`, which mini-programs do not have (FW-2).

use std::path::Path;

use super::lines::Lines;
use super::scanner::Scanner;
use crate::uncaught::Position;

/// Where the file at `path` has its `import()` of `specifier`: the engine does not tell.
#[expect(clippy::disallowed_methods, reason = "this is the module loader, and the file was loaded already")]
pub(super) fn place(path: &Path, specifier: &str) -> Position {
    let source = std::fs::read_to_string(path).unwrap_or_default();
    let at = find(&source, specifier).unwrap_or(0);
    let (line, column) = Lines::of(&source).place(at);
    Position { path: path.to_owned(), line, column }
}

/// The byte of the call with that specifier; else that of the first call with something else than a text.
fn find(source: &str, specifier: &str) -> Option<usize> {
    let calls = Scanner::new(source).places_of(b"import").into_iter().filter_map(|at| {
        let argument = source[at + "import".len()..].trim_start().strip_prefix('(')?;
        Some((at, argument.trim_start()))
    });
    let calls: Vec<_> = calls.collect();
    let names_it = |argument: &str| {
        ['\'', '"', '`']
            .iter()
            .any(|quote| argument.strip_prefix(*quote).is_some_and(|rest| rest.starts_with(specifier)))
    };
    let named = calls.iter().find(|(_, argument)| names_it(argument));
    let computed = || calls.iter().find(|(_, argument)| !argument.starts_with(['\'', '"']));
    named.or_else(computed).or(calls.first()).map(|(at, _)| *at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_found_by_what_they_import() {
        let source = "import a from './a';\n// import('./b')\nimport('./c'); import(name); import ( \"./b\" )";
        let at = |specifier| find(source, specifier).map(|at| &source[at..at + 14]);
        assert_eq!(at("./b"), Some("import ( \"./b\""));
        assert_eq!(at("./c"), Some("import('./c');"));
        assert_eq!(at("./d"), Some("import(name); "));
        assert_eq!(find("import a from './a'", "./b"), None);
    }
}
