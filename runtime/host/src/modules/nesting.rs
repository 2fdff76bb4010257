//! Tells files that are nested so deeply that the parser would run out of its stack, which nothing can catch.
//!
//! It counts, without parsing, what makes a parser call itself: brackets, operators whose right side goes on in the same way
//! (`a => b => c`, `a ? b : c`, `a = b = c`), words and signs before an operand, and statements in statements. Counts start again
//! where the nesting must have ended. They err on the safe side, far away from what people and bundlers write.

/// How deep something may be nested. A level takes up to 60 KiB of the parser's stack.
pub(super) const DEEPEST: usize = 800;

/// How many `else if` may follow each other: a chain of them is nested, too.
const MOST_ELSE: usize = 8000;

/// How many operators in a row may stand beside each other (`a + b + c`): what they make is nested as well, but cheaper.
const LONGEST: usize = 30_000;

/// How many members of members there may be in a row: the parser needs the square of the time for them.
const MOST_MEMBERS: usize = 4000;

/// What is said of such a file.
pub const TOO_DEEP: &str = "this is nested too deeply for the engine";

/// How deep templates and the brackets of the code in them are nested.
pub(super) fn levels(template: &[u8]) -> usize {
    #[derive(PartialEq)]
    enum Open {
        Template,
        Hole,
        Bracket,
    }
    let mut open: Vec<Open> = Vec::new();
    let (mut deepest, mut at) = (0, 0);
    while let Some(&byte) = template.get(at) {
        let in_text = open.last() == Some(&Open::Template);
        match byte {
            b'\\' => at += 1,
            b'`' if in_text => drop(open.pop()),
            b'`' => open.push(Open::Template),
            b'$' if in_text && template.get(at + 1) == Some(&b'{') => {
                open.push(Open::Hole);
                at += 1;
            }
            b'(' | b'[' | b'{' if !in_text => open.push(Open::Bracket),
            b')' | b']' | b'}' if !in_text => drop(open.pop()),
            _ => {}
        }
        deepest = deepest.max(open.len());
        at += 1;
    }
    deepest
}

/// What is open, or in a row, at a place of the text.
#[derive(Default)]
pub(super) struct Counts {
    /// For each open bracket: how many `else if` have followed each other in it.
    chains: Vec<usize>,
    /// The same, outside of brackets.
    outer_chain: usize,
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
    /// The last byte that is no white space, and whether the last word was `else`.
    last: u8,
    after_else: bool,
    pub(super) is_too_deep: bool,
}

impl Counts {
    pub(super) fn brackets(&self) -> usize {
        self.chains.len()
    }

    fn chain(&mut self) -> &mut usize {
        self.chains.last_mut().unwrap_or(&mut self.outer_chain)
    }

    pub(super) fn word(&mut self, word: &[u8]) {
        if matches!(self.last, b'}' | b';') && word != b"else" {
            // What came before has ended, and this is something else.
            *self.chain() = 0;
        }
        match word {
            b"typeof" | b"void" | b"delete" | b"await" | b"yield" | b"new" | b"async" | b"extends" => {
                self.prefixes += 1;
            }
            b"for" => self.loops += 1,
            b"if" | b"while" | b"with" | b"do" | b"else" | b"finally" => {
                if word == b"if" && self.after_else {
                    *self.chain() += 1;
                }
                self.statements += 1;
            }
            _ => self.prefixes = 0,
        }
        self.after_else = word == b"else";
        self.last = b'a';
        self.judge();
    }

    /// A line has ended; the next one begins with that byte.
    pub(super) fn line(&mut self, next: Option<u8>) {
        let goes_on = |byte: u8| matches!(byte, b'=' | b'?' | b':' | b'*' | b'+' | b'-' | b'.' | b'&' | b'|');
        if !goes_on(self.last) && !next.is_some_and(goes_on) {
            (self.operators, self.chained, self.members) = (0, 0, 0);
        }
    }

    pub(super) fn sign(&mut self, sign: u8) {
        match sign {
            b'(' | b'[' | b'{' => self.chains.push(0),
            b')' | b']' | b'}' => drop(self.chains.pop()),
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
        let nested = [self.brackets(), self.operators, self.prefixes, self.statements, self.loops];
        self.is_too_deep |= nested.into_iter().any(|count| count > DEEPEST)
            || self.chained > LONGEST
            || self.members > MOST_MEMBERS
            || *self.chain() > MOST_ELSE;
    }
}

#[cfg(test)]
mod tests {
    use super::super::survey::Survey;

    fn is_too_deep(text: &str) -> bool {
        Survey::of(text).is_too_deep
    }

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
            ("if(a){b;c}\nelse ", "c"),
            ("if(a)b;else ", "c"),
            ("x+", "1"),
            ("x\n.y", "()"),
            ("`${", "}`"),
            ("`a${[", "]}`"),
            ("/[(]/,(", ")"),
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
            "if (a) { b } else if (c) { d } e();\n",
            "if (a) { b } else if (c) { d } else { e }\n",
            "function f() { if (a) return b; else if (c) return d }\n",
            "const a = await b\nfor (const x of y) { z(typeof x) }\n",
            "x = '((((((' + \"[[[[\" // {{{{\n",
            "{ a: b ? c : d, e: f => g },",
            "a = b\n",
            "'a=b&c=d'\n",
            "a = /[(]\\(/.test(b);\n",
            "a = `<a href=x style='(' id=y>don't ( [ {`;\n",
            "a = `${b({ c: [d] })} ( ${e}`\n",
        ] {
            assert!(!is_too_deep(&piece.repeat(20_000)), "{piece}");
        }
    }
}
