//! `setData`'s paths: `a.b[0].c`.

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// A member of an object.
    Key(String),
    /// An element of a list.
    Index(u32),
}

/// The largest index of a path; a larger one, which would make a list of gigabytes, makes the text no path.
const MAX_INDEX: u32 = 9_999_999;

/// The steps of `path`; a text that is no path is one key, as it stands.
pub(crate) fn parse(path: &str) -> Vec<Step> {
    try_parse(path).unwrap_or_else(|| vec![Step::Key(path.to_owned())])
}

fn try_parse(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (key, indexes) = part.split_at(part.find('[').unwrap_or(part.len()));
        // A path may start with an index, but `a..b` and `a.[0]` are no paths.
        if !key.is_empty() {
            steps.push(Step::Key(key.to_owned()));
        } else if indexes.is_empty() || !steps.is_empty() {
            return None;
        }
        let mut rest = indexes;
        while !rest.is_empty() {
            let (index, after) = rest.strip_prefix('[')?.split_once(']')?;
            steps.push(Step::Index(index.trim().parse().ok().filter(|index| *index <= MAX_INDEX)?));
            rest = after;
        }
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Step {
        Step::Key(name.to_owned())
    }

    #[test]
    fn paths_are_taken_apart() {
        assert_eq!(parse("a"), [key("a")]);
        assert_eq!(parse("a.b[0].c"), [key("a"), key("b"), Step::Index(0), key("c")]);
        assert_eq!(parse("a[1][22]"), [key("a"), Step::Index(1), Step::Index(22)]);
        assert_eq!(parse("[3].x"), [Step::Index(3), key("x")]);
    }

    #[test]
    fn what_is_no_path_is_a_key() {
        for odd in
            ["", ".", "a..b", "a[", "a[x]", "a[0", "a.[0]", "a]0[", "a[0]b", "a[-1]", "a[10000000]", "a[99999999999]"]
        {
            assert_eq!(parse(odd), [key(odd)], "{odd}");
        }
    }
}
