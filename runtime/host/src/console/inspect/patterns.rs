//! The source of regular expressions.

/// The source as it is written between slashes, given the engine's.
///
/// The engine puts a backslash before every slash, those that have one included; only a slash that has none and is not
/// in brackets needs it.
pub(super) fn source(engine_source: &str) -> String {
    if !engine_source.contains('/') {
        return engine_source.to_owned();
    }
    let pattern = engine_source.replace("\\/", "/");
    let mut out = String::with_capacity(engine_source.len());
    let (mut is_escaped, mut is_bracketed) = (false, false);
    for char in pattern.chars() {
        match char {
            '/' if !is_escaped && !is_bracketed => out.push('\\'),
            '[' if !is_escaped => is_bracketed = true,
            ']' if !is_escaped => is_bracketed = false,
            _ => {}
        }
        is_escaped = char == '\\' && !is_escaped;
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slashes_are_escaped_once_and_not_in_brackets() {
        // What the engine gives, and what was written.
        for (engine, written) in [
            ("a", "a"),
            (r"\/", r"\/"),
            (r"a\\/b", r"a\/b"),
            (r"[\/]\/", r"[/]\/"),
            (r"[\\/]", r"[\/]"),
            (r"\\[\\/]\\\\/", r"\\[\/]\\\/"),
        ] {
            assert_eq!(source(engine), written, "{engine}");
        }
    }
}
