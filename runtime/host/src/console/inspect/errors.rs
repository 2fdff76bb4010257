//! Errors: their stack, and the properties that it does not tell already.

use boa_engine::builtins::error::Error;
use boa_engine::property::PropertyKey;
use boa_engine::{JsObject, js_string};

use super::Inspector;
use super::reader::own_value;
use super::stacks::{ends_in_stack, improve, without_shared_frames};
use super::titles::Title;

impl Inspector<'_> {
    /// Whether an object is an error, or made to look like one.
    pub(super) fn is_error(&self, object: &JsObject) -> bool {
        object.is::<Error>() || {
            let prototype = self.context.intrinsics().constructors().error().prototype();
            self.engine.reader.inherits(object, &prototype)
        }
    }

    /// The text of an error, and those of `keys` that are to follow it.
    pub(super) fn error(
        &mut self,
        error: &JsObject,
        title: &Title,
        mut keys: Vec<PropertyKey>,
    ) -> (String, Vec<PropertyKey>) {
        let reader = &self.engine.reader;
        let name = self.error_name(error);
        let message = reader.string(error, js_string!("message")).unwrap_or_default().to_std_string_lossy();
        let stack = self.stack(error);

        if !self.options.show_hidden {
            keys.retain(|key| !self.is_told(error, key, &stack));
        }
        let cause = PropertyKey::from(js_string!("cause"));
        let reader = &self.engine.reader;
        if reader.lookup(error, &cause).is_some() && !keys.contains(&cause) {
            keys.push(cause);
        }
        let errors = PropertyKey::from(js_string!("errors"));
        let has_errors = reader.value(error, errors.clone()).and_then(|errors| errors.as_object());
        if has_errors.is_some_and(|errors| errors.is_array()) && !keys.contains(&errors) {
            keys.push(errors);
        }

        let stack = improve(&stack, title, &name);
        let text = match ends_in_stack(&stack, &message) {
            None => format!("[{stack}]"),
            Some(at) => {
                let cause = own_value(error, js_string!("cause")).and_then(|cause| cause.as_object());
                let cause = cause.filter(|cause| self.is_error(cause)).map(|cause| self.stack(&cause));
                format!("{}{}", &stack[..at], without_shared_frames(&stack[at..], cause.as_deref()))
            }
        };
        if self.indentation == 0 {
            return (text, keys);
        }
        (text.replace('\n', &format!("\n{}", " ".repeat(self.indentation))), keys)
    }

    fn error_name(&self, error: &JsObject) -> String {
        let name = self.engine.reader.value(error, js_string!("name"));
        match name.filter(|name| !name.is_null_or_undefined() && !name.is_object()) {
            Some(name) => name.as_string().map_or_else(|| self.primitive(&name), |name| name.to_std_string_lossy()),
            None => "Error".to_owned(),
        }
    }

    /// The stack of an error, with the line that says what happened: `Name: message`, then a line per frame.
    pub(in crate::console) fn stack(&mut self, error: &JsObject) -> String {
        // One that the page, or a library, made up.
        if let Some(stack) = own_value(error, js_string!("stack")).and_then(|stack| stack.as_string())
            && !stack.is_empty()
        {
            return stack.to_std_string_lossy();
        }
        let reader = &self.engine.reader;
        let message = reader.string(error, js_string!("message")).unwrap_or_default();
        let frames = self.engine.error_stack(error, self.context).unwrap_or_default();
        let name = self.error_name(error);
        let mut stack = match (name.is_empty(), message.is_empty()) {
            (true, _) => message.to_std_string_lossy(),
            (_, true) => name,
            _ => format!("{name}: {}", message.to_std_string_lossy()),
        };
        let frames = frames.to_std_string_lossy();
        if !frames.is_empty() {
            stack.push('\n');
            stack.push_str(frames.trim_end_matches('\n'));
        }
        stack
    }

    /// Whether the stack tells the property already.
    fn is_told(&self, error: &JsObject, key: &PropertyKey, stack: &str) -> bool {
        let PropertyKey::String(name) = key else { return false };
        if ![js_string!("name"), js_string!("message"), js_string!("stack")].contains(name) {
            return false;
        }
        let Some(value) = own_value(error, key.clone()).filter(|value| !value.is_object()) else { return false };
        let text = value.as_string().map_or_else(|| self.primitive(&value), |text| text.to_std_string_lossy());
        stack.contains(&text)
    }
}
