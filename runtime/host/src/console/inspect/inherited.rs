//! What an object inherits from the prototypes of a program's own classes, which is shown with hidden properties.

use boa_engine::property::PropertyKey;
use boa_engine::{JsObject, js_string};

use super::Inspector;
use super::keys::key_text;
use super::reader::{own, own_indexes, own_names, own_value};

/// How many prototypes are looked at.
const LAYERS: usize = 3;

impl Inspector<'_> {
    /// The properties, methods apart, that the nearest prototypes add to `object`.
    pub(super) fn inherited(&mut self, object: &JsObject, depth: i32) -> Vec<String> {
        if !self.options.show_hidden || depth > self.options.depth {
            return Vec::new();
        }
        let constructor_key = PropertyKey::from(js_string!("constructor"));
        let mut seen = Vec::new();
        let mut entries = Vec::new();
        self.around.push(object.clone());
        let layers: Vec<JsObject> = self.engine.reader.prototypes(object).take(LAYERS).collect();
        for layer in layers {
            let Some(layer) = self.engine.reader.resolve(&layer) else { break };
            if self.is_builtin(&layer) {
                break;
            }
            let indexes = own_indexes(&layer).into_iter().map(PropertyKey::from);
            for key in indexes.chain(own_names(&layer)) {
                if key == constructor_key || own(object, &key).is_some() || seen.contains(&key) {
                    continue;
                }
                let Some(property) = own(&layer, &key) else { continue };
                if property.value().is_none_or(|value| value.as_callable().is_none()) && !self.is_spent() {
                    let name = key_text(&key, property.enumerable() != Some(false));
                    let text = self.described(&property, depth);
                    entries.push(format!("{name}: {text}"));
                }
                seen.push(key);
            }
        }
        self.around.pop();
        entries
    }

    /// Whether a prototype is that of a built-in constructor.
    fn is_builtin(&self, prototype: &JsObject) -> bool {
        let constructor = own_value(prototype, js_string!("constructor")).and_then(|value| value.as_callable());
        let name = constructor.and_then(|constructor| self.engine.reader.string(&constructor, js_string!("name")));
        name.is_some_and(|name| self.engine.builtins.contains(&name))
    }
}
