//! A page's `observers`: functions that are called when certain data change (FW-5).

use boa_engine::object::builtins::JsFunction;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};

use super::path::{Step, parse};
use super::set_data::{data_of, value_at};
use crate::host::Host;

/// One of a page's observers: `'a.b, list.**': function (b, list) { … }`.
pub(super) struct Observer {
    name: String,
    patterns: Vec<Pattern>,
    function: JsFunction,
}

/// What one part of an observer's name looks at.
#[derive(Debug, PartialEq, Eq)]
struct Pattern {
    path: Vec<Step>,
    /// `**`: what is inside counts as well.
    is_deep: bool,
}

impl Pattern {
    fn new(text: &str) -> Self {
        let text = text.trim();
        let (path, is_deep) = match text.strip_suffix("**") {
            Some(path) => (path.trim_end_matches('.'), true),
            None => (text, false),
        };
        let path = if path.is_empty() { Vec::new() } else { parse(path) };
        Self { path, is_deep }
    }

    /// Whether setting `changed` may have changed what this looks at: the thing itself, or something that it is in.
    fn sees(&self, changed: &[Step]) -> bool {
        match changed.len() <= self.path.len() {
            true => self.path.starts_with(changed),
            false => self.is_deep && changed.starts_with(&self.path),
        }
    }
}

/// The observers of a page or a mixin, in the order in which they are written.
///
/// # Errors
/// What a getter throws.
pub(super) fn read(options: &JsObject, context: &mut Context) -> JsResult<Vec<Observer>> {
    let Some(observers) = options.get(js_string!("observers"), context)?.as_object() else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for key in observers.own_property_keys(context)? {
        let function = observers.get(key.clone(), context)?.as_function();
        let name = match key {
            PropertyKey::String(name) => name.to_std_string_lossy(),
            PropertyKey::Index(index) => index.get().to_string(),
            PropertyKey::Symbol(_) => continue,
        };
        if let Some(function) = function {
            let patterns = name.split(',').map(Pattern::new).collect();
            found.push(Observer { name, patterns, function });
        }
    }
    Ok(found)
}

/// Calls the observers that look at what was set, each once. One that throws is reported and stops no other one.
///
/// # Errors
/// Where the engine gave up.
pub(super) fn fire(
    host: &Host,
    page: &JsObject,
    observers: &[Observer],
    changed: &[String],
    context: &mut Context,
) -> JsResult<()> {
    if observers.is_empty() {
        return Ok(());
    }
    let changed: Vec<_> = changed.iter().map(|path| parse(path)).collect();
    let concerned = |observer: &&Observer| {
        observer.patterns.iter().any(|pattern| changed.iter().any(|changed| pattern.sees(changed)))
    };
    for observer in observers.iter().filter(concerned) {
        let data = data_of(page, context)?;
        let mut values = Vec::with_capacity(observer.patterns.len());
        for pattern in &observer.patterns {
            values.push(value_at(&data, &pattern.path, context)?);
        }
        // The page is in the middle of setData: its microtasks have to wait until it is done.
        if let Err(error) = observer.function.call(&JsValue::from(page.clone()), &values, context) {
            if error.as_engine().is_some() {
                return Err(error);
            }
            host.report(&error, format_args!("observer of {:?}", observer.name), context);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sees(pattern: &str, changed: &str) -> bool {
        Pattern::new(pattern).sees(&parse(changed))
    }

    #[test]
    fn a_pattern_sees_itself_and_what_it_is_in() {
        assert!(sees("a.b", "a.b") && sees("a.b", "a") && sees(" a[0] ", "a[0]"));
        assert!(!sees("a.b", "a.b.c") && !sees("a.b", "a.c") && !sees("a", "b"));
    }

    #[test]
    fn stars_see_what_is_inside() {
        assert!(sees("a.**", "a.b.c") && sees("a.**", "a") && sees("**", "x.y"));
        assert!(!sees("a.**", "b.a"));
    }
}
