//! What elements there are, for the data of one moment.

use std::rc::Rc;

use crate::{Fields, Place, Value};

/// A page's view as it is now.
#[derive(Debug)]
pub struct View {
    pub(crate) nodes: Vec<Rendered>,
    /// What could not be evaluated, and where.
    pub notes: Vec<(Place, String)>,
}

/// An element or a text; those inside of it follow it directly.
#[derive(Debug)]
pub(crate) struct Rendered {
    pub(crate) content: Content,
    pub(crate) parent: Option<usize>,
    /// The first node behind those inside of it.
    pub(crate) end: usize,
    /// Why it is not there, in a view of everything that there could be.
    pub(crate) absence: Option<Absence>,
}

#[derive(Debug)]
pub(crate) enum Content {
    Element(Element),
    Text(Rc<str>),
}

/// Why an element is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// `a:if`, `a:elif`, `a:else` or `a:for`.
    pub attribute: &'static str,
    /// Where that is.
    pub place: Place,
}

/// An element of a view.
#[derive(Debug, Clone)]
pub struct Element {
    /// Its name: `view`.
    pub tag: Rc<str>,
    /// Its attributes, evaluated, in the order of the file.
    pub attributes: Vec<(Rc<str>, Value, Place)>,
    /// Where it is written.
    pub place: Place,
}

impl Element {
    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Value> {
        self.attributes.iter().find(|(known, ..)| &**known == name).map(|(_, value, _)| value)
    }

    /// Its id; empty where it has none.
    #[must_use]
    pub fn id(&self) -> String {
        self.attribute("id").map(Value::shown).unwrap_or_default()
    }

    /// Its classes.
    #[must_use]
    pub fn classes(&self) -> Vec<String> {
        let class = self.attribute("class").map(Value::shown).unwrap_or_default();
        class.split_whitespace().map(str::to_owned).collect()
    }

    /// What its `data-…` attributes say: `data-foo-bar` is `fooBar` (FW-7).
    #[must_use]
    pub fn dataset(&self) -> Fields {
        let data = self.attributes.iter().filter_map(|(name, value, _)| {
            let name = name.strip_prefix("data-")?;
            Some((camel_case(name), value.clone()))
        });
        data.collect()
    }
}

/// `foo-bar` as `fooBar`; capitals become small letters, as the platform has it.
fn camel_case(name: &str) -> Rc<str> {
    let mut out = String::new();
    let mut is_start = false;
    for character in name.chars() {
        match character {
            '-' => is_start = true,
            _ if std::mem::take(&mut is_start) => out.extend(character.to_uppercase()),
            _ => out.extend(character.to_lowercase()),
        }
    }
    out.into()
}

impl View {
    /// The element with that number.
    #[must_use]
    pub fn element(&self, index: usize) -> Option<&Element> {
        match &self.nodes.get(index)?.content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        }
    }

    /// All elements with their numbers, in the order of the view.
    pub fn elements(&self) -> impl Iterator<Item = (usize, &Element)> {
        (0..self.nodes.len()).filter_map(|index| Some((index, self.element(index)?)))
    }

    /// The element around an element.
    #[must_use]
    pub fn parent(&self, index: usize) -> Option<usize> {
        self.nodes.get(index)?.parent
    }

    /// Why an element is not there, in a view of everything that there could be.
    #[must_use]
    pub fn absence(&self, index: usize) -> Option<&Absence> {
        self.nodes.get(index)?.absence.as_ref()
    }

    /// The text inside of an element, white space as a browser shows it.
    #[must_use]
    pub fn text(&self, index: usize) -> String {
        let end = self.nodes.get(index).map_or(index, |node| node.end);
        let mut text = String::new();
        for node in self.nodes.get(index..end).unwrap_or_default() {
            if let Content::Text(part) = &node.content {
                text.push_str(part);
            } else {
                text.push(' ');
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
