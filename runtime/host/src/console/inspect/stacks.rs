//! The texts of stacks: the first line, and frames that need not be told twice.

use super::titles::Title;

/// How a line of a stack starts.
const FRAME: &str = "\n    at";

/// A stack whose first line names the error's class, not only the error that the class extends.
pub(super) fn improve(stack: &str, title: &Title, name: &str) -> String {
    let (start, fallback) = if title.constructor.is_some() {
        let after = stack.strip_prefix(name);
        let is_regular =
            name.ends_with("Error") && after.is_some_and(|after| after.is_empty() || after.starts_with([':', '\n']));
        if !is_regular {
            return stack.to_owned();
        }
        (name.len(), "Error")
    } else {
        let start = leading_name(stack);
        (start, if start == 0 { "Error" } else { &stack[..start] })
    };
    let prefix = title.prefix(fallback, "");
    let prefix = prefix.strip_suffix(' ').unwrap_or(&prefix);
    if name == prefix {
        stack.to_owned()
    } else if !prefix.contains(name) {
        format!("{prefix} [{name}]{}", &stack[start..])
    } else if start == 0 {
        format!("{prefix}: {stack}")
    } else {
        format!("{prefix}{}", &stack[start..])
    }
}

/// The length of the name that a stack starts with.
fn leading_name(stack: &str) -> usize {
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | ' ' | '[' | ']' | '(' | ')' | '-');
    let end = stack.find(|char| !is_part(char)).unwrap_or(stack.len());
    let rest = &stack[end..];
    let is_titled = end > 1 && stack.starts_with(|char: char| char.is_ascii_uppercase());
    if is_titled && (rest.starts_with(':') || rest.starts_with(FRAME)) {
        return end;
    }
    let is_name = rest.is_empty() && stack.ends_with("Error");
    let is_word = stack.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if is_name && is_word { end } else { 0 }
}

/// Where the frames of a stack begin, with their newline; `None` without any.
pub(super) fn ends_in_stack(stack: &str, message: &str) -> Option<usize> {
    // The message may itself hold something like a frame.
    let message_end = if message.is_empty() { None } else { stack.find(message).map(|at| at + message.len()) };
    let from = message_end.unwrap_or(0);
    stack[from..].find(FRAME).map(|at| from + at)
}

/// `frames`, without most of a long run of them that the stack of the error's cause has as well.
pub(super) fn without_shared_frames(frames: &str, cause: Option<&str>) -> String {
    let shared = cause.and_then(|cause| Some(&cause[cause.find(FRAME)? + 1..]));
    let lines: Vec<&str> = frames[1..].split('\n').collect();
    let Some((start, length)) = shared.and_then(|shared| shared_run(&lines, &shared.split('\n').collect::<Vec<_>>()))
    else {
        return frames.to_owned();
    };
    // The first and the last of the run stay.
    let skipped = length - 2;
    let note = format!("    ... {skipped} lines matching cause stack trace ...");
    let mut kept = lines[..=start].to_vec();
    kept.push(&note);
    kept.extend(&lines[start + 1 + skipped..]);
    format!("\n{}", kept.join("\n"))
}

/// The first run of more than three lines that `other` has too: where it starts, and its length.
fn shared_run(lines: &[&str], other: &[&str]) -> Option<(usize, usize)> {
    (0..lines.len().saturating_sub(3)).find_map(|start| {
        let at = other.iter().position(|line| line == &lines[start])?;
        let length = lines[start..].iter().zip(&other[at..]).take_while(|(left, right)| left == right).count();
        (length > 3).then_some((start, length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_that_the_cause_has_too_are_left_out() {
        let cause = "Error: b\n    at x\n    at 2\n    at 3\n    at 4\n    at 5";
        assert_eq!(
            without_shared_frames("\n    at 1\n    at 2\n    at 3\n    at 4\n    at 5", Some(cause)),
            "\n    at 1\n    at 2\n    ... 2 lines matching cause stack trace ...\n    at 5",
        );
        assert_eq!(without_shared_frames("\n    at 1\n    at 2", Some(cause)), "\n    at 1\n    at 2");
        assert_eq!(without_shared_frames("\n    at 1", None), "\n    at 1");
    }

    #[test]
    fn the_frames_start_after_the_message() {
        assert_eq!(ends_in_stack("Error: a\n    at b\n    at c", "a\n    at b"), Some(17));
        assert_eq!(ends_in_stack("Error: a", "a"), None);
    }
}
