//! From a view file and a page's data to elements.

use std::rc::Rc;

use crate::bundle::{Bundle, File};
use crate::expression::{Evaluator, Expression, Scope};
use crate::markup::{Markup, Node};
use crate::source::{Fault, Place, Wrong};
use crate::template::{Part, Template};
use crate::view::{Absence, Content, Element, Rendered, View};
use crate::{Fields, MAX_DEPTH, Value};

/// A view of more elements and texts than these is an error.
pub const MAX_NODES: usize = 100_000;

/// How much work a view may be: about the bytes of text that it makes, and the expressions that it evaluates.
pub const MAX_WORK: usize = 64 << 20;

/// What a round of a list costs of [`MAX_WORK`].
const ROUND_WORK: usize = 128;

/// The elements of a view for these data; with `everything`, those that conditions and empty lists hide as well, each
/// with its [`Absence`].
///
/// # Errors
/// A view that is too large or too deep, or an `a:else` without its `a:if`.
pub fn render(bundle: &Bundle, data: &Fields, everything: bool) -> Result<View, Fault> {
    let mut renderer = Renderer {
        bundle,
        everything,
        nodes: Vec::new(),
        notes: Vec::new(),
        work: MAX_WORK,
        parent: None,
        absence: None,
    };
    renderer.nodes(&bundle.root, &bundle.root.document.nodes, Scope::Root(data), 0)?;
    Ok(View { nodes: renderer.nodes, notes: renderer.notes })
}

struct Renderer<'a> {
    bundle: &'a Bundle,
    everything: bool,
    nodes: Vec<Rendered>,
    notes: Vec<(Place, String)>,
    work: usize,
    parent: Option<usize>,
    absence: Option<Absence>,
}

/// Whether an `a:if` or `a:elif` before has held; none, where there was no `a:if`.
type Chain = Option<bool>;

impl Renderer<'_> {
    fn nodes(&mut self, file: &Rc<File>, nodes: &[Node], scope: Scope<'_>, depth: usize) -> Result<(), Fault> {
        let mut chain = None;
        for node in nodes {
            match node {
                Node::Text { text, at } => {
                    let value = self.shown_value(file, text, scope, *at)?;
                    self.push(file, Content::Text(value.shown().into()), *at)?;
                }
                Node::Element(element) if is_declaration(element) => {}
                Node::Element(element) => self.repeated(file, element, scope, &mut chain, depth)?,
            }
        }
        Ok(())
    }

    fn value(&mut self, file: &File, template: &Template, scope: Scope<'_>, at: usize) -> Result<Value, Fault> {
        let Self { work, notes, .. } = self;
        let source = &file.document.source;
        let mut evaluator = Evaluator { source, modules: &file.modules, work, notes, at };
        evaluator.template(template, scope, at).map_err(|wrong| wrong.in_file(source))
    }

    /// A value that will be made a text: that is work, too, each time.
    fn shown_value(&mut self, file: &File, template: &Template, scope: Scope<'_>, at: usize) -> Result<Value, Fault> {
        let value = self.value(file, template, scope, at)?;
        self.spend(value.text_cost(), "what this shows is too large", file, at)?;
        Ok(value)
    }

    fn spend(&mut self, cost: usize, message: &str, file: &File, at: usize) -> Result<(), Fault> {
        match self.work.checked_sub(cost) {
            Some(left) => self.work = left,
            None => return Err(Wrong::new(at, message).in_file(&file.document.source)),
        }
        Ok(())
    }

    /// The value of an attribute; true, for a name alone.
    fn attribute(
        &mut self,
        file: &File,
        element: &Markup,
        name: &str,
        scope: Scope<'_>,
    ) -> Result<Option<Value>, Fault> {
        let Some(attribute) = element.attribute(name) else { return Ok(None) };
        match &attribute.value {
            Some(value) => self.value(file, value, scope, attribute.at).map(Some),
            None => Ok(Some(Value::Boolean(true))),
        }
    }

    fn push(&mut self, file: &File, content: Content, at: usize) -> Result<usize, Fault> {
        let index = self.nodes.len();
        if index == MAX_NODES {
            let message = format!("the view has more than {MAX_NODES} elements and texts");
            return Err(Wrong::new(at, message).in_file(&file.document.source));
        }
        let (parent, absence) = (self.parent, self.absence.clone());
        self.nodes.push(Rendered { content, parent, end: index + 1, absence });
        Ok(index)
    }

    /// An element as often as its `a:for` says.
    fn repeated(
        &mut self,
        file: &Rc<File>,
        element: &Markup,
        scope: Scope<'_>,
        chain: &mut Chain,
        depth: usize,
    ) -> Result<(), Fault> {
        let Some(list) = self.attribute(file, element, "a:for", scope)? else {
            return self.conditional(file, element, scope, chain, depth);
        };
        let name = |attribute: &str, usual: &'static str| match element.text_of(attribute) {
            Some((name, _)) if !name.is_empty() => name.to_owned(),
            _ => usual.to_owned(),
        };
        let (item_name, index_name) = (name("a:for-item", "item"), name("a:for-index", "index"));
        let before = *chain;
        let is_part = ["a:elif", "a:else"].iter().any(|name| element.attribute(name).is_some());
        let mut held = false;
        let mut one = |renderer: &mut Self, index: Value, item: Value| {
            let mut chain = before;
            let with_index = Scope::With(&scope, &index_name, &index);
            let with_item = Scope::With(&with_index, &item_name, &item);
            renderer.spend_round(file, element)?;
            renderer.conditional(file, element, with_item, &mut chain, depth)?;
            held |= chain == Some(true);
            Ok::<_, Fault>(())
        };
        let count = match &list {
            Value::List(items) => {
                items
                    .iter()
                    .enumerate()
                    .try_for_each(|(index, item)| one(self, Value::of_count(index), item.clone()))?;
                items.len()
            }
            Value::Object(fields) => {
                fields.iter().try_for_each(|(name, item)| one(self, Value::Text(Rc::clone(name)), item.clone()))?;
                fields.len()
            }
            // `a:for="{{3}}"` counts from 0.
            Value::Number(count) if *count >= 1.0 => {
                let mut index = 0.0;
                while index < count.floor() {
                    one(self, Value::Number(index), Value::Number(index))?;
                    index += 1.0;
                }
                1
            }
            _ => 0,
        };
        if count == 0 && self.everything {
            self.hidden("a:for", file, element, |renderer| one(renderer, Value::Number(0.0), Value::Undefined))?;
        }
        *chain = if element.attribute("a:if").is_some() && !is_part { Some(held) } else { None };
        Ok(())
    }

    /// Each round of a list is some work, even where it shows nothing.
    fn spend_round(&mut self, file: &File, element: &Markup) -> Result<(), Fault> {
        let at = element.attribute("a:for").map_or(element.at, |attribute| attribute.at);
        self.spend(ROUND_WORK, "this a:for has too many rounds", file, at)
    }

    /// Renders what is not there, and why.
    fn hidden(
        &mut self,
        attribute: &'static str,
        file: &File,
        element: &Markup,
        render: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let at = element.attribute(attribute).map_or(element.at, |attribute| attribute.at);
        let before = self.absence.clone();
        self.absence.get_or_insert_with(|| Absence { attribute, place: Place::new(&file.document.source, at) });
        let result = render(self);
        self.absence = before;
        result
    }

    fn conditional(
        &mut self,
        file: &Rc<File>,
        element: &Markup,
        scope: Scope<'_>,
        chain: &mut Chain,
        depth: usize,
    ) -> Result<(), Fault> {
        let names = ["a:if", "a:elif", "a:else"];
        let Some(name) = names.into_iter().find(|name| element.attribute(name).is_some()) else {
            *chain = None;
            return self.element(file, element, scope, depth);
        };
        let before = if name == "a:if" { Some(false) } else { *chain };
        let Some(before) = before else {
            let at = element.attribute(name).map_or(element.at, |attribute| attribute.at);
            let message = format!("this {name} has no a:if: the element before has neither a:if nor a:elif");
            return Err(Wrong::new(at, message).in_file(&file.document.source));
        };
        let holds = !before
            && (name == "a:else" || self.attribute(file, element, name, scope)?.is_some_and(|value| value.is_truthy()));
        *chain = if name == "a:else" { None } else { Some(before || holds) };
        match (holds, self.everything) {
            (true, _) => self.element(file, element, scope, depth),
            (false, false) => Ok(()),
            (false, true) => self.hidden(name, file, element, |renderer| renderer.element(file, element, scope, depth)),
        }
    }

    fn element(&mut self, file: &Rc<File>, element: &Markup, scope: Scope<'_>, depth: usize) -> Result<(), Fault> {
        if depth == MAX_DEPTH {
            let message = format!("elements, templates and files are nested deeper than {MAX_DEPTH}");
            return Err(Wrong::new(element.at, message).in_file(&file.document.source));
        }
        let depth = depth + 1;
        match &*element.name {
            "block" | "slot" => self.nodes(file, &element.children, scope, depth),
            "template" => self.template(file, element, scope, depth),
            "include" => {
                let path = file.includes.get(&element.at);
                match path.and_then(|path| self.bundle.files.get(path)).map(Rc::clone) {
                    Some(included) => self.nodes(&included, &included.document.nodes, scope, depth),
                    None => Ok(()),
                }
            }
            _ => self.ordinary(file, element, scope, depth),
        }
    }

    fn ordinary(&mut self, file: &Rc<File>, element: &Markup, scope: Scope<'_>, depth: usize) -> Result<(), Fault> {
        let mut attributes = Vec::new();
        for attribute in element.attributes.iter().filter(|attribute| !attribute.name.starts_with("a:")) {
            let value = match &attribute.value {
                Some(value) => self.shown_value(file, value, scope, attribute.at)?,
                None => Value::Boolean(true),
            };
            let place = Place::new(&file.document.source, attribute.at);
            attributes.push((Rc::clone(&attribute.name), value, place));
        }
        let place = Place::new(&file.document.source, element.at);
        let content = Content::Element(Element { tag: Rc::clone(&element.name), attributes, place });
        let index = self.push(file, content, element.at)?;
        let outer = self.parent.replace(index);
        let result = self.nodes(file, &element.children, scope, depth);
        self.parent = outer;
        let end = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(index) {
            node.end = end;
        }
        result
    }

    /// `<template is="…" data="…" />`: its expressions see the data alone.
    fn template(&mut self, file: &Rc<File>, element: &Markup, scope: Scope<'_>, depth: usize) -> Result<(), Fault> {
        let Some(name) = self.attribute(file, element, "is", scope)? else { return Ok(()) };
        let name = name.shown();
        let data = self.template_data(file, element, scope)?;
        let imported = file.imports.iter().filter_map(|path| self.bundle.files.get(path));
        let found = std::iter::once(file).chain(imported).find(|file| file.template(&name).is_some()).map(Rc::clone);
        let found = found.as_ref().and_then(|file| Some((file, file.template(&name)?)));
        let Some((owner, template)) = found else {
            let at = element.attribute("is").map_or(element.at, |attribute| attribute.at);
            let place = Place::new(&file.document.source, at);
            self.notes.push((place, format!("there is no template `{name}` in this file or in those that it imports")));
            return Ok(());
        };
        self.nodes(owner, &template.children, Scope::Root(&data), depth)
    }

    fn template_data(&mut self, file: &File, element: &Markup, scope: Scope<'_>) -> Result<Rc<Fields>, Fault> {
        let value = self.attribute(file, element, "data", scope)?.unwrap_or_default();
        let template = element.attribute("data").and_then(|attribute| attribute.value.as_ref());
        // `data="{{item}}"` is short for `data="{{item: item}}"`.
        if let Some([Part::Expression(Expression::Name { name, .. })]) = template.map(|template| &*template.parts) {
            return Ok(Rc::new(Fields::from_iter([(Rc::clone(name), value)])));
        }
        match value {
            Value::Object(fields) => Ok(fields),
            _ => Ok(Rc::default()),
        }
    }
}

/// What shows nothing where it stands.
fn is_declaration(element: &Markup) -> bool {
    match &*element.name {
        "import" | "import-sjs" => true,
        "template" => element.attribute("name").is_some(),
        _ => false,
    }
}
