//! Selectors: `#id`, `.class`, `tag`, `[data-x="y"]`, `:nth(2)`, descendants by a space, children by `>`.

use crate::{Element, Value, View};

/// More parts than these are no selector.
const MAX_PARTS: usize = 32;

/// Which elements are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    text: String,
    parts: Vec<Part>,
}

/// Why a text is no selector.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message} (at character {column} of `{text}`)")]
pub struct SelectorError {
    text: String,
    /// Where, in characters, counted from 1.
    column: usize,
    message: String,
}

/// What one element must be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Part {
    /// Whether it must be directly inside of what the part before means.
    is_child: bool,
    tag: Option<String>,
    conditions: Vec<Condition>,
    /// Which one of those that fit, counted from 1.
    nth: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Condition {
    Id(String),
    Class(String),
    Has(String),
    Is(String, String),
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// Where the text is none, with the place.
    pub fn parse(text: &str) -> Result<Self, SelectorError> {
        let (selector, rest) = Self::parse_start(text)?;
        match rest {
            None => Ok(selector),
            Some(rest) => {
                let column = text.chars().count() - rest.chars().count();
                let message = "expected a space, `>` or the end, but here is `=`".to_owned();
                Err(SelectorError { text: text.to_owned(), column, message })
            }
        }
    }

    /// Reads the selector at the start of a text, up to its end or to a `=`; returns what is behind that.
    ///
    /// # Errors
    /// Where the text begins with none, with the place.
    pub fn parse_start(text: &str) -> Result<(Self, Option<&str>), SelectorError> {
        let mut reader = Reader { text, at: 0 };
        let parts = reader.parts().map_err(|message| {
            let column = text.get(..reader.at).unwrap_or_default().chars().count() + 1;
            SelectorError { text: text.to_owned(), column, message }
        })?;
        let own = text.get(..reader.at).unwrap_or(text).trim().to_owned();
        Ok((Self { text: own, parts }, reader.rest().strip_prefix('=')))
    }

    /// The selector as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The numbers of the elements that it means, in the order of the view.
    #[must_use]
    pub fn find(&self, view: &View) -> Vec<usize> {
        let mut around: Option<Vec<bool>> = None;
        let mut found = Vec::new();
        for part in &self.parts {
            found = view
                .elements()
                .filter(|(index, element)| {
                    part.fits(element)
                        && around.as_ref().is_none_or(|around| is_inside(view, *index, part.is_child, around))
                })
                .map(|(index, _)| index)
                .collect();
            if let Some(nth) = part.nth {
                found = found.get(nth - 1).copied().into_iter().collect();
            }
            let mut marks = vec![false; view.nodes.len()];
            found.iter().for_each(|&index| marks[index] = true);
            around = Some(marks);
        }
        found
    }
}

fn is_inside(view: &View, index: usize, is_child: bool, around: &[bool]) -> bool {
    let mut next = view.parent(index);
    while let Some(outer) = next {
        if around.get(outer).copied().unwrap_or_default() {
            return true;
        }
        next = view.parent(outer).filter(|_| !is_child);
    }
    false
}

impl Part {
    fn fits(&self, element: &Element) -> bool {
        self.tag.as_ref().is_none_or(|tag| **tag == *element.tag)
            && self.conditions.iter().all(|condition| match condition {
                Condition::Id(id) => element.id() == *id,
                Condition::Class(class) => element.classes().contains(class),
                Condition::Has(name) => element.attribute(name).is_some(),
                Condition::Is(name, wanted) => element.attribute(name).is_some_and(|value| value.to_text() == *wanted),
            })
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_space(&mut self) -> bool {
        let length = self.rest().len() - self.rest().trim_start().len();
        self.at += length;
        length > 0
    }

    fn accept(&mut self, sign: char) -> bool {
        let is_there = self.rest().starts_with(sign);
        if is_there {
            self.at += sign.len_utf8();
        }
        is_there
    }

    fn parts(&mut self) -> Result<Vec<Part>, String> {
        let mut parts = Vec::new();
        self.skip_space();
        if self.rest().is_empty() {
            return Err("the selector is empty; write for example #send, .item or button".to_owned());
        }
        loop {
            let is_child = !parts.is_empty() && self.accept('>');
            self.skip_space();
            parts.push(Part { is_child, ..self.part()? });
            if parts.len() > MAX_PARTS {
                return Err("the selector is too long".to_owned());
            }
            let has_space = self.skip_space();
            if self.rest().is_empty() || self.rest().starts_with('=') {
                return Ok(parts);
            }
            if !has_space && !self.rest().starts_with('>') {
                return Err(self.unexpected("a space, `>` or the end"));
            }
        }
    }

    fn unexpected(&self, wanted: &str) -> String {
        let hint = match self.rest().chars().next() {
            None => return format!("expected {wanted}, but the selector ends"),
            Some(',') => "; one selector means one set of elements: give --tap once for each",
            Some('+' | '~') => "; there are descendants (a space) and children (`>`)",
            Some(_) => "",
        };
        let found: String = self.rest().chars().take(1).collect();
        format!("expected {wanted}, but here is `{found}`{hint}")
    }

    fn name(&mut self, what: &str) -> Result<String, String> {
        let rest = self.rest();
        let is_name = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '$');
        let length = rest.find(|character| !is_name(character)).unwrap_or(rest.len());
        if length == 0 {
            return Err(self.unexpected(what));
        }
        self.at += length;
        Ok(rest[..length].to_owned())
    }

    fn part(&mut self) -> Result<Part, String> {
        let mut part = Part::default();
        let start = self.at;
        if !self.accept('*') && !self.rest().starts_with(['#', '.', '[', ':']) {
            part.tag = Some(self.name("#id, .class, an element's name or [attribute]")?);
        }
        loop {
            if self.accept('#') {
                part.conditions.push(Condition::Id(self.name("an id")?));
            } else if self.accept('.') {
                part.conditions.push(Condition::Class(self.name("a class")?));
            } else if self.accept('[') {
                part.conditions.push(self.attribute()?);
            } else if self.rest().starts_with(':') {
                part.nth = Some(self.nth()?);
            } else if self.at == start {
                return Err(self.unexpected("#id, .class, an element's name or [attribute]"));
            } else {
                return Ok(part);
            }
        }
    }

    fn attribute(&mut self) -> Result<Condition, String> {
        self.skip_space();
        let rest = self.rest();
        let length = rest.find(|one: char| one.is_whitespace() || matches!(one, '=' | ']')).unwrap_or(rest.len());
        if length == 0 {
            return Err(self.unexpected("an attribute's name"));
        }
        let name = rest[..length].to_owned();
        self.at += length;
        self.skip_space();
        if self.accept(']') {
            return Ok(Condition::Has(name));
        }
        if !self.accept('=') {
            return Err(self.unexpected("`=` or `]`"));
        }
        self.skip_space();
        let rest = self.rest();
        let value = match rest.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
            Some(quote) => {
                let Some(length) = rest[1..].find(quote) else { return Err(format!("this {quote} has no end")) };
                self.at += length + 2;
                &rest[1..=length]
            }
            None => {
                let length = rest.find(']').unwrap_or(rest.len());
                self.at += length;
                rest[..length].trim()
            }
        };
        self.skip_space();
        if self.accept(']') { Ok(Condition::Is(name, value.to_owned())) } else { Err(self.unexpected("`]`")) }
    }

    fn nth(&mut self) -> Result<usize, String> {
        const HINT: &str = "there is :nth(1), which is the first one that fits, and no other `:`";
        let number = self.rest().strip_prefix(":nth(").and_then(|rest| rest.split_once(')'));
        let Some((digits, _)) = number else { return Err(HINT.to_owned()) };
        match digits.trim().parse() {
            Ok(nth @ 1..) => {
                self.at += ":nth(".len() + digits.len() + 1;
                Ok(nth)
            }
            _ => Err(HINT.to_owned()),
        }
    }
}

impl View {
    /// What a person may look for: the ids and handlers that there are.
    #[must_use]
    pub fn landmarks(&self, most: usize) -> String {
        let named = self.elements().filter_map(|(_, element)| {
            let id = element.id();
            let handlers: Vec<_> =
                element.attributes.iter().filter_map(|(name, value, _)| handler(name, value)).collect();
            match (id.is_empty(), handlers.is_empty()) {
                (true, true) => None,
                (false, true) => Some(format!("#{id}")),
                (false, false) => Some(format!("#{id} ({})", handlers.join(", "))),
                (true, false) => Some(format!("{} ({})", description(element), handlers.join(", "))),
            }
        });
        let mut named: Vec<String> = named.collect();
        named.dedup();
        let more = named.len().saturating_sub(most);
        named.truncate(most);
        if more > 0 {
            named.push(format!("and {more} more"));
        }
        if named.is_empty() { "no element has an id or a handler".to_owned() } else { named.join(", ") }
    }
}

fn handler(name: &str, value: &Value) -> Option<String> {
    let event = name.strip_prefix("on").or_else(|| name.strip_prefix("catch"))?;
    let Value::Text(handler) = value else { return None };
    event.starts_with(|first: char| first.is_ascii_uppercase()).then(|| format!("{name}: {handler}"))
}

fn description(element: &Element) -> String {
    element.classes().iter().fold(element.tag.to_string(), |text, class| format!("{text}.{class}"))
}
