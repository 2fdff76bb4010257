//! Promises, and the objects that the engine keeps closed: weak collections and module namespaces.

use boa_engine::JsObject;
use boa_engine::builtins::promise::PromiseState;
use boa_engine::module::ModuleNamespace;
use boa_engine::object::builtins::{JsPromise, JsWeakMap, JsWeakSet};

use super::Inspector;
use super::buffers;
use super::objects::Items;

impl Inspector<'_> {
    pub(super) fn promise_items(&mut self, object: &JsObject, depth: i32) -> Vec<String> {
        let Ok(promise) = JsPromise::from_object(object.clone()) else { return Vec::new() };
        let entry = match promise.state() {
            PromiseState::Pending => "<pending>".to_owned(),
            PromiseState::Fulfilled(value) => self.indented(|inspector| inspector.value(&value, depth)),
            PromiseState::Rejected(reason) => {
                format!("<rejected> {}", self.indented(|inspector| inspector.value(&reason, depth)))
            }
        };
        vec![entry]
    }
}

/// The name and the entries of an object whose inside is no property.
pub(super) fn opaque(object: &JsObject) -> Option<(&'static str, Items)> {
    if object.is_ordinary() {
        return None;
    }
    if let Some(name) = buffers::buffer_name(object) {
        Some((name, Items::ArrayBuffer))
    } else if buffers::is_view(object) {
        Some(("DataView", Items::DataView))
    } else if JsPromise::from_object(object.clone()).is_ok() {
        Some(("Promise", Items::Promise))
    } else if JsWeakSet::from_object(object.clone()).is_ok() {
        Some(("WeakSet", Items::Unknown))
    } else if JsWeakMap::from_object(object.clone()).is_ok() {
        Some(("WeakMap", Items::Unknown))
    } else if object.is::<ModuleNamespace>() {
        Some(("Module", Items::Namespace))
    } else {
        None
    }
}
