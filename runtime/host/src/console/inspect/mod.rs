//! Values as people read them: the rules of node's `util.inspect`.
//!
//! Owns: what each kind of value looks like, in one file per kind, and how entries are laid out on lines.
//!
//! Never: runs page code (objects are read through [`reader`]) or recurses deeper than [`options::MAX_DEPTH`].

mod arrays;
mod buffers;
mod collections;
mod columns;
mod engine;
mod entries;
mod errors;
mod functions;
mod inherited;
mod keys;
mod layout;
mod objects;
mod options;
mod patterns;
mod primitives;
mod promises;
mod proxies;
mod reader;
mod stacks;
mod strings;
mod titles;
mod width;

use boa_engine::builtins::proxy::Proxy;
use boa_engine::{Context, JsObject, JsValue, JsVariant};

use super::MAX_TEXT;

pub(super) use arrays::length as array_length;
pub(super) use collections::{map_pairs, set_values};
pub(super) use engine::Engine;
pub(super) use entries::accessor_text;
pub(super) use objects::unboxed;
pub(super) use options::Options;
pub(super) use primitives::number_text;
pub(crate) use reader::own_value;
pub(super) use reader::{is_enumerable, own, own_indexes, own_names};
pub(super) use width::width;

/// What is kept back of [`MAX_TEXT`] for the entry that spends the last of it and for the closing brackets.
const MARGIN: usize = MAX_TEXT / 16;

/// Turns values into text; one per console call.
pub(super) struct Inspector<'a> {
    pub(super) context: &'a mut Context,
    pub(super) engine: &'a Engine,
    options: Options,
    /// Spaces before the lines of what is being formatted.
    indentation: usize,
    /// The objects around what is being formatted, the outermost first.
    around: Vec<JsObject>,
    /// The objects that contain themselves, in the order in which that was found; their numbers count from 1.
    circular: Vec<JsObject>,
    /// The depth of the object formatted last: how deep the entries of its surroundings nest.
    deepest: i32,
    /// How many more bytes this inspector may print.
    left: usize,
}

impl<'a> Inspector<'a> {
    pub(super) fn new(context: &'a mut Context, engine: &'a Engine, options: Options) -> Self {
        Self {
            context,
            engine,
            options,
            indentation: 0,
            around: Vec::new(),
            circular: Vec::new(),
            deepest: 0,
            left: MAX_TEXT - MARGIN,
        }
    }

    /// The text of a value; strings are quoted.
    pub(super) fn inspect(&mut self, value: &JsValue) -> String {
        self.indentation = 0;
        self.around.clear();
        self.circular.clear();
        self.deepest = 0;
        self.value(value, 0)
    }

    /// The text of a value under other options.
    pub(super) fn inspect_with(&mut self, value: &JsValue, options: Options) -> String {
        let usual = std::mem::replace(&mut self.options, options);
        let text = self.inspect(value);
        self.options = usual;
        text
    }

    /// The text of a value; a string is shown as it is.
    pub(super) fn display(&mut self, value: &JsValue) -> String {
        match value.as_string() {
            Some(text) => self.charged(text.to_std_string_lossy()),
            None => self.inspect(value),
        }
    }

    /// The object itself, or the one behind a proxy; `None` when that cannot be known.
    pub(super) fn target(&self, object: &JsObject) -> Option<JsObject> {
        self.engine.reader.resolve(object)
    }

    /// Whether no more may be printed: what is left out from here on is only counted or named.
    pub(super) const fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// Counts `text` against what may be printed.
    fn charged(&mut self, text: String) -> String {
        self.charge(text.len());
        text
    }

    const fn charge(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes);
    }

    /// Counts what stands between two entries.
    const fn charge_separator(&mut self) {
        self.charge(self.separator());
    }

    /// The bytes between two entries on lines of their own: a comma, a newline, the margin.
    const fn separator(&self) -> usize {
        self.indentation + 4
    }

    /// The text of a value that is `depth` objects deep.
    fn value(&mut self, value: &JsValue, depth: i32) -> String {
        match value.variant() {
            JsVariant::Object(object) => self.object_or_proxy(&object, depth),
            _ => {
                let text = self.primitive(value);
                self.charged(text)
            }
        }
    }

    fn object_or_proxy(&mut self, object: &JsObject, depth: i32) -> String {
        if !object.is::<Proxy>() {
            return self.object_or_circle(object, depth);
        }
        match self.engine.reader.resolve(object) {
            None => "[Proxy]".to_owned(),
            Some(_) if self.engine.is_revoked(object, self.context) => "<Revoked Proxy>".to_owned(),
            Some(_) if self.options.show_proxy => self.proxy(object, depth),
            Some(target) => self.object_or_circle(&target, depth),
        }
    }

    fn object_or_circle(&mut self, object: &JsObject, depth: i32) -> String {
        if !self.around.iter().any(|other| JsObject::equals(other, object)) {
            return self.object(object, depth);
        }
        let number = self.circle(object).unwrap_or_else(|| {
            self.circular.push(object.clone());
            self.circular.len()
        });
        let text = format!("[Circular *{number}]");
        self.charged(text)
    }

    /// The number of an object that contains itself.
    fn circle(&self, object: &JsObject) -> Option<usize> {
        self.circular.iter().position(|other| JsObject::equals(other, object)).map(|index| index + 1)
    }

    /// Runs `format` with everything two more spaces to the right.
    fn indented<T>(&mut self, format: impl FnOnce(&mut Self) -> T) -> T {
        self.indentation += 2;
        let result = format(self);
        self.indentation -= 2;
        result
    }
}
