//! Tells files that are nested so deeply that the parser would run out of its stack, which nothing can catch.
//!
//! It counts, without parsing, what makes a parser call itself: brackets, operators whose right side goes on in the same way
//! (`a => b => c`, `a ? b : c`, `a = b = c`), words and signs before an operand, and statements in statements. Counts start again
//! where the nesting must have ended. They err on the safe side, far away from what people and bundlers write.

/// How deep something may be nested.
const DEEPEST: usize = 800;

/// How many `else if` a file may have: a chain of them is nested, too, and braces between them hide that.
const MOST_ELSE: usize = 8000;

/// How many operators in a row may stand beside each other (`a + b + c`): what they make is nested as well, but cheaper.
const LONGEST: usize = 30_000;

/// How many members of members there may be in a row: the parser needs the square of the time for them.
const MOST_MEMBERS: usize = 4000;

/// Whether the text is nested too deeply for the parser.
pub(crate) fn is_too_deep(text: &str) -> bool {
    let mut counts = Counts::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'"' | b'\'' => {
                counts.word(b"");
                end_of_string(bytes, at)
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => end_of(bytes, at, b"\n"),
            b'/' if bytes.get(at + 1) == Some(&b'*') => end_of(bytes, at + 2, b"*/") + 2,
            byte if is_word(byte) => {
                let length = bytes[at..].iter().position(|byte| !is_word(*byte)).unwrap_or(bytes.len() - at);
                counts.word(&bytes[at..at + length]);
                at + length
            }
            byte => {
                counts.sign(byte, bytes[at + 1..].iter().copied().find(|next| !next.is_ascii_whitespace()));
                at + 1
            }
        };
        if counts.is_too_deep {
            return true;
        }
    }
    false
}

#[derive(Default)]
struct Counts {
    brackets: usize,
    /// Operators, since the last sign that ends what they are in.
    operators: usize,
    chained: usize,
    /// Members of members: `a.b.c`.
    members: usize,
    /// Words and signs before an operand.
    prefixes: usize,
    /// Words that begin a statement in a statement.
    statements: usize,
    /// Loops whose heads have semicolons.
    loops: usize,
    else_ifs: usize,
    /// The last byte that is no white space, and whether the last word was `else`.
    last: u8,
    after_else: bool,
    is_too_deep: bool,
}

impl Counts {
    fn word(&mut self, word: &[u8]) {
        match word {
            b"typeof" | b"void" | b"delete" | b"await" | b"yield" | b"new" | b"async" | b"extends" => {
                self.prefixes += 1;
            }
            b"for" => self.loops += 1,
            b"if" | b"while" | b"with" | b"do" | b"else" | b"finally" => {
                self.else_ifs += usize::from(word == b"if" && self.after_else);
                self.statements += 1;
            }
            _ => self.prefixes = 0,
        }
        self.after_else = word == b"else";
        self.last = b'a';
        self.judge();
    }

    fn sign(&mut self, sign: u8, next: Option<u8>) {
        match sign {
            b'\n' => {
                let goes_on = |byte: u8| matches!(byte, b'=' | b'?' | b':' | b'*' | b'+' | b'-' | b'.' | b'&' | b'|');
                if !goes_on(self.last) && !next.is_some_and(goes_on) {
                    (self.operators, self.chained, self.members) = (0, 0, 0);
                }
                return;
            }
            sign if sign.is_ascii_whitespace() => return,
            b'(' | b'[' | b'{' => self.brackets += 1,
            b')' | b']' | b'}' => self.brackets = self.brackets.saturating_sub(1),
            b'!' | b'~' | b'+' | b'-' => {
                self.prefixes += 1;
                self.chained += 1;
            }
            b'.' => self.members += 1,
            // Signs in a row are one operator.
            b'=' | b'?' | b':' | b'*' => self.operators += usize::from(!matches!(self.last, b'=' | b'?' | b':' | b'*')),
            _ => self.chained += 1,
        }
        match sign {
            b';' | b'{' | b'}' => {
                (self.operators, self.chained, self.members) = (0, 0, 0);
                (self.prefixes, self.statements) = (0, 0);
                self.loops = if sign == b';' { self.loops } else { 0 };
            }
            b',' => (self.operators, self.members, self.prefixes) = (0, 0, 0),
            b'(' => self.chained += 1,
            b'!' | b'~' | b'+' | b'-' => {}
            _ => self.prefixes = 0,
        }
        self.after_else = false;
        self.last = sign;
        self.judge();
    }

    fn judge(&mut self) {
        self.is_too_deep |= self.brackets.max(self.operators).max(self.prefixes).max(self.statements).max(self.loops)
            > DEEPEST
            || self.chained > LONGEST
            || self.members > MOST_MEMBERS
            || self.else_ifs > MOST_ELSE;
    }
}

fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        at += if byte == b'\\' { 2 } else { 1 };
        if byte == bytes[start] || byte == b'\n' {
            break;
        }
    }
    at.min(bytes.len())
}

fn end_of(bytes: &[u8], start: usize, end: &[u8]) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    rest.windows(end.len()).position(|part| part == end).map_or(bytes.len(), |length| start + length)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_texts_are_told() {
        for (start, end) in [
            ("(", ")"),
            ("[", "]"),
            ("!", "x"),
            ("-\n", "x"),
            ("typeof ", "x"),
            ("a=>", "b"),
            ("x=\n", "1"),
            ("f(a)?b:", "c"),
            ("a\n?\nb\n:\n", "c"),
            ("if(a)\n", ";"),
            ("for(;;)\n", ";"),
            ("x:", ";"),
            ("new\n", "x"),
            ("if(a){b}else ", "c"),
            ("x+", "1"),
            ("x\n.y", "()"),
        ] {
            assert!(is_too_deep(&[start.repeat(100_000), end.repeat(100_000)].concat()), "{start}");
        }
    }

    #[test]
    fn large_texts_are_not_deep() {
        for piece in [
            "f(a, [1, { b: !c }]); ",
            "// ======\n",
            "if (a) b()\nelse c()\nd = { e }\n",
            "const a = await b\nfor (const x of y) { z(typeof x) }\n",
            "x = '((((((' + \"[[[[\" // {{{{\n",
            "{ a: b ? c : d, e: f => g },",
            "a = b\n",
            "'a=b&c=d'\n",
        ] {
            assert!(!is_too_deep(&piece.repeat(20_000)), "{piece}");
        }
    }
}
