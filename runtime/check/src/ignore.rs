//! Comments that say that something is meant: `// minihost-ignore insecure-url`.

use crate::rules::RULES;

const MARK: &str = "minihost-ignore";

/// Whether a comment on the line of `byte`, or alone on the line before, says that `rule` does not count there.
pub(crate) fn is_ignored(text: &str, byte: usize, rule: &str) -> bool {
    let before = text.get(..byte).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let previous = text[..start].lines().next_back().unwrap_or_default().trim_start();
    let is_comment = ["//", "/*", "*"].iter().any(|sign| previous.starts_with(sign));
    names(line, rule) || (is_comment && names(previous, rule))
}

/// Whether the line has the mark with that rule, or without any.
fn names(line: &str, rule: &str) -> bool {
    let Some((before, after)) = line.split_once(MARK) else { return false };
    if !before.contains("//") && !before.contains("/*") && !before.trim_start().starts_with('*') {
        return false;
    }
    let words = after.split("*/").next().unwrap_or_default().split([' ', ',', '\t']).filter(|word| !word.is_empty());
    // What comes after the rules says why.
    let ids: Vec<_> = words
        .map(|word| word.trim_end_matches(':'))
        .take_while(|word| RULES.iter().any(|rule| rule.id == *word))
        .collect();
    if ids.is_empty() { after.split("*/").next().unwrap_or_default().trim().is_empty() } else { ids.contains(&rule) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_count_for_their_line_and_the_next_one() {
        let rule = "insecure-url";
        for text in [
            "f('X') // minihost-ignore insecure-url",
            "// minihost-ignore insecure-url: the lab has no certificates\nf('X')",
            "// minihost-ignore unknown-api, insecure-url\nf('X')",
            "/* minihost-ignore */ f('X')",
            "  /* minihost-ignore insecure-url */\n  f('X')",
        ] {
            assert!(is_ignored(text, text.find('X').unwrap(), rule), "{text}");
        }
        for text in [
            "f('X') // minihost-ignore unknown-api",
            "g() // minihost-ignore insecure-url\nf('X')",
            "// minihost-ignore insecure-url\n\nf('X')",
            "// minihost-ignore insecure-urls\nf('X')",
            "f('X minihost-ignore insecure-url')",
        ] {
            assert!(!is_ignored(text, text.find('X').unwrap(), rule), "{text}");
        }
    }
}
