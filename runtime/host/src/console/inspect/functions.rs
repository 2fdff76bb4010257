//! Functions and classes.

use boa_engine::{JsObject, js_string};

use super::Inspector;
use super::reader::{own, own_value};
use super::titles::Title;

impl Inspector<'_> {
    /// `[Function: f]`, `[class A extends B]`.
    pub(super) fn function(&mut self, function: &JsObject, title: &Title) -> String {
        if self.is_class(function) {
            return self.class_text(function, title);
        }
        let kind = self.function_kind(function);
        let mut text = format!("[{kind}");
        if title.constructor.is_none() {
            text.push_str(" (null prototype)");
        }
        match self.engine.reader.string(function, js_string!("name")).filter(|name| !name.is_empty()) {
            Some(name) => {
                text.push_str(": ");
                text.push_str(&name.to_std_string_lossy());
            }
            None => text.push_str(" (anonymous)"),
        }
        text.push(']');
        if let Some(constructor) = title.constructor.as_deref().filter(|constructor| *constructor != kind) {
            text.push(' ');
            text.push_str(constructor);
        }
        push_tag(&mut text, title);
        text
    }

    /// The source text of a function; that of one without says that it is native.
    pub(in crate::console) fn source(&mut self, function: &JsObject) -> String {
        let function = self.target(function).unwrap_or_else(|| function.clone());
        let text = match self.engine.function_text(&function, self.context) {
            Some(text) => text.to_std_string_lossy(),
            None => {
                let name = self.engine.reader.string(&function, js_string!("name")).unwrap_or_default();
                format!("function {}() {{ [native code] }}", name.to_std_string_lossy())
            }
        };
        self.charged(text)
    }

    fn class_text(&self, class: &JsObject, title: &Title) -> String {
        let name = own_value(class, js_string!("name"))
            .and_then(|name| name.as_string())
            .filter(|name| !name.is_empty())
            .map_or_else(|| "(anonymous)".to_owned(), |name| name.to_std_string_lossy());
        let mut text = format!("[class {name}");
        if let Some(constructor) = title.constructor.as_deref().filter(|constructor| *constructor != "Function") {
            text.push_str(&format!(" [{constructor}]"));
        }
        push_tag(&mut text, title);
        if title.constructor.is_none() {
            text.push_str(" extends [null prototype]");
        } else {
            let parent = self.engine.reader.prototype(class);
            let parent = parent.and_then(|parent| self.engine.reader.string(&parent, js_string!("name")));
            if let Some(parent) = parent.filter(|parent| !parent.is_empty()) {
                text.push_str(" extends ");
                text.push_str(&parent.to_std_string_lossy());
            }
        }
        text.push(']');
        text
    }

    fn is_class(&mut self, function: &JsObject) -> bool {
        // The prototype of a class cannot be replaced, nor can that of a frozen function; but of the two only the
        // function has a source text that does not say it is native.
        own(function, &js_string!("prototype").into()).is_some_and(|property| property.writable() == Some(false))
            && self
                .engine
                .function_text(function, self.context)
                .is_some_and(|text| text.to_std_string_lossy().ends_with("{ [native code] }"))
    }

    fn function_kind(&self, function: &JsObject) -> &'static str {
        let constructors = self.context.intrinsics().constructors();
        let kinds = [
            (constructors.async_function(), "AsyncFunction"),
            (constructors.generator_function(), "GeneratorFunction"),
            (constructors.async_generator_function(), "AsyncGeneratorFunction"),
        ];
        let kind = kinds.into_iter().find(|(kind, _)| self.engine.reader.inherits(function, &kind.prototype()));
        kind.map_or("Function", |(_, name)| name)
    }
}

fn push_tag(text: &mut String, title: &Title) {
    if !title.tag.is_empty() && !title.is(&title.tag) {
        text.push_str(&format!(" [{}]", title.tag));
    }
}
