//! Groups: how deep they nest and how they indent.

use std::borrow::Cow;

use super::Level;
use super::arguments::Arguments;

/// Spaces per open group.
const WIDTH: usize = 2;

/// Groups opened deeper than this indent no further: a page that never closes its groups would else print mostly spaces.
const MAX_SHOWN: usize = 100;

/// `console.group`, `console.groupCollapsed`: prints the label, if any, and indents what follows.
pub(super) fn open(arguments: &mut Arguments<'_>) {
    if !arguments.is_empty() {
        arguments.print(Level::Log);
    }
    let depth = &arguments.console.group_depth;
    depth.set(depth.get().saturating_add(1));
}

/// `console.groupEnd`: closes the innermost group, if any.
pub(super) fn close(arguments: &mut Arguments<'_>) {
    let depth = &arguments.console.group_depth;
    depth.set(depth.get().saturating_sub(1));
}

/// `text` with each of its lines indented for `depth` open groups.
pub(super) fn indent(text: &str, depth: usize) -> Cow<'_, str> {
    if depth == 0 {
        return Cow::Borrowed(text);
    }
    let margin = " ".repeat(depth.min(MAX_SHOWN) * WIDTH);
    let mut out = String::with_capacity(text.len() + margin.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        out.push_str(&margin);
        out.push_str(line);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_text_is_indented() {
        assert_eq!(indent("a\n\nb", 2), "    a\n    \n    b");
        assert_eq!(indent("a\nb", 0), "a\nb");
    }

    #[test]
    fn the_margin_stops_growing() {
        assert_eq!(indent("a", usize::MAX).len(), MAX_SHOWN * WIDTH + 1);
    }
}
