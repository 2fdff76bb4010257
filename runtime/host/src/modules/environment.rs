//! Tells bundles what they are built for, as bundlers do: `process.env.NODE_ENV` is `"production"`.
//!
//! Packages ask for it, and neither a phone nor this host has a `process`: bundlers write the value into the text. So does
//! this, as wide as the question was, so that no place moves.

use super::mend::Mended;
use super::scanner::{self, Scanner};

const QUESTION: &str = "process.env.NODE_ENV";
/// As wide as the question.
const ANSWER: &str = "\"production\"        ";
const _: () = assert!(QUESTION.len() == ANSWER.len(), "places would move");

/// `source` with the answer in place of the question; `None` where it does not ask.
pub(super) fn mend(source: &str) -> Option<Mended> {
    if !scanner::contains(source, QUESTION) {
        return None;
    }
    let mut answered = String::with_capacity(source.len());
    let mut from = 0;
    for at in Scanner::new(source).places_of(b"process") {
        let end = at + QUESTION.len();
        if source.get(at..end) == Some(QUESTION) && is_question(&source[..at], &source[end..]) {
            answered.push_str(&source[from..at]);
            answered.push_str(ANSWER);
            from = end;
        }
    }
    if from == 0 {
        return None;
    }
    answered.push_str(&source[from..]);
    Some(Mended { source: answered, shifts: Vec::new() })
}

/// Whether it is the whole of an expression, of which the value is asked for.
fn is_question(before: &str, after: &str) -> bool {
    let assigned = after.trim_start();
    !before.trim_end().ends_with('.')
        && !after.starts_with(|next: char| next.is_alphanumeric() || matches!(next, '_' | '$'))
        && (!assigned.starts_with('=') || assigned.starts_with("=="))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_is_answered_and_nothing_else_is() {
        for (source, wanted) in [
            ("if (process.env.NODE_ENV !== 'test') a()", "if (\"production\"         !== 'test') a()"),
            ("a(process.env.NODE_ENV)", "a(\"production\"        )"),
            ("x=process.env.NODE_ENV==='a'", "x=\"production\"        ==='a'"),
        ] {
            assert_eq!(mend(source).map(|mended| mended.source).as_deref(), Some(wanted), "{source}");
        }
        for source in [
            "'process.env.NODE_ENV'",
            "// process.env.NODE_ENV",
            "globalThis.process.env.NODE_ENV",
            "process.env.NODE_ENV = 'test'",
            "process.env.NODE_ENVIRONMENT",
            "subprocess.env.NODE_ENV",
            "process.env.HOME",
        ] {
            assert!(mend(source).is_none(), "{source}");
        }
    }
}
