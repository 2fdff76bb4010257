//! What has to be known of a file before it is compiled, from one walk over its text.

use memchr::memchr;

use super::nesting::{Counts, DEEPEST, levels};
use super::scanner::{Mark, Scanner};

/// What a text is like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Survey {
    /// Whether it is nested too deeply for the parser; the rest is not told then.
    pub(super) is_too_deep: bool,
    /// Whether it has an `import` or `export` statement.
    pub(super) has_module_statement: bool,
    /// How many `=>` it has, but for those in templates.
    arrows: usize,
    /// Whether it has templates, in whose code there may be more.
    has_templates: bool,
}

impl Survey {
    /// Looks at `text`.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut survey = Self::default();
        let mut counts = Counts::default();
        let mut scanner = Scanner::new(text);
        let mut end = 0;
        while let Some(mark) = scanner.next_mark() {
            let start = match &mark {
                Mark::Word(at) | Mark::Punctuation(at, _) => *at,
                Mark::Template(range) => range.start,
                Mark::Arrow(at) => at.saturating_sub(2),
                Mark::Operand => end,
            };
            // Signs stand beside each other, mostly.
            if end < start && bytes.get(end..start).is_some_and(|between| memchr(b'\n', between).is_some()) {
                counts.line(bytes.get(start).copied());
            }
            match mark {
                Mark::Word(at) => {
                    survey.has_module_statement |= scanner.word_starts_a_module();
                    counts.word(&bytes[at..scanner.position()]);
                }
                Mark::Punctuation(_, byte) => counts.sign(byte),
                Mark::Arrow(_) => {
                    survey.arrows += 1;
                    counts.sign(b'=');
                }
                Mark::Template(range) => {
                    survey.has_templates = true;
                    counts.word(b"");
                    counts.is_too_deep |= range.len() > DEEPEST && counts.brackets() + levels(&bytes[range]) > DEEPEST;
                }
                Mark::Operand => counts.word(b""),
            }
            if counts.is_too_deep {
                return Self { is_too_deep: true, ..survey };
            }
            end = scanner.position();
        }
        survey
    }

    /// Whether an arrow function may stand in another one.
    pub(super) fn may_nest_arrows(self) -> bool {
        self.arrows > 1 || self.has_templates
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_end_anywhere() {
        let long = "x".repeat(DEEPEST);
        for start in ["`", "'", "/"] {
            assert!(!Survey::of(&format!("{start}{long}\\")).is_too_deep);
        }
    }

    #[test]
    fn arrows_in_templates_may_be_nested() {
        for (text, may_nest) in
            [("f(a => b)", false), ("f(a => b => c)", true), ("// a => b => c", false), ("`${a => b => this}`", true)]
        {
            assert_eq!(Survey::of(text).may_nest_arrows(), may_nest, "{text}");
        }
    }
}
