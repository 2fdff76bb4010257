//! The arguments of one console call, and the texts made of them.

use std::borrow::Cow;
use std::rc::Rc;

use boa_engine::string::JsStrVariant;
use boa_engine::{Context, JsString, JsValue};

use super::Level;
use super::format::format;
use super::inspect::{Inspector, Options};
use super::state::Console;

/// One call of a console method.
pub(super) struct Arguments<'a> {
    pub(super) values: &'a [JsValue],
    pub(super) context: &'a mut Context,
    pub(super) console: Rc<Console>,
}

impl<'a> Arguments<'a> {
    pub(super) const fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The argument at `index`, or undefined.
    pub(super) fn get(&self, index: usize) -> JsValue {
        self.values.get(index).cloned().unwrap_or_default()
    }

    /// An inspector for values of this call; what it may print is counted per inspector.
    pub(super) fn inspector(&mut self, options: Options) -> Inspector<'_> {
        Inspector::new(self.context, &self.console.engine, options)
    }

    /// Prints the arguments the way `console.log` does.
    pub(super) fn print(&mut self, level: Level) {
        // Nearly every call is this one: a single string, printed as it is.
        if let [value] = self.values
            && let Some(text) = value.as_string()
        {
            self.console.print(level, &plain(&text));
            return;
        }
        let text = self.text(self.values);
        self.console.print(level, &text);
    }

    /// The text that `console.log` makes of `values`.
    pub(super) fn text(&mut self, values: &[JsValue]) -> String {
        format(values, &mut self.inspector(Options::default()))
    }

    /// `console.dir`: the first argument, inspected under the options that the second gives.
    pub(super) fn print_dir(&mut self) {
        let (value, options) = (self.get(0), self.get(1));
        let options = self.console.engine.dir_options(&options);
        let text = self.inspector(options).inspect(&value);
        self.console.print(Level::Log, &text);
    }

    /// The label of a counter or timer: the first argument as a string, `default` without one.
    pub(super) fn label(&mut self) -> String {
        let label = self.get(0);
        if label.is_undefined() {
            return "default".to_owned();
        }
        self.inspector(Options { depth: 0, ..Options::default() }).display(&label)
    }
}

/// A string as it is printed, lone surrogates replaced; an ASCII one without a copy.
pub(super) fn plain(text: &JsString) -> Cow<'_, str> {
    if let JsStrVariant::Latin1(bytes) = text.variant()
        && bytes.is_ascii()
        && let Ok(ascii) = std::str::from_utf8(bytes)
    {
        return Cow::Borrowed(ascii);
    }
    Cow::Owned(text.to_std_string_lossy())
}
