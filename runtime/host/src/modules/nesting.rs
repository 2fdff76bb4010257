//! Whether arrow functions may stand inside of others and use `this`: a look at the text that costs a hundredth of a parse.

/// What the scanner has met so far.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    /// The arrow functions that are open.
    open: Vec<Open>,
    /// The brackets that are open: whether `this` is in them.
    brackets: Vec<bool>,
    /// Whether the last token closed a bracket with `this` in it: it may have held parameters.
    closed_with_this: bool,
    /// Whether the last token was an arrow.
    after_arrow: bool,
    /// Whether there is one; or the text is not understood, which counts as much.
    pub(super) found: bool,
}

#[derive(Debug)]
struct Open {
    depth: usize,
    is_block: bool,
}

impl Nesting {
    /// An arrow.
    pub(super) fn arrow(&mut self) {
        self.found |= self.closed_with_this && !self.open.is_empty();
        self.open.push(Open { depth: self.brackets.len(), is_block: false });
        self.closed_with_this = false;
        self.after_arrow = true;
    }

    /// A word.
    pub(super) fn word(&mut self, word: &[u8]) {
        if word == b"this" {
            self.found |= self.open.len() > 1;
            self.brackets.iter_mut().for_each(|bracket| *bracket = true);
        }
        self.other();
    }

    /// A template: what is in its holes is not looked at.
    pub(super) fn template(&mut self, text: &[u8]) {
        let has = |wanted: &[u8]| text.windows(wanted.len()).any(|part| part == wanted);
        self.found |= has(b"${") && has(b"this");
        self.other();
    }

    /// A string or a regular expression.
    pub(super) fn other(&mut self) {
        self.closed_with_this = false;
        self.after_arrow = false;
    }

    /// Any other character.
    pub(super) fn punctuation(&mut self, byte: u8) {
        let after_arrow = self.after_arrow;
        self.other();
        match byte {
            b'{' | b'(' | b'[' => {
                if byte == b'{'
                    && after_arrow
                    && let Some(last) = self.open.last_mut()
                {
                    last.is_block = true;
                }
                self.brackets.push(false);
            }
            b'}' | b')' | b']' => {
                // More brackets closed than opened: something was taken for what it is not.
                let Some(has_this) = self.brackets.pop() else {
                    self.found = true;
                    return;
                };
                let depth = self.brackets.len();
                self.open.retain(|open| if open.is_block { open.depth < depth } else { open.depth <= depth });
                self.closed_with_this = has_this;
            }
            b',' | b';' => {
                let depth = self.brackets.len();
                self.open.retain(|open| open.is_block || open.depth < depth);
            }
            _ => {}
        }
    }

    /// Whether such functions may be there, at the end of the text.
    pub(super) fn end(&self) -> bool {
        self.found || !self.brackets.is_empty()
    }
}
