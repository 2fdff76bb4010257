//! From the text of a file to its elements.

use std::rc::Rc;

use crate::MAX_DEPTH;
use crate::source::{Fault, Source, Wrong};
use crate::template::{Template, expression_length};

/// Larger files are no views.
const MAX_TEXT: usize = 1 << 20;

/// The elements and texts of a file.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) source: Rc<Source>,
    pub(crate) nodes: Vec<Node>,
}

/// A piece of a view.
#[derive(Debug)]
pub(crate) enum Node {
    Element(Markup),
    Text { text: Template, at: usize },
}

/// An element as it is written.
#[derive(Debug)]
pub(crate) struct Markup {
    pub(crate) name: Rc<str>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<Node>,
    pub(crate) at: usize,
}

/// An attribute as it is written.
#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) name: Rc<str>,
    /// None for a name alone.
    pub(crate) value: Option<Template>,
    pub(crate) at: usize,
}

impl Markup {
    /// The attribute of that name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| &*attribute.name == name)
    }

    /// The attribute's text, where there is no expression in it.
    pub(crate) fn text_of(&self, name: &str) -> Option<(&str, usize)> {
        let attribute = self.attribute(name)?;
        Some((attribute.value.as_ref()?.as_text()?, attribute.at))
    }
}

impl Document {
    /// The document in `source`.
    pub(crate) fn parse(source: Source) -> Result<Self, Fault> {
        let source = Rc::new(source);
        let nodes = Parser { text: &source.text, at: 0 }.document().map_err(|wrong| wrong.in_file(&source))?;
        Ok(Self { source, nodes })
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes on behind the next `end`.
    fn skip(&mut self, start: &str, end: &str) -> Result<(), Wrong> {
        let length = self.rest()[start.len()..].find(end);
        let Some(length) = length else { return Err(Wrong::new(self.at, format!("this `{start}` has no `{end}`"))) };
        self.at += start.len() + length + end.len();
        Ok(())
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn document(mut self) -> Result<Vec<Node>, Wrong> {
        if self.text.len() > MAX_TEXT {
            return Err(Wrong::new(0, "the file is larger than 1 MiB"));
        }
        // The elements that are open, the outermost first: no recursion, however deep the file is.
        let mut open: Vec<Markup> = Vec::new();
        let mut nodes = Vec::new();
        loop {
            let rest = self.rest();
            let children = open.last_mut().map_or(&mut nodes, |element| &mut element.children);
            if rest.is_empty() {
                break;
            } else if rest.starts_with("<!--") {
                self.skip("<!--", "-->")?;
            } else if rest.starts_with("<!") {
                self.skip("<!", ">")?;
            } else if rest.starts_with("<?") {
                self.skip("<?", "?>")?;
            } else if rest.starts_with("</") {
                let at = self.at;
                let name = self.closing_tag()?;
                let Some(element) = open.pop() else {
                    return Err(Wrong::new(at, format!("`</{name}>` closes nothing: no element is open here")));
                };
                if *element.name != *name {
                    let line = self.text[..element.at].matches('\n').count() + 1;
                    let message =
                        format!("`</{name}>` closes nothing: `<{}>` of line {line} is still open", element.name);
                    return Err(Wrong::new(at, message));
                }
                open.last_mut().map_or(&mut nodes, |outer| &mut outer.children).push(Node::Element(element));
            } else if rest.starts_with('<') && rest[1..].starts_with(is_name_start) {
                let (element, is_closed) = self.opening_tag()?;
                if is_closed {
                    children.push(Node::Element(element));
                } else if open.len() == MAX_DEPTH {
                    return Err(Wrong::new(element.at, format!("elements are nested deeper than {MAX_DEPTH}")));
                } else {
                    open.push(element);
                }
            } else {
                let text = self.text_run()?;
                children.extend(text);
            }
        }
        match open.pop() {
            Some(element) => Err(Wrong::new(
                element.at,
                format!("`<{0}>` is never closed: write `</{0}>`, or `<{0} … />`", element.name),
            )),
            None => Ok(nodes),
        }
    }

    /// The text up to the next tag; none, where it is white space.
    fn text_run(&mut self) -> Result<Option<Node>, Wrong> {
        let (start, mut end) = (self.at, self.at);
        while let Some(first) = self.text[end..].chars().next() {
            let rest = &self.text[end..];
            // A `<` that begins no tag is text.
            if begins_tag(rest) {
                break;
            }
            if let Some(inside) = rest.strip_prefix("{{") {
                // Without an end, the rest is what the template complains of.
                end = expression_length(inside).map_or(self.text.len(), |length| end + 2 + length + 2);
                continue;
            }
            let behind = &rest[first.len_utf8()..];
            end += first.len_utf8() + behind.find(['<', '{']).unwrap_or(behind.len());
        }
        self.at = end;
        let text = &self.text[start..end];
        if text.trim().is_empty() {
            return Ok(None);
        }
        Ok(Some(Node::Text { text: Template::parse(text, start)?, at: start }))
    }

    fn name(&mut self) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|character| !is_name(character)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn closing_tag(&mut self) -> Result<&'a str, Wrong> {
        let start = self.at;
        self.at += "</".len();
        let name = self.name();
        self.skip_space();
        match self.peek() {
            Some('>') => self.at += 1,
            _ => return Err(Wrong::new(start, format!("`</{name}` has no `>`"))),
        }
        Ok(name)
    }

    /// An opening tag, and whether it closes itself.
    fn opening_tag(&mut self) -> Result<(Markup, bool), Wrong> {
        let at = self.at;
        self.at += 1;
        let name = self.name();
        let mut element = Markup { name: name.into(), attributes: Vec::new(), children: Vec::new(), at };
        loop {
            self.skip_space();
            match self.peek() {
                None => return Err(Wrong::new(at, format!("`<{name}` has no `>`"))),
                Some('>') => {
                    self.at += 1;
                    return Ok((element, false));
                }
                Some('/') if self.rest().starts_with("/>") => {
                    self.at += 2;
                    return Ok((element, true));
                }
                Some(next) if is_name_start(next) => {
                    let attribute = self.attribute()?;
                    if element.attribute(&attribute.name).is_some() {
                        return Err(Wrong::new(attribute.at, format!("`{}` is there twice", attribute.name)));
                    }
                    element.attributes.push(attribute);
                }
                Some('<') => return Err(Wrong::new(at, format!("`<{name}` has no `>`"))),
                Some(next) => {
                    let message = format!("`{}` begins no attribute of `<{name}>`", next.escape_debug());
                    return Err(Wrong::new(self.at, message));
                }
            }
        }
    }

    fn attribute(&mut self) -> Result<Attribute, Wrong> {
        let at = self.at;
        let name = self.name();
        let after_name = self.at;
        self.skip_space();
        if self.peek() != Some('=') {
            self.at = after_name;
            return Ok(Attribute { name: name.into(), value: None, at });
        }
        self.at += 1;
        self.skip_space();
        let (start, end) = match self.peek() {
            Some(quote @ ('"' | '\'')) => {
                let start = self.at + 1;
                let Some(length) = self.text[start..].find(quote) else {
                    return Err(Wrong::new(self.at, format!("the value of `{name}` has no closing {quote}")));
                };
                self.at = start + length + 1;
                (start, start + length)
            }
            // People write `a:if={{x}}`, and the platform takes it.
            _ if self.rest().starts_with("{{") => {
                let start = self.at;
                let Some(length) = expression_length(&self.rest()[2..]) else {
                    return Err(Wrong::new(start, "this `{{` has no `}}`"));
                };
                self.at += 2 + length + 2;
                (start, self.at)
            }
            _ => return Err(Wrong::new(self.at, format!("the value of `{name}` is written in quotes: {name}=\"…\""))),
        };
        let value = Template::parse(&self.text[start..end], start)?;
        Ok(Attribute { name: name.into(), value: Some(value), at })
    }
}

fn begins_tag(text: &str) -> bool {
    let next = text.strip_prefix('<').and_then(|text| text.chars().next());
    next.is_some_and(|next| is_name_start(next) || matches!(next, '/' | '!' | '?'))
}

fn is_name_start(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '_' | ':' | '@' | '$')
}

fn is_name(character: char) -> bool {
    is_name_start(character) || character.is_numeric() || matches!(character, '-' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Document, String> {
        let source = Source { path: "p.axml".into(), text: text.to_owned() };
        Document::parse(source).map_err(|fault| fault.to_string())
    }

    #[test]
    fn elements_nest() {
        let text = "<!-- a --><view id=\"a\" hidden class='x {{y > 1 ? \"<\" : 1}}'>\n t <b a:if={{c}}/> {{a < b}} 1 < 2 </view>\n";
        let document = parse(text).unwrap();
        let [Node::Element(view)] = &*document.nodes else { panic!("{document:?}") };
        assert_eq!(view.attributes.len(), 3);
        assert_eq!(view.children.len(), 3);
        assert_eq!(view.text_of("id"), Some(("a", 16)));
        assert!(view.attribute("hidden").is_some_and(|hidden| hidden.value.is_none()));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, expected) in [
            ("<view>\n  <text>a</view>", "p.axml:2:10: `</view>` closes nothing: `<text>` of line 2 is still open"),
            ("<view>", "p.axml:1:1: `<view>` is never closed: write `</view>`, or `<view … />`"),
            ("a</view>", "p.axml:1:2: `</view>` closes nothing: no element is open here"),
            ("<view", "p.axml:1:1: `<view` has no `>`"),
            ("<view\n<b/>", "p.axml:1:1: `<view` has no `>`"),
            ("<view id=a/>", "p.axml:1:10: the value of `id` is written in quotes: id=\"…\""),
            ("<view a:if={{x />", "p.axml:1:12: this `{{` has no `}}`"),
            ("<view id=\"a/>", "p.axml:1:10: the value of `id` has no closing \""),
            ("<view id='a' id='b'/>", "p.axml:1:14: `id` is there twice"),
            ("<view é='{{a +}}'/>", "p.axml:1:15: expected a value, but here is the end of the expression"),
            ("<view>{{ a</view>", "p.axml:1:7: this `{{` has no `}}`"),
            ("<view =/>", "p.axml:1:7: `=` begins no attribute of `<view>`"),
            ("<!-- a", "p.axml:1:1: this `<!--` has no `-->`"),
            ("</view", "p.axml:1:1: `</view` has no `>`"),
        ] {
            assert_eq!(parse(text).unwrap_err(), expected, "{text}");
        }
        let deep = "<a>".repeat(100_000);
        assert!(parse(&deep).unwrap_err().contains("nested deeper than 128"));
    }
}
