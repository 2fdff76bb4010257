//! Walks over code without parsing it.

use std::ops::Range;

use memchr::{memchr, memmem};

/// Whether `word` stands somewhere in the text, found faster than by its own function.
pub(super) fn contains(text: &str, word: &str) -> bool {
    memmem::find(text.as_bytes(), word.as_bytes()).is_some()
}

/// Where `word` stands in the text, in bytes.
pub(super) fn places(text: &str, word: &str) -> impl Iterator<Item = usize> {
    memmem::find_iter(text.as_bytes(), word.as_bytes())
}

/// What a scanner comes to; where it stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A word begins here.
    Word(usize),
    /// An arrow, which ends here.
    Arrow(usize),
    /// A template.
    Template(Range<usize>),
    /// A string or a regular expression.
    Operand,
    /// Any other character.
    Punctuation(usize, u8),
}

/// Walks over the source, outside of strings, comments, templates and regular expressions.
pub(super) struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Open brackets; a module statement stands outside of all.
    depth: usize,
    /// Whether a `/` would start a regular expression here: after an operator or at a statement's start.
    operand_expected: bool,
    /// Whether a statement may start here.
    statement_expected: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { bytes: source.as_bytes(), at: 0, depth: 0, operand_expected: true, statement_expected: true }
    }

    /// Where it is, in bytes.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Where `word` stands as code.
    pub(super) fn places_of(mut self, word: &[u8]) -> Vec<usize> {
        let mut places = Vec::new();
        while let Some(start) = self.next_word() {
            self.word_starts_a_module();
            if &self.bytes[start..self.at] == word {
                places.push(start);
            }
        }
        places
    }

    /// Where `word` stands as code outside of all brackets.
    pub(super) fn outer_places_of(mut self, word: &[u8]) -> Vec<usize> {
        let mut places = Vec::new();
        while let Some(start) = self.next_word() {
            self.word_starts_a_module();
            if self.depth == 0 && &self.bytes[start..self.at] == word {
                places.push(start);
            }
        }
        places
    }

    /// Goes on to the next word outside of strings, comments, templates and regular expressions.
    pub(super) fn next_word(&mut self) -> Option<usize> {
        loop {
            if let Mark::Word(at) = self.next_mark()? {
                return Some(at);
            }
        }
    }

    /// Goes on to the next word, which is not passed over yet, or past the next character of punctuation.
    pub(super) fn next_mark(&mut self) -> Option<Mark> {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' => {
                    self.statement_expected = true;
                    self.at += 1;
                }
                byte if byte.is_ascii_whitespace() => self.at += 1,
                b'/' if self.peek(1) == Some(b'/') => self.skip(|rest| memchr(b'\n', rest)),
                b'/' if self.peek(1) == Some(b'*') => {
                    self.at += 2;
                    self.skip(|rest| memmem::find(rest, b"*/"));
                    self.at += 2;
                }
                b'/' if self.operand_expected => {
                    self.skip_regular_expression();
                    return Some(Mark::Operand);
                }
                b'"' | b'\'' => {
                    self.skip_quoted(byte);
                    return Some(Mark::Operand);
                }
                b'`' => {
                    let start = self.at;
                    self.skip_template();
                    return Some(Mark::Template(start..self.at));
                }
                b'=' if self.peek(1) == Some(b'>') => {
                    self.at += 1;
                    self.punctuation(b'>');
                    return Some(Mark::Arrow(self.at));
                }
                byte if is_word(byte) => return Some(Mark::Word(self.at)),
                byte => {
                    let at = self.at;
                    self.punctuation(byte);
                    return Some(Mark::Punctuation(at, byte));
                }
            }
        }
        None
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// Goes on to what is found in the rest, or to the end.
    fn skip(&mut self, find: impl Fn(&[u8]) -> Option<usize>) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += find(rest).unwrap_or(rest.len());
    }

    fn skip_quoted(&mut self, quote: u8) {
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == quote || byte == b'\n' {
                break;
            }
        }
        self.after_operand();
    }

    /// Skips a template; the code in its `${…}` cannot hold a module statement, so only its brackets are counted.
    fn skip_template(&mut self) {
        // For each template that is open within the last one: the brackets that are open in its `${…}`. No call for each,
        // as a text may have more of them than a stack has room for.
        let mut templates = Vec::from([0_usize]);
        self.at += 1;
        while let (Some(&byte), Some(holes)) = (self.bytes.get(self.at), templates.last_mut()) {
            match byte {
                b'\\' => self.at += 1,
                b'$' if self.bytes.get(self.at + 1) == Some(&b'{') => {
                    *holes += 1;
                    self.at += 1;
                }
                b'{' if *holes > 0 => *holes += 1,
                b'}' if *holes > 0 => *holes -= 1,
                b'`' if *holes == 0 => drop(templates.pop()),
                b'`' => templates.push(0),
                _ => {}
            }
            self.at += 1;
        }
        self.after_operand();
    }

    fn skip_regular_expression(&mut self) {
        let mut in_class = false;
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += if byte == b'\\' { 2 } else { 1 };
            match byte {
                b'[' => in_class = true,
                b']' => in_class = false,
                b'/' if !in_class => break,
                b'\n' => break,
                _ => {}
            }
        }
        self.after_operand();
    }

    /// Passes over the word that stands here; whether a module statement begins with it.
    pub(super) fn word_starts_a_module(&mut self) -> bool {
        let start = self.at;
        while self.bytes.get(self.at).copied().is_some_and(is_word) {
            self.at += 1;
        }
        let word = &self.bytes[start..self.at];
        let starts_statement = self.statement_expected && self.depth == 0;
        let next = || self.bytes[self.at..].iter().copied().find(|byte| !byte.is_ascii_whitespace());
        // `import(` and `import.meta` are expressions; `export:` and `export =` are a label and a name.
        let found = starts_statement
            && match word {
                b"import" => !matches!(next(), Some(b'(' | b'.' | b'=' | b':' | b',' | b';') | None),
                b"export" => matches!(next(), Some(byte) if byte == b'{' || byte == b'*' || is_word(byte)),
                _ => false,
            };
        self.statement_expected = false;
        self.operand_expected = matches!(
            word,
            b"return" | b"typeof" | b"case" | b"in" | b"of" | b"delete" | b"void" | b"throw" | b"new" | b"else" | b"do"
        );
        found
    }

    fn punctuation(&mut self, byte: u8) {
        match byte {
            b'(' | b'[' | b'{' => self.depth += 1,
            b')' | b']' | b'}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.operand_expected = !matches!(byte, b')' | b']' | b'}');
        self.statement_expected = matches!(byte, b';' | b'}');
        self.at += 1;
    }

    fn after_operand(&mut self) {
        // A text may end with a backslash, behind which nothing is escaped.
        self.at = self.at.min(self.bytes.len());
        self.operand_expected = false;
        self.statement_expected = false;
    }
}

/// Whether each byte belongs to a word: looked up once for each byte of a file, several times.
const WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = byte >= 0x80 || matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'$');
        byte += 1;
    }
    table
};

const fn is_word(byte: u8) -> bool {
    WORD[byte as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_within_templates_need_no_stack() {
        // As deep as this, a run does not load it.
        let (open, close) = ("`${".repeat(1 << 20), "}`".repeat(1 << 20));
        let has_statement = |source: &str| {
            let mut scanner = Scanner::new(source);
            std::iter::from_fn(|| scanner.next_word().map(|_| scanner.word_starts_a_module())).any(|found| found)
        };
        assert!(has_statement(&format!("{open}1{close}\nexport default 1")));
        assert!(!has_statement(&format!("{open}\nexport default 1")));
    }
}
